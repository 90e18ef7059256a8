//! Folders as their files and what is in them.

use std::fs;
use std::path::{Path, PathBuf};

/// Files with their bytes, in the order of their paths.
pub(crate) type Files = Vec<(PathBuf, Vec<u8>)>;

/// Every file in `folder` and in the folders below it.
pub(crate) fn files_below(folder: &Path) -> Files {
    let mut files = Files::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            files.push((path, bytes));
        }
    }
    files.sort();
    files
}

//! Files that are there whole or not at all, even where the power fails.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Give a finished file its real name, replacing what has it; both are on the disk then.
pub(crate) fn put_in_place(finished: &Path, target: &Path) -> io::Result<()> {
    // For writing, because Windows syncs no other.
    File::options().write(true).open(finished)?.sync_all()?;
    fs::rename(finished, target)?;
    // Elsewhere a folder is no file that could be synced.
    if cfg!(unix) {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

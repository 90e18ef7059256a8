//! Which file a path leads to, so that a handle notices when its folder was moved, removed or replaced.

use std::path::{Path, PathBuf};

use crate::base::{Error, Result};

/// A database file as it was when it was opened.
#[derive(Debug)]
pub(super) struct FileIdentity {
    path: PathBuf,
    id: Option<(u64, u64)>,
}

impl FileIdentity {
    pub(super) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), id: id_of(path) }
    }

    /// Go on only if the path still leads to the same file.
    pub(super) fn require(&self) -> Result<()> {
        if self.id.is_none() || self.id == id_of(&self.path) {
            return Ok(());
        }
        let path = self.path.display();
        Err(Error::Closed {
            reason: format!("{path} was moved, removed or replaced since it was opened: open the knowledge base again"),
        })
    }
}

/// Device and inode; `None` where the file is missing, or the system has no such numbers.
#[cfg(unix)]
fn id_of(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn id_of(_: &Path) -> Option<(u64, u64)> {
    None
}

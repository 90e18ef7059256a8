//! One write handle for each store, over all processes: a lock on a file of our own, held for the handle's life.
//!
//! SQLite's own locks are not enough: a second SQLite library in the process cancels them when it closes the file.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::{Error, Result, Timestamp};

const FILE_NAME: &str = "omkn.lock";

/// The lock; released when dropped.
#[derive(Debug)]
pub(super) struct StoreLock {
    file: File,
}

impl Drop for StoreLock {
    /// Closing the file is not enough: a child that another thread is just starting holds the lock, too, until it
    /// has become its own program. (A copy of the process made by `fork` drops no lock: see `Store`'s `drop`.)
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

/// Who holds the lock, for the message to those who do not.
#[derive(Debug, Serialize, Deserialize)]
struct Holder {
    pid: u32,
    since: Timestamp,
}

impl StoreLock {
    /// Take the lock of the store in `folder`, or say who holds it.
    pub(super) fn acquire(folder: &Path, now: Timestamp) -> Result<Self> {
        let path = folder.join(FILE_NAME);
        let failed = |source| Error::io(format!("opening {}", path.display()), source);
        let mut file =
            File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy(&mut file)),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        let holder = serde_json::to_vec(&Holder { pid: std::process::id(), since: now }).unwrap_or_default();
        // Who holds it is only shown to others; failing to write it down does no harm.
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(&holder));
        Ok(Self { file })
    }
}

fn busy(file: &mut File) -> Error {
    let mut text = String::new();
    let holder = file.read_to_string(&mut text).ok().and_then(|_| serde_json::from_str::<Holder>(&text).ok());
    let who = holder.map_or_else(
        || "another handle".to_owned(),
        |holder| match holder.pid == std::process::id() {
            true => format!("another handle of this process, since {}", holder.since),
            false => format!("process {}, since {}", holder.pid, holder.since),
        },
    );
    Error::Busy {
        reason: format!("the knowledge base is open for writing by {who}: close it there, or open it read-only here"),
    }
}

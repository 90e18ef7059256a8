//! The connection that writes, and the locks around connections.

use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::chain::StoreHead;
use super::error::During;
use super::payload;
use crate::base::{Error, Result};

/// The connection that writes, and what it last knew.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) connection: Connection,
    pub(super) head: StoreHead,
    /// Why this handle may not write any more, once a foreign write was noticed.
    pub(super) refused: Option<String>,
}

/// A copy of a database in memory, to read from.
#[expect(clippy::disallowed_methods, reason = "databases are opened in connection.rs, but for this copy")]
pub(super) fn copy_in_memory(of: &Connection) -> Result<Connection> {
    let doing = "copying the database for views";
    let mut copy = Connection::open_in_memory().during(doing)?;
    Backup::new(of, &mut copy).and_then(|backup| backup.step(-1)).during(doing)?;
    payload::register(&copy)?;
    Ok(copy)
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> Result<MutexGuard<'_, T>> {
    mutex.lock().map_err(|_| poisoned())
}

/// How long a reader in memory waits for a write.
const MOST_WAITING: Duration = Duration::from_secs(10);

/// In memory, readers share the connection that writes. A write waits for its listener, and the listener may wait for this
/// reader: so it does not wait forever.
pub(super) fn lock_to_read(writer: &Mutex<Writer>) -> Result<MutexGuard<'_, Writer>> {
    let began = Instant::now();
    loop {
        match writer.try_lock() {
            Ok(held) => return Ok(held),
            Err(TryLockError::Poisoned(_)) => return Err(poisoned()),
            // Most waits are as short as a read.
            Err(TryLockError::WouldBlock) if began.elapsed() < Duration::from_millis(1) => thread::yield_now(),
            Err(TryLockError::WouldBlock) if began.elapsed() < MOST_WAITING => thread::sleep(Duration::from_millis(1)),
            Err(TryLockError::WouldBlock) => {
                let seconds = MOST_WAITING.as_secs();
                let reason = format!(
                    "a write has held this knowledge base in memory for {seconds} s: try again after it, and let no progress \
                     listener wait for a read of another thread"
                );
                return Err(Error::Busy { reason });
            }
        }
    }
}

pub(super) fn poisoned() -> Error {
    Error::Closed { reason: "an earlier call ended abnormally: open the knowledge base again".to_owned() }
}

pub(super) fn closed() -> Error {
    Error::Closed { reason: "it was closed: open the knowledge base again".to_owned() }
}

//! The store at one change: what a view reads is what was stored when it began, whatever is written meanwhile.
//!
//! In a folder a view is a read transaction on a connection of its own. In memory there is one connection: views read
//! through it until somebody writes, and that write first copies the database for them.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::Connection;

use super::chain::StoreHead;
use super::readers::Readers;
use super::slot::{Slot, ViewEnd, ViewSource};
use super::writer::{Writer, lock, lock_to_read};
use crate::base::Result;

/// A connection as the functions that read take it.
pub(crate) type Reader = Connection;

/// The store at one change. Reads of several threads wait for each other.
#[derive(Debug)]
pub(crate) struct StoreView {
    readers: Arc<Readers>,
    slot: Arc<Slot>,
    /// The change it shows.
    pub(crate) head: StoreHead,
}

impl StoreView {
    /// On a connection within a read transaction.
    pub(super) fn of_transaction(
        readers: &Arc<Readers>,
        connection: Connection,
        head: StoreHead,
        limit: Option<Duration>,
    ) -> Result<Self> {
        Self::register(readers, ViewSource::Transaction(connection), head, limit)
    }

    /// On the connection that writes; its lock is held by the caller.
    pub(super) fn of_writer(
        readers: &Arc<Readers>,
        writer: &Arc<Mutex<Writer>>,
        head: StoreHead,
        limit: Option<Duration>,
    ) -> Result<Self> {
        Self::register(readers, ViewSource::Writer(Arc::clone(writer)), head, limit)
    }

    fn register(readers: &Arc<Readers>, source: ViewSource, head: StoreHead, limit: Option<Duration>) -> Result<Self> {
        let slot = Arc::new(Slot::new(source, limit));
        readers.register(&slot)?;
        Ok(Self { readers: Arc::clone(readers), slot, head })
    }

    /// How long it has lived.
    pub(crate) fn age(&self) -> Duration {
        self.slot.began.elapsed()
    }

    /// Read what was stored at its change.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        let _inside = self.readers.enter()?;
        self.slot.end_if_too_old();
        loop {
            let source = lock(&self.slot.source)?;
            let writer = match &*source {
                ViewSource::Transaction(connection) => {
                    let result = work(connection);
                    self.slot.has_failed.fetch_or(result.is_err(), Ordering::Relaxed);
                    return result;
                }
                ViewSource::Copy(copy) => {
                    let copy = Arc::clone(copy);
                    drop(source);
                    return work(&*lock(&copy)?);
                }
                ViewSource::Ended(end) => return Err(end.error()),
                ViewSource::Writer(writer) => Arc::clone(writer),
            };
            drop(source);
            let writer = lock_to_read(&writer)?;
            // Only who holds the writer's lock copies, so what is still the writer's now stays so.
            if matches!(*lock(&self.slot.source)?, ViewSource::Writer(_)) {
                return work(&writer.connection);
            }
        }
    }
}

impl Drop for StoreView {
    fn drop(&mut self) {
        let ViewSource::Transaction(connection) = self.slot.replace(ViewEnd::Closed) else { return };
        if !self.readers.is_of_this_process() {
            // A forked child must not close what belongs to its parent.
            std::mem::forget(connection);
        } else if !self.slot.has_failed.load(Ordering::Relaxed) && connection.execute_batch("COMMIT").is_ok() {
            self.readers.give_back(connection);
        }
    }
}

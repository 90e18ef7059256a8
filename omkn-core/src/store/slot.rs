//! Where a view reads from, until it is ended.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::writer::{Writer, closed, copy_in_memory, lock};
use crate::base::{Error, Result};

/// Where a view reads from.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) source: Mutex<ViewSource>,
    pub(super) began: Instant,
    /// How long it may live; `None` for as long as a call of the library takes.
    limit: Option<Duration>,
    /// A connection that met an error may be in an odd state: it is not used again.
    pub(super) has_failed: AtomicBool,
}

#[derive(Debug)]
pub(super) enum ViewSource {
    /// A read transaction of its own.
    Transaction(Connection),
    /// In memory: the connection that writes, which shows this change as long as nobody writes.
    Writer(Arc<Mutex<Writer>>),
    /// In memory: a copy made before a write, for all views of that change.
    Copy(Arc<Mutex<Connection>>),
    /// Nothing any more.
    Ended(ViewEnd),
}

/// Why a view shows nothing any more.
#[derive(Debug, Clone, Copy)]
pub(super) enum ViewEnd {
    Closed,
    TooOld(Duration),
    Erasure,
}

impl ViewEnd {
    pub(super) fn error(self) -> Error {
        match self {
            Self::Closed => closed(),
            Self::TooOld(limit) => Error::ViewEnded {
                reason: format!(
                    "it was open for more than {} s, and the log of changes grows meanwhile: make a new one, or allow more \
                     by `view_limit`",
                    limit.as_secs_f32()
                ),
            },
            Self::Erasure => {
                Error::ViewEnded { reason: "a record was erased, so that it is in no view: make a new one".to_owned() }
            }
        }
    }
}

impl Slot {
    pub(super) fn new(source: ViewSource, limit: Option<Duration>) -> Self {
        Self { source: Mutex::new(source), began: Instant::now(), limit, has_failed: AtomicBool::new(false) }
    }

    /// End it, and give what it read from.
    pub(super) fn replace(&self, end: ViewEnd) -> ViewSource {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *source, ViewSource::Ended(end))
    }

    /// Whether the host holds it, and no call of the library.
    pub(super) fn is_of_the_host(&self) -> bool {
        self.limit.is_some()
    }

    /// End it, after a read that is under way.
    pub(super) fn end(&self, end: ViewEnd) {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*source, ViewSource::Ended(_)) {
            *source = ViewSource::Ended(end);
        }
    }

    /// End it where it is older than it may be.
    pub(super) fn end_if_too_old(&self) {
        if let Some(limit) = self.limit.filter(|limit| self.began.elapsed() >= *limit) {
            self.end(ViewEnd::TooOld(limit));
        }
    }

    /// In memory, before a write: read from a copy of what is there now; the caller holds the writer's lock.
    pub(super) fn read_from_copy(&self, copy: &mut Option<Arc<Mutex<Connection>>>, of: &Connection) -> Result<()> {
        let mut source = lock(&self.source)?;
        if matches!(*source, ViewSource::Writer(_)) {
            let copy = match copy {
                Some(copy) => Arc::clone(copy),
                None => Arc::clone(copy.insert(Arc::new(Mutex::new(copy_in_memory(of)?)))),
            };
            *source = ViewSource::Copy(copy);
        }
        Ok(())
    }
}

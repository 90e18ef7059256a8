//! Telling the host that something changed: each listener on a thread of its own, so that none holds up a write.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::error::{Error, Result};
use crate::id::Seq;

/// What the writer and the listeners' threads share.
#[derive(Debug, Default)]
struct Shared {
    latest: Mutex<Latest>,
    moved: Condvar,
}

/// How far the change log is, and whether more can come.
#[derive(Debug, Default)]
struct Latest {
    seq: Seq,
    closed: bool,
    /// The numbers of subscriptions that were cancelled and whose threads have not noticed yet.
    cancelled: Vec<u64>,
    subscriptions: u64,
}

impl Shared {
    /// Nothing is done under this lock that can fail half-way.
    fn lock(&self) -> MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Latest)) {
        change(&mut self.lock());
        self.moved.notify_all();
    }

    /// The first change after `told`, once there is one; `None` when no more will come.
    fn next(&self, subscription: u64, told: Seq) -> Option<Seq> {
        let idle =
            |latest: &mut Latest| latest.seq <= told && !latest.closed && !latest.cancelled.contains(&subscription);
        let mut latest = self.moved.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        let was_cancelled = latest.cancelled.contains(&subscription);
        latest.cancelled.retain(|number| *number != subscription);
        // What was written before closing is still told.
        (!was_cancelled && latest.seq > told).then_some(latest.seq)
    }
}

/// Tells listeners of changes.
#[derive(Debug, Default)]
pub(super) struct Notifier(Arc<Shared>);

impl Notifier {
    /// Begin a subscription to everything after `seq`.
    pub(super) fn subscribe(&self, seq: Seq, listener: impl Fn(Seq) + Send + 'static) -> Result<Subscription> {
        let mut latest = self.0.lock();
        latest.seq = latest.seq.max(seq);
        latest.subscriptions += 1;
        let (number, mut told) = (latest.subscriptions, latest.seq);
        drop(latest);
        let shared = Arc::clone(&self.0);
        let listen = move || {
            while let Some(seq) = shared.next(number, told) {
                listener(seq);
                told = seq;
            }
        };
        let thread = thread::Builder::new().name("omkn-changes".to_owned()).spawn(listen);
        thread.map_err(|source| Error::io("starting a thread for a listener", source))?;
        Ok(Subscription { shared: Arc::clone(&self.0), number })
    }

    /// Something was written.
    pub(super) fn tell(&self, seq: Seq) {
        self.0.change(|latest| latest.seq = seq);
    }

    /// No more will be written through this handle.
    pub(super) fn close(&self) {
        self.0.change(|latest| latest.closed = true);
    }
}

impl Drop for Notifier {
    fn drop(&mut self) {
        self.close();
    }
}

/// A listener that is told of changes, until this is dropped or the knowledge base is closed; made by
/// [`subscribe`](crate::KnowledgeBase::subscribe).
#[must_use = "the listener is told nothing once this is dropped"]
pub struct Subscription {
    shared: Arc<Shared>,
    number: u64,
}

impl Subscription {
    /// Tell the listener no more; a call that has begun goes on to its end. The same as dropping it.
    pub fn cancel(self) {}
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.shared.change(|latest| latest.cancelled.push(self.number));
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription").field("number", &self.number).finish_non_exhaustive()
    }
}

//! Telling the host that something changed: each listener on a thread of its own, so that none holds up a write.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::base::{Error, Result, Seq};

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

    /// The first change after `reported`, once there is one; `None` when no more will come.
    fn next(&self, is_cancelled: &AtomicBool, reported: Seq) -> Option<Seq> {
        let is_cancelled = || is_cancelled.load(Ordering::Relaxed);
        let idle = |latest: &mut Latest| latest.seq <= reported && !latest.closed && !is_cancelled();
        let latest = self.moved.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        // What was written before closing is still reported.
        (!is_cancelled() && latest.seq > reported).then_some(latest.seq)
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
        let mut reported = latest.seq;
        drop(latest);
        let subscription = Subscription { shared: Arc::clone(&self.0), is_cancelled: Arc::default() };
        let (shared, is_cancelled) = (Arc::clone(&self.0), Arc::clone(&subscription.is_cancelled));
        let listen = move || {
            while let Some(seq) = shared.next(&is_cancelled, reported) {
                listener(seq);
                reported = seq;
            }
        };
        let thread = thread::Builder::new().name("omkn-changes".to_owned()).spawn(listen);
        thread.map_err(|source| Error::io("starting a thread for a listener", source))?;
        Ok(subscription)
    }

    /// Something was written.
    pub(super) fn notify(&self, seq: Seq) {
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

/// A listener that is called for changes, until this is dropped or the knowledge base is closed; made by
/// [`subscribe`](crate::KnowledgeBase::subscribe).
#[must_use = "the listener is no longer called once this is dropped"]
pub struct Subscription {
    shared: Arc<Shared>,
    is_cancelled: Arc<AtomicBool>,
}

impl Subscription {
    /// Tell the listener no more; a call that has begun goes on to its end. The same as dropping it.
    pub fn cancel(self) {}
}

impl Drop for Subscription {
    fn drop(&mut self) {
        // Under the lock, lest the thread looks just before and sleeps just after.
        self.shared.change(|_| self.is_cancelled.store(true, Ordering::Relaxed));
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription").field("is_cancelled", &self.is_cancelled).finish_non_exhaustive()
    }
}

//! Telling the app that something changed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Result;
use crate::job::ListenerError;

/// Told of changes, on a thread of its own: it may block or call the knowledge base without holding up anyone.
#[uniffi::export(foreign)]
pub trait ChangeListener: Send + Sync {
    /// Something was written; `seq` is the number of the latest change. Writes in quick succession may be told as one: ask
    /// `changes_since` what they are. A listener that throws is told no more.
    fn on_change(&self, seq: u64) -> std::result::Result<(), ListenerError>;
}

/// A listener that is told of changes until `cancel`, or until the knowledge base is suspended or shut down.
#[derive(Debug, uniffi::Object)]
pub struct Subscription(Mutex<Option<omkn_core::Subscription>>);

#[uniffi::export]
impl Subscription {
    /// Tell the listener no more; a call that has begun goes on to its end. Cancelling twice is fine.
    pub fn cancel(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// Tell `listener` of every write from now on.
pub(crate) fn subscribe(kb: &omkn_core::KnowledgeBase, listener: Arc<dyn ChangeListener>) -> Result<Arc<Subscription>> {
    let stopped = AtomicBool::new(false);
    let subscription = kb.subscribe(move |seq| {
        if !stopped.load(Ordering::Relaxed) && listener.on_change(seq.0).is_err() {
            stopped.store(true, Ordering::Relaxed);
        }
    })?;
    Ok(Arc::new(Subscription(Mutex::new(Some(subscription)))))
}

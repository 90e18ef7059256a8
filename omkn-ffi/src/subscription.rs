//! Telling the app that something changed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::convert::counted;
use crate::error::Result;
use crate::job::ListenerError;

/// Called for changes, on a thread of its own: it may block or call the knowledge base without holding up anyone.
#[uniffi::export(foreign)]
pub trait ChangeListener: Send + Sync {
    /// Something was written; `seq` is the number of the latest change. Writes in quick succession may be reported as one: ask
    /// `changes_since` what they are. A listener that throws is not called again.
    fn on_change(&self, seq: i64) -> std::result::Result<(), ListenerError>;
}

/// A listener that is called for changes until `cancel`, or until the knowledge base is shut down.
#[derive(Debug, uniffi::Object)]
pub struct Subscription(Mutex<Option<Arc<Listening>>>);

#[uniffi::export]
impl Subscription {
    /// Call the listener no more; a call that has begun goes on to its end. Cancelling twice is fine.
    pub fn cancel(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// One listener, and its subscription to the store that is open now.
struct Listening {
    listener: Arc<dyn ChangeListener>,
    has_thrown: AtomicBool,
    current: Mutex<Option<omkn_core::Subscription>>,
}

impl std::fmt::Debug for Listening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listening").field("current", &self.current).finish_non_exhaustive()
    }
}

impl Listening {
    fn begin(self: &Arc<Self>, kb: &omkn_core::KnowledgeBase) -> Result<()> {
        // Who cancels is the last to hold it.
        let listening = Arc::downgrade(self);
        let subscription = kb.subscribe(move |seq| {
            if let Some(listening) = listening.upgrade()
                && !listening.has_thrown.load(Ordering::Relaxed)
                && listening.listener.on_change(counted(seq.0)).is_err()
            {
                listening.has_thrown.store(true, Ordering::Relaxed);
            }
        })?;
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Some(subscription);
        Ok(())
    }
}

/// The listeners of one knowledge base, kept over its suspensions.
#[derive(Debug, Default)]
pub(crate) struct Listeners(Mutex<Vec<Weak<Listening>>>);

impl Listeners {
    /// Call `listener` for every write from now on.
    pub(crate) fn add(
        &self,
        kb: &omkn_core::KnowledgeBase,
        listener: Arc<dyn ChangeListener>,
    ) -> Result<Arc<Subscription>> {
        let listening = Arc::new(Listening { listener, has_thrown: AtomicBool::new(false), current: Mutex::default() });
        listening.begin(kb)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|listening| listening.strong_count() > 0);
        all.push(Arc::downgrade(&listening));
        Ok(Arc::new(Subscription(Mutex::new(Some(listening)))))
    }

    /// The knowledge base was opened again.
    pub(crate) fn begin_again(&self, kb: &omkn_core::KnowledgeBase) -> Result<()> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter_map(Weak::upgrade).try_for_each(|listening| listening.begin(kb))
    }
}

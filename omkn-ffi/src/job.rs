//! Long work: progress to the app, and a way to stop it.

use std::sync::Arc;

use omkn_core::Job;

use crate::convert::counted;
use crate::error::OmknError;

/// Stops long work from another thread; the work ends with `Cancelled` and keeps nothing.
#[derive(Debug, Default, uniffi::Object)]
pub struct Interrupter(omkn_core::Interrupter);

#[uniffi::export]
impl Interrupter {
    /// A fresh interrupter that has not been used.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    /// Ask the work to stop. It ends at its next step.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }

    /// Whether `interrupt` was called.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.0.is_interrupted()
    }
}

/// Thrown by a listener: the work that it follows stops and ends with `Cancelled`; a listener of changes is not called again.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum ListenerError {
    /// The listener failed or wants no more.
    #[error("{reason}")]
    Stopped {
        /// Why.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ListenerError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Stopped { reason: error.reason }
    }
}

/// Called with how far long work is, on the thread that does the work, in the middle of it: calls of the same knowledge base
/// from there may end with `Busy`, because they would wait for the work they are part of.
#[uniffi::export(foreign)]
pub trait ProgressListener: Send + Sync {
    /// `done` of `total` steps of a stage, such as `indexing`; the total may be unknown.
    fn on_progress(&self, stage: String, done: i64, total: Option<i64>) -> Result<(), ListenerError>;
}

/// What follows long work, if anything.
pub(crate) type OptionalListener = Option<Arc<dyn ProgressListener>>;

/// What may stop long work, if anything.
pub(crate) type OptionalInterrupter = Option<Arc<Interrupter>>;

/// Run long work that reports to a listener and that an interrupter may stop.
pub(crate) fn run<T>(
    listener: OptionalListener,
    interrupter: OptionalInterrupter,
    work: impl FnOnce(&mut Job<'_>) -> omkn_core::Result<T>,
) -> Result<T, OmknError> {
    let by_app = interrupter.map(|interrupter| interrupter.0.clone()).unwrap_or_default();
    let by_listener = omkn_core::Interrupter::new();
    let mut listener_error = None;
    let mut job = Job::new().with_interrupter(by_app).with_interrupter(by_listener.clone()).on_progress(|progress| {
        if let Some(listener) = &listener
            && let Err(ListenerError::Stopped { reason }) =
                listener.on_progress(progress.stage.to_owned(), counted(progress.done), progress.total.map(counted))
        {
            listener_error.get_or_insert(reason);
            by_listener.interrupt();
        }
    });
    let result = work(&mut job);
    drop(job);
    match (result, listener_error) {
        (Err(omkn_core::Error::Cancelled), Some(reason)) => {
            Err(OmknError::Cancelled { reason: format!("a listener stopped the work: {reason}") })
        }
        (result, _) => Ok(result?),
    }
}

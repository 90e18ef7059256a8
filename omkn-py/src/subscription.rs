//! Telling a Python function that something changed.

use std::sync::{Mutex, PoisonError};

use omkn_core::Seq;
use pyo3::prelude::*;

/// A function that is told of changes; made by ``KnowledgeBase.subscribe``. It is told until ``cancel``, until the end of a
/// ``with`` block, until nothing refers to this any more, or until the knowledge base is closed.
///
/// Examples
/// --------
/// >>> import omkn, threading
/// >>> told = threading.Event()
/// >>> with omkn.in_memory() as kb, kb.subscribe(lambda seq: told.set()):
/// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
/// ...     told.wait(30)
/// True
#[pyclass(frozen, module = "omkn")]
pub(crate) struct Subscription(Mutex<Option<omkn_core::Subscription>>);

impl From<omkn_core::Subscription> for Subscription {
    fn from(subscription: omkn_core::Subscription) -> Self {
        Self(Mutex::new(Some(subscription)))
    }
}

#[pymethods]
impl Subscription {
    /// Tell the function no more; a call that has begun goes on to its end. Cancelling twice is fine.
    fn cancel(&self) {
        // Nobody holds this lock while waiting for Python.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    fn __enter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, _exception: &Bound<'_, PyAny>) {
        self.cancel();
    }
}

/// What the core calls: the function, with what it raises told as Python tells errors that nobody can catch.
pub(crate) fn listener(function: Py<PyAny>) -> impl Fn(Seq) + Send + 'static {
    move |seq| {
        // Where Python is ending, nobody is left to be told.
        let _ = Python::try_attach(|py| {
            if let Err(error) = function.bind(py).call1((seq.0,)) {
                error.write_unraisable(py, Some(function.bind(py)));
            }
        });
    }
}

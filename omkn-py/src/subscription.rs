//! Telling a Python function that something changed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use omkn_core::Seq;
use pyo3::prelude::*;
use pyo3::types::{PyCFunction, PyTuple};

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

    #[pyo3(signature = (*_raised: "object") -> "None")]
    fn __exit__(&self, _raised: &Bound<'_, PyTuple>) {
        self.cancel();
    }
}

/// What the core calls: the function, until it raises: that is told as Python tells errors that nobody can catch.
pub(crate) fn listener(py: Python<'_>, function: Py<PyAny>) -> PyResult<impl Fn(Seq) + Send + 'static> {
    wait_at_exit(py)?;
    let failed = AtomicBool::new(false);
    Ok(move |seq: Seq| {
        if failed.load(Ordering::Relaxed) {
            return;
        }
        let Some(_call) = Call::begin() else { return };
        let _ = Python::try_attach(|py| {
            if let Err(error) = function.bind(py).call1((seq.0,)) {
                failed.store(true, Ordering::Relaxed);
                error.write_unraisable(py, Some(function.bind(py)));
            }
        });
    })
}

/// How long the end of the program waits for functions that are being told.
const PATIENCE: Duration = Duration::from_secs(5);

/// Calls of functions that go on now. Python must not end beneath them: it would end their threads in the middle.
static CALLS: Mutex<Calls> = Mutex::new(Calls { running: 0, ending: None });
static ENDED: Condvar = Condvar::new();

struct Calls {
    running: usize,
    /// Whether no more may begin; `None` until the wait at the end is arranged.
    ending: Option<bool>,
}

/// One call that goes on.
struct Call;

impl Call {
    /// `None` once Python is ending: nobody is left to be told.
    fn begin() -> Option<Self> {
        let mut calls = CALLS.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.ending == Some(true) {
            return None;
        }
        calls.running += 1;
        Some(Self)
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        CALLS.lock().unwrap_or_else(PoisonError::into_inner).running -= 1;
        ENDED.notify_all();
    }
}

/// Have Python's end begin no more calls, and wait for those that go on.
fn wait_at_exit(py: Python<'_>) -> PyResult<()> {
    {
        let mut calls = CALLS.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.ending.is_some() {
            return Ok(());
        }
        calls.ending = Some(false);
    }
    let wait = PyCFunction::new_closure(py, None, None, |arguments, _| {
        arguments.py().detach(|| {
            let mut calls = CALLS.lock().unwrap_or_else(PoisonError::into_inner);
            calls.ending = Some(true);
            drop(ENDED.wait_timeout_while(calls, PATIENCE, |calls| calls.running > 0));
        });
    })?;
    py.import("atexit")?.call_method1("register", (wait,)).map(drop)
}

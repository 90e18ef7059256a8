//! Long work: its progress goes to Python, Ctrl-C and the callers' interrupters stop it.

use omkn_core::{Job, Progress, Result};
use pyo3::prelude::*;

use crate::error::ToPython;
use crate::hints::ProgressArgument;

/// Stop long work from another thread; the work ends with ``CancelledError`` and keeps nothing.
///
/// Examples
/// --------
/// >>> import omkn
/// >>> interrupter = omkn.Interrupter()
/// >>> interrupter.interrupt()
/// >>> with omkn.in_memory() as kb:
/// ...     kb.capture_all([{"kind": "guide", "title": {"en": "Salt guide"}}], interrupter=interrupter)
/// Traceback (most recent call last):
/// ...
/// omkn.errors.CancelledError: the work was cancelled by the caller; nothing of it was kept
#[pyclass(frozen, module = "omkn")]
pub(crate) struct Interrupter(omkn_core::Interrupter);

#[pymethods]
impl Interrupter {
    /// A fresh interrupter that has not been used.
    #[new]
    fn new() -> Self {
        Self(omkn_core::Interrupter::new())
    }

    /// Ask the work to stop. It ends at its next step.
    fn interrupt(&self) {
        self.0.interrupt();
    }

    /// Whether ``interrupt`` was called.
    #[getter]
    fn is_interrupted(&self) -> bool {
        self.0.is_interrupted()
    }
}

/// Do long work without holding Python's lock.
pub(crate) fn run<T: Send>(
    py: Python<'_>,
    progress: Option<ProgressArgument<'_>>,
    interrupter: Option<&Bound<'_, Interrupter>>,
    work: impl FnOnce(&mut Job<'_>) -> Result<T> + Send,
) -> PyResult<T> {
    let sink = py.import("omkn._progress")?.call_method1("sink", (progress,))?;
    let sink: Option<Py<PyAny>> = if sink.is_none() { None } else { Some(sink.unbind()) };
    let given = interrupter.map(|given| given.get().0.clone()).unwrap_or_default();
    let stop = omkn_core::Interrupter::new();
    let mut raised: Option<PyErr> = None;
    let result = py.detach(|| {
        let mut job = Job::new().with_interrupter(given).with_interrupter(stop.clone()).on_progress(|progress| {
            if raised.is_none()
                && let Err(error) = tell(sink.as_ref(), progress)
            {
                raised = Some(error);
                stop.interrupt();
            }
        });
        work(&mut job)
    });
    if let Some(sink) = sink {
        sink.bind(py).call_method0("close")?;
    }
    match raised {
        Some(error) => Err(error),
        None => result.to_python(),
    }
}

/// Tell the sink, and give Ctrl-C its turn.
fn tell(sink: Option<&Py<PyAny>>, progress: Progress) -> PyResult<()> {
    Python::attach(|py| {
        py.check_signals()?;
        let Some(sink) = sink else { return Ok(()) };
        sink.bind(py).call1((progress.stage, progress.done, progress.total)).map(drop)
    })
}

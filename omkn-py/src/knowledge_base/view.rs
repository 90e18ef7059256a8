//! A knowledge base as it was at one change. What can be read of a knowledge base can be read of a view: each method is
//! written once, for both.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;

use super::KnowledgeBase;
use crate::error::ToPython;
use crate::hints::ProgressArgument;
use crate::job::{self, Interrupter};

/// A knowledge base as it was at one change: every read of one view agrees with every other, whatever is written meanwhile.
///
/// For answers that belong together: the pages of a long listing, hits and their facets, a table and an export. A view keeps
/// the log of changes from being shortened, so use it in a ``with`` block, which lets go of it. After a minute, or the
/// ``view_limit`` of :func:`omkn.open`, and once a record was erased, its reads raise ``ViewEndedError``.
///
/// Examples
/// --------
/// >>> import omkn
/// >>> with omkn.in_memory() as kb:
/// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
/// ...     with kb.view() as view:
/// ...         _ = kb.capture({"kind": "guide", "title": {"en": "Brine guide"}})
/// ...         view.count(), view.search("guide").total, kb.count()
/// (1, 1, 2)
#[pyclass(frozen, module = "omkn")]
pub(crate) struct View {
    inner: Mutex<Option<Arc<omkn_core::View>>>,
}

/// The same methods for `KnowledgeBase` and `View`, which whoever uses it imports.
macro_rules! both {
    ($($methods:tt)*) => {
        #[allow(clippy::redundant_closure_for_method_calls, reason = "a method has a name of one type only")]
        #[pymethods]
        impl KnowledgeBase { $($methods)* }

        #[allow(clippy::redundant_closure_for_method_calls, reason = "a method has a name of one type only")]
        #[pymethods]
        impl View { $($methods)* }
    };
}

pub(super) use both;

impl View {
    fn inner(&self) -> omkn_core::Result<Arc<omkn_core::View>> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let reason = || "it was closed: make another view".to_owned();
        inner.ok_or_else(|| omkn_core::Error::ViewEnded { reason: reason() })
    }

    /// Call the core without holding Python's lock.
    pub(crate) fn call<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&omkn_core::View) -> omkn_core::Result<T> + Send,
    ) -> PyResult<T> {
        py.detach(|| work(self.inner()?.as_ref())).to_python()
    }

    /// The same for long work, with progress and cancellation.
    pub(crate) fn work<T: Send>(
        &self,
        py: Python<'_>,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
        work: impl FnOnce(&omkn_core::View, &mut omkn_core::Job<'_>) -> omkn_core::Result<T> + Send,
    ) -> PyResult<T> {
        job::run(py, progress, interrupter, |job| work(self.inner()?.as_ref(), job))
    }
}

impl KnowledgeBase {
    /// Ask a view made for one question. Ctrl-C ends it also where it has to index first what was written since.
    pub(crate) fn ask<T: Send>(
        &self,
        py: Python<'_>,
        question: impl FnOnce(&omkn_core::View) -> omkn_core::Result<T> + Send,
    ) -> PyResult<T> {
        self.work(py, None, None, |kb, job| question(&kb.view_with(job)?))
    }
}

impl View {
    pub(crate) fn ask<T: Send>(
        &self,
        py: Python<'_>,
        question: impl FnOnce(&omkn_core::View) -> omkn_core::Result<T> + Send,
    ) -> PyResult<T> {
        self.call(py, question)
    }
}

#[pymethods]
impl KnowledgeBase {
    /// The knowledge base as it is now, to be read as often as wanted; see :class:`omkn.View`.
    fn view(&self, py: Python<'_>) -> PyResult<View> {
        let view = self.call(py, omkn_core::KnowledgeBase::view)?;
        Ok(View { inner: Mutex::new(Some(Arc::new(view))) })
    }
}

#[pymethods]
impl View {
    /// The number of the last change it shows.
    #[getter]
    fn seq(&self, py: Python<'_>) -> PyResult<u64> {
        self.call(py, |view| Ok(view.seq().0))
    }

    /// How far its index is: the same as ``seq``, or less where the knowledge base was opened to search the index as it is.
    #[getter]
    fn watermark(&self, py: Python<'_>) -> PyResult<u64> {
        self.call(py, |view| Ok(view.watermark().0))
    }

    /// How long it has lived, in seconds.
    #[getter]
    fn age(&self, py: Python<'_>) -> PyResult<f64> {
        self.call(py, |view| Ok(view.age().as_secs_f64()))
    }

    /// Let go of the view. Later reads raise ``ViewEndedError``; closing twice is fine.
    fn close(&self, py: Python<'_>) {
        let view = self.inner.lock().unwrap_or_else(PoisonError::into_inner).take();
        py.detach(|| drop(view));
    }

    fn __enter__(this: Py<Self>) -> Py<Self> {
        this
    }

    #[pyo3(signature = (*_raised: "object") -> "None")]
    fn __exit__(&self, py: Python<'_>, _raised: &Bound<'_, pyo3::types::PyTuple>) {
        self.close(py);
    }

    fn __repr__(&self) -> String {
        match self.inner() {
            Ok(view) => format!("<omkn.View at change {}, {:.1} s old>", view.seq(), view.age().as_secs_f32()),
            Err(_) => "<omkn.View closed>".to_owned(),
        }
    }
}

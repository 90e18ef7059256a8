//! Opening and closing.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use omkn_core::{FixedClock, Freshness, OpenOptions};
use pyo3::prelude::*;

use super::shared::{self, Shared};
use crate::error::{ToPython, not_readable};
use crate::hints::ProgressArgument;
use crate::job::{self, Interrupter};

/// A knowledge base: the whole opened collection of records, its taxonomy, its organizations and its index.
///
/// It lies in one folder (or in memory). One handle writes, any number read; all methods may be called from any thread, and
/// let other threads run meanwhile. What a method has written when it returns is on the disk. Get one from :func:`omkn.open`
/// or :func:`omkn.in_memory`, best in a ``with`` block, which closes it.
///
/// A handle does not live through ``fork``: start processes with the method ``spawn``, or open it again in each.
///
/// Within one process a folder that is open for writing may be opened again, as when a cell of a notebook runs twice: the new
/// handle is one more for the same knowledge base, which stays open until the last of them is closed or forgotten.
#[pyclass(frozen, module = "omkn")]
pub(crate) struct KnowledgeBase {
    shared: Arc<Shared>,
    is_closed: AtomicBool,
}

impl KnowledgeBase {
    fn new(shared: Arc<Shared>) -> Self {
        Self { shared, is_closed: AtomicBool::new(false) }
    }

    fn inner(&self) -> omkn_core::Result<&omkn_core::KnowledgeBase> {
        if self.is_closed.load(Ordering::Acquire) {
            return Err(omkn_core::Error::Closed { reason: "it was closed: open it again".to_owned() });
        }
        Ok(&self.shared.kb)
    }

    /// Call the core without holding Python's lock.
    pub(crate) fn call<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&omkn_core::KnowledgeBase) -> omkn_core::Result<T> + Send,
    ) -> PyResult<T> {
        py.detach(|| work(self.inner()?)).to_python()
    }

    /// The same for long work, with progress and cancellation.
    pub(crate) fn work<T: Send>(
        &self,
        py: Python<'_>,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
        work: impl FnOnce(&omkn_core::KnowledgeBase, &mut omkn_core::Job<'_>) -> omkn_core::Result<T> + Send,
    ) -> PyResult<T> {
        job::run(py, progress, interrupter, |job| work(self.inner()?, job))
    }
}

fn options(
    read_only: bool,
    create: bool,
    freshness: &str,
    author: Option<String>,
    clock: Option<&str>,
    view_limit: Option<f64>,
) -> PyResult<OpenOptions> {
    let freshness = match freshness {
        "latest" => Freshness::Latest,
        "as_indexed" => Freshness::AsIndexed,
        other => return Err(not_readable("freshness", format!("\"{other}\" is not one of latest, as_indexed"))),
    };
    let mut options = OpenOptions::new().read_only(read_only).create(create).freshness(freshness);
    if let Some(seconds) = view_limit {
        let limit = Duration::try_from_secs_f64(seconds)
            .map_err(|_| not_readable("view_limit", "seconds, 0 or more, as many as fit 64 bits"))?;
        options = options.view_limit(limit);
    }
    if let Some(author) = author {
        options = options.author(author);
    }
    if let Some(clock) = clock {
        let instant = clock.parse().map_err(|_| not_readable("clock", "an instant after RFC 3339"))?;
        options = options.clock(FixedClock(instant));
    }
    Ok(options)
}

/// Open the knowledge base in this folder.
///
/// Parameters
/// ----------
/// folder : path-like
///     The folder; made where it does not exist.
/// read_only : bool
///     Only read. Any number of handles and processes may read while one writes; nothing is ever written to the folder.
/// create : bool
///     Whether to create a knowledge base where there is none, or to raise ``NotFoundError``.
/// freshness : str
///     ``"latest"``: every search sees every change. ``"as_indexed"``: a search uses the index as it stands; bring it up to
///     date with ``refresh``.
/// author : str, optional
///     Who makes the revisions of this handle: a role or name as it shall stand in the history.
/// clock : str, optional
///     An instant after RFC 3339 at which this handle's clock stands still, for reproducible examples.
/// view_limit : float, optional
///     How many seconds a view may live; 60 without it. The log of changes grows meanwhile.
///
/// Raises
/// ------
/// NotFoundError
///     Nothing is there, and ``create`` is off or the handle is read-only.
/// BusyError
///     Another process writes to it, or this one has it open with other options; open it read-only instead.
/// IncompatibleError
///     A newer library wrote it, or the file is no knowledge base.
/// CorruptError, StorageError, IoError, LowSpaceError
///     It cannot be read or created.
///
/// Examples
/// --------
/// >>> import omkn, tempfile
/// >>> folder = tempfile.TemporaryDirectory()
/// >>> with omkn.open(folder.name, author="Waste Services") as kb:
/// ...     record = kb.capture({"kind": "practice", "title": {"en": "Two-bag garbage limit"}})
/// >>> with omkn.open(folder.name, read_only=True) as kb:
/// ...     kb.get(record.id).content.title["en"]
/// 'Two-bag garbage limit'
#[pyfunction]
#[pyo3(signature = (folder, *, read_only=false, create=true, freshness: "Literal['latest', 'as_indexed']" = "latest", author=None, clock=None, view_limit=None))]
#[expect(clippy::too_many_arguments, reason = "the fields of OpenOptions")]
pub(crate) fn open(
    py: Python<'_>,
    folder: PathBuf,
    read_only: bool,
    create: bool,
    freshness: &str,
    author: Option<String>,
    clock: Option<&str>,
    view_limit: Option<f64>,
) -> PyResult<KnowledgeBase> {
    let named = vec![
        ("freshness", freshness.to_owned()),
        ("author", author.clone().unwrap_or_default()),
        ("clock", clock.unwrap_or_default().to_owned()),
        ("view_limit", view_limit.map(|seconds| seconds.to_string()).unwrap_or_default()),
    ];
    let options = options(read_only, create, freshness, author, clock, view_limit)?;
    let folder = if folder.starts_with("~") {
        py.import("os.path")?.call_method1("expanduser", (folder,))?.extract()?
    } else {
        folder
    };
    if read_only {
        let kb = py.detach(|| options.open(folder)).to_python()?;
        return Ok(KnowledgeBase::new(Shared::alone(kb)));
    }
    shared::open(py, &folder, &options, named).map(KnowledgeBase::new).to_python()
}

/// Make an empty knowledge base that lives in memory only.
///
/// Parameters
/// ----------
/// freshness, author, clock, view_limit
///     As for :func:`omkn.open`.
///
/// Examples
/// --------
/// >>> import omkn
/// >>> with omkn.in_memory() as kb:
/// ...     kb.count()
/// 0
#[pyfunction]
#[pyo3(signature = (*, freshness: "Literal['latest', 'as_indexed']" = "latest", author=None, clock=None, view_limit=None))]
pub(crate) fn in_memory(
    py: Python<'_>,
    freshness: &str,
    author: Option<String>,
    clock: Option<&str>,
    view_limit: Option<f64>,
) -> PyResult<KnowledgeBase> {
    let options = options(false, true, freshness, author, clock, view_limit)?;
    let kb = py.detach(|| options.in_memory()).to_python()?;
    Ok(KnowledgeBase::new(Shared::alone(kb)))
}

#[pymethods]
impl KnowledgeBase {
    /// Close this handle: later calls raise ``ClosedError``; closing twice is fine. The last open handle of a folder closes the
    /// knowledge base: it finishes, and releases the lock.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        if self.is_closed.swap(true, Ordering::AcqRel) {
            return Ok(());
        }
        self.shared.let_go(py).inspect_err(|_| self.is_closed.store(false, Ordering::Release)).to_python()
    }

    /// Whether this handle only reads.
    #[getter]
    fn is_read_only(&self) -> bool {
        self.shared.kb.is_read_only()
    }

    fn __enter__(this: Py<Self>) -> Py<Self> {
        this
    }

    #[pyo3(signature = (*_raised: "object") -> "None")]
    fn __exit__(&self, py: Python<'_>, _raised: &Bound<'_, pyo3::types::PyTuple>) -> PyResult<()> {
        self.close(py)
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let mode = if self.shared.kb.is_read_only() { ", read-only" } else { "" };
        match py.detach(|| self.inner()?.count()) {
            Ok(count) => format!("<omkn.KnowledgeBase {count} records{mode}>"),
            Err(omkn_core::Error::Closed { .. }) => "<omkn.KnowledgeBase closed>".to_owned(),
            Err(_) => format!("<omkn.KnowledgeBase{mode}>"),
        }
    }

    fn _repr_html_(this: &Bound<'_, Self>) -> PyResult<String> {
        this.py().import("omkn.notebook.dashboard")?.call_method1("knowledge_base", (this,))?.extract()
    }
}

impl Drop for KnowledgeBase {
    /// A handle that was forgotten does not count any longer.
    fn drop(&mut self) {
        if !*self.is_closed.get_mut() {
            let is_last = self.shared.forget();
            // A closed handle may still be held by somebody. What fails here would have failed at closing, and nobody asks.
            if is_last {
                let _ = Python::try_attach(|py| py.detach(|| self.shared.kb.close()));
            }
        }
    }
}

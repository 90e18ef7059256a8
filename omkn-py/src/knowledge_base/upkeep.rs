//! Keeping it safe.

use std::path::PathBuf;

use omkn_core::{CheckLevel, HealthReport};
use pyo3::prelude::*;

use super::KnowledgeBase;
use crate::data::{Out, word};
use crate::hints::ProgressArgument;
use crate::job::Interrupter;

#[pymethods]
impl KnowledgeBase {
    /// Look for damage. Finding some is no error: the report says what and what to do.
    ///
    /// Parameters
    /// ----------
    /// level : str
    ///     ``"quick"``: the file's structure. ``"full"``: also every row against its hash, and the change log against its
    ///     chain. ``"index"``: also the index against the store.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     kb.check("full").is_healthy
    /// True
    #[pyo3(signature = (level: "Literal['quick', 'full', 'index']" = "quick", *, progress=None, interrupter=None))]
    fn check(
        &self,
        py: Python<'_>,
        level: &str,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<Out<HealthReport>> {
        let level: CheckLevel = word("level", level)?;
        self.work(py, progress, interrupter, |kb, job| kb.check(level, job)).map(Out)
    }

    /// Write a checked copy of the knowledge base into a new or empty folder; it opens like the original.
    ///
    /// Raises
    /// ------
    /// IoError
    ///     The folder holds a knowledge base already or cannot be written.
    /// LowSpaceError, CorruptError, CancelledError
    ///     It could not be finished.
    #[pyo3(signature = (folder, *, progress=None, interrupter=None))]
    fn backup(
        &self,
        py: Python<'_>,
        folder: PathBuf,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<()> {
        self.work(py, progress, interrupter, |kb, job| kb.backup(folder, job))
    }
}

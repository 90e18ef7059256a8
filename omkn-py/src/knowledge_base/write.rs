//! Writing records.

use omkn_core::{Record, RecordDraft, RecordId, Status, ValidationReport, Version};
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::view::{View, both};
use crate::data::{GivenAll, GivenDraft, Out, count, word};
use crate::error::ToPython;
use crate::hints::{ProgressArgument, RecordArgument, StatusWord};
use crate::job::Interrupter;

pub(super) fn record_id(given: &RecordArgument) -> PyResult<RecordId> {
    given.0.parse::<RecordId>().to_python()
}

pub(super) fn version(argument: &str, number: i64) -> PyResult<Version> {
    count(argument, number).map(Version)
}

both! {
    /// Check a draft without writing it: all rules of the model, and whether the concepts and organizations it names exist.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     report = kb.validate({"kind": "practice", "title": {"en": " "}, "concepts": ["roads/snow"]})
    /// >>> [(problem.path, problem.code) for problem in report.problems]
    /// [('title.en', 'blank'), ('concepts[0]', 'unknown_concept')]
    fn validate(&self, py: Python<'_>, draft: GivenDraft) -> PyResult<Out<ValidationReport>> {
        self.call(py, |kb| kb.validate_json(draft.0)).map(Out)
    }
}

#[pymethods]
impl KnowledgeBase {
    /// Make a record of a draft and publish it.
    ///
    /// Parameters
    /// ----------
    /// draft : RecordDraft or dict
    ///     What it says: :class:`omkn.RecordDraft`, a dict, or any object with the same fields.
    /// reason : str, optional
    ///     Why, for its history: a line of at most 2,000 bytes.
    ///
    /// Raises
    /// ------
    /// ValidationError
    ///     The draft breaks rules; every problem is listed.
    /// ReadOnlyError, ClosedError, LowSpaceError, StorageError
    ///     It cannot be written.
    ///
    /// Examples
    /// --------
    /// >>> import datetime, omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     draft = omkn.RecordDraft(kind="practice", title={"en": "Brine"}, date=datetime.date(2012, 11, 3))
    /// ...     record = kb.capture(draft)
    /// >>> record.version, record.status, record.content.date
    /// (1, 'published', '2012-11-03')
    #[pyo3(signature = (draft, *, reason=None))]
    fn capture(&self, py: Python<'_>, draft: GivenDraft, reason: Option<&str>) -> PyResult<Out<Record>> {
        self.call(py, |kb| kb.capture_as(kb.draft_from_json(draft.0)?, Status::Published, reason)).map(Out)
    }

    /// Make a record of a draft with another status than published, for hosts with a review.
    #[pyo3(signature = (draft, status, *, reason=None))]
    fn capture_as(
        &self,
        py: Python<'_>,
        draft: GivenDraft,
        status: StatusWord,
        reason: Option<&str>,
    ) -> PyResult<Out<Record>> {
        let status: Status = word("status", &status.0)?;
        self.call(py, |kb| kb.capture_as(kb.draft_from_json(draft.0)?, status, reason)).map(Out)
    }

    /// Make records of many drafts, all or none, and publish them; give their ids. Much faster than one by one.
    ///
    /// Parameters
    /// ----------
    /// drafts : iterable of RecordDraft or dict
    ///     What they say.
    /// progress : bool or callable
    ///     ``True`` for a bar where tqdm is installed; a function gets an :class:`omkn.results.Progress`.
    /// interrupter : Interrupter, optional
    ///     What may cancel the work; Ctrl-C does, too.
    #[pyo3(signature = (drafts, *, progress=None, interrupter=None))]
    fn capture_all(
        &self,
        py: Python<'_>,
        drafts: GivenAll<'_, RecordDraft>,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<Vec<String>> {
        let drafts = drafts.json("drafts")?;
        let ids = self.work(py, progress, interrupter, |kb, job| kb.capture_all(kb.drafts_from_json(drafts)?, job))?;
        Ok(ids.iter().map(ToString::to_string).collect())
    }

    /// Change what a record says: its next version is the draft.
    ///
    /// Parameters
    /// ----------
    /// id : str, Record or SearchHit
    ///     The record.
    /// expected : int
    ///     The version the change was made from.
    /// draft : RecordDraft or dict
    ///     All that the record shall say from now on.
    /// reason : str, optional
    ///     Why, for its history.
    ///
    /// Raises
    /// ------
    /// ConflictError
    ///     The record has moved on since ``expected``.
    /// NotFoundError
    ///     No such record.
    ///
    /// Examples
    /// --------
    /// >>> import dataclasses, omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     record = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    /// ...     draft = dataclasses.replace(record.content, subjects=["salt"])
    /// ...     kb.revise(record.id, record.version, draft).version
    /// 2
    #[pyo3(signature = (id, expected, draft, *, reason=None))]
    fn revise(
        &self,
        py: Python<'_>,
        id: RecordArgument,
        expected: i64,
        draft: GivenDraft,
        reason: Option<&str>,
    ) -> PyResult<Out<Record>> {
        let (id, expected) = (record_id(&id)?, version("expected", expected)?);
        self.call(py, |kb| kb.revise(id, expected, kb.draft_from_json(draft.0)?, reason)).map(Out)
    }

    /// Move a record to another status, with the reason.
    ///
    /// Raises
    /// ------
    /// ValidationError
    ///     The status it has does not allow the move.
    /// ConflictError, NotFoundError
    ///     As ``revise``.
    #[pyo3(signature = (id, expected, status, *, reason=None))]
    fn move_status(
        &self,
        py: Python<'_>,
        id: RecordArgument,
        expected: i64,
        status: StatusWord,
        reason: Option<&str>,
    ) -> PyResult<Out<Record>> {
        let (id, status) = (record_id(&id)?, word::<Status>("status", &status.0)?);
        let expected = version("expected", expected)?;
        self.call(py, |kb| kb.move_status(id, expected, status, reason)).map(Out)
    }

    /// Take a record out of circulation, with the reason; it stays readable, with its history.
    fn withdraw(&self, py: Python<'_>, id: RecordArgument, reason: &str) -> PyResult<Out<Record>> {
        let id = record_id(&id)?;
        self.call(py, |kb| kb.withdraw(id, reason)).map(Out)
    }

    /// Make an earlier version the current one again, as a new version; also brings a withdrawn record back.
    #[pyo3(signature = (id, version, *, reason=None))]
    fn restore(&self, py: Python<'_>, id: RecordArgument, version: i64, reason: Option<&str>) -> PyResult<Out<Record>> {
        let (id, version) = (record_id(&id)?, self::version("version", version)?);
        self.call(py, |kb| kb.restore(id, version, reason)).map(Out)
    }

    /// Remove a record for good: what it said, all its versions, and its words in the index.
    ///
    /// Its id and the fact that it was erased remain. Backups and copies elsewhere are not reached.
    fn erase(&self, py: Python<'_>, id: RecordArgument) -> PyResult<()> {
        let id = record_id(&id)?;
        self.call(py, |kb| kb.erase(id))
    }
}

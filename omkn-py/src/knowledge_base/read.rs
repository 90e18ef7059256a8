//! Reading records and their history.

use omkn_core::{Page, Record, RecordFilter, Revision, Seq, Version};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::find::languages;
use super::view::{View, both};
use super::write::{record_id, version};
use crate::data::{Listing, Out, all, count, word, words};
use crate::error::not_readable;
use crate::hints::{
    ConceptArgument, InstantArgument, Kinds, ListenerArgument, OrganizationArgument, RecordArgument, RecordIterator,
    Statuses, Texts,
};
use crate::subscription::{self, Subscription};
use crate::tables::{Changes, Diff, Labels, RecordRows, Records};

both! {
    /// The record with this id, at its latest version.
    ///
    /// Raises
    /// ------
    /// NotFoundError
    ///     There is none, also where it was erased.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     id = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}}).id
    /// ...     kb.get(id).content.title
    /// {'en': 'Salt guide'}
    fn get(&self, py: Python<'_>, id: RecordArgument) -> PyResult<Out<Record>> {
        let id = record_id(&id)?;
        self.call(py, |kb| kb.get(id)).map(Out)
    }

    /// The same as ``get``: ``kb[id]``.
    fn __getitem__(&self, py: Python<'_>, id: RecordArgument) -> PyResult<Out<Record>> {
        self.get(py, id)
    }

    /// Whether there is a record with this id.
    fn __contains__(&self, py: Python<'_>, id: &Bound<'_, PyAny>) -> PyResult<bool> {
        // What can be no id is in no knowledge base.
        let Ok(id) = id.extract::<RecordArgument>() else { return Ok(false) };
        Ok(self.find(py, id)?.is_some())
    }

    /// How many records there are; see ``count``.
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        Ok(usize::try_from(self.count(py)?).unwrap_or(usize::MAX))
    }

    /// True, also where there is no record yet.
    fn __bool__(&self) -> bool {
        true
    }

    /// All records, in the order of capture.
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<RecordIterator<'py>> {
        let records = self.records(py, None, None, None, None, None, "captured", None, None, None)?;
        records.try_iter().map(|records| RecordIterator(records.into_any()))
    }

    /// The record with this id, or ``None``.
    fn find(&self, py: Python<'_>, id: RecordArgument) -> PyResult<Option<Out<Record>>> {
        let Ok(id) = id.0.parse() else { return Ok(None) };
        Ok(self.call(py, |kb| kb.find(id))?.map(Out))
    }

    /// The record that goes by this slug, now or earlier, or ``None``.
    fn find_by_slug(&self, py: Python<'_>, slug: &str) -> PyResult<Option<Out<Record>>> {
        Ok(self.call(py, |kb| kb.find_by_slug(slug))?.map(Out))
    }

    /// The record that another system calls this, or ``None``.
    fn find_by_external_id(&self, py: Python<'_>, source: &str, source_id: &str) -> PyResult<Option<Out<Record>>> {
        Ok(self.call(py, |kb| kb.find_by_external_id(source, source_id))?.map(Out))
    }

    /// The record as it was at one version.
    fn get_version(&self, py: Python<'_>, id: RecordArgument, version: i64) -> PyResult<Out<Record>> {
        let (id, version) = (record_id(&id)?, self::version("version", version)?);
        self.call(py, |kb| kb.get_version(id, version)).map(Out)
    }

    /// How many records there are, of every status; erased ones do not count.
    fn count(&self, py: Python<'_>) -> PyResult<u64> {
        self.call(py, |kb| kb.count())
    }

    /// Records straight from the store, as a table.
    ///
    /// Parameters
    /// ----------
    /// kinds, statuses : list of str, optional
    ///     Only these; none means no restriction.
    /// concept : str or Concept, optional
    ///     Only records of this service area or a narrower one, by its id or exact name.
    /// organization : str or Organization, optional
    ///     Only records of this organization, by its id or exact name.
    /// modified_since : str or datetime, optional
    ///     Only records changed at this instant or later.
    /// order : str
    ///     ``"captured"``: in the order of capture. ``"modified"``: last changed first.
    /// limit : int, optional
    ///     How many to give at most, 0 to 1,000; the table's ``next`` leads on. Without it all are read, as they are at one
    ///     change.
    /// after : str, optional
    ///     Go on after an earlier page: its ``next``.
    /// languages : list of str, optional
    ///     The languages the reader prefers, for the columns of labels and names.
    ///
    /// Raises
    /// ------
    /// NotFoundError, AmbiguousError
    ///     There is no such concept or organization, or several have the name; ``candidates`` has what may be meant.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    /// ...     [record.content.title["en"] for record in kb.records(kinds=["guide"])]
    /// ['Salt guide']
    #[pyo3(signature = (*, kinds=None, statuses=None, concept=None, organization=None,
        modified_since=None, order: "Literal['captured', 'modified']" = "captured", limit=None, after=None, languages=None))]
    #[expect(clippy::too_many_arguments, reason = "the fields of RecordFilter")]
    fn records<'py>(
        &self,
        py: Python<'py>,
        kinds: Option<Kinds>,
        statuses: Option<Statuses>,
        concept: Option<ConceptArgument>,
        organization: Option<OrganizationArgument>,
        modified_since: Option<InstantArgument<'_>>,
        order: &str,
        limit: Option<i64>,
        after: Option<String>,
        languages: Option<Texts>,
    ) -> PyResult<Bound<'py, Records>> {
        let languages = self::languages(languages)?;
        let filter = RecordFilter {
            kinds: words("kinds", kinds.map(|kinds| kinds.0))?,
            statuses: words("statuses", statuses.map(|statuses| statuses.0))?,
            concept: concept.map(|concept| concept.0.into()),
            organization: organization.map(|organization| organization.0.into()),
            modified_since: modified_since.map(|given| instant(&given.0)).transpose()?,
            order: word("order", order)?,
            limit: limit.map_or(Ok(0), |limit| count("limit", limit))?,
            after,
        };
        let rows = self.call(py, |kb| {
            let page = match limit {
                Some(_) => kb.records(&filter)?,
                None => Page { items: kb.all_records(&filter)?, next: None },
            };
            let (taxonomy, register) = (kb.taxonomy()?, kb.organizations()?);
            let concepts = page.items.iter().flat_map(|record| &record.content.concepts);
            let organizations = page.items.iter().flat_map(|record| &record.content.coverage.organizations);
            let labels = Labels::of((&taxonomy, &register), &languages, concepts, organizations);
            Ok(RecordRows { page, labels })
        })?;
        Records::of_rows(py, rows)
    }

    /// All revisions of a record, oldest first.
    fn history(&self, py: Python<'_>, id: RecordArgument) -> PyResult<Listing<Revision>> {
        let id = record_id(&id)?;
        self.call(py, |kb| kb.history(id)).map(all)
    }

    /// How a record differs between two versions, field by field: without ``after`` from ``before`` to the latest, without
    /// both between the last two, of which a record that was never revised has one.
    ///
    /// Examples
    /// --------
    /// >>> import dataclasses, omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     record = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    /// ...     _ = kb.revise(record.id, 1, dataclasses.replace(record.content, title={"en": "Brine guide"}))
    /// ...     [(change.path, change.before, change.after) for change in kb.diff(record.id, 1, 2)]
    /// [('title.en', 'Salt guide', 'Brine guide')]
    #[pyo3(signature = (id, before=None, after=None))]
    fn diff<'py>(
        &self,
        py: Python<'py>,
        id: RecordArgument,
        before: Option<i64>,
        after: Option<i64>,
    ) -> PyResult<Bound<'py, Diff>> {
        let id = record_id(&id)?;
        let before = before.map(|number| version("before", number)).transpose()?;
        let after = after.map(|number| version("after", number)).transpose()?;
        let changes = self.call(py, |kb| {
            let after = after.map_or_else(|| Ok(kb.get(id)?.version), Ok)?;
            kb.diff(id, before.unwrap_or(Version(after.0.saturating_sub(1).max(1))), after)
        })?;
        Diff::of_rows(py, changes)
    }

    /// Up to ``limit`` changes after ``seq``, oldest first; give the last one's number as ``seq`` for the next. Without both,
    /// all changes.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    /// ...     [change.kind for change in kb.changes_since(0, 100)]
    /// ['captured']
    #[pyo3(signature = (seq=0, limit=None))]
    fn changes_since<'py>(&self, py: Python<'py>, seq: i64, limit: Option<i64>) -> PyResult<Bound<'py, Changes>> {
        let seq = Seq(count("seq", seq)?);
        let limit = limit.map_or(Ok(u32::MAX), |limit| count("limit", limit))?;
        let changes = self.call(py, |kb| kb.changes_since(seq, limit))?;
        Changes::of_rows(py, changes)
    }
}

#[pymethods]
impl KnowledgeBase {
    /// Tell a function of every write through this handle from now on, with the number of the latest change.
    ///
    /// Ask ``changes_since`` what they are; writes in quick succession may be told as one. Other handles and processes tell
    /// their own listeners. The function runs on a thread of its own, where it may block or call the knowledge base; what it
    /// raises goes to ``sys.unraisablehook``, and it is told no more. Keep what this returns: without it the function is told
    /// nothing.
    ///
    /// Parameters
    /// ----------
    /// listener : callable
    ///     Called with the number of the latest change, ``seq``.
    ///
    /// Raises
    /// ------
    /// ClosedError, StorageError, IoError
    ///     The knowledge base cannot be read, or no thread can be started.
    ///
    /// Examples
    /// --------
    /// >>> import omkn, queue
    /// >>> told = queue.Queue()
    /// >>> with omkn.in_memory() as kb, kb.subscribe(told.put):
    /// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    /// ...     told.get(timeout=30)
    /// 1
    fn subscribe(&self, py: Python<'_>, listener: ListenerArgument<'_>) -> PyResult<Subscription> {
        if !listener.0.is_callable() {
            return Err(PyTypeError::new_err("listener is a function that takes the number of a change"));
        }
        let listener = subscription::listener(py, listener.0.unbind())?;
        self.call(py, |kb| kb.subscribe(listener)).map(Subscription::from)
    }
}

/// A text after RFC 3339, or a `datetime` that knows its time zone.
fn instant(given: &Bound<'_, PyAny>) -> PyResult<omkn_core::Timestamp> {
    let reason = "expected an instant after RFC 3339, or a datetime with its time zone";
    let text: String = match given.extract() {
        Ok(text) => text,
        Err(_) => match given.getattr("isoformat") {
            Ok(isoformat) => isoformat.call0()?.extract()?,
            Err(_) => return Err(not_readable("modified_since", reason)),
        },
    };
    text.parse().map_err(|_| not_readable("modified_since", reason))
}

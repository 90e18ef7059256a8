//! Reading records and their history.

use omkn_core::{Page, Record, RecordFilter, Revision, Seq, Version};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::view::{View, both};
use super::write::record_id;
use crate::data::{Out, all, word, words};
use crate::error::not_readable;
use crate::hints::{InstantArgument, ListenerArgument, Texts};
use crate::subscription::{self, Subscription};
use crate::tables::{Changes, Diff, Records};

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
    fn get(&self, py: Python<'_>, id: &str) -> PyResult<Out<Record>> {
        let id = record_id(id)?;
        self.call(py, |kb| kb.get(id)).map(Out)
    }

    /// The record with this id, or ``None``.
    fn find(&self, py: Python<'_>, id: &str) -> PyResult<Option<Out<Record>>> {
        let Ok(id) = id.parse() else { return Ok(None) };
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
    fn get_version(&self, py: Python<'_>, id: &str, version: u32) -> PyResult<Out<Record>> {
        let id = record_id(id)?;
        self.call(py, |kb| kb.get_version(id, Version(version))).map(Out)
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
    /// concept : str, optional
    ///     Only records of this service area or a narrower one.
    /// organization : str, optional
    ///     Only records of this organization, by id.
    /// modified_since : str or datetime, optional
    ///     Only records changed at this instant or later.
    /// order : str
    ///     ``"captured"``: in the order of capture. ``"modified"``: last changed first.
    /// limit : int, optional
    ///     How many to give at most, 0 to 1,000; the table's ``next`` leads on. Without it all are read.
    /// after : str, optional
    ///     Go on after an earlier page: its ``next``.
    ///
    /// Raises
    /// ------
    /// NotFoundError
    ///     There is no such concept or organization; ``candidates`` has the ids that may be meant.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    /// ...     [record.content.title["en"] for record in kb.records(kinds=["guide"])]
    /// ['Salt guide']
    #[pyo3(signature = (*, kinds=None, statuses=None, concept=None, organization=None,
        modified_since=None, order="captured", limit=None, after=None))]
    #[expect(clippy::too_many_arguments, reason = "the fields of RecordFilter")]
    fn records<'py>(
        &self,
        py: Python<'py>,
        kinds: Option<Texts>,
        statuses: Option<Texts>,
        concept: Option<String>,
        organization: Option<String>,
        modified_since: Option<InstantArgument<'_>>,
        order: &str,
        limit: Option<u32>,
        after: Option<String>,
    ) -> PyResult<Bound<'py, Records>> {
        let mut filter = RecordFilter {
            kinds: words("kinds", kinds)?,
            statuses: words("statuses", statuses)?,
            concept: concept.map(Into::into),
            organization: organization.map(Into::into),
            modified_since: modified_since.map(|given| instant(&given.0)).transpose()?,
            order: word("order", order)?,
            limit: limit.unwrap_or(1000),
            after,
        };
        let page = self.call(py, |kb| {
            let mut items = Vec::new();
            loop {
                let page = kb.records(&filter)?;
                items.extend(page.items);
                if limit.is_some() || page.next.is_none() {
                    return Ok(Page { items, next: page.next });
                }
                filter.after = page.next;
            }
        })?;
        Records::of_rows(py, page)
    }

    /// All revisions of a record, oldest first.
    fn history(&self, py: Python<'_>, id: &str) -> PyResult<Vec<Out<Revision>>> {
        let id = record_id(id)?;
        self.call(py, |kb| kb.history(id)).map(all)
    }

    /// How a record differs between two versions, field by field.
    ///
    /// Examples
    /// --------
    /// >>> import dataclasses, omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     record = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    /// ...     _ = kb.revise(record.id, 1, dataclasses.replace(record.content, title={"en": "Brine guide"}))
    /// ...     [(change.path, change.before, change.after) for change in kb.diff(record.id, 1, 2)]
    /// [('title.en', 'Salt guide', 'Brine guide')]
    fn diff<'py>(&self, py: Python<'py>, id: &str, before: u32, after: u32) -> PyResult<Bound<'py, Diff>> {
        let id = record_id(id)?;
        let changes = self.call(py, |kb| kb.diff(id, Version(before), Version(after)))?;
        Diff::of_rows(py, changes)
    }

    /// Up to ``limit`` changes after ``seq``, oldest first; give the last one's number as ``seq`` for the next.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    /// ...     [change.kind for change in kb.changes_since(0, 100)]
    /// ['captured']
    fn changes_since<'py>(&self, py: Python<'py>, seq: u64, limit: u32) -> PyResult<Bound<'py, Changes>> {
        let changes = self.call(py, |kb| kb.changes_since(Seq(seq), limit))?;
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
    let text: String = match given.extract() {
        Ok(text) => text,
        Err(_) => given.call_method0("isoformat")?.extract()?,
    };
    let reason = "an instant after RFC 3339, or a datetime with its time zone";
    text.parse().map_err(|_| not_readable("modified_since", reason))
}

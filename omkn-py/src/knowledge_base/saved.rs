//! Saved searches and alerts.

use omkn_core::{Alerts, SavedSearch, SearchRequest, Seq};
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::view::{View, both};
use crate::data::{Out, all, from_python};
use crate::hints::RequestArgument;

both! {
    /// Every saved search, by name.
    fn saved_searches(&self, py: Python<'_>) -> PyResult<Vec<Out<SavedSearch>>> {
        self.call(py, |kb| kb.saved_searches()).map(all)
    }

    /// Which records answer saved searches anew, have changed, or have ceased to answer.
    ///
    /// By up to ``limit`` (at most 1,000) changes after ``seq``. Give ``next`` as ``seq`` the next time: nothing is missed,
    /// and nothing told twice. Matching is stricter than searching: every word of the text is needed.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.save_search("salt", "road salt")
    /// ...     _ = kb.capture({"kind": "practice", "title": {"en": "Less salt on every road"}})
    /// ...     told = kb.alerts_since(0, 100)
    /// ...     [(alert.search, alert.kind) for alert in told.alerts], kb.alerts_since(told.next, 100).alerts
    /// ([('salt', 'new')], [])
    fn alerts_since(&self, py: Python<'_>, seq: u64, limit: u32) -> PyResult<Out<Alerts>> {
        self.call(py, |kb| kb.alerts_since(Seq(seq), limit)).map(Out)
    }
}

#[pymethods]
impl KnowledgeBase {
    /// Keep a search under a name; one of the same name is replaced.
    ///
    /// Saved searches stay in this knowledge base: they are no part of the change log.
    ///
    /// Parameters
    /// ----------
    /// name : str
    ///     The name, at most 200 characters.
    /// request : str, SearchRequest or dict
    ///     What it asks for: the words alone, or :class:`omkn.results.SearchRequest`.
    ///
    /// Raises
    /// ------
    /// ValidationError
    ///     The name is blank or too long, or there are 1,000 saved searches.
    fn save_search(&self, py: Python<'_>, name: &str, request: RequestArgument<'_>) -> PyResult<Out<SavedSearch>> {
        let request = match request.0.extract::<String>() {
            Ok(text) => SearchRequest::new(text),
            Err(_) => from_python(&request.0)?,
        };
        self.call(py, |kb| kb.save_search(name, &request)).map(Out)
    }

    /// Forget a saved search; false where there was none of this name.
    fn remove_saved_search(&self, py: Python<'_>, name: &str) -> PyResult<bool> {
        self.call(py, |kb| kb.remove_saved_search(name))
    }
}

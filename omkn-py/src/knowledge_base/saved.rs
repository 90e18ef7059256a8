//! Saved searches and alerts.

use omkn_core::{Alerts, SavedSearch, SearchRequest, Seq};
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::view::{View, both};
use crate::data::{Listing, Out, all, count, within};
use crate::hints::RequestArgument;

/// What alerts are asked from: a change, or the beginning for one saved search.
enum Since {
    Change(i64),
    Search(String),
}

impl<'py> FromPyObject<'_, 'py> for Since {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let name = given.extract::<String>().or_else(|_| given.getattr("name")?.extract());
        name.map_or_else(|_| given.extract().map(Self::Change), |name| Ok(Self::Search(name)))
    }
}

both! {
    /// Every saved search, by name.
    fn saved_searches(&self, py: Python<'_>) -> PyResult<Listing<SavedSearch>> {
        self.call(py, |kb| kb.saved_searches()).map(all)
    }

    /// Which records answer saved searches anew, have changed, or have ceased to answer.
    ///
    /// By up to ``limit`` (at most 1,000) changes after ``seq``, without it from the beginning. Give ``next`` as ``seq`` the next time: nothing is missed,
    /// and nothing told twice. Matching is stricter than searching: every word of the text is needed.
    /// Edits of the taxonomy or the register alert nobody: names are read as they are now.
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
    ///
    /// Parameters
    /// ----------
    /// seq : int, str or SavedSearch, optional
    ///     The number of the last change that is known already; or a saved search or its name: then all of its alerts.
    /// limit : int, optional
    ///     How many changes to look at; without it all of them.
    ///
    /// Raises
    /// ------
    /// NotFoundError
    ///     There is no saved search of this name.
    #[pyo3(signature = (seq: "int | str | SavedSearch | None" = None, limit=None))]
    fn alerts_since(
        &self,
        py: Python<'_>,
        seq: Option<Since>,
        limit: Option<i64>,
    ) -> PyResult<Out<Alerts>> {
        let limit = limit.map(|limit| count("limit", limit)).transpose()?;
        let (seq, search) = match seq {
            None => (Seq(0), None),
            Some(Since::Change(seq)) => (Seq(count("seq", seq)?), None),
            Some(Since::Search(name)) => (Seq(0), Some(name)),
        };
        self.call(py, |kb| match limit {
            Some(limit) if search.is_none() => kb.alerts_since(seq, limit),
            _ => kb.all_alerts_since(seq, search.as_deref()),
        })
        .map(Out)
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
    ///     What it asks for: the words alone, or :class:`omkn.results.SearchRequest` with the forms that ``search`` takes,
    ///     such as ``{"query": "waste", "facets": {"area": 5}, "fits": "Mulmur"}``.
    ///
    /// Raises
    /// ------
    /// ValidationError
    ///     The name is blank or too long, or there are 1,000 saved searches.
    fn save_search(&self, py: Python<'_>, name: &str, request: RequestArgument<'_>) -> PyResult<Out<SavedSearch>> {
        let request = match request.0.extract::<String>() {
            Ok(text) => SearchRequest::new(text),
            Err(_) => within("request", &request.0)?,
        };
        self.call(py, |kb| kb.save_search(name, &request)).map(Out)
    }

    /// Forget a saved search; false where there was none of this name.
    fn remove_saved_search(&self, py: Python<'_>, name: &str) -> PyResult<bool> {
        self.call(py, |kb| kb.remove_saved_search(name))
    }
}

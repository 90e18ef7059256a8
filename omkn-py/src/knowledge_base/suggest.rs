//! Suggesting: while someone types, from one record to others, from a draft to what it may repeat.

use omkn_core::{GoldenQuery, RecordDraft, Relevance, SearchRequest, SimilarRecord, SuggestRequest, Suggestion};
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::find::languages as tags;
use super::write::record_id;
use crate::data::{Given, Out, all, words};
use crate::hints::{ProgressArgument, Texts};
use crate::job::{Interrupter, Watch};

#[pymethods]
impl KnowledgeBase {
    /// Suggest, while someone types: queries of others, service areas, organizations and records, in this order.
    ///
    /// The last word may be unfinished, accents do not matter, and a letter may be wrong.
    ///
    /// Parameters
    /// ----------
    /// text : str
    ///     What was typed so far.
    /// limit : int
    ///     How many suggestions of each kind, at most 50.
    /// languages : list of str, optional
    ///     The languages the reader prefers, best first; decides which titles and labels are shown, never what is found.
    /// kinds : list of str, optional
    ///     Only these: ``"query"``, ``"concept"``, ``"organization"``, ``"record"``.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     kb.suggest("deneig")[0].id
    /// 'roads/winter-control'
    #[pyo3(signature = (text, *, limit=5, languages=None, kinds=None))]
    fn suggest(
        &self,
        py: Python<'_>,
        text: String,
        limit: u32,
        languages: Option<Texts>,
        kinds: Option<Texts>,
    ) -> PyResult<Vec<Out<Suggestion>>> {
        let request = SuggestRequest { text, limit, languages: tags(languages)?, kinds: words("kinds", kinds)? };
        self.call(py, |kb| kb.suggest(&request)).map(all)
    }

    /// Queries that people asked often, for ``suggest``, most popular first; at most 10,000 are kept as long as
    /// this handle lives, and none of more than 200 characters.
    ///
    /// The host counts them: the library keeps no record of who searches for what.
    fn set_popular_queries(&self, py: Python<'_>, queries: Texts) -> PyResult<()> {
        self.call(py, |kb| {
            kb.set_popular_queries(queries.0);
            Ok(())
        })
    }

    /// Records like this one, best first, each with what they share: words, service areas, places.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     one = kb.capture({"kind": "practice", "title": {"en": "Two-bag garbage limit"}})
    /// ...     two = kb.capture({"kind": "practice", "title": {"en": "A garbage limit of one bag"}})
    /// ...     [like.id == two.id for like in kb.similar(one.id, 5)]
    /// [True]
    #[pyo3(signature = (id, limit=5))]
    fn similar(&self, py: Python<'_>, id: &str, limit: usize) -> PyResult<Vec<Out<SimilarRecord>>> {
        let id = record_id(id)?;
        self.call(py, |kb| kb.similar(id, limit)).map(all)
    }

    /// Records that a draft may repeat, likeliest first: ask before capturing it.
    ///
    /// A score of 1 means the same name in another system, or the same words; below 0.6 nothing is told.
    #[pyo3(signature = (draft, limit=5))]
    fn likely_duplicates(
        &self,
        py: Python<'_>,
        draft: Given<RecordDraft>,
        limit: usize,
    ) -> PyResult<Vec<Out<SimilarRecord>>> {
        self.call(py, |kb| kb.likely_duplicates(&draft.0, limit)).map(all)
    }

    /// Ask golden queries and measure the answers.
    ///
    /// Parameters
    /// ----------
    /// golden : list of GoldenQuery or dict
    ///     Queries with the records that answer them: ``{"query": …, "relevant": {id: grade}}``.
    /// progress, interrupter
    ///     As for ``import_jsonl``.
    #[pyo3(signature = (golden, *, progress=None, interrupter=None))]
    fn measure_relevance(
        &self,
        py: Python<'_>,
        golden: Vec<Given<GoldenQuery>>,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<Out<Relevance>> {
        let golden: Vec<GoldenQuery> = golden.into_iter().map(|given| given.0).collect();
        let request = SearchRequest::default();
        self.work(py, &Watch::new(progress.as_ref(), interrupter), |kb, job| {
            kb.measure_relevance(&golden, &request, job)
        })
        .map(Out)
    }
}

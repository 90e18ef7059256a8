//! Finding.

use std::collections::BTreeMap;

use omkn_core::{
    Boosts, Explanation, FacetRequest, FacetSelection, FitTarget, GoldenQuery, IndexStatus, LanguageTag, Query,
    QueryInput, Relevance, SearchRequest, SimilarRecord, SuggestRequest, Suggestion,
};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::KnowledgeBase;
use super::view::{View, both};
use super::write::record_id;
use crate::code_points;
use crate::data::{Given, GivenAll, GivenDraft, Listing, Out, all, count, from_python, most, within, word, words};
use crate::error::not_readable;
use crate::hints::{
    FacetsArgument, FitsArgument, ProgressArgument, QueryArgument, RecordArgument, SuggestionKinds, Texts,
};
use crate::job::Interrupter;
use crate::tables::{Labels, SearchHits};

/// The words of a person, or the tree of a program.
fn query_input(given: &QueryArgument<'_>) -> PyResult<QueryInput> {
    match given.0.extract::<String>() {
        Ok(text) => Ok(QueryInput::Text(text)),
        Err(_) => from_python::<Query>(&given.0).map(QueryInput::Tree),
    }
}

pub(super) fn languages(given: Option<Texts>) -> PyResult<Vec<LanguageTag>> {
    let tag = |text: &String| text.parse().map_err(|error| not_readable("languages", format!("{error}")));
    given.map(|given| given.0).unwrap_or_default().iter().map(tag).collect()
}

/// How many values of a facet are given that is asked for by name alone.
const FACET_VALUES: u32 = 10;

fn facets(given: Option<FacetsArgument<'_>>) -> PyResult<Vec<FacetRequest>> {
    let Some(FacetsArgument(given)) = &given else { return Ok(Vec::new()) };
    let request = |facet: &str, limit| Ok(FacetRequest::top(word("facets", facet)?, limit));
    match given.cast::<PyDict>() {
        Ok(given) => {
            let one = |(facet, limit): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
                let facet: String = facet.extract()?;
                match limit.extract::<Option<i64>>()? {
                    Some(limit) => request(&facet, count("facets", limit)?),
                    None => Ok(FacetRequest::all(word("facets", &facet)?)),
                }
            };
            given.iter().map(one).collect()
        }
        Err(_) => match given.extract::<Texts>() {
            Ok(names) => names.0.iter().map(|facet| request(facet, FACET_VALUES)).collect(),
            Err(_) => within("facets", given),
        },
    }
}

/// The values that a reader chose, by facet.
pub(super) fn selected(given: Option<BTreeMap<String, Texts>>) -> PyResult<FacetSelection> {
    let one = |(facet, values): (String, Texts)| Ok((word("selected", &facet)?, values.0));
    given.unwrap_or_default().into_iter().map(one).collect()
}

/// The municipality records should fit, by its name alone or with the weights.
fn fits(given: Option<FitsArgument<'_>>) -> PyResult<Option<FitTarget>> {
    let read = |given: &Bound<'_, PyAny>| match given.getattr("id") {
        Ok(organization) => Ok(FitTarget::new(organization.extract::<String>()?)),
        Err(_) => within("fits", given),
    };
    given.map(|given| read(&given.0)).transpose()
}

both! {
    /// Find records: one page of hits, the exact total and the facet counts.
    ///
    /// What a person typed is never an error; the answer's ``interpretation`` says what was understood.
    ///
    /// Parameters
    /// ----------
    /// query : str or dict
    ///     What to search for, in the query language, or the tree of a query; empty finds everything.
    /// languages : list of str, optional
    ///     The languages the reader prefers, best first; decides which texts are shown, never what is found.
    /// facets : dict of str to int, list of str, or list of FacetRequest, optional
    ///     Which facets to count, each with how many of its most frequent values to give; 10 where only names are given,
    ///     ``None`` for all, at most 1,000. They are ``area``, ``kind``, ``level``, ``municipality``, ``region``, ``tier``,
    ///     ``population_band``, ``year``, ``language``, ``subject``, ``status``, ``visibility`` and ``publisher``.
    /// selected : dict of str to str or list of str, optional
    ///     Which facet values the reader chose; service areas and municipalities by their ids or exact names.
    /// sort : str
    ///     ``"relevance"``, ``"newest"``, ``"oldest"`` or ``"title"``.
    /// limit : int or None
    ///     How many hits to give, at most 1,000; 0 gives totals and facets only, ``None`` all hits as they are at one change.
    /// offset : int
    ///     How many hits to leave out first, at most 10,000; ``after`` goes as far as there are any.
    /// after : str, optional
    ///     Go on after an earlier page: its ``next``.
    /// snippet_chars : int
    ///     The length of snippets, in characters; 0 for none.
    /// correct : bool
    ///     Whether words that no record has are replaced by what they may be misspelt for.
    /// expand : bool
    ///     Whether names of service areas and municipalities among the words also find records by other labels, in both
    ///     languages, and records of that service area or municipality.
    /// relax : bool
    ///     Whether a query that finds nothing is asked again less strictly.
    /// boosts : Boosts or dict, optional
    ///     What else counts for the order by relevance: ``recency`` and ``level``, each from 0 to 10.
    /// fits : str, FitTarget or dict, optional
    ///     The municipality that records should fit, by name or id; the table then has a column ``likeness``.
    ///
    /// Raises
    /// ------
    /// NotFoundError, AmbiguousError
    ///     A municipality or service area is named that does not exist, or several have the name; see ``candidates``.
    /// ValidationError
    ///     A word is not in its list, or a number out of its range.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.capture({"kind": "practice", "title": {"en": "Brine before the storm"}, "date": "2012"})
    /// ...     hits = kb.search("brine year:2010..2014", facets={"kind": 5})
    /// >>> hits.total, hits[0].title.text, hits.facets[0].counts[0].value
    /// (1, 'Brine before the storm', 'practice')
    #[pyo3(signature = (query=None, *, languages=None, facets=None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, sort: "Literal['relevance', 'newest', 'oldest', 'title']" = "relevance", limit=10, offset=0, after=None, snippet_chars=240, correct=true, expand=true,
        relax=true, boosts=None, fits=None))]
    #[expect(clippy::too_many_arguments, reason = "the fields of SearchRequest")]
    fn search<'py>(
        this: &Bound<'py, Self>,
        query: Option<QueryArgument<'_>>,
        languages: Option<Texts>,
        facets: Option<FacetsArgument<'_>>,
        selected: Option<BTreeMap<String, Texts>>,
        sort: &str,
        limit: Option<i64>,
        offset: i64,
        after: Option<String>,
        snippet_chars: i64,
        correct: bool,
        expand: bool,
        relax: bool,
        boosts: Option<Given<Boosts>>,
        fits: Option<FitsArgument<'_>>,
    ) -> PyResult<Bound<'py, SearchHits>> {
        let request = SearchRequest {
            query: query.map_or(Ok(QueryInput::Text(String::new())), |given| query_input(&given))?,
            languages: self::languages(languages)?,
            facets: self::facets(facets)?,
            selected: self::selected(selected)?,
            sort: word("sort", sort)?,
            limit: limit.map_or(Ok(0), |limit| count("limit", limit))?,
            offset: count("offset", offset)?,
            after,
            snippet_chars: count("snippet_chars", snippet_chars)?,
            correct,
            expand,
            relax,
            boosts: boosts.map(|given| given.0).unwrap_or_default(),
            fits: self::fits(fits)?,
        };
        if limit.is_none() && (request.offset > 0 || request.after.is_some()) {
            return Err(not_readable("limit", "all hits begin with the first: leave out offset and after, or give a limit"));
        }
        let (found, labels) = this.get().ask(this.py(), |kb| {
            let found = if limit.is_none() { kb.search_all(&request) } else { kb.search(&request) }?;
            let (taxonomy, register) = (kb.taxonomy()?, kb.organizations()?);
            let concepts = found.hits.iter().flat_map(|hit| &hit.concepts);
            let organizations = found.hits.iter().flat_map(|hit| &hit.organizations);
            let labels = Labels::of((&taxonomy, &register), &request.languages, concepts, organizations);
            Ok((found, labels))
        })?;
        SearchHits::table(this.as_any(), found, labels, request.fits.is_some())
    }

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
        limit: i64,
        languages: Option<Texts>,
        kinds: Option<SuggestionKinds>,
    ) -> PyResult<Listing<Suggestion>> {
        let request = SuggestRequest {
            text,
            limit: count("limit", limit)?,
            languages: self::languages(languages)?,
            kinds: words("kinds", kinds.map(|kinds| kinds.0))?,
        };
        self.ask(py, |kb| Ok(kb.suggest(&request)?.into_iter().map(code_points::suggestion).collect())).map(all)
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
    fn similar(&self, py: Python<'_>, id: RecordArgument, limit: Option<i64>) -> PyResult<Listing<SimilarRecord>> {
        let (id, limit) = (record_id(&id)?, most(limit)?);
        self.ask(py, |kb| kb.similar(id, limit)).map(all)
    }

    /// Records that a draft may repeat, likeliest first: ask before capturing it.
    ///
    /// A score of 1 means the same name in another system, or the same words; below 0.6 nothing is told.
    #[pyo3(signature = (draft, limit=5))]
    fn likely_duplicates(
        &self,
        py: Python<'_>,
        draft: GivenDraft,
        limit: Option<i64>,
    ) -> PyResult<Listing<SimilarRecord>> {
        let limit = most(limit)?;
        self.ask(py, |kb| kb.likely_duplicates(&kb.draft_from_json(draft.0)?, limit)).map(all)
    }

    /// Why a record answers a query as well as it does: a tree of numbers that add up to its score.
    ///
    /// The words are French for readers who prefer French, else English.
    ///
    /// Raises
    /// ------
    /// NotFoundError
    ///     The record does not answer the query, or does not exist.
    #[pyo3(signature = (query, id, *, languages=None, correct=true, expand=true, relax=true,
        boosts=None, fits=None))]
    #[expect(clippy::too_many_arguments, reason = "the fields of SearchRequest that decide the score")]
    fn explain(
        &self,
        py: Python<'_>,
        query: QueryArgument<'_>,
        id: RecordArgument,
        languages: Option<Texts>,
        correct: bool,
        expand: bool,
        relax: bool,
        boosts: Option<Given<Boosts>>,
        fits: Option<FitsArgument<'_>>,
    ) -> PyResult<Out<Explanation>> {
        let (query, boosts) = (query_input(&query)?, boosts.map(|given| given.0).unwrap_or_default());
        let (languages, fits) = (self::languages(languages)?, self::fits(fits)?);
        let request =
            SearchRequest { query, languages, correct, expand, relax, boosts, fits, ..SearchRequest::default() };
        let id = record_id(&id)?;
        self.ask(py, |kb| kb.explain(&request, id)).map(Out)
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
        golden: GivenAll<'_, GoldenQuery>,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<Out<Relevance>> {
        let golden = golden.read("golden")?;
        let request = SearchRequest::default();
        self.work(py, progress, interrupter, |kb, job| kb.measure_relevance(&golden, &request, job)).map(Out)
    }
}

#[pymethods]
impl KnowledgeBase {
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

    /// Bring the index up to the latest change. Searches do it by themselves unless the handle was opened otherwise.
    #[pyo3(signature = (*, progress=None, interrupter=None))]
    fn refresh(
        &self,
        py: Python<'_>,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<()> {
        self.work(py, progress, interrupter, omkn_core::KnowledgeBase::refresh)
    }

    /// Throw the index away and make it anew from the store: the repair for everything that may be wrong with it.
    #[pyo3(signature = (*, progress=None, interrupter=None))]
    fn rebuild_index(
        &self,
        py: Python<'_>,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<()> {
        self.work(py, progress, interrupter, omkn_core::KnowledgeBase::rebuild_index)
    }

    /// How far the index is, and how large.
    fn index_status(&self, py: Python<'_>) -> PyResult<Out<IndexStatus>> {
        self.call(py, omkn_core::KnowledgeBase::index_status).map(Out)
    }
}

//! Finding.

use std::sync::Arc;

use super::both::both;
use super::open::KnowledgeBase;
use crate::base::{Job, RecordId, Result};
use crate::index::IndexStatus;
use crate::language::NameList;
use crate::model::RecordDraft;
use crate::search;
use crate::search::{
    Explanation, GoldenQuery, Relevance, SearchHits, SearchRequest, SimilarRecord, SuggestRequest, Suggestion,
};

/// How many popular queries are kept.
const MOST_POPULAR: usize = 10_000;
/// The longest of them, in characters.
const LONGEST_POPULAR: usize = 200;

both! {
    /// Find records: one page of hits, the exact total and the facet counts.
    ///
    /// What a person typed is never an error; the answer's interpretation says what was understood.
    ///
    /// # Errors
    ///
    /// `Validation` for an `after` that is not a page's `next`, and for numbers of the request that are out of their range;
    /// `NotFound` or `Ambiguous` for the municipality that records should fit and for names that are selected; `Index`, `Storage`, `Corrupt`, `Closed`.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchHits> {
        self.ask(|view| search::run(view, request))
    }

    /// Find all records that answer: the pages of [`search`](Self::search) in one, whatever the request's `limit`, `offset`
    /// and `after`, as they are at one change.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{KnowledgeBase, RecordDraft, RecordKind, SearchRequest};
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// for number in 0..30 {
    ///     kb.capture(RecordDraft::new(RecordKind::Practice, "en", &format!("Brine {number}")))?;
    /// }
    /// let all = kb.search_all(&SearchRequest::new("brine"))?;
    /// assert_eq!((all.hits.len(), all.next), (30, None));
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn search_all(&self, request: &SearchRequest) -> Result<SearchHits> {
        self.ask(|view| search::run_all(view, request))
    }

    /// Suggest, while someone types: queries of others, service areas, organizations and records, in this order.
    ///
    /// The last word may be unfinished, accents do not matter, and a letter may be wrong. Apart from [`search`](Self::search).
    ///
    /// # Errors
    ///
    /// `Index`, `Storage`, `Corrupt`, `Closed`.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{KnowledgeBase, SuggestRequest};
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// let suggestions = kb.suggest(&SuggestRequest::new("deneig"))?;
    /// assert_eq!(suggestions[0].id.as_deref(), Some("roads/winter-control"));
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn suggest(&self, request: &SuggestRequest) -> Result<Vec<Suggestion>> {
        self.ask(|view| search::suggest(view, request))
    }

    /// Records like this one, best first, each with what they share: words, service areas, places.
    ///
    /// # Errors
    ///
    /// `NotFound` for the record; `Index`, `Storage`, `Corrupt`, `Closed`.
    pub fn similar(&self, id: RecordId, limit: usize) -> Result<Vec<SimilarRecord>> {
        self.ask(|view| search::similar(view, id, limit))
    }

    /// Records that a draft may repeat, likeliest first: ask before capturing it. A score of 1 means the same name in
    /// another system, or the same words; scores below 0.6 are not reported.
    ///
    /// # Errors
    ///
    /// `Index`, `Storage`, `Corrupt`, `Closed`.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{KnowledgeBase, RecordDraft, RecordKind};
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// let first = kb.capture(RecordDraft::new(RecordKind::Practice, "en", "Two-bag garbage limit in Peterborough"))?;
    /// let again = RecordDraft::new(RecordKind::Practice, "en", "Peterborough: two bag garbage limits");
    /// assert_eq!(kb.likely_duplicates(&again, 5)?[0].id, first.id);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn likely_duplicates(&self, draft: &RecordDraft, limit: usize) -> Result<Vec<SimilarRecord>> {
        self.ask(|view| search::likely_duplicates(view, draft, limit))
    }

    /// Why a record answers a query as well as it does: a tree of numbers that add up to its score.
    ///
    /// # Errors
    ///
    /// `NotFound` where the record does not answer the query or does not exist; the rest as [`search`](Self::search).
    pub fn explain(&self, request: &SearchRequest, id: RecordId) -> Result<Explanation> {
        self.ask(|view| search::explain(view, request, id))
    }

    /// Ask golden queries and measure the answers. `request` is what else is asked, such as switches and boosts; its
    /// query is replaced.
    ///
    /// # Errors
    ///
    /// Those of [`search`](Self::search); `Cancelled`.
    pub fn measure_relevance(
        &self,
        golden: &[GoldenQuery],
        request: &SearchRequest,
        job: &mut Job<'_>,
    ) -> Result<Relevance> {
        self.ask(|view| search::measure_relevance(view, golden, request, job))
    }
}

/// The index, and what else suggestions know.
impl KnowledgeBase {
    /// Queries that people asked often, for [`suggest`](Self::suggest), most popular first; at most 10,000 are kept, as
    /// long as this handle lives, and none of more than 200 characters. The host counts them: the library keeps no record
    /// of who searches for what.
    pub fn set_popular_queries(&self, queries: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut list = NameList::default();
        for (rank, query) in queries.into_iter().take(MOST_POPULAR).enumerate() {
            if query.as_ref().chars().nth(LONGEST_POPULAR).is_some() {
                continue;
            }
            list.add(query.as_ref(), None, rank, u32::try_from(rank).unwrap_or(u32::MAX));
        }
        if let Ok(mut popular) = self.popular.write() {
            *popular = Arc::new(list);
        }
    }

    /// Bring the index up to the latest change. Searches do it by themselves unless the handle was opened otherwise.
    ///
    /// # Errors
    ///
    /// `Cancelled`, `Index`, `Storage`, `LowSpace`, `Closed`.
    pub fn refresh(&self, job: &mut Job<'_>) -> Result<()> {
        self.index.latest(&self.store, &self.vocabulary, None, job).map(drop)
    }

    /// Delete the index and rebuild it from the store: the repair for everything that may be wrong with it.
    ///
    /// # Errors
    ///
    /// As [`refresh`](Self::refresh).
    pub fn rebuild_index(&self, job: &mut Job<'_>) -> Result<()> {
        self.index.rebuild(&self.store, &self.vocabulary, job)
    }

    /// How far the index is, and how large.
    ///
    /// # Errors
    ///
    /// `Index`, `Storage`, `Closed`.
    pub fn index_status(&self) -> Result<IndexStatus> {
        let (store, index) = self.index.as_indexed(&self.store, &self.vocabulary, None)?;
        index.status(store.head.seq)
    }
}

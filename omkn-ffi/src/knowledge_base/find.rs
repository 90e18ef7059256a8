//! Finding.

use super::KnowledgeBase;
use super::view::{KnowledgeBaseView, both};
use crate::convert::{RecordId, from_core, into_core, into_core_at, record_id};
use crate::error::Result;
use crate::job::{OptionalInterrupter, OptionalListener, run};
use crate::model::RecordDraft;
use crate::search::{ExplanationLine, SearchHits, SearchRequest, SimilarRecord, SuggestRequest, Suggestion};
use crate::store::IndexStatus;

both! {
    /// Find records: one page of hits, the exact total and the facet counts. What a person typed is never an error.
    /// Highlights are in UTF-16 code units, as strings of apps count.
    pub fn search(&self, request: SearchRequest) -> Result<SearchHits> {
        from_core(self.core()?.search(&into_core(request)?)?)
    }

    /// Suggest, while someone types: queries of others, service areas, organizations and records, in this order.
    pub fn suggest(&self, request: SuggestRequest) -> Result<Vec<Suggestion>> {
        from_core(self.core()?.suggest(&into_core(request)?)?)
    }

    /// Records like this one, best first, each with what they share. `NotFound` for the record.
    #[uniffi::method(default(limit = 5))]
    pub fn similar(&self, id: RecordId, limit: i32) -> Result<Vec<SimilarRecord>> {
        from_core(self.core()?.similar(record_id(&id)?, into_core_at("limit", limit)?)?)
    }

    /// Records that a draft may repeat, likeliest first: ask before capturing it. A score of 1 means the same name in another
    /// system, or the same words; below 0.6 nothing is told.
    #[uniffi::method(default(limit = 5))]
    pub fn likely_duplicates(&self, draft: RecordDraft, limit: i32) -> Result<Vec<SimilarRecord>> {
        from_core(self.core()?.likely_duplicates(&into_core(draft)?, into_core_at("limit", limit)?)?)
    }

    /// Why a record answers a query as well as it does: numbers that add up to its score, in words. `NotFound`
    /// where the record does not answer the query or does not exist.
    pub fn explain(&self, request: SearchRequest, id: RecordId) -> Result<Vec<ExplanationLine>> {
        Ok(ExplanationLine::all(&self.core()?.explain(&into_core(request)?, record_id(&id)?)?))
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// Queries that people asked often, for `suggest`, most popular first; at most 10,000 are kept until this handle is
    /// shut down, and none of more than 200 characters. The host counts them: the library keeps no record of who searches
    /// for what.
    pub fn set_popular_queries(&self, queries: Vec<String>) -> Result<()> {
        self.core()?.set_popular_queries(&queries);
        self.remember_popular_queries(queries);
        Ok(())
    }

    /// Bring the index up to the latest change; searches do it by themselves.
    #[uniffi::method(default(listener = None, interrupter = None))]
    pub fn refresh(&self, listener: OptionalListener, interrupter: OptionalInterrupter) -> Result<()> {
        let kb = self.core()?;
        run(listener, interrupter, |job| kb.refresh(job))
    }

    /// Throw the index away and make it anew from the store: the repair for everything that may be wrong with it.
    #[uniffi::method(default(listener = None, interrupter = None))]
    pub fn rebuild_index(&self, listener: OptionalListener, interrupter: OptionalInterrupter) -> Result<()> {
        let kb = self.core()?;
        run(listener, interrupter, |job| kb.rebuild_index(job))
    }

    /// How far the index is, and how large.
    pub fn index_status(&self) -> Result<IndexStatus> {
        from_core(self.core()?.index_status()?)
    }
}

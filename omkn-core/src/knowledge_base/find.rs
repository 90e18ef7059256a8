//! Finding.

use crate::error::Result;
use crate::id::RecordId;
use crate::index::IndexStatus;
use crate::knowledge_base::KnowledgeBase;
use crate::options::Freshness;
use crate::progress::Job;
use crate::search::{self, Explanation, SearchHits, SearchRequest};

/// Finding.
impl KnowledgeBase {
    /// Find records: one page of hits, the exact total and the facet counts.
    ///
    /// What a person typed is never an error; the answer's interpretation says what was understood.
    ///
    /// # Errors
    ///
    /// `Validation` for an `after` that is not a page's `next`; `Index`, `Storage`, `Corrupt`, `Closed`.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchHits> {
        if self.freshness == Freshness::Latest {
            self.refresh(&mut Job::new())?;
        }
        search::run(self, request)
    }

    /// Why a record answers a query as well as it does: a tree of numbers that add up to its score.
    ///
    /// # Errors
    ///
    /// `NotFound` where the record does not answer the query or does not exist; the rest as [`search`](Self::search).
    pub fn explain(&self, request: &SearchRequest, id: RecordId) -> Result<Explanation> {
        if self.freshness == Freshness::Latest {
            self.refresh(&mut Job::new())?;
        }
        search::explain(self, request, id)
    }

    /// Bring the index up to the latest change. Searches do it by themselves unless the handle was opened otherwise.
    ///
    /// # Errors
    ///
    /// `Cancelled`, `Index`, `Storage`, `LowSpace`, `Closed`.
    pub fn refresh(&self, job: &mut Job<'_>) -> Result<()> {
        self.index.catch_up(self, job)
    }

    /// Throw the index away and make it anew from the store: the repair for everything that may be wrong with it.
    ///
    /// # Errors
    ///
    /// As [`refresh`](Self::refresh).
    pub fn rebuild_index(&self, job: &mut Job<'_>) -> Result<()> {
        self.index.rebuild(self, job)
    }

    /// How far the index is, and how large.
    ///
    /// # Errors
    ///
    /// `Index`, `Storage`, `Closed`.
    pub fn index_status(&self) -> Result<IndexStatus> {
        self.index.status(self)
    }
}

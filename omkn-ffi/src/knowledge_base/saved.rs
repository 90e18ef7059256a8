//! Saved searches and alerts.

use super::KnowledgeBase;
use super::view::{KnowledgeBaseView, both};
use crate::convert::{from_core, into_core, into_core_at};
use crate::error::Result;
use crate::search::{Alerts, SavedSearch, SearchRequest};

both! {
    /// Every saved search, by name.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>> {
        from_core(self.core()?.saved_searches()?)
    }

    /// Which records answer saved searches anew, have changed, or have ceased to answer, by up to `limit` changes after
    /// `seq`. Give `next` as `seq` the next time: nothing is missed, and nothing told twice. At most
    /// 1,000 changes are looked at in one call. Matching is stricter than searching: every word is needed, and misspelt
    /// ones are not corrected. Edits of the taxonomy or the register alert nobody: names are read as they are now.
    pub fn alerts_since(&self, seq: i64, limit: i32) -> Result<Alerts> {
        from_core(self.core()?.alerts_since(into_core_at("seq", seq)?, into_core_at("limit", limit)?)?)
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// Keep a search under a name; one of the same name is replaced. `Validation` for a name that is blank or longer than
    /// 200 characters, and beyond 1,000 searches. Saved searches stay in this knowledge base: they are no part of the
    /// change log.
    pub fn save_search(&self, name: String, request: SearchRequest) -> Result<SavedSearch> {
        from_core(self.core()?.save_search(&name, &into_core(request)?)?)
    }

    /// Forget a saved search; false where there was none of this name.
    pub fn remove_saved_search(&self, name: String) -> Result<bool> {
        Ok(self.core()?.remove_saved_search(&name)?)
    }
}

//! Reading records and their history.

use std::sync::Arc;

use super::KnowledgeBase;
use super::view::{KnowledgeBaseView, both};
use crate::convert::{RecordId, from_core, into_core, into_core_at, record_id};
use crate::error::Result;
use crate::model::{Change, FieldChange, Record, Revision};
use crate::store::{RecordFilter, RecordPage};
use crate::subscription::{ChangeListener, Subscription};

both! {
    /// The record with this id, at its latest version.
    pub fn get(&self, id: RecordId) -> Result<Record> {
        from_core(self.core()?.get(record_id(&id)?)?)
    }

    /// The record with this id, if there is one.
    pub fn find(&self, id: RecordId) -> Result<Option<Record>> {
        let kb = self.core()?;
        // What is no id is the id of nothing.
        record_id(&id).map_or(Ok(None), |id| from_core(kb.find(id)?))
    }

    /// The record that goes by this slug, now or earlier, if there is one.
    pub fn find_by_slug(&self, slug: String) -> Result<Option<Record>> {
        from_core(self.core()?.find_by_slug(&slug)?)
    }

    /// The record that another system calls this, if there is one.
    pub fn find_by_external_id(&self, source: String, source_id: String) -> Result<Option<Record>> {
        from_core(self.core()?.find_by_external_id(&source, &source_id)?)
    }

    /// The record as it was at one version.
    pub fn get_version(&self, id: RecordId, version: i32) -> Result<Record> {
        from_core(self.core()?.get_version(record_id(&id)?, into_core_at("version", version)?)?)
    }

    /// A page of records, straight from the store. `NotFound` for a concept or an organization that does not exist, with
    /// the ids that may be meant.
    #[uniffi::method(default(filter))]
    pub fn records(&self, filter: RecordFilter) -> Result<RecordPage> {
        from_core(self.core()?.records(&into_core(filter)?)?)
    }

    /// How many records there are, of every status; erased ones do not count.
    pub fn count(&self) -> Result<i64> {
        from_core(self.core()?.count()?)
    }

    /// All revisions of a record, oldest first.
    pub fn history(&self, id: RecordId) -> Result<Vec<Revision>> {
        from_core(self.core()?.history(record_id(&id)?)?)
    }

    /// How a record differs between two versions, field by field.
    pub fn diff(&self, id: RecordId, before: i32, after: i32) -> Result<Vec<FieldChange>> {
        let (before, after) = (into_core_at("before", before)?, into_core_at("after", after)?);
        from_core(self.core()?.diff(record_id(&id)?, before, after)?)
    }

    /// Up to `limit` changes after `seq`, oldest first; give the last one's number as `seq` for the next.
    pub fn changes_since(&self, seq: i64, limit: i32) -> Result<Vec<Change>> {
        from_core(self.core()?.changes_since(into_core_at("seq", seq)?, into_core_at("limit", limit)?)?)
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// The last change there is, whoever made it: give it to `changes_since` to read what comes later.
    pub fn seq(&self) -> Result<i64> {
        from_core(self.core()?.seq()?)
    }

    /// Call `listener` for every write through this handle from now on, also after `suspend` and `resume`. Other handles and
    /// processes call their own listeners. Keep what this gives: the listener is not called once it is gone.
    pub fn subscribe(&self, listener: Arc<dyn ChangeListener>) -> Result<Arc<Subscription>> {
        self.listeners.add(self.core()?.as_ref(), listener)
    }
}

//! Reading records and their history.

use super::both::both;
use super::open::KnowledgeBase;
use crate::base::{Error, RecordId, Result, Seq, Version};
use crate::model::{Change, FieldChange, Record, Revision};
use crate::store;
use crate::store::{Page, RecordFilter, StoredRecord, Subscription};
use crate::vocabulary::list;

both! {
    /// The record with this id, at its latest version.
    ///
    /// # Errors
    ///
    /// `NotFound`, also where it was erased; `Corrupt`, `Storage`, `Closed`.
    pub fn get(&self, id: RecordId) -> Result<Record> {
        self.find(id)?.ok_or_else(|| Error::not_found("record", id))
    }

    /// The record with this id, if there is one.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn find(&self, id: RecordId) -> Result<Option<Record>> {
        self.read(|reader| store::find(reader, id)?.map(StoredRecord::into_record).transpose())
    }

    /// The record that goes by this slug, now or earlier, if there is one.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn find_by_slug(&self, slug: &str) -> Result<Option<Record>> {
        self.read(|reader| store::by_slug(reader, slug)?.map(StoredRecord::into_record).transpose())
    }

    /// The record that another system calls this, if there is one.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn find_by_external_id(&self, source: &str, source_id: &str) -> Result<Option<Record>> {
        self.read(|reader| {
            store::by_external_id(reader, source, source_id)?.map(StoredRecord::into_record).transpose()
        })
    }

    /// The record as it was at one version.
    ///
    /// # Errors
    ///
    /// `NotFound` for the record or the version; `Corrupt`, `Storage`, `Closed`.
    pub fn get_version(&self, id: RecordId, version: Version) -> Result<Record> {
        self.read(|reader| store::at_version(reader, id, version)?.into_record())
    }

    /// A page of records, straight from the store.
    ///
    /// # Errors
    ///
    /// - `NotFound` or `Ambiguous` for a concept or an organization that does not exist, with what may be meant.
    /// - `Validation` for an `after` that is not a page's `next`.
    pub fn records(&self, filter: &RecordFilter) -> Result<Page<Record>> {
        let page = self.ask_store(|store, vocabulary| store.read(|reader| list(reader, vocabulary, filter)))?;
        let items = page.items.into_iter().map(StoredRecord::into_record).collect::<Result<_>>()?;
        Ok(Page { items, next: page.next })
    }

    /// All records that a filter lets through, whatever its `limit`, as they are at one change.
    ///
    /// # Errors
    ///
    /// As [`records`](Self::records).
    pub fn all_records(&self, filter: &RecordFilter) -> Result<Vec<Record>> {
        self.ask_store(|store, vocabulary| {
            let (mut records, mut filter) = (Vec::new(), RecordFilter { limit: 1_000, ..filter.clone() });
            loop {
                let page = store.read(|reader| list(reader, vocabulary, &filter))?;
                for stored in page.items {
                    records.push(stored.into_record()?);
                }
                if page.next.is_none() {
                    return Ok(records);
                }
                filter.after = page.next;
            }
        })
    }

    /// How many records there are, of every status; erased ones do not count.
    ///
    /// # Errors
    ///
    /// `Storage`, `Closed`.
    pub fn count(&self) -> Result<u64> {
        self.read(store::count)
    }

    /// All revisions of a record, oldest first.
    ///
    /// # Errors
    ///
    /// `NotFound`, also where it was erased; `Corrupt`, `Storage`, `Closed`.
    pub fn history(&self, id: RecordId) -> Result<Vec<Revision>> {
        let history = self.read(|reader| store::history(reader, id))?;
        if history.is_empty() { Err(Error::not_found("record", id)) } else { Ok(history) }
    }

    /// How a record differs between two versions, field by field.
    ///
    /// # Errors
    ///
    /// `NotFound` for the record or a version; `Corrupt`, `Storage`, `Closed`.
    pub fn diff(&self, id: RecordId, before: Version, after: Version) -> Result<Vec<FieldChange>> {
        let content = |version| self.get_version(id, version).map(|record| record.content);
        crate::model::diff(&content(before)?, &content(after)?)
    }

    /// Up to `limit` changes after `seq`, oldest first; give the last one's number as `seq` for the next. A pure
    /// function of the change log: nothing is reported twice or left out.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn changes_since(&self, seq: Seq, limit: u32) -> Result<Vec<Change>> {
        self.read(|reader| store::changes_since(reader, seq, limit))
    }
}

/// Following what happens.
impl KnowledgeBase {
    /// The last change there is, whoever made it: give it to [`changes_since`](Self::changes_since) to read what comes later.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn seq(&self) -> Result<Seq> {
        Ok(self.store.head()?.seq)
    }

    /// Tell `listener` of every write through this handle from now on, with the number of the latest change; ask
    /// [`changes_since`](Self::changes_since) what they are. Writes in quick succession may be reported as one. Other handles
    /// and processes call their own listeners.
    ///
    /// The listener runs on a thread of its own, where it may block, panic or call the knowledge base without holding up
    /// anyone. It is called until the subscription is dropped or the knowledge base closed.
    ///
    /// # Errors
    ///
    /// `Closed`, `Storage`; `Io` where no thread can be started.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{KnowledgeBase, RecordDraft, RecordKind, Seq};
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// let (sender, receiver) = std::sync::mpsc::channel();
    /// let subscription = kb.subscribe(move |seq| sender.send(seq).unwrap())?;
    /// kb.capture(RecordDraft::new(RecordKind::Practice, "en", "Brine before the storm"))?;
    /// assert_eq!(receiver.recv().unwrap(), Seq(1));
    /// subscription.cancel();
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn subscribe(&self, listener: impl Fn(Seq) + Send + 'static) -> Result<Subscription> {
        self.store.subscribe(listener)
    }
}

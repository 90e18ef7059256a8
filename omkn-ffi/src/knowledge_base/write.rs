//! Writing records.

use super::KnowledgeBase;
use super::drafts::{draft_of, drafts_of};
use super::view::{KnowledgeBaseView, both};
use crate::convert::{RecordId, from_core, into_core, into_core_at, read, record_id};
use crate::error::Result;
use crate::job::{OptionalInterrupter, OptionalListener, run};
use crate::model::{Problem, Record, RecordDraft, Status};

both! {
    /// Check a draft without writing it; every problem is given.
    pub fn validate(&self, draft: RecordDraft) -> Result<Vec<Problem>> {
        let (kb, (draft, unreadable)) = (self.core()?, read(draft));
        from_core(kb.validate(&draft)?.with_unreadable(unreadable).problems)
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// Make a record of a draft and publish it. What was captured is on the disk when this returns. `Validation` with every
    /// problem where the draft breaks rules; `ReadOnly` or `LowSpace` where it cannot be written.
    /// The reason is kept in its history.
    #[uniffi::method(default(reason = None))]
    pub fn capture(&self, draft: RecordDraft, reason: Option<String>) -> Result<Record> {
        self.capture_as(draft, Status::Published, reason)
    }

    /// Make a record of a draft with another status than published, for hosts with a review.
    #[uniffi::method(default(reason = None))]
    pub fn capture_as(&self, draft: RecordDraft, status: Status, reason: Option<String>) -> Result<Record> {
        let kb = self.core()?;
        from_core(kb.capture_as(draft_of(&kb, draft)?, into_core(status)?, reason.as_deref())?)
    }

    /// Make records of many drafts, all or none, and publish them. Much faster than one by one.
    #[uniffi::method(default(listener = None, interrupter = None))]
    pub fn capture_all(
        &self,
        drafts: Vec<RecordDraft>,
        listener: OptionalListener,
        interrupter: OptionalInterrupter,
    ) -> Result<Vec<RecordId>> {
        let kb = self.core()?;
        let drafts = drafts_of(&kb, drafts)?;
        from_core(run(listener, interrupter, |job| kb.capture_all(drafts, job))?)
    }

    /// Replace what a record says. `expected` is the version the change was made from; another one gives `Conflict`. The
    /// reason is kept in its history.
    #[uniffi::method(default(reason = None))]
    pub fn revise(&self, id: RecordId, expected: i32, draft: RecordDraft, reason: Option<String>) -> Result<Record> {
        let (kb, id) = (self.core()?, record_id(&id)?);
        let (expected, draft) = (into_core_at("expected", expected)?, draft_of(&kb, draft)?);
        from_core(kb.revise(id, expected, draft, reason.as_deref())?)
    }

    /// Move a record to another status, with the reason where the move needs one. `Validation` where the present status
    /// does not allow the move; `Conflict` as in `revise`.
    #[uniffi::method(default(reason = None))]
    pub fn move_status(&self, id: RecordId, expected: i32, status: Status, reason: Option<String>) -> Result<Record> {
        let (id, version) = (record_id(&id)?, into_core_at("expected", expected)?);
        from_core(self.core()?.move_status(id, version, into_core(status)?, reason.as_deref())?)
    }

    /// Take a record out of circulation, with the reason; it stays readable, with its history. Withdrawing twice changes
    /// nothing.
    pub fn withdraw(&self, id: RecordId, reason: String) -> Result<Record> {
        from_core(self.core()?.withdraw(record_id(&id)?, &reason)?)
    }

    /// Make an earlier version of a record the present one again, as a new version; also brings a withdrawn record back.
    /// `NotFound` for the record or the version.
    #[uniffi::method(default(reason = None))]
    pub fn restore(&self, id: RecordId, version: i32, reason: Option<String>) -> Result<Record> {
        let (id, version) = (record_id(&id)?, into_core_at("version", version)?);
        from_core(self.core()?.restore(id, version, reason.as_deref())?)
    }

    /// Remove a record for good: what it said, all its versions, and its words in the index. Its id and the fact that it was
    /// erased remain. Backups and copies elsewhere are not reached.
    pub fn erase(&self, id: RecordId) -> Result<()> {
        Ok(self.core()?.erase(record_id(&id)?)?)
    }
}

//! Writing records.

use super::both::both;
use super::open::KnowledgeBase;
use crate::base::{Error, Job, MOST_PROBLEMS, ProblemCode, RecordId, Result, ValidationReport, Version};
use crate::model::{Record, RecordDraft, RevisionAction, Status, check_reason};
use crate::store;
use crate::store::{Accepted, NewRecord, NextState, StoredRecord, WriteTransaction};

both! {
    /// Check a draft without writing it: all rules of the model, and whether the concepts and organizations it names exist.
    ///
    /// # Errors
    ///
    /// `Storage`, `Corrupt`, `Closed`: the vocabulary cannot be read. What is wrong with the draft is in the report.
    pub fn validate(&self, draft: &RecordDraft) -> Result<ValidationReport> {
        Ok(self.vocabulary()?.validate(draft))
    }
}

/// Writing records.
impl KnowledgeBase {
    /// Make a record of a draft and publish it.
    ///
    /// # Errors
    ///
    /// - `Validation`: the draft breaks rules; every problem is listed.
    /// - `ReadOnly`, `Closed`, `LowSpace`, `Storage`: it cannot be written.
    pub fn capture(&self, draft: RecordDraft) -> Result<Record> {
        self.capture_as(draft, Status::Published, None)
    }

    /// Make a record of a draft with this status, for hosts with a review, and with the reason, if there is one to keep: a
    /// line of at most 2,000 bytes, which its history shows.
    ///
    /// # Errors
    ///
    /// As [`capture`](Self::capture); `Validation`, too, for a reason that is blank or too long.
    pub fn capture_as(&self, draft: RecordDraft, status: Status, reason: Option<&str>) -> Result<Record> {
        check_reason(reason)?;
        self.store.write(|transaction| {
            let content = self.accept(transaction, draft)?;
            transaction.capture(&NewRecord { id: RecordId::new(), status, content: &content, reason })
        })
    }

    /// Make records of many drafts, all or none, and publish them. Much faster than one by one.
    ///
    /// # Errors
    ///
    /// As [`capture`](Self::capture), with the number of the draft before each path, and the problems of all drafts until
    /// there are 1,000; `Cancelled`.
    pub fn capture_all(
        &self,
        drafts: impl IntoIterator<Item = RecordDraft>,
        job: &mut Job<'_>,
    ) -> Result<Vec<RecordId>> {
        let mut captured = Vec::new();
        let mut problems = Vec::new();
        self.store.write(|transaction| {
            let vocabulary = self.vocabulary.at(transaction.reader())?;
            for (number, draft) in drafts.into_iter().enumerate() {
                job.step("storing", number as u64, None)?;
                let accepted = vocabulary.accept(draft).map_err(|error| within(error, &format!("drafts[{number}].")));
                let content = match accepted {
                    Ok(content) if problems.is_empty() => content,
                    Ok(_) => continue,
                    Err(Error::Validation { problems: found }) if problems.len() < MOST_PROBLEMS => {
                        problems.extend(found);
                        continue;
                    }
                    Err(Error::Validation { .. }) => break,
                    Err(error) => return Err(error),
                };
                let new = NewRecord { id: RecordId::new(), status: Status::Published, content: &content, reason: None };
                transaction.capture(&new)?;
                captured.push(new.id);
            }
            if !problems.is_empty() {
                return Err(Error::Validation { problems: std::mem::take(&mut problems) });
            }
            // Before all is kept: the listener may still stop it.
            job.report("storing", captured.len() as u64, Some(captured.len() as u64));
            job.check()
        })?;
        Ok(captured)
    }

    /// Change the content of a record: its next version is the draft. `expected` is the version the change was made from;
    /// the reason, if there is one to keep, is shown by its history. A draft equal to the present content makes no version:
    /// the record comes back as it is.
    ///
    /// # Errors
    ///
    /// - `Conflict`: the record has moved on since `expected`.
    /// - `NotFound`: no such record. `Validation` and the rest as [`capture`](Self::capture).
    pub fn revise(&self, id: RecordId, expected: Version, draft: RecordDraft, reason: Option<&str>) -> Result<Record> {
        check_reason(reason)?;
        self.store.write(|transaction| {
            let content = self.accept(transaction, draft)?;
            let stored = expect_version(transaction.record(id)?, expected)?;
            if stored.draft()? == content.draft {
                return stored.into_record();
            }
            let status = stored.status;
            let next = NextState { action: RevisionAction::Revise, status, content: Some(&content), reason };
            transaction.advance(stored, &next)
        })
    }

    /// Move a record to another status, with the reason.
    ///
    /// # Errors
    ///
    /// `Validation` where [`Status::next`] does not allow the move; `Conflict`, `NotFound` and the rest as [`revise`](Self::revise).
    pub fn move_status(&self, id: RecordId, expected: Version, status: Status, reason: Option<&str>) -> Result<Record> {
        check_reason(reason)?;
        self.store.write(|transaction| {
            let stored = expect_version(transaction.record(id)?, expected)?;
            if !stored.status.next().contains(&status) {
                let allowed = stored.status.next().iter().map(|status| status.as_str()).collect::<Vec<_>>().join(", ");
                let reason = format!("a record that is {} may become {allowed}", stored.status);
                return Err(Error::invalid("status", ProblemCode::Inconsistent, reason));
            }
            let action = if status == Status::Withdrawn { RevisionAction::Withdraw } else { RevisionAction::Move };
            transaction.advance(stored, &NextState { action, status, content: None, reason })
        })
    }

    /// Take a record out of circulation, with the reason; it stays readable, with its history.
    ///
    /// # Errors
    ///
    /// `NotFound`; `Validation` for a blank reason; the rest as [`capture`](Self::capture). Withdrawing twice changes nothing.
    pub fn withdraw(&self, id: RecordId, reason: &str) -> Result<Record> {
        check_reason(Some(reason))?;
        self.store.write(|transaction| {
            let stored = transaction.record(id)?;
            if stored.status == Status::Withdrawn {
                return stored.into_record();
            }
            let (action, status) = (RevisionAction::Withdraw, Status::Withdrawn);
            transaction.advance(stored, &NextState { action, status, content: None, reason: Some(reason) })
        })
    }

    /// Make an earlier version the current one again, as a new version, with the reason, if there is one to keep; also brings
    /// a withdrawn record back.
    ///
    /// # Errors
    ///
    /// `NotFound` for the record or the version; the rest as [`capture`](Self::capture).
    pub fn restore(&self, id: RecordId, version: Version, reason: Option<&str>) -> Result<Record> {
        check_reason(reason)?;
        let earlier = self.store.read(|connection| store::at_version(connection, id, version))?;
        let (status, draft) = (earlier.status, earlier.draft()?);
        self.store.write(|transaction| {
            let content = self.accept(transaction, draft)?;
            let stored = transaction.record(id)?;
            let next = NextState { action: RevisionAction::Restore, status, content: Some(&content), reason };
            transaction.advance(stored, &next)
        })
    }

    /// Remove a record permanently: its content, all its versions, and its words in the index. Its id and the fact that
    /// it was erased remain. Backups and copies elsewhere are not reached. Rewrites the database file.
    ///
    /// If the work is interrupted after the record was removed, rewriting the file and the index is still due: calling this
    /// again finishes it, and so does opening the knowledge base for writing. Until then `check` reports it.
    ///
    /// # Errors
    ///
    /// `NotFound`; `Busy` while another handle reads, and `LowSpace`: repeat the call; the rest as
    /// [`capture`](Self::capture).
    pub fn erase(&self, id: RecordId) -> Result<()> {
        self.store.write(|transaction| transaction.erase(id))?;
        self.finish_erasure()
    }

    /// Rewrite what may still hold erased text.
    pub(super) fn finish_erasure(&self) -> Result<()> {
        self.store.scrub()?;
        self.rebuild_index(&mut Job::new())?;
        self.store.end_erasure()
    }

    fn accept(&self, transaction: &WriteTransaction<'_>, draft: RecordDraft) -> Result<Accepted> {
        self.vocabulary.at(transaction.reader())?.accept(draft)
    }
}

fn expect_version(stored: StoredRecord, expected: Version) -> Result<StoredRecord> {
    if stored.version == expected {
        return Ok(stored);
    }
    let (expected, actual) = (u64::from(expected.0), u64::from(stored.version.0));
    Err(Error::Conflict { what: "record", expected, actual })
}

/// Put a prefix before the paths of validation problems.
pub(crate) fn within(error: Error, prefix: &str) -> Error {
    match error {
        Error::Validation { mut problems } => {
            problems.iter_mut().for_each(|problem| problem.path.insert_str(0, prefix));
            Error::Validation { problems }
        }
        other => other,
    }
}

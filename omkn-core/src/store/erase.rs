//! Erasing: no content of a record stays in the store; that it existed does.

use super::connection::Store;
use super::error::During;
use super::transaction::{LogEntry, WriteTransaction};
use crate::base::{RecordId, Result};
use crate::model::{ChangeKind, Facet};

impl WriteTransaction<'_> {
    /// Empty every revision of a record and take it out of all tables but its own.
    pub(crate) fn erase(&mut self, id: RecordId) -> Result<()> {
        let stored = self.record(id)?;
        let draft = stored.draft().ok();
        self.tick();
        for sql in [
            "DELETE FROM external_id WHERE record = ?1",
            "DELETE FROM slug WHERE record = ?1",
            "DELETE FROM record_concept WHERE record = ?1",
            "DELETE FROM record_organization WHERE record = ?1",
        ] {
            self.run(sql, [stored.key])?;
        }
        self.run("UPDATE record SET version = NULL, kind = NULL, status = NULL WHERE key = ?1", [stored.key])?;
        self.run(include_str!("sql/erase_revisions.sql"), [stored.key])?;
        for subject in draft.iter().flat_map(|draft| &draft.subjects) {
            self.forget_facet_value(Facet::Subject, subject)?;
        }
        self.moved(id, Some(&stored.hash), None);
        let entry =
            LogEntry { kind: ChangeKind::Erased, record: Some((stored.key, id)), version: None, state: b"erased" };
        self.log(&entry)?;
        Ok(())
    }
}

impl Store {
    /// After an erasure: rewrite the file, so that no freed page and no log keeps the bytes.
    pub(crate) fn scrub(&self) -> Result<()> {
        self.readers.end_views_of_the_host()?;
        self.with_writer(|writer| writer.connection.execute_batch("VACUUM").during("rewriting the database file"))?;
        self.checkpoint()
    }
}

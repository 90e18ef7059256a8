//! Erasing: no content of a record stays in the store; that it existed does.

use rusqlite::Connection;

use super::connection::Store;
use super::error::During;
use super::meta::{meta, write_meta};
use super::transaction::{LogEntry, WriteTransaction};
use crate::base::{Error, RecordId, Result};
use crate::model::{ChangeKind, Facet};

impl WriteTransaction<'_> {
    /// Empty every revision of a record and take it out of all tables but its own.
    pub(crate) fn erase(&mut self, id: RecordId) -> Result<()> {
        let Some(stored) = self.find(id)? else {
            // Erased already; the rest of the work may still be due.
            let is_due = is_erasure_due(self.reader())? && was_erased(self.reader(), id)?;
            return if is_due { Ok(()) } else { Err(Error::not_found("record", id)) };
        };
        write_meta(self.reader(), DUE, b"1")?;
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

/// Marks a store whose file and index may still hold erased text.
const DUE: &str = "erasure_due";

/// Whether an erasure was interrupted before the file and the index were rewritten.
pub(crate) fn is_erasure_due(connection: &Connection) -> Result<bool> {
    Ok(meta(connection, DUE)?.is_some())
}

fn was_erased(connection: &Connection, id: RecordId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM record WHERE id = ?1 AND version IS NULL)";
    connection.query_row(sql, [id.as_bytes()], |row| row.get(0)).during("looking for an erased record")
}

impl Store {
    /// Note that neither file nor index hold erased text any more.
    pub(crate) fn end_erasure(&self) -> Result<()> {
        self.write(|transaction| transaction.run("DELETE FROM meta WHERE name = ?1", [DUE]).map(drop))
    }

    /// After an erasure: rewrite the file, so that no freed page and no log keeps the bytes.
    pub(crate) fn scrub(&self) -> Result<()> {
        self.readers.end_views_of_the_host()?;
        self.with_writer(|writer| writer.connection.execute_batch("VACUUM").during("rewriting the database file"))?;
        self.checkpoint()
    }
}

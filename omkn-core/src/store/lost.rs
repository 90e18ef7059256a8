//! Changes that were acknowledged and are gone. SQLite cannot know when its log was cut or removed; the index, which is
//! committed apart, can.

use rusqlite::Connection;

use super::connection::Store;
use super::meta::{meta_text, write_meta};
use crate::base::{Result, Seq};

/// The last change that an index had and the store has not.
const LOST: &str = "lost_changes";

/// What is known of lost changes, in words.
pub(super) fn lost_changes(connection: &Connection) -> Result<Option<String>> {
    meta_text(connection, LOST)
}

impl Store {
    /// Keep that an index held changes up to `indexed` of which the store knows nothing, for [`check`](Self::check).
    pub(crate) fn note_lost(&self, indexed: Seq) -> Result<()> {
        self.write(|transaction| {
            let stored = transaction.head.seq;
            let what = format!(
                "the index had changes up to {indexed}, the database ended with {stored} and others: its log (omkn.db-wal) was \
                 damaged or removed, or an older copy was put in its place"
            );
            write_meta(transaction.reader(), LOST, what.as_bytes())
        })
    }

    /// The loss is known: do not report it any more.
    pub(crate) fn forget_lost(&self) -> Result<()> {
        if self.read(|reader| Ok(lost_changes(reader)?.is_some()))? {
            self.write(|transaction| transaction.run("DELETE FROM meta WHERE name = ?1", [LOST]).map(drop))?;
        }
        Ok(())
    }
}

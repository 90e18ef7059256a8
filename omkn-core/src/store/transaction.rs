//! One write: begins immediately, notices foreign writers, logs its changes, commits or leaves no trace.

use std::collections::HashSet;

use rusqlite::{Transaction, TransactionBehavior};

use super::chain::{ChainLink, StoreHead};
use super::connection::{Store, read_head};
use super::error::During;
use super::meta::write_meta;
use super::view::Reader;
use super::writer::Writer;
use crate::base::{ContentHash, Error, RecordId, Result, Seq, Timestamp, Version};
use crate::model::{ChangeKind, Facet};

/// How far ahead of the machine's clock the last write may be, in milliseconds, before writes take the machine's word for it: a
/// day, more than time zones and summer time can do.
const MOST_AHEAD: i64 = 24 * 60 * 60 * 1000;

/// A write in progress.
pub(crate) struct WriteTransaction<'a> {
    transaction: Transaction<'a>,
    pub(super) head: StoreHead,
    pub(super) now: Timestamp,
    pub(super) author: Option<&'a str>,
    /// Facet values this write has numbered, so that a long import asks for each once.
    pub(super) numbered: HashSet<(Facet, String)>,
}

/// What one entry of the change log is about.
pub(super) struct LogEntry<'a> {
    pub(super) kind: ChangeKind,
    pub(super) record: Option<(i64, RecordId)>,
    pub(super) version: Option<Version>,
    /// The hash of the new state: of the revision, the taxonomy or the register.
    pub(super) state: &'a [u8],
}

impl Store {
    /// Do all of `work` or nothing of it. When this returns `Ok`, it is on the disk.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut WriteTransaction<'_>) -> Result<T>) -> Result<T> {
        let mut value = None;
        self.attempt(|transaction| {
            value = Some(work(transaction)?);
            Ok(true)
        })?;
        value.ok_or_else(|| Error::corrupt("a write ended without a result"))
    }

    /// Do `work`; keep it where it answers true, else leave no trace of it.
    pub(crate) fn attempt(&self, work: impl FnOnce(&mut WriteTransaction<'_>) -> Result<bool>) -> Result<()> {
        self.with_writer(|writer| {
            if let Some(reason) = &writer.refused {
                return Err(Error::ReadOnly { reason: reason.clone() });
            }
            let now = self.clock.now();
            let transaction = writer
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .during("beginning a write")?;
            let stored = read_head(&transaction)?;
            if stored != writer.head {
                let reason = foreign_write(&writer.head, &stored);
                writer.refused = Some(reason.clone());
                return Err(Error::ReadOnly { reason });
            }
            let author = self.author.as_deref();
            let numbered = HashSet::new();
            let mut write = WriteTransaction { transaction, head: stored, now, author, numbered };
            if !work(&mut write)? {
                return Ok(());
            }
            write_meta(&write.transaction, "head", &write.head.to_bytes())?;
            let head = write.head;
            write.transaction.commit().during("committing a write")?;
            writer.head = head;
            self.notifier.notify(head.seq);
            Ok(())
        })
    }

    /// The last change, and what proves it.
    pub(crate) fn head(&self) -> Result<StoreHead> {
        self.read(read_head)
    }

    /// Move everything from the log into the database file, and empty the log.
    pub(crate) fn checkpoint(&self) -> Result<()> {
        self.with_writer(|Writer { connection, .. }| {
            let doing = "moving the log into the database";
            let is_busy: bool =
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0)).during(doing)?;
            let reason = "another handle or program reads the knowledge base, so its log cannot be emptied: repeat when it has ended";
            if is_busy { Err(Error::Busy { reason: reason.to_owned() }) } else { Ok(()) }
        })
    }
}

fn foreign_write(ours: &StoreHead, stored: &StoreHead) -> String {
    format!(
        "another program changed the store behind this handle's back (change {} here, {} in the file): close it, run \
         `check`, and let no other SQLite program open the file",
        ours.seq, stored.seq
    )
}

impl WriteTransaction<'_> {
    pub(crate) fn reader(&self) -> &Reader {
        &self.transaction
    }

    /// Do `part` of a write, or nothing of it when it fails; the write goes on.
    pub(crate) fn savepoint<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let doing = "writing one of several";
        let before = self.head;
        self.transaction.execute_batch("SAVEPOINT part").during(doing)?;
        let result = part(self);
        if result.is_err() {
            self.head = before;
            self.numbered.clear();
            self.transaction.execute_batch("ROLLBACK TO part").during(doing)?;
        }
        self.transaction.execute_batch("RELEASE part").during(doing)?;
        result
    }

    /// A clock value above every earlier one, even when the machine's clock was set back; but not for ever after it was far
    /// ahead once.
    pub(super) fn tick(&mut self) -> i64 {
        let millis = self.now.as_micros().div_euclid(1000);
        let wall = millis.clamp(0, i64::MAX >> 16) << 16;
        let is_far_ahead = self.head.clock.saturating_sub(wall) > MOST_AHEAD << 16;
        self.head.clock = if is_far_ahead { wall } else { wall.max(self.head.clock.saturating_add(1)) };
        self.head.clock
    }

    /// Append to the change log.
    pub(super) fn log(&mut self, entry: &LogEntry<'_>) -> Result<Seq> {
        let seq = Seq(self.head.seq.0 + 1);
        let kind = entry.kind.as_str();
        let record = entry.record.map(|(_, id)| id);
        let chain = self.head.next_chain(&ChainLink { seq, kind, record, clock: self.head.clock, state: entry.state });
        let doing = "writing the change log";
        let number = i64::try_from(seq.0).map_err(|_| Error::corrupt("the change log has no numbers left"))?;
        let state = entry.record.is_none().then_some(entry.state);
        let mut statement = self.transaction.prepare_cached(include_str!("sql/put_change.sql")).during(doing)?;
        let row = (
            number,
            entry.record.map(|(key, _)| key),
            entry.version.map(|version| version.0),
            kind,
            self.head.clock,
            state,
            chain.as_slice(),
        );
        statement.execute(row).during(doing)?;
        drop(statement);
        self.head.seq = seq;
        self.head.chain = chain;
        Ok(seq)
    }

    /// A record moved from one revision to another; keeps the hash of the set right.
    pub(super) fn moved(&mut self, id: RecordId, from: Option<&ContentHash>, to: Option<&ContentHash>) {
        from.into_iter().for_each(|hash| self.head.set.remove(id, hash));
        to.into_iter().for_each(|hash| self.head.set.add(id, hash));
    }
}

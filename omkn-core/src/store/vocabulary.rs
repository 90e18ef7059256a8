//! The taxonomy and the register of organizations as edited by the host: rows of JSON with a hash each.

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::chain::{FieldHasher, row_hash};
use super::error::During;
use super::transaction::{LogEntry, WriteTransaction};
use crate::base::{Error, Result};
use crate::model::ChangeKind;

/// The tables of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VocabularyTable {
    ConceptScheme,
    Concept,
    Organization,
}

impl VocabularyTable {
    pub(super) const ALL: [Self; 3] = [Self::ConceptScheme, Self::Concept, Self::Organization];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ConceptScheme => "concept_scheme",
            Self::Concept => "concept",
            Self::Organization => "organization",
        }
    }
}

/// Every row of a table, in the order they were given; empty while the built-in vocabulary is in use.
pub(crate) fn load_vocabulary<T: DeserializeOwned>(connection: &Connection, table: VocabularyTable) -> Result<Vec<T>> {
    let doing = "reading the vocabulary";
    let sql = format!("SELECT id, payload FROM {} ORDER BY position", table.name());
    let mut statement = connection.prepare_cached(&sql).during(doing)?;
    let rows = statement.query_map((), |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).during(doing)?;
    let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>().during(doing)?;
    rows.iter()
        .map(|(id, payload)| {
            serde_json::from_str(payload).map_err(|_| Error::corrupt(format!("{} {id}", table.name())))
        })
        .collect()
}

/// The number of the last change that edited a vocabulary; 0 where none did.
pub(crate) fn last_vocabulary_edit(connection: &Connection) -> Result<u64> {
    let doing = "reading the change log";
    let mut statement = connection.prepare_cached(include_str!("sql/last_vocabulary_edit.sql")).during(doing)?;
    let seq: Option<i64> = statement.query_row((), |row| row.get(0)).during(doing)?;
    Ok(seq.unwrap_or(0).unsigned_abs())
}

impl WriteTransaction<'_> {
    /// Go on only if no vocabulary was edited since the edit with this number: an edit replaces whole tables, and what
    /// it was not made from would be lost.
    pub(crate) fn expect_vocabulary_edit(&self, what: &'static str, expected: u64) -> Result<()> {
        let actual = last_vocabulary_edit(self.reader())?;
        if actual == expected { Ok(()) } else { Err(Error::Conflict { what, expected, actual }) }
    }

    /// Make the table hold exactly these rows. Does not log; [`log_vocabulary_edit`](Self::log_vocabulary_edit) does.
    pub(crate) fn replace_vocabulary<'v, T: Serialize + 'v>(
        &self,
        table: VocabularyTable,
        rows: impl Iterator<Item = (&'v str, &'v T)>,
    ) -> Result<()> {
        self.run(&format!("DELETE FROM {}", table.name()), ())?;
        let sql = format!("INSERT INTO {} (id, position, payload, hash) VALUES (?1, ?2, ?3, ?4)", table.name());
        for (position, (id, value)) in (0_u32..).zip(rows) {
            let payload = serde_json::to_string(value).map_err(|source| Error::Storage {
                context: "writing the vocabulary as JSON",
                source: source.into(),
            })?;
            self.run(&sql, (id, position, &payload, row_hash(&payload).as_slice()))?;
        }
        Ok(())
    }

    /// Log that a vocabulary was edited.
    pub(crate) fn log_vocabulary_edit(&mut self, kind: ChangeKind) -> Result<()> {
        self.tick();
        let state = vocabulary_hash(self.reader())?;
        self.log(&LogEntry { kind, record: None, version: None, state: &state })?;
        Ok(())
    }
}

/// One hash over all vocabulary tables.
pub(super) fn vocabulary_hash(connection: &Connection) -> Result<[u8; 32]> {
    let doing = "hashing the vocabulary";
    let mut hasher = FieldHasher::default();
    for table in VocabularyTable::ALL {
        let sql = format!("SELECT id, hash FROM {} ORDER BY position", table.name());
        let mut statement = connection.prepare_cached(&sql).during(doing)?;
        let mut rows = statement.query(()).during(doing)?;
        while let Some(row) = rows.next().during(doing)? {
            let (id, hash): (String, Vec<u8>) = (row.get(0).during(doing)?, row.get(1).during(doing)?);
            hasher = hasher.field(id.as_bytes()).field(&hash);
        }
        hasher = hasher.field(table.name().as_bytes());
    }
    Ok(hasher.finish())
}

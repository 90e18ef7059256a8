//! The change log, for reading.

use rusqlite::{Connection, Row};

use super::chain::instant_of;
use super::error::During;
use super::record::word;
use crate::base::{RecordId, Result, Seq, Version};
use crate::model::Change;

/// Changes after `seq`, oldest first, at most `limit`.
pub(crate) fn changes_since(connection: &Connection, seq: Seq, limit: u32) -> Result<Vec<Change>> {
    let doing = "reading the change log";
    let mut statement = connection.prepare_cached(include_str!("sql/changes_since.sql")).during(doing)?;
    let after = i64::try_from(seq.0).unwrap_or(i64::MAX);
    let rows = statement.query_map((after, limit), change_from_row).during(doing)?;
    rows.collect::<rusqlite::Result<_>>().during(doing)
}

fn change_from_row(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        seq: Seq(row.get::<_, i64>(0)?.unsigned_abs()),
        record: row.get::<_, Option<[u8; 16]>>(1)?.map(RecordId::from_bytes),
        version: row.get::<_, Option<u32>>(2)?.map(Version),
        kind: word(row, 3)?,
        time: instant_of(row.get(4)?),
    })
}

/// The token of the change log at `seq`, if that change is in the log.
pub(crate) fn chain_at(connection: &Connection, seq: Seq) -> Result<Option<super::chain::ChainToken>> {
    use rusqlite::OptionalExtension;
    let doing = "reading the change log";
    let mut statement = connection.prepare_cached("SELECT chain FROM change WHERE seq = ?1").during(doing)?;
    let number = i64::try_from(seq.0).unwrap_or(i64::MAX);
    statement.query_row([number], |row| row.get(0)).optional().during(doing)
}

/// What has to be indexed again because of the changes after `seq`: the keys of records, each once.
pub(crate) fn touched_since(connection: &Connection, seq: Seq) -> Result<Vec<i64>> {
    let doing = "reading the change log";
    let mut statement = connection.prepare_cached(include_str!("sql/touched_since.sql")).during(doing)?;
    let after = i64::try_from(seq.0).unwrap_or(i64::MAX);
    let rows = statement.query_map([after], |row| row.get(0)).during(doing)?;
    rows.collect::<rusqlite::Result<_>>().during(doing)
}

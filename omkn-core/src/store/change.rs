//! The change log, for reading.

use rusqlite::{Connection, Row};

use super::error::During;
use super::transaction::instant_of;
use crate::base::{RecordId, Result, Seq, Version};
use crate::model::{Change, ChangeKind};

/// The word for a kind of change, in the store and in the chain.
pub(super) fn kind_name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Captured => "captured",
        ChangeKind::Revised => "revised",
        ChangeKind::Withdrawn => "withdrawn",
        ChangeKind::Erased => "erased",
        ChangeKind::TaxonomyEdited => "taxonomy_edited",
        ChangeKind::OrganizationsEdited => "organizations_edited",
    }
}

fn kind(name: &str) -> Option<ChangeKind> {
    use ChangeKind::{Captured, Erased, OrganizationsEdited, Revised, TaxonomyEdited, Withdrawn};
    [Captured, Revised, Withdrawn, Erased, TaxonomyEdited, OrganizationsEdited]
        .into_iter()
        .find(|kind| kind_name(*kind) == name)
}

/// Changes after `seq`, oldest first, at most `limit`.
pub(crate) fn changes_since(connection: &Connection, seq: Seq, limit: u32) -> Result<Vec<Change>> {
    let doing = "reading the change log";
    let mut statement = connection.prepare_cached(include_str!("sql/changes_since.sql")).during(doing)?;
    let after = i64::try_from(seq.0).unwrap_or(i64::MAX);
    let rows = statement.query_map((after, limit), change_from_row).during(doing)?;
    rows.collect::<rusqlite::Result<_>>().during(doing)
}

fn change_from_row(row: &Row<'_>) -> rusqlite::Result<Change> {
    let name: String = row.get(3)?;
    Ok(Change {
        seq: Seq(row.get::<_, i64>(0)?.unsigned_abs()),
        record: row.get::<_, Option<[u8; 16]>>(1)?.map(RecordId::from_bytes),
        version: row.get::<_, Option<u32>>(2)?.map(Version),
        kind: kind(&name).ok_or(rusqlite::Error::InvalidColumnType(3, name, rusqlite::types::Type::Text))?,
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

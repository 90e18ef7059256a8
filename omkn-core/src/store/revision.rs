//! History: the revisions of a record.

use rusqlite::{Connection, OptionalExtension, Row};

use super::chain::instant_of;
use super::error::During;
use super::record::{StoredRecord, word};
use crate::base::{ContentHash, Error, RecordId, Result, Version};
use crate::model::Revision;

/// All revisions of a record, oldest first. Empty where there is no such record; erased records keep none that can be read.
pub(crate) fn history(connection: &Connection, id: RecordId) -> Result<Vec<Revision>> {
    let doing = "reading the history of a record";
    let mut statement = connection.prepare_cached(include_str!("sql/history.sql")).during(doing)?;
    let rows = statement.query_map([id.as_bytes().as_slice()], revision_from_row).during(doing)?;
    rows.collect::<rusqlite::Result<_>>().during(doing)
}

fn revision_from_row(row: &Row<'_>) -> rusqlite::Result<Revision> {
    let parents: Vec<u8> = row.get(4)?;
    Ok(Revision {
        version: Version(row.get(0)?),
        action: word(row, 1)?,
        status: word(row, 2)?,
        time: instant_of(row.get(3)?),
        parents: parents.chunks_exact(32).filter_map(|hash| hash.try_into().ok()).map(ContentHash).collect(),
        hash: ContentHash(row.get(5)?),
        author: row.get(6)?,
        reason: row.get(7)?,
    })
}

/// A record as it was at one version.
pub(crate) fn at_version(connection: &Connection, id: RecordId, version: Version) -> Result<StoredRecord> {
    let doing = "reading an earlier version of a record";
    let mut statement = connection.prepare_cached(include_str!("sql/record_at_version.sql")).during(doing)?;
    let parameters = (id.as_bytes().as_slice(), version.0);
    let found = statement.query_row(parameters, StoredRecord::from_row).optional().during(doing)?;
    found.ok_or_else(|| Error::not_found("version", format!("{id}@{version}")))
}

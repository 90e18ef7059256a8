//! Single values about the whole store, by name: its id, its head, the facets it knows.

use rusqlite::{Connection, OptionalExtension};

use super::error::During;
use crate::base::{Error, Result};

/// Store one of these values.
pub(super) fn write_meta(connection: &Connection, name: &str, value: &[u8]) -> Result<()> {
    let doing = "writing the state of the store";
    let mut statement = connection.prepare_cached(include_str!("sql/put_meta.sql")).during(doing)?;
    statement.execute((name, value)).during(doing)?;
    Ok(())
}

/// One of these values.
pub(super) fn meta(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>> {
    let doing = "reading the state of the store";
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE name = ?1").during(doing)?;
    statement.query_row([name], |row| row.get(0)).optional().during(doing)
}

/// One of these values that is text.
pub(super) fn meta_text(connection: &Connection, name: &str) -> Result<Option<String>> {
    let bytes = meta(connection, name)?;
    bytes.map(|bytes| String::from_utf8(bytes).map_err(|_| Error::corrupt(format!("meta value {name}")))).transpose()
}

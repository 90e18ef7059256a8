//! Bringing a database file to the present schema, step by step.

use rusqlite::{Connection, TransactionBehavior};

use super::error::During;
use crate::base::{Error, Result};

/// `OMKN` in ASCII: marks the file as ours.
const APPLICATION_ID: i32 = 0x4F4D_4B4E;

/// Every step from an empty file to the present schema; the position counts from 1 and is the `user_version` after it.
const STEPS: &[&str] = &[include_str!("schema/0001_initial.sql"), include_str!("schema/0002_saved_search.sql")];

/// The schema version this library writes.
pub(super) fn current_version() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// What the file is, before it is touched.
pub(super) fn version_of(connection: &Connection) -> Result<u32> {
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0)).during("reading the file header")?;
    let version: u32 =
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).during("reading the file header")?;
    // A creation that was interrupted leaves an empty file, or one with nothing but its first page.
    let is_empty = version == 0 && application == 0 && schema_of(connection)?.is_empty();
    if !is_empty && application != APPLICATION_ID {
        return Err(Error::Incompatible {
            what: "the database file".to_owned(),
            found: "of another program".to_owned(),
            supported: "knowledge bases of OMKN".to_owned(),
        });
    }
    if has_foreign_code(connection)? {
        return Err(Error::Incompatible {
            what: "the database file".to_owned(),
            found: "with triggers or views of another program".to_owned(),
            supported: "tables and indexes only".to_owned(),
        });
    }
    if version > current_version() {
        return Err(Error::Incompatible {
            what: "the knowledge base".to_owned(),
            found: version.to_string(),
            supported: format!("1 to {}: use a newer library", current_version()),
        });
    }
    Ok(version)
}

/// Whether there is a trigger or view, which this library never makes: they would run within its own statements.
fn has_foreign_code(connection: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view'))";
    connection.query_row(sql, (), |row| row.get(0)).during("reading the schema")
}

/// Every table, index and trigger, as SQL; sorted.
fn schema_of(connection: &Connection) -> Result<Vec<(String, String)>> {
    let doing = "reading the schema";
    let sql = "SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name";
    let mut statement = connection.prepare(sql).during(doing)?;
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).during(doing)?;
    rows.collect::<rusqlite::Result<_>>().during(doing)
}

/// Whether the file has exactly the tables and indexes that this library makes.
pub(super) fn has_our_schema(connection: &Connection) -> Result<bool> {
    #[expect(clippy::disallowed_methods, reason = "a schema without data, gone when it has been compared")]
    let mut fresh = Connection::open_in_memory().during("making a schema to compare with")?;
    migrate(&mut fresh, 0)?;
    Ok(schema_of(connection)? == schema_of(&fresh)?)
}

/// Run the steps that are missing, all in one transaction.
pub(super) fn migrate(connection: &mut Connection, from: u32) -> Result<()> {
    let doing = "bringing the schema up to date";
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).during(doing)?;
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(usize::MAX)) {
        transaction.execute_batch(step).during(doing)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).during(doing)?;
    transaction.pragma_update(None, "user_version", current_version()).during(doing)?;
    transaction.commit().during(doing)
}

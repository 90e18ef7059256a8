//! Bringing a database file to the present schema, step by step.

use rusqlite::{Connection, TransactionBehavior};

use super::error::During;
use crate::error::{Error, Result};

/// `OMKN` in ASCII: marks the file as ours.
const APPLICATION_ID: i32 = 0x4F4D_4B4E;

/// Every step from an empty file to the present schema; the position counts from 1 and is the `user_version` after it.
const STEPS: &[&str] = &[include_str!("schema/0001_initial.sql")];

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
    let is_empty = version == 0 && application == 0 && page_count(connection)? == 0;
    if !is_empty && application != APPLICATION_ID {
        return Err(Error::Incompatible {
            what: "the database file".to_owned(),
            found: "of another program".to_owned(),
            supported: "knowledge bases of OMKN".to_owned(),
        });
    }
    if version > current_version() {
        return Err(Error::Incompatible {
            what: "the knowledge base".to_owned(),
            found: version.to_string(),
            supported: format!("1 to {}", current_version()),
        });
    }
    Ok(version)
}

fn page_count(connection: &Connection) -> Result<i64> {
    connection.pragma_query_value(None, "page_count", |row| row.get(0)).during("reading the file header")
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

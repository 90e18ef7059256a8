//! Saved searches as rows.

use rusqlite::Connection;

use super::error::During;
use super::transaction::WriteTransaction;
use crate::error::{Error, Result};
use crate::search::{SavedSearch, SearchRequest};
use crate::time::Timestamp;

/// Every saved search, by name.
pub(crate) fn saved_searches(connection: &Connection) -> Result<Vec<SavedSearch>> {
    let doing = "reading saved searches";
    let sql = "SELECT name, request, created FROM saved_search ORDER BY name";
    let mut statement = connection.prepare_cached(sql).during(doing)?;
    let rows =
        statement.query_map((), |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?)));
    let rows = rows.during(doing)?.collect::<rusqlite::Result<Vec<_>>>().during(doing)?;
    let made = rows.into_iter().map(|(name, request, created)| {
        let request = serde_json::from_str(&request)
            .map_err(|_| Error::corrupt(format!("saved search \"{name}\": it can be removed and saved anew")))?;
        Ok(SavedSearch { name, request, created: Timestamp::from_micros(created) })
    });
    made.collect()
}

impl WriteTransaction<'_> {
    /// Keep a search under a name; one that is there is replaced, and stays as old as it is.
    pub(crate) fn save_search(&self, name: &str, request: &SearchRequest, now: Timestamp) -> Result<()> {
        let request = serde_json::to_string(request)
            .map_err(|source| Error::Storage { context: "writing a search as JSON", source: source.into() })?;
        self.run(include_str!("sql/save_search.sql"), (name, &request, now.as_micros())).map(|_| ())
    }

    /// Forget a saved search; false where there was none.
    pub(crate) fn remove_saved_search(&self, name: &str) -> Result<bool> {
        Ok(self.run("DELETE FROM saved_search WHERE name = ?1", [name])? > 0)
    }
}

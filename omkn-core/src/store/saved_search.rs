//! Saved searches as rows.

use super::error::During;
use super::transaction::WriteTransaction;
use super::view::Reader;
use crate::base::{Result, Timestamp};

/// A search kept under a name.
pub(crate) struct SavedSearchRow {
    pub(crate) name: String,
    /// The request as JSON.
    pub(crate) request: String,
    pub(crate) created: Timestamp,
}

/// Every saved search, by name.
pub(crate) fn saved_search_rows(reader: &Reader) -> Result<Vec<SavedSearchRow>> {
    let doing = "reading saved searches";
    let sql = "SELECT name, request, created FROM saved_search ORDER BY name";
    let mut statement = reader.prepare_cached(sql).during(doing)?;
    let rows = statement.query_map((), |row| {
        let created = Timestamp::from_micros(row.get(2)?);
        Ok(SavedSearchRow { name: row.get(0)?, request: row.get(1)?, created })
    });
    rows.during(doing)?.collect::<rusqlite::Result<_>>().during(doing)
}

impl WriteTransaction<'_> {
    /// Keep a search under a name; one that is there is replaced, and stays as old as it is.
    pub(crate) fn save_search(&self, row: &SavedSearchRow) -> Result<()> {
        let values = (&row.name, &row.request, row.created.as_micros());
        self.run(include_str!("sql/save_search.sql"), values).map(|_| ())
    }

    /// Forget a saved search; false where there was none.
    pub(crate) fn remove_saved_search(&self, name: &str) -> Result<bool> {
        Ok(self.run("DELETE FROM saved_search WHERE name = ?1", [name])? > 0)
    }
}

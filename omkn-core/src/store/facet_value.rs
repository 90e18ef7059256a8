//! Numbers for facet values: the index counts numbers, the store knows what they mean.

use rusqlite::{Connection, OptionalExtension};

use super::error::During;
use super::meta::{meta_text, write_meta};
use super::transaction::WriteTransaction;
use crate::base::{Error, Result};
use crate::model::Facet;

/// The facets whose values were numbered before stores kept a list of them.
const NUMBERED_FROM_THE_START: &str = "area,municipality,region,language,subject";
/// Where the list of facets whose values have numbers is kept.
const NUMBERED: &str = "facets";

/// The facets that the library has and the store does not know yet.
pub(crate) fn facets_without_numbers(connection: &Connection) -> Result<Vec<Facet>> {
    let stored = meta_text(connection, NUMBERED)?;
    let known: Vec<&str> = stored.as_deref().unwrap_or(NUMBERED_FROM_THE_START).split(',').collect();
    let open = Facet::ALL.iter().copied().filter(|facet| facet.is_open());
    Ok(open.filter(|facet| !known.contains(&facet.as_str())).collect())
}

/// Note that the values of every facet have numbers.
pub(super) fn note_facets(connection: &Connection) -> Result<()> {
    let open = Facet::ALL.iter().filter(|facet| facet.is_open());
    let codes: Vec<_> = open.map(|facet| facet.as_str()).collect();
    write_meta(connection, NUMBERED, codes.join(",").as_bytes())
}

impl WriteTransaction<'_> {
    /// Note that the values of every facet have numbers now.
    pub(crate) fn note_facets(&mut self) -> Result<()> {
        note_facets(self.reader())
    }

    /// Make sure that these values have numbers.
    pub(crate) fn number_facet_values<'v>(&mut self, values: impl Iterator<Item = (Facet, &'v str)>) -> Result<()> {
        for (facet, value) in values {
            if self.numbered.insert((facet, value.to_owned())) {
                let sql = "INSERT OR IGNORE INTO facet_value (facet, value) VALUES (?1, ?2)";
                if self.run(sql, (facet.as_str(), value))? == 1 {
                    let key = self.reader().last_insert_rowid();
                    self.head.set.add_fields(&fields(&key.to_le_bytes(), facet.as_str(), value));
                }
            }
        }
        Ok(())
    }

    /// Free words may name people: forget those no record uses any more.
    pub(super) fn forget_facet_value(&mut self, facet: Facet, value: &str) -> Result<()> {
        let doing = "erasing facet values";
        let mut statement = self.reader().prepare_cached(include_str!("sql/erase_facet_value.sql")).during(doing)?;
        let forgotten: Option<i64> =
            statement.query_row((facet.as_str(), value), |row| row.get(0)).optional().during(doing)?;
        drop(statement);
        if let Some(key) = forgotten {
            self.head.set.remove_fields(&fields(&key.to_le_bytes(), facet.as_str(), value));
        }
        Ok(())
    }
}

/// What the hash of the set covers of a value and its number.
pub(super) fn fields<'a>(key: &'a [u8; 8], facet: &'a str, value: &'a str) -> [&'a [u8]; 3] {
    [key, facet.as_bytes(), value.as_bytes()]
}

/// Numbers are given in order, and counts are kept in lists as long as the highest: a number beyond this was not given here.
const HIGHEST_NUMBER: i64 = 1 << 24;

fn number(key: i64) -> Result<u64> {
    match key {
        0..=HIGHEST_NUMBER => Ok(key.unsigned_abs()),
        _ => Err(Error::corrupt(format!("the facet value with the number {key}"))),
    }
}

/// The number of a value, if any record ever had it.
pub(crate) fn number_of(connection: &Connection, facet: Facet, value: &str) -> Result<Option<u64>> {
    let doing = "reading facet values";
    let sql = "SELECT key FROM facet_value WHERE facet = ?1 AND value = ?2";
    let mut statement = connection.prepare_cached(sql).during(doing)?;
    let key: Option<i64> = statement.query_row((facet.as_str(), value), |row| row.get(0)).optional().during(doing)?;
    key.map(number).transpose()
}

/// What a number means.
pub(crate) fn value_of(connection: &Connection, number: u64) -> Result<Option<String>> {
    let doing = "reading facet values";
    let mut statement = connection.prepare_cached("SELECT value FROM facet_value WHERE key = ?1").during(doing)?;
    let key = i64::try_from(number).unwrap_or(i64::MAX);
    statement.query_row([key], |row| row.get(0)).optional().during(doing)
}

/// All values of a facet with their numbers.
pub(crate) fn values_of(connection: &Connection, facet: Facet) -> Result<Vec<(u64, String)>> {
    let doing = "reading facet values";
    let mut statement =
        connection.prepare_cached("SELECT key, value FROM facet_value WHERE facet = ?1").during(doing)?;
    let rows = statement.query_map([facet.as_str()], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?))).during(doing)?;
    rows.map(|row| row.during(doing).and_then(|(key, value)| Ok((number(key)?, value)))).collect()
}

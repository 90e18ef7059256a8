//! Looking for damage in what is derived from the records: links and facet values.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::chain::SetHash;
use super::error::During;
use super::health::{FindingCode, HealthReport};
use crate::base::{Job, Result};
use crate::model::RecordDraft;

/// The tables of links, each with the columns that name what is linked and the column of the record.
const TABLES: [(&str, &str); 4] = [
    ("external_id", "SELECT source, source_id, record FROM external_id"),
    ("slug", "SELECT slug, '', record FROM slug"),
    ("record_concept", "SELECT concept, '', record FROM record_concept"),
    ("record_organization", "SELECT organization, '', record FROM record_organization"),
];

/// Whether the tables of links hold exactly what is in the records. Both are summed up: no order, no list in memory.
pub(super) fn links(connection: &Connection, report: &mut HealthReport, job: &mut Job<'_>) -> Result<()> {
    let doing = "checking the links of records";
    let mut sums = [SetHash::default(); TABLES.len()];
    let mut statement = connection.prepare(include_str!("sql/check_drafts.sql")).during(doing)?;
    let mut rows = statement.query(()).during(doing)?;
    let mut done = 0;
    while let Some(row) = rows.next().during(doing)? {
        job.step("checking", done, Some(report.records))?;
        done += 1;
        let key: i64 = row.get(0).during(doing)?;
        // What does not unpack or parse is found by the check of revisions.
        let packed: Vec<u8> = row.get(1).during(doing)?;
        let draft = super::payload::unpack(&packed).and_then(|json| serde_json::from_str::<RecordDraft>(&json).ok());
        let Some(draft) = draft else { continue };
        for (sum, names) in sums.iter_mut().zip(names_of(&draft)) {
            names.iter().for_each(|(a, b)| sum.add_fields(&[a.as_bytes(), b.as_bytes(), &key.to_le_bytes()]));
        }
    }
    for ((table, sql), sum) in TABLES.into_iter().zip(&mut sums) {
        let mut statement = connection.prepare(sql).during(doing)?;
        let mut rows = statement.query(()).during(doing)?;
        while let Some(row) = rows.next().during(doing)? {
            let (a, b, key): (String, String, i64) = row.try_into().during(doing)?;
            sum.remove_fields(&[a.as_bytes(), b.as_bytes(), &key.to_le_bytes()]);
        }
        if *sum != SetHash::default() {
            report.find(FindingCode::Reference, format!("{table} does not agree with the records"));
        }
    }
    Ok(())
}

/// What the links of a record name, in the order of [`TABLES`].
fn names_of(draft: &RecordDraft) -> [BTreeSet<(&str, &str)>; TABLES.len()] {
    [
        draft.external_ids.iter().map(|id| (id.source.as_str(), id.source_id.as_str())).collect(),
        draft.slug.iter().chain(&draft.aliases).map(|slug| (slug.as_str(), "")).collect(),
        draft.concepts.iter().map(|id| (id.as_str(), "")).collect(),
        draft.coverage.organizations.iter().map(|id| (id.as_str(), "")).collect(),
    ]
}

/// Add every facet value with its number, as they were added when they were written.
pub(super) fn add_facet_values(connection: &Connection, set: &mut SetHash) -> Result<()> {
    let doing = "checking the facet values";
    let mut statement = connection.prepare("SELECT key, facet, value FROM facet_value").during(doing)?;
    let mut rows = statement.query(()).during(doing)?;
    while let Some(row) = rows.next().during(doing)? {
        let (key, facet, value): (i64, String, String) = row.try_into().during(doing)?;
        set.add_fields(&super::facet_value::fields(&key.to_le_bytes(), &facet, &value));
    }
    Ok(())
}

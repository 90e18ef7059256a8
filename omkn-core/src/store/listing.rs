//! Listing records straight from the store, without the index.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::error::During;
use super::record::StoredRecord;
use super::view::{Reader, StoreView};
use crate::base::{ConceptId, Error, OrganizationId, ProblemCode, Result, Timestamp, word_enum};
use crate::model::{RecordKind, Status};

/// The most records of one page.
const MOST_LISTED: u32 = 1_000;

word_enum! {
    /// The order of a listing.
    #[derive(Default)]
    RecordOrder {
        /// In the order of capture.
        #[default]
        Captured = "captured", "First captured first", "Ordre de saisie";
        /// Last changed first.
        Modified = "modified", "Last changed first", "Dernière modification d'abord";
    }
}

/// Which records to list; empty lists and `None` mean no restriction.
///
/// # Examples
///
/// ```
/// use omkn_core::{KnowledgeBase, RecordDraft, RecordFilter, RecordKind};
///
/// let kb = KnowledgeBase::in_memory()?;
/// kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Salt management guide"))?;
/// let guides = kb.records(&RecordFilter { kinds: vec![RecordKind::Guide], ..RecordFilter::default() })?;
/// assert_eq!(guides.items.len(), 1);
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecordFilter {
    /// Only these kinds.
    pub kinds: Vec<RecordKind>,
    /// Only these statuses.
    pub statuses: Vec<Status>,
    /// Only records of this service area or a narrower one, by its id or exact name.
    pub concept: Option<ConceptId>,
    /// Only records of this organization, by its id or exact name.
    pub organization: Option<OrganizationId>,
    /// Only records changed at this instant or later.
    pub modified_since: Option<Timestamp>,
    /// The order.
    pub order: RecordOrder,
    /// How many to give at most, 0 to 1,000; more counts as 1,000.
    pub limit: u32,
    /// Go on after an earlier page: its `next`.
    pub after: Option<String>,
}

impl Default for RecordFilter {
    fn default() -> Self {
        Self {
            kinds: Vec::new(),
            statuses: Vec::new(),
            concept: None,
            organization: None,
            modified_since: None,
            order: RecordOrder::Captured,
            limit: 100,
            after: None,
        }
    }
}

/// One page of a longer list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// What to give as `after` for the next page; `None` where this is the last.
    pub next: Option<String>,
}

/// The records the filter lets through. `concepts` are all ids that count as the filter's concept.
pub(crate) fn list_records(
    connection: &Connection,
    filter: &RecordFilter,
    concepts: &[&str],
) -> Result<Page<StoredRecord>> {
    let doing = "listing records";
    let (sql, first) = match filter.order {
        RecordOrder::Captured => (include_str!("sql/list_captured.sql"), (i64::MIN, i64::MIN)),
        RecordOrder::Modified => (include_str!("sql/list_modified.sql"), (i64::MAX, i64::MAX)),
    };
    let after = filter.after.as_deref().map(parse_cursor).transpose()?.unwrap_or(first);
    if filter.limit > MOST_LISTED {
        let reason = "at most 1,000 records at once: go on by `after` with the `next` of the page";
        return Err(Error::invalid("limit", ProblemCode::OutOfRange, reason));
    }
    let limit = filter.limit;
    let kinds = json_list(filter.kinds.iter().map(|kind| kind.as_str()));
    let statuses = json_list(filter.statuses.iter().map(|status| status.as_str()));
    let concepts = filter.concept.as_ref().and_then(|_| json_list(concepts.iter().copied()).or(Some("[]".to_owned())));
    let parameters = (
        kinds,
        statuses,
        concepts,
        filter.organization.as_ref().map(OrganizationId::as_str),
        filter.modified_since.map(Timestamp::as_micros),
        after.0,
        after.1,
        limit + 1,
    );
    let mut statement = connection.prepare_cached(sql).during(doing)?;
    let rows = statement.query_map(parameters, StoredRecord::from_row).during(doing)?;
    let mut items: Vec<StoredRecord> = rows.collect::<rusqlite::Result<_>>().during(doing)?;
    let has_more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = items.last().filter(|_| has_more).map(|last| format!("{}.{}", last.modified.as_micros(), last.key));
    Ok(Page { items, next })
}

fn json_list<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let words: Vec<_> = words.collect();
    if words.is_empty() { None } else { serde_json::to_string(&words).ok() }
}

fn parse_cursor(text: &str) -> Result<(i64, i64)> {
    let parsed = text.split_once('.').and_then(|(modified, key)| Some((modified.parse().ok()?, key.parse().ok()?)));
    parsed.ok_or_else(|| Error::invalid("after", ProblemCode::InvalidFormat, "give the `next` of an earlier page"))
}

impl StoreView {
    /// Call `work` for every record that is not erased, in the order of capture. The view may be read meanwhile.
    pub(crate) fn for_each_record(&self, mut work: impl FnMut(StoredRecord) -> Result<()>) -> Result<()> {
        let doing = "reading all records";
        let mut after = 0;
        loop {
            let batch: Vec<StoredRecord> = self.read(|connection| {
                let mut statement = connection.prepare_cached(include_str!("sql/next_records.sql")).during(doing)?;
                let rows = statement.query_map([after], StoredRecord::from_row).during(doing)?;
                rows.collect::<rusqlite::Result<_>>().during(doing)
            })?;
            let Some(last) = batch.last() else { return Ok(()) };
            after = last.key;
            batch.into_iter().try_for_each(&mut work)?;
        }
    }
}

/// How many records there are that are not erased.
pub(crate) fn count(reader: &Reader) -> Result<u64> {
    let sql = "SELECT count(*) FROM record WHERE version IS NOT NULL";
    let count: i64 = reader.query_row(sql, (), |row| row.get(0)).during("counting records")?;
    Ok(count.unsigned_abs())
}

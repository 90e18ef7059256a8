//! Saved searches, and which records begin to answer them, change or cease to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::boosts::FitTarget;
use super::facet_labels::FacetLabels;
use super::plan::{Reach, compile};
use super::request::{QueryInput, SearchRequest};
use super::run::selections;
use crate::base::{Error, ErrorKind, RecordId, Result, Seq, Timestamp, Version, word_enum};
use crate::engine::{Bar, OrderBy, PageCollector};
use crate::index::{ColumnCache, States};
use crate::language::{Language, for_each_word, is_function_word};
use crate::model::{Change, ChangeKind};
use crate::query::{Clause, Occur, Query, TextKind, parse_query};
use crate::store::{Reader, SavedSearchRow, StoredRecord, at_version, changes_since, find, saved_search_rows};
use crate::view::{View, with_ids};

/// The most changes looked at by one call.
const MOST_CHANGES: u32 = 1_000;

/// A search kept under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Its name, unique in the knowledge base.
    pub name: String,
    /// What it asks for.
    pub request: SearchRequest,
    /// When it was first saved.
    pub created: Timestamp,
}

word_enum! {
    /// What became of a record, as a saved search sees it.
    AlertKind {
        /// It answers the search, and did not before.
        New = "new", "New", "Nouveau";
        /// It matched before and still does, and its content changed.
        Changed = "changed", "Changed", "Modifié";
        /// It answered before and does not any more, or is no longer published.
        Left = "left", "No longer matches", "Ne correspond plus";
        /// It was erased; nothing is left to show whether it matched.
        Erased = "erased", "Erased", "Effacé";
    }
}

/// What became of one record for one saved search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// The name of the search.
    pub search: String,
    /// The record.
    pub record: RecordId,
    /// What became of it.
    pub kind: AlertKind,
    /// The version it is at; `None` once erased.
    pub version: Option<Version>,
    /// The last change that was looked at for it.
    pub seq: Seq,
}

/// What became of records since a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alerts {
    /// By the order of changes, then by the name of the search.
    pub alerts: Vec<Alert>,
    /// What to give as `seq` the next time.
    pub next: Seq,
    /// Whether there are more changes to look at right away.
    pub has_more: bool,
}

/// Every saved search, by name.
pub(crate) fn saved_searches(reader: &Reader) -> Result<Vec<SavedSearch>> {
    let rows = saved_search_rows(reader)?.into_iter();
    rows.map(|SavedSearchRow { name, request, created }| {
        let request = serde_json::from_str(&request)
            .map_err(|_| Error::corrupt(format!("saved search \"{name}\": it can be removed and saved again")))?;
        Ok(SavedSearch { name, request, created })
    })
    .collect()
}

/// What becomes of records by all changes after `seq`, for all saved searches or one.
pub(crate) fn all_alerts_since(view: &View, seq: Seq, search: Option<&str>) -> Result<Alerts> {
    if let Some(name) = search {
        let names: Vec<String> = view.store.read(saved_searches)?.into_iter().map(|search| search.name).collect();
        if !names.iter().any(|known| known == name) {
            return Err(Error::not_found_near("saved search", name, names));
        }
    }
    let mut all = alerts_since(view, seq, MOST_CHANGES)?;
    while all.has_more {
        let more = alerts_since(view, all.next, MOST_CHANGES)?;
        all.alerts.extend(more.alerts);
        (all.next, all.has_more) = (more.next, more.has_more);
    }
    all.alerts.retain(|alert| search.is_none_or(|name| alert.search == name));
    Ok(all)
}

/// What becomes of records by up to `limit` changes after `seq`.
pub(crate) fn alerts_since(view: &View, seq: Seq, limit: u32) -> Result<Alerts> {
    let limit = limit.clamp(1, MOST_CHANGES);
    // One more than is looked at shows whether there are more.
    let mut changes = view.store.read(|connection| changes_since(connection, seq, limit + 1))?;
    let has_more = changes.len() > limit as usize;
    changes.truncate(limit as usize);
    let next = changes.last().map_or(seq, |change| change.seq);
    let searches = view.store.read(saved_searches)?;
    if searches.is_empty() || changes.is_empty() {
        return Ok(Alerts { alerts: Vec::new(), next, has_more });
    }
    let touched = touched(view, &changes)?;
    let mut stored = Vec::new();
    let mut position = |state: Option<StoredRecord>| {
        state.map(|state| {
            stored.push(state);
            stored.len() as u64 - 1
        })
    };
    let indexed: Vec<IndexedStates> = touched
        .into_iter()
        .map(|touched| {
            let version = touched.after.as_ref().map(|after| after.version);
            let is_same = touched.before.as_ref().zip(touched.after.as_ref()).is_some_and(|(a, b)| a.has_content_of(b));
            let Touched { record, seq, is_erased, before, after } = touched;
            let (before, after) = (position(before), position(after));
            IndexedStates { record, seq, is_erased, is_same, version, before, after }
        })
        .collect();
    let states = States::new(&view.store, &view.vocabulary.organizations, stored)?;
    let mut alerts = Vec::new();
    for search in searches {
        let answering = answering(view, &states, &search.request)?;
        alerts.extend(indexed.iter().filter_map(|states| states.alert(&search.name, &answering)));
    }
    alerts.sort_by(|a, b| (a.seq, &a.search).cmp(&(b.seq, &b.search)));
    Ok(Alerts { alerts, next, has_more })
}

/// A record that was changed, with its states before the first and after the last of the changes.
struct Touched {
    record: RecordId,
    seq: Seq,
    is_erased: bool,
    before: Option<StoredRecord>,
    after: Option<StoredRecord>,
}

fn touched(view: &View, changes: &[Change]) -> Result<Vec<Touched>> {
    let mut by_record: BTreeMap<RecordId, (&Change, &Change)> = BTreeMap::new();
    for change in changes {
        if let Some(record) = change.record {
            by_record.entry(record).and_modify(|(_, last)| *last = change).or_insert((change, change));
        }
    }
    let mut touched = Vec::new();
    for (record, (first, last)) in by_record {
        let is_erased = last.kind == ChangeKind::Erased;
        let existed = first.kind != ChangeKind::Captured;
        if is_erased {
            // A record captured and erased within these changes was never reported.
            if existed {
                touched.push(Touched { record, seq: last.seq, is_erased, before: None, after: None });
            }
            continue;
        }
        let state = |version: Option<Version>| version.map_or(Ok(None), |version| state_at(view, record, version));
        let before = first.version.filter(|_| existed).and_then(|version| version.0.checked_sub(1)).map(Version);
        let (before, after) = (state(before)?, state(last.version)?);
        touched.push(Touched { record, seq: last.seq, is_erased, before, after });
    }
    Ok(touched)
}

/// A state of a record; `None` where it was erased by a later change, which is reported then.
fn state_at(view: &View, record: RecordId, version: Version) -> Result<Option<StoredRecord>> {
    match view.store.read(|connection| at_version(connection, record, version)) {
        Ok(state) => Ok(Some(state)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            match view.store.read(|connection| find(connection, record))? {
                None => Ok(None),
                Some(_) => Err(Error::corrupt(format!("version {version} of record {record} is missing"))),
            }
        }
        Err(error) => Err(error),
    }
}

/// A record with the positions of its states.
struct IndexedStates {
    record: RecordId,
    seq: Seq,
    is_erased: bool,
    /// Whether readers see the same before and after.
    is_same: bool,
    version: Option<Version>,
    before: Option<u64>,
    after: Option<u64>,
}

impl IndexedStates {
    fn alert(&self, search: &str, answering: &BTreeSet<u64>) -> Option<Alert> {
        let answers = |position: Option<u64>| position.is_some_and(|position| answering.contains(&position));
        let kind = match (answers(self.before), answers(self.after)) {
            _ if self.is_erased => AlertKind::Erased,
            (false, true) => AlertKind::New,
            (true, true) if self.is_same => return None,
            (true, true) => AlertKind::Changed,
            (true, false) => AlertKind::Left,
            (false, false) => return None,
        };
        Some(Alert { search: search.to_owned(), record: self.record, kind, version: self.version, seq: self.seq })
    }
}

/// The positions of the states that answer a saved search.
fn answering(view: &View, states: &States, request: &SearchRequest) -> Result<BTreeSet<u64>> {
    let tree = match &request.query {
        QueryInput::Text(text) => all_needed(parse_query(text).query),
        QueryInput::Tree(tree) => tree.clone(),
    };
    let reach = if request.expand { Reach::Areas } else { Reach::Words };
    // What a saved search was narrowed to may be gone: then nothing answers it, and the others go on.
    let selected = match with_ids(&view.store, &view.vocabulary, &request.selected) {
        Err(Error::NotFound { .. } | Error::Ambiguous { .. }) => return Ok(BTreeSet::new()),
        other => other?,
    };
    let request = &SearchRequest { selected, ..request.clone() };
    let compiled = compile(view, &states.opened.fields, &tree, reach, Language::English)?;
    let labels = FacetLabels::new(view, &SearchRequest::default())?;
    let fit = |fits: &FitTarget| view.vocabulary.organizations.fit_to(&fits.organization).map(|(_, table)| table);
    let table = request.fits.as_ref().filter(|fits| fits.least > 0.0).map(fit).transpose()?;
    let keep = usize::try_from(states.searcher.num_docs()).unwrap_or(usize::MAX);
    let collector = PageCollector {
        selections: selections(&labels, request.fits.as_ref().zip(table.as_ref()), request)?,
        ..PageCollector::first(keep, OrderBy::Newest, ColumnCache::default(), Bar::default())
    };
    let found = states.searcher.search(compiled.query.as_ref(), &collector);
    let found = found.map_err(|source| Error::index("matching saved searches", source))?;
    Ok(found.best.into_iter().map(|candidate| candidate.key).collect())
}

/// The query with every word needed: a search shows the best of what has any of the words, an alert has no best.
/// Alternatives stay alternatives.
fn all_needed(query: Query) -> Query {
    let all = |parts: Vec<Query>| parts.into_iter().map(all_needed).collect();
    match query {
        Query::Sequence(clauses) => {
            let needed = clauses.into_iter().map(|clause| {
                let is_needed = clause.occur == Occur::Should && says_something(&clause.query);
                Clause { occur: if is_needed { Occur::Must } else { clause.occur }, query: all_needed(clause.query) }
            });
            Query::Sequence(needed.collect())
        }
        Query::And(parts) => Query::And(all(parts)),
        Query::Or(parts) => Query::Or(all(parts)),
        other => other,
    }
}

/// Whether a part has more than function words. Filters decide by themselves.
fn says_something(query: &Query) -> bool {
    match query {
        Query::Text(text) => {
            let mut has_content = text.kind != TextKind::Word;
            for_each_word(&text.text, |word, _| has_content |= !is_function_word(word));
            has_content
        }
        Query::Sequence(clauses) => {
            clauses.iter().any(|clause| clause.occur != Occur::MustNot && says_something(&clause.query))
        }
        Query::And(parts) | Query::Or(parts) => parts.iter().any(says_something),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_needed_but_for_function_words_and_alternatives() {
        for (typed, needed) in [
            ("garbage bag limits", "+garbage +bag +limits"),
            ("cost of \"road salt\"", "+cost of +\"road salt\""),
            ("salt OR brine", "salt OR brine"),
            ("road salt OR brine", "+road +(salt OR brine)"),
            ("road (of the) (kind:guide)", "+road (of the) (kind:guide)"),
            ("salt kind:guide NOT sand", "+salt kind:guide NOT sand"),
            ("", ""),
        ] {
            let printed = all_needed(parse_query(typed).query);
            assert_eq!(printed, parse_query(needed).query, "{typed}: {printed}");
        }
    }
}

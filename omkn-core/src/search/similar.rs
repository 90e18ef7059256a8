//! Records that are alike, with reasons: by their words, their service areas and where they apply. Also used to find what
//! a draft may repeat before it is captured.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::plan::{alike, rarity};
use crate::base::{Error, LanguageMap, RecordId, Result, Version, word_enum};
use crate::engine::{OrderBy, PageCollector};
use crate::language::{Language, fold, for_each_token, is_function_word};
use crate::model::{RecordDraft, RecordKind};
use crate::store::{StoredRecord, by_external_id, by_key, find};
use crate::view::View;

/// The words a record is known by.
const MOST_WORDS: usize = 24;
/// How much of a text is looked at, in characters.
const LONGEST_LOOK: usize = 20_000;
/// How often a word of the title counts.
const TITLE_WEIGHT: f32 = 3.0;
/// Candidates looked at for each record given.
const LOOKED_AT: usize = 4;
/// The most records given.
const MOST: usize = 100;
/// Words given as a reason.
const MOST_REASONS: usize = 8;
/// What words, service areas and places count for similarity; they add up to 1.
const SIMILARITY: [(SimilarityAspect, f32); 3] =
    [(SimilarityAspect::Words, 0.6), (SimilarityAspect::Areas, 0.3), (SimilarityAspect::Places, 0.1)];
/// What title and words count for a duplicate; they add up to 1.
const REPETITION: [(SimilarityAspect, f32); 2] = [(SimilarityAspect::Title, 0.6), (SimilarityAspect::Words, 0.4)];
/// Duplicates at least this likely are reported.
const LEAST_REPETITION: f32 = 0.6;
/// What the same address makes likely, whatever the words.
const SAME_ADDRESS: f32 = 0.9;

word_enum! {
    /// In what records are alike.
    SimilarityAspect {
        /// The words of their texts; those with the highest weights are given.
        Words = "words", "Words", "Mots";
        /// Their service areas, by concept id.
        Areas = "areas", "Service areas", "Domaines de service";
        /// The municipalities and other organizations they apply to, by id.
        Places = "places", "Municipalities", "Municipalités";
        /// The words of their titles.
        Title = "title", "Title", "Titre";
        /// The name in another system (`source:source_id`): an import would update the record.
        ExternalId = "external_id", "External id", "Identifiant externe";
        /// The address of a source, resource or relation.
        Address = "address", "Address", "Adresse";
    }
}

/// Something two records share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimilarityReason {
    /// In what they are alike.
    pub aspect: SimilarityAspect,
    /// What they share: words, ids, addresses.
    pub shared: Vec<String>,
    /// What this adds to the score.
    pub value: f32,
}

/// A record that is like another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimilarRecord {
    /// The record.
    pub id: RecordId,
    /// Its version.
    pub version: Version,
    /// What sort of record.
    pub kind: RecordKind,
    /// Its title, in every language it has one in.
    pub title: LanguageMap,
    /// How alike, from 0 to 1: the sum of what the reasons add.
    pub score: f32,
    /// Why, strongest first; never empty.
    pub reasons: Vec<SimilarityReason>,
}

/// Records like this one.
pub(crate) fn similar(view: &View, id: RecordId, limit: usize) -> Result<Vec<SimilarRecord>> {
    let stored = view.store.read(|reader| find(reader, id))?.ok_or_else(|| Error::not_found("record", id))?;
    let content = stored.draft()?;
    let finder = Finder::new(view, &content)?;
    let limit = limit.min(MOST);
    let mut found = Vec::new();
    for stored in finder.candidates(limit * LOOKED_AT + 1)? {
        if stored.id != id {
            found.extend(finder.compared(&stored, &SIMILARITY)?);
        }
    }
    Ok(best(found, limit))
}

/// Records that a draft may repeat.
pub(crate) fn likely_duplicates(view: &View, draft: &RecordDraft, limit: usize) -> Result<Vec<SimilarRecord>> {
    let finder = Finder::new(view, draft)?;
    let limit = limit.min(MOST);
    let mut candidates = finder.candidates(limit * LOOKED_AT)?;
    for external in &draft.external_ids {
        let named = view.store.read(|connection| by_external_id(connection, &external.source, &external.source_id))?;
        candidates.extend(named.filter(|named| candidates.iter().all(|other| other.id != named.id)));
    }
    let mut found = Vec::new();
    for stored in candidates {
        found.extend(finder.repeated(&stored)?.filter(|record| record.score >= LEAST_REPETITION));
    }
    Ok(best(found, limit))
}

fn best(mut found: Vec<SimilarRecord>, limit: usize) -> Vec<SimilarRecord> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
    found.truncate(limit);
    found
}

/// A stem in a language.
type Stem = (Language, String);

/// The words of a record: how much each counts, and how it is written first.
#[derive(Debug, Default)]
struct WordWeights(BTreeMap<Stem, (f32, String)>);

impl WordWeights {
    fn add(&mut self, texts: &LanguageMap, weight: f32) {
        for (tag, text) in texts.iter() {
            let end = text.char_indices().nth(LONGEST_LOOK).map_or(text.len(), |(at, _)| at);
            let text = text.get(..end).unwrap_or_default();
            for language in Language::of_text(tag, text) {
                for_each_token(*language, text, |stem, range| {
                    let written = fold(text.get(range).unwrap_or_default());
                    if stem.len() > 1 && !is_function_word(&written) {
                        let held = self.0.entry((*language, stem.to_owned())).or_insert((0.0, written));
                        held.0 += weight;
                    }
                });
            }
        }
    }

    fn of(draft: &RecordDraft) -> Self {
        let mut words = Self::of_title(draft);
        words.0.values_mut().for_each(|(weight, _)| *weight *= TITLE_WEIGHT);
        words.add(&draft.summary, 1.0);
        draft.sections.values().for_each(|texts| words.add(texts, 1.0));
        words
    }

    fn of_title(draft: &RecordDraft) -> Self {
        let mut words = Self::default();
        words.add(&draft.title, 1.0);
        words
    }
}

/// Compares one record with others.
struct Finder<'a> {
    view: &'a View,
    draft: &'a RecordDraft,
    /// The words the record is known by, with their weights.
    known_by: HashMap<Stem, (f32, String)>,
    title: WordWeights,
}

impl<'a> Finder<'a> {
    fn new(view: &'a View, draft: &'a RecordDraft) -> Result<Self> {
        let mut finder = Self { view, draft, known_by: HashMap::new(), title: WordWeights::of_title(draft) };
        let mut known = Vec::new();
        for (stem, (count, written)) in WordWeights::of(draft).0 {
            // Often in this record and seldom in others; the logarithm keeps one word from outweighing all.
            let weight = (1.0 + count).ln() * finder.rarity(&stem)?;
            known.push((weight, stem, written));
        }
        known.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        known.truncate(MOST_WORDS);
        finder.known_by = known.into_iter().map(|(weight, stem, written)| (stem, (weight, written))).collect();
        Ok(finder)
    }

    fn rarity(&self, (language, stem): &Stem) -> Result<f32> {
        rarity(self.view, *language, stem)
    }

    /// Records that share words or service areas, best first.
    fn candidates(&self, limit: usize) -> Result<Vec<StoredRecord>> {
        let words = self.known_by.iter().map(|((language, stem), (weight, _))| (*language, stem.as_str(), *weight));
        let query = alike(self.view, words, &self.draft.concepts)?;
        let collector = PageCollector::first(limit, OrderBy::Score, self.view.index.columns.clone(), query.bar.clone());
        let found = self.view.index.searcher.search(&query, &collector);
        let found = found.map_err(|source| Error::index("looking for similar records", source))?;
        self.view.store.read(|connection| {
            let key = |key: u64| i64::try_from(key).unwrap_or(i64::MAX);
            let each = found.best.iter().filter_map(|candidate| by_key(connection, key(candidate.key)).transpose());
            each.collect()
        })
    }

    fn compared(&self, stored: &StoredRecord, weights: &[(SimilarityAspect, f32)]) -> Result<Option<SimilarRecord>> {
        let other = stored.draft()?;
        let mut reasons = Vec::new();
        for (aspect, weight) in weights {
            let (share, shared) = match aspect {
                SimilarityAspect::Words => self.words(&other),
                SimilarityAspect::Title => self.title(&other)?,
                SimilarityAspect::Areas => self.areas(&other)?,
                _ => self.places(&other),
            };
            if share > 0.0 {
                reasons.push(SimilarityReason { aspect: *aspect, shared, value: weight * share });
            }
        }
        Ok(made(stored, other, reasons))
    }

    fn repeated(&self, stored: &StoredRecord) -> Result<Option<SimilarRecord>> {
        let other = stored.draft()?;
        let same: Vec<String> = self
            .draft
            .external_ids
            .iter()
            .filter(|id| other.external_ids.contains(id))
            .map(|id| format!("{}:{}", id.source, id.source_id))
            .collect();
        if !same.is_empty() {
            let reason = SimilarityReason { aspect: SimilarityAspect::ExternalId, shared: same, value: 1.0 };
            return Ok(made(stored, other, vec![reason]));
        }
        let (ours, theirs) = (addresses(self.draft), addresses(&other));
        let same: Vec<String> = ours.intersection(&theirs).cloned().collect();
        let by_words = self.compared(stored, &REPETITION)?;
        if same.is_empty() || by_words.as_ref().is_some_and(|record| record.score >= SAME_ADDRESS) {
            return Ok(by_words);
        }
        // One report may hold many practices: the same address means most together with a title that is nearly the same.
        let title = self.title(&other)?.0;
        let reason =
            SimilarityReason { aspect: SimilarityAspect::Address, shared: same, value: SAME_ADDRESS * title.sqrt() };
        let by_address = made(stored, other, vec![reason]);
        let score = |record: &Option<SimilarRecord>| record.as_ref().map_or(0.0, |record| record.score);
        Ok(if score(&by_address) > score(&by_words) { by_address } else { by_words })
    }

    /// The share of the weight of our words that the other has, too.
    fn words(&self, other: &RecordDraft) -> (f32, Vec<String>) {
        let theirs = WordWeights::of(other).0;
        let all: f32 = self.known_by.values().map(|(weight, _)| weight).sum();
        let mut shared: Vec<_> = self.known_by.iter().filter(|(stem, _)| theirs.contains_key(*stem)).collect();
        shared.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then_with(|| a.0.cmp(b.0)));
        let weight: f32 = shared.iter().map(|(_, (weight, _))| weight).sum();
        let words = shared.into_iter().take(MOST_REASONS).map(|(_, (_, written))| written.clone()).collect();
        (if all > 0.0 { weight / all } else { 0.0 }, words)
    }

    /// The share of the weight of the words of both titles that they have in common, in the language in which it is highest.
    fn title(&self, other: &RecordDraft) -> Result<(f32, Vec<String>)> {
        let theirs = WordWeights::of_title(other).0;
        let mut best = (0.0, Vec::new());
        for language in Language::ALL {
            let (mut shared, mut all, mut words) = (0.0, 0.0, Vec::new());
            let stems: BTreeSet<&Stem> =
                self.title.0.keys().chain(theirs.keys()).filter(|stem| stem.0 == language).collect();
            for stem in stems {
                let weight = self.rarity(stem)?;
                all += weight;
                if let (Some((_, written)), true) = (self.title.0.get(stem), theirs.contains_key(stem)) {
                    shared += weight;
                    words.push(written.clone());
                }
            }
            let share = if all > 0.0 { shared / all } else { 0.0 };
            if share > best.0 {
                best = (share, words);
            }
        }
        Ok(best)
    }

    /// The share of service areas in common; a narrower one counts half.
    fn areas(&self, other: &RecordDraft) -> Result<(f32, Vec<String>)> {
        let taxonomy = &self.view.vocabulary.taxonomy;
        let (mut sum, mut shared) = (0.0, Vec::new());
        for ours in &self.draft.concepts {
            let value = other.concepts.iter().map(|theirs| {
                if ours == theirs {
                    1.0
                } else if taxonomy.ancestors(ours).contains(theirs) || taxonomy.ancestors(theirs).contains(ours) {
                    0.5
                } else {
                    0.0
                }
            });
            let value = value.fold(0.0, f32::max);
            if value > 0.0 {
                sum += value;
                shared.push(ours.to_string());
            }
        }
        let most = self.draft.concepts.len().max(other.concepts.len()).max(1);
        Ok((sum / most as f32, shared))
    }

    fn places(&self, other: &RecordDraft) -> (f32, Vec<String>) {
        let (ours, theirs) = (&self.draft.coverage.organizations, &other.coverage.organizations);
        let shared: Vec<String> = ours.iter().filter(|id| theirs.contains(id)).map(ToString::to_string).collect();
        (shared.len() as f32 / ours.len().max(theirs.len()).max(1) as f32, shared)
    }
}

fn made(stored: &StoredRecord, other: RecordDraft, mut reasons: Vec<SimilarityReason>) -> Option<SimilarRecord> {
    reasons.sort_by(|a, b| b.value.total_cmp(&a.value));
    let score = reasons.iter().map(|reason| reason.value).sum();
    let (id, version, kind) = (stored.id, stored.version, other.kind);
    (!reasons.is_empty()).then_some(SimilarRecord { id, version, kind, title: other.title, score, reasons })
}

/// The addresses a record gives, without what makes no difference.
fn addresses(draft: &RecordDraft) -> BTreeSet<String> {
    let sources = draft.sources.iter().filter_map(|source| source.url.as_deref());
    let resources = draft.resources.iter().filter_map(|resource| resource.url.as_deref());
    let plain = |url: &str| {
        let url = url.trim().to_lowercase();
        let url = url.strip_prefix("https://").or(url.strip_prefix("http://")).unwrap_or(&url);
        url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/').to_owned()
    };
    sources.chain(resources).map(plain).filter(|url| !url.is_empty()).collect()
}

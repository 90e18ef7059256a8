//! From a record to what the index holds of it.

use std::collections::{BTreeSet, HashMap};

use tantivy::TantivyDocument;

use super::analyzer::PRESENT;
use super::schema::{Fields, HIDDEN, filter_number, has_number};
use crate::base::{LanguageMap, Result};
use crate::language::{Language, title_order};
use crate::model::{Facet, HasField, Organization, RecordDraft};
use crate::organizations::Organizations;
use crate::store::{StoreView, StoredRecord, number_of};
use crate::vocabulary::{covered, facet_values};

/// How often the words of the title count, against once for those of the sections (the field weight of BM25F).
const TITLE_WEIGHT: usize = 3;
/// How often the words of the summary count.
const SUMMARY_WEIGHT: usize = 1;
/// Where there is no summary, the beginning of a text longer than this is used instead; in bytes.
const LONG_TEXT: usize = 3_000;
/// How much of it does, in characters.
const LEAD_CHARS: usize = 300;

/// Looks up the numbers of facet values, and remembers them.
pub(crate) struct FacetNumbers<'s> {
    store: &'s StoreView,
    known: HashMap<(Facet, String), Option<u64>>,
}

impl<'s> FacetNumbers<'s> {
    pub(crate) fn new(store: &'s StoreView) -> Self {
        Self { store, known: HashMap::new() }
    }

    fn number(&mut self, facet: Facet, value: &str) -> Result<Option<u64>> {
        if let Some(number) = facet.closed_number(value) {
            return Ok(Some(number));
        }
        let pair = (facet, value.to_owned());
        if let Some(number) = self.known.get(&pair) {
            return Ok(*number);
        }
        let number = self.store.read(|connection| number_of(connection, facet, value))?;
        self.known.insert(pair, number);
        Ok(number)
    }
}

/// What the index holds of a record.
pub(crate) fn document(
    fields: &Fields,
    stored: &StoredRecord,
    draft: &RecordDraft,
    organizations: &Organizations,
    numbers: &mut FacetNumbers<'_>,
) -> Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.key, stored.key.unsigned_abs());
    document.add_u64(fields.version, u64::from(stored.version.0));
    add_words(&mut document, fields, draft);
    let mut add_value = |facet: Facet, number: u64| {
        document.add_u64(fields.facet(facet), number);
        document.add_u64(fields.filter, filter_number(facet, number));
    };
    for (facet, value) in facet_values(Facet::ALL.iter().copied(), draft, Some(stored.status), organizations) {
        if let Some(number) = numbers.number(facet, &value)? {
            add_value(facet, number);
        }
    }
    if !stored.status.is_current() {
        document.add_u64(fields.filter, HIDDEN);
    }
    for population in covered(draft, organizations).filter_map(Organization::population) {
        document.add_u64(fields.population, population);
    }
    for field in HasField::ALL.iter().filter(|field| field.is_in(draft)) {
        document.add_u64(fields.filter, has_number(*field));
    }
    if let Some(date) = draft.date.or(draft.issued) {
        document.add_i64(fields.date, i64::from(date.first_day()));
    }
    for language in Language::ALL {
        document.add_text(fields.title_order(language), order_of_title(draft, language));
    }
    Ok(document)
}

fn add_words(document: &mut TantivyDocument, fields: &Fields, draft: &RecordDraft) {
    let mut in_use = BTreeSet::new();
    let mut add = |texts: &LanguageMap, weight: usize| {
        for (tag, text) in texts.iter() {
            document.add_text(fields.word, text);
            for language in Language::of_text(tag, text) {
                in_use.insert(*language);
                for _ in 0..weight {
                    document.add_text(fields.text(*language), text);
                }
            }
        }
    };
    add(&draft.title, TITLE_WEIGHT);
    add(&draft.summary, SUMMARY_WEIGHT);
    draft.sections.values().for_each(|texts| add(texts, 1));
    if draft.summary.is_empty() {
        draft.sections.values().for_each(|texts| add(&leads_of(texts), 1));
    }
    for language in in_use {
        document.add_text(fields.text(language), PRESENT);
    }
    for (tag, text) in draft.title.iter() {
        document.add_text(fields.title_word, text);
        for language in Language::of_text(tag, text) {
            document.add_text(fields.title(*language), text);
        }
    }
}

/// The beginnings of the long ones of these texts: writers say first what a long text is about.
fn leads_of(texts: &LanguageMap) -> LanguageMap {
    let long = texts.iter().filter(|(_, text)| text.len() > LONG_TEXT);
    long.map(|(tag, text)| (tag.clone(), text.chars().take(LEAD_CHARS).collect::<String>())).collect()
}

/// What the title shown to readers of a language is sorted by.
pub(crate) fn order_of_title(draft: &RecordDraft, reader: Language) -> String {
    let Some(title) = draft.title.best(&[reader.tag()]) else { return String::new() };
    let language = match Language::of(title.language) {
        [language] => *language,
        _ => reader,
    };
    title_order(title.text, language)
}

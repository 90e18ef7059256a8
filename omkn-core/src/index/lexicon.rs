//! The words of all records as they are written: what a misspelt word may have been, and what a beginning may become.

use std::collections::{HashMap, HashSet};

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::schema::Fields;
use crate::base::{Error, Result};
use crate::language::{Language, compounds_of, parts_of};

/// Shorter words are neither corrected nor the correction of others; longer ones are no words.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=32;
/// No more words for each part of the index are looked at for one beginning.
const MOST_BEGINNINGS: usize = 3_000;
/// No more words near to one are looked at.
const MOST_NEAR: usize = 1_000;

/// Whether a folded word can be in the lexicon: letters only.
pub(crate) fn is_spelled(word: &str) -> bool {
    LENGTHS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The lexicon of an index.
pub(crate) struct Lexicon<'s> {
    searcher: &'s Searcher,
    fields: &'s Fields,
}

impl<'s> Lexicon<'s> {
    pub(crate) fn new(searcher: &'s Searcher, fields: &'s Fields) -> Self {
        Self { searcher, fields }
    }

    /// How many records have this word in any form, in texts of this language.
    pub(crate) fn frequency(&self, language: Language, word: &str) -> Result<u64> {
        let mut stem = word.to_owned();
        language.stem(&mut stem);
        self.searcher.doc_freq(&Term::from_field_text(self.fields.text(language), &stem)).map_err(failed)
    }

    /// Words that differ from this one by at most `distance` letters (inserted, left out, changed, swapped), each once.
    pub(crate) fn near(&self, word: &str, distance: u8) -> Result<HashSet<(Language, String)>> {
        self.matching(word, MOST_NEAR, |term| FuzzyTermQuery::new(term, distance, true))
    }

    /// How many titles in this language have this stem.
    pub(crate) fn title_frequency(&self, language: Language, stem: &str) -> Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(self.fields.title(language), stem)).map_err(failed)
    }

    /// Stems of titles that begin so, the most frequent first.
    pub(crate) fn titles_beginning_with(&self, language: Language, start: &str, limit: usize) -> Result<Vec<String>> {
        let mut found: HashMap<String, u32> = HashMap::new();
        let mut left = MOST_BEGINNINGS * self.searcher.segment_readers().len();
        self.each_beginning_with(self.fields.title(language), start, |stem, count| {
            *found.entry(stem.to_owned()).or_default() += count;
            left = left.saturating_sub(1);
            left > 0
        })?;
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(found.into_iter().take(limit).map(|(stem, _)| stem).collect())
    }

    /// Some words that begin so, as they are written.
    pub(crate) fn beginning_with(&self, language: Language, start: &str, limit: usize) -> Result<HashSet<String>> {
        let mut found = HashSet::new();
        self.each_beginning_with(self.fields.word(language), start, |word, _| {
            found.extend(is_spelled(word).then(|| word.to_owned()));
            found.len() < limit
        })?;
        Ok(found)
    }

    /// How many records have exactly this word, in texts of this language.
    pub(crate) fn written(&self, language: Language, word: &str) -> Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(self.fields.word(language), word)).map_err(failed)
    }

    /// The two parts of a word that records write with a hyphen: `re` and `use` for `reuse`.
    pub(crate) fn parts(&self, language: Language, word: &str) -> Result<HashSet<(String, String)>> {
        let mut found = HashSet::new();
        self.each_beginning_with(self.fields.word(language), &compounds_of(word), |compound, _| {
            found.extend(parts_of(compound).map(|(first, second)| (first.to_owned(), second.to_owned())));
            true
        })?;
        Ok(found)
    }

    /// Call `see` with the terms of a field that begin so and in how many records each is, until it answers false. A term
    /// comes once from each part of the index.
    fn each_beginning_with(&self, field: Field, start: &str, mut see: impl FnMut(&str, u32) -> bool) -> Result<()> {
        for segment in self.searcher.segment_readers() {
            let terms = segment.inverted_index(field).map_err(failed)?;
            let stream = terms.terms().range().ge(start.as_bytes()).into_stream();
            let mut stream = stream.map_err(|source| Error::io("reading the index", source))?;
            while stream.advance() && stream.key().starts_with(start.as_bytes()) {
                if let Ok(term) = std::str::from_utf8(stream.key())
                    && !see(term, stream.value().doc_freq)
                {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Some words that begin (or, for a whole word, are) nearly so: one letter is inserted, left out, changed or swapped.
    pub(crate) fn near_beginning(
        &self,
        start: &str,
        is_whole: bool,
        limit: usize,
    ) -> Result<HashSet<(Language, String)>> {
        if is_whole {
            return self.near(start, 1);
        }
        self.matching(start, limit, |term| FuzzyTermQuery::new_prefix(term, 1, true))
    }

    fn matching(
        &self,
        word: &str,
        limit: usize,
        query: impl Fn(Term) -> FuzzyTermQuery,
    ) -> Result<HashSet<(Language, String)>> {
        let mut found = HashSet::new();
        // What it accepts does not depend on the field, and making it costs more than using it.
        let automaton = query(Term::from_field_text(self.fields.word(Language::English), word)).automaton();
        let automaton = automaton.map_err(failed)?;
        for language in Language::ALL {
            for segment in self.searcher.segment_readers() {
                let words = segment.inverted_index(self.fields.word(language)).map_err(failed)?;
                let stream = words.terms().search(&automaton).into_stream();
                let mut stream = stream.map_err(|source| Error::io("reading the index", source))?;
                while found.len() < limit && stream.advance() {
                    found.extend(spelled(stream.key()).map(|word| (language, word.to_owned())));
                }
            }
        }
        Ok(found)
    }
}

fn spelled(key: &[u8]) -> Option<&str> {
    std::str::from_utf8(key).ok().filter(|word| is_spelled(word))
}

fn failed(source: tantivy::TantivyError) -> Error {
    Error::index("reading its words", source)
}

//! The words of all records as they are written: what a misspelt word may have been, and what a beginning may become.

use std::collections::{HashMap, HashSet};

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::schema::Fields;
use crate::base::{Error, Result};
use crate::language::{Language, compound, is_function_word, is_part};

/// Shorter words are neither corrected nor the correction of others; longer ones are no words.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=32;
/// No more words for each part of the index are looked at for one beginning.
const MOST_BEGINNINGS: usize = 3_000;
/// A spelling is usual if at least one of so many records has it: others are often errors, such as hyphens where a line ended.
const USUAL: u64 = 10;
/// No more words near to one are looked at.
const MOST_NEAR: usize = 1_000;

/// Whether a folded word can be in the lexicon: letters only.
pub(crate) fn is_spelled(word: &str) -> bool {
    LENGTHS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a spelling that some records have is usual, beside another that so many have.
pub(crate) fn is_usual_spelling(records: u64, with_the_other: u64) -> bool {
    records > 0 && records >= with_the_other / USUAL
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
        let stem = language.stem_of(word);
        self.searcher.doc_freq(&Term::from_field_text(self.fields.text(language), &stem)).map_err(failed)
    }

    /// Words that differ from this one by at most `distance` letters (inserted, left out, changed, swapped), each once.
    pub(crate) fn near(&self, word: &str, distance: u8) -> Result<HashSet<String>> {
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
    pub(crate) fn beginning_with(&self, start: &str, limit: usize) -> Result<HashSet<String>> {
        let mut found = HashSet::new();
        self.each_beginning_with(self.fields.word, start, |word, _| {
            found.extend(is_spelled(word).then(|| word.to_owned()));
            found.len() < limit
        })?;
        Ok(found)
    }

    /// How many records have exactly this word.
    pub(crate) fn written(&self, word: &str) -> Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(self.fields.word, word)).map_err(failed)
    }

    /// The two parts of a word that records write with a hyphen, and more than a few of those that have it: `re` and `use`
    /// for `reuse`.
    pub(crate) fn parts<'w>(&self, word: &'w str) -> Result<Vec<(&'w str, &'w str)>> {
        let in_parts = self.written(&compound(word))?;
        if in_parts == 0 || !is_usual_spelling(in_parts, self.written(word)?) {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for parts in (1..word.len()).filter_map(|at| word.split_at_checked(at)) {
            if is_part(parts.0) && is_part(parts.1) && self.is_known(parts.0)? && self.is_known(parts.1)? {
                found.push(parts);
            }
        }
        Ok(found)
    }

    fn is_known(&self, word: &str) -> Result<bool> {
        Ok(is_function_word(word) || self.written(word)? > 0)
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
    pub(crate) fn near_beginning(&self, start: &str, is_whole: bool, limit: usize) -> Result<HashSet<String>> {
        if is_whole {
            return self.near(start, 1);
        }
        self.matching(start, limit, |term| FuzzyTermQuery::new_prefix(term, 1, true))
    }

    fn matching(&self, word: &str, limit: usize, query: impl Fn(Term) -> FuzzyTermQuery) -> Result<HashSet<String>> {
        let mut found = HashSet::new();
        let automaton = query(Term::from_field_text(self.fields.word, word)).automaton().map_err(failed)?;
        for segment in self.searcher.segment_readers() {
            let words = segment.inverted_index(self.fields.word).map_err(failed)?;
            let stream = words.terms().search(&automaton).into_stream();
            let mut stream = stream.map_err(|source| Error::io("reading the index", source))?;
            while found.len() < limit && stream.advance() {
                let word = std::str::from_utf8(stream.key()).ok().filter(|word| is_spelled(word));
                found.extend(word.map(str::to_owned));
            }
        }
        Ok(found)
    }
}

fn failed(source: tantivy::TantivyError) -> Error {
    Error::index("reading its words", source)
}

//! The words of all records as they are written: what a misspelt word may have been, and what a beginning may become.

use std::collections::{HashMap, HashSet};

use tantivy::query::FuzzyTermQuery;
use tantivy::{Searcher, Term};

use super::schema::Fields;
use crate::base::{Error, Result};
use crate::language::{ByLanguage, Language, for_each_word};

/// Shorter words are neither corrected nor the correction of others; longer ones are no words.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=32;
/// So many words are remembered while indexing; then remembering starts again.
const MOST_REMEMBERED: usize = 1 << 20;
/// No more words of one part of the index are looked at for one beginning.
const MOST_BEGINNINGS: usize = 3_000;
/// No more words near to one are looked at.
const MOST_NEAR: usize = 1_000;

/// Whether a folded word can be in the lexicon: letters only.
pub(crate) fn is_spelled(word: &str) -> bool {
    LENGTHS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Finds the words that no record indexed by this run has held yet: one record holds each, not all that have it.
#[derive(Debug, Default)]
pub(super) struct NewWords {
    known: ByLanguage<HashSet<Box<str>>>,
}

impl NewWords {
    /// Call `see` with each word of the text that is new.
    pub(super) fn each_in(&mut self, language: Language, text: &str, mut see: impl FnMut(&str)) {
        let known = self.known.get_mut(language);
        for_each_word(text, |word, _| {
            if is_spelled(word) && !known.contains(word) {
                if known.len() >= MOST_REMEMBERED {
                    known.clear();
                }
                known.insert(word.into());
                see(word);
            }
        });
    }
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
        let mut found: HashMap<Vec<u8>, u32> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let titles = segment.inverted_index(self.fields.title(language)).map_err(failed)?;
            let stream = titles.terms().range().ge(start.as_bytes()).into_stream();
            let mut stream = stream.map_err(|source| Error::io("reading the index", source))?;
            let mut left = MOST_BEGINNINGS;
            while left > 0 && stream.advance() && stream.key().starts_with(start.as_bytes()) {
                left -= 1;
                let count = stream.value().doc_freq;
                match found.get_mut(stream.key()) {
                    Some(sum) => *sum += count,
                    None => {
                        found.insert(stream.key().to_vec(), count);
                    }
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let best = found.into_iter().take(limit);
        Ok(best.filter_map(|(stem, _)| String::from_utf8(stem).ok()).collect())
    }

    /// Some words that begin so, as they are written.
    pub(crate) fn beginning_with(&self, language: Language, start: &str, limit: usize) -> Result<Vec<String>> {
        let mut found = HashSet::new();
        for segment in self.searcher.segment_readers() {
            let words = segment.inverted_index(self.fields.word(language)).map_err(failed)?;
            let stream = words.terms().range().ge(start.as_bytes()).into_stream();
            let mut stream = stream.map_err(|source| Error::io("reading the index", source))?;
            while found.len() < limit && stream.advance() && stream.key().starts_with(start.as_bytes()) {
                found.extend(std::str::from_utf8(stream.key()).ok().map(str::to_owned));
            }
        }
        Ok(found.into_iter().collect())
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
                    found.extend(std::str::from_utf8(stream.key()).ok().map(|word| (language, word.to_owned())));
                }
            }
        }
        Ok(found)
    }
}

fn failed(source: tantivy::TantivyError) -> Error {
    Error::index("reading its words", source)
}

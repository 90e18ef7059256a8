//! Misspelt words: which words of a query nobody uses, and what they may have been meant to be.

use super::super::interpretation::Correction;
use crate::base::Result;
use crate::index::{Lexicon, is_spelled};
use crate::language::{Language, for_each_word, in_other_language, is_function_word, misspelling};
use crate::query::{Clause, Occur, Query, TextKind, TextQuery};
use crate::vocabulary::VocabularySnapshot;

/// No more words of one query are corrected: each costs a walk through the lexicon.
const MOST_CORRECTED: usize = 8;
/// What one error must be outweighed by: the natural logarithm of how much more often the right word is in records.
const ERROR_WEIGHT: f32 = 4.0;
/// What speaks for a word of the taxonomy or of a name, as the same logarithm.
const NAME_BONUS: f32 = 1.5;
/// What speaks for the language of the other words.
const LANGUAGE_BONUS: f32 = 1.0;
/// From here on a word is common enough to be meant, whatever is farther off.
const COMMON: f32 = 2.0;
/// What a missing or superfluous blank counts, in errors.
const BLANK: f32 = 0.8;
/// The shortest half of a word that is taken apart.
const SHORTEST_HALF: usize = 4;

/// What is known of words.
pub(crate) struct Speller<'a> {
    lexicon: Lexicon<'a>,
    vocabulary: &'a VocabularySnapshot,
    /// The language most words of the query are in.
    language: Option<Language>,
    corrections: Vec<Correction>,
}

impl<'a> Speller<'a> {
    pub(crate) fn new(lexicon: Lexicon<'a>, vocabulary: &'a VocabularySnapshot) -> Self {
        Self { lexicon, vocabulary, language: None, corrections: Vec::new() }
    }

    /// The query with its unknown words corrected, and what was corrected.
    pub(crate) fn correct(mut self, query: &Query) -> Result<(Query, Vec<Correction>)> {
        if !self.has_unknown(query)? {
            return Ok((query.clone(), Vec::new()));
        }
        self.language = self.language_of(query)?;
        let corrected = self.query(query)?;
        Ok((corrected, self.corrections))
    }

    fn has_unknown(&self, query: &Query) -> Result<bool> {
        let mut words = Vec::new();
        collect_words(query, &mut words);
        for word in words {
            if is_spelled(&word) && !self.is_known(&word)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn query(&mut self, query: &Query) -> Result<Query> {
        let all =
            |this: &mut Self, parts: &[Query]| parts.iter().map(|part| this.query(part)).collect::<Result<Vec<_>>>();
        Ok(match query {
            Query::Text(text) => self.text(text)?,
            Query::Sequence(clauses) => Query::Sequence(self.clauses(clauses)?),
            Query::And(parts) => Query::And(all(self, parts)?),
            Query::Or(parts) => Query::Or(all(self, parts)?),
            // What is not wanted is better left as it is.
            Query::Everything | Query::Filter(_) | Query::Not(_) => query.clone(),
        })
    }

    fn clauses(&mut self, clauses: &[Clause]) -> Result<Vec<Clause>> {
        let mut corrected: Vec<Clause> = Vec::with_capacity(clauses.len());
        for clause in clauses {
            if clause.occur == Occur::MustNot {
                corrected.push(clause.clone());
                continue;
            }
            if let Some(joined) = self.joined(corrected.last(), clause)? {
                corrected.pop();
                corrected.push(Clause { query: joined, ..clause.clone() });
                continue;
            }
            match (clause.occur, self.query(&clause.query)?) {
                // A word that turned out to be two is replaced by two.
                (Occur::Should, Query::Sequence(words)) if !matches!(clause.query, Query::Sequence(_)) => {
                    corrected.extend(words);
                }
                (occur, query) => corrected.push(Clause { occur, query }),
            }
        }
        Ok(corrected)
    }

    /// Two words that are one, of which the second is unknown: `re cycling`.
    fn joined(&mut self, before: Option<&Clause>, clause: &Clause) -> Result<Option<Query>> {
        let plain = |clause: &Clause| match &clause.query {
            Query::Text(text) if text.kind == TextKind::Word && clause.occur == Occur::Should => Some(text.clone()),
            _ => None,
        };
        let Some((first, second)) = before.and_then(plain).zip(plain(clause)) else { return Ok(None) };
        let (one, two) = (only_word(&first.text), only_word(&second.text));
        let Some((one, two)) = one.zip(two).filter(|_| first.field == second.field) else { return Ok(None) };
        if self.is_known(&two)? && self.is_known(&one)? {
            return Ok(None);
        }
        let joined = format!("{one}{two}");
        if !is_spelled(&joined) || self.frequency(&joined)? == 0 {
            return Ok(None);
        }
        self.corrections.retain(|correction| correction.corrected != first.text);
        self.add_correction(&format!("{} {}", first.text, second.text), &joined);
        Ok(Some(Query::Text(TextQuery { text: joined, ..second })))
    }

    fn text(&mut self, text: &TextQuery) -> Result<Query> {
        let unchanged = || Query::Text(text.clone());
        if text.kind != TextKind::Word || self.corrections.len() >= MOST_CORRECTED {
            return Ok(unchanged());
        }
        let mut words = Vec::new();
        for_each_word(&text.text, |word, range| words.push((word.to_owned(), range)));
        let mut corrected = text.text.clone();
        // From the end, so that the ranges before stay right.
        for (word, range) in words.into_iter().rev() {
            if let Some(meant) = self.meant(&word)? {
                self.add_correction(text.text.get(range.clone()).unwrap_or(&word), &meant);
                corrected.replace_range(range, &meant);
            }
        }
        if corrected == text.text {
            return Ok(unchanged());
        }
        let parts = corrected.split(' ').map(|part| Query::Text(TextQuery { text: part.to_owned(), ..text.clone() }));
        let mut parts: Vec<Query> = parts.collect();
        Ok(match parts.len() {
            1 => parts.pop().unwrap_or_else(unchanged),
            _ => Query::Sequence(parts.into_iter().map(|query| Clause { occur: Occur::Should, query }).collect()),
        })
    }

    fn add_correction(&mut self, typed: &str, corrected: &str) {
        self.corrections.push(Correction { typed: typed.to_owned(), corrected: corrected.to_owned() });
    }

    /// What an unknown word was meant to be, if that is clear.
    fn meant(&self, word: &str) -> Result<Option<String>> {
        if !is_spelled(word) || self.is_known(word)? {
            return Ok(None);
        }
        let mut best: Option<(f32, String)> = None;
        let mut offer = |score: f32, meant: String| {
            if best.as_ref().is_none_or(|(least, text)| (score, text.as_str()) > (*least, meant.as_str())) {
                best = Some((score, meant));
            }
        };
        let farthest = if word.len() < 6 { 1 } else { 2 };
        for distance in 1..=farthest {
            let mut is_common = false;
            for (frequency, errors, meant) in self.near(word, distance)? {
                is_common |= frequency >= COMMON;
                offer(frequency - ERROR_WEIGHT * errors, meant);
            }
            // Words with one error are looked at first: it is the usual case, and takes a fraction of the time.
            if is_common {
                break;
            }
        }
        if let Some((first, second, frequency)) = self.halves(word)? {
            offer(frequency - ERROR_WEIGHT * BLANK, format!("{first} {second}"));
        }
        Ok(best.map(|(_, meant)| meant))
    }

    /// Words that this one may have been meant to be: what speaks for each, and how many errors it takes.
    fn near(&self, word: &str, distance: u8) -> Result<Vec<(f32, f32, String)>> {
        let allowed = most_errors(word.len());
        let mut found = Vec::new();
        for meant in self.lexicon.near(word, distance)? {
            let errors = misspelling(word, &meant);
            if errors > allowed {
                continue;
            }
            let named = if self.is_named(&meant) { NAME_BONUS } else { 0.0 };
            for language in Language::ALL {
                let frequency = self.lexicon.frequency(language, &meant)?;
                if frequency > 0 {
                    let spoken = if self.language == Some(language) { LANGUAGE_BONUS } else { 0.0 };
                    found.push(((1.0 + frequency as f32).ln() + named + spoken, errors, meant.clone()));
                }
            }
        }
        let labels = self.vocabulary.taxonomy.label_words().near(word, distance.into());
        for meant in labels.chain(self.vocabulary.organizations.name_words().near(word, distance.into())) {
            let errors = misspelling(word, meant);
            if errors <= allowed {
                found.push((NAME_BONUS, errors, meant.to_owned()));
            }
        }
        Ok(found)
    }

    /// Two known words that the word may be without the blank between them.
    fn halves<'w>(&self, word: &'w str) -> Result<Option<(&'w str, &'w str, f32)>> {
        let mut best = None;
        for at in SHORTEST_HALF..=word.len().saturating_sub(SHORTEST_HALF) {
            let Some((first, second)) = word.split_at_checked(at) else { continue };
            let common = self.frequency(first)?.min(self.frequency(second)?);
            if common > best.map_or(0, |(_, _, most)| most) && !is_function_word(first) {
                best = Some((first, second, common));
            }
        }
        Ok(best.map(|(first, second, common)| (first, second, (1.0 + common as f32).ln())))
    }

    fn is_known(&self, word: &str) -> Result<bool> {
        Ok(is_function_word(word) || self.frequency(word)? > 0 || self.is_named(word))
    }

    /// Whether a word, in any form, is one of the vocabulary or of the list of everyday words.
    fn is_named(&self, word: &str) -> bool {
        let (labels, names) = (self.vocabulary.taxonomy.label_words(), self.vocabulary.organizations.name_words());
        let is_form = |language: Language| {
            let stem = language.stem_of(word);
            labels.contains_stem(language, &stem) || !in_other_language(language, &stem).is_empty()
        };
        labels.contains(word) || names.contains(word) || Language::ALL.into_iter().any(is_form)
    }

    fn frequency(&self, word: &str) -> Result<u64> {
        Ok(self.lexicon.frequency(Language::English, word)? + self.lexicon.frequency(Language::French, word)?)
    }

    /// The language in which more of the query's words are common.
    fn language_of(&self, query: &Query) -> Result<Option<Language>> {
        let mut words = Vec::new();
        collect_words(query, &mut words);
        let (mut english, mut french) = (0, 0);
        for word in &words {
            let in_english = self.lexicon.frequency(Language::English, word)?;
            let in_french = self.lexicon.frequency(Language::French, word)?;
            english += usize::from(in_english > in_french);
            french += usize::from(in_french > in_english);
        }
        Ok(match english.cmp(&french) {
            std::cmp::Ordering::Greater => Some(Language::English),
            std::cmp::Ordering::Less => Some(Language::French),
            std::cmp::Ordering::Equal => None,
        })
    }
}

/// How many errors a word of this length may have, as [`misspelling`] counts them.
fn most_errors(length: usize) -> f32 {
    match length {
        0..=3 => 0.7,
        4 => 0.9,
        5 => 1.2,
        6..=7 => 1.4,
        _ => 1.8,
    }
}

fn only_word(text: &str) -> Option<String> {
    let mut words = Vec::new();
    for_each_word(text, |word, _| words.push(word.to_owned()));
    if words.len() == 1 { words.pop() } else { None }
}

fn collect_words(query: &Query, words: &mut Vec<String>) {
    match query {
        Query::Text(text) => for_each_word(&text.text, |word, _| words.push(word.to_owned())),
        Query::Sequence(clauses) => clauses.iter().for_each(|clause| collect_words(&clause.query, words)),
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| collect_words(part, words)),
        Query::Everything | Query::Filter(_) | Query::Not(_) => {}
    }
}

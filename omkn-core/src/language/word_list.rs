//! Words that others are compared with.

use std::collections::{HashMap, HashSet};

use super::distance::distance;
use super::language::Language;

/// Folded words to compare others with.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordList {
    /// Each word, and whether it is a good spelling that others may be corrected to.
    words: HashMap<String, bool>,
    /// Stems of words, by language.
    stems: HashSet<(Language, String)>,
}

impl WordList {
    pub(crate) fn add(&mut self, word: &str, is_good: bool) {
        let known = self.words.entry(word.to_owned()).or_default();
        *known |= is_good;
    }

    pub(crate) fn add_stem(&mut self, language: Language, stem: &str) {
        self.stems.insert((language, stem.to_owned()));
    }

    pub(crate) fn contains_stem(&self, language: Language, stem: &str) -> bool {
        self.stems.contains(&(language, stem.to_owned()))
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Good spellings that differ from this word by at most `allowed` letters.
    pub(crate) fn near<'w>(&'w self, word: &'w str, allowed: usize) -> impl Iterator<Item = &'w str> {
        let letters = counted(word);
        // Letters that one has and the other has not: each error makes two at most.
        let differ = move |other: &str| {
            let pairs = letters.iter().zip(counted(other));
            pairs.map(|(a, b)| usize::from(a.abs_diff(b))).sum::<usize>() <= 2 * allowed
        };
        let good = self.words.iter().filter(|(_, is_good)| **is_good).map(|(word, _)| word.as_str());
        good.filter(move |other| {
            other.len().abs_diff(word.len()) <= allowed && differ(other) && distance(word, other, allowed).is_some()
        })
    }
}

/// How often each letter is in a word.
fn counted(word: &str) -> [u8; 32] {
    let mut counts = [0_u8; 32];
    for byte in word.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte % 32)) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_good_spellings_a_letter_or_two_away() {
        let mut list = WordList::default();
        [("permit", true), ("permits", true), ("permitt", false), ("summit", true)]
            .into_iter()
            .for_each(|(word, is_good)| list.add(word, is_good));
        assert_eq!(list.near("pemit", 1).collect::<Vec<_>>(), ["permit"]);
        assert!(list.contains("permitt") && !list.contains("pemit"));
    }
}

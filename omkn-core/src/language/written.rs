//! The words of a text as they are written: folded but not stemmed, and what two words with a hyphen are as one.

use super::tokenizer::{LONGEST_WORD, Words};

/// Begins a compound and separates its parts; no word has it.
pub(crate) const COMPOUND: char = '\u{2}';

/// The words of a text as they are written, in order.
///
/// After the second of two words that a hyphen joins comes their compound: `re-use` gives `re`, `use`, and the compound of
/// `reuse`, which says where it was joined. See [`compound`].
#[derive(Debug, Clone)]
pub(crate) struct WrittenWords<'a> {
    text: &'a str,
    words: Words<'a>,
    before: String,
    before_ends: usize,
    compound: Option<String>,
}

impl<'a> WrittenWords<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, words: Words::new(text), before: String::new(), before_ends: 0, compound: None }
    }

    /// Put the next word into `word`; false at the end.
    pub(crate) fn next_word(&mut self, word: &mut String) -> bool {
        if let Some(compound) = self.compound.take() {
            *word = compound;
            return true;
        }
        let Some(range) = self.words.next_word(word) else { return false };
        if is_hyphen(self.text.get(self.before_ends..range.start).unwrap_or_default())
            && is_part(&self.before)
            && is_part(word)
        {
            self.compound = Some(compound(&self.before, word));
        }
        self.before_ends = range.end;
        self.before.clone_from(word);
        true
    }
}

/// Two words as one, with the place where they are joined: all that are written alike begin with [`compounds_of`] of that.
pub(crate) fn compound(first: &str, second: &str) -> String {
    format!("{COMPOUND}{first}{second}{COMPOUND}{first}")
}

/// What the compounds of a word begin with.
pub(crate) fn compounds_of(word: &str) -> String {
    format!("{COMPOUND}{word}{COMPOUND}")
}

/// The parts of a compound.
pub(crate) fn parts_of(compound: &str) -> Option<(&str, &str)> {
    let (whole, first) = compound.strip_prefix(COMPOUND)?.split_once(COMPOUND)?;
    Some((first, whole.strip_prefix(first)?))
}

/// Whether a word of a query can be part of a compound: letters only, and more than one.
pub(crate) fn is_part(word: &str) -> bool {
    (2..=LONGEST_WORD / 2).contains(&word.len()) && word.chars().all(char::is_alphabetic)
}

/// Whether between two words there is a hyphen and nothing else.
pub(crate) fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let (mut words, mut word, mut all) = (WrittenWords::new(text), String::new(), Vec::new());
        while words.next_word(&mut word) {
            all.push(word.clone());
        }
        all
    }

    #[test]
    fn two_words_with_a_hyphen_are_also_one() {
        assert_eq!(written("Éco-centre, re use"), ["eco", "centre", &compound("eco", "centre"), "re", "use"]);
        assert_eq!(parts_of(&compound("re", "use")), Some(("re", "use")));
        assert!(compound("re", "use").starts_with(&compounds_of("reuse")));
        assert_eq!(written("2012-2014 a-b"), ["2012", "2014", "a", "b"]);
        assert_eq!(parts_of("reuse"), None);
    }
}

//! The words of a text as they are written: folded but not stemmed, and what two words with a hyphen are as one.

use super::function_words::is_function_word;
use super::tokenizer::{HYPHENS, LONGEST_WORD, Words};

/// Begins a compound; no word has it.
const COMPOUND: char = '\u{2}';

/// The words of a text as they are written, in order, without function words.
///
/// After the second of two words that a hyphen joins comes their [`compound`]: `re-use` gives `re`, `use` and that of `reuse`.
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
        loop {
            if let Some(compound) = self.compound.take() {
                *word = compound;
                return true;
            }
            let Some(range) = self.words.next_word(word) else { return false };
            let is_second = is_hyphen(self.text.get(self.before_ends..range.start).unwrap_or_default());
            if is_second && is_part(&self.before) && is_part(word) {
                self.compound = Some(compound(&format!("{}{word}", self.before)));
            }
            self.before_ends = range.end;
            self.before.clear();
            if self.text.get(range.end..).is_some_and(|rest| rest.starts_with(HYPHENS)) {
                self.before.push_str(word);
            }
            if !is_function_word(word) {
                return true;
            }
        }
    }
}

/// What says that texts have a word in two parts, with a hyphen between them.
pub(crate) fn compound(word: &str) -> String {
    format!("{COMPOUND}{word}")
}

/// Whether a word of a query can be part of a compound: letters only, and more than one.
pub(crate) fn is_part(word: &str) -> bool {
    (2..=LONGEST_WORD / 2).contains(&word.len()) && word.chars().all(char::is_alphabetic)
}

/// Whether between two words there is a hyphen and nothing else.
pub(crate) fn is_hyphen(between: &str) -> bool {
    let mut signs = between.chars();
    signs.next().is_some_and(|sign| HYPHENS.contains(&sign)) && signs.next().is_none()
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
        assert_eq!(written("Éco-centre, the re use"), ["eco", "centre", &compound("ecocentre"), "re", "use"]);
        assert_eq!(written("an add-on 2012-2014 a-b"), ["add", &compound("addon"), "2012", "2014", "b"]);
    }
}

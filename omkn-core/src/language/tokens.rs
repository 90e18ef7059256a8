//! The words of a text: folded, and stemmed where asked. Words are folded before they are stemmed, in texts and in queries
//! alike, so that `utilisees` finds `utilisées`.

use std::ops::Range;

use super::language::Language;
use super::tokenizer::Words;

/// Call `see` with every analysed word of a text, in order, without allocating for each.
pub(crate) fn for_each_token(language: Language, text: &str, see: impl FnMut(&str, Range<usize>)) {
    for_each_token_beginning(language, text, |_| true, see);
}

/// The same for words whose first byte `may_begin` lets through. A stem begins as its word does, so who looks for a
/// few stems need not have every word of a text stemmed.
pub(crate) fn for_each_token_beginning(
    language: Language,
    text: &str,
    may_begin: impl Fn(u8) -> bool,
    mut see: impl FnMut(&str, Range<usize>),
) {
    let mut words = Words::new(text);
    let mut stem = String::new();
    while let Some(range) = words.next_word(&mut stem) {
        if stem.bytes().next().is_some_and(&may_begin) {
            language.stem(&mut stem);
            see(&stem, range);
        }
    }
}

/// The first word of a text, folded, and which bytes of the text it is.
pub(crate) fn first_word(text: &str) -> Option<(String, Range<usize>)> {
    let mut word = String::new();
    let range = Words::new(text).next_word(&mut word)?;
    Some((word, range))
}

/// Call `see` with every word of a text, folded but not stemmed, in order.
pub(crate) fn for_each_word(text: &str, mut see: impl FnMut(&str, Range<usize>)) {
    let mut words = Words::new(text);
    let mut word = String::new();
    while let Some(range) = words.next_word(&mut word) {
        see(&word, range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(language: Language, text: &str) -> Vec<String> {
        let mut stems = Vec::new();
        for_each_token(language, text, |stem, _| stems.push(stem.to_owned()));
        stems
    }

    #[test]
    fn accents_typed_or_not_give_the_same_stems() {
        for (with, without) in [
            ("Les études utilisées à l’évaluation", "les etudes utilisees a l'evaluation"),
            ("Événements publics, déneigement", "evenements publics, deneigement"),
            ("matières résiduelles privilégiées", "matieres residuelles privilegiees"),
        ] {
            assert_eq!(stems(Language::French, with), stems(Language::French, without));
        }
    }

    #[test]
    fn a_snippet_can_mark_the_words_where_they_stand() {
        let text = "Two-bag limits";
        let mut words = Vec::new();
        for_each_token(Language::English, text, |stem, range| words.push((stem.to_owned(), text.get(range))));
        assert_eq!(words.len(), 3);
        assert_eq!(words[2], ("limit".to_owned(), Some("limits")));
    }
}

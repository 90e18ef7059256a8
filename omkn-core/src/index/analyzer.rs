//! Analysis: from a text to the terms under which it is found. Words are folded before they are stemmed, in texts and
//! in queries alike, so that `utilisees` finds `utilisées`.

use std::ops::Range;

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::function_words::guess;
use super::stem_english::stem_english;
use super::stem_french::stem_french;
use super::tokenizer::Words;
use crate::lang::LanguageTag;

/// Goes up whenever the chains give other terms for some text: an index made before is then made anew.
pub(crate) const ANALYSIS_VERSION: u32 = 4;

/// A value of a text field that gives one term of this name, which no word has. A record with text in a language
/// carries it there, so that one look into the dictionary tells how many such records there are.
pub(crate) const PRESENT: &str = "\u{1}";

/// A language we analyse: every text is indexed in the chain of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Language {
    /// English.
    English,
    /// French.
    French,
}

impl Language {
    /// Every language, in the order of the fields.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::French];

    /// The chains a text with this tag goes through: its own, or both when it is in neither language.
    pub(crate) fn of(tag: &LanguageTag) -> &'static [Self] {
        match tag.primary() {
            "en" => &[Self::English],
            "fr" => &[Self::French],
            _ => &Self::ALL,
        }
    }

    /// The code of the language, as in language tags.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The chains this text goes through: as its tag says, or as its words do where the tag says neither language.
    pub(crate) fn of_text(tag: &LanguageTag, text: &str) -> &'static [Self] {
        match Self::of(tag) {
            [one] => std::slice::from_ref(one),
            _ => match guess(text) {
                Some(Self::English) => &[Self::English],
                Some(Self::French) => &[Self::French],
                None => &Self::ALL,
            },
        }
    }

    /// The name of the chain in the index: its tantivy tokenizer.
    pub(crate) fn analyzer_name(self) -> &'static str {
        match self {
            Self::English => "omkn_en",
            Self::French => "omkn_fr",
        }
    }

    /// Reduce a folded word to its stem, in place.
    pub(crate) fn stem(self, word: &mut String) {
        let mut bytes = std::mem::take(word).into_bytes();
        match self {
            Self::English => stem_english(&mut bytes),
            Self::French => stem_french(&mut bytes),
        }
        // The stemmers touch ASCII words only, so the bytes are always text.
        *word = String::from_utf8(bytes).unwrap_or_default();
    }
}

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

/// Call `see` with every word of a text, folded but not stemmed, in order.
pub(crate) fn for_each_word(text: &str, mut see: impl FnMut(&str, Range<usize>)) {
    let mut words = Words::new(text);
    let mut word = String::new();
    while let Some(range) = words.next_word(&mut word) {
        see(&word, range);
    }
}

/// The chain of a language as tantivy wants it.
#[derive(Debug, Clone)]
pub(crate) struct Analyzer {
    language: Language,
    token: Token,
}

impl Analyzer {
    /// The chain of this language.
    pub(crate) fn new(language: Language) -> Self {
        Self { language, token: Token::default() }
    }
}

/// Make both chains known to an index under [`Language::analyzer_name`].
pub(crate) fn register(tokenizers: &TokenizerManager) {
    for language in Language::ALL {
        tokenizers.register(language.analyzer_name(), TextAnalyzer::from(Analyzer::new(language)));
    }
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = AnalyzedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> AnalyzedStream<'a> {
        self.token.reset();
        let words = Words::new(text);
        AnalyzedStream { language: self.language, is_present_sign: text == PRESENT, words, token: &mut self.token }
    }
}

/// The tokens of one text; see [`Analyzer`].
#[derive(Debug)]
pub(crate) struct AnalyzedStream<'a> {
    language: Language,
    is_present_sign: bool,
    words: Words<'a>,
    token: &'a mut Token,
}

impl TokenStream for AnalyzedStream<'_> {
    fn advance(&mut self) -> bool {
        if std::mem::take(&mut self.is_present_sign) {
            self.token.text.push_str(PRESENT);
            self.token.position = 0;
            return true;
        }
        let Some(range) = self.words.next_word(&mut self.token.text) else { return false };
        self.language.stem(&mut self.token.text);
        self.token.offset_from = range.start;
        self.token.offset_to = range.end;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
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

    #[test]
    fn tantivy_sees_the_same_tokens_as_queries_do() {
        let text = "L'eau potable, the water's 1.2 million";
        for language in Language::ALL {
            let mut analyzer = Analyzer::new(language);
            let mut stream = analyzer.token_stream(text);
            let mut seen = Vec::new();
            while stream.advance() {
                assert_eq!(stream.token().position, seen.len());
                seen.push(stream.token().text.clone());
            }
            assert_eq!(seen, stems(language, text));
        }
    }

    #[test]
    fn the_sign_of_presence_is_a_term_that_no_word_is() {
        let mut analyzer = Analyzer::new(Language::French);
        let mut stream = analyzer.token_stream(PRESENT);
        assert!(stream.advance() && stream.token().text == PRESENT);
        assert!(!stream.advance());
        assert_eq!(stems(Language::French, PRESENT), [""; 0]);
    }

    #[test]
    fn a_text_of_unknown_language_goes_through_both_chains() {
        assert_eq!(Language::of(&LanguageTag::und()), Language::ALL);
        assert_eq!(Language::of(&"fr-CA".parse().unwrap()), [Language::French]);
    }
}

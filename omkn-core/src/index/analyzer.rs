//! The analysis of `language` as tantivy wants it.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::language::{Language, StemMemory, Words, WrittenWords};

/// Goes up whenever the chains give other terms for some text: an index made before is then rebuilt.
pub(crate) const ANALYSIS_VERSION: u32 = 6;

/// A value of a text field that gives one term of this name, which no word has. A record with text in a language
/// carries it there, so that one look into the dictionary shows how many such records there are.
pub(crate) const PRESENT: &str = "\u{1}";

/// The name of a language's chain in the index: its tantivy tokenizer.
pub(super) fn analyzer_name(language: Language) -> &'static str {
    match language {
        Language::English => "omkn_en",
        Language::French => "omkn_fr",
    }
}

/// The name of the chain of words as they are written: its tantivy tokenizer.
pub(super) const WRITTEN: &str = "omkn_written";

/// The chain of a language as tantivy wants it.
#[derive(Debug, Clone)]
pub(crate) struct Analyzer {
    stems: StemMemory,
    token: Token,
}

impl Analyzer {
    /// The chain of this language.
    pub(crate) fn new(language: Language) -> Self {
        Self { stems: StemMemory::new(language), token: Token::default() }
    }
}

/// Make the chains known to an index under [`analyzer_name`] and [`WRITTEN`].
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(WRITTEN, TextAnalyzer::from(WrittenAnalyzer::default()));
    for language in Language::ALL {
        tokenizers.register(analyzer_name(language), TextAnalyzer::from(Analyzer::new(language)));
    }
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = AnalyzedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> AnalyzedStream<'a> {
        self.token.reset();
        let words = Words::new(text);
        AnalyzedStream { stems: &mut self.stems, is_present_sign: text == PRESENT, words, token: &mut self.token }
    }
}

/// The tokens of one text; see [`Analyzer`].
#[derive(Debug)]
pub(crate) struct AnalyzedStream<'a> {
    stems: &'a mut StemMemory,
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
        self.stems.stem(&mut self.token.text);
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

/// Words as they are written; see [`WrittenWords`].
#[derive(Debug, Clone, Default)]
struct WrittenAnalyzer {
    token: Token,
}

impl Tokenizer for WrittenAnalyzer {
    type TokenStream<'a> = WrittenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WrittenStream<'a> {
        self.token.reset();
        WrittenStream { words: WrittenWords::new(text), token: &mut self.token }
    }
}

/// The tokens of one text; see [`WrittenAnalyzer`].
#[derive(Debug)]
struct WrittenStream<'a> {
    words: WrittenWords<'a>,
    token: &'a mut Token,
}

impl TokenStream for WrittenStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.position = self.token.position.wrapping_add(1);
        self.words.next_word(&mut self.token.text)
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
    use crate::language::for_each_token;

    fn stems(language: Language, text: &str) -> Vec<String> {
        let mut stems = Vec::new();
        for_each_token(language, text, |stem, _| stems.push(stem.to_owned()));
        stems
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
}

//! stub
use crate::lang::LanguageTag;
pub(crate) const ANALYSIS_VERSION: u32 = 1;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    French,
}
impl Language {
    pub(crate) fn analyzer_name(self) -> &'static str {
        match self {
            Self::English => "omkn_en",
            Self::French => "omkn_fr",
        }
    }
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }
    pub(crate) fn of(tag: &LanguageTag) -> &'static [Self] {
        match tag.primary() {
            "en" => &[Self::English],
            "fr" => &[Self::French],
            _ => &[Self::English, Self::French],
        }
    }
}
pub(crate) struct Token<'a> {
    pub(crate) stem: &'a str,
    pub(crate) range: std::ops::Range<usize>,
}
pub(crate) fn for_each_token(language: Language, text: &str, mut f: impl FnMut(Token<'_>)) {
    let mut a = analyzer(language);
    let mut s = a.token_stream(text);
    while s.advance() {
        let t = s.token();
        f(Token { stem: &t.text, range: t.offset_from..t.offset_to });
    }
}
fn analyzer(language: Language) -> tantivy::tokenizer::TextAnalyzer {
    use tantivy::tokenizer::{AsciiFoldingFilter, Language as L, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
    let l = match language {
        Language::English => L::English,
        Language::French => L::French,
    };
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(l))
        .build()
}
pub(crate) fn register(index: &tantivy::Index) {
    for l in [Language::English, Language::French] {
        index.tokenizers().register(l.analyzer_name(), analyzer(l));
    }
}

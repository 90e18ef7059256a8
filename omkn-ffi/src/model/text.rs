//! Texts in several languages, for one reader.

use std::collections::HashMap;

use crate::convert::{LanguageTag, from_core, into_core_at, reader, records};
use crate::error::Result;

records! {
    /// A text chosen from those in several languages, for a reader.
    pub struct LocalizedText {
        /// The text.
        pub text: String,
        /// The language it is in.
        pub language: LanguageTag,
        /// Whether the reader asked for another language than this.
        pub is_fallback: bool,
    }
}

/// The text for a reader: the first of `languages` that exists (`fr-CA` and `fr` serve each other), else English, else
/// French, else any; none where there is no text at all.
#[uniffi::export]
pub fn best_text(texts: HashMap<LanguageTag, String>, languages: Vec<LanguageTag>) -> Result<Option<LocalizedText>> {
    let texts: omkn_core::LanguageMap = into_core_at("texts", texts)?;
    let languages: Vec<_> = languages.iter().map(reader).collect();
    let Some(best) = texts.best(&languages) else { return Ok(None) };
    let language = from_core(best.language.clone())?;
    Ok(Some(LocalizedText { text: best.text.to_owned(), language, is_fallback: best.is_fallback }))
}

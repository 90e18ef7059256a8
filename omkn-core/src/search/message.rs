//! What readers are told about how a query was read, in their language.

use super::interpretation::{Correction, Notice};
use crate::base::LanguageTag;
use crate::language::Language;

/// The language of messages: the first the reader prefers of English and French, else English.
pub(crate) fn language_of(preferred: &[LanguageTag]) -> Language {
    let known = preferred.iter().find_map(|tag| match Language::of(tag) {
        [one] => Some(*one),
        _ => None,
    });
    known.unwrap_or(Language::English)
}

/// One of two texts, by language.
pub(crate) fn either(language: Language, english: impl Into<String>, french: impl Into<String>) -> String {
    if language == Language::English { english.into() } else { french.into() }
}

/// Something a reader is told.
pub(crate) enum Message<'m> {
    /// Words were corrected.
    Corrected(&'m [Correction]),
    /// Nothing answered, so words were no longer needed together.
    RelaxedWords,
    /// Nothing answered, so filters were left out.
    RelaxedFilters,
    /// Nothing answers; whether facet values are selected.
    NothingFound(bool),
}

impl Message<'_> {
    pub(crate) fn notice(&self, language: Language) -> Notice {
        let (code, english, french) = match self {
            Self::Corrected(corrections) => {
                let typed: Vec<_> = corrections.iter().map(|word| word.typed.as_str()).collect();
                let meant: Vec<_> = corrections.iter().map(|word| word.corrected.as_str()).collect();
                let (typed, meant) = (typed.join(", "), meant.join(", "));
                (
                    "corrected",
                    format!(
                        "showing results for \"{meant}\"; nothing has \"{typed}\": search without correction to look for it"
                    ),
                    format!(
                        "résultats pour « {meant} »; rien ne contient « {typed} » : cherchez sans correction pour l'exiger"
                    ),
                )
            }
            Self::RelaxedWords => (
                "relaxed_words",
                "nothing has all of it, so records with some of the words are shown".to_owned(),
                "rien ne contient le tout; voici les fiches qui contiennent une partie des mots".to_owned(),
            ),
            Self::RelaxedFilters => (
                "relaxed_filters",
                "nothing passes the filters of the query, so records that do not pass them are shown".to_owned(),
                "rien ne passe les filtres de la requête; voici des fiches qui ne les passent pas".to_owned(),
            ),
            Self::NothingFound(true) => (
                "nothing_found",
                "nothing answers with these facet values selected: take one back".to_owned(),
                "rien ne répond avec ces facettes : retirez-en une".to_owned(),
            ),
            Self::NothingFound(false) => (
                "nothing_found",
                "nothing answers: try fewer or more common words, or browse a service area".to_owned(),
                "rien ne répond : essayez moins de mots, des mots plus courants, ou parcourez un domaine".to_owned(),
            ),
        };
        Notice { code: code.to_owned(), reason: either(language, english, french) }
    }
}

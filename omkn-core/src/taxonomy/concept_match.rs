//! Which concept a text means, and how surely.

use serde::{Deserialize, Serialize};

use super::concept::LabelKind;
use crate::base::{ConceptId, LanguageTag, word_enum};

word_enum! {
    /// How well a text names a concept; better first.
    MatchQuality {
        /// It is the id or the notation.
        Id = "id", "Id", "Identifiant";
        /// It is a label, whatever case and accents.
        Exact = "exact", "Exact label", "Libellé exact";
        /// It has the words of a label, singular or plural, with or without articles.
        SameWords = "same_words", "Same words", "Mêmes mots";
        /// Its words are among those of a label; the last may be unfinished.
        Partial = "partial", "Part of a label", "Partie d'un libellé";
    }
}

/// A concept that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ConceptMatch {
    /// The concept; where the text names a deprecated one, its replacement.
    pub concept: ConceptId,
    /// The label that matched, or the id or notation.
    pub label: String,
    /// The language of the label; none for an id or notation.
    pub language: Option<LanguageTag>,
    /// The kind of the label; none for an id or notation.
    pub kind: Option<LabelKind>,
    /// How well it matched.
    pub quality: MatchQuality,
}

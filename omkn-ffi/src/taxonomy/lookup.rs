//! Concepts that a text names.

use super::LabelKind;
use crate::convert::{ConceptId, LanguageTag, records, word_enums};

word_enums! {
    /// How well a text names a concept; better first.
    pub enum MatchQuality {
        /// It is the id or the notation.
        Id,
        /// It is a label, whatever case and accents.
        Exact,
        /// It has the words of a label, singular or plural, with or without articles.
        SameWords,
        /// Its words stand among those of a label; the last may be unfinished.
        Partial,
    }
}

records! {
    /// A concept that a text may mean.
    pub struct ConceptMatch: FromCore {
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
}

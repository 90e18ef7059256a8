//! Concepts that a text is about.

use super::LabelKind;
use crate::convert::{ConceptId, LanguageTag, records, utf16_position};

records! {
    /// A label of a concept that is in a text.
    pub struct ClassificationReason: FromCore<omkn_core::Reason> {
        /// The label.
        pub label: String,
        /// The language of the label.
        pub language: LanguageTag,
        /// The kind of the label.
        pub kind: LabelKind,
        /// Where it begins the first time in the text, in UTF-16 code units.
        pub start: i32,
        /// Where it ends there.
        pub end: i32,
        /// How often it is there.
        pub count: i32,
    }

    /// A concept that a text is about.
    pub struct Classification: FromCore {
        /// The concept.
        pub concept: ConceptId,
        /// How much in the text speaks for it, between 0 and 1; good for an order, not a probability.
        pub score: f32,
        /// What speaks for it, strongest first; never empty.
        pub reasons: Vec<ClassificationReason>,
    }
}

/// The places of labels in a classified text, in UTF-16 code units.
pub(crate) fn labels_in_utf16(text: &str, found: &mut [Classification]) {
    for reason in found.iter_mut().flat_map(|found| &mut found.reasons) {
        reason.start = utf16_position(text, usize::try_from(reason.start).unwrap_or(usize::MAX));
        reason.end = utf16_position(text, usize::try_from(reason.end).unwrap_or(usize::MAX));
    }
}

//! Concepts and schemes.

use std::collections::HashMap;

use crate::convert::{ConceptId, LanguageTag, SchemeId, records, word_enums};

word_enums! {
    /// Which sort of label a text is; better kinds first.
    pub enum LabelKind {
        /// The name that is shown.
        Pref,
        /// A synonym or acronym that may be shown.
        Alt,
        /// A misspelling or old word: found, never shown.
        Hidden,
    }

    /// How a concept matches one of another classification; the words are those of SKOS.
    pub enum MappingKind {
        /// They mean the same everywhere.
        ExactMatch,
        /// They mean nearly the same: good enough for some uses, not to be chained.
        CloseMatch,
        /// The other one is broader.
        BroadMatch,
        /// The other one is narrower.
        NarrowMatch,
        /// They have to do with each other.
        RelatedMatch,
    }
}

records! {
    /// A link from a concept to one of another classification.
    pub struct Mapping: FromCore + IntoCore {
        /// How they match.
        pub kind: MappingKind,
        /// The other classification: `mbncanada`, `fir`, `cofog`, `lgsl`, or a name the host knows.
        pub scheme: String,
        /// The code there, such as `0621`, or the name where there are no codes.
        pub notation: String,
    }

    /// One idea that records can be about, such as winter control, with its names in every language.
    pub struct Concept: FromCore + IntoCore {
        /// The id, unique over all schemes; it never changes and is never used again.
        pub id: ConceptId,
        /// The scheme it is in.
        pub scheme: SchemeId,
        /// A code for people and forms, if the scheme has codes.
        pub notation: Option<String> = default,
        /// Its name, one in each language.
        pub pref_label: HashMap<LanguageTag, String>,
        /// Synonyms and acronyms by language.
        pub alt_labels: HashMap<LanguageTag, Vec<String>> = default,
        /// Misspellings and old words by language: found, never shown.
        pub hidden_labels: HashMap<LanguageTag, Vec<String>> = default,
        /// What it means, in a sentence.
        pub definition: HashMap<LanguageTag, String> = default,
        /// What belongs here and what does not.
        pub scope_note: HashMap<LanguageTag, String> = default,
        /// The concepts it is part or a kind of; the first is the one shown in a path. None: a top concept.
        pub broader: Vec<ConceptId> = default,
        /// Concepts that have to do with it; goes both ways even where only one side says so.
        pub related: Vec<ConceptId> = default,
        /// Whether it is out of use; records that name it count for its replacements.
        pub deprecated: bool = false,
        /// What to use instead; several after a split, none where nothing takes its place.
        pub replaced_by: Vec<ConceptId> = default,
        /// Its matches in other classifications.
        pub mappings: Vec<Mapping> = default,
        /// The version of its scheme in which it came in.
        pub added_in: Option<i32> = default,
        /// The version of its scheme in which it went out of use.
        pub deprecated_in: Option<i32> = default,
    }

    /// A set of concepts that belong together and are published together, with one version number.
    pub struct ConceptScheme: FromCore + IntoCore {
        /// The id, such as `omkn`.
        pub id: SchemeId,
        /// Its name.
        pub title: HashMap<LanguageTag, String>,
        /// What it is for.
        pub description: HashMap<LanguageTag, String> = default,
        /// Goes up by one with each edit that touches the scheme; the first is 1.
        pub version: i32 = 1,
        /// The languages its labels are kept in.
        pub languages: Vec<LanguageTag> = default,
        /// The terms others may use it under.
        pub licence: Option<String> = default,
        /// Whom to name when using it.
        pub attribution: Option<String> = default,
    }
}

//! Suggestions while someone types.

use crate::convert::{LanguageTag, TextRange, records, utf16_ranges, word_enums};

word_enums! {
    /// What a suggestion is.
    pub enum SuggestionKind {
        /// A query that others asked; see `KnowledgeBase::set_popular_queries`.
        Query,
        /// A service area.
        Concept,
        /// A municipality or another organization of the register.
        Organization,
        /// A record, by its title.
        Record,
    }
}

records! {
    /// What to suggest for.
    pub struct SuggestRequest: IntoCore {
        /// What was typed so far; the last word may be unfinished.
        pub text: String = "",
        /// How many suggestions of each kind, at most 50.
        pub limit: i32 = 5,
        /// The languages the reader prefers, best first; decides which titles and labels are shown, never what is found.
        pub languages: Vec<LanguageTag> = default,
        /// Only these kinds; empty for all.
        pub kinds: Vec<SuggestionKind> = default,
    }

    /// Something that may be meant.
    pub struct Suggestion: FromCore {
        /// What it is.
        pub kind: SuggestionKind,
        /// The id of the record, concept or organization; `None` for a query.
        pub id: Option<String>,
        /// What to show.
        pub text: String,
        /// The language of the text, where it is known.
        pub language: Option<LanguageTag>,
        /// The name that fits, where it is another than the text: a synonym or a name in the other language.
        pub matched: Option<String>,
        /// The parts of the text that were typed.
        pub highlights: Vec<TextRange> => utf16_ranges(&text, &highlights),
    }
}

//! Suggestions, similar records, likeness, alerts.

use std::collections::HashMap;

use crate::convert::{LanguageTag, RecordId, Timestamp, records, utf16_ranges};
use crate::enums::{AlertKind, LikenessAspect, RecordKind, SimilarityAspect, SuggestionKind};
use crate::hits::TextRange;
use crate::request::SearchRequest;
use crate::vocabulary::Organization;

records! {
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

    /// Something two records share.
    pub struct SimilarityReason: FromCore {
        /// In what they are alike.
        pub aspect: SimilarityAspect,
        /// What they share: words, ids, addresses.
        pub shared: Vec<String>,
        /// What this adds to the score.
        pub value: f32,
    }

    /// A record that is like another.
    pub struct SimilarRecord: FromCore {
        /// The record.
        pub id: RecordId,
        /// Its version.
        pub version: u32,
        /// What sort of record.
        pub kind: RecordKind,
        /// Its title, in every language it has one in.
        pub title: HashMap<LanguageTag, String>,
        /// How alike, from 0 to 1: the sum of what the reasons add.
        pub score: f32,
        /// Why, strongest first; never empty.
        pub reasons: Vec<SimilarityReason>,
    }

    /// One aspect of a likeness.
    pub struct LikenessReason: FromCore {
        /// What is compared.
        pub aspect: LikenessAspect,
        /// Ours, for people: `10,989`, `lower`, `Simcoe`.
        pub ours: String,
        /// Theirs.
        pub theirs: String,
        /// How alike they are in this, from 0 to 1.
        pub value: f32,
        /// How much it counts.
        pub weight: f32,
    }

    /// How alike two municipalities are.
    pub struct Likeness: FromCore {
        /// The mean of the aspects known for both, by weight; from 0 to 1, and 1 for a municipality and itself.
        pub value: f32,
        /// The aspects, weightiest first.
        pub reasons: Vec<LikenessReason>,
    }

    /// A municipality and how alike it is.
    pub struct Peer: FromCore {
        /// The municipality.
        pub organization: Organization,
        /// How alike it is, and in what.
        pub likeness: Likeness,
    }

    /// A search kept under a name.
    pub struct SavedSearch: FromCore {
        /// Its name, unique in the knowledge base.
        pub name: String,
        /// What it asks for.
        pub request: SearchRequest,
        /// When it was first saved.
        pub created: Timestamp,
    }

    /// What became of one record for one saved search.
    pub struct Alert: FromCore {
        /// The name of the search.
        pub search: String,
        /// The record.
        pub record: RecordId,
        /// What became of it.
        pub kind: AlertKind,
        /// The version it is at; `None` once erased.
        pub version: Option<u32>,
        /// The last change that was looked at for it.
        pub seq: u64,
    }

    /// What became of records since a change.
    pub struct Alerts: FromCore {
        /// By the order of changes, then by the name of the search.
        pub alerts: Vec<Alert>,
        /// What to give as `seq` the next time.
        pub next: u64,
        /// Whether there are more changes to look at right away.
        pub has_more: bool,
    }
}

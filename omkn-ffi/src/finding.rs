//! Suggestions, similar records, likeness, alerts.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::enums::{AlertKind, LikenessAspect, RecordKind, SimilarityAspect, SuggestionKind};
use crate::hits::TextRange;
use crate::request::SearchRequest;
use crate::values::{LanguageTag, RecordId, Timestamp};
use crate::vocabulary::Organization;

/// Something that may be meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// The id of the record, concept or organization; `None` for a query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What to show.
    pub text: String,
    /// The language of the text, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// The name that fits, where it is another than the text: a synonym or a name in the other language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched: Option<String>,
    /// The parts of the text that were typed.
    #[serde(default)]
    pub highlights: Vec<TextRange>,
}

/// Something two records share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct SimilarityReason {
    /// In what they are alike.
    pub aspect: SimilarityAspect,
    /// What they share: words, ids, addresses.
    #[serde(default)]
    pub shared: Vec<String>,
    /// What this adds to the score.
    pub value: f32,
}

/// A record that is like another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct SimilarRecord {
    /// The record.
    pub id: RecordId,
    /// Its version.
    pub version: u32,
    /// What sort of record.
    pub kind: RecordKind,
    /// Its title, in every language it has one in.
    #[serde(default)]
    pub title: HashMap<LanguageTag, String>,
    /// How alike, from 0 to 1: the sum of what the reasons add.
    pub score: f32,
    /// Why, strongest first; never empty.
    #[serde(default)]
    pub reasons: Vec<SimilarityReason>,
}

/// One aspect of a likeness.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct LikenessReason {
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Likeness {
    /// The mean of the aspects known for both, by weight; from 0 to 1, and 1 for a municipality and itself.
    pub value: f32,
    /// The aspects, weightiest first.
    #[serde(default)]
    pub reasons: Vec<LikenessReason>,
}

/// A municipality and how alike it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Peer {
    /// The municipality.
    pub organization: Organization,
    /// How alike it is, and in what.
    pub likeness: Likeness,
}

/// A search kept under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct SavedSearch {
    /// Its name, unique in the knowledge base.
    pub name: String,
    /// What it asks for.
    pub request: SearchRequest,
    /// When it was first saved.
    pub created: Timestamp,
}

/// What became of one record for one saved search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Alert {
    /// The name of the search.
    pub search: String,
    /// The record.
    pub record: RecordId,
    /// What became of it.
    pub kind: AlertKind,
    /// The version it is at; `None` once erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The last change that was looked at for it.
    pub seq: u64,
}

/// What became of records since a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Alerts {
    /// By the order of changes, then by the name of the search.
    #[serde(default)]
    pub alerts: Vec<Alert>,
    /// What to give as `seq` the next time.
    pub next: u64,
    /// Whether there are more changes to look at right away.
    #[serde(default)]
    pub has_more: bool,
}

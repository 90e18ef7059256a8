//! What a search gives back.

use serde::{Deserialize, Serialize};

use super::facet::FacetCounts;
use super::interpretation::Interpretation;
use crate::base::{ConceptId, LanguageTag, OrganizationId, PartialDate, RecordId, Seq, TextRange, Version};
use crate::model::{EvidenceLevel, RecordKind, SectionKind, Status};
use crate::organizations::Likeness;

/// A text of a hit with what to highlight in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitText {
    /// The text as stored, plain or Markdown; never HTML.
    pub text: String,
    /// The language it is in.
    pub language: LanguageTag,
    /// Whether the reader asked for another language.
    pub is_fallback: bool,
    /// The words that made the record a hit, in order, not overlapping.
    pub highlights: Vec<TextRange>,
}

/// The part of a record's text that answers the query best.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// The section it comes from; `None` for the summary.
    pub section: Option<SectionKind>,
    /// The text; an ellipsis marks where it was cut.
    pub text: HitText,
}

/// One record found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SearchHit {
    /// The record.
    pub id: RecordId,
    /// The version found.
    pub version: Version,
    /// The place in the whole result, from 1.
    pub rank: u64,
    /// How well it answers; comparable within one result only. 0 where the order is not by relevance.
    pub score: f32,
    /// What sort of record.
    pub kind: RecordKind,
    /// The stage it has reached.
    pub status: Status,
    /// How well it is proven.
    pub level: Option<EvidenceLevel>,
    /// Its date.
    pub date: Option<PartialDate>,
    /// Its title.
    pub title: HitText,
    /// The part of its text that answers best; `None` where it has no text but the title or none was asked for.
    pub snippet: Option<Snippet>,
    /// Its service areas.
    pub concepts: Vec<ConceptId>,
    /// The organizations it applies to.
    pub organizations: Vec<OrganizationId>,
    /// The languages it has a title in.
    pub languages: Vec<LanguageTag>,
    /// What it was found by where its texts lack words of the query: its service areas, or its municipality.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matched_by: Vec<MatchedBy>,
    /// How it fits the municipality asked for; `None` where none was, or the record names no municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<HitFit>,
}

/// How a record fits a municipality.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HitFit {
    /// The record's municipality that is most like it.
    pub organization: OrganizationId,
    /// How alike they are, and in what.
    pub likeness: Likeness,
}

/// Why a record answers that does not have the words: a name in the query, and what the record has for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedBy {
    /// What was typed.
    pub typed: String,
    /// What it names: `area` or `municipality`.
    pub field: String,
    /// The record's own service areas or municipalities that it was found by; empty where it has another label in its
    /// text.
    pub ids: Vec<String>,
    /// What the name was taken for, as people call it.
    pub label: String,
}

/// One page of hits, and what is true of all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SearchHits {
    /// How many records answer, exactly.
    pub total: u64,
    /// The hits of this page.
    pub hits: Vec<SearchHit>,
    /// The facets asked for, in the order asked.
    pub facets: Vec<FacetCounts>,
    /// What was understood.
    pub interpretation: Interpretation,
    /// How far the index was when it answered: it covers all changes up to this one.
    pub watermark: Seq,
    /// What to give as `after` for the next page; `None` where this is the last.
    pub next: Option<String>,
}

//! What is asked for.

use std::collections::HashMap;

use crate::convert::{Crossed, Given, Out, both_ways, incoming, left_to_the_library};
use crate::enums::{Facet, RecordKind, RecordOrder, Sort, Status, SuggestionKind};
use crate::values::{ConceptId, LanguageTag, OrganizationId, Timestamp};

/// A search: the query, and what to give back.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct SearchRequest {
    /// What to search for; empty finds everything.
    #[uniffi(default = "")]
    pub query: String,
    /// The languages the reader prefers, best first; decides which texts are shown, never what is found.
    #[uniffi(default = [])]
    pub languages: Vec<LanguageTag>,
    /// Which facets to count.
    #[uniffi(default = [])]
    pub facets: Vec<FacetRequest>,
    /// Which facet values the reader chose.
    #[uniffi(default)]
    pub selected: HashMap<Facet, Vec<String>>,
    /// The order of the hits.
    /// Without it, what the library takes by default.
    #[uniffi(default = None)]
    pub sort: Option<Sort>,
    /// How many hits to give, at most 1,000; 0 gives totals and facets only.
    #[uniffi(default = 10)]
    pub limit: u32,
    /// How many hits to leave out first, at most 10,000; `after` goes as far as there are any.
    #[uniffi(default = 0)]
    pub offset: u32,
    /// Go on after an earlier page: its `next`. Pages made this way neither repeat nor skip records that stay.
    #[uniffi(default = None)]
    pub after: Option<String>,
    /// The length of snippets, in characters; 0 for none.
    #[uniffi(default = 240)]
    pub snippet_chars: u32,
    /// Whether words that no record has are replaced by what they may be misspelt for; the interpretation tells.
    #[uniffi(default = true)]
    pub correct: bool,
    /// Whether names of service areas and municipalities among the words also find records by other labels, in both
    /// languages, and records of that service area or municipality; the interpretation tells.
    #[uniffi(default = true)]
    pub expand: bool,
    /// Whether a query that finds nothing is asked again less strictly; the interpretation tells.
    #[uniffi(default = true)]
    pub relax: bool,
    /// What else counts for the order by relevance, besides the words.
    /// Without it, what the library takes by default.
    #[uniffi(default = None)]
    pub boosts: Option<Boosts>,
    /// The municipality that records should fit; decides the order by relevance, and what is left out.
    #[uniffi(default = None)]
    pub fits: Option<Fits>,
}

/// Ask for the counts of one facet.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct FacetRequest {
    /// Which facet.
    pub facet: Facet,
    /// How many values at most, those with the highest counts; up to 1,000.
    pub limit: u32,
}

/// What else counts for the order, besides the words; all 0 by default.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Boosts {
    /// How much a recent date counts, from 0 (not at all) to 10: a record of today gets this much more of its score, one
    /// five years old half as much more, and so on; one without a date gets nothing.
    #[uniffi(default = 0.0)]
    pub recency: f32,
    /// How much the level of evidence counts, from 0 to 10: `best` gets this much more of its score, `leading` 0.8 of
    /// that, `beneficial` 0.6, `innovative` 0.4, `emerging` 0.2.
    #[uniffi(default = 0.0)]
    pub level: f32,
}

/// A municipality that records should fit.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Fits {
    /// Its id or name.
    pub organization: String,
    /// How much likeness counts for the order, from 0 (not at all) to 10: a record of the municipality itself gets this
    /// much more of its score.
    #[uniffi(default = 1.0)]
    pub weight: f32,
    /// Only records of municipalities at least so like it, from 0 to 1; 0 leaves none out.
    #[uniffi(default = 0.0)]
    pub least: f32,
}

/// What to suggest for.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct SuggestRequest {
    /// What was typed so far; the last word may be unfinished.
    #[uniffi(default = "")]
    pub text: String,
    /// How many suggestions of each kind, at most 50.
    #[uniffi(default = 5)]
    pub limit: u32,
    /// The languages the reader prefers, best first; decides which titles and labels are shown, never what is found.
    #[uniffi(default = [])]
    pub languages: Vec<LanguageTag>,
    /// Only these kinds; empty for all.
    #[uniffi(default = [])]
    pub kinds: Vec<SuggestionKind>,
}

/// Which records to list; empty lists and `None` mean no restriction.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct RecordFilter {
    /// Only these kinds.
    #[uniffi(default = [])]
    pub kinds: Vec<RecordKind>,
    /// Only these statuses.
    #[uniffi(default = [])]
    pub statuses: Vec<Status>,
    /// Only records of this service area or a narrower one.
    #[uniffi(default = None)]
    pub concept: Option<ConceptId>,
    /// Only records of this organization.
    #[uniffi(default = None)]
    pub organization: Option<OrganizationId>,
    /// Only records changed at this instant or later.
    #[uniffi(default = None)]
    pub modified_since: Option<Timestamp>,
    /// The order.
    /// Without it, what the library takes by default.
    #[uniffi(default = None)]
    pub order: Option<RecordOrder>,
    /// How many to give at most, 0 to 1,000.
    #[uniffi(default = 100)]
    pub limit: u32,
    /// Go on after an earlier page: its `next`.
    #[uniffi(default = None)]
    pub after: Option<String>,
}

/// How an import treats what it meets.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct ImportOptions {
    /// Only tell what would happen.
    #[uniffi(default = false)]
    pub dry_run: bool,
    /// Keep the good rows although others have problems. Off: one bad row, and nothing is imported.
    #[uniffi(default = false)]
    pub skip_bad_rows: bool,
    /// The status of new records whose row does not tell one.
    /// Without it, what the library takes by default.
    #[uniffi(default = None)]
    pub status: Option<Status>,
}

both_ways! {
    SearchRequest {
        query, languages, facets, selected, sort, limit, offset, after, snippet_chars, correct, expand, relax,
        boosts, fits,
    }
    FacetRequest { facet, limit }
    Boosts { recency, level }
    Fits { organization, weight, least }
}

incoming! {
    SuggestRequest { text, limit, languages, kinds }
    RecordFilter { kinds, statuses, concept, organization, modified_since, order, limit, after }
    ImportOptions { dry_run, skip_bad_rows, status }
}

left_to_the_library! {
    Sort = omkn_core::Sort::default();
    Boosts = omkn_core::Boosts::default();
    RecordOrder = omkn_core::RecordOrder::default();
    Status = omkn_core::ImportOptions::default().status;
}

impl Given<omkn_core::QueryInput> for String {
    fn given(self) -> Crossed<omkn_core::QueryInput> {
        Ok(omkn_core::QueryInput::Text(self))
    }
}

impl Out<omkn_core::QueryInput> for String {
    fn out(core: omkn_core::QueryInput) -> Crossed<Self> {
        Ok(match core {
            omkn_core::QueryInput::Text(text) => text,
            omkn_core::QueryInput::Tree(query) => query.to_string(),
        })
    }
}

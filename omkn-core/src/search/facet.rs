//! Facets: the sides from which found records are counted and narrowed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Facet;

/// The most values of one facet that are given.
pub(super) const MOST_VALUES: u32 = 1_000;

/// Ask for the counts of one facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetRequest {
    /// Which facet.
    pub facet: Facet,
    /// How many values at most, those with the highest counts; up to 1,000.
    pub limit: u32,
}

impl FacetRequest {
    /// All values of a facet, or the 1,000 most frequent ones.
    #[must_use]
    pub fn all(facet: Facet) -> Self {
        Self { facet, limit: MOST_VALUES }
    }

    /// The `limit` most frequent values of a facet.
    #[must_use]
    pub fn top(facet: Facet, limit: u32) -> Self {
        Self { facet, limit }
    }
}

/// Values chosen by the reader, by facet: a hit has one of the values of each facet. A facet's own choice does not
/// narrow its own counts, so that the reader sees what else could be chosen.
pub type FacetSelection = BTreeMap<Facet, Vec<String>>;

/// How many hits have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCount {
    /// The value: a concept id, organization id, code, year, language tag, or free text.
    pub value: String,
    /// What to show for it, in the language of the request.
    pub label: String,
    /// The values it is narrower than, for hierarchical facets; a service area may have several.
    pub broader: Vec<String>,
    /// How many hits have it.
    pub count: u64,
    /// Whether the request selected it.
    pub selected: bool,
}

/// The counts of one facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts {
    /// Which facet.
    pub facet: Facet,
    /// The most frequent values, and those the reader chose even where they are not among these; highest count first, equal
    /// counts in the order of the values.
    pub counts: Vec<FacetCount>,
    /// How many different values the hits have in all.
    pub distinct: u64,
}

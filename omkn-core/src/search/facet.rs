//! Facets: the sides from which found records are counted and narrowed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A side of a record that can be counted, filtered and narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Facet {
    /// Service areas; hierarchical: a record counts for its concepts and all broader ones, once each.
    Area,
    /// Kinds of record.
    Kind,
    /// Levels of evidence.
    Level,
    /// Organizations, by id.
    Municipality,
    /// Geographic areas.
    Region,
    /// Tiers of municipality.
    Tier,
    /// Classes of population.
    PopulationBand,
    /// Years of the record's date.
    Year,
    /// Languages the record has a title in.
    Language,
    /// Free subjects.
    Subject,
    /// Statuses.
    Status,
    /// Visibilities.
    Visibility,
}

impl Facet {
    /// Every facet.
    pub const ALL: &'static [Self] = &[
        Self::Area,
        Self::Kind,
        Self::Level,
        Self::Municipality,
        Self::Region,
        Self::Tier,
        Self::PopulationBand,
        Self::Year,
        Self::Language,
        Self::Subject,
        Self::Status,
        Self::Visibility,
    ];

    /// The name used in JSON, in the store and in the index.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Kind => "kind",
            Self::Level => "level",
            Self::Municipality => "municipality",
            Self::Region => "region",
            Self::Tier => "tier",
            Self::PopulationBand => "population_band",
            Self::Year => "year",
            Self::Language => "language",
            Self::Subject => "subject",
            Self::Status => "status",
            Self::Visibility => "visibility",
        }
    }
}

impl std::fmt::Display for Facet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Ask for the counts of one facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetRequest {
    /// Which facet.
    pub facet: Facet,
    /// How many values at most, those with the highest counts; up to 1,000.
    pub limit: u32,
}

impl FacetRequest {
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
    /// The value it is narrower than, for hierarchical facets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broader: Option<String>,
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
    /// The most frequent values, highest count first; equal counts in the order of the values.
    pub counts: Vec<FacetCount>,
    /// How many different values the hits have in all.
    pub distinct: u64,
}

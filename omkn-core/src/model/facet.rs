//! Facets: the sides from which records are counted, filtered and narrowed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::coverage::PopulationBand;
use super::enums::{EvidenceLevel, RecordKind, Status, Tier, Visibility};

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

/// The number of a value from a closed list, or of a year; `None` for facets whose values the store numbers.
pub(crate) fn closed_number(facet: Facet, value: &str) -> Option<u64> {
    fn position<'a>(mut words: impl Iterator<Item = &'a str>, value: &str) -> Option<u64> {
        words.position(|word| word == value).map(|position| position as u64)
    }
    match facet {
        Facet::Kind => position(RecordKind::ALL.iter().map(|word| word.as_str()), value),
        Facet::Level => position(EvidenceLevel::ALL.iter().map(|word| word.as_str()), value),
        Facet::Tier => position(Tier::ALL.iter().map(|word| word.as_str()), value),
        Facet::PopulationBand => position(PopulationBand::ALL.iter().map(|word| word.as_str()), value),
        Facet::Status => position(Status::ALL.iter().map(|word| word.as_str()), value),
        Facet::Visibility => position(Visibility::ALL.iter().map(|word| word.as_str()), value),
        Facet::Year => value.parse().ok(),
        Facet::Area | Facet::Municipality | Facet::Region | Facet::Language | Facet::Subject => None,
    }
}

/// The value of a closed list that has this number; the inverse of [`closed_number`].
pub(crate) fn closed_value(facet: Facet, number: u64) -> Option<Cow<'static, str>> {
    fn at<T: Copy>(words: &'static [T], number: u64, text: impl Fn(T) -> &'static str) -> Option<Cow<'static, str>> {
        words.get(usize::try_from(number).ok()?).map(|word| Cow::Borrowed(text(*word)))
    }
    match facet {
        Facet::Kind => at(RecordKind::ALL, number, RecordKind::as_str),
        Facet::Level => at(EvidenceLevel::ALL, number, EvidenceLevel::as_str),
        Facet::Tier => at(Tier::ALL, number, Tier::as_str),
        Facet::PopulationBand => at(PopulationBand::ALL, number, PopulationBand::as_str),
        Facet::Status => at(Status::ALL, number, Status::as_str),
        Facet::Visibility => at(Visibility::ALL, number, Visibility::as_str),
        Facet::Year => Some(Cow::Owned(number.to_string())),
        Facet::Area | Facet::Municipality | Facet::Region | Facet::Language | Facet::Subject => None,
    }
}

//! Facets and their counts.

use std::fmt;

use crate::convert::{records, word_enums};

word_enums! {
    /// A side of a record that can be counted, filtered and narrowed by.
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
        /// Who published the record: an id of the register, or a name.
        Publisher,
    }
}

records! {
    /// Ask for the counts of one facet.
    pub struct FacetRequest: FromCore + IntoCore {
        /// Which facet.
        pub facet: Facet,
        /// How many values at most, those with the highest counts; 0 to 1,000.
        pub limit: i32 = 10,
    }

    /// How many hits have a value.
    pub struct FacetCount: FromCore {
        /// The value: a concept id, organization id, code, year, language tag, or free text.
        pub value: String,
        /// What to show for it, in the language of the request.
        pub label: String,
        /// The values it is narrower than, for hierarchical facets; a service area may have several.
        pub broader: Vec<String>,
        /// How many hits have it.
        pub count: i64,
        /// Whether the request selected it.
        pub selected: bool,
    }

    /// The counts of one facet.
    pub struct FacetCounts: FromCore {
        /// Which facet.
        pub facet: Facet,
        /// The most frequent values, and those the reader chose even where they are not among these; highest count first,
        /// equal counts in the order of the values.
        pub counts: Vec<FacetCount>,
        /// How many different values the hits have in all.
        pub distinct: i64,
    }
}

/// As part of a path to a wrong value.
impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        omkn_core::Facet::from(*self).fmt(f)
    }
}

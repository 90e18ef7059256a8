//! How many records there are for each combination of values, and where there are none.

use std::collections::HashMap;

use super::Caveat;
use crate::convert::{IntoCore, Problems, records};
use crate::search::Facet;

records! {
    /// Which cells to count.
    pub struct CoverageRequest: IntoCore {
        /// The sides of a cell, each once: area (top service areas), population band, region, tier, municipality, kind, level,
        /// year. Without it, area, population band and region.
        pub by: Option<Vec<Facet>> = default,
        /// Only records with one of these values of each facet; a service area brings its narrower ones. Without a status,
        /// only published records and those due for review count. Service areas and organizations are chosen by id or exact
        /// name; one that does not exist is an error, any other value that nothing has leaves no record.
        pub selected: HashMap<Facet, Vec<String>> = default,
    }

    /// Which gaps to find: the cells of a `CoverageRequest` that hold few records.
    pub struct GapsRequest: IntoCore {
        /// The sides of a cell, as in `CoverageRequest`.
        pub by: Option<Vec<Facet>> = default,
        /// Only records with one of these values of each facet, as in `CoverageRequest`.
        pub selected: HashMap<Facet, Vec<String>> = default,
        /// A cell with fewer records than this is a gap; 0 gives none.
        pub least: i64 = 1,
    }

    /// One combination of values.
    pub struct CoverageCell: FromCore {
        /// The values, in the order of the table's `by`.
        pub values: Vec<String>,
        /// How many records; a record counts once for a cell, and for every cell it belongs to.
        pub records: i64,
        /// How many municipalities have the values that describe places, upper tiers included; at least 1.
        pub municipalities: i64,
        /// How many people live in them at the latest census; those of upper tiers are counted with their municipalities.
        pub residents: i64,
    }

    /// How many records each cell has. Only cells that hold a municipality are listed.
    pub struct CoverageTable: FromCore {
        /// The sides of a cell.
        pub by: Vec<Facet>,
        /// The cells: places in order, classes of population from small to large; within a place the other values.
        pub cells: Vec<CoverageCell>,
        /// How many records were looked at.
        pub records: i64,
        /// How many of them are in no cell, because a value of one side is missing.
        pub unplaced: i64,
        /// What the table cannot show.
        pub caveats: Vec<Caveat>,
    }
}

/// Without sides, those of the library.
impl IntoCore<Vec<omkn_core::Facet>> for Option<Vec<Facet>> {
    fn into_core(self, problems: &mut Problems) -> Vec<omkn_core::Facet> {
        self.map_or_else(|| omkn_core::CoverageRequest::default().by, |by| by.into_core(problems))
    }
}

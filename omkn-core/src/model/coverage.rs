//! Where a record applies.

use serde::{Deserialize, Serialize};

use crate::base::{OrganizationId, word_enum};

/// Where a record applies: whose practice it is, and for what places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// The organizations whose practice it is, as in the register; their region, tier and population are searchable.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<OrganizationId>,
    /// The country, ISO 3166-1 alpha-2 in capitals, such as `CA`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// A region by name, where no organization does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The size of municipality it suits, where no organization does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population_band: Option<PopulationBand>,
}

impl Coverage {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

word_enum! {
    /// How many people live in a municipality, in classes.
    ///
    /// The bounds 1,000, 30,000 and 100,000 are those of Statistics Canada's population centres (2021 Census); 5,000 and
    /// 10,000 divide the small municipalities, which are two thirds of Ontario's; 500,000 separates the largest.
    PopulationBand {
        /// Under 1,000.
        Under1k = "0-999", "under 1,000 people", "moins de 1 000 habitants";
        /// 1,000 to 4,999.
        From1k = "1000-4999", "1,000 to 4,999 people", "1 000 à 4 999 habitants";
        /// 5,000 to 9,999.
        From5k = "5000-9999", "5,000 to 9,999 people", "5 000 à 9 999 habitants";
        /// 10,000 to 29,999.
        From10k = "10000-29999", "10,000 to 29,999 people", "10 000 à 29 999 habitants";
        /// 30,000 to 99,999.
        From30k = "30000-99999", "30,000 to 99,999 people", "30 000 à 99 999 habitants";
        /// 100,000 to 499,999.
        From100k = "100000-499999", "100,000 to 499,999 people", "100 000 à 499 999 habitants";
        /// 500,000 and more.
        From500k = "500000+", "500,000 people and more", "500 000 habitants et plus";
    }
}

impl PopulationBand {
    /// The band of a population.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::PopulationBand;
    ///
    /// assert_eq!(PopulationBand::of(10_989), PopulationBand::From10k);
    /// assert_eq!(PopulationBand::of(10_989).as_str(), "10000-29999");
    /// ```
    #[must_use]
    pub fn of(population: u64) -> Self {
        Self::ALL.iter().copied().rev().find(|band| population >= band.least()).unwrap_or(Self::Under1k)
    }

    /// The least population of the band.
    #[must_use]
    pub fn least(self) -> u64 {
        match self {
            Self::Under1k => 0,
            Self::From1k => 1_000,
            Self::From5k => 5_000,
            Self::From10k => 10_000,
            Self::From30k => 30_000,
            Self::From100k => 100_000,
            Self::From500k => 500_000,
        }
    }
}

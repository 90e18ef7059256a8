//! Organizations: municipalities and everyone else who shares knowledge.

use serde::{Deserialize, Serialize};

use super::coverage::PopulationBand;
use super::enums::{OrganizationKind, Tier};
use crate::base::{LanguageMap, LanguageTag, OrganizationId};

/// One more name of an organization.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganizationName {
    /// The name.
    pub name: String,
    /// Its language.
    pub language: LanguageTag,
}

/// The population at one census.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CensusPopulation {
    /// The census year.
    pub year: i16,
    /// How many people.
    pub population: u64,
}

/// A place on the earth, WGS 84, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// North is positive, −90 to 90.
    pub latitude: f64,
    /// East is positive, −180 to 180.
    pub longitude: f64,
}

/// A municipality, association, ministry, agency or company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The id.
    pub id: OrganizationId,
    /// What sort of organization it is.
    pub kind: OrganizationKind,
    /// The name without its status, in English and where it differs in French, such as `Greater Sudbury`.
    pub name: LanguageMap,
    /// The full official names, such as `City of Greater Sudbury`.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub official_name: LanguageMap,
    /// Other names it goes by.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<OrganizationName>,
    /// The tier, of a municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// The municipal status, such as `Township`, `City`, `County`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipal_status: Option<String>,
    /// The upper-tier municipality it is part of, or the parent organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<OrganizationId>,
    /// The geographic area by name: the census division, such as `Simcoe` or `Rainy River`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Whether it is in Northern Ontario; `None` where that is no question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_northern: Option<bool>,
    /// The address of its website.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Populations by census, oldest first.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub populations: Vec<CensusPopulation>,
    /// Land area in square kilometres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land_area_km2: Option<f64>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Yearly operating spending per resident in Canadian dollars, where the host knows it; the built-in register does not
    /// give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spending_per_resident: Option<f64>,
}

impl Organization {
    /// The population at the latest census known.
    #[must_use]
    pub fn population(&self) -> Option<u64> {
        self.populations.iter().max_by_key(|census| census.year).map(|census| census.population)
    }

    /// The class of that population.
    #[must_use]
    pub fn population_band(&self) -> Option<PopulationBand> {
        self.population().map(PopulationBand::of)
    }

    /// People for each square kilometre of land, at the latest census.
    #[must_use]
    pub fn density(&self) -> Option<f64> {
        let area = self.land_area_km2.filter(|area| *area > 0.0)?;
        #[expect(clippy::cast_precision_loss, reason = "populations are far below 2^52")]
        self.population().map(|people| people as f64 / area)
    }
}

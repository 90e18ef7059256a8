//! Organizations of the register.

use std::collections::HashMap;

use super::{OrganizationKind, Tier};
use crate::convert::{LanguageTag, OrganizationId, records};

records! {
    /// One more name of an organization.
    pub struct OrganizationName: FromCore + IntoCore {
        /// The name.
        pub name: String,
        /// Its language.
        pub language: LanguageTag,
    }

    /// The population at one census.
    pub struct CensusPopulation: FromCore + IntoCore {
        /// The census year.
        pub year: i32,
        /// How many people.
        pub population: i64,
    }

    /// A place on the earth, WGS 84, in degrees.
    pub struct Position: FromCore + IntoCore {
        /// North is positive, −90 to 90.
        pub latitude: f64,
        /// East is positive, −180 to 180.
        pub longitude: f64,
    }

    /// A municipality, association, ministry, agency or company.
    pub struct Organization: FromCore + IntoCore {
        /// The id.
        pub id: OrganizationId,
        /// What sort of organization it is.
        pub kind: OrganizationKind,
        /// The name without its status, in English and where it differs in French, such as `Greater Sudbury`.
        pub name: HashMap<LanguageTag, String> = default,
        /// The full official names, such as `City of Greater Sudbury`.
        pub official_name: HashMap<LanguageTag, String> = default,
        /// Other names it goes by.
        pub aliases: Vec<OrganizationName> = default,
        /// The tier, of a municipality.
        pub tier: Option<Tier> = default,
        /// The municipal status, such as `Township`, `City`, `County`.
        pub municipal_status: Option<String> = default,
        /// The upper-tier municipality it is part of, or the parent organization.
        pub parent: Option<OrganizationId> = default,
        /// The geographic area by name: the census division, such as `Simcoe` or `Rainy River`.
        pub region: Option<String> = default,
        /// Whether it lies in Northern Ontario; `None` where that is no question.
        pub is_northern: Option<bool> = default,
        /// The address of its website.
        pub website: Option<String> = default,
        /// Populations by census, oldest first.
        pub populations: Vec<CensusPopulation> = default,
        /// Land area in square kilometres.
        pub land_area_km2: Option<f64> = default,
        /// Where it is.
        pub position: Option<Position> = default,
        /// Yearly operating spending per resident in Canadian dollars, where the host knows it; the built-in register does not
        /// tell it.
        pub spending_per_resident: Option<f64> = default,
    }
}

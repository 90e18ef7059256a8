//! The 444 municipalities of Ontario, from the project's own file `data/municipalities.csv`.

use serde::Deserialize;

use crate::base::{Error, LanguageMap, LanguageTag, Result};
use crate::model::{CensusPopulation, Organization, OrganizationKind, OrganizationName, Position, Tier};

const FILE: &str = include_str!("../../data/municipalities.csv");

/// One row of the file.
#[derive(Deserialize)]
struct RegisterRow<'r> {
    sgc: &'r str,
    name_en: &'r str,
    name_fr: &'r str,
    official_en: &'r str,
    official_fr: &'r str,
    status: &'r str,
    tier: &'r str,
    upper: &'r str,
    region: &'r str,
    north: u8,
    p1996: Option<u64>,
    p2001: Option<u64>,
    p2006: Option<u64>,
    p2011: Option<u64>,
    p2016: Option<u64>,
    p2021: Option<u64>,
    land_km2: Option<f64>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    website: &'r str,
    aliases: &'r str,
}

/// Every municipality, upper tiers first.
pub(super) fn municipalities() -> Result<Vec<Organization>> {
    let damaged = |error: &csv::Error| Error::corrupt(format!("the built-in register of municipalities: {error}"));
    let mut reader = csv::Reader::from_reader(FILE.as_bytes());
    let headers = reader.headers().map_err(|error| damaged(&error))?.clone();
    let mut row = csv::StringRecord::new();
    let mut organizations = Vec::with_capacity(444);
    while reader.read_record(&mut row).map_err(|error| damaged(&error))? {
        let row: RegisterRow<'_> = row.deserialize(Some(&headers)).map_err(|error| damaged(&error))?;
        organizations.push(organization(&row)?);
    }
    Ok(organizations)
}

fn organization(row: &RegisterRow<'_>) -> Result<Organization> {
    let tier: Tier =
        row.tier.parse().map_err(|_| Error::corrupt(format!("the built-in register: tier {}", row.tier)))?;
    let censuses = [
        (1996, row.p1996),
        (2001, row.p2001),
        (2006, row.p2006),
        (2011, row.p2011),
        (2016, row.p2016),
        (2021, row.p2021),
    ];
    let populations = censuses
        .into_iter()
        .filter_map(|(year, people)| people.map(|population| CensusPopulation { year, population }));
    let aliases = row.aliases.split('|').filter(|name| !name.is_empty());
    Ok(Organization {
        id: format!("sgc:{}", row.sgc).into(),
        kind: if tier == Tier::Upper { OrganizationKind::UpperTier } else { OrganizationKind::Municipality },
        name: texts(row.name_en, row.name_fr),
        official_name: texts(row.official_en, row.official_fr),
        aliases: aliases.map(|name| OrganizationName { name: name.to_owned(), language: LanguageTag::en() }).collect(),
        tier: Some(tier),
        municipal_status: Some(row.status.to_owned()),
        parent: (!row.upper.is_empty()).then(|| format!("sgc:{}", row.upper).into()),
        region: Some(row.region.to_owned()),
        is_northern: Some(row.north == 1),
        website: (!row.website.is_empty()).then(|| row.website.to_owned()),
        populations: populations.collect(),
        land_area_km2: row.land_km2,
        position: row.latitude.zip(row.longitude).map(|(latitude, longitude)| Position { latitude, longitude }),
        spending_per_resident: None,
    })
}

fn texts(english: &str, french: &str) -> LanguageMap {
    let texts = LanguageMap::new().with("en", english);
    if french.is_empty() { texts } else { texts.with("fr", french) }
}

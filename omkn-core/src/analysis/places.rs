//! Municipalities grouped by what describes places: class of population, region, tier, or themselves.

use std::collections::{BTreeMap, HashMap};

use super::narrowing::numbered;
use crate::base::{OrganizationId, Result};
use crate::engine::{OwnPlace, PlaceSide, Placed, put_at};
use crate::model::{Facet, Organization, OrganizationKind, PopulationBand};
use crate::view::View;

/// The facets that describe places.
pub(super) const PLACE_FACETS: [Facet; 4] = [Facet::PopulationBand, Facet::Region, Facet::Tier, Facet::Municipality];

/// One value of a place; classes of population sort from small to large, other values as texts.
type PlaceValue = (Option<PopulationBand>, String);

/// The municipalities with the same values.
#[derive(Debug, Default)]
pub(super) struct PlaceGroup {
    /// The values, one for each facet asked for.
    pub(super) values: Vec<String>,
    /// How many municipalities, upper tiers included.
    pub(super) municipalities: u64,
    /// How many people live in those that are not upper tiers, whose residents are those of their municipalities.
    pub(super) residents: u64,
}

/// Every combination of values that holds a municipality, in order.
pub(super) struct Places {
    facets: Vec<Facet>,
    pub(super) groups: Vec<PlaceGroup>,
    positions: BTreeMap<Vec<PlaceValue>, u32>,
}

impl Places {
    /// Those of the register.
    pub(super) fn new(view: &View, facets: Vec<Facet>) -> Self {
        let mut found: BTreeMap<Vec<PlaceValue>, PlaceGroup> = BTreeMap::new();
        for organization in view.vocabulary.organizations.municipalities() {
            let Some(values) = values_of(organization, &facets) else { continue };
            let group = found.entry(values).or_default();
            group.municipalities += 1;
            if organization.kind == OrganizationKind::Municipality {
                group.residents += organization.population().unwrap_or_default();
            }
        }
        let positions = found.keys().cloned().zip(0..).collect();
        let groups = found.into_iter().map(|(values, group)| PlaceGroup {
            values: values.into_iter().map(|(_, value)| value).collect(),
            ..group
        });
        Self { facets, groups: groups.collect(), positions }
    }

    /// How records are counted by place; `None` where no facet describes places.
    pub(super) fn side(&self, view: &View) -> Result<Option<PlaceSide>> {
        if self.facets.is_empty() {
            return Ok(None);
        }
        let mut organizations = Vec::new();
        for (number, id) in numbered(view, Facet::Municipality)? {
            let known = view.vocabulary.organizations.get(&OrganizationId::new(id));
            let placed = known.map_or(Placed::Unknown, |organization| {
                let values = values_of(organization, &self.facets);
                values.and_then(|values| self.positions.get(&values)).map_or(Placed::Nowhere, |at| Placed::In(*at))
            });
            put_at(&mut organizations, number, placed);
        }
        let size = self.groups.len() as u64;
        Ok(Some(PlaceSide { size, organizations, own: self.own_place(view)? }))
    }

    /// A record's coverage can name a region and a class of population, but no tier.
    fn own_place(&self, view: &View) -> Result<Option<OwnPlace>> {
        if self.facets.iter().any(|facet| matches!(facet, Facet::Tier | Facet::Municipality)) {
            return Ok(None);
        }
        let regions: HashMap<String, u64> =
            numbered(view, Facet::Region)?.into_iter().map(|(number, value)| (value, number)).collect();
        let number = |facet: Facet, value: &str| {
            let number = facet.closed_number(value).or_else(|| regions.get(value).copied())?;
            u32::try_from(number).ok()
        };
        let numbers = |values: &[PlaceValue]| {
            let mut numbers = [0; 2];
            for (slot, (facet, (_, value))) in numbers.iter_mut().zip(self.facets.iter().zip(values)) {
                *slot = number(*facet, value)?;
            }
            Some(numbers)
        };
        let groups = self.positions.iter().filter_map(|(values, at)| Some((numbers(values)?, *at))).collect();
        Ok(Some(OwnPlace { facets: self.facets.clone(), groups }))
    }
}

/// The values of an organization; `None` where one of them is not known.
fn values_of(organization: &Organization, facets: &[Facet]) -> Option<Vec<PlaceValue>> {
    let value = |facet: &Facet| match facet {
        Facet::PopulationBand => organization.population_band().map(|band| (Some(band), band.as_str().to_owned())),
        Facet::Region => organization.region.clone().map(|region| (None, region)),
        Facet::Tier => organization.tier.map(|tier| (None, tier.as_str().to_owned())),
        _ => Some((None, organization.id.to_string())),
    };
    facets.iter().map(value).collect()
}

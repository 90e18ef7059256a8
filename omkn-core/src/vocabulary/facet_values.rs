//! The facet values of a record.

use std::borrow::Cow;

use crate::model::{Facet, Organization, RecordDraft, Status};
use crate::organizations::Organizations;

/// The values a record has of facets, sorted, each once.
///
/// A draft that is not stored yet has no status.
pub(crate) fn facet_values<'d>(
    facets: impl Iterator<Item = Facet>,
    draft: &'d RecordDraft,
    status: Option<Status>,
    organizations: &'d Organizations,
) -> Vec<(Facet, Cow<'d, str>)> {
    let mut values: Vec<(Facet, Cow<'d, str>)> = Vec::new();
    for facet in facets {
        each_value(facet, draft, status, organizations, |value| values.push((facet, value)));
    }
    values.sort_unstable();
    values.dedup();
    values
}

fn each_value<'d>(
    facet: Facet,
    draft: &'d RecordDraft,
    status: Option<Status>,
    organizations: &'d Organizations,
    mut add: impl FnMut(Cow<'d, str>),
) {
    let coverage = &draft.coverage;
    let covered = || covered(draft, organizations);
    match facet {
        Facet::Area => draft.concepts.iter().for_each(|id| add(id.as_str().into())),
        Facet::Kind => add(draft.kind.as_str().into()),
        Facet::Level => draft.level.into_iter().for_each(|level| add(level.as_str().into())),
        Facet::Municipality => coverage.organizations.iter().for_each(|id| add(id.as_str().into())),
        Facet::Region => {
            let regions = covered().filter_map(|organization| organization.region.as_deref());
            regions.chain(coverage.region.as_deref()).for_each(|region| add(region.into()));
        }
        Facet::Tier => {
            covered().filter_map(|organization| organization.tier).for_each(|tier| add(tier.as_str().into()));
        }
        Facet::PopulationBand => {
            let bands = covered().filter_map(Organization::population_band);
            bands.chain(coverage.population_band).for_each(|band| add(band.as_str().into()));
        }
        Facet::Year => draft.date.or(draft.issued).into_iter().for_each(|date| add(date.year.to_string().into())),
        Facet::Language => draft.title.languages().for_each(|tag| add(tag.primary().into())),
        Facet::Subject => draft.subjects.iter().for_each(|subject| add(subject.as_str().into())),
        Facet::Status => status.into_iter().for_each(|status| add(status.as_str().into())),
        Facet::Visibility => add(draft.visibility.as_str().into()),
        Facet::Publisher => draft.publisher.iter().for_each(|agent| {
            add(agent.organization.as_ref().map_or(agent.name.as_str(), |id| id.as_str()).into());
        }),
    }
}

/// The organizations of the register that a record applies to.
pub(crate) fn covered<'d>(
    draft: &'d RecordDraft,
    organizations: &'d Organizations,
) -> impl Iterator<Item = &'d Organization> {
    let ids = draft.coverage.organizations.iter();
    ids.filter_map(|id| organizations.get(id))
}

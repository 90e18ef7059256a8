//! The facet values of a record that are open: any text or id may be one.

use std::borrow::Cow;

use crate::model::{Facet, Organization, RecordDraft};
use crate::organizations::Organizations;

/// The values of a draft that the store numbers: service areas, organizations, regions, languages, subjects.
pub(crate) fn facet_values<'d>(draft: &'d RecordDraft, organizations: &'d Organizations) -> Vec<(Facet, Cow<'d, str>)> {
    let mut values: Vec<(Facet, Cow<'d, str>)> = Vec::new();
    values.extend(draft.concepts.iter().map(|id| (Facet::Area, id.as_str().into())));
    values.extend(draft.subjects.iter().map(|subject| (Facet::Subject, subject.as_str().into())));
    values.extend(draft.title.languages().map(|tag| (Facet::Language, tag.primary().into())));
    values.extend(draft.coverage.organizations.iter().map(|id| (Facet::Municipality, id.as_str().into())));
    let regions = covered(draft, organizations).filter_map(|organization| organization.region.as_deref());
    values.extend(regions.chain(draft.coverage.region.as_deref()).map(|region| (Facet::Region, region.into())));
    values.sort_unstable();
    values.dedup();
    values
}

pub(crate) fn covered<'d>(
    draft: &'d RecordDraft,
    organizations: &'d Organizations,
) -> impl Iterator<Item = &'d Organization> {
    let ids = draft.coverage.organizations.iter();
    ids.filter_map(|id| organizations.get(id))
}

//! The numbers by which the index knows facet values.

use std::collections::BTreeSet;

use super::view::View;
use crate::base::{ConceptId, Result};
use crate::model::{Facet, FacetValues};
use crate::store::number_of;

/// The numbers the index knows these values by; a service area brings its narrower ones.
pub(crate) fn numbers_of(view: &View, facet: Facet, values: &[String]) -> Result<BTreeSet<u64>> {
    match facet.values() {
        FacetValues::Words(_) | FacetValues::Years => {
            Ok(values.iter().filter_map(|value| facet.closed_number(value)).collect())
        }
        FacetValues::Concepts => {
            let taxonomy = &view.vocabulary.taxonomy;
            let accepted: BTreeSet<_> =
                values.iter().flat_map(|value| taxonomy.expand(&ConceptId::new(value.as_str()))).collect();
            numbers_of_ids(view, facet, accepted.iter().map(ConceptId::as_str))
        }
        _ => numbers_of_ids(view, facet, values.iter().map(String::as_str)),
    }
}

/// The numbers the index knows exactly these values by.
pub(crate) fn numbers_of_ids<'v>(
    view: &View,
    facet: Facet,
    ids: impl Iterator<Item = &'v str>,
) -> Result<BTreeSet<u64>> {
    view.store.read(|connection| {
        let numbers = ids.filter_map(|id| number_of(connection, facet, id).transpose());
        numbers.collect()
    })
}

//! The numbers by which the index knows facet values.

use std::collections::BTreeSet;

use super::view::View;
use crate::base::{ConceptId, Result};
use crate::model::Facet;
use crate::store::number_of;

/// The numbers the index knows these values by; a service area brings its narrower ones.
pub(crate) fn numbers_of(view: &View, facet: Facet, values: &[String]) -> Result<BTreeSet<u64>> {
    let mut numbers = BTreeSet::new();
    for value in values {
        if facet == Facet::Area {
            let accepted = view.vocabulary.taxonomy.expand(&ConceptId::new(value.as_str()));
            view.store.read(|connection| {
                accepted.iter().try_for_each(|concept| {
                    numbers.extend(number_of(connection, facet, concept.as_str())?);
                    Ok(())
                })
            })?;
        } else if let Some(number) = facet.closed_number(value) {
            numbers.insert(number);
        } else {
            numbers.extend(view.store.read(|connection| number_of(connection, facet, value))?);
        }
    }
    Ok(numbers)
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

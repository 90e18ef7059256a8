//! Only records with chosen facet values.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::base::{ConceptId, Result};
use crate::engine::Selection;
use crate::model::{Facet, Status, closed_number};
use crate::store::values_of;
use crate::view::View;

/// What the chosen values let through. Without a chosen status, only records that readers see.
pub(super) fn narrowing(view: &View, selected: &BTreeMap<Facet, Vec<String>>) -> Result<Vec<Selection>> {
    let mut selected = selected.clone();
    selected.retain(|_, values| !values.is_empty());
    selected
        .entry(Facet::Status)
        .or_insert_with(|| Status::ALL.iter().filter(|status| status.is_current()).map(ToString::to_string).collect());
    let chosen = selected.iter();
    chosen
        .map(|(facet, values)| Ok(Selection { facet: *facet, accepted: Arc::new(numbers(view, *facet, values)?) }))
        .collect()
}

/// The numbers the index knows these values by; a service area brings its narrower ones.
fn numbers(view: &View, facet: Facet, values: &[String]) -> Result<BTreeSet<u64>> {
    let closed: BTreeSet<u64> = values.iter().filter_map(|value| closed_number(facet, value)).collect();
    if !closed.is_empty() {
        return Ok(closed);
    }
    let stored: HashMap<String, u64> =
        numbered(view, facet)?.into_iter().map(|(number, value)| (value, number)).collect();
    let wanted = values.iter().flat_map(|value| match facet {
        Facet::Area => {
            view.vocabulary.taxonomy.expand(&ConceptId::new(value.as_str())).iter().map(ToString::to_string).collect()
        }
        _ => vec![value.clone()],
    });
    Ok(wanted.filter_map(|value| stored.get(&value).copied()).collect())
}

/// Every value of a facet that the store numbers.
pub(super) fn numbered(view: &View, facet: Facet) -> Result<Vec<(u64, String)>> {
    view.store.read(|reader| values_of(reader, facet))
}

//! Only records with chosen facet values.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Result;
use crate::engine::Selection;
use crate::model::{Facet, Status};
use crate::store::values_of;
use crate::view::{View, numbers_of, with_ids};

/// What the chosen values let through. Without a chosen status, only records that readers see.
pub(super) fn narrowing(view: &View, selected: &BTreeMap<Facet, Vec<String>>) -> Result<Vec<Selection>> {
    let mut selected = with_ids(&view.store, &view.vocabulary, selected)?;
    selected.retain(|_, values| !values.is_empty());
    selected
        .entry(Facet::Status)
        .or_insert_with(|| Status::ALL.iter().filter(|status| status.is_current()).map(ToString::to_string).collect());
    let chosen = selected.iter();
    chosen
        .map(|(facet, values)| Ok(Selection { facet: *facet, accepted: Arc::new(numbers_of(view, *facet, values)?) }))
        .collect()
}

/// Every value of a facet that the store numbers.
pub(super) fn numbered(view: &View, facet: Facet) -> Result<Vec<(u64, String)>> {
    view.store.read(|reader| values_of(reader, facet))
}

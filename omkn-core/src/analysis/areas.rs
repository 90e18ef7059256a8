//! Service areas rolled up to the top ones.

use std::collections::{BTreeSet, HashMap};

use super::narrowing::numbered;
use crate::base::{ConceptId, Result};
use crate::engine::put_at;
use crate::model::Facet;
use crate::taxonomy::Taxonomy;
use crate::view::View;

/// The top service areas in use, in the order of the taxonomy.
pub(super) fn top_areas(taxonomy: &Taxonomy) -> Vec<ConceptId> {
    let schemes = taxonomy.schemes().iter();
    schemes.flat_map(|scheme| taxonomy.top_concepts(&scheme.id)).map(|concept| concept.id.clone()).collect()
}

/// By the number of a concept: the positions of the top areas it counts for, those of what it means now and of all above.
pub(super) fn areas_by_number(view: &View, tops: &[ConceptId]) -> Result<Vec<Vec<u32>>> {
    let taxonomy = &view.vocabulary.taxonomy;
    let positions: HashMap<&ConceptId, u32> = tops.iter().zip(0..).collect();
    let mut groups = Vec::new();
    for (number, value) in numbered(view, Facet::Area)? {
        let meant = taxonomy.resolve(&ConceptId::new(value));
        let above = meant.iter().flat_map(|concept| taxonomy.ancestors(concept));
        let every: BTreeSet<ConceptId> = above.chain(meant.iter().cloned()).collect();
        put_at(&mut groups, number, every.iter().filter_map(|concept| positions.get(concept).copied()).collect());
    }
    Ok(groups)
}

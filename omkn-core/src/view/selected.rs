//! The values that a reader chose, with ids in place of names.

use std::collections::BTreeMap;

use crate::base::{ConceptId, OrganizationId, Result};
use crate::language::fold;
use crate::model::{Facet, FacetValues};
use crate::store::{StoreView, number_of, values_of};
use crate::vocabulary::VocabularySnapshot;

/// Chosen facet values by their ids: service areas and organizations may be chosen by name, exactly but for case, accents and
/// usual short forms. `NotFound` or `Ambiguous` for a name that means none or several, unless records have it as a value.
pub(crate) fn with_ids(
    store: &StoreView,
    vocabulary: &VocabularySnapshot,
    selected: &BTreeMap<Facet, Vec<String>>,
) -> Result<BTreeMap<Facet, Vec<String>>> {
    let (taxonomy, register) = (&vocabulary.taxonomy, &vocabulary.organizations);
    let id_of = |facet: Facet, value: &String| {
        let is_known = || store.read(|reader| Ok(number_of(reader, facet, value)?.is_some()));
        Ok(match facet.values() {
            FacetValues::Concepts if taxonomy.get(&ConceptId::new(value.as_str())).is_none() && !is_known()? => {
                taxonomy.named(value)?.id.to_string()
            }
            FacetValues::Organizations
                if register.get(&OrganizationId::new(value.as_str())).is_none() && !is_known()? =>
            {
                register.resolve(value)?.id.to_string()
            }
            FacetValues::Names if !is_known()? => {
                let mut values = store.read(|reader| values_of(reader, facet))?.into_iter().map(|(_, known)| known);
                values.find(|known| fold(known) == fold(value)).unwrap_or_else(|| value.clone())
            }
            _ => value.clone(),
        })
    };
    let chosen = selected.iter();
    chosen
        .map(|(facet, values)| Ok((*facet, values.iter().map(|one| id_of(*facet, one)).collect::<Result<_>>()?)))
        .collect()
}

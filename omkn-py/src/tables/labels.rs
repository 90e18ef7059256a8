//! What to call service areas and organizations beside their ids, in the reader's language.

use std::collections::BTreeMap;

use omkn_core::{ConceptId, LanguageTag, OrganizationId, Organizations, Taxonomy};
use serde::{Deserialize, Serialize};

/// The labels of the ids that a table has.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Labels {
    concepts: BTreeMap<ConceptId, String>,
    organizations: BTreeMap<OrganizationId, String>,
}

impl Labels {
    /// Those of these ids.
    pub(crate) fn of<'i>(
        (taxonomy, register): (&Taxonomy, &Organizations),
        languages: &[LanguageTag],
        concepts: impl Iterator<Item = &'i ConceptId>,
        organizations: impl Iterator<Item = &'i OrganizationId>,
    ) -> Self {
        let mut labels = Self::default();
        for id in concepts {
            if !labels.concepts.contains_key(id)
                && let Some(label) = taxonomy.get(id).and_then(|concept| concept.pref_label.best(languages))
            {
                labels.concepts.insert(id.clone(), label.text.to_owned());
            }
        }
        for id in organizations {
            if !labels.organizations.contains_key(id)
                && let Some(name) = register.get(id).and_then(|found| found.name.best(languages))
            {
                labels.organizations.insert(id.clone(), name.text.to_owned());
            }
        }
        labels
    }

    /// The label of a concept; its id where it has none.
    pub(crate) fn concept<'l>(&'l self, id: &'l ConceptId) -> &'l str {
        self.concepts.get(id).map_or(id.as_str(), String::as_str)
    }

    /// The name of an organization; its id where it has none.
    pub(crate) fn organization<'l>(&'l self, id: &'l OrganizationId) -> &'l str {
        self.organizations.get(id).map_or(id.as_str(), String::as_str)
    }
}

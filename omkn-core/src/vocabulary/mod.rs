//! The vocabulary in use: the taxonomy and the register of organizations at one change of the store.

mod facet_values;
mod in_use;
mod listing;
mod snapshot;

pub(crate) use facet_values::{covered, facet_values};
pub(crate) use in_use::Vocabulary;
pub(crate) use listing::list;
pub(crate) use snapshot::VocabularySnapshot;

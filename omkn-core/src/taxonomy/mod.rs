//! The practice taxonomy: SKOS concept schemes, their rules, and finding concepts by words.

mod builtin;
mod classify;
mod concept;
mod concept_match;
mod edit;
#[cfg(test)]
mod edit_tests;
mod integrity;
#[cfg(test)]
mod integrity_tests;
mod labels;
mod lookup;
mod named;
mod snapshot;
mod words;

pub use classify::{Classification, Reason};
pub use concept::{Concept, ConceptScheme, LabelKind, Mapping, MappingKind};
pub use concept_match::{ConceptMatch, MatchQuality};
pub use edit::TaxonomyEdit;
pub use integrity::{Condition, Violation};
pub use snapshot::Taxonomy;

pub(crate) use labels::is_doubtful;

//! Concepts, and what texts say about them.

mod classify;
mod concept;
mod edit;
mod lookup;
mod snapshot;

pub use classify::*;
pub use concept::*;
pub use edit::TaxonomyEdit;
pub use lookup::*;
pub use snapshot::Taxonomy;

//! The search index: a cache over the store that may be thrown away at any time.

mod analyzer;
mod catch_up;
mod checksum;
mod columns;
mod compare;
mod directory;
#[cfg(test)]
mod directory_tests;
mod document;
mod folder;
mod generations;
mod handle;
mod lexicon;
mod schema;
mod snapshot;
mod states;
mod sweep;
mod watermark;
mod writer;

pub use snapshot::IndexStatus;

pub(crate) use analyzer::PRESENT;
pub(crate) use columns::{ColumnCache, FacetColumn};
pub(crate) use compare::differences;
pub(crate) use generations::has_index;
pub(crate) use handle::Index;
pub(crate) use lexicon::{Lexicon, is_spelled, is_usual_spelling};
pub(crate) use schema::{Fields, HIDDEN, filter_number, has_number, title_order_name};
pub(crate) use snapshot::Snapshot;
pub(crate) use states::States;

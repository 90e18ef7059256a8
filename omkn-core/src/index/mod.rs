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
mod function_words;
mod handle;
mod lexicon;
mod place;
mod schema;
mod states;
mod stem_english;
mod stem_french;
mod sweep;
mod tokenizer;
mod writer;

pub use handle::IndexStatus;

pub(crate) use analyzer::{Language, PRESENT, for_each_token, for_each_token_beginning, for_each_word};
pub(crate) use columns::{ColumnCache, FacetColumn};
pub(crate) use document::{closed_number, closed_value, facet_values};
pub(crate) use function_words::is_function_word;
pub(crate) use handle::{Index, Snapshot};
pub(crate) use lexicon::{Lexicon, is_spelled};
pub(crate) use schema::{Fields, HIDDEN, filter_number, has_number};
pub(crate) use states::States;

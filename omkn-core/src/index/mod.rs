//! The full-text index: a cache of the store that may be thrown away at any time.

pub(crate) mod analyzer;
mod fold;
mod stem_english;
mod stem_french;
mod tokenizer;

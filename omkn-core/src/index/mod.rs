//! The search index: a cache over the store that may be thrown away at any time.
#![cfg_attr(not(test), expect(dead_code, unused_imports, reason = "called by the catch-up and the search once merged"))]

mod checksum;
mod directory;
#[cfg(test)]
mod directory_tests;
mod folder;
mod sweep;
mod writer;

pub(crate) use directory::{HEAP_LIMIT, IndexDirectory};
pub(crate) use writer::{Merging, close_writer, open_writer};

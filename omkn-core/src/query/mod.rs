//! The query language.

use serde::{Deserialize, Serialize};
mod compile;
pub(crate) use compile::compile;

/// A place in a query text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct QuerySpan {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}
/// stub
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Query(String);
/// stub
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HasField {
    /// x
    Measures,
}
impl HasField {
    pub(crate) const ALL: &'static [Self] = &[Self::Measures];
    pub(crate) fn is_in(self, d: &crate::RecordDraft) -> bool {
        !d.measures.is_empty()
    }
}

//! The tree of a query: what was asked, before names are looked up.

use serde::{Deserialize, Serialize};

use super::filter::Filter;

/// A query as a tree. Made by [`parse_query`](crate::parse_query), by the builder methods, or from JSON.
///
/// # Examples
///
/// ```
/// use omkn_core::{Facet, Filter, Query, RecordKind};
///
/// let built = Query::word("salt").or(Query::phrase("road brine")).with(Query::filter(Filter::any_of(Facet::Kind, [RecordKind::Practice])));
/// assert_eq!(built.to_string(), "salt OR \"road brine\" kind:practice");
/// assert_eq!(omkn_core::Query::parse_strict(&built.to_string())?, built);
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Query {
    /// Every record.
    Everything,
    /// Records with these words.
    Text(TextQuery),
    /// Records with this property.
    Filter(Filter),
    /// Side by side: words rank (one of them at least must be there); filters, `+` and `-` decide.
    Sequence(Vec<Clause>),
    /// All of these.
    And(Vec<Query>),
    /// One at least of these.
    Or(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
}

/// One part of a [`Query::Sequence`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// Whether it ranks, is needed, or is excluded.
    pub occur: Occur,
    /// The part.
    pub query: Query,
}

/// How a part of a sequence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occur {
    /// A word ranks; a filter is needed.
    Should,
    /// Needed.
    Must,
    /// Excluded.
    MustNot,
}

/// Words to be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextQuery {
    /// Where; `None` is anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<TextField>,
    /// How.
    pub kind: TextKind,
    /// The words as typed.
    pub text: String,
}

/// A part of a record that words can be looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TextField {
    /// The title.
    Title,
}

/// How words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// In any form of the word.
    Word,
    /// In this order, side by side.
    Phrase,
    /// Words that begin so.
    Prefix,
}

//! The tree of a query: what was asked, before names are looked up.

use serde::{Deserialize, Serialize};

use crate::base::LanguageTag;
use crate::model::{EvidenceLevel, HasField, RecordKind, Status, Tier, Visibility};

/// A query as a tree. Made by [`parse_query`](crate::parse_query), by the builder methods, or from JSON.
///
/// # Examples
///
/// ```
/// use omkn_core::{Filter, Query, RecordKind};
///
/// let built = Query::word("salt").or(Query::phrase("road brine")).with(Query::filter(Filter::Kind(vec![RecordKind::Practice])));
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

/// A property that a record has or has not; several values mean any of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Filter {
    /// Service areas by id, label or synonym; narrower ones are included.
    Area(Vec<String>),
    /// Organizations by id or name.
    Municipality(Vec<String>),
    /// Geographic areas.
    Region(Vec<String>),
    /// Free subjects.
    Subject(Vec<String>),
    /// Tiers of municipality.
    Tier(Vec<Tier>),
    /// Population at the latest census, both ends included.
    Population(Range),
    /// Year of the date, both ends included.
    Year(Range),
    /// Kinds of record.
    Kind(Vec<RecordKind>),
    /// Levels of evidence.
    Level(Vec<EvidenceLevel>),
    /// Languages the record has a title in.
    Language(Vec<LanguageTag>),
    /// Statuses; without this filter readers see published records only.
    Status(Vec<Status>),
    /// Visibilities.
    Visibility(Vec<Visibility>),
    /// Records that tell something of this sort.
    Has(Vec<HasField>),
}

/// A range of whole numbers, both ends included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The least, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// The most, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
}

//! Building queries in programs, without pasting strings.

use super::ast::{Clause, Occur, Query, TextField, TextKind, TextQuery};
use super::filter::Filter;
use crate::model::Facet;

impl Query {
    /// Records with this word, in any of its forms. A word that would read as an operator is looked for as a phrase of
    /// one word, which finds the same.
    #[must_use]
    pub fn word(text: impl Into<String>) -> Self {
        let text = text.into();
        let kind = if is_operator(&text) { TextKind::Phrase } else { TextKind::Word };
        Self::text(None, kind, text)
    }

    /// Records with these words in this order, side by side.
    #[must_use]
    pub fn phrase(text: impl Into<String>) -> Self {
        Self::text(None, TextKind::Phrase, text)
    }

    /// Records with words that begin so.
    #[must_use]
    pub fn prefix(text: impl Into<String>) -> Self {
        Self::text(None, TextKind::Prefix, text)
    }

    /// Records with this word in the title.
    #[must_use]
    pub fn title(text: impl Into<String>) -> Self {
        Self::text(Some(TextField::Title), TextKind::Word, text)
    }

    /// Records with this property.
    #[must_use]
    pub fn filter(filter: Filter) -> Self {
        Self::Filter(filter)
    }

    /// Records of this service area, by id, label or synonym, or of a narrower one.
    #[must_use]
    pub fn area(name: impl Into<String>) -> Self {
        Self::Filter(Filter::Values(Facet::Area, vec![name.into()]))
    }

    fn text(field: Option<TextField>, kind: TextKind, text: impl Into<String>) -> Self {
        Self::Text(TextQuery { field, kind, text: text.into() })
    }

    /// Both this and that.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let mut parts = if let Self::And(parts) = self { parts } else { vec![self] };
        match other {
            Self::And(more) => parts.extend(more),
            other => parts.push(other),
        }
        Self::And(parts)
    }

    /// This or that, or both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let mut parts = if let Self::Or(parts) = self { parts } else { vec![self] };
        match other {
            Self::Or(more) => parts.extend(more),
            other => parts.push(other),
        }
        Self::Or(parts)
    }

    /// Everything but this.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "reads like `and` and `or`; `!query` would not")]
    pub fn not(self) -> Self {
        if let Self::Not(inner) = self { *inner } else { Self::Not(Box::new(self)) }
    }

    /// This with that beside it, as if typed after it: words rank, filters narrow.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut clauses = match self {
            Self::Everything => return other,
            Self::Sequence(clauses) => clauses,
            query => vec![clause(query)],
        };
        clauses.push(clause(other));
        Self::Sequence(clauses)
    }
}

/// Whether a word reads as `AND`, `OR` or `NOT`, in either language.
pub(super) fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "ET" | "OR" | "OU" | "NOT" | "SAUF")
}

fn clause(query: Query) -> Clause {
    match query {
        Query::Not(inner) => Clause { occur: Occur::MustNot, query: *inner },
        query => Clause { occur: Occur::Should, query },
    }
}

//! What the forgiving parse tells about what it read.

use serde::{Deserialize, Serialize};

use crate::base::QuerySpan;

/// Why a part of a query was not read as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QueryNoticeCode {
    /// The text is longer than 1,024 bytes; the rest was left out.
    TooLong,
    /// More than 64 terms; the rest was left out.
    TooManyTerms,
    /// Parentheses deeper than 16; the inner ones were left out.
    TooDeep,
    /// A quote without its partner; it was closed at the end.
    OpenQuote,
    /// A parenthesis without its partner, or around nothing; it was left out.
    StrayParenthesis,
    /// An operator without something on both sides; it was left out.
    StrayOperator,
    /// A name before a colon that is no field; read as words.
    UnknownField,
    /// A value the field does not know; read as words.
    UnknownValue,
    /// A beginning of fewer than three letters; read as a whole word.
    ShortPrefix,
}

impl QueryNoticeCode {
    /// The code as it stands in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::TooManyTerms => "too_many_terms",
            Self::TooDeep => "too_deep",
            Self::OpenQuote => "open_quote",
            Self::StrayParenthesis => "stray_parenthesis",
            Self::StrayOperator => "stray_operator",
            Self::UnknownField => "unknown_field",
            Self::UnknownValue => "unknown_value",
            Self::ShortPrefix => "short_prefix",
        }
    }

    /// What was expected instead, for strict parsing.
    pub(super) fn expected(self) -> &'static str {
        match self {
            Self::TooLong => "at most 1,024 bytes",
            Self::TooManyTerms => "at most 64 terms",
            Self::TooDeep => "at most 16 parentheses within each other",
            Self::OpenQuote => "a closing quote",
            Self::StrayParenthesis => "parentheses in pairs, with something between them",
            Self::StrayOperator => "something on both sides of AND and OR, and after NOT, + and -",
            Self::UnknownField => "a field of the query language",
            Self::UnknownValue => "a value the field knows",
            Self::ShortPrefix => "three letters at least before the *",
        }
    }
}

/// Something in a query that was not read as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryNotice {
    /// Why.
    pub code: QueryNoticeCode,
    /// Where.
    pub span: QuerySpan,
    /// What happened, for people.
    pub reason: String,
}

//! What the forgiving parse reports.

use serde::{Deserialize, Serialize};

use crate::base::{QuerySpan, word_enum};

word_enum! {
    /// Why a part of a query was not read as written.
    QueryNoticeCode {
        /// The text is longer than 1,024 bytes; the rest was left out.
        TooLong = "too_long", "Query too long", "Requête trop longue";
        /// More than 64 terms; the rest was left out.
        TooManyTerms = "too_many_terms", "Too many terms", "Trop de termes";
        /// Parentheses deeper than 16; the inner ones were left out.
        TooDeep = "too_deep", "Parentheses too deep", "Parenthèses trop profondes";
        /// A quote without its partner; it was closed at the end.
        OpenQuote = "open_quote", "Quote not closed", "Guillemet non fermé";
        /// A parenthesis without its partner, or around nothing; it was left out.
        StrayParenthesis = "stray_parenthesis", "Stray parenthesis", "Parenthèse isolée";
        /// An operator without something on both sides; it was left out.
        StrayOperator = "stray_operator", "Stray operator", "Opérateur isolé";
        /// A name before a colon that is no field; read as words.
        UnknownField = "unknown_field", "Unknown field", "Champ inconnu";
        /// A value the field does not know; read as words.
        UnknownValue = "unknown_value", "Unknown value", "Valeur inconnue";
        /// A beginning of fewer than three letters; read as a whole word.
        ShortPrefix = "short_prefix", "Prefix too short", "Préfixe trop court";
        /// Everything is in capitals, so `AND`, `OR` and `NOT` may be words of a title; read as words.
        CapitalOperators = "capital_operators", "Operators in capitals", "Opérateurs en majuscules";
        /// Signs without a letter or digit; nothing is found.
        NoWords = "no_words", "No words", "Aucun mot";
    }
}

impl QueryNoticeCode {
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
            Self::CapitalOperators => "an operator between words that are not all in capitals",
            Self::NoWords => "a word, a phrase or a filter",
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

//! Queries as text: what would be understood, and in what form it is kept.

use crate::convert::{TextRange, records, utf16_position};
use crate::error::{OmknError, Result};

records! {
    /// A part of a query that was not read as written.
    pub struct QueryNotice {
        /// Why, for programs, such as `open_quote`.
        pub code: String,
        /// Where, in UTF-16 code units.
        pub span: TextRange,
        /// What happened, for people.
        pub reason: String,
    }

    /// What was understood of a query.
    pub struct ParsedQuery {
        /// The query as it is kept and shown: reading it again gives the same.
        pub query: String,
        /// What was read otherwise than written; empty where everything was clear.
        pub notices: Vec<QueryNotice>,
    }
}

/// Read what a person typed. Never fails: what cannot be read as an operator or field is read as words, and reported. Strict,
/// for queries that programs write, it ends with `Query` at the first thing that is not well formed.
#[uniffi::export(default(strict = false))]
pub fn parse_query(text: String, strict: bool) -> Result<ParsedQuery> {
    let in_utf16 = |span: omkn_core::QuerySpan| TextRange {
        start: utf16_position(&text, span.start),
        end: utf16_position(&text, span.end),
    };
    let parsed = if strict {
        let query = omkn_core::Query::parse_strict(&text).map_err(|error| match error {
            omkn_core::Error::Query { span, ref expected } => {
                OmknError::Query { expected: expected.clone(), span: in_utf16(span), reason: error.to_string() }
            }
            other => other.into(),
        })?;
        omkn_core::ParsedQuery { query, notices: Vec::new() }
    } else {
        omkn_core::parse_query(&text)
    };
    let notice = |notice: &omkn_core::QueryNotice| QueryNotice {
        code: notice.code.as_str().to_owned(),
        span: in_utf16(notice.span),
        reason: notice.reason.clone(),
    };
    Ok(ParsedQuery { query: parsed.query.to_string(), notices: parsed.notices.iter().map(notice).collect() })
}

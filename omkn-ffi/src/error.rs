//! The one error: a case for each kind of the library, each with a sentence that says what to do.

use omkn_core::Error;

use crate::convert::TextRange;
use crate::model::{Problem, app_path};

/// What every call may end with.
pub(crate) type Result<T> = std::result::Result<T, OmknError>;

/// What went wrong, by what can be done about it. `reason` is a sentence for people.
#[derive(Debug, Clone, PartialEq, thiserror::Error, uniffi::Error)]
pub enum OmknError {
    /// Data breaks rules; every problem is listed.
    #[error("{reason}")]
    Validation {
        /// What is wrong.
        reason: String,
        /// Every problem, with its place.
        problems: Vec<Problem>,
    },
    /// A query for programs cannot be read.
    #[error("{reason}")]
    Query {
        /// What was expected, and where.
        reason: String,
        /// Where in the query, in UTF-16 code units.
        span: TextRange,
        /// What would have been accepted there.
        expected: String,
    },
    /// What was asked for is not there.
    #[error("{reason}")]
    NotFound {
        /// What is missing.
        reason: String,
        /// The sort of thing looked for: `record`, `concept`, `organization`, `version`.
        what: String,
        /// The id or name asked for.
        key: String,
        /// The nearest names there are.
        candidates: Vec<String>,
    },
    /// A name may mean more than one thing.
    #[error("{reason}")]
    Ambiguous {
        /// What it may mean.
        reason: String,
        /// The sort of thing looked for.
        what: String,
        /// The name asked for.
        key: String,
        /// What it may mean, best first.
        candidates: Vec<String>,
    },
    /// Someone else changed the thing since it was read: read it again and repeat the change.
    #[error("{reason}")]
    Conflict {
        /// What changed.
        reason: String,
        /// The sort of thing: `record`, `taxonomy`.
        what: String,
        /// The version the caller expected.
        expected: i32,
        /// The version there is.
        actual: i32,
    },
    /// A change of the taxonomy would break one of its conditions.
    #[error("{reason}")]
    Taxonomy {
        /// What is wrong, and with which concepts.
        reason: String,
        /// The codes of the conditions, such as `S27` of the SKOS Reference or `cycle`.
        condition: String,
    },
    /// Someone else holds what is needed; the call may be repeated later.
    #[error("{reason}")]
    Busy {
        /// Who holds it and what can be done meanwhile.
        reason: String,
    },
    /// The knowledge base is read-only here.
    #[error("{reason}")]
    ReadOnly {
        /// Why, and what to do.
        reason: String,
    },
    /// The knowledge base was shut down or suspended.
    #[error("{reason}")]
    Closed {
        /// Why, and what to do.
        reason: String,
    },
    /// A view shows nothing any more: make a new one.
    #[error("{reason}")]
    ViewEnded {
        /// Why, and what to do.
        reason: String,
    },
    /// The caller cancelled the work; nothing of it was kept.
    #[error("{reason}")]
    Cancelled {
        /// The same in words.
        reason: String,
    },
    /// The file was written by a newer or a different program.
    #[error("{reason}")]
    Incompatible {
        /// What was found, and what can be read.
        reason: String,
    },
    /// Stored data is damaged; nothing was deleted.
    #[error("{reason}")]
    Corrupt {
        /// What is damaged, and what to do.
        reason: String,
    },
    /// The disk is full or nearly so; reading goes on.
    #[error("{reason}")]
    LowSpace {
        /// What is needed.
        reason: String,
    },
    /// The store failed.
    #[error("{reason}")]
    Storage {
        /// While doing what, and why.
        reason: String,
    },
    /// The search index failed; it can always be rebuilt.
    #[error("{reason}")]
    Index {
        /// While doing what, and why.
        reason: String,
    },
    /// A file could not be read or written.
    #[error("{reason}")]
    Io {
        /// Which, and why.
        reason: String,
    },
}

/// The sentence of an error, and of what caused it.
fn sentence(error: &Error) -> String {
    let mut sentence = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        let reason = next.to_string();
        if !sentence.contains(&reason) {
            sentence.push_str(": ");
            sentence.push_str(&reason);
        }
        cause = next.source();
    }
    sentence
}

/// A version or a place in a text; none is beyond what apps count with.
fn number(core: impl TryInto<i32>) -> i32 {
    core.try_into().unwrap_or(i32::MAX)
}

impl From<Error> for OmknError {
    fn from(mut error: Error) -> Self {
        if let Error::Validation { problems } = &mut error {
            problems.iter_mut().for_each(|problem| problem.path = app_path(&problem.path));
        }
        let reason = sentence(&error);
        match error {
            Error::Validation { problems } => {
                Self::Validation { reason, problems: problems.into_iter().map(Problem::of_file).collect() }
            }
            Error::Query { span, expected } => {
                let span = TextRange { start: number(span.start), end: number(span.end) };
                Self::Query { reason, span, expected }
            }
            Error::NotFound { what, key, candidates } => {
                Self::NotFound { reason, what: what.to_owned(), key, candidates }
            }
            Error::Ambiguous { what, key, candidates } => {
                Self::Ambiguous { reason, what: what.to_owned(), key, candidates }
            }
            Error::Conflict { what, expected, actual } => {
                Self::Conflict { reason, what: what.to_owned(), expected: number(expected), actual: number(actual) }
            }
            Error::Taxonomy { condition, .. } => Self::Taxonomy { reason, condition },
            Error::Busy { .. } => Self::Busy { reason },
            Error::ReadOnly { .. } => Self::ReadOnly { reason },
            Error::Closed { .. } => Self::Closed { reason },
            Error::ViewEnded { .. } => Self::ViewEnded { reason },
            Error::Cancelled => Self::Cancelled { reason },
            Error::Incompatible { .. } => Self::Incompatible { reason },
            Error::Corrupt { .. } => Self::Corrupt { reason },
            Error::LowSpace { .. } => Self::LowSpace { reason },
            Error::Index { .. } => Self::Index { reason },
            Error::Io { .. } => Self::Io { reason },
            // Storage, and what later versions may add.
            _ => Self::Storage { reason },
        }
    }
}

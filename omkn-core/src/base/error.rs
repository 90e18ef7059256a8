//! The one error type of OMKN, grouped by what a caller can do about it.

use std::fmt;

use super::problem::{Problem, ProblemCode, ValidationReport};
use super::span::QuerySpan;

/// Shorthand for a result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of a dependency, kept as the source and never shown as a type.
pub(crate) type Source = Box<dyn std::error::Error + Send + Sync + 'static>;

/// Everything that can go wrong, one variant for each thing a caller can do next.
///
/// Messages are one lower-case sentence that says what to do. They hold ids and what the caller passed in, never the
/// text of stored records, which may name people.
///
/// # Examples
///
/// ```
/// use omkn_core::{ErrorKind, KnowledgeBase, RecordId};
///
/// let kb = KnowledgeBase::in_memory()?;
/// let error = kb.get(RecordId::new()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::NotFound);
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input breaks rules of the model; every problem found is listed, so all can be mended at once.
    #[error("{} in the input: {}", count_problems(problems), first_problems(problems))]
    Validation {
        /// All problems, in the order of the fields.
        problems: Vec<Problem>,
    },
    /// A query could not be parsed strictly. The forgiving parse never gives this error.
    #[error("the query is not well formed: expected {expected}")]
    Query {
        /// Where in the query text, in bytes.
        span: QuerySpan,
        /// What would have been accepted there.
        expected: String,
    },
    /// Nothing has this id or name.
    #[error("no {what} is called \"{key}\"{}", did_you_mean(candidates))]
    NotFound {
        /// The sort of thing looked for: `record`, `concept`, `organization`, `version`.
        what: &'static str,
        /// The id or name asked for.
        key: String,
        /// The nearest names, best first; may be empty.
        candidates: Vec<String>,
    },
    /// More than one thing answers to this name; ask again with one of the candidates.
    #[error("\"{key}\" may mean more than one {what}: use one of {}", candidates.join(", "))]
    Ambiguous {
        /// The sort of thing looked for.
        what: &'static str,
        /// The name asked for.
        key: String,
        /// What it may mean, best first.
        candidates: Vec<String>,
    },
    /// Someone else changed the thing since it was read: read it again, apply the change to the new version, repeat.
    #[error(
        "the {what} is at version {actual}, not {expected}: read it again and repeat the change on its present content"
    )]
    Conflict {
        /// The sort of thing.
        what: &'static str,
        /// The version the caller expected.
        expected: u64,
        /// The version the store holds.
        actual: u64,
    },
    /// A change of the taxonomy would break one of the integrity conditions.
    #[error("the change breaks taxonomy condition {condition}: {reason}")]
    Taxonomy {
        /// The code of the condition, for example `S27` of the SKOS Reference or `cycle`.
        condition: String,
        /// What is wrong and with which concepts.
        reason: String,
    },
    /// Another handle or process holds what is needed; the call may be repeated later.
    #[error("{reason}")]
    Busy {
        /// Who holds it and what can be done meanwhile.
        reason: String,
    },
    /// The handle was opened read-only, or turned so after a foreign write was noticed.
    #[error("the knowledge base is read-only here: {reason}")]
    ReadOnly {
        /// Why, and how to get a handle that writes.
        reason: String,
    },
    /// The handle cannot be used any more: open the knowledge base again.
    #[error("the knowledge base handle is closed: {reason}")]
    Closed {
        /// Why: closed by the host, or inherited through `fork`.
        reason: String,
    },
    /// A view shows nothing any more: it lived longer than it may, or a record was erased meanwhile. Make a new one.
    #[error("this view has ended: {reason}")]
    ViewEnded {
        /// Why, and what to do.
        reason: String,
    },
    /// The caller cancelled the work; nothing of it was kept unless the method says otherwise.
    #[error("the work was cancelled by the caller; nothing of it was kept")]
    Cancelled,
    /// The file was written by a newer or a different program.
    #[error("{what} has format {found}, this library reads {supported}")]
    Incompatible {
        /// The file or part.
        what: String,
        /// What was found.
        found: String,
        /// What this library supports.
        supported: String,
    },
    /// Stored data is damaged. Nothing was deleted: run a check, then restore a backup or export what is readable.
    #[error("stored data is damaged ({what}); nothing was deleted: run `check`, then restore a backup")]
    Corrupt {
        /// What is damaged, by table, id or file.
        what: String,
    },
    /// The disk is full or nearly so; reading goes on.
    #[error("not enough disk space: {reason}")]
    LowSpace {
        /// How much is needed or what failed.
        reason: String,
    },
    /// SQLite reported an error that has no better variant.
    #[error("the store failed while {context}")]
    Storage {
        /// What was being done.
        context: &'static str,
        /// The cause.
        #[source]
        source: Source,
    },
    /// The search index reported an error; it can always be rebuilt with `rebuild_index`.
    #[error("the search index failed while {context}; it can be rebuilt from the store with `rebuild_index`")]
    Index {
        /// What was being done.
        context: &'static str,
        /// The cause.
        #[source]
        source: Source,
    },
    /// A file could not be read or written.
    #[error("{context} failed: {source}")]
    Io {
        /// What was being done, with the path.
        context: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
}

impl Error {
    /// The kind of this error, for matching across languages.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Validation { .. } => ErrorKind::Validation,
            Self::Query { .. } => ErrorKind::Query,
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::Ambiguous { .. } => ErrorKind::Ambiguous,
            Self::Conflict { .. } => ErrorKind::Conflict,
            Self::Taxonomy { .. } => ErrorKind::Taxonomy,
            Self::Busy { .. } => ErrorKind::Busy,
            Self::ReadOnly { .. } => ErrorKind::ReadOnly,
            Self::Closed { .. } => ErrorKind::Closed,
            Self::ViewEnded { .. } => ErrorKind::ViewEnded,
            Self::Cancelled => ErrorKind::Cancelled,
            Self::Incompatible { .. } => ErrorKind::Incompatible,
            Self::Corrupt { .. } => ErrorKind::Corrupt,
            Self::LowSpace { .. } => ErrorKind::LowSpace,
            Self::Storage { .. } => ErrorKind::Storage,
            Self::Index { .. } => ErrorKind::Index,
            Self::Io { .. } => ErrorKind::Io,
        }
    }

    /// Whether the same call may succeed later without any change by the caller.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Busy { .. })
    }

    /// One problem as an error.
    pub(crate) fn invalid(path: impl Into<String>, code: ProblemCode, reason: impl Into<String>) -> Self {
        Self::Validation { problems: vec![Problem { path: path.into(), code, reason: reason.into() }] }
    }

    pub(crate) fn not_found(what: &'static str, key: impl fmt::Display) -> Self {
        Self::not_found_near(what, key, Vec::new())
    }

    /// The same with the nearest names; what was given may be of any length.
    pub(crate) fn not_found_near(what: &'static str, key: impl fmt::Display, candidates: Vec<String>) -> Self {
        Self::NotFound { what, key: shown(key), candidates }
    }

    pub(crate) fn ambiguous(what: &'static str, key: impl fmt::Display, candidates: Vec<String>) -> Self {
        Self::Ambiguous { what, key: shown(key), candidates }
    }

    pub(crate) fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into() }
    }

    pub(crate) fn index(context: &'static str, source: impl Into<Source>) -> Self {
        Self::Index { context, source: source.into() }
    }

    pub(crate) fn io(context: impl Into<String>, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::StorageFull {
            return Self::LowSpace { reason: format!("{}: free some space and repeat", context.into()) };
        }
        Self::Io { context: context.into(), source }
    }
}

impl ValidationReport {
    /// Nothing found, or all of it as an error.
    ///
    /// # Errors
    ///
    /// [`Error::Validation`] with every problem.
    pub fn into_result(self) -> Result<()> {
        if self.is_ok() { Ok(()) } else { Err(Error::Validation { problems: self.problems }) }
    }
}

/// The kinds of [`Error`]: one Python exception class and one Kotlin and Swift case for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// See [`Error::Validation`].
    Validation,
    /// See [`Error::Query`].
    Query,
    /// See [`Error::NotFound`].
    NotFound,
    /// See [`Error::Ambiguous`].
    Ambiguous,
    /// See [`Error::Conflict`].
    Conflict,
    /// See [`Error::Taxonomy`].
    Taxonomy,
    /// See [`Error::Busy`].
    Busy,
    /// See [`Error::ReadOnly`].
    ReadOnly,
    /// See [`Error::Closed`].
    Closed,
    /// See [`Error::ViewEnded`].
    ViewEnded,
    /// See [`Error::Cancelled`].
    Cancelled,
    /// See [`Error::Incompatible`].
    Incompatible,
    /// See [`Error::Corrupt`].
    Corrupt,
    /// See [`Error::LowSpace`].
    LowSpace,
    /// See [`Error::Storage`].
    Storage,
    /// See [`Error::Index`].
    Index,
    /// See [`Error::Io`].
    Io,
}

impl ErrorKind {
    /// Every kind, in the order of [`Error`]'s variants.
    pub const ALL: &'static [Self] = &[
        Self::Validation,
        Self::Query,
        Self::NotFound,
        Self::Ambiguous,
        Self::Conflict,
        Self::Taxonomy,
        Self::Busy,
        Self::ReadOnly,
        Self::Closed,
        Self::ViewEnded,
        Self::Cancelled,
        Self::Incompatible,
        Self::Corrupt,
        Self::LowSpace,
        Self::Storage,
        Self::Index,
        Self::Io,
    ];
}

fn count_problems(problems: &[Problem]) -> String {
    match problems.len() {
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    }
}

fn first_problems(problems: &[Problem]) -> String {
    let mut text = problems.iter().take(5).map(ToString::to_string).collect::<Vec<_>>().join("; ");
    if problems.len() > 5 {
        text.push_str("; and more");
    }
    text
}

/// So much of what a caller gave as a message can hold.
fn shown(key: impl fmt::Display) -> String {
    key.to_string().chars().take(100).collect()
}

fn did_you_mean(candidates: &[String]) -> String {
    if candidates.is_empty() { String::new() } else { format!("; did you mean {}?", candidates.join(" or ")) }
}

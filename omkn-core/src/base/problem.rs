//! What validation finds.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a value is not accepted; stable, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProblemCode {
    /// A value is needed here.
    Required,
    /// The text has no letter or digit.
    Blank,
    /// The text or list is longer than the limit.
    TooLong,
    /// The value has not the form it should have.
    InvalidFormat,
    /// The number or date is outside the range.
    OutOfRange,
    /// The same value stands there twice.
    Duplicate,
    /// No concept has this id.
    UnknownConcept,
    /// No organization has this id.
    UnknownOrganization,
    /// No record has this id.
    UnknownRecord,
    /// Two values contradict each other.
    Inconsistent,
    /// The name or address of a person is given without their consent.
    ConsentMissing,
}

impl ProblemCode {
    /// The code as it stands in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Blank => "blank",
            Self::TooLong => "too_long",
            Self::InvalidFormat => "invalid_format",
            Self::OutOfRange => "out_of_range",
            Self::Duplicate => "duplicate",
            Self::UnknownConcept => "unknown_concept",
            Self::UnknownOrganization => "unknown_organization",
            Self::UnknownRecord => "unknown_record",
            Self::Inconsistent => "inconsistent",
            Self::ConsentMissing => "consent_missing",
        }
    }
}

/// One finding of validation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// Where: a path into the JSON form, such as `measures[0].unit`.
    pub path: String,
    /// Why, for programs.
    pub code: ProblemCode,
    /// What is wrong and what would be right, for people.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is wrong with the whole has no path.
        if self.path.is_empty() { f.write_str(&self.reason) } else { write!(f, "{}: {}", self.path, self.reason) }
    }
}

/// All findings of validation at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValidationReport {
    /// The problems, in the order of the fields.
    pub problems: Vec<Problem>,
}

impl ValidationReport {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.problems.is_empty()
    }

    pub(crate) fn add(&mut self, path: impl Into<String>, code: ProblemCode, reason: impl Into<String>) {
        self.problems.push(Problem { path: path.into(), code, reason: reason.into() });
    }
}

//! Findings of validation.

use crate::convert::{Converted, FromCore, records, word_enums};

word_enums! {
    /// Why a value is not accepted; stable, for programs.
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
        /// The same value is listed more than once.
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
}

records! {
    /// One finding of validation.
    pub struct Problem {
        /// Where: a path of fields by the app's names, such as `durationMonths` or `measures[0].unit`. Of a row of a file, the
        /// names are those of the file.
        pub path: String,
        /// Why, for programs.
        pub code: ProblemCode,
        /// What is wrong and what would be right, for people.
        pub reason: String,
    }
}

impl Problem {
    /// A problem of what an app gave.
    fn new(core: omkn_core::Problem) -> Self {
        Self { path: app_path(&core.path), ..Self::of_file(core) }
    }

    /// A problem of a row of a file. Place and reason count for more than a code that this layer does not know.
    pub(crate) fn of_file(core: omkn_core::Problem) -> Self {
        let code = FromCore::from_core(core.code).unwrap_or(ProblemCode::InvalidFormat);
        Self { path: core.path, code, reason: core.reason }
    }
}

impl FromCore<omkn_core::Problem> for Problem {
    fn from_core(core: omkn_core::Problem) -> Converted<Self> {
        Ok(Self::new(core))
    }
}

/// A path into the JSON form by the names that fields have in Kotlin and Swift: `duration_months` is `durationMonths`.
pub(crate) fn app_path(path: &str) -> String {
    let mut words = path.split('_');
    let mut app_path = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        app_path.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        app_path.push_str(letters.as_str());
    }
    app_path
}

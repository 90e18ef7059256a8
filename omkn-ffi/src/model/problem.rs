//! Findings of validation.

use crate::convert::{records, word_enums};

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
}

records! {
    /// One finding of validation.
    pub struct Problem: FromCore {
        /// Where: a path into the JSON form, such as `measures[0].unit`.
        pub path: String,
        /// Why, for programs.
        pub code: ProblemCode,
        /// What is wrong and what would be right, for people.
        pub reason: String,
    }
}

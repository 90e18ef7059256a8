//! What validation finds.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::word_enum::word_enum;

word_enum! {
    /// Why a value is not accepted; stable, for programs.
    ProblemCode {
        /// A value is needed here.
        Required = "required", "Missing", "Manquant";
        /// The text has no letter or digit.
        Blank = "blank", "Blank", "Vide";
        /// The text or list is longer than the limit.
        TooLong = "too_long", "Too long", "Trop long";
        /// The value has not the form it should have.
        InvalidFormat = "invalid_format", "Wrong format", "Format invalide";
        /// The number or date is outside the range.
        OutOfRange = "out_of_range", "Out of range", "Hors limites";
        /// The same value is listed more than once.
        Duplicate = "duplicate", "Duplicate", "En double";
        /// No concept has this id.
        UnknownConcept = "unknown_concept", "Unknown concept", "Concept inconnu";
        /// No organization has this id.
        UnknownOrganization = "unknown_organization", "Unknown organization", "Organisation inconnue";
        /// No record has this id.
        UnknownRecord = "unknown_record", "Unknown record", "Fiche inconnue";
        /// Two values contradict each other.
        Inconsistent = "inconsistent", "Inconsistent", "Incohérent";
        /// The name or address of a person is given without their consent.
        ConsentMissing = "consent_missing", "Consent missing", "Consentement manquant";
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

impl Problem {
    /// Whether this is about an unreadable value or a part of it, or misses a text whose language is unreadable.
    fn follows_from(&self, unreadable: &Self) -> bool {
        // One of a list misses other things than what is unreadable of it.
        let misses = self.code == ProblemCode::Required && !self.path.ends_with(']');
        is_within(&self.path, &unreadable.path) || misses && is_within(&unreadable.path, &self.path)
    }
}

/// Whether a path is another or leads into it.
pub(crate) fn is_within(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The most problems that are listed, of one draft or of many.
pub(crate) const MOST_PROBLEMS: usize = 1_000;

/// All findings of validation at once; beyond 1,000 the last one says that there are more.
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

    /// These problems, found in a value with stand-ins for what could not be read, together with what that was; it comes first.
    /// Problems that only follow from a stand-in are left out.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{Problem, ProblemCode, RecordDraft, RecordKind};
    ///
    /// // The date could not be read, and the title is blank.
    /// let draft = RecordDraft::new(RecordKind::Guide, "en", " ");
    /// let (code, reason) = (ProblemCode::InvalidFormat, "not a date: \"2012-13\"".to_owned());
    /// let unreadable = vec![Problem { path: "date".to_owned(), code, reason }];
    /// let report = draft.validate().with_unreadable(unreadable);
    /// let paths: Vec<&str> = report.problems.iter().map(|problem| problem.path.as_str()).collect();
    /// assert_eq!(paths, ["date", "title.en"]);
    /// ```
    #[must_use]
    pub fn with_unreadable(mut self, unreadable: Vec<Problem>) -> Self {
        self.problems.retain(|problem| !unreadable.iter().any(|cause| problem.follows_from(cause)));
        let mut report = Self::default();
        for Problem { path, code, reason } in unreadable.into_iter().chain(self.problems) {
            report.add(path, code, reason);
        }
        report
    }

    pub(crate) fn add(&mut self, path: impl Into<String>, code: ProblemCode, reason: impl Into<String>) {
        match self.problems.len() {
            0..MOST_PROBLEMS => self.problems.push(Problem { path: path.into(), code, reason: reason.into() }),
            MOST_PROBLEMS => {
                let reason = format!("there are more problems than these {MOST_PROBLEMS}");
                self.problems.push(Problem { path: String::new(), code: ProblemCode::TooLong, reason });
            }
            _ => {}
        }
    }
}

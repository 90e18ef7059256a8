//! Validation of drafts: pure, and every problem at once.

use super::draft::RecordDraft;
use super::problem::{ProblemCode, ValidationReport};
use crate::lang::LanguageMap;

/// The limits a draft must keep.
pub mod limits {
    /// The longest title, in characters.
    pub const TITLE_CHARS: usize = 500;
    /// The longest summary, in characters.
    pub const SUMMARY_CHARS: usize = 10_000;
    /// The longest short text (names, units, addresses), in bytes.
    pub const SHORT_TEXT_BYTES: usize = 2_000;
    /// The longest list, such as concepts, subjects or resources.
    pub const LIST_LENGTH: usize = 256;
    /// The largest record, as JSON, in bytes.
    pub const RECORD_BYTES: usize = 1 << 20;
}

impl RecordDraft {
    /// Check everything that can be checked without a knowledge base. Whether concepts and organizations exist is
    /// checked by [`KnowledgeBase::validate`](crate::KnowledgeBase::validate).
    #[must_use]
    pub fn validate(&self) -> ValidationReport {
        let mut report = ValidationReport::default();
        check_texts(&mut report, "title", &self.title, limits::TITLE_CHARS);
        if self.title.is_empty() {
            report.add("title", ProblemCode::Required, "give a title in one language at least");
        }
        report
    }
}

fn check_texts(report: &mut ValidationReport, path: &str, texts: &LanguageMap, most: usize) {
    for (language, text) in texts.iter() {
        if text.chars().count() > most {
            report.add(format!("{path}.{language}"), ProblemCode::TooLong, format!("at most {most} characters"));
        }
    }
}
impl RecordDraft {
    pub(crate) fn normalized(self) -> Self {
        self
    }
}

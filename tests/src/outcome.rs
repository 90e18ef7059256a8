//! How a stage ended.

use crate::command::Finished;
use std::{fmt, ops::Add};

/// Tests by how they ended; a stage without tests counts as one.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// What a stage found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) counts: Counts,
    /// Why it failed, for people; empty if nothing did.
    pub(crate) details: String,
    /// What a stage shows even if nothing failed, such as a table of figures.
    pub(crate) shown: String,
    /// Why tests were skipped, where they say so.
    pub(crate) skip_reasons: Vec<String>,
}

impl Outcome {
    /// So many tests passed.
    pub(crate) fn passed(tests: usize) -> Self {
        Self { counts: Counts { passed: tests, ..Counts::default() }, ..Self::default() }
    }

    /// The stage failed as a whole.
    pub(crate) fn failed(details: impl Into<String>) -> Self {
        Self { counts: Counts { failed: 1, ..Counts::default() }, details: details.into(), ..Self::default() }
    }

    /// What a program counted, which failed or counted nothing where no test says so; what it wrote then says why.
    pub(crate) fn counted(mut counts: Counts, finished: Finished) -> Self {
        if (!finished.succeeded || counts.passed == 0) && counts.failed == 0 {
            counts.failed = 1;
        }
        let details = if counts.failed > 0 { finished.output } else { String::new() };
        Self { counts, details, ..Self::default() }
    }

    /// The stage could not run here, and need not.
    pub(crate) fn skipped(reason: impl Into<String>) -> Self {
        Self {
            counts: Counts { skipped: 1, ..Counts::default() },
            skip_reasons: vec![reason.into()],
            ..Self::default()
        }
    }

    /// The word for the whole stage.
    pub(crate) fn verdict(&self) -> &'static str {
        match self.counts {
            Counts { failed: 1.., .. } => "FAILED",
            Counts { passed: 0, skipped: 1.., .. } => "skipped",
            _ => "ok",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_fails_the_stage() {
        let counts = Counts { passed: 3, failed: 1, skipped: 1 };
        assert_eq!(Outcome { counts, ..Outcome::default() }.verdict(), "FAILED");
        assert_eq!(Outcome::failed("why").verdict(), "FAILED");
    }

    #[test]
    fn a_stage_is_skipped_only_if_nothing_ran() {
        assert_eq!(Outcome::skipped("no data").verdict(), "skipped");
        let counts = Counts { passed: 1, failed: 0, skipped: 2 };
        assert_eq!(Outcome { counts, ..Outcome::default() }.verdict(), "ok");
        assert_eq!(Outcome::passed(2).counts + Outcome::passed(3).counts, Outcome::passed(5).counts);
    }
}

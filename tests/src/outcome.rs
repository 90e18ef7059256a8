//! How a stage ended.

use crate::command::Finished;

/// What a stage found: tests by how they ended. A stage without tests counts as one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// Why each skipped test was skipped.
    pub(crate) skipped: Vec<String>,
    /// Why it failed, for people; empty if nothing did.
    pub(crate) details: String,
    /// What a stage shows even if nothing failed, such as a table of figures.
    pub(crate) shown: String,
}

impl Outcome {
    /// The stage failed as a whole.
    pub(crate) fn failed(details: impl Into<String>) -> Self {
        Self { failed: 1, details: details.into(), ..Self::default() }
    }

    /// The stage could not run here, and need not.
    pub(crate) fn skipped(reason: impl Into<String>) -> Self {
        Self { skipped: vec![reason.into()], ..Self::default() }
    }

    /// A check that passed or failed as a whole.
    pub(crate) fn whole<T>(result: Result<T, String>) -> Self {
        result.map_or_else(Self::failed, |_| Self { passed: 1, ..Self::default() })
    }

    /// The counts of a test program, which also failed if it says so itself or ran nothing; its output then says why.
    pub(crate) fn of(mut self, finished: &Finished) -> Self {
        if self.failed == 0 && (!finished.succeeded || self.passed == 0) {
            self.failed = 1;
        }
        if self.failed > 0 {
            self.details += &finished.output;
        }
        self
    }

    /// Both together.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped.extend(other.skipped);
        self.details += &other.details;
        self.shown += &other.shown;
        self
    }

    /// The word for the whole stage.
    pub(crate) fn verdict(&self) -> &'static str {
        match self {
            Self { failed: 1.., .. } => "FAILED",
            Self { passed: 0, .. } => "skipped",
            _ => "ok",
        }
    }

    /// `12 passed, 0 failed, 1 skipped`.
    pub(crate) fn counts(&self) -> String {
        format!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(succeeded: bool) -> Finished {
        Finished { succeeded, output: "why".to_owned() }
    }

    #[test]
    fn one_failure_fails_a_stage_and_only_one_that_ran_nothing_is_skipped() {
        let passed = || Outcome::whole(Ok(()));
        assert_eq!(passed().and(Outcome::failed("why")).verdict(), "FAILED");
        assert_eq!(passed().and(Outcome::skipped("no data")).verdict(), "ok");
        assert_eq!(Outcome::skipped("no data").verdict(), "skipped");
        assert_eq!(passed().and(Outcome::skipped("no data")).counts(), "1 passed, 0 failed, 1 skipped");
    }

    #[test]
    fn a_program_that_failed_or_ran_no_test_is_a_failure() {
        let passed = || Outcome { passed: 3, ..Outcome::default() };
        assert_eq!(passed().of(&finished(true)), passed());
        assert_eq!((passed().of(&finished(false)).failed, passed().of(&finished(false)).details.as_str()), (1, "why"));
        assert_eq!(Outcome::default().of(&finished(true)).failed, 1);
        assert_eq!(Outcome { failed: 2, ..passed() }.of(&finished(false)).failed, 2);
    }
}

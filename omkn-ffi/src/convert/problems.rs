//! What is wrong with values that an app gave: all of it, each with its place.

use omkn_core::{Problem, ProblemCode};

/// What cannot be read of what an app gave. The conversion goes on with a stand-in, so that the rest is checked, too.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// Where the conversion is: a path into the JSON form, such as `measures[0].before.value`.
    path: String,
    found: Vec<Problem>,
}

impl Problems {
    /// Go into a part, such as a field or `[0]`, and come back.
    pub(crate) fn within<T>(&mut self, part: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if length > 0 && !part.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(part);
        let result = work(self);
        self.path.truncate(length);
        result
    }

    /// The value here has not the form it should have.
    pub(crate) fn add(&mut self, reason: impl ToString) {
        self.add_as(ProblemCode::InvalidFormat, reason);
    }

    pub(crate) fn add_as(&mut self, code: ProblemCode, reason: impl ToString) {
        self.found.push(Problem { path: self.path.clone(), code, reason: reason.to_string() });
    }

    /// The value that `work` reads; none where it is itself unreadable, rather than a part of it.
    pub(crate) fn readable<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let before = self.found.len();
        let value = work(self);
        let is_readable = self.found.iter().skip(before).all(|problem| problem.path != self.path);
        is_readable.then_some(value)
    }

    /// What was found, in the order of the fields.
    pub(crate) fn found(self) -> Vec<Problem> {
        self.found
    }
}

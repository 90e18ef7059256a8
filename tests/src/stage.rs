//! What a stage is, and the table of all of them.

use crate::{api, cargo_stages, conformance, context::Context, kotlin, outcome::Outcome, project, python, swift};

/// One check. A new one is a line in [`STAGES`] and a function in the file of its family.
pub(crate) struct Stage {
    /// The word it is asked for by.
    pub(crate) name: &'static str,
    /// What it checks, for `--list`.
    pub(crate) about: &'static str,
    /// Never panics; reports what is missing, with what to install.
    pub(crate) run: fn(&Context) -> Outcome,
    /// Whether it takes minutes that most changes need not wait for.
    pub(crate) long: bool,
}

const fn stage(name: &'static str, about: &'static str, run: fn(&Context) -> Outcome) -> Stage {
    Stage { name, about, run, long: false }
}

const fn long(name: &'static str, about: &'static str, run: fn(&Context) -> Outcome) -> Stage {
    Stage { name, about, run, long: true }
}

/// All stages, quick ones first.
pub(crate) const STAGES: &[Stage] = &[
    stage("fmt", "the code is formatted", cargo_stages::fmt),
    stage("typos", "no word is misspelt", project::typos),
    stage("licences", "licences and origins of what is drawn in", project::licences),
    stage("clippy", "no warning of the compiler or of clippy", cargo_stages::clippy),
    stage("docs", "the documentation builds without a warning", cargo_stages::docs),
    stage("rust", "unit tests, behaviour tests and documentation examples", cargo_stages::rust),
    stage("examples", "the example program runs to its end", cargo_stages::examples),
    stage("relevance", "golden queries are answered as well as before", cargo_stages::relevance),
    stage("python", "the Python package: wheel, tests, notebooks, stubs", python::python),
    stage("conformance", "the same words mean the same in generated Python", conformance::conformance),
    stage("api", "what Kotlin and Swift apps see is as listed", api::api),
    stage("kotlin", "the Kotlin library, built and tested on this machine", kotlin::library),
    stage("kotlin-example", "the example app in Kotlin, on a virtual display", kotlin::example),
    stage("swift", "the Swift package, where there is a Swift compiler", swift::swift),
    long("package", "omkn-core as crates.io would get it, with its tests", project::package),
    long("fuzz", "a minute of fuzzing for each target", project::fuzz),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_own_name() {
        let mut names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STAGES.len());
    }
}

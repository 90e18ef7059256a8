//! What a stage is, and the table of all of them.

use crate::{
    api_stage, cargo_stages, conformance_stage, kotlin_example_stage, kotlin_stage, outcome::Outcome, python_stage,
    swift_stage,
};
use std::{env, ffi::OsString, path::PathBuf};

/// One check. A new one is a line in [`STAGES`] and a function in the file of its family.
pub(crate) struct Stage {
    /// The word it is asked for by.
    pub(crate) name: &'static str,
    /// What it checks, for `--list`.
    pub(crate) about: &'static str,
    /// Never panics; what is missing is told, with what to install.
    pub(crate) run: fn(&Context) -> Outcome,
}

/// All stages, quick ones first.
pub(crate) const STAGES: &[Stage] = &[
    Stage { name: "fmt", about: "the code is formatted", run: cargo_stages::fmt },
    Stage { name: "clippy", about: "no warning of the compiler or of clippy", run: cargo_stages::clippy },
    Stage { name: "docs", about: "the documentation builds without a warning", run: cargo_stages::docs },
    Stage { name: "rust", about: "unit tests, behaviour tests and documentation examples", run: cargo_stages::rust },
    Stage { name: "examples", about: "the example program runs to its end", run: cargo_stages::examples },
    Stage { name: "relevance", about: "golden queries are answered as well as before", run: cargo_stages::relevance },
    Stage { name: "python", about: "the Python package: wheel, tests, notebooks, stubs", run: python_stage::python },
    Stage {
        name: "conformance",
        about: "the same words mean the same in generated Python",
        run: conformance_stage::conformance,
    },
    Stage { name: "api", about: "what Kotlin and Swift apps see is as listed", run: api_stage::api },
    Stage { name: "kotlin", about: "the Kotlin library, built and tested on this machine", run: kotlin_stage::kotlin },
    Stage {
        name: "kotlin-example",
        about: "the example app in Kotlin, on a virtual display",
        run: kotlin_example_stage::kotlin_example,
    },
    Stage { name: "swift", about: "the Swift package, where there is a Swift compiler", run: swift_stage::swift },
];

/// Where everything is.
pub(crate) struct Context {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    /// The Cargo that runs us, so that all builds use one toolchain.
    pub(crate) cargo: OsString,
    /// `CARGO_TARGET_DIR` made absolute, because stages run in `root`.
    pub(crate) target_dir: Option<PathBuf>,
}

impl Context {
    /// Reads what Cargo says; the manifest's folder known at build time stands in when we are run by hand.
    pub(crate) fn from_environment() -> Self {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let mut root = PathBuf::from(manifest);
        root.pop();
        let target_dir = env::var_os("CARGO_TARGET_DIR").and_then(|dir| std::path::absolute(dir).ok());
        Self { root, cargo: env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), target_dir }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_folder_of_the_workspace() {
        assert!(Context::from_environment().root.join("Cargo.lock").exists());
    }

    #[test]
    fn every_stage_has_its_own_name() {
        let mut names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STAGES.len());
    }
}

//! The stages that Cargo runs. Cargo unites the features of what is chosen, and compiles a dependency once more for other
//! features: so `clippy` and `docs` choose alike, which only check, and so do all that build.

use crate::{command, context::Context, libtest, outcome::Outcome};
use std::process::Command;

const ADVICE: &str = "install Rust from https://rustup.rs";
/// What every build chooses. Without tests among the targets, `--examples` brings their features along.
pub(crate) const BUILD: [&str; 1] = ["--workspace"];

/// The standard formatting.
pub(crate) fn fmt(context: &Context) -> Outcome {
    whole(context.cargo(&["fmt", "--all", "--check", "--", "--color", "never"]))
}

/// Every target without a warning.
pub(crate) fn clippy(context: &Context) -> Outcome {
    whole(context.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// The documentation, links included.
pub(crate) fn docs(context: &Context) -> Outcome {
    let mut docs = context.cargo(&["doc", "--workspace", "--no-deps", "--lib", "--bins", "--examples"]);
    docs.env("RUSTDOCFLAGS", "-D warnings");
    whole(docs)
}

/// All tests. The output of those that passed is shown, because `skipped: reason` is in it.
pub(crate) fn rust(context: &Context) -> Outcome {
    let mut tests = context.cargo(&["test", "--no-fail-fast"]);
    tests.args(BUILD).args(["--", "--show-output"]);
    command::run(tests, ADVICE).map_or_else(Outcome::failed, |finished| libtest::read(&finished))
}

/// The tour, as a user would run it.
pub(crate) fn examples(context: &Context) -> Outcome {
    whole(context.cargo(&["run", "--release", "--package", "omkn-examples", "--example", "tour"]))
}

/// The golden queries of the sample, and judged collections beside the project where there are any.
pub(crate) fn relevance(context: &Context) -> Outcome {
    let mut program =
        context.cargo(&["run", "--release", "--package", "omkn-examples", "--example", "relevance", "--"]);
    let mut missing = Vec::new();
    for name in ["ki_digitalgov", "piaf_fr"] {
        let folder = context.root.join("../shared/data/ir").join(name);
        if folder.is_dir() {
            program.arg(folder);
        } else {
            missing.push(format!("{name}: the judged collection is not here"));
        }
    }
    match command::succeed(program, ADVICE) {
        Ok(shown) => Outcome { passed: 1, skipped: missing, shown, ..Outcome::default() },
        Err(details) => Outcome::failed(details),
    }
}

/// A stage that passes or fails as a whole.
fn whole(command: Command) -> Outcome {
    Outcome::whole(command::succeed(command, ADVICE))
}

//! The stages that Cargo runs.

use crate::{
    cargo_output,
    command::{self, Finished},
    outcome::Outcome,
    stage::Context,
};
use std::path::Path;
use std::process::Command;

/// The standard formatting.
pub(crate) fn fmt(context: &Context) -> Outcome {
    whole(cargo(context, &["fmt", "--all", "--check", "--", "--color", "never"], &[]))
}

/// Every target without a warning.
pub(crate) fn clippy(context: &Context) -> Outcome {
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    whole(cargo(context, &arguments, &[]))
}

/// The documentation, links included.
pub(crate) fn docs(context: &Context) -> Outcome {
    whole(cargo(context, &["doc", "--workspace", "--no-deps"], &[("RUSTDOCFLAGS", "-D warnings")]))
}

/// All tests. The output of those that passed is shown, because `skipped: reason` stands there.
pub(crate) fn rust(context: &Context) -> Outcome {
    match cargo(context, &["test", "--workspace", "--no-fail-fast", "--", "--show-output"], &[]) {
        Ok(finished) => cargo_output::read_tests(&finished.output, finished.succeeded),
        Err(sentence) => Outcome::failed(sentence),
    }
}

/// The tour, as a user would run it.
pub(crate) fn examples(context: &Context) -> Outcome {
    whole(cargo(context, &["run", "--release", "--package", "omkn-examples", "--example", "tour"], &[]))
}

/// The golden queries of the sample, and judged collections beside the project where there are any.
pub(crate) fn relevance(context: &Context) -> Outcome {
    let shared = context.root.join("../shared/data/ir");
    let folders = ["ki_digitalgov", "piaf_fr"].map(|name| shared.join(name).to_string_lossy().into_owned());
    let present: Vec<&str> = folders.iter().map(String::as_str).filter(|path| Path::new(path).is_dir()).collect();
    let mut arguments = vec!["run", "--release", "--package", "omkn-examples", "--example", "relevance", "--"];
    arguments.extend(&present);
    let finished = cargo(context, &arguments, &[]);
    let shown = finished.as_ref().map(|finished| cargo_output::without_progress(&finished.output)).unwrap_or_default();
    let mut outcome = whole(finished);
    if outcome.counts.failed == 0 {
        outcome.shown = shown;
        outcome.counts.skipped += folders.len() - present.len();
    }
    for missing in folders.iter().filter(|path| !present.contains(&path.as_str())) {
        let name = Path::new(missing).file_name().unwrap_or_default().to_string_lossy();
        outcome.skip_reasons.push(format!("{name}: the judged collection is not here"));
    }
    outcome
}

/// A stage that passes or fails as a whole.
fn whole(finished: Result<Finished, String>) -> Outcome {
    match finished {
        Ok(Finished { succeeded: true, .. }) => Outcome::passed(1),
        Ok(Finished { output, .. }) => Outcome::failed(cargo_output::without_progress(&output)),
        Err(sentence) => Outcome::failed(sentence),
    }
}

/// Runs Cargo in the workspace, plain of colour so that its output can be read.
pub(crate) fn cargo(context: &Context, arguments: &[&str], variables: &[(&str, &str)]) -> Result<Finished, String> {
    let mut command = Command::new(&context.cargo);
    command.args(arguments).current_dir(&context.root);
    command.env("CARGO_TERM_COLOR", "never").env("CARGO_TERM_PROGRESS_WHEN", "never");
    command::forget_our_package(&mut command);
    if let Some(dir) = &context.target_dir {
        command.env("CARGO_TARGET_DIR", dir);
    }
    command.envs(variables.iter().copied());
    command::run(command, "install Rust from https://rustup.rs")
}

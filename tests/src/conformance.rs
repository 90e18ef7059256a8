//! The conformance vectors through the Python that UniFFI generates; Rust, Python and Kotlin run them in their own stages.

use crate::{
    command::{self, Finished},
    context::Context,
    libtest::count,
    native_library,
    outcome::Outcome,
};
use std::fs;

/// Builds, generates, runs.
pub(crate) fn conformance(context: &Context) -> Outcome {
    run(context).map_or_else(Outcome::failed, |finished| read(&finished))
}

fn run(context: &Context) -> Result<Finished, String> {
    let generated = context.target.join("python-generated");
    native_library::generate(context, "python", &generated)?;
    let library = native_library::path(context);
    // The generated module looks for the library beside itself.
    fs::copy(&library, generated.join(library.file_name().unwrap_or_default()))
        .map_err(|error| format!("cannot copy {}: {error}", library.display()))?;
    let mut python = context.command("python3");
    python.arg("tests/conformance/run_generated_python.py").arg(generated);
    // The sources stay as they are.
    python.env("PYTHONDONTWRITEBYTECODE", "1");
    command::run(python, "install Python 3.10 or newer")
}

/// Our own program ends with the line `166 passed, 0 failed`.
fn read(finished: &Finished) -> Outcome {
    let last = finished.output.lines().next_back().unwrap_or_default();
    let counts = Outcome { passed: count(last, "passed"), failed: count(last, "failed"), ..Outcome::default() };
    counts.of(finished)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_the_vectors_are_read() {
        let counts = |output: &str, succeeded| {
            let outcome = read(&Finished { succeeded, output: output.to_owned() });
            (outcome.passed, outcome.failed)
        };
        assert_eq!(counts("166 passed, 0 failed\n", true), (166, 0));
        assert_eq!(counts("query.json: A promise.\n    expected 1, got 2\n165 passed, 1 failed\n", false), (165, 1));
        assert_eq!(counts("Traceback (most recent call last)", false), (0, 1));
        assert_eq!(counts("", true), (0, 1));
    }
}

//! The conformance vectors through the Python that UniFFI generates; Rust, Python and Kotlin run them in their own stages.

use crate::{
    command::{self, Finished},
    native_library,
    outcome::{Counts, Outcome},
    stage::Context,
};
use std::{fs, process::Command};

/// Builds, generates, runs.
pub(crate) fn conformance(context: &Context) -> Outcome {
    match run(context) {
        Ok(finished) => read_counts(finished),
        Err(details) => Outcome::failed(details),
    }
}

fn run(context: &Context) -> Result<Finished, String> {
    let generated = native_library::target(context).join("python-generated");
    native_library::generate(context, "python", &generated)?;
    let library = native_library::path(context);
    // The generated module looks for the library beside itself.
    fs::copy(&library, generated.join(library.file_name().unwrap_or_default()))
        .map_err(|error| format!("cannot copy {}: {error}", library.display()))?;
    let mut python = Command::new("python3");
    python.arg("tests/conformance/run_generated_python.py").arg(generated).current_dir(&context.root);
    // The sources stay as they are.
    python.env("PYTHONDONTWRITEBYTECODE", "1");
    command::run(python, "install Python 3.10 or newer")
}

/// The last line: `166 passed, 0 failed`.
fn read_counts(finished: Finished) -> Outcome {
    let last = finished.output.lines().next_back().unwrap_or_default();
    let count = |word: &str| -> usize {
        let before = last.split_once(word).map_or("", |(before, _)| before.trim_end());
        before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    let counts = Counts { passed: count("passed"), failed: count("failed"), skipped: 0 };
    Outcome::counted(counts, finished)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_the_vectors_are_read() {
        let read = |output: &str, succeeded| read_counts(Finished { succeeded, output: output.to_owned() }).counts;
        assert_eq!(read("166 passed, 0 failed\n", true), Counts { passed: 166, ..Counts::default() });
        let output = "query.json: A promise.\n    then: expected 1, got 2\n165 passed, 1 failed\n";
        assert_eq!(read(output, false), Counts { passed: 165, failed: 1, skipped: 0 });
        assert_eq!(read("Traceback (most recent call last)", false).failed, 1);
        assert_eq!(read("", true).failed, 1);
    }
}

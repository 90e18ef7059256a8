//! The Swift package: the native library built, its sources generated, all of it compiled and tested where Swift is.

use crate::{
    command::{self, Finished},
    native_library,
    outcome::{Counts, Outcome},
    stage::Context,
};
use std::{fs, path::Path, process::Command};

const ADVICE: &str = "install Swift 5.9 or newer from swift.org, or Debian's swiftlang and swiftlang-dev";

/// Builds, generates, compiles, tests, and tries the example; skipped where there is no compiler.
pub(crate) fn swift(context: &Context) -> Outcome {
    let mut version = Command::new("swift");
    version.arg("--version");
    // OpenStack has a program of the same name.
    if !command::run(version, ADVICE).is_ok_and(|finished| finished.output.contains("Swift version")) {
        return Outcome::skipped(format!("no Swift compiler is here: {ADVICE}"));
    }
    match prepared(context).and_then(|()| tested(context)) {
        Ok(outcome) => outcome,
        Err(details) => Outcome::failed(details),
    }
}

/// The sources of the library, where the package expects them.
fn prepared(context: &Context) -> Result<(), String> {
    let generated = native_library::target(context).join("swift-generated");
    native_library::generate(context, "swift", &generated)?;
    let sources = context.root.join("omkn-ffi/swift/Sources");
    place(&generated.join("Omkn.swift"), &sources.join("Omkn/Generated/Omkn.swift"))?;
    place(&generated.join("OmknFFI.h"), &sources.join("OmknFFI/OmknFFI.h"))?;
    place(&generated.join("OmknFFI.modulemap"), &sources.join("OmknFFI/module.modulemap"))
}

fn place(from: &Path, to: &Path) -> Result<(), String> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(from, to))
        .map(|_| ())
        .map_err(|error| format!("cannot copy {} to {}: {error}", from.display(), to.display()))
}

fn tested(context: &Context) -> Result<Outcome, String> {
    let tests = command::run(package(context, "test", "omkn-ffi/swift"), ADVICE)?;
    let outcome = read_xctest(tests);
    if outcome.counts.failed > 0 {
        return Ok(outcome);
    }
    let folder = native_library::target(context).join("swift/knowledge-base");
    // What an earlier run left, if any.
    let _ = fs::remove_dir_all(&folder);
    let mut example = package(context, "run", "examples/swift/desk");
    example.arg("omkn-example").arg(folder);
    let example = command::run(example, ADVICE)?;
    if !example.succeeded || !example.output.contains("138 records") {
        return Ok(Outcome::failed(example.output));
    }
    Ok(Outcome { counts: outcome.counts + Outcome::passed(1).counts, ..outcome })
}

/// What Swift makes lies with what Cargo makes, and is linked to it.
fn package(context: &Context, verb: &str, folder: &str) -> Command {
    let made = native_library::target(context).join("swift").join(folder.replace('/', "-"));
    let mut swift = Command::new("swift");
    swift.args([verb, "--package-path"]).arg(context.root.join(folder)).arg("--scratch-path").arg(made);
    swift.env("OMKN_NATIVE", native_library::folder(context)).current_dir(&context.root);
    swift
}

/// The last sum: `Executed 14 tests, with 1 test skipped and 2 failures (0 unexpected) in 2.0 (2.0) seconds`.
fn read_xctest(finished: Finished) -> Outcome {
    let last = finished.output.lines().rfind(|line| line.contains("Executed ")).unwrap_or_default();
    let words: Vec<&str> = last.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let count = |at: usize| words.get(at).and_then(|word| word.parse().ok()).unwrap_or(0);
    let before = |word: &str, steps: usize| {
        words.iter().position(|found| found.starts_with(word)).and_then(|at| at.checked_sub(steps)).map_or(0, count)
    };
    let (run, failed, skipped) = (before("test", 1), before("failure", 1), before("skipped", 2));
    let counts = Counts { passed: usize::saturating_sub(run, failed + skipped), failed, skipped };
    Outcome::counted(counts, finished)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sum_of_xctest_is_read() {
        let read = |output: &str, succeeded| read_xctest(Finished { succeeded, output: output.to_owned() }).counts;
        let suite = "\t Executed 7 tests, with 0 failures (0 unexpected) in 0.8 (0.8) seconds\n";
        let all = "\t Executed 14 tests, with 1 test skipped and 2 failures (0 unexpected) in 2.0 (2.0) seconds\n";
        assert_eq!(read(suite, true), Counts { passed: 7, ..Counts::default() });
        assert_eq!(read(&format!("{suite}{all}"), false), Counts { passed: 11, failed: 2, skipped: 1 });
        assert_eq!(read("error: no such module", false).failed, 1);
        assert_eq!(read("", true).failed, 1);
    }
}

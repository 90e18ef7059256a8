//! The Swift package: the native library built, its sources generated, all of it compiled and tested where Swift is.

use crate::{
    command::{self, Finished},
    context::{self, Context},
    libtest::count,
    native_library,
    outcome::Outcome,
};
use std::{fs, path::Path, process::Command};

const ADVICE: &str = "install Swift 5.9 or newer from swift.org, or Debian's swiftlang and swiftlang-dev";

/// Builds, generates, compiles, tests, and tries the example; skipped where there is no compiler.
pub(crate) fn swift(context: &Context) -> Outcome {
    let mut version = Command::new("swift");
    version.arg("--version");
    // OpenStack has a program of the same name.
    if !command::succeed(version, ADVICE).is_ok_and(|output| output.contains("Swift version")) {
        return Outcome::skipped(format!("no Swift compiler is here: {ADVICE}"));
    }
    prepared(context).and_then(|()| tested(context)).unwrap_or_else(Outcome::failed)
}

/// The sources of the library, where the package expects them.
fn prepared(context: &Context) -> Result<(), String> {
    let generated = context.target.join("swift-generated");
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
    let outcome = read_xctest(&command::run(package(context, "test", "omkn-ffi/swift"), ADVICE)?);
    if outcome.failed > 0 {
        return Ok(outcome);
    }
    let folder = context.target.join("swift/knowledge-base");
    context::remove(&folder)?;
    let mut example = package(context, "run", "examples/swift/desk");
    example.arg("omkn-example").arg(folder);
    let shown = command::succeed(example, ADVICE)?;
    let complete = if shown.contains("138 records") { Ok(()) } else { Err(shown) };
    Ok(outcome.and(Outcome::whole(complete)))
}

/// What Swift makes is kept with what Cargo makes, and linked to it.
fn package(context: &Context, verb: &str, folder: &str) -> Command {
    let made = context.target.join("swift").join(folder.replace('/', "-"));
    let mut swift = context.command("swift");
    swift.args([verb, "--package-path"]).arg(context.root.join(folder)).arg("--scratch-path").arg(made);
    swift.env("OMKN_NATIVE", native_library::folder(context));
    swift
}

/// The last sum: `Executed 14 tests, with 1 test skipped and 2 failures (0 unexpected) in 2.0 (2.0) seconds`. Reports in the
/// form of JUnit leave out skipped tests, and older compilers write none unless tests run in parallel.
fn read_xctest(finished: &Finished) -> Outcome {
    let last = finished.output.lines().rfind(|line| line.contains("Executed ")).unwrap_or_default();
    let (run, rest) = last.split_once(", with ").unwrap_or_default();
    let run = count(run, "tests").max(count(run, "test"));
    let failed = count(rest, "failures").max(count(rest, "failure"));
    let skipped = count(&rest.replace("tests ", "").replace("test ", ""), "skipped");
    let outcome = Outcome {
        passed: run.saturating_sub(failed + skipped),
        failed,
        skipped: vec!["a test that skips itself".to_owned(); skipped],
        ..Outcome::default()
    };
    outcome.of(finished)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sum_of_xctest_is_read() {
        let read = |output: &str, succeeded| {
            let outcome = read_xctest(&Finished { succeeded, output: output.to_owned() });
            (outcome.passed, outcome.failed, outcome.skipped.len())
        };
        let suite = "\t Executed 7 tests, with 0 failures (0 unexpected) in 0.8 (0.8) seconds\n";
        let all = "\t Executed 14 tests, with 1 test skipped and 2 failures (0 unexpected) in 2.0 (2.0) seconds\n";
        assert_eq!(read(suite, true), (7, 0, 0));
        assert_eq!(read(&format!("{suite}{all}"), false), (11, 2, 1));
        assert_eq!(read("\t Executed 1 test, with 1 failure (0 unexpected) in 2.0 seconds\n", false), (0, 1, 0));
        assert_eq!(read("error: no such module", false), (0, 1, 0));
        assert_eq!(read("", true), (0, 1, 0));
    }
}

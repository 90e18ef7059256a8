//! Reads what `cargo test` prints.

use crate::outcome::{Counts, Outcome};

/// Lines of details kept at most: the last ones say why.
const MOST_LINES: usize = 300;

/// Lines that only say that something goes on.
const PROGRESS: [&str; 9] =
    ["Compiling", "Checking", "Documenting", "Fresh", "Finished", "Blocking", "Updating", "Downloading", "Downloaded"];

/// The counts of all test programs; ignored tests and those that print `skipped: reason` count as skipped.
pub(crate) fn read_tests(output: &str, succeeded: bool) -> Outcome {
    let mut counts = Counts::default();
    // A test program that died gave no result: its own headline is the last trace of it.
    let mut unfinished = false;
    let mut died = 0;
    for line in output.lines() {
        if let Some(summary) = line.strip_prefix("test result: ") {
            counts = counts + read_summary(summary);
            unfinished = false;
        } else if is_headline(line) {
            died += usize::from(unfinished);
            unfinished = true;
        }
    }
    let reasons = skip_reasons(output);
    let skipped = reasons.len().min(counts.passed);
    counts.passed -= skipped;
    counts.skipped += skipped;
    if succeeded {
        return Outcome { counts, skip_reasons: reasons, ..Outcome::default() };
    }
    counts.failed += died + usize::from(unfinished);
    // Cargo failed, but no test did: it did not compile.
    counts.failed = counts.failed.max(1);
    Outcome { counts, details: without_passed_tests(output), skip_reasons: reasons, ..Outcome::default() }
}

/// Leaves out the lines of progress, and all but the end of a very long output.
pub(crate) fn without_progress(output: &str) -> String {
    last_lines(output.lines().filter(|line| !is_progress(line)))
}

/// Also leaves out the tests that passed and what they printed, and headlines: Cargo names what failed once more.
fn without_passed_tests(output: &str) -> String {
    let mut in_successes = false;
    last_lines(output.lines().filter(|line| {
        match *line {
            "successes:" => in_successes = true,
            "failures:" => in_successes = false,
            _ if line.starts_with("test result: ") => in_successes = false,
            _ => {}
        }
        let passed = line.starts_with("test result: ok") || line.starts_with("test ") && line.ends_with("... ok");
        !in_successes && !passed && !is_progress(line) && !is_headline(line) && !line.starts_with("running ")
    }))
}

/// Keeps the end, with no two empty lines in a row.
fn last_lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut kept: Vec<&str> = lines.collect();
    kept.dedup_by(|next, line| next.trim().is_empty() && line.trim().is_empty());
    let start = kept.len().saturating_sub(MOST_LINES);
    kept.split_off(start).join("\n")
}

fn is_progress(line: &str) -> bool {
    line.starts_with(' ') && line.split_whitespace().next().is_some_and(|word| PROGRESS.contains(&word))
}

/// `     Running tests/x.rs (…)` or `   Doc-tests omkn_core`.
fn is_headline(line: &str) -> bool {
    line.starts_with("     Running ") || line.starts_with("   Doc-tests ")
}

/// Reads `ok. 12 passed; 0 failed; 1 ignored; …`.
fn read_summary(summary: &str) -> Counts {
    let count = |word: &str| {
        let part = summary.split([';', '.']).find_map(|part| part.trim().strip_suffix(word));
        part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Counts { passed: count("passed"), failed: count("failed"), skipped: count("ignored") }
}

/// `name: reason` of every passed test that printed `skipped: reason`; a test counts once.
fn skip_reasons(output: &str) -> Vec<String> {
    let mut reasons = Vec::new();
    let mut test = "";
    let mut in_successes = false;
    for line in output.lines() {
        if let Some(name) = line.strip_prefix("---- ").and_then(|line| line.strip_suffix(" stdout ----")) {
            test = name;
        } else if line == "successes:" || line == "failures:" {
            in_successes = line == "successes:";
            test = "";
        } else if let Some(reason) = line.strip_prefix("skipped: ").filter(|_| in_successes && !test.is_empty()) {
            reasons.push(format!("{test}: {reason}"));
            test = "";
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSED: &str = "   Compiling omkn-core v0.1.0
     Running unittests src/lib.rs (target/debug/deps/omkn_core-1)

running 2 tests
test a ... ok
test b ... ok

successes:

---- b stdout ----
skipped: no shared data
skipped: twice

successes:
    a
    b

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

   Doc-tests omkn_core

test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.40s

test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
";

    const FAILED: &str = "     Running tests/x.rs (target/debug/deps/x-1)
test c ... FAILED
test d ... ok

successes:

---- d stdout ----
noise

successes:
    d

failures:

---- c stdout ----
skipped: not really
left: 1

failures:
    c

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

error: test failed, to rerun pass `--test x`
     Running tests/y.rs (target/debug/deps/y-1)
error: test failed, to rerun pass `--test y`
  process didn't exit successfully: `y` (signal: 6, SIGABRT: process abort signal)
     Running tests/z.rs (target/debug/deps/z-1)
test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    #[test]
    fn ignored_tests_and_tests_that_say_so_are_skipped() {
        let outcome = read_tests(PASSED, true);
        assert_eq!(outcome.counts, Counts { passed: 8, failed: 0, skipped: 2 });
        assert_eq!(outcome.skip_reasons, ["b: no shared data"]);
    }

    #[test]
    fn a_test_program_that_died_counts_as_a_failure() {
        let outcome = read_tests(FAILED, false);
        assert_eq!(outcome.counts, Counts { passed: 2, failed: 2, skipped: 0 });
    }

    #[test]
    fn details_hold_the_failures_and_no_noise() {
        let details = read_tests(FAILED, false).details;
        assert!(details.contains("left: 1") && details.contains("SIGABRT"), "{details}");
        assert!(!details.contains("noise") && !details.contains("test d"), "{details}");
    }

    #[test]
    fn code_that_does_not_compile_is_one_failure() {
        let outcome = read_tests("   Compiling omkn-core v0.1.0\nerror[E0425]: cannot find value\n", false);
        assert_eq!(outcome.counts, Counts { passed: 0, failed: 1, skipped: 0 });
        assert_eq!(outcome.details, "error[E0425]: cannot find value");
    }

    #[test]
    fn a_long_output_keeps_its_end() {
        let output: String = (0..1_000).map(|n| format!("line {n}\n")).collect();
        let details = without_progress(&output);
        assert_eq!((details.lines().count(), details.lines().last()), (MOST_LINES, Some("line 999")));
    }
}

//! Reads what `cargo test` prints. Its machine output is for nightly Rust only; the line that closes each program,
//! `test result: ok. 2 passed; …`, is what tools have relied on since 1.0.

use crate::{command::Finished, outcome::Outcome};

/// Lines of details kept at most: the last ones say why.
const MOST_LINES: usize = 300;

/// The counts of all test programs; ignored tests and those that print `skipped: reason` count as skipped. The output must
/// be that of `--show-output`.
pub(crate) fn read(finished: &Finished) -> Outcome {
    let mut outcome = Outcome::default();
    let mut ignored = 0;
    let mut details = Vec::new();
    // The test whose output is read, within the part that repeats what the tests that passed printed.
    let mut passed: Option<&str> = None;
    for line in finished.output.lines() {
        if let Some(result) = line.strip_prefix("test result: ") {
            passed = None;
            outcome.passed += count(result, "passed");
            outcome.failed += count(result, "failed");
            ignored += count(result, "ignored");
        } else if line == "successes:" {
            passed = Some("");
        } else if line == "failures:" {
            passed = None;
        } else if let Some(test) = passed {
            if let Some(name) = line.strip_prefix("---- ").and_then(|line| line.strip_suffix(" stdout ----")) {
                passed = Some(name);
            } else if let Some(reason) = line.strip_prefix("skipped: ").filter(|_| !test.is_empty()) {
                outcome.skipped.push(format!("{test}: {reason}"));
                passed = Some("");
            }
        } else {
            details.push(line);
        }
    }
    // They passed, for libtest.
    outcome.passed = outcome.passed.saturating_sub(outcome.skipped.len());
    outcome.skipped.extend(vec!["a test that is ignored".to_owned(); ignored]);
    let start = details.len().saturating_sub(MOST_LINES);
    outcome.of(&Finished { output: details.split_off(start).join("\n"), succeeded: finished.succeeded })
}

/// The number before this word: 12 of `ok. 12 passed; 0 failed`.
pub(crate) fn count(line: &str, word: &str) -> usize {
    let words: Vec<&str> = line.split([' ', ';', ',']).filter(|part| !part.is_empty()).collect();
    let pair = words.windows(2).find(|pair| pair[1] == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_output(output: &str, succeeded: bool) -> Outcome {
        read(&Finished { succeeded, output: output.to_owned() })
    }

    const PASSED: &str = "running 3 tests\n..i\n\nsuccesses:\n
---- t::b stdout ----\nskipped: no shared data\nskipped: twice\n
successes:\n    t::a\n    t::b\n
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.40s\n";

    const FAILED: &str = "running 2 tests\n.\nt::c --- FAILED\n\nsuccesses:\n
---- t::d stdout ----\nnoise\n\nsuccesses:\n    t::d\n
failures:\n\n---- t::c stdout ----\nskipped: not really\nleft: 1\n\nfailures:\n    t::c\n
test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";

    #[test]
    fn ignored_tests_and_tests_that_say_so_are_skipped() {
        let outcome = read_output(PASSED, true);
        assert_eq!((outcome.passed, outcome.failed), (4, 0));
        assert_eq!(outcome.skipped, ["t::b: no shared data", "a test that is ignored"]);
    }

    #[test]
    fn details_hold_the_failures_and_no_noise() {
        let outcome = read_output(FAILED, false);
        assert_eq!((outcome.passed, outcome.failed, outcome.skipped.len()), (1, 1, 0));
        assert!(outcome.details.contains("left: 1") && !outcome.details.contains("noise"), "{}", outcome.details);
    }

    #[test]
    fn a_test_program_that_died_and_code_that_does_not_compile_are_failures() {
        let died = "running 1 test\nerror: test failed\n  (signal: 6, SIGABRT: process abort signal)\n";
        assert_eq!(read_output(&format!("{PASSED}{died}"), false).failed, 1);
        let outcome = read_output("error[E0425]: cannot find value\n", false);
        assert_eq!((outcome.failed, outcome.details.as_str()), (1, "error[E0425]: cannot find value"));
        assert_eq!(read_output("", true).failed, 1);
    }

    #[test]
    fn a_long_output_keeps_its_end() {
        let output: String = (0..1_000).map(|n| format!("line {n}\n")).collect();
        let details = read_output(&output, false).details;
        assert_eq!((details.lines().count(), details.lines().last()), (MOST_LINES, Some("line 999")));
    }
}

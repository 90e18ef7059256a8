//! What the native library exports, against the list `omkn-ffi/api/exports.txt`: a review sees in it what changes for
//! Kotlin and Swift apps. It comes from UniFFI's metadata, from which both are generated, so neither compiler is needed.
//! The few sources written by hand in each language need no list: they are in the repository, and a review sees them.

use crate::{
    context::{self, Context},
    native_library,
    outcome::Outcome,
};
use std::{env, fs};

/// Set, the list is written instead of compared.
const WRITE: &str = "OMKN_WRITE_API";

/// Builds, lists, compares.
pub(crate) fn api(context: &Context) -> Outcome {
    Outcome::whole(check(context))
}

fn check(context: &Context) -> Result<(), String> {
    let found = native_library::exports(context)?;
    let list = context.root.join("omkn-ffi/api/exports.txt");
    if env::var_os(WRITE).is_some() {
        return fs::write(&list, found).map_err(|error| format!("{}: {error}", list.display()));
    }
    match difference(&context::read(&list)?, &found) {
        changes if changes.is_empty() => Ok(()),
        changes => Err(format!(
            "What apps see has changed. If that was meant, run {WRITE}=1 cargo run -p omkn-tests -- api\nand commit omkn-ffi/api/exports.txt:\n{changes}"
        )),
    }
}

/// Lines that went and lines that came; where only their order changed, it says so.
fn difference(kept: &str, found: &str) -> String {
    let lacking = |sign: char, from: &str, other: &str| -> String {
        let lines = from.lines().filter(|line| other.lines().all(|found| found != *line));
        lines.map(|line| format!("{sign} {line}\n")).collect()
    };
    let lines = lacking('-', kept, found) + &lacking('+', found, kept);
    let moved = kept.lines().zip(found.lines()).find(|(kept, found)| kept != found);
    match moved {
        Some((kept, found)) if lines.is_empty() => format!("another order from here: {kept}, now {found}\n"),
        _ => lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_what_came_and_another_order_are_reported() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), "");
        assert_eq!(difference("a\nb\n", "a\nc\n"), "- b\n+ c\n");
        assert_eq!(difference("a\nb\n", "b\na\n"), "another order from here: a, now b\n");
    }
}

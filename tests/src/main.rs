//! Every check of OMKN behind one command: `cargo run -p omkn-tests`.
//!
//! Each stage prints one line; details of failures follow, and the last line holds the sums.
//! Name stages to run only those: `cargo run -p omkn-tests -- fmt clippy rust`; `-- --list` names them. Long stages run only
//! where they are named, or with `OMKN_LONG=1`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program")]

mod api;
mod cargo_stages;
mod command;
mod conformance;
mod context;
mod junit;
mod kotlin;
mod libtest;
mod native_library;
mod outcome;
mod project;
mod python;
mod stage;
mod swift;

use context::Context;
use outcome::Outcome;
use stage::{STAGES, Stage};
use std::{
    io::{self, Write},
    process::ExitCode,
    time::{Duration, Instant},
};

/// Set, the long stages run even where they are not named.
const LONG: &str = "OMKN_LONG";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        for stage in STAGES {
            println!("{:<15}{}{}", stage.name, stage.about, if stage.long { "; long: only if named" } else { "" });
        }
        return ExitCode::SUCCESS;
    }
    match select(&arguments, std::env::var_os(LONG).is_some()) {
        Ok(stages) => run(&stages),
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The stages of these names; without names all, but the long ones only where wanted. Always in the order of the table.
fn select(names: &[String], long: bool) -> Result<Vec<&'static Stage>, String> {
    if let Some(unknown) = names.iter().find(|name| STAGES.iter().all(|stage| stage.name != **name)) {
        let known: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(format!("no stage is called {unknown:?}; there are: {}", known.join(", ")));
    }
    let is_named = |stage: &Stage| names.iter().any(|name| name == stage.name);
    Ok(STAGES.iter().filter(|stage| is_named(stage) || names.is_empty() && (long || !stage.long)).collect())
}

/// Runs the stages one after the other: they share one target folder, which Cargo locks for a build.
fn run(stages: &[&Stage]) -> ExitCode {
    let context = Context::from_environment();
    let mut results = Vec::new();
    for stage in stages {
        print!("{:<15}", stage.name);
        // The name is shown while the stage runs; a closed pipe is no reason to stop checking.
        let _ = io::stdout().flush();
        let start = Instant::now();
        let outcome = (stage.run)(&context);
        println!("{}", verdict_line(&outcome, start.elapsed()));
        results.push((stage.name, outcome));
    }
    report(results)
}

fn verdict_line(outcome: &Outcome, time: Duration) -> String {
    let line = format!("{:>8.1} s  {:<8}{}", time.as_secs_f64(), outcome.verdict(), outcome.counts());
    let reason = outcome.skipped.first().filter(|_| outcome.verdict() == "skipped");
    reason.map_or(line.clone(), |reason| format!("{line}: {reason}"))
}

/// Prints why stages failed, what they show, why tests were skipped, then the sums.
fn report(results: Vec<(&str, Outcome)>) -> ExitCode {
    let part = |name: &str, text: &str| {
        if !text.is_empty() {
            println!("\n---- {name} ----\n{}", text.trim_end());
        }
    };
    for (name, outcome) in &results {
        part(name, &outcome.details);
    }
    for (name, outcome) in &results {
        part(name, &outcome.shown);
    }
    for (name, outcome) in results.iter().filter(|(_, outcome)| outcome.verdict() != "skipped") {
        part(&format!("{name}: skipped"), &outcome.skipped.join("\n"));
    }
    let sum = results.into_iter().fold(Outcome::default(), |sum, (_, outcome)| sum.and(outcome));
    println!("\n{}", sum.counts());
    // Where no test ran, nothing was checked.
    if sum.failed == 0 && sum.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(names: &[&str], long: bool) -> Result<Vec<&'static str>, String> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        select(&names, long).map(|stages| stages.iter().map(|stage| stage.name).collect())
    }

    #[test]
    fn named_stages_run_in_the_order_of_the_table() {
        assert_eq!(selected(&["fuzz", "rust", "fmt"], false).unwrap(), ["fmt", "rust", "fuzz"]);
        assert!(selected(&["format"], false).is_err_and(|text| text.contains("there are: fmt, ")));
    }

    #[test]
    fn without_names_all_run_and_the_long_ones_where_wanted() {
        assert_eq!(selected(&[], true).unwrap().len(), STAGES.len());
        assert!(selected(&[], false).is_ok_and(|names| names.contains(&"rust") && !names.contains(&"fuzz")));
    }

    #[test]
    fn a_stage_that_could_not_run_says_why_in_its_line() {
        let line = verdict_line(&Outcome::skipped("no data"), Duration::from_millis(1_250));
        assert_eq!(line, "     1.2 s  skipped 0 passed, 0 failed, 1 skipped: no data");
    }
}

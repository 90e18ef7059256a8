//! Every check of OMKN behind one command: `cargo run -p omkn-tests`.
//!
//! Each stage prints one line; details of failures follow, and the last line holds the sums.
//! Name stages to run only those: `cargo run -p omkn-tests -- fmt clippy rust`; `-- --list` names them.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program")]

mod api_stage;
mod cargo_output;
mod cargo_stages;
mod command;
mod conformance_stage;
mod kotlin_example_stage;
mod kotlin_stage;
mod native_library;
mod outcome;
mod python_stage;
mod signatures;
mod stage;
mod swift_stage;

use outcome::Outcome;
use stage::{Context, STAGES, Stage};
use std::{
    io::{self, Write},
    process::ExitCode,
    time::{Duration, Instant},
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match select(&arguments) {
        Ok(Selection::Run(stages)) => run(&stages),
        Ok(Selection::List) => {
            for stage in STAGES {
                println!("{:<12}{}", stage.name, stage.about);
            }
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// What the arguments ask for.
enum Selection {
    List,
    Run(Vec<&'static Stage>),
}

/// All stages when none is named; always in the order of the table.
fn select(arguments: &[String]) -> Result<Selection, String> {
    if arguments.iter().any(|argument| argument == "--list") {
        return Ok(Selection::List);
    }
    if let Some(unknown) = arguments.iter().find(|name| STAGES.iter().all(|stage| stage.name != **name)) {
        let names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(format!("no stage is called {unknown:?}; there are: {}", names.join(", ")));
    }
    let wanted = |stage: &&Stage| arguments.is_empty() || arguments.iter().any(|name| name == stage.name);
    Ok(Selection::Run(STAGES.iter().filter(wanted).collect()))
}

/// Runs the stages one after the other: they share one target folder, which Cargo locks for a build.
fn run(stages: &[&Stage]) -> ExitCode {
    let context = Context::from_environment();
    let mut results = Vec::new();
    for stage in stages {
        print!("{:<12}", stage.name);
        // The name is shown while the stage runs; a closed pipe is no reason to stop checking.
        let _ = io::stdout().flush();
        let start = Instant::now();
        let outcome = (stage.run)(&context);
        println!("{}", verdict_line(&outcome, start.elapsed()));
        results.push((stage.name, outcome));
    }
    report(&results)
}

fn verdict_line(outcome: &Outcome, time: Duration) -> String {
    let line = format!("{:>8.1} s  {:<8}{}", time.as_secs_f64(), outcome.verdict(), outcome.counts);
    let reason = outcome.skip_reasons.first().filter(|_| outcome.counts.passed == 0 && outcome.counts.failed == 0);
    reason.map_or(line.clone(), |reason| format!("{line}: {reason}"))
}

/// Prints why stages failed and tests were skipped, then the sums.
fn report(results: &[(&str, Outcome)]) -> ExitCode {
    for (name, outcome) in results {
        if outcome.counts.failed > 0 {
            println!("\n---- {name} ----\n{}", outcome.details.trim_end());
        }
    }
    for (name, outcome) in results.iter().filter(|(_, outcome)| !outcome.shown.is_empty()) {
        println!("\n---- {name} ----\n{}", outcome.shown.trim_end());
    }
    let partly = results.iter().filter(|(_, outcome)| outcome.counts.passed > 0 && outcome.counts.skipped > 0);
    for (name, outcome) in partly {
        println!("\n---- {name}: skipped ----\n{}", outcome.skip_reasons.join("\n"));
    }
    let sums = results.iter().fold(outcome::Counts::default(), |sums, (_, outcome)| sums + outcome.counts);
    println!("\n{} passed, {} failed, {} skipped", sums.passed, sums.failed, sums.skipped);
    if sums.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(names: &[&str]) -> Vec<&'static str> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        match select(&names) {
            Ok(Selection::Run(stages)) => stages.iter().map(|stage| stage.name).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn without_names_every_stage_runs() {
        assert_eq!(selected(&[]).len(), STAGES.len());
    }

    #[test]
    fn named_stages_run_in_the_order_of_the_table() {
        assert_eq!(selected(&["rust", "fmt"]), ["fmt", "rust"]);
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_names_there_are() {
        let sentence = select(&["format".to_owned()]).err();
        assert!(sentence.is_some_and(|text| text.contains("there are: fmt, clippy")));
    }

    #[test]
    fn a_stage_that_could_not_run_says_why_in_its_line() {
        let line = verdict_line(&Outcome::skipped("no data"), Duration::from_millis(1_250));
        assert_eq!(line, "     1.2 s  skipped 0 passed, 0 failed, 1 skipped: no data");
    }
}

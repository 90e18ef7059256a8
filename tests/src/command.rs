//! Runs a program and keeps what it wrote.

use std::{
    io::{self, Read},
    process::{Command, Stdio},
};

/// A finished program.
pub(crate) struct Finished {
    pub(crate) succeeded: bool,
    /// Both streams in the order in which they were written.
    pub(crate) output: String,
}

/// Runs it to its end without input. A program that is not there gives a sentence with `advice`.
pub(crate) fn run(mut command: Command, advice: &str) -> Result<Finished, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let in_words = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("{name} is not installed: {advice}"),
        _ => format!("cannot run {name}: {error}"),
    };
    let (mut reader, writer) = io::pipe().map_err(in_words)?;
    let copy = writer.try_clone().map_err(in_words)?;
    let mut child = command.stdin(Stdio::null()).stdout(copy).stderr(writer).spawn().map_err(in_words)?;
    // The command holds our ends of the pipe: without them gone, reading would never end.
    drop(command);
    let mut output = Vec::new();
    reader.read_to_end(&mut output).map_err(in_words)?;
    let status = child.wait().map_err(in_words)?;
    Ok(Finished { succeeded: status.success(), output: String::from_utf8_lossy(&output).into_owned() })
}

/// What it wrote; the same as an error where it failed.
pub(crate) fn succeed(command: Command, advice: &str) -> Result<String, String> {
    match run(command, advice)? {
        Finished { succeeded: true, output } => Ok(output),
        Finished { output, .. } => Err(output),
    }
}

/// Whether this program can be run here.
pub(crate) fn is_here(program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(argument);
    succeed(command, "").is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_answered_with_what_to_install() {
        let sentence = run(Command::new("no-such-program-here"), "see https://example.org").err();
        assert_eq!(sentence.as_deref(), Some("no-such-program-here is not installed: see https://example.org"));
        assert!(!is_here("no-such-program-here", "--version"));
    }

    #[test]
    fn the_output_and_the_verdict_of_a_program_are_kept() {
        let mut command = Command::new("cargo");
        command.args(["no-such-command"]);
        let finished = run(command, "").unwrap();
        assert!(!finished.succeeded && finished.output.contains("no-such-command"));
    }
}

//! A test that runs itself once more as a child process: same program, same test name, the folder in the environment.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

const FOLDER: &str = "OMKN_CHILD_FOLDER";

/// The folder this process is to work on, if it is a child.
pub(crate) fn given_folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// The command that runs `test` as a child; `shell` goes before it, for limits.
pub(crate) fn command(test: &str, folder: &Path, shell: Option<&str>) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut command = match shell {
        None => Command::new(&program),
        Some(shell) => {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("{shell}; exec \"$0\" \"$@\"")]).arg(&program);
            command
        }
    };
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    command
}

/// Tell the parent: one line, at once.
pub(crate) fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n@ {line}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
}

/// What a child told, line by line; a line that was cut off by the child's end is left out.
pub(crate) fn told(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let mut out: BufReader<ChildStdout> = BufReader::new(child.stdout.take().unwrap());
    std::iter::from_fn(move || {
        loop {
            let mut line = String::new();
            if out.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(told) = line.strip_prefix("@ ").and_then(|line| line.strip_suffix('\n')) {
                return Some(told.to_owned());
            }
        }
    })
}

//! A test that runs itself once more as a child process: same program, same test, the folder in the environment.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

const FOLDER: &str = "OMKN_CHILD_FOLDER";

/// The folder this process is to work on, if it is a child.
pub(crate) fn given_folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// The command that runs the test function `test` as a child; `shell` goes before it, for limits.
pub(crate) fn command<Test: Fn()>(test: Test, folder: &Path, shell: Option<&str>) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut command = match shell {
        None => Command::new(&program),
        Some(shell) => {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("{shell}; exec \"$0\" \"$@\"")]).arg(&program);
            command
        }
    };
    command.args([&name(test), "--exact", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    command
}

/// Starts the test function `test` as a child and gives what it sends.
pub(crate) fn start<Test: Fn()>(test: Test, folder: &Path) -> (Child, impl Iterator<Item = String> + use<Test>) {
    let mut child = command(test, folder, None).spawn().unwrap();
    let lines = lines(&mut child);
    (child, lines)
}

/// The name by which the test program knows a test: its path without that of the program.
fn name<Test: Fn()>(_: Test) -> String {
    let (_, name) = std::any::type_name::<Test>().split_once("::").unwrap();
    name.to_owned()
}

/// Send the parent one line, at once.
pub(crate) fn send(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n@ {line}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
}

/// What a child sends, line by line; a line that was cut off by the child's end is left out.
pub(crate) fn lines(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let mut out: BufReader<ChildStdout> = BufReader::new(child.stdout.take().unwrap());
    std::iter::from_fn(move || {
        loop {
            let mut line = String::new();
            if out.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(sent) = line.strip_prefix("@ ").and_then(|line| line.strip_suffix('\n')) {
                return Some(sent.to_owned());
            }
        }
    })
}

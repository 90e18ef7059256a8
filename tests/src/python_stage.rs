//! The Python package: built from its source distribution into a fresh virtual environment, and everything that is checked there.

use crate::{
    command::{self, Finished},
    outcome::{Counts, Outcome},
    stage::Context,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

/// Builds, installs, tests: behaviour, examples, notebooks, stubs.
pub(crate) fn python(context: &Context) -> Outcome {
    let environment = match Environment::fresh(context) {
        Ok(environment) => environment,
        Err(sentence) => return Outcome::failed(sentence),
    };
    match environment.install() {
        Ok(()) => environment.check(),
        Err(details) => Outcome::failed(details),
    }
}

/// A virtual environment under the target folder, made anew each time.
struct Environment {
    root: PathBuf,
    target: PathBuf,
    folder: PathBuf,
}

impl Environment {
    fn fresh(context: &Context) -> Result<Self, String> {
        let target = context.target_dir.clone().unwrap_or_else(|| context.root.join("target"));
        let environment = Self { root: context.root.clone(), folder: target.join("python-env"), target };
        let advice = "install Python 3.10 or newer (Debian: apt-get install python3 python3-venv)";
        let mut version = Command::new("python3");
        version.args(["-c", "import sys; sys.exit(sys.version_info < (3, 10))"]);
        if !command::run(version, advice)?.succeeded {
            return Err(format!("the python3 found is too old: {advice}"));
        }
        environment.forget(&environment.folder)?;
        let mut make = Command::new("python3");
        make.args(["-m", "venv"]).arg(&environment.folder);
        let made = command::run(make, advice)?;
        if made.succeeded {
            return Ok(environment);
        }
        let missing = "python3 cannot make virtual environments: on Debian, apt-get install python3-venv";
        Err(format!("{missing}\n{}", made.output))
    }

    fn forget(&self, folder: &Path) -> Result<(), String> {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(format!("cannot remove {}: {error}", folder.display()))
            }
            _ => Ok(()),
        }
    }

    /// The tools, then the package: a source distribution, a wheel built from it, the wheel installed.
    fn install(&self) -> Result<(), String> {
        self.pip(&["-r", "tests/python/requirements.txt"])?;
        let sources = self.target.join("python-sdist");
        self.forget(&sources)?;
        let mut make = self.program("maturin");
        make.args(["sdist", "--manifest-path", "omkn-py/Cargo.toml", "--out"]).arg(&sources);
        // Files of one and the same old date would look unchanged to Cargo, and the wheel hold what was built before.
        #[expect(clippy::disallowed_methods, reason = "the date of files, no matter of the library's clock")]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
        make.env("SOURCE_DATE_EPOCH", now.as_secs().to_string());
        succeeded(make)?;
        let archive = fs::read_dir(&sources)
            .ok()
            .and_then(|mut files| files.find_map(Result::ok))
            .ok_or("maturin made no source distribution")?;
        self.pip(&["--no-deps", "--no-build-isolation", &archive.path().to_string_lossy()])
    }

    fn pip(&self, what: &[&str]) -> Result<(), String> {
        let mut install = self.program("python");
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(what);
        succeeded(install).map(drop)
    }

    fn check(&self) -> Outcome {
        let mut tests = self.program("python");
        tests.args(["-m", "pytest", "-q", "-rs", "--rootdir", ".", "-c", "omkn-py/pyproject.toml", "tests/python"]);
        let mut types = self.program("python");
        types
            .args(["-m", "mypy", "--strict", "-p", "omkn", "--config-file"])
            .arg(self.root.join("omkn-py/pyproject.toml"));
        // Elsewhere than in the sources, so that the installed package is looked at.
        types.current_dir(&self.folder);
        let mut stubs = self.program("python");
        stubs.args(["-m", "mypy.stubtest", "omkn"]).current_dir(&self.folder);
        let whole = [("mypy --strict", types), ("stubtest", stubs)]
            .map(|(name, command)| succeeded(command).map_err(|details| format!("{name}:\n{details}")));
        let mut outcome = match command::run(tests, "") {
            Ok(finished) => read_pytest(finished),
            Err(sentence) => Outcome::failed(sentence),
        };
        for result in whole.into_iter().chain([self.stubs_are_committed()]) {
            match result {
                Ok(_) => outcome.counts.passed += 1,
                Err(details) => {
                    outcome.counts.failed += 1;
                    outcome.details.push_str(&details);
                }
            }
        }
        outcome
    }

    /// The stubs made with the wheel are those in the sources.
    fn stubs_are_committed(&self) -> Result<String, String> {
        let made = self.target.join("python-stubs");
        let mut make = self.program("maturin");
        make.args(["generate-stubs", "--quiet", "--manifest-path", "omkn-py/Cargo.toml", "--out"]).arg(&made);
        succeeded(make)?;
        let read = |path: PathBuf| fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()));
        let committed = read(self.root.join("omkn-py/python/omkn/_omkn.pyi"))?;
        if read(made.join("omkn/_omkn.pyi"))? == committed {
            return Ok(committed);
        }
        let advice = "run `maturin generate-stubs --out python` in omkn-py, and commit what it writes";
        Err(format!("the stubs in omkn-py/python/omkn/_omkn.pyi are not those of the sources: {advice}"))
    }

    /// A program of the environment, run in the root of the project.
    fn program(&self, name: &str) -> Command {
        let programs = self.folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
        let mut command = Command::new(programs.join(name));
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target).env("VIRTUAL_ENV", &self.folder);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(programs).chain(std::env::split_paths(&path));
        if let Ok(paths) = std::env::join_paths(paths) {
            command.env("PATH", paths);
        }
        // Not a wheel to publish: the profile whose dependencies the other stages have built.
        command.env("MATURIN_PEP517_ARGS", "--profile dev").env("CARGO_TERM_COLOR", "never");
        command::forget_our_package(&mut command);
        command
    }
}

/// What the program wrote, as an error where it failed.
fn succeeded(command: Command) -> Result<String, String> {
    match command::run(command, "the virtual environment lacks it; see tests/python/requirements.txt")? {
        Finished { succeeded: true, output } => Ok(output),
        Finished { output, .. } => Err(output),
    }
}

/// The counts in the last line of pytest: `3 failed, 120 passed, 1 skipped in 5.62s`.
fn read_pytest(finished: Finished) -> Outcome {
    let last = finished.output.lines().rev().find(|line| line.contains(" in ")).unwrap_or_default();
    let words: Vec<&str> = last.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let count = |names: &[&str]| -> usize {
        words.windows(2).filter(|pair| names.contains(&pair[1])).filter_map(|pair| pair[0].parse::<usize>().ok()).sum()
    };
    let counts = Counts {
        passed: count(&["passed"]),
        failed: count(&["failed", "error", "errors"]),
        skipped: count(&["skipped"]),
    };
    let skip_reasons = finished.output.lines().filter(|line| line.starts_with("SKIPPED")).map(str::to_owned).collect();
    Outcome { skip_reasons, ..Outcome::counted(counts, finished) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_pytest_are_read() {
        let read = |output: &str, succeeded| read_pytest(Finished { succeeded, output: output.to_owned() }).counts;
        let counts = read("...\n3 failed, 120 passed, 1 skipped, 2 errors in 5.62s\n", false);
        assert_eq!(counts, Counts { passed: 120, failed: 5, skipped: 1 });
        assert_eq!(read("126 passed in 5.15s\n", true), Counts { passed: 126, ..Counts::default() });
        assert_eq!(read("Traceback: no tests ran in 0.1s\n", false).failed, 1);
        assert_eq!(read("", false).failed, 1);
    }
}

//! The Python package: built from its source distribution into a fresh virtual environment, and everything that is checked there.

use crate::{
    command,
    context::{self, Context},
    junit,
    outcome::Outcome,
};
use std::{
    fs,
    path::PathBuf,
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

const ADVICE: &str = "install Python 3.10 or newer (Debian: apt-get install python3 python3-venv)";
const LACKING: &str = "the virtual environment lacks it; see tests/python/requirements.txt";

/// Builds, installs, tests: behaviour, examples, notebooks, stubs.
pub(crate) fn python(context: &Context) -> Outcome {
    let environment = Environment { context, folder: context.target.join("python-env") };
    match environment.make().and_then(|()| environment.install()) {
        Ok(()) => environment.check(),
        Err(details) => Outcome::failed(details),
    }
}

/// A virtual environment under the target folder, made afresh each time.
struct Environment<'a> {
    context: &'a Context,
    folder: PathBuf,
}

impl Environment<'_> {
    fn make(&self) -> Result<(), String> {
        let mut version = self.context.command("python3");
        version.args(["-c", "import sys; sys.exit(sys.version_info < (3, 10))"]);
        if !command::run(version, ADVICE)?.succeeded {
            return Err(format!("the python3 found is too old: {ADVICE}"));
        }
        context::remove(&self.folder)?;
        let mut make = self.context.command("python3");
        make.args(["-m", "venv"]).arg(&self.folder);
        command::succeed(make, ADVICE)
            .map_err(|output| format!("python3 cannot make virtual environments: {ADVICE}\n{output}"))?;
        self.pip(&["-r", "tests/python/requirements.txt"])
    }

    /// The package: a source distribution, a wheel built from it, the wheel installed.
    fn install(&self) -> Result<(), String> {
        let sources = self.context.target.join("python-sdist");
        context::remove(&sources)?;
        let mut make = self.program("maturin");
        make.args(["sdist", "--manifest-path", "omkn-py/Cargo.toml", "--out"]).arg(&sources);
        // Files of one and the same old date would look unchanged to Cargo, and the wheel hold what was built before.
        #[expect(clippy::disallowed_methods, reason = "the date of files, no matter of the library's clock")]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
        make.env("SOURCE_DATE_EPOCH", now.as_secs().to_string());
        command::succeed(make, LACKING)?;
        let archive = fs::read_dir(&sources)
            .ok()
            .and_then(|mut files| files.find_map(Result::ok))
            .ok_or("maturin made no source distribution")?;
        self.pip(&["--no-deps", "--no-build-isolation", &archive.path().to_string_lossy()])
    }

    fn pip(&self, what: &[&str]) -> Result<(), String> {
        let mut install = self.program("python");
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(what);
        command::succeed(install, LACKING).map(drop)
    }

    fn check(&self) -> Outcome {
        let configuration = self.context.root.join("omkn-py/pyproject.toml");
        // Elsewhere than in the sources, so that the installed package is looked at.
        let mut types = self.program("python");
        types.args(["-m", "mypy", "--strict", "-p", "omkn", "--config-file"]).arg(&configuration);
        types.current_dir(&self.folder);
        let mut stubs = self.program("python");
        let known = self.context.root.join("tests/python/stubtest.txt");
        stubs.args(["-m", "mypy.stubtest", "omkn", "--allowlist"]).arg(known).current_dir(&self.folder);
        let checked = [("mypy --strict", types), ("stubtest", stubs)].map(|(name, check)| {
            Outcome::whole(command::succeed(check, LACKING).map_err(|details| format!("{name}:\n{details}")))
        });
        checked.into_iter().chain([Outcome::whole(self.stubs_are_committed())]).fold(self.tests(), Outcome::and)
    }

    fn tests(&self) -> Outcome {
        let reports = self.context.target.join("python-reports");
        let mut tests = self.program("python");
        tests.args(["-m", "pytest", "-q", "--rootdir", ".", "-c", "omkn-py/pyproject.toml", "tests/python"]);
        tests.arg("--junitxml").arg(reports.join("pytest.xml"));
        context::remove(&reports)
            .and_then(|()| command::run(tests, LACKING))
            .map_or_else(Outcome::failed, |finished| junit::read(&reports, &finished))
    }

    /// The stubs made with the wheel are those in the sources.
    fn stubs_are_committed(&self) -> Result<(), String> {
        let made = self.context.target.join("python-stubs");
        let mut make = self.program("maturin");
        make.args(["generate-stubs", "--quiet", "--manifest-path", "omkn-py/Cargo.toml", "--out"]).arg(&made);
        command::succeed(make, LACKING)?;
        let committed = context::read(&self.context.root.join("omkn-py/python/omkn/_omkn.pyi"))?;
        if context::read(&made.join("omkn/_omkn.pyi"))? == committed {
            return Ok(());
        }
        let advice = "run `maturin generate-stubs --out python` in omkn-py, and commit what it writes";
        Err(format!("the stubs in omkn-py/python/omkn/_omkn.pyi are not those of the sources: {advice}"))
    }

    /// A program of the environment.
    fn program(&self, name: &str) -> Command {
        let programs = self.folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
        let mut command = self.context.command(programs.join(name));
        command.env("VIRTUAL_ENV", &self.folder);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(programs).chain(std::env::split_paths(&path));
        if let Ok(paths) = std::env::join_paths(paths) {
            command.env("PATH", paths);
        }
        // Not a wheel to publish: the profile and the settings with which the other stages have built the dependencies.
        let settings = self.context.root.join(".cargo/config.toml");
        command.env("MATURIN_PEP517_ARGS", format!("--profile dev --config '{}'", settings.display()));
        command
    }
}

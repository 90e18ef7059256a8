//! The example app in Kotlin, run on a display that nobody sees; its pictures stay in `examples/kotlin/target/screenshots`.

use crate::{
    command,
    kotlin_stage::{maven, missing_tool, read_surefire},
    outcome::Outcome,
    stage::Context,
};
use std::{path::Path, process::Command};

const ADVICE: &str =
    "install xvfb-run (Debian: apt-get install xvfb xauth fonts-dejavu-core) and a JDK that is not headless";

/// Installs the library where Maven finds it, then tests the app; skipped without a JDK, Maven or a virtual display.
pub(crate) fn kotlin_example(context: &Context) -> Outcome {
    if let Some(missing) = missing_tool() {
        return Outcome::skipped(missing);
    }
    let mut help = Command::new("xvfb-run");
    help.arg("--help");
    if !command::run(help, ADVICE).is_ok_and(|finished| finished.succeeded) {
        return Outcome::skipped(format!("xvfb-run is not here: {ADVICE}"));
    }
    if !has_windows() {
        return Outcome::skipped(format!("the JDK here is headless: {ADVICE}"));
    }
    match maven(context, &["-Dmaven.test.skip=true", "install"]) {
        Ok(installed) if installed.succeeded => {}
        Ok(failed) => return Outcome::failed(failed.output),
        Err(details) => return Outcome::failed(details),
    }
    let mut app = Command::new("xvfb-run");
    app.args(["--auto-servernum", "--server-args=-screen 0 1600x1000x24"]);
    app.args(["mvn", "--batch-mode", "--no-transfer-progress", "test"]);
    app.current_dir(context.root.join("examples/kotlin"));
    command::run(app, ADVICE).map_or_else(Outcome::failed, read_surefire)
}

/// Whether Java can show windows: Linux has JDKs without.
fn has_windows() -> bool {
    let mut settings = Command::new("java");
    settings.args(["-XshowSettings:properties", "-version"]);
    let told = command::run(settings, ADVICE).map(|finished| finished.output).unwrap_or_default();
    let home = told.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    !cfg!(target_os = "linux") || home.is_some_and(|home| Path::new(home).join("lib/libawt_xawt.so").exists())
}

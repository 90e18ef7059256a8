//! The Kotlin library: the native library built, its sources generated, all of it compiled and tested on this machine; and
//! the example app on it, run on a display that nobody sees. Its pictures stay in `examples/kotlin/target/screenshots`.

use crate::{
    command::{self, Finished},
    context::{self, Context},
    junit, native_library,
    outcome::Outcome,
};
use std::path::Path;

const MAVEN: [&str; 3] = ["mvn", "--batch-mode", "--no-transfer-progress"];
const DISPLAY: &str =
    "install xvfb-run (Debian: apt-get install xvfb xauth fonts-dejavu-core) and a JDK that is not headless";

/// Tests and packs the library; skipped where there is no JDK or Maven. Nothing is installed: an app on this machine may use
/// a library of the same version.
pub(crate) fn library(context: &Context) -> Outcome {
    if let Some(missing) = missing_tool() {
        return Outcome::skipped(missing);
    }
    let folder = context.root.join("omkn-ffi/kotlin");
    prepared(context).map_or_else(Outcome::failed, |native| {
        tested(context, &folder, &[&MAVEN[..], &[native.as_str(), "verify"]].concat())
    })
}

/// The sources of the library where Maven expects them; gives the option that names the folder of the native library.
fn prepared(context: &Context) -> Result<String, String> {
    native_library::generate(context, "kotlin", &context.root.join("omkn-ffi/kotlin/generated"))?;
    Ok(format!("-Domkn.native={}", native_library::folder(context).display()))
}

/// Tests the app on the library of these sources; skipped without a JDK, Maven or a virtual display.
pub(crate) fn example(context: &Context) -> Outcome {
    if let Some(missing) = missing_tool() {
        return Outcome::skipped(missing);
    }
    if !command::is_here("xvfb-run", "--help") {
        return Outcome::skipped(format!("xvfb-run is not here: {DISPLAY}"));
    }
    if !has_windows() {
        return Outcome::skipped(format!("the JDK here is headless: {DISPLAY}"));
    }
    let display = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24"];
    prepared(context).map_or_else(Outcome::failed, |native| {
        let both = ["--file", "with-library.xml", native.as_str(), "-Domkn.skipTests=true", "test"];
        tested(context, &context.root.join("examples/kotlin"), &[&display[..], &MAVEN, &both].concat())
    })
}

/// Runs Maven in this folder and reads the reports of the tests.
fn tested(context: &Context, folder: &Path, line: &[&str]) -> Outcome {
    let reports = folder.join("target/surefire-reports");
    let run = || -> Result<Finished, String> {
        context::remove(&reports)?;
        let (program, arguments) = line.split_first().ok_or("no program")?;
        let mut maven = context.command(program);
        maven.args(arguments).current_dir(folder);
        command::run(maven, "install Maven")
    };
    run().map_or_else(Outcome::failed, |finished| junit::read(&reports, &finished))
}

/// What is missing for Kotlin here, and what to install.
fn missing_tool() -> Option<String> {
    let tools = [("javac", "a JDK of 17 or newer"), ("mvn", "Maven 3.8 or newer")];
    let (program, advice) = tools.into_iter().find(|(program, _)| !command::is_here(program, "-version"))?;
    Some(format!("{program} is not here: install {advice}"))
}

/// Whether Java can show windows: Linux has JDKs without.
fn has_windows() -> bool {
    let mut settings = std::process::Command::new("java");
    settings.args(["-XshowSettings:properties", "-version"]);
    let settings = command::succeed(settings, DISPLAY).unwrap_or_default();
    let home = settings.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    !cfg!(target_os = "linux") || home.is_some_and(|home| Path::new(home).join("lib/libawt_xawt.so").exists())
}

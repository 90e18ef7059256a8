//! The Kotlin library: the native library built, its sources generated, all of it compiled and tested on this machine.

use crate::{
    command::{self, Finished},
    native_library,
    outcome::{Counts, Outcome},
    stage::Context,
};
use std::process::Command;

/// Builds, generates, compiles, tests; skipped where there is no JDK or Maven.
pub(crate) fn kotlin(context: &Context) -> Outcome {
    if let Some(missing) = missing_tool() {
        return Outcome::skipped(missing);
    }
    maven(context, &["test"]).map_or_else(Outcome::failed, read_surefire)
}

/// What is missing for Kotlin here, and what to install.
pub(crate) fn missing_tool() -> Option<String> {
    let tools = [("javac", "a JDK of 17 or newer"), ("mvn", "Maven 3.8 or newer")];
    tools.into_iter().find_map(|(program, advice)| {
        let mut version = Command::new(program);
        version.arg("-version");
        let found = command::run(version, advice).is_ok_and(|finished| finished.succeeded);
        (!found).then(|| format!("{program} is not here: install {advice}"))
    })
}

/// Maven on the Kotlin library, whose native part is built and whose sources are generated first.
pub(crate) fn maven(context: &Context, goals: &[&str]) -> Result<Finished, String> {
    native_library::generate(context, "kotlin", &context.root.join("omkn-ffi/kotlin/target/generated"))?;
    let mut maven = Command::new("mvn");
    let native = format!("-Domkn.native={}", native_library::folder(context).display());
    maven.args(["--batch-mode", "--no-transfer-progress", &native]).args(goals);
    maven.current_dir(context.root.join("omkn-ffi/kotlin"));
    command::run(maven, "install Maven")
}

/// The last sum of Maven: `Tests run: 7, Failures: 0, Errors: 0, Skipped: 0`.
pub(crate) fn read_surefire(finished: Finished) -> Outcome {
    let mut sums = finished.output.lines().filter(|line| line.contains("Tests run:") && !line.contains("Time elapsed"));
    let last = sums.next_back().unwrap_or_default();
    let count = |word: &str| -> usize {
        let after = last.split_once(word).map_or("", |(_, after)| after.trim_start_matches([':', ' ']));
        after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
    };
    let failed = count("Failures") + count("Errors");
    let skipped = count("Skipped");
    let counts = Counts { passed: count("Tests run").saturating_sub(failed + skipped), failed, skipped };
    Outcome::counted(counts, finished)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sum_of_maven_is_read() {
        let read = |output: &str, succeeded| read_surefire(Finished { succeeded, output: output.to_owned() }).counts;
        let output = "Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s\n[INFO] Tests run: 7, Failures: 1, Errors: 1, Skipped: 2\n";
        assert_eq!(read(output, false), Counts { passed: 3, failed: 2, skipped: 2 });
        assert_eq!(read("BUILD FAILURE", false).failed, 1);
        assert_eq!(read("", true).failed, 1);
    }

    #[test]
    fn the_build_of_the_kotlin_library_is_described() {
        assert!(Context::from_environment().root.join("omkn-ffi/kotlin/pom.xml").exists());
    }
}

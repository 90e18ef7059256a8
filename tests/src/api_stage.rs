//! The public signatures of the Kotlin and the Swift library, against the lists of `omkn-ffi/api`: a review sees in them what
//! changes for apps. No compiler of either language is needed.

use crate::{
    native_library,
    outcome::{Counts, Outcome},
    signatures::{Language, signatures},
    stage::Context,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Set, the lists are written instead of compared.
const WRITE: &str = "OMKN_WRITE_API";

/// Generates, extracts, compares.
pub(crate) fn api(context: &Context) -> Outcome {
    let mut outcome = Outcome::default();
    for (name, language) in [("kotlin", Language::Kotlin), ("swift", Language::Swift)] {
        match check(context, name, language) {
            Ok(()) => outcome.counts = outcome.counts + Counts { passed: 1, ..Counts::default() },
            Err(details) => {
                outcome.counts = outcome.counts + Counts { failed: 1, ..Counts::default() };
                outcome.details += &details;
            }
        }
    }
    outcome
}

fn check(context: &Context, name: &str, language: Language) -> Result<(), String> {
    let generated = native_library::target(context).join(format!("{name}-signatures"));
    native_library::generate(context, name, &generated)?;
    let (by_hand, extension) = match language {
        Language::Kotlin => ("omkn-ffi/kotlin/src/main", "kt"),
        Language::Swift => ("omkn-ffi/swift/Sources", "swift"),
    };
    let mut sources = read_all(&generated, extension)?;
    sources.extend(read_all(&context.root.join(by_hand), extension)?);
    let found = signatures(&sources, language);
    let list = context.root.join(format!("omkn-ffi/api/{name}.txt"));
    let in_words = |error: std::io::Error| format!("{}: {error}", list.display());
    if env::var_os(WRITE).is_some() {
        return fs::write(&list, found.join("\n") + "\n").map_err(in_words);
    }
    let kept = fs::read_to_string(&list).map_err(in_words)?;
    let kept: Vec<&str> = kept.lines().collect();
    match difference(&kept, &found) {
        changes if changes.is_empty() => Ok(()),
        changes => Err(format!(
            "What apps see has changed; if it was meant, {WRITE}=1 cargo run -p omkn-tests -- api\nwrites omkn-ffi/api/{name}.txt anew:\n{changes}\n"
        )),
    }
}

/// The sources below a folder, in a fixed order. What was generated into the package itself is not read twice.
fn read_all(folder: &Path, extension: &str) -> Result<Vec<String>, String> {
    let in_words = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(in_words)?.collect::<Result<Vec<_>, _>>().map_err(in_words)?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    let mut sources = Vec::new();
    for path in paths.iter().filter(|path| path.file_name().is_some_and(|name| name != "Generated")) {
        if path.is_dir() {
            sources.extend(read_all(path, extension)?);
        } else if path.extension().is_some_and(|found| found == extension) {
            sources.push(fs::read_to_string(path).map_err(in_words)?);
        }
    }
    Ok(sources)
}

/// Lines that went and lines that came; where only their order changed, it says so.
fn difference(kept: &[&str], found: &[String]) -> String {
    let gone = kept.iter().filter(|line| !found.iter().any(|other| other == *line)).map(|line| format!("- {line}\n"));
    let come = found.iter().filter(|line| !kept.contains(&line.as_str())).map(|line| format!("+ {line}\n"));
    let lines: String = gone.chain(come).collect();
    let moved = kept.iter().zip(found).find(|(kept, found)| *kept != found);
    match moved {
        Some((kept, found)) if lines.is_empty() => format!("another order from here: {kept}, now {found}\n"),
        _ => lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_what_came_and_another_order_are_told() {
        let found = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(difference(&["a", "b"], &found(&["a", "b"])), "");
        assert_eq!(difference(&["a", "b"], &found(&["a", "c"])), "- b\n+ c\n");
        assert_eq!(difference(&["a", "b"], &found(&["b", "a"])), "another order from here: a, now b\n");
    }
}

//! Reads test reports in the form of JUnit, which pytest and Maven write.

use crate::{command::Finished, context, outcome::Outcome};
use std::{fs, path::Path};
use xml::{EventReader, attribute::OwnedAttribute, reader::XmlEvent};

/// The counts of all reports in a folder. What the program wrote tells why where it failed.
pub(crate) fn read(folder: &Path, finished: &Finished) -> Outcome {
    let reports = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut outcome = Outcome::default();
    for path in reports.filter(|path| path.extension().is_some_and(|extension| extension == "xml")) {
        outcome = outcome.and(match context::read(&path).and_then(|text| report(&text)) {
            Ok(counts) => counts,
            Err(sentence) => Outcome::failed(format!("{}: {sentence}\n", path.display())),
        });
    }
    outcome.of(finished)
}

/// A test case passed unless it holds an element that says otherwise.
fn report(text: &str) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let mut case = String::new();
    let mut passed = true;
    for event in EventReader::from_str(text) {
        match event.map_err(|error| error.to_string())? {
            XmlEvent::StartElement { name, attributes, .. } => match name.local_name.as_str() {
                "testcase" => (case, passed) = (attribute(&attributes, "name"), true),
                "failure" | "error" if passed => {
                    outcome.failed += 1;
                    passed = false;
                }
                "skipped" if passed => {
                    outcome.skipped.push(format!("{case}: {}", attribute(&attributes, "message")));
                    passed = false;
                }
                _ => {}
            },
            XmlEvent::EndElement { name } if name.local_name == "testcase" => outcome.passed += usize::from(passed),
            _ => {}
        }
    }
    Ok(outcome)
}

fn attribute(attributes: &[OwnedAttribute], name: &str) -> String {
    let found = attributes.iter().find(|attribute| attribute.name.local_name == name);
    found.map(|attribute| attribute.value.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_cases_are_counted_by_what_they_hold() {
        let text = r#"<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" tests="5">
            <testcase classname="t" name="a" time="0.1"/>
            <testcase name="b"><system-out><![CDATA[<failure>]]></system-out></testcase>
            <testcase name="c"><failure message="no &lt;b&gt;">why</failure><error/></testcase>
            <testcase name="d"><error/></testcase>
            <testcase name="e"><skipped type="pytest.skip" message="no data"/></testcase>
            </testsuite></testsuites>"#;
        let outcome = report(text).unwrap();
        assert_eq!((outcome.passed, outcome.failed), (2, 2));
        assert_eq!(outcome.skipped, ["e: no data"]);
        assert!(report("<testsuite><testcase").is_err());
    }

    #[test]
    fn without_a_report_the_program_failed() {
        let finished = Finished { succeeded: true, output: "BUILD FAILURE".to_owned() };
        let outcome = read(Path::new("no such folder"), &finished);
        assert_eq!((outcome.failed, outcome.details.as_str()), (1, "BUILD FAILURE"));
    }
}

//! The queries of a measurement, and the words and phrases in one.

use omkn_examples::Result;
use serde::Deserialize;
use std::{fs, path::Path};

/// Reads a query a line; a line that starts with `{` is JSON with `text`.
pub(crate) fn read(path: &Path) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Line {
        text: String,
    }
    let file = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut queries = Vec::new();
    for (number, line) in (1..).zip(file.lines().map(str::trim)).filter(|(_, line)| !line.is_empty()) {
        if line.starts_with('{') {
            let line: Line = serde_json::from_str(line).map_err(|error| format!("query line {number}: {error}"))?;
            queries.push(line.text);
        } else {
            queries.push(line.to_owned());
        }
    }
    if queries.is_empty() { Err(format!("no queries in {}", path.display()).into()) } else { Ok(queries) }
}

/// A part of a query: loose words, or a phrase that stood in quotes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    Words(&'a str),
    Phrase(&'a str),
}

/// Splits a query at its double quotes; an open quote ends with the text.
pub(crate) fn parts(query: &str) -> impl Iterator<Item = Part<'_>> {
    let pieces = query.split('"').enumerate();
    pieces.map(|(place, text)| if place % 2 == 0 { Part::Words(text) } else { Part::Phrase(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_and_json_lines_are_queries() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, "road salt\n\n{\"_id\":\"q1\",\"text\":\"sel de voirie\"}\n").unwrap();
        assert_eq!(read(file.path()).unwrap(), ["road salt", "sel de voirie"]);
    }

    #[test]
    fn a_file_without_queries_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(read(file.path()).is_err());
    }

    #[test]
    fn words_in_quotes_are_a_phrase() {
        let found: Vec<Part<'_>> = parts("plan \"road salt\" winter").collect();
        assert_eq!(found, [Part::Words("plan "), Part::Phrase("road salt"), Part::Words(" winter")]);
    }
}

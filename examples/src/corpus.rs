//! Reads a corpus one line at a time, so that its size does not matter.

use crate::Result;
use omkn_core::{PartialDate, RecordDraft, RecordKind, SectionKind};
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

/// The longest line accepted, in bytes: memory stays bounded on any input.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

/// The system that the ids of a corpus belong to, in external ids.
pub const SOURCE: &str = "corpus";

/// How zstd and gzip files begin.
const COMPRESSED: [&[u8]; 2] = [&[0x28, 0xb5, 0x2f, 0xfd], &[0x1f, 0x8b]];

/// One line of a corpus. BEIR's own names (`_id`, `text`) are understood as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its id in the system it comes from.
    #[serde(alias = "_id")]
    pub id: String,
    /// Its title; may be empty.
    #[serde(default)]
    pub title: String,
    /// Its text; may be empty.
    #[serde(default, alias = "text")]
    pub body: String,
    /// The language of both, as a language tag; may be empty.
    #[serde(default)]
    pub lang: String,
    /// Free subjects.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The year of its date.
    #[serde(default)]
    pub year: Option<u16>,
    /// Two letters; may be empty.
    #[serde(default)]
    pub country: String,
}

impl Document {
    /// As a record: tags are subjects, the year is the date.
    #[must_use]
    pub fn into_draft(self) -> RecordDraft {
        let language = if self.lang.is_empty() { "und" } else { &self.lang };
        // A record needs a title; the id may hold words of one, and must not stand for it.
        let title: String =
            self.title.chars().filter(|c| !c.is_control()).take(omkn_core::limits::TITLE_CHARS).collect();
        let title = if title.chars().any(char::is_alphanumeric) { title } else { "untitled".to_owned() };
        let mut draft = RecordDraft::new(RecordKind::Research, language, title).with_external_id(SOURCE, self.id);
        if !self.body.trim().is_empty() {
            let body: String = self.body.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            draft = draft.with_section(SectionKind::Body, language, body);
        }
        draft.subjects = self.tags;
        draft.date = self.year.and_then(|year| PartialDate::from_year(i16::try_from(year).ok()?).ok());
        draft.coverage.country = Some(self.country).filter(|country| country.len() == 2);
        draft
    }

    /// A made-up document as large as a usual record, for timing single writes: 1.2 kB of text.
    #[must_use]
    pub fn made_up(number: u64) -> Self {
        let sentence = "The crews pre-wet the salt and follow one route plan, so that less of it reaches the creek. ";
        Self {
            id: format!("made-up-{number}"),
            title: format!("Winter control of the local roads, district {number}"),
            body: sentence.repeat(12),
            lang: "en".to_owned(),
            tags: vec!["winter control".to_owned(), "roads".to_owned()],
            year: Some(2014),
            country: "CA".to_owned(),
        }
    }
}

/// The documents of a file, or of standard input when `source` is `-`.
///
/// # Errors
///
/// The file cannot be opened, or is compressed.
pub fn read(source: &str) -> Result<Documents> {
    if source == "-" {
        return Documents::new(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(Path::new(source)).map_err(|error| format!("cannot open {source}: {error}"))?;
    Documents::new(Box::new(BufReader::with_capacity(1 << 20, file)))
}

/// Documents, read as they are asked for.
pub struct Documents {
    input: Box<dyn BufRead>,
    line: Vec<u8>,
    number: usize,
}

impl Documents {
    /// Refuses a compressed input at once, with a sentence that says what to do.
    ///
    /// # Errors
    ///
    /// The input is compressed or cannot be read.
    pub fn new(mut input: Box<dyn BufRead>) -> Result<Self> {
        let start = input.fill_buf()?;
        if COMPRESSED.iter().any(|magic| start.starts_with(magic)) {
            return Err("the corpus is compressed: decompress it first, for example with `zstd -d` or `gunzip`".into());
        }
        Ok(Self { input, line: Vec::new(), number: 0 })
    }

    fn next_document(&mut self) -> Result<Option<Document>> {
        loop {
            self.line.clear();
            self.number += 1;
            let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.line)?;
            if read == 0 {
                return Ok(None);
            }
            if read as u64 == LONGEST_LINE {
                return Err(format!("line {} is longer than 16 MiB", self.number).into());
            }
            if !self.line.trim_ascii().is_empty() {
                let document = serde_json::from_slice(&self.line);
                return document.map(Some).map_err(|error| format!("line {}: {error}", self.number).into());
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_document().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn documents(text: &'static str) -> Vec<Result<Document>> {
        Documents::new(Box::new(Cursor::new(text))).unwrap().collect()
    }

    #[test]
    fn a_line_is_a_document_and_missing_fields_are_empty() {
        let found = documents(
            "{\"id\":\"a\",\"title\":\"Salt\",\"year\":2011,\"other\":1}\n\n{\"_id\":\"b\",\"text\":\"Sel\"}",
        );
        let found: Vec<Document> = found.into_iter().map(Result::unwrap).collect();
        assert_eq!((found[0].title.as_str(), found[0].year), ("Salt", Some(2011)));
        assert_eq!((found[1].id.as_str(), found[1].body.as_str()), ("b", "Sel"));
    }

    #[test]
    fn a_bad_line_is_named_by_its_number() {
        let found = documents("{\"id\":\"a\"}\n{\"title\":");
        assert!(found[1].as_ref().unwrap_err().to_string().starts_with("line 2:"));
    }

    #[test]
    fn a_compressed_corpus_is_refused_with_advice() {
        let refused = Documents::new(Box::new(Cursor::new([0x28, 0xb5, 0x2f, 0xfd, 0])));
        assert!(refused.err().is_some_and(|error| error.to_string().contains("zstd -d")));
    }
}

//! JSON Lines: one record a line, with all its content; out and in again without loss.

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use super::import::{ImportOptions, ImportReport, ImportRow, RowProblems, RowResult, import_rows};
use crate::base::{Error, Job, Problem, ProblemCode, RecordId, Result, plain};
use crate::model::{Record, RecordDraft, Status, limits};
use crate::store::{RecordFilter, Store, StoreView};
use crate::vocabulary::{Vocabulary, VocabularySnapshot, list};

/// Marks a line that holds a whole record, and the version of its form.
const FORMAT: &str = "omkn.record/1";

#[derive(Serialize)]
struct LineOut<'r> {
    format: &'static str,
    #[serde(flatten)]
    record: &'r Record,
}

/// A whole record as exported; `version`, times and hash show where it came from and are not imported.
#[derive(Deserialize)]
struct LineIn {
    id: RecordId,
    status: Status,
    content: RecordDraft,
}

/// What distinguishes a whole record from a bare draft.
#[derive(Deserialize)]
#[serde(expecting = "a record")]
struct Mark {
    format: Option<serde_json::Value>,
}

/// Read from text, as everything stored is: every further source of JSON would be one more copy of the code that reads
/// a draft, in a library that apps carry.
fn read<'l, T: Deserialize<'l>>(line: &'l str) -> std::result::Result<T, String> {
    serde_json::from_str(line).map_err(|error| plain(&error.to_string()))
}

/// Write every record the filter lets through, one a line.
pub(crate) fn export_jsonl(
    store: &StoreView,
    vocabulary: &VocabularySnapshot,
    mut out: impl Write,
    filter: &RecordFilter,
    job: &mut Job<'_>,
) -> Result<u64> {
    let failed = |source| Error::io("writing the export", source);
    let mut filter = RecordFilter { limit: 500, ..filter.clone() };
    let mut written = 0;
    let mut damaged = Vec::new();
    loop {
        let page = store.read(|reader| list(reader, vocabulary, &filter))?;
        for stored in page.items {
            job.step("writing", written, None)?;
            let record = match stored.into_record() {
                Ok(record) => record,
                Err(Error::Corrupt { what }) => {
                    damaged.push(what);
                    continue;
                }
                Err(error) => return Err(error),
            };
            let line = serde_json::to_string(&LineOut { format: FORMAT, record: &record })
                .map_err(|source| failed(source.into()))?;
            writeln!(out, "{line}").map_err(failed)?;
            written += 1;
        }
        if page.next.is_none() {
            break;
        }
        filter.after = page.next;
    }
    out.flush().map_err(failed)?;
    job.report("writing", written, Some(written));
    job.check()?;
    if damaged.is_empty() {
        return Ok(written);
    }
    // What is readable is out; that something is not must not go unnoticed.
    Err(Error::corrupt(format!("{}; the {written} other records were exported", damaged.join(", "))))
}

/// Read lines that are whole records, as exported, or bare drafts.
pub(crate) fn import_jsonl(
    store: &Store,
    vocabulary: &Vocabulary,
    input: impl BufRead,
    options: &ImportOptions,
    job: &mut Job<'_>,
) -> Result<ImportReport> {
    import_rows(store, vocabulary, Lines { input, number: 0, is_skipping: false }, options, Vec::new(), job)
}

/// Lines of bounded length; blank ones are left out.
struct Lines<R> {
    input: R,
    number: u64,
    /// Within what is left of a line that is too long.
    is_skipping: bool,
}

/// Escapes make a line longer than the record it holds.
const LONGEST_LINE: u64 = 8 * limits::RECORD_BYTES as u64;

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Option<RowResult>>;

    fn next(&mut self) -> Option<Self::Item> {
        let next =
            if self.is_skipping { self.skip().map(|()| Some(None)) } else { self.row().map(|row| row.map(Some)) };
        next.map_err(|source| Error::io("reading the import", source)).transpose()
    }
}

impl<R: BufRead> Lines<R> {
    /// The next line that is not blank.
    fn row(&mut self) -> std::io::Result<Option<RowResult>> {
        loop {
            let mut bytes = Vec::new();
            if std::io::Read::take(&mut self.input, LONGEST_LINE).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if bytes.len() as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n') {
                self.is_skipping = true;
                let reason = format!("a line has at most {LONGEST_LINE} bytes");
                return Ok(Some(Err(self.problem("", ProblemCode::TooLong, reason))));
            }
            let line = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).trim_ascii();
            if !line.is_empty() {
                return Ok(Some(self.parse(line)));
            }
        }
    }

    /// Passes over what is left of a line, or over a part of it: files without any line end are long.
    fn skip(&mut self) -> std::io::Result<()> {
        let mut left = LONGEST_LINE;
        while self.is_skipping && left > 0 {
            let available = self.input.fill_buf()?;
            let end = available.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(available.len(), |at| at + 1);
            self.is_skipping = end.is_none() && used > 0;
            self.input.consume(used);
            left = left.saturating_sub(used as u64);
        }
        Ok(())
    }
}

impl<R> Lines<R> {
    fn parse(&self, line: &[u8]) -> RowResult {
        let malformed =
            |reason| self.problem("", ProblemCode::InvalidFormat, format!("not a record in JSON: {reason}"));
        let line = std::str::from_utf8(line).map_err(|error| malformed(error.to_string()))?;
        if !line.starts_with('{') {
            return Err(malformed("a line is one record, in braces; an array is written a record a line".to_owned()));
        }
        let Mark { format } = read(line).map_err(malformed)?;
        match format.as_ref().map(serde_json::Value::as_str) {
            None => {
                let draft = read(line).map_err(malformed)?;
                Ok(ImportRow { line: self.number, id: None, status: None, draft })
            }
            Some(Some(FORMAT)) => {
                let LineIn { id, status, content } = read(line).map_err(malformed)?;
                Ok(ImportRow { line: self.number, id: Some(id), status: Some(status), draft: content })
            }
            Some(_) => {
                let reason = format!("this library reads the format {FORMAT}: export again with a fitting one");
                Err(self.problem("format", ProblemCode::InvalidFormat, reason))
            }
        }
    }

    fn problem(&self, path: &str, code: ProblemCode, reason: String) -> RowProblems {
        RowProblems { line: self.number, problems: vec![Problem { path: path.to_owned(), code, reason }] }
    }
}

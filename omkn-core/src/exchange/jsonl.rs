//! JSON Lines: one record a line, all it says; out and in again without loss.

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use super::import::{ImportOptions, ImportReport, Row, RowProblems, RowResult, import_rows};
use crate::error::{Error, Result};
use crate::id::RecordId;
use crate::knowledge_base::KnowledgeBase;
use crate::model::{Problem, ProblemCode, Record, RecordDraft, Status, limits};
use crate::progress::Job;
use crate::store::RecordFilter;

/// Marks a line that holds a whole record, and the version of its form.
const FORMAT: &str = "omkn.record/1";

#[derive(Serialize)]
struct LineOut<'r> {
    format: &'static str,
    #[serde(flatten)]
    record: &'r Record,
}

/// A whole record as exported; `version`, times and hash tell where it came from and are not taken over.
#[derive(Deserialize)]
struct LineIn {
    id: RecordId,
    status: Status,
    content: RecordDraft,
}

/// What tells a whole record from a bare draft.
#[derive(Deserialize)]
#[serde(expecting = "a record")]
struct Mark {
    format: Option<serde_json::Value>,
}

/// Read from text, as everything stored is: every further source of JSON would be one more copy of the code that reads
/// a draft, in a library that apps carry.
fn read<'l, T: Deserialize<'l>>(line: &'l str) -> std::result::Result<T, String> {
    serde_json::from_str(line).map_err(|error| error.to_string())
}

/// Write every record the filter lets through, one a line.
pub(crate) fn export_jsonl(
    kb: &KnowledgeBase,
    mut out: impl Write,
    filter: &RecordFilter,
    job: &mut Job<'_>,
) -> Result<u64> {
    let failed = |source| Error::io("writing the export", source);
    let mut filter = RecordFilter { limit: 500, ..filter.clone() };
    let mut written = 0;
    let mut damaged = Vec::new();
    loop {
        let page = kb.stored_records(&filter)?;
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
    if damaged.is_empty() {
        return Ok(written);
    }
    // What is readable is out; that something is not must not go unnoticed.
    Err(Error::corrupt(format!("{}; the {written} other records were exported", damaged.join(", "))))
}

/// Read lines that are whole records, as exported, or bare drafts.
pub(crate) fn import_jsonl(
    kb: &KnowledgeBase,
    input: impl BufRead,
    options: &ImportOptions,
    job: &mut Job<'_>,
) -> Result<ImportReport> {
    import_rows(kb, Lines { input, number: 0 }, options, Vec::new(), job)
}

/// Lines of bounded length; blank ones are left out.
struct Lines<R> {
    input: R,
    number: u64,
}

/// Escapes make a line longer than the record it holds.
const LONGEST_LINE: u64 = 8 * limits::RECORD_BYTES as u64;

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<RowResult>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut bytes = Vec::new();
            let mut limited = std::io::Read::take(&mut self.input, LONGEST_LINE);
            match limited.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Err(source) => return Some(Err(Error::io("reading the import", source))),
                Ok(_) => {}
            }
            self.number += 1;
            let is_cut = bytes.len() as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n');
            if is_cut {
                if let Err(error) = skip_line(&mut self.input) {
                    return Some(Err(error));
                }
                let reason = format!("a line has at most {LONGEST_LINE} bytes");
                return Some(Ok(Err(self.problem("", ProblemCode::TooLong, reason))));
            }
            let line = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).trim_ascii();
            if !line.is_empty() {
                return Some(Ok(self.parse(line)));
            }
        }
    }
}

fn skip_line(input: &mut impl BufRead) -> Result<()> {
    loop {
        let (used, found) = {
            let available = input.fill_buf().map_err(|source| Error::io("reading the import", source))?;
            match available.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (available.len(), false),
            }
        };
        input.consume(used);
        if found || used == 0 {
            return Ok(());
        }
    }
}

impl<R> Lines<R> {
    fn parse(&self, line: &[u8]) -> RowResult {
        let malformed =
            |reason| self.problem("", ProblemCode::InvalidFormat, format!("not a record in JSON: {reason}"));
        let line = std::str::from_utf8(line).map_err(|error| malformed(error.to_string()))?;
        let Mark { format } = read(line).map_err(malformed)?;
        match format.as_ref().map(serde_json::Value::as_str) {
            None => {
                let draft = read(line).map_err(malformed)?;
                Ok(Row { line: self.number, id: None, status: None, draft })
            }
            Some(Some(FORMAT)) => {
                let LineIn { id, status, content } = read(line).map_err(malformed)?;
                Ok(Row { line: self.number, id: Some(id), status: Some(status), draft: content })
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

//! CSV in: whatever a spreadsheet program wrote.

use std::collections::BTreeMap;
use std::io::Read;

use serde::{Deserialize, Serialize};

use super::columns::CsvField;
use super::import::{ImportOptions, ImportReport, ImportRow, RowProblems, RowResult, import_rows};
use super::sniff;
use crate::base::{ConceptId, Error, Job, LanguageMap, LanguageTag, Problem, ProblemCode, Result};
use crate::model::{ExternalId, RecordDraft, RecordKind, SourceCitation};
use crate::organizations::Organizations;
use crate::store::Store;
use crate::taxonomy::{MatchQuality, Taxonomy};
use crate::vocabulary::{Vocabulary, VocabularySnapshot};

/// The largest file that is read.
const MOST_BYTES: u64 = 256 << 20;
/// How many columns a remark or an error names.
const MOST_NAMES: usize = 30;
/// Between the values of a list, where a frame writes one into a cell.
const UNIT_SEPARATOR: char = '\u{1F}';

/// How a CSV file is read.
///
/// # Examples
///
/// ```
/// use omkn_core::{CsvOptions, ImportOptions, Job, KnowledgeBase};
///
/// let kb = KnowledgeBase::in_memory()?;
/// let file = "Titre;Municipalité;Année\nLimite de deux sacs;Grand Sudbury;2004\n";
/// let csv = CsvOptions { language: "fr".parse().unwrap(), ..CsvOptions::default() };
/// let report = kb.import_csv(file.as_bytes(), &csv, &ImportOptions::default(), &mut Job::new())?;
/// assert_eq!((report.created, report.committed), (1, true));
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CsvOptions {
    /// What columns hold, by header; columns not named here are taken by what their header says.
    pub columns: BTreeMap<String, CsvField>,
    /// The language of texts whose column does not give it.
    pub language: LanguageTag,
    /// The name of the system the file comes from; with the column of ids it makes importing again harmless.
    pub source: String,
    /// The kind of records whose row does not give it.
    pub kind: RecordKind,
    /// The delimiter; `None` finds out.
    pub delimiter: Option<char>,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self {
            columns: BTreeMap::new(),
            language: LanguageTag::en(),
            source: "csv".to_owned(),
            kind: RecordKind::Practice,
            delimiter: None,
        }
    }
}

/// Read a CSV file.
pub(crate) fn import_csv(
    store: &Store,
    vocabulary: &Vocabulary,
    input: impl Read,
    csv: &CsvOptions,
    options: &ImportOptions,
    job: &mut Job<'_>,
) -> Result<ImportReport> {
    let mut bytes = Vec::new();
    let failed = |source| Error::io("reading the CSV file", source);
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Error::invalid("", ProblemCode::TooLong, format!("a CSV file has at most {MOST_BYTES} bytes")));
    }
    if let Some(format) = sniff::other_format(&bytes) {
        let reason =
            format!("this is {format}, not CSV: open it in its program, save the table as CSV (UTF-8) and import that");
        return Err(Error::invalid("", ProblemCode::InvalidFormat, reason));
    }
    let decoded = sniff::decode(&bytes);
    let (named, text) = sniff::delimiter_line(&decoded.text);
    let delimiter = match csv.delimiter {
        None => named.unwrap_or_else(|| sniff::delimiter(text)),
        // A letter such as é fits a byte, too, and would cut characters in two.
        Some(given) => u8::try_from(given).ok().filter(u8::is_ascii).ok_or_else(|| {
            Error::invalid("delimiter", ProblemCode::InvalidFormat, "the delimiter is one ASCII character")
        })?,
    };
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|source| failed(source.into()))?.clone();
    let fields = fields_of(&headers, csv)?;
    let mut remarks = decoded.remarks();
    let by = if named == Some(delimiter) { " as its first line says" } else { "" };
    remarks.push(format!("columns separated by {:?}{by}", char::from(delimiter)));
    let unused: Vec<_> =
        headers.iter().zip(&fields).filter(|(_, field)| field.is_none()).map(|(name, _)| name).collect();
    if !unused.is_empty() {
        remarks.push(format!("columns not used: {}", shortened(unused)));
    }
    let VocabularySnapshot { taxonomy, organizations } = store.read(|reader| vocabulary.at(reader))?;
    let maker =
        RowMaker { csv, fields: &fields, headers: &headers, taxonomy: &taxonomy, organizations: &organizations };
    let is_blank = |record: &::csv::StringRecord| record.iter().all(|cell| cell.trim().is_empty());
    let records = reader.records().filter(|record| !record.as_ref().is_ok_and(is_blank));
    let mut lines = LineCounter::new(text, decoded.text.len() - text.len());
    let rows = records.map(|record| {
        let position = match &record {
            Ok(record) => record.position(),
            Err(error) => error.position(),
        };
        let line = position.map_or(0, |position| lines.line_of(position.byte()));
        Ok(Some(maker.row(&record, line)))
    });
    import_rows(store, vocabulary, rows, options, remarks, job)
}

/// What each column holds; an error where that is not clear, or where no column holds the title.
fn fields_of(headers: &::csv::StringRecord, csv: &CsvOptions) -> Result<Vec<Option<CsvField>>> {
    let fields: Vec<_> = headers.iter().map(|header| field_of(header, csv)).collect();
    if let Some((first, second)) = same_field(&fields, &csv.language) {
        let name = |at: usize| headers.get(at).unwrap_or_default().trim();
        let reason =
            format!("{:?} and {:?} hold the same: map one to `ignored` or to what it holds", name(first), name(second));
        return Err(Error::invalid("columns", ProblemCode::Duplicate, reason));
    }
    let names = || shortened(headers.iter().map(str::trim).collect());
    let is_there = |name: &str| headers.iter().any(|header| header.trim() == name.trim());
    if let Some(unknown) = csv.columns.keys().find(|name| !is_there(name)) {
        let reason = format!("the file has no column {unknown:?}; it has {}", names());
        return Err(Error::invalid("columns", ProblemCode::InvalidFormat, reason));
    }
    if !fields.iter().flatten().any(|field| matches!(field, CsvField::Title(_))) {
        let reason = match headers.iter().all(|header| header.trim().is_empty()) {
            true => "the file is empty: its first line names the columns, such as title,date".to_owned(),
            false => format!("no column holds the title; map one of these: {}", names()),
        };
        return Err(Error::invalid("columns", ProblemCode::Required, reason));
    }
    Ok(fields)
}

/// Two columns that hold the same, where a record has room for one.
fn same_field(fields: &[Option<CsvField>], language: &LanguageTag) -> Option<(usize, usize)> {
    let with_language = |field: &CsvField| match field {
        CsvField::Title(None) => CsvField::Title(Some(language.clone())),
        CsvField::Summary(None) => CsvField::Summary(Some(language.clone())),
        CsvField::Section(kind, None) => CsvField::Section(*kind, Some(language.clone())),
        other => other.clone(),
    };
    let held: Vec<_> =
        fields.iter().map(|field| field.as_ref().filter(|field| field.is_one()).map(with_language)).collect();
    let second = |at: usize| (at + 1..held.len()).find(|later| held.get(*later) == held.get(at));
    held.iter().enumerate().filter(|(_, field)| field.is_some()).find_map(|(at, _)| Some((at, second(at)?)))
}

fn field_of(header: &str, csv: &CsvOptions) -> Option<CsvField> {
    let given = csv.columns.iter().find(|(name, _)| name.trim() == header.trim());
    given.map(|(_, field)| field.clone()).or_else(|| CsvField::of_header(header))
}

/// Makes drafts of rows.
struct RowMaker<'a> {
    csv: &'a CsvOptions,
    fields: &'a [Option<CsvField>],
    headers: &'a ::csv::StringRecord,
    taxonomy: &'a Taxonomy,
    organizations: &'a Organizations,
}

impl RowMaker<'_> {
    fn row(&self, record: &::csv::Result<::csv::StringRecord>, line: u64) -> RowResult {
        let record = record.as_ref().map_err(|error| RowProblems {
            line,
            problems: vec![problem("", ProblemCode::InvalidFormat, error.to_string())],
        })?;
        let mut problems = Vec::new();
        if record.len() > self.fields.len() && record.iter().skip(self.fields.len()).any(|cell| !cell.trim().is_empty())
        {
            let reason = format!(
                "{} cells, but {} columns: quote cells that hold the delimiter",
                record.len(),
                self.fields.len()
            );
            problems.push(problem("", ProblemCode::InvalidFormat, reason));
        }
        let mut draft = RecordDraft::new(self.csv.kind, "und", "");
        (draft.title, draft.original_language) = (LanguageMap::new(), None);
        for ((cell, field), header) in record.iter().zip(self.fields).zip(self.headers) {
            if let (Some(field), false) = (field, cell.trim().is_empty()) {
                self.put(&mut draft, field, cell.trim()).unwrap_or_else(|(code, reason)| {
                    problems.push(problem(header.trim(), code, reason));
                });
            }
        }
        if draft.original_language.is_none() && draft.title.get(&self.csv.language).is_some() {
            draft.original_language = Some(self.csv.language.clone());
        }
        if problems.is_empty() {
            Ok(ImportRow { line, id: None, status: None, draft })
        } else {
            Err(RowProblems { line, problems })
        }
    }

    fn put(
        &self,
        draft: &mut RecordDraft,
        field: &CsvField,
        cell: &str,
    ) -> std::result::Result<(), (ProblemCode, String)> {
        let language = |tag: &Option<LanguageTag>| tag.clone().unwrap_or_else(|| self.csv.language.clone());
        let word = |error: &dyn std::fmt::Display| (ProblemCode::InvalidFormat, error.to_string());
        match field {
            CsvField::SourceId => {
                draft.external_ids.push(ExternalId { source: self.csv.source.clone(), source_id: cell.to_owned() });
            }
            CsvField::Kind => draft.kind = cell.parse().map_err(|error| word(&error))?,
            CsvField::Title(tag) => drop(draft.title.insert(language(tag), cell)),
            CsvField::Summary(tag) => drop(draft.summary.insert(language(tag), cell)),
            CsvField::Section(section, tag) => {
                draft.sections.entry(*section).or_default().insert(language(tag), cell);
            }
            CsvField::Concepts => {
                for name in parts(cell) {
                    draft.concepts.push(self.concept(name)?);
                }
            }
            CsvField::Subjects => draft.subjects.extend(parts(cell).map(str::to_owned)),
            CsvField::Organizations => {
                for name in parts(cell) {
                    let found = self.organizations.resolve(name);
                    let found = found.map_err(|error| (ProblemCode::UnknownOrganization, error.to_string()))?;
                    draft.coverage.organizations.push(found.id.clone());
                }
            }
            CsvField::Date => draft.date = Some(date_of(cell).parse().map_err(|error| word(&error))?),
            CsvField::Level => draft.level = Some(cell.parse().map_err(|error| word(&error))?),
            CsvField::SourceUrl => {
                draft.sources.push(SourceCitation { url: Some(cell.to_owned()), ..SourceCitation::default() });
            }
            CsvField::Licence => draft.rights.licence = Some(cell.to_owned()),
            CsvField::Ignored => {}
        }
        Ok(())
    }

    /// The one concept with this id or label.
    fn concept(&self, name: &str) -> std::result::Result<ConceptId, (ProblemCode, String)> {
        let found = self.taxonomy.lookup(name);
        match found.first() {
            Some(best) if best.quality <= MatchQuality::SameWords => Ok(best.concept.clone()),
            _ => Err((ProblemCode::UnknownConcept, self.taxonomy.unknown(name).to_string())),
        }
    }
}

/// Several values in one cell. Frames separate theirs by [`UNIT_SEPARATOR`], so that values may hold the usual separators.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let separators: &[char] = if cell.contains(UNIT_SEPARATOR) { &[UNIT_SEPARATOR] } else { &[';', '|'] };
    cell.split(separators).map(str::trim).filter(|part| !part.is_empty())
}

/// A date without the time of day that programs write behind it.
fn date_of(cell: &str) -> &str {
    match cell.split_once([' ', 'T']) {
        Some((date, time)) if date.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit()) => date,
        _ => cell,
    }
}

/// A list of names, of which a reader needs only so many.
fn shortened(names: Vec<&str>) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    let shown = names.into_iter().take(MOST_NAMES).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// Counts lines up to the records of a text, whatever ends them: line feeds, carriage returns or both.
struct LineCounter<'t> {
    bytes: &'t [u8],
    at: usize,
    line: u64,
}

impl<'t> LineCounter<'t> {
    /// For a text before which so many bytes were cut off, which are one line if they are any.
    fn new(text: &'t str, cut: usize) -> Self {
        Self { bytes: text.as_bytes(), at: 0, line: if cut > 0 { 2 } else { 1 } }
    }

    /// The line on which the record begins that was read from this byte on; records are asked for in order. The reader
    /// may count the end of the line before, and blank lines, to the record.
    fn line_of(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(current) = self.bytes.get(self.at) {
            let is_end = matches!(current, b'\n' | b'\r');
            if self.at >= byte && !is_end {
                break;
            }
            let is_half = *current == b'\r' && self.bytes.get(self.at + 1) == Some(&b'\n');
            self.line += u64::from(is_end && !is_half);
            self.at += 1;
        }
        self.line
    }
}

fn problem(path: &str, code: ProblemCode, reason: String) -> Problem {
    Problem { path: path.to_owned(), code, reason }
}

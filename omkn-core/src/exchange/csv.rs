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
    let (text, encoding) = sniff::decode(&bytes);
    let delimiter = match csv.delimiter {
        None => sniff::delimiter(&text),
        // A letter such as é fits a byte, too, and would cut characters in two.
        Some(given) => u8::try_from(given).ok().filter(u8::is_ascii).ok_or_else(|| {
            Error::invalid("delimiter", ProblemCode::InvalidFormat, "the delimiter is one ASCII character")
        })?,
    };
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|source| failed(source.into()))?.clone();
    let fields: Vec<Option<CsvField>> = headers.iter().map(|header| field_of(header, csv)).collect();
    if let Some((first, second)) = same_field(&fields, &csv.language) {
        let name = |at: usize| headers.get(at).unwrap_or_default().trim();
        let reason =
            format!("{:?} and {:?} hold the same: map one to `ignored` or to what it holds", name(first), name(second));
        return Err(Error::invalid("columns", ProblemCode::Duplicate, reason));
    }
    if !fields.iter().flatten().any(|field| matches!(field, CsvField::Title(_))) {
        let names = headers.iter().collect::<Vec<_>>().join(", ");
        let reason = format!("no column holds the title; map one of these: {names}");
        return Err(Error::invalid("columns", ProblemCode::Required, reason));
    }
    let mut remarks = vec![format!("read as {encoding}, columns parted by {:?}", char::from(delimiter))];
    let unused = headers.iter().zip(&fields).filter(|(_, field)| field.is_none());
    remarks.extend(unused.map(|(header, _)| format!("column not used: {header}")));
    let VocabularySnapshot { taxonomy, organizations } = store.read(|reader| vocabulary.at(reader))?;
    let maker =
        RowMaker { csv, fields: &fields, headers: &headers, taxonomy: &taxonomy, organizations: &organizations };
    let is_blank = |record: &::csv::StringRecord| record.iter().all(|cell| cell.trim().is_empty());
    let records = reader.records().filter(|record| !record.as_ref().is_ok_and(is_blank));
    let rows = records.map(|record| Ok(Some(maker.row(&record))));
    import_rows(store, vocabulary, rows, options, remarks, job)
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
    fn row(&self, record: &::csv::Result<::csv::StringRecord>) -> RowResult {
        let record = record.as_ref().map_err(|error| {
            let line = error.position().map_or(0, ::csv::Position::line);
            RowProblems { line, problems: vec![problem("", ProblemCode::InvalidFormat, error.to_string())] }
        })?;
        let line = record.position().map_or(0, ::csv::Position::line);
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
            CsvField::Date => draft.date = Some(cell.parse().map_err(|error| word(&error))?),
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

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '|']).map(str::trim).filter(|part| !part.is_empty())
}

fn problem(path: &str, code: ProblemCode, reason: String) -> Problem {
    Problem { path: path.to_owned(), code, reason }
}

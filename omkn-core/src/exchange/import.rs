//! What all imports share: each row becomes or updates a record, everything in one transaction, every problem reported.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::base::{Error, Job, Problem, ProblemCode, RecordId, Result};
use crate::model::{RecordDraft, RevisionAction, Status};
use crate::store::{NewRecord, NextState, Store, StoredRecord, WriteTransaction};
use crate::vocabulary::{Vocabulary, VocabularySnapshot};

/// How many rows with problems a report lists; the rest are only counted.
const MOST_LISTED: usize = 1_000;

/// How an import treats what it meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImportOptions {
    /// Only report what would happen.
    pub dry_run: bool,
    /// Keep the good rows although others have problems. Off: one bad row, and nothing is imported.
    pub skip_bad_rows: bool,
    /// The status of new records whose row does not give one.
    pub status: Status,
    /// Index what was imported before the import ends, under its progress. Off: the next search does it.
    pub index: bool,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self { dry_run: false, skip_bad_rows: false, status: Status::Published, index: true }
    }
}

/// The problems of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblems {
    /// The line of the file the row begins on, from 1.
    pub line: u64,
    /// Everything wrong with it.
    pub problems: Vec<Problem>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// How many rows were read.
    pub rows: u64,
    /// How many became new records.
    pub created: u64,
    /// How many changed a record that was there.
    pub updated: u64,
    /// How many had nothing new.
    pub unchanged: u64,
    /// How many had problems.
    pub rejected: u64,
    /// The rows with problems, in the order of the file; the first 1,000.
    pub problems: Vec<RowProblems>,
    /// What was done to read the file, and columns that were not used: for people to look over.
    pub remarks: Vec<String>,
    /// Whether anything was kept. Nothing is on a dry run, or when a row had problems and `skip_bad_rows` was off.
    pub committed: bool,
    /// Whether searches find what was kept without indexing it first. Where indexing failed or was cancelled a remark says
    /// why: the records are stored all the same, and the next search indexes them.
    pub indexed: bool,
}

/// One row, read: a draft and what the row says about it.
pub(super) struct ImportRow {
    pub(super) line: u64,
    pub(super) id: Option<RecordId>,
    pub(super) status: Option<Status>,
    pub(super) draft: RecordDraft,
}

/// A row, or what is wrong with it.
pub(super) type RowResult = std::result::Result<ImportRow, RowProblems>;

/// Import rows as they come; `None` is no row yet, but a moment to hear whether to go on.
pub(super) fn import_rows(
    store: &Store,
    vocabulary: &Vocabulary,
    rows: impl Iterator<Item = Result<Option<RowResult>>>,
    options: &ImportOptions,
    remarks: Vec<String>,
    job: &mut Job<'_>,
) -> Result<ImportReport> {
    let mut report = ImportReport { remarks, ..ImportReport::default() };
    store.attempt(|transaction| {
        let vocabulary = vocabulary.at(transaction.reader())?;
        let mut lines = HashMap::new();
        for row in rows {
            let Some(row) = row? else {
                job.report("storing", report.rows, None);
                job.check()?;
                continue;
            };
            job.step("storing", report.rows, None)?;
            report.rows += 1;
            let written = row.and_then(|row| {
                let line = row.line;
                put(transaction, &vocabulary, row, options, &mut lines).map_err(|error| (line, error)).or_else(
                    |(line, error)| match error {
                        Error::Validation { problems } => Err(RowProblems { line, problems }),
                        other => Ok(Outcome::Failed(other)),
                    },
                )
            });
            match written {
                Ok(Outcome::Created) => report.created += 1,
                Ok(Outcome::Updated) => report.updated += 1,
                Ok(Outcome::Unchanged) => report.unchanged += 1,
                Ok(Outcome::Failed(error)) => return Err(error),
                Err(problems) => {
                    report.rejected += 1;
                    if report.problems.len() < MOST_LISTED {
                        report.problems.push(problems);
                    }
                }
            }
        }
        // Before all is kept: the listener may still stop it.
        job.report("storing", report.rows, Some(report.rows));
        job.check()?;
        report.committed = !options.dry_run && (report.rejected == 0 || options.skip_bad_rows);
        Ok(report.committed)
    })?;
    Ok(report)
}

enum Outcome {
    Created,
    Updated,
    Unchanged,
    Failed(Error),
}

/// Write one row: update the record it names, by id or by a name in another system, or make a new one.
fn put(
    transaction: &mut WriteTransaction<'_>,
    vocabulary: &VocabularySnapshot,
    row: ImportRow,
    options: &ImportOptions,
    lines: &mut HashMap<RecordId, u64>,
) -> Result<Outcome> {
    let content = vocabulary.accept(row.draft)?;
    let stored = existing(transaction, row.id, &content.draft)?;
    let id = stored.as_ref().map_or_else(|| row.id.unwrap_or_default(), |stored| stored.id);
    if let Some(line) = lines.get(&id) {
        let reason = format!("line {line} has the same id: a file holds each record once");
        return Err(Error::invalid("", ProblemCode::Duplicate, reason));
    }
    let Some(stored) = stored else {
        let status = row.status.unwrap_or(options.status);
        transaction
            .savepoint(|transaction| transaction.capture(&NewRecord { id, status, content: &content, reason: None }))?;
        lines.insert(id, row.line);
        return Ok(Outcome::Created);
    };
    lines.insert(id, row.line);
    let status = row.status.unwrap_or(stored.status);
    let is_same = stored.draft()? == content.draft;
    if is_same && status == stored.status {
        return Ok(Outcome::Unchanged);
    }
    let action = if is_same { RevisionAction::Move } else { RevisionAction::Revise };
    let next = NextState { action, status, content: Some(&content), reason: None };
    transaction.savepoint(|transaction| transaction.advance(stored, &next))?;
    Ok(Outcome::Updated)
}

fn existing(
    transaction: &WriteTransaction<'_>,
    id: Option<RecordId>,
    draft: &RecordDraft,
) -> Result<Option<StoredRecord>> {
    if let Some(id) = id
        && let Some(stored) = transaction.find(id)?
    {
        return Ok(Some(stored));
    }
    for external in &draft.external_ids {
        if let Some(stored) = transaction.record_by_external_id(&external.source, &external.source_id)? {
            return Ok(Some(stored));
        }
    }
    Ok(None)
}

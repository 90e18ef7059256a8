//! Records in from files, and out to files.

use std::io::{BufRead, Read, Write};

use crate::error::Result;
use crate::exchange::{self, CsvOptions, ImportOptions, ImportReport};
use crate::knowledge_base::KnowledgeBase;
use crate::progress::Job;
use crate::store::RecordFilter;

/// Exchange.
impl KnowledgeBase {
    /// Read JSON Lines: one record a line, as [`export_jsonl`](Self::export_jsonl) writes them, or one bare
    /// [`RecordDraft`](crate::RecordDraft) a line. Reading the same file again changes nothing.
    ///
    /// # Errors
    ///
    /// `Cancelled`, `Io`, `ReadOnly`, `Storage`, `LowSpace`. What is wrong with rows is in the report.
    pub fn import_jsonl(
        &self,
        input: impl BufRead,
        options: &ImportOptions,
        job: &mut Job<'_>,
    ) -> Result<ImportReport> {
        exchange::import_jsonl(self, input, options, job)
    }

    /// Read a CSV file as spreadsheets write them: encoding, byte order mark and delimiter are found out.
    ///
    /// # Errors
    ///
    /// `Validation` where no column holds a title; the rest as [`import_jsonl`](Self::import_jsonl).
    pub fn import_csv(
        &self,
        input: impl Read,
        csv: &CsvOptions,
        options: &ImportOptions,
        job: &mut Job<'_>,
    ) -> Result<ImportReport> {
        exchange::import_csv(self, input, csv, options, job)
    }

    /// Write the records the filter lets through as JSON Lines, one a line; gives how many. What a record says, its id
    /// and status come back by importing; its history is kept by [`backup`](Self::backup).
    ///
    /// # Errors
    ///
    /// `Cancelled`, `Io`, `Storage`, `Corrupt`, `LowSpace`.
    pub fn export_jsonl(&self, output: impl Write, filter: &RecordFilter, job: &mut Job<'_>) -> Result<u64> {
        exchange::export_jsonl(self, output, filter, job)
    }
}

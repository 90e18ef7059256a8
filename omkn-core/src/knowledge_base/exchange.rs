//! Records in from files, and out to files.

#[cfg(feature = "csv-import")]
use std::io::Read;
use std::io::{BufRead, Write};
use std::path::Path;

use super::both::both;
use super::open::KnowledgeBase;
use crate::base::{Job, Result};
use crate::exchange;
#[cfg(feature = "csv-import")]
use crate::exchange::CsvOptions;
use crate::exchange::{ImportOptions, ImportReport};
use crate::store::RecordFilter;

both! {
    /// Write the records the filter lets through as JSON Lines, one a line; gives how many. The content of a record, its id
    /// and status come back by importing; its history is kept by [`backup`](KnowledgeBase::backup).
    ///
    /// # Errors
    ///
    /// `NotFound` as [`records`](Self::records); `Cancelled`, `Io`, `Storage`, `Corrupt`, `LowSpace`.
    pub fn export_jsonl(&self, output: impl Write, filter: &RecordFilter, job: &mut Job<'_>) -> Result<u64> {
        self.ask_store(|store, vocabulary| exchange::export_jsonl(store, vocabulary, output, filter, job))
    }

    /// [`export_jsonl`](Self::export_jsonl) to the file at this path. A file that is there is replaced once the new one is
    /// complete and on the disk; when the export fails or is cancelled, it stays as it was.
    ///
    /// # Errors
    ///
    /// `Io` with the path where it cannot be written, `Validation` where it is a file of a knowledge base, which an export
    /// would replace; the rest as `export_jsonl`.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{Job, KnowledgeBase, RecordDraft, RecordFilter, RecordKind};
    ///
    /// let folder = tempfile::tempdir().unwrap();
    /// let kb = KnowledgeBase::in_memory()?;
    /// kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Salt guide"))?;
    /// let path = folder.path().join("practices.jsonl");
    /// assert_eq!(kb.export_jsonl_file(&path, &RecordFilter::default(), &mut Job::new())?, 1);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn export_jsonl_file(&self, path: impl AsRef<Path>, filter: &RecordFilter, job: &mut Job<'_>) -> Result<u64> {
        exchange::replace_file(path.as_ref(), |file| self.export_jsonl(file, filter, job))
    }
}

/// Records in from files.
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
        let report = exchange::import_jsonl(&self.store, &self.vocabulary, input, options, job)?;
        Ok(self.index_imported(report, options, job))
    }

    /// [`import_jsonl`](Self::import_jsonl) from the file at this path.
    ///
    /// # Errors
    ///
    /// `Io` with the path where it cannot be read; the rest as `import_jsonl`.
    pub fn import_jsonl_file(
        &self,
        path: impl AsRef<Path>,
        options: &ImportOptions,
        job: &mut Job<'_>,
    ) -> Result<ImportReport> {
        self.import_jsonl(exchange::open_file(path.as_ref())?, options, job)
    }

    /// What was imported is stored: nothing that happens while it is indexed makes an error of the import.
    fn index_imported(&self, mut report: ImportReport, options: &ImportOptions, job: &mut Job<'_>) -> ImportReport {
        if report.committed && options.index {
            match self.refresh(job) {
                Ok(()) => report.indexed = true,
                Err(error) => report.remarks.push(format!("stored, but not indexed yet: {error}")),
            }
        }
        report
    }
}

/// Records in from spreadsheets.
#[cfg(feature = "csv-import")]
impl KnowledgeBase {
    /// Read a CSV file as spreadsheets write them: encoding, byte order mark and delimiter are found out.
    ///
    /// # Errors
    ///
    /// `Validation` where no column holds a title, or two hold the same; the rest as [`import_jsonl`](Self::import_jsonl).
    pub fn import_csv(
        &self,
        input: impl Read,
        csv: &CsvOptions,
        options: &ImportOptions,
        job: &mut Job<'_>,
    ) -> Result<ImportReport> {
        let report = exchange::import_csv(&self.store, &self.vocabulary, input, csv, options, job)?;
        Ok(self.index_imported(report, options, job))
    }

    /// [`import_csv`](Self::import_csv) from the file at this path.
    ///
    /// # Errors
    ///
    /// `Io` with the path where it cannot be read; the rest as `import_csv`.
    pub fn import_csv_file(
        &self,
        path: impl AsRef<Path>,
        csv: &CsvOptions,
        options: &ImportOptions,
        job: &mut Job<'_>,
    ) -> Result<ImportReport> {
        self.import_csv(exchange::open_file(path.as_ref())?, csv, options, job)
    }
}

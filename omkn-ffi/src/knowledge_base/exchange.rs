//! Files in and out, checks and backups.

use std::sync::Arc;

use super::KnowledgeBase;
use crate::convert::{from_core, into_core};
use crate::enums::CheckLevel;
use crate::error::Result;
use crate::job::{Interrupter, ProgressListener, run};
use crate::request::{ImportOptions, RecordFilter};
use crate::upkeep::{HealthReport, ImportReport};

#[uniffi::export]
impl KnowledgeBase {
    /// Import records from a JSON Lines file; the same file again changes nothing.
    #[uniffi::method(default(listener = None, interrupter = None, options))]
    pub fn import_jsonl(
        &self,
        path: String,
        options: ImportOptions,
        listener: Option<Arc<dyn ProgressListener>>,
        interrupter: Option<Arc<Interrupter>>,
    ) -> Result<ImportReport> {
        let (kb, options) = (self.kb()?, into_core(options)?);
        from_core(run(listener, interrupter, |job| kb.import_jsonl_file(path, &options, job))?)
    }

    /// Export records to a JSON Lines file; gives how many. A file that is there is replaced once the new one is
    /// complete and on the disk; `Validation` where it is a file of a knowledge base.
    #[uniffi::method(default(listener = None, interrupter = None, filter))]
    pub fn export_jsonl(
        &self,
        path: String,
        filter: RecordFilter,
        listener: Option<Arc<dyn ProgressListener>>,
        interrupter: Option<Arc<Interrupter>>,
    ) -> Result<u64> {
        let (kb, filter) = (self.kb()?, into_core(filter)?);
        run(listener, interrupter, |job| kb.export_jsonl_file(path, &filter, job))
    }

    /// Look for damage; nothing is changed. Finding some is no error: the report says what, and what to do.
    #[uniffi::method(default(listener = None, interrupter = None))]
    pub fn check(
        &self,
        level: CheckLevel,
        listener: Option<Arc<dyn ProgressListener>>,
        interrupter: Option<Arc<Interrupter>>,
    ) -> Result<HealthReport> {
        let (kb, level) = (self.kb()?, into_core(level)?);
        from_core(run(listener, interrupter, |job| kb.check(level, job))?)
    }

    /// Write a checked copy of the whole into a new or empty folder, while others go on writing; it opens like the original.
    /// `Io` where the folder holds a knowledge base already or cannot be written.
    #[uniffi::method(default(listener = None, interrupter = None))]
    pub fn backup(
        &self,
        folder: String,
        listener: Option<Arc<dyn ProgressListener>>,
        interrupter: Option<Arc<Interrupter>>,
    ) -> Result<()> {
        let kb = self.kb()?;
        run(listener, interrupter, |job| kb.backup(&folder, job))
    }
}

//! Files in and out.

use super::KnowledgeBase;
use super::view::{KnowledgeBaseView, both};
use crate::convert::{from_core, into_core};
use crate::error::Result;
use crate::exchange::{ImportOptions, ImportReport};
use crate::job::{OptionalInterrupter, OptionalListener, run};
use crate::store::RecordFilter;

both! {
    /// Export records to a JSON Lines file; gives how many. A file that is there is replaced once the new one is
    /// complete and on the disk; `Validation` where it is a file of a knowledge base.
    #[uniffi::method(default(listener = None, interrupter = None, filter))]
    pub fn export_jsonl(
        &self,
        path: String,
        filter: RecordFilter,
        listener: OptionalListener,
        interrupter: OptionalInterrupter,
    ) -> Result<i64> {
        let (kb, filter) = (self.core()?, into_core(filter)?);
        from_core(run(listener, interrupter, |job| kb.export_jsonl_file(path, &filter, job))?)
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// Import records from a JSON Lines file; the same file again changes nothing.
    #[uniffi::method(default(listener = None, interrupter = None, options))]
    pub fn import_jsonl(
        &self,
        path: String,
        options: ImportOptions,
        listener: OptionalListener,
        interrupter: OptionalInterrupter,
    ) -> Result<ImportReport> {
        let (kb, options) = (self.core()?, into_core(options)?);
        from_core(run(listener, interrupter, |job| kb.import_jsonl_file(path, &options, job))?)
    }
}

#[cfg(feature = "csv-import")]
#[uniffi::export]
impl KnowledgeBase {
    /// Import records from a CSV file; `csv` tells what its columns do not.
    #[uniffi::method(default(csv = None, listener = None, interrupter = None, options))]
    pub fn import_csv(
        &self,
        path: String,
        options: ImportOptions,
        csv: Option<crate::CsvOptions>,
        listener: OptionalListener,
        interrupter: OptionalInterrupter,
    ) -> Result<ImportReport> {
        let (kb, options) = (self.core()?, into_core(options)?);
        let csv = csv.map_or_else(|| Ok(omkn_core::CsvOptions::default()), into_core)?;
        from_core(run(listener, interrupter, |job| kb.import_csv_file(path, &csv, &options, job))?)
    }
}

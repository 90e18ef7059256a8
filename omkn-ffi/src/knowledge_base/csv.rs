//! Records in from spreadsheets.

use std::collections::HashMap;
use std::sync::Arc;

use super::KnowledgeBase;
use crate::convert::{given, out, parsed};
use crate::enums::RecordKind;
use crate::error::Result;
use crate::job::{Interrupter, ProgressListener, run};
use crate::request::ImportOptions;
use crate::upkeep::ImportReport;
use crate::values::LanguageTag;

/// How a CSV file is read. Without a value, what the library takes by default.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct CsvOptions {
    /// What columns hold, by header, such as `Nom` to `title_fr`; `ignored` leaves one out. Columns not named here are taken
    /// by what their header says.
    #[uniffi(default)]
    pub columns: HashMap<String, String>,
    /// The language of texts whose column does not tell it.
    #[uniffi(default = None)]
    pub language: Option<LanguageTag>,
    /// The name of the system the file comes from; with the column of ids it makes importing again harmless.
    #[uniffi(default = None)]
    pub source: Option<String>,
    /// The kind of records whose row does not tell it.
    #[uniffi(default = None)]
    pub kind: Option<RecordKind>,
    /// The delimiter, one character; without it, it is found out.
    #[uniffi(default = None)]
    pub delimiter: Option<String>,
}

impl CsvOptions {
    pub(crate) fn read(self) -> Result<omkn_core::CsvOptions> {
        let mut options = omkn_core::CsvOptions::default();
        for (header, word) in self.columns {
            options.columns.insert(header, parsed("columns", &word)?);
        }
        if let Some(language) = self.language {
            options.language = parsed("language", &language.0)?;
        }
        if let Some(kind) = self.kind {
            options.kind = given(kind)?;
        }
        options.source = self.source.unwrap_or(options.source);
        options.delimiter = self.delimiter.map(|delimiter| parsed("delimiter", &delimiter)).transpose()?;
        Ok(options)
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// Import records from a CSV file; `csv` tells what its columns do not.
    #[uniffi::method(default(csv = None, listener = None, interrupter = None, options))]
    pub fn import_csv(
        &self,
        path: String,
        options: ImportOptions,
        csv: Option<CsvOptions>,
        listener: Option<Arc<dyn ProgressListener>>,
        interrupter: Option<Arc<Interrupter>>,
    ) -> Result<ImportReport> {
        let (kb, options) = (self.kb()?, given(options)?);
        let csv = csv.map(CsvOptions::read).transpose()?.unwrap_or_default();
        out(run(listener, interrupter, |job| kb.import_csv_file(path, &csv, &options, job))?)
    }
}

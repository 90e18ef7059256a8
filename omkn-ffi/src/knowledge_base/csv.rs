//! Records in from spreadsheets.

use std::collections::HashMap;
use std::sync::Arc;

use super::KnowledgeBase;
use crate::convert::{LanguageTag, from_core, into_core, parse_at, records};
use crate::enums::RecordKind;
use crate::error::Result;
use crate::job::{Interrupter, ProgressListener, run};
use crate::request::ImportOptions;
use crate::upkeep::ImportReport;

records! {
    /// How a CSV file is read. Without a value, what the library takes by default.
    pub struct CsvOptions {
        /// What columns hold, by header, such as `Nom` to `title_fr`; `ignored` leaves one out. Columns not named here are taken
        /// by what their header says.
        pub columns: HashMap<String, String> = default,
        /// The language of texts whose column does not tell it.
        pub language: Option<LanguageTag> = default,
        /// The name of the system the file comes from; with the column of ids it makes importing again harmless.
        pub source: Option<String> = default,
        /// The kind of records whose row does not tell it.
        pub kind: Option<RecordKind> = default,
        /// The delimiter, one character; without it, it is found out.
        pub delimiter: Option<String> = default,
    }
}

impl CsvOptions {
    pub(crate) fn read(self) -> Result<omkn_core::CsvOptions> {
        let mut options = omkn_core::CsvOptions::default();
        for (header, word) in self.columns {
            options.columns.insert(header, parse_at("columns", &word)?);
        }
        if let Some(language) = self.language {
            options.language = parse_at("language", &language.0)?;
        }
        if let Some(kind) = self.kind {
            options.kind = into_core(kind)?;
        }
        options.source = self.source.unwrap_or(options.source);
        options.delimiter = self.delimiter.map(|delimiter| parse_at("delimiter", &delimiter)).transpose()?;
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
        let (kb, options) = (self.kb()?, into_core(options)?);
        let csv = csv.map(CsvOptions::read).transpose()?.unwrap_or_default();
        from_core(run(listener, interrupter, |job| kb.import_csv_file(path, &csv, &options, job))?)
    }
}

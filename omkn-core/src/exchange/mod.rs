//! Exchange: records in from files, and out to files. One file for each format.

#[cfg(feature = "csv-import")]
mod columns;
#[cfg(feature = "csv-import")]
mod csv;
mod file;
mod import;
mod jsonl;
#[cfg(feature = "csv-import")]
mod sniff;

#[cfg(feature = "csv-import")]
pub use columns::{CsvField, UnknownCsvField};
#[cfg(feature = "csv-import")]
pub use csv::CsvOptions;
pub use import::{ImportOptions, ImportReport, RowProblems};

#[cfg(feature = "csv-import")]
pub(crate) use csv::import_csv;
pub(crate) use file::{open as open_file, replace as replace_file};
pub(crate) use jsonl::{export_jsonl, import_jsonl};

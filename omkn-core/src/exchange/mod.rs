//! Exchange: records in from files, and out to files. One file for each format.

mod columns;
mod csv;
mod file;
mod import;
mod jsonl;
mod sniff;

pub use columns::{CsvField, UnknownCsvField};
pub use csv::CsvOptions;
pub use import::{ImportOptions, ImportReport, RowProblems};

pub(crate) use csv::import_csv;
pub(crate) use file::{open as open_file, replace as replace_file};
pub(crate) use jsonl::{export_jsonl, import_jsonl};

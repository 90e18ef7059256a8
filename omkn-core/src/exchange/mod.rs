//! Exchange: records in from files, and out to files. One file for each format.

mod columns;
mod csv;
mod import;
mod jsonl;
mod sniff;

pub use columns::CsvField;
pub use csv::CsvOptions;
pub use import::{ImportOptions, ImportReport, RowProblems};

pub(crate) use csv::import_csv;
pub(crate) use jsonl::{export_jsonl, import_jsonl};

//! Files in.

#[cfg(feature = "csv-import")]
mod csv;
mod import;

#[cfg(feature = "csv-import")]
pub use csv::CsvOptions;
pub use import::*;

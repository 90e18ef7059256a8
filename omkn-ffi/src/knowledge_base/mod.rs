//! The entry object, by family of methods.

#[cfg(feature = "csv-import")]
mod csv;
mod exchange;
mod find;
mod handle;
mod read;
mod saved;
mod vocabulary;
mod write;

#[cfg(feature = "csv-import")]
pub use csv::CsvOptions;
pub use find::ExplanationLine;
pub use handle::{KnowledgeBase, OpenOptions};
pub use read::RecordPage;

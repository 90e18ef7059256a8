//! The entry object, by family of methods.

mod exchange;
mod find;
mod handle;
mod read;
mod saved;
mod vocabulary;
mod write;

pub use find::ExplanationLine;
pub use handle::{KnowledgeBase, OpenOptions};
pub use read::RecordPage;

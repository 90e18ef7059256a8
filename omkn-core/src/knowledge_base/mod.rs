//! The one entry object. Each method is a few lines: it checks, then hands on to the part that does the work.

mod exchange;
mod find;
mod open;
mod read;
mod saved;
mod upkeep;
mod vocabulary;
mod write;

pub use open::KnowledgeBase;

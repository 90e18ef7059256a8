//! The one entry object. Each method is a few lines: it checks, then hands on to the room that does the work.

mod analyses;
mod both;
mod drafts;
mod exchange;
mod find;
mod open;
mod options;
mod read;
mod saved;
mod upkeep;
mod vocabulary;
mod write;

pub use open::KnowledgeBase;
pub use options::{Freshness, OpenOptions};

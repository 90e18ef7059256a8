//! The knowledge base as an object, by family of methods.

mod analyses;
mod drafts;
mod exchange;
mod find;
mod open;
mod read;
mod saved;
mod upkeep;
mod view;
mod vocabulary;
mod write;

pub use open::{Freshness, KnowledgeBase, OpenOptions};
pub use view::KnowledgeBaseView;

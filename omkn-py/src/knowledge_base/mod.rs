//! The one entry object, its methods by family as in the core.

mod analyses;
mod exchange;
mod find;
mod handle;
mod read;
mod saved;
mod suggest;
mod upkeep;
mod vocabulary;
mod write;

pub(crate) use handle::{KnowledgeBase, in_memory, open};

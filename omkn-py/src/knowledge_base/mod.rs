//! The one entry object, its methods by family as in the core.

mod analyses;
mod exchange;
mod find;
pub(crate) mod open;
mod read;
mod saved;
mod shared;
mod upkeep;
mod view;
mod vocabulary;
mod write;

pub(crate) use open::KnowledgeBase;
pub(crate) use view::View;

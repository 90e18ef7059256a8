//! Kotlin and Swift bindings of OMKN: conversions only, every decision is made in `omkn-core`.
#![expect(clippy::needless_pass_by_value, reason = "what crosses is copied: everything comes by value")]

mod convert;
mod enums;
mod error;
mod finding;
mod hits;
mod job;
mod knowledge_base;
mod query;
mod record;
mod record_parts;
mod request;
mod subscription;
mod taxonomy;
mod taxonomy_edit;
mod upkeep;
mod vocabulary;
mod words;

pub use convert::*;
pub use enums::*;
pub use error::OmknError;
pub use finding::*;
pub use hits::*;
pub use job::{Interrupter, ListenerError, ProgressListener};
#[cfg(feature = "csv-import")]
pub use knowledge_base::CsvOptions;
pub use knowledge_base::{ExplanationLine, KnowledgeBase, OpenOptions, RecordPage};
pub use query::*;
pub use record::*;
pub use record_parts::*;
pub use request::*;
pub use subscription::{ChangeListener, Subscription};
pub use taxonomy::Taxonomy;
pub use taxonomy_edit::TaxonomyEdit;
pub use upkeep::*;
pub use vocabulary::*;

uniffi::setup_scaffolding!("omkn");

/// The version of OMKN, for example `0.1.0`.
#[uniffi::export]
#[must_use]
pub fn version() -> String {
    omkn_core::version().to_owned()
}

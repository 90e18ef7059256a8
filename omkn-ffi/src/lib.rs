//! Kotlin and Swift bindings of OMKN: conversions only, every decision is made in `omkn-core`.
#![expect(clippy::needless_pass_by_value, reason = "what crosses is copied: everything comes by value")]

mod analysis;
mod convert;
mod error;
mod exchange;
mod job;
mod knowledge_base;
mod model;
mod organizations;
mod query;
mod search;
mod store;
mod subscription;
mod taxonomy;

pub use analysis::*;
pub use convert::*;
pub use error::OmknError;
pub use exchange::*;
pub use job::{Interrupter, ListenerError, ProgressListener};
pub use knowledge_base::{Freshness, KnowledgeBase, KnowledgeBaseView, OpenOptions};
pub use model::*;
pub use organizations::*;
pub use query::*;
pub use search::*;
pub use store::*;
pub use subscription::{ChangeListener, Subscription};
pub use taxonomy::*;

uniffi::setup_scaffolding!("omkn");

/// The version of OMKN, for example `0.1.0`.
#[uniffi::export]
#[must_use]
pub fn version() -> String {
    omkn_core::version().to_owned()
}

//! OMKN core.

mod error;
mod id;
mod index;
mod lang;
mod model;
mod progress;
mod query;
mod time;

pub use error::{Error, ErrorKind, Result};
pub use id::{ConceptId, ContentHash, OrganizationId, RecordId, SchemeId, Seq, Version};
pub use lang::{InvalidLanguageTag, LanguageMap, LanguageTag, LocalizedText};
pub use model::*;
pub use progress::{Interrupter, Job, Progress};
pub use query::QuerySpan;
pub use time::{Clock, FixedClock, InvalidDate, PartialDate, SystemClock, Timestamp};

/// The version of this library, for example `"0.1.0"`.
#[must_use]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

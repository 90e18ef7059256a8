#![doc = include_str!("../docs/guide.md")]

mod analysis;
mod base;
mod engine;
mod exchange;
mod index;
mod knowledge_base;
mod language;
mod model;
mod organizations;
mod query;
mod search;
mod store;
mod taxonomy;
mod view;
mod vocabulary;

pub use analysis::*;
pub use base::*;
#[cfg(feature = "csv-import")]
pub use exchange::{CsvField, CsvOptions, UnknownCsvField};
pub use exchange::{ImportOptions, ImportReport, RowProblems};
pub use index::IndexStatus;
pub use knowledge_base::{Freshness, KnowledgeBase, OpenOptions};
pub use model::*;
pub use organizations::{
    FormerMunicipality, Likeness, LikenessAspect, LikenessReason, NamedOrganization, Organizations, Peer,
};
pub use query::*;
/// The decimal numbers of measures and amounts of money, of the crate `rust_decimal`.
pub use rust_decimal::Decimal;
pub use search::*;
pub use store::{CheckLevel, Finding, FindingCode, HealthReport, Page, RecordFilter, RecordOrder, Subscription};
pub use taxonomy::*;
pub use view::View;

/// The documents of the project, as pages of this reference.
pub mod docs {
    /// The folder, the tables, the settings, the checks.
    #[doc = include_str!("../docs/storage.md")]
    pub mod storage {}
    /// What people and programs may ask.
    #[doc = include_str!("../docs/query-language.md")]
    pub mod query_language {}
    /// The taxonomy of service areas, its conditions and its mappings.
    #[doc = include_str!("../docs/taxonomy.md")]
    pub mod taxonomy {}
    /// The register of organizations and how names are resolved.
    #[doc = include_str!("../docs/organizations.md")]
    pub mod organizations {}
    /// The forms of records in files.
    #[doc = include_str!("../docs/file-format.md")]
    pub mod file_format {}
    /// Every word, and what it means.
    #[doc = include_str!("../docs/glossary.md")]
    pub mod glossary {}
}

/// The version of this library, for example `"0.1.0"`.
#[must_use]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

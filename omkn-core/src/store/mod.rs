//! The store: SQLite holds the truth. Nothing outside this folder knows SQLite.

mod backup;
mod chain;
mod change;
mod check;
mod check_links;
mod connection;
mod erase;
mod error;
mod facet_value;
mod health;
mod identity;
mod listing;
mod lock;
mod lost;
mod meta;
mod migrate;
mod notify;
mod options;
mod payload;
mod readers;
mod record;
mod revision;
mod saved_search;
mod slot;
mod transaction;
mod view;
mod vocabulary;
mod writer;

pub use health::{CheckLevel, Finding, FindingCode, HealthReport};
pub use listing::{Page, RecordFilter, RecordOrder};
pub use notify::Subscription;

pub(crate) use chain::{ChainToken, StoreHead};
pub(crate) use change::{chain_at, changes_since, touched_since};
pub(crate) use connection::{Store, has_database};
pub(crate) use erase::is_erasure_due;
pub(crate) use facet_value::{facets_without_numbers, number_of, value_of, values_of};
pub(crate) use listing::{count, list_records};
pub(crate) use options::StoreOptions;
pub(crate) use record::{Accepted, NewRecord, NextState, StoredRecord, by_external_id, by_key, by_slug, find};
pub(crate) use revision::{at_version, history};
pub(crate) use saved_search::{SavedSearchRow, saved_search_rows};
pub(crate) use transaction::WriteTransaction;
pub(crate) use view::{Reader, StoreView};
pub(crate) use vocabulary::{VocabularyTable, last_vocabulary_edit, load_vocabulary};

//! Saved searches and alerts.

use super::SearchRequest;
use crate::convert::{RecordId, Timestamp, records, word_enums};

word_enums! {
    /// What became of a record, as a saved search sees it.
    pub enum AlertKind {
        /// It answers the search, and did not before.
        New,
        /// It answered before and still does, and says something else now.
        Changed,
        /// It answered before and does not any more, or is no longer published.
        Left,
        /// It was erased; nothing is left to tell whether it answered.
        Erased,
    }
}

records! {
    /// A search kept under a name.
    pub struct SavedSearch: FromCore {
        /// Its name, unique in the knowledge base.
        pub name: String,
        /// What it asks for.
        pub request: SearchRequest,
        /// When it was first saved.
        pub created: Timestamp,
    }

    /// What became of one record for one saved search.
    pub struct Alert: FromCore {
        /// The name of the search.
        pub search: String,
        /// The record.
        pub record: RecordId,
        /// What became of it.
        pub kind: AlertKind,
        /// The version it is at; `None` once erased.
        pub version: Option<i32>,
        /// The last change that was looked at for it.
        pub seq: i64,
    }

    /// What became of records since a change.
    pub struct Alerts: FromCore {
        /// By the order of changes, then by the name of the search.
        pub alerts: Vec<Alert>,
        /// What to give as `seq` the next time.
        pub next: i64,
        /// Whether there are more changes to look at right away.
        pub has_more: bool,
    }
}

//! The history of records and of the knowledge base.

use super::{Status, app_path};
use crate::convert::{ContentHash, JsonText, RecordId, Timestamp, records, word_enums};

word_enums! {
    /// What made a revision.
    pub enum RevisionAction {
        /// The record was captured.
        Capture,
        /// What it says was changed.
        Revise,
        /// Its status was moved.
        Move,
        /// It was taken out of circulation.
        Withdraw,
        /// An earlier version was made current again.
        Restore,
    }

    /// What happened in one change of the knowledge base.
    pub enum ChangeKind {
        /// A record was captured.
        Captured,
        /// A record was revised, restored, or its status moved.
        Revised,
        /// A record was taken out of circulation.
        Withdrawn,
        /// A record was removed for good; only this mark remains.
        Erased,
        /// The taxonomy was edited.
        TaxonomyEdited,
        /// The register of organizations was edited.
        OrganizationsEdited,
    }
}

records! {
    /// One immutable state of a record; what it says is read with `KnowledgeBase::get_version`.
    pub struct Revision: FromCore {
        /// The number within the record.
        pub version: i32,
        /// The content hash; covers everything here, the payload and the parents' hashes.
        pub hash: ContentHash,
        /// The revisions this one was made from; empty for the first.
        pub parents: Vec<ContentHash>,
        /// What made it.
        pub action: RevisionAction,
        /// The status it has.
        pub status: Status,
        /// When it was made.
        pub time: Timestamp,
        /// Who made it, as given when the knowledge base was opened.
        pub author: Option<String>,
        /// The reason given.
        pub reason: Option<String>,
    }

    /// One entry of the change log.
    pub struct Change: FromCore {
        /// The number; numbers rise, gaps may occur.
        pub seq: i64,
        /// The record, where the change is about one.
        pub record: Option<RecordId>,
        /// The version the change led to, where it is about a record that still exists.
        pub version: Option<i32>,
        /// What happened.
        pub kind: ChangeKind,
        /// When.
        pub time: Timestamp,
    }

    /// How one field differs between two versions.
    pub struct FieldChange: FromCore {
        /// Where: a path of fields by the app's names, such as `title.en` or `durationMonths`.
        pub path: String => app_path(&path),
        /// The earlier value as JSON, if there was one.
        pub before: Option<JsonText>,
        /// The later value as JSON, if there is one.
        pub after: Option<JsonText>,
    }
}

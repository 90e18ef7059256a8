//! Listings of records, and reports on the store and the index.

use crate::convert::{ConceptId, OrganizationId, Timestamp, records, word_enums};
use crate::model::{Record, RecordKind, Status};

word_enums! {
    /// The order of a listing.
    pub enum RecordOrder {
        /// In the order of capture.
        Captured,
        /// Last changed first.
        Modified,
    }

    /// How deep a check goes; each level includes those before it.
    pub enum CheckLevel {
        /// SQLite's quick check of the file's structure; a tenth of a second for 20,000 records.
        Quick,
        /// Every row against its hash, the change log against its chain, the set of records against its hash.
        Full,
        /// Also the index against the store.
        Index,
    }

    /// What sort of damage was found.
    pub enum FindingCode {
        /// SQLite says that the file's structure is broken.
        Structure,
        /// A link leads nowhere.
        Reference,
        /// A row is not what it was when it was written.
        Content,
        /// The change log is not the one that was written.
        ChangeLog,
        /// Records are missing or too many.
        Set,
        /// Changes that were acknowledged are gone, by an older copy or a damaged log of the database.
        Lost,
        /// The index does not say what the store says.
        Index,
        /// An erasure was interrupted: the files may still hold erased text.
        Erasure,
    }
}

records! {
    /// Which records to list; empty lists and `None` mean no restriction.
    pub struct RecordFilter: IntoCore {
        /// Only these kinds.
        pub kinds: Vec<RecordKind> = default,
        /// Only these statuses.
        pub statuses: Vec<Status> = default,
        /// Only records of this service area or a narrower one, by its id or exact name.
        pub concept: Option<ConceptId> = default,
        /// Only records of this organization, by its id or exact name.
        pub organization: Option<OrganizationId> = default,
        /// Only records changed at this instant or later.
        pub modified_since: Option<Timestamp> = default,
        /// The order; left out, that of capture (`RecordOrder::Captured`).
        pub order: Option<RecordOrder> = default,
        /// How many to give at most, 0 to 1,000.
        pub limit: i32 = 100,
        /// Go on after an earlier page: its `next`.
        pub after: Option<String> = default,
    }

    /// Some of the records, and where to go on.
    pub struct RecordPage: FromCore<omkn_core::Page<omkn_core::Record>> {
        /// The records.
        pub items: Vec<Record>,
        /// What to give as `after` for the next page; `None` where this is the last.
        pub next: Option<String>,
    }

    /// One finding of a check.
    pub struct Finding: FromCore {
        /// What sort of damage.
        pub code: FindingCode,
        /// What is damaged, by table, id or file.
        pub what: String,
        /// What to do about it.
        pub repair: String,
    }

    /// What a check found.
    pub struct HealthReport: FromCore {
        /// How deep it went.
        pub level: CheckLevel,
        /// How many records there are that are not erased.
        pub records: i64,
        /// How many revisions there are.
        pub revisions: i64,
        /// The damage; empty where all is well.
        pub findings: Vec<Finding>,
    }

    /// How far the index is, and how large.
    pub struct IndexStatus: FromCore {
        /// The last change the index covers.
        pub watermark: i64,
        /// The last change of the store.
        pub latest: i64,
        /// How many records the index holds.
        pub records: i64,
        /// In how many parts it is stored; a rebuild brings them together.
        pub segments: i32,
        /// Its size in bytes, on the disk or in memory.
        pub bytes: i64,
    }
}

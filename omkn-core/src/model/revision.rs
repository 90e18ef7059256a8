//! History: revisions of a record, and the numbered changes of the whole knowledge base.

use serde::{Deserialize, Serialize};

use super::enums::Status;
use crate::base::{ContentHash, RecordId, Seq, Timestamp, Version, word_enum};

word_enum! {
    /// What made a revision.
    RevisionAction {
        /// The record was captured.
        Capture = "capture", "captured", "saisie";
        /// What it says was changed.
        Revise = "revise", "revised", "révisée";
        /// Its status was moved.
        Move = "move", "status moved", "statut changé";
        /// It was taken out of circulation.
        Withdraw = "withdraw", "withdrawn", "retirée";
        /// An earlier version was made current again.
        Restore = "restore", "restored", "rétablie";
    }
}

/// One immutable state of a record; its content is read with [`KnowledgeBase::get_version`](crate::KnowledgeBase::get_version).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The number within the record.
    pub version: Version,
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
    /// Who made it, as the host said when opening.
    pub author: Option<String>,
    /// The reason given.
    pub reason: Option<String>,
}

word_enum! {
    /// What happened in one change of the knowledge base.
    ChangeKind {
        /// A record was captured.
        Captured = "captured", "record captured", "fiche saisie";
        /// A record was revised, restored, or its status moved.
        Revised = "revised", "record revised", "fiche révisée";
        /// A record was taken out of circulation.
        Withdrawn = "withdrawn", "record withdrawn", "fiche retirée";
        /// A record was removed for good; only this mark remains.
        Erased = "erased", "record erased", "fiche effacée";
        /// The taxonomy was edited.
        TaxonomyEdited = "taxonomy_edited", "taxonomy edited", "taxonomie modifiée";
        /// The register of organizations was edited.
        OrganizationsEdited = "organizations_edited", "organizations edited", "organismes modifiés";
    }
}

/// One entry of the change log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The number; numbers rise, gaps may occur.
    pub seq: Seq,
    /// The record, where the change is about one.
    pub record: Option<RecordId>,
    /// The version the change led to, where it is about a record that still exists.
    pub version: Option<Version>,
    /// What happened.
    pub kind: ChangeKind,
    /// When.
    pub time: Timestamp,
}

/// How one field differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Where: a path into the JSON form, such as `title.en`.
    pub path: String,
    /// The earlier value as JSON, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<serde_json::Value>,
    /// The later value as JSON, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<serde_json::Value>,
}

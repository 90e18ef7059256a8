//! A record as it is stored.

use serde::{Deserialize, Serialize};

use super::draft::RecordDraft;
use super::enums::Status;
use crate::base::{ContentHash, RecordId, Timestamp, Version};

/// One item of shared knowledge at one version.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The id; it never changes.
    pub id: RecordId,
    /// The version, counted from 1.
    pub version: Version,
    /// The stage it has reached.
    pub status: Status,
    /// When the record was captured.
    pub created: Timestamp,
    /// When this version was made.
    pub modified: Timestamp,
    /// The hash of this version and, through its parents, of all its history.
    #[cfg_attr(feature = "json-schema", schemars(with = "String"))]
    pub hash: ContentHash,
    /// The content of the record.
    pub content: RecordDraft,
}

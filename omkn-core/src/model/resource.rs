//! What a record points to: files and links, other records, awards, sources, rights, adoptions.

use serde::{Deserialize, Serialize};

use super::enums::{LinkHealth, RelationKind};
use super::measure::Measure;
use crate::base::{ContentHash, LanguageMap, LanguageTag, OrganizationId, PartialDate, RecordId};

/// A link or an attached file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// What it is, for people.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub title: LanguageMap,
    /// The address: `http`, `https` or `mailto`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The SHA-256 hash of an attached file's content; the host keeps the bytes under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "json-schema", schemars(with = "Option<String>"))]
    pub content_hash: Option<ContentHash>,
    /// The media type, such as `application/pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The language of the resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// The size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Whether the link was found to work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<LinkHealth>,
    /// When that was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<PartialDate>,
}

/// A typed link to another record: one of this knowledge base by id, or one elsewhere by address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// How this record relates to the target.
    pub kind: RelationKind,
    /// The target in this knowledge base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// The address of a target elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A prize or recognition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// The name of the award.
    pub name: String,
    /// Who gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awarded_by: Option<String>,
    /// The year it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
}

/// Where the knowledge in a record comes from (Dublin Core `source`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceCitation {
    /// The address of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The citation in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
    /// When it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<PartialDate>,
}

/// Who holds the rights and what others may do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// The licence: an SPDX identifier or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Who holds the rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// A statement for people.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub statement: LanguageMap,
}

impl Rights {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Another organization took the practice up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// Who took it up.
    pub organization: OrganizationId,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// What came of it there.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub results: LanguageMap,
    /// What was measured there.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

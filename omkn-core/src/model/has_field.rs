//! What a record may say or not, for the filter `has:`.

use serde::{Deserialize, Serialize};

use super::draft::RecordDraft;

/// Something a record may tell or not, for `has:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[repr(u8)]
pub enum HasField {
    /// Measures.
    Measures,
    /// Costs.
    Costs,
    /// Savings.
    Savings,
    /// Funding.
    Funding,
    /// Staffing.
    Staffing,
    /// Awards.
    Awards,
    /// Links and files.
    Resources,
    /// Attached files.
    Attachments,
    /// Contacts.
    Contacts,
    /// Adoptions by others.
    Adoptions,
    /// Relations to other records.
    Relations,
}

impl HasField {
    /// Every field.
    pub const ALL: &'static [Self] = &[
        Self::Measures,
        Self::Costs,
        Self::Savings,
        Self::Funding,
        Self::Staffing,
        Self::Awards,
        Self::Resources,
        Self::Attachments,
        Self::Contacts,
        Self::Adoptions,
        Self::Relations,
    ];

    /// The word used in queries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Measures => "measures",
            Self::Costs => "costs",
            Self::Savings => "savings",
            Self::Funding => "funding",
            Self::Staffing => "staffing",
            Self::Awards => "awards",
            Self::Resources => "resources",
            Self::Attachments => "attachments",
            Self::Contacts => "contacts",
            Self::Adoptions => "adoptions",
            Self::Relations => "relations",
        }
    }

    /// Whether a draft tells it.
    pub(crate) fn is_in(self, draft: &RecordDraft) -> bool {
        match self {
            Self::Measures => !draft.measures.is_empty(),
            Self::Costs => !draft.costs.is_empty(),
            Self::Savings => !draft.savings.is_empty(),
            Self::Funding => !draft.funding.is_empty(),
            Self::Staffing => draft.staffing.is_some(),
            Self::Awards => !draft.awards.is_empty(),
            Self::Resources => !draft.resources.is_empty(),
            Self::Attachments => draft.resources.iter().any(|resource| resource.content_hash.is_some()),
            Self::Contacts => !draft.contacts.is_empty(),
            Self::Adoptions => !draft.adoptions.is_empty(),
            Self::Relations => !draft.relations.is_empty(),
        }
    }
}

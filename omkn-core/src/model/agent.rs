//! Who made, shares and answers for a record.

use serde::{Deserialize, Serialize};

use crate::base::{OrganizationId, PartialDate};

/// A person or organization that made or contributed to a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// The name as it should be shown.
    pub name: String,
    /// The organization in the register of the knowledge base, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationId>,
    /// What the agent did, such as `author`, `consultant`, `funder`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// Whom to ask. A role comes first; a name or personal address needs consent and a date to ask for it again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The role that answers, such as `Manager of Waste Services`.
    pub role: String,
    /// The person in that role; only with consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The organization, as in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationId>,
    /// An e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Whether the person agreed to be named here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub consent: bool,
    /// When to ask again whether this is still right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<PartialDate>,
}

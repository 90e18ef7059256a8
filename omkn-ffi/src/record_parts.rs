//! The parts of a record.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::enums::{LinkHealth, MoneyBasis, RelationKind};
use crate::values::{ContentHash, LanguageTag, OrganizationId, PartialDate, RecordId};

/// One measured quantity, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Measure {
    /// Which measure it is, for example `mpmp:10.8` for a measure of Ontario's Municipal Performance Measurement
    /// Program, or a word of the host's own.
    pub id: String,
    /// What is measured, for people.
    #[serde(default)]
    #[uniffi(default)]
    pub name: HashMap<LanguageTag, String>,
    /// The unit, such as `percent`, `tonnes/year`, `CAD/lane-km`.
    pub unit: String,
    /// The value before the practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub before: Option<MeasuredValue>,
    /// The value with the practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub after: Option<MeasuredValue>,
    /// Where the numbers come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub source: Option<String>,
    /// Who checked them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub verifier: Option<String>,
}

/// A value and when it was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct MeasuredValue {
    /// The value, in the measure's unit; a decimal number, in JSON a text such as `"64.5"` so that no digit is lost.
    pub value: String,
    /// The year, month or day it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub period: Option<PartialDate>,
}

/// An amount of money, exact, with what it covers and the year its dollars are of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Money {
    /// The amount in whole units of the currency; in JSON a text such as `"1200000"` or `"2.50"`.
    pub amount: String,
    /// The currency, ISO 4217 in capitals, such as `CAD`.
    pub currency: String,
    /// The year whose dollars these are, for comparing across inflation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub dollar_year: Option<i16>,
    /// What the amount covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub basis: Option<MoneyBasis>,
    /// With `MoneyBasis::PerUnit`: the unit, such as `household` or `tonne`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub unit: Option<String>,
    /// What it was spent on or saved on.
    #[serde(default)]
    #[uniffi(default)]
    pub purpose: HashMap<LanguageTag, String>,
}

/// Money that came from elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Funding {
    /// Who gave it: a fund, program or organization.
    pub from: String,
    /// How much, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub money: Option<Money>,
}

/// The people a practice needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Staffing {
    /// Full-time equivalents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub full_time_equivalents: Option<String>,
    /// Who they are and what they do.
    #[serde(default)]
    #[uniffi(default)]
    pub description: HashMap<LanguageTag, String>,
}

/// A link or an attached file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Resource {
    /// What it is, for people.
    #[serde(default)]
    #[uniffi(default)]
    pub title: HashMap<LanguageTag, String>,
    /// The address: `http`, `https` or `mailto`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub url: Option<String>,
    /// The SHA-256 hash of an attached file's content; the host keeps the bytes under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub content_hash: Option<ContentHash>,
    /// The media type, such as `application/pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub media_type: Option<String>,
    /// The language of the resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub language: Option<LanguageTag>,
    /// The size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub size: Option<u64>,
    /// Whether the link was found to work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub health: Option<LinkHealth>,
    /// When that was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub checked: Option<PartialDate>,
}

/// A typed link to another record: one of this knowledge base by id, or one elsewhere by address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Relation {
    /// How this record relates to the target.
    pub kind: RelationKind,
    /// The target in this knowledge base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub record: Option<RecordId>,
    /// The address of a target elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub url: Option<String>,
}

/// A prize or recognition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Award {
    /// The name of the award.
    pub name: String,
    /// Who gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub awarded_by: Option<String>,
    /// The year it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub year: Option<i16>,
}

/// Where the knowledge in a record comes from (Dublin Core `source`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct SourceCitation {
    /// The address of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub url: Option<String>,
    /// The citation in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub citation: Option<String>,
    /// When it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub accessed: Option<PartialDate>,
}

/// Who holds the rights and what others may do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Rights {
    /// The licence: an SPDX identifier or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub licence: Option<String>,
    /// Who holds the rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub holder: Option<String>,
    /// A statement for people.
    #[serde(default)]
    #[uniffi(default)]
    pub statement: HashMap<LanguageTag, String>,
}

/// Another organization took the practice up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Adoption {
    /// Who took it up.
    pub organization: OrganizationId,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub date: Option<PartialDate>,
    /// What came of it there.
    #[serde(default)]
    #[uniffi(default)]
    pub results: HashMap<LanguageTag, String>,
    /// What was measured there.
    #[serde(default)]
    #[uniffi(default = [])]
    pub measures: Vec<Measure>,
}

/// A person or organization that made or contributed to a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Agent {
    /// The name as it should be shown.
    pub name: String,
    /// The organization in the register of the knowledge base, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub organization: Option<OrganizationId>,
    /// What the agent did, such as `author`, `consultant`, `funder`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub role: Option<String>,
}

/// Whom to ask. A role comes first; a name or personal address needs consent and a date to ask for it again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, uniffi::Record)]
pub struct Contact {
    /// The role that answers, such as `Manager of Waste Services`.
    pub role: String,
    /// The person in that role; only with consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// The organization, as in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub organization: Option<OrganizationId>,
    /// An e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub email: Option<String>,
    /// A telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub phone: Option<String>,
    /// Whether the person agreed to be named here.
    #[serde(default)]
    #[uniffi(default = false)]
    pub consent: bool,
    /// When to ask again whether this is still right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub review_by: Option<PartialDate>,
}

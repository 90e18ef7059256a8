//! The parts of a record.

use std::collections::HashMap;

use crate::convert::both_ways;
use crate::enums::{LinkHealth, MoneyBasis, RelationKind};
use crate::values::{ContentHash, LanguageTag, OrganizationId, PartialDate, RecordId};

/// One measured quantity, before and after.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Measure {
    /// Which measure it is, for example `mpmp:10.8` for a measure of Ontario's Municipal Performance Measurement
    /// Program, or a word of the host's own.
    pub id: String,
    /// What is measured, for people.
    #[uniffi(default)]
    pub name: HashMap<LanguageTag, String>,
    /// The unit, such as `percent`, `tonnes/year`, `CAD/lane-km`.
    pub unit: String,
    /// The value before the practice.
    #[uniffi(default = None)]
    pub before: Option<MeasuredValue>,
    /// The value with the practice.
    #[uniffi(default = None)]
    pub after: Option<MeasuredValue>,
    /// Where the numbers come from.
    #[uniffi(default = None)]
    pub source: Option<String>,
    /// Who checked them.
    #[uniffi(default = None)]
    pub verifier: Option<String>,
}

/// A value and when it was measured.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct MeasuredValue {
    /// The value, in the measure's unit; a decimal number, in JSON a text such as `"64.5"` so that no digit is lost.
    pub value: String,
    /// The year, month or day it stands for.
    #[uniffi(default = None)]
    pub period: Option<PartialDate>,
}

/// An amount of money, exact, with what it covers and the year its dollars are of.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Money {
    /// The amount in whole units of the currency; in JSON a text such as `"1200000"` or `"2.50"`.
    pub amount: String,
    /// The currency, ISO 4217 in capitals, such as `CAD`.
    pub currency: String,
    /// The year whose dollars these are, for comparing across inflation.
    #[uniffi(default = None)]
    pub dollar_year: Option<i16>,
    /// What the amount covers.
    #[uniffi(default = None)]
    pub basis: Option<MoneyBasis>,
    /// With `MoneyBasis::PerUnit`: the unit, such as `household` or `tonne`.
    #[uniffi(default = None)]
    pub unit: Option<String>,
    /// What it was spent on or saved on.
    #[uniffi(default)]
    pub purpose: HashMap<LanguageTag, String>,
}

/// Money that came from elsewhere.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Funding {
    /// Who gave it: a fund, program or organization.
    pub from: String,
    /// How much, if known.
    #[uniffi(default = None)]
    pub money: Option<Money>,
}

/// The people a practice needs.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Staffing {
    /// Full-time equivalents.
    #[uniffi(default = None)]
    pub full_time_equivalents: Option<String>,
    /// Who they are and what they do.
    #[uniffi(default)]
    pub description: HashMap<LanguageTag, String>,
}

/// A link or an attached file.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Resource {
    /// What it is, for people.
    #[uniffi(default)]
    pub title: HashMap<LanguageTag, String>,
    /// The address: `http`, `https` or `mailto`.
    #[uniffi(default = None)]
    pub url: Option<String>,
    /// The SHA-256 hash of an attached file's content; the host keeps the bytes under it.
    #[uniffi(default = None)]
    pub content_hash: Option<ContentHash>,
    /// The media type, such as `application/pdf`.
    #[uniffi(default = None)]
    pub media_type: Option<String>,
    /// The language of the resource.
    #[uniffi(default = None)]
    pub language: Option<LanguageTag>,
    /// The size in bytes.
    #[uniffi(default = None)]
    pub size: Option<u64>,
    /// Whether the link was found to work.
    #[uniffi(default = None)]
    pub health: Option<LinkHealth>,
    /// When that was checked.
    #[uniffi(default = None)]
    pub checked: Option<PartialDate>,
}

/// A typed link to another record: one of this knowledge base by id, or one elsewhere by address.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Relation {
    /// How this record relates to the target.
    pub kind: RelationKind,
    /// The target in this knowledge base.
    #[uniffi(default = None)]
    pub record: Option<RecordId>,
    /// The address of a target elsewhere.
    #[uniffi(default = None)]
    pub url: Option<String>,
}

/// A prize or recognition.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Award {
    /// The name of the award.
    pub name: String,
    /// Who gives it.
    #[uniffi(default = None)]
    pub awarded_by: Option<String>,
    /// The year it was given.
    #[uniffi(default = None)]
    pub year: Option<i16>,
}

/// Where the knowledge in a record comes from (Dublin Core `source`).
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct SourceCitation {
    /// The address of the source.
    #[uniffi(default = None)]
    pub url: Option<String>,
    /// The citation in words.
    #[uniffi(default = None)]
    pub citation: Option<String>,
    /// When it was read.
    #[uniffi(default = None)]
    pub accessed: Option<PartialDate>,
}

/// Who holds the rights and what others may do.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Rights {
    /// The licence: an SPDX identifier or an address.
    #[uniffi(default = None)]
    pub licence: Option<String>,
    /// Who holds the rights.
    #[uniffi(default = None)]
    pub holder: Option<String>,
    /// A statement for people.
    #[uniffi(default)]
    pub statement: HashMap<LanguageTag, String>,
}

/// Another organization took the practice up.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Adoption {
    /// Who took it up.
    pub organization: OrganizationId,
    /// When.
    #[uniffi(default = None)]
    pub date: Option<PartialDate>,
    /// What came of it there.
    #[uniffi(default)]
    pub results: HashMap<LanguageTag, String>,
    /// What was measured there.
    #[uniffi(default = [])]
    pub measures: Vec<Measure>,
}

/// A person or organization that made or contributed to a record.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Agent {
    /// The name as it should be shown.
    pub name: String,
    /// The organization in the register of the knowledge base, where it is one.
    #[uniffi(default = None)]
    pub organization: Option<OrganizationId>,
    /// What the agent did, such as `author`, `consultant`, `funder`.
    #[uniffi(default = None)]
    pub role: Option<String>,
}

/// Whom to ask. A role comes first; a name or personal address needs consent and a date to ask for it again.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Contact {
    /// The role that answers, such as `Manager of Waste Services`.
    pub role: String,
    /// The person in that role; only with consent.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// The organization, as in the register.
    #[uniffi(default = None)]
    pub organization: Option<OrganizationId>,
    /// An e-mail address.
    #[uniffi(default = None)]
    pub email: Option<String>,
    /// A telephone number.
    #[uniffi(default = None)]
    pub phone: Option<String>,
    /// Whether the person agreed to be named here.
    #[uniffi(default = false)]
    pub consent: bool,
    /// When to ask again whether this is still right.
    #[uniffi(default = None)]
    pub review_by: Option<PartialDate>,
}

both_ways! {
    Measure { id, name, unit, before, after, source, verifier }
    MeasuredValue { value, period }
    Money { amount, currency, dollar_year, basis, unit, purpose }
    Funding { from, money }
    Staffing { full_time_equivalents, description }
    Resource { title, url, content_hash, media_type, language, size, health, checked }
    Relation { kind, record, url }
    Award { name, awarded_by, year }
    SourceCitation { url, citation, accessed }
    Rights { licence, holder, statement }
    Adoption { organization, date, results, measures }
    Agent { name, organization, role }
    Contact { role, name, organization, email, phone, consent, review_by }
}

//! The parts of a record.

use std::collections::HashMap;

use super::{LinkHealth, MoneyBasis, RelationKind};
use crate::convert::{ContentHash, LanguageTag, OrganizationId, PartialDate, RecordId, records};

records! {
    /// One measured quantity, before and after.
    pub struct Measure: FromCore + IntoCore {
        /// Which measure it is, for example `mpmp:10.8` for a measure of Ontario's Municipal Performance Measurement
        /// Program, or a word of the host's own.
        pub id: String,
        /// What is measured, for people.
        pub name: HashMap<LanguageTag, String> = default,
        /// The unit, such as `percent`, `tonnes/year`, `CAD/lane-km`.
        pub unit: String,
        /// The value before the practice.
        pub before: Option<MeasuredValue> = default,
        /// The value with the practice.
        pub after: Option<MeasuredValue> = default,
        /// Where the numbers come from.
        pub source: Option<String> = default,
        /// Who checked them.
        pub verifier: Option<String> = default,
    }

    /// A value and when it was measured.
    pub struct MeasuredValue: FromCore + IntoCore {
        /// The value, in the measure's unit; a decimal number, in JSON a text such as `"64.5"` so that no digit is lost.
        pub value: String,
        /// The year, month or day it is of.
        pub period: Option<PartialDate> = default,
    }

    /// An amount of money, exact, with what it covers and the year its dollars are of.
    pub struct Money: FromCore + IntoCore {
        /// The amount in whole units of the currency; in JSON a text such as `"1200000"` or `"2.50"`.
        pub amount: String,
        /// The currency, ISO 4217 in capitals, such as `CAD`.
        pub currency: String,
        /// The year whose dollars these are, for comparing across inflation.
        pub dollar_year: Option<i32> = default,
        /// What the amount covers.
        pub basis: Option<MoneyBasis> = default,
        /// With `MoneyBasis::PerUnit`: the unit, such as `household` or `tonne`.
        pub unit: Option<String> = default,
        /// What it was spent on or saved on.
        pub purpose: HashMap<LanguageTag, String> = default,
    }

    /// Money that came from elsewhere.
    pub struct Funding: FromCore + IntoCore {
        /// Who gave it: a fund, program or organization.
        pub from: String,
        /// How much, if known.
        pub money: Option<Money> = default,
    }

    /// The people a practice needs.
    pub struct Staffing: FromCore + IntoCore {
        /// Full-time equivalents.
        pub full_time_equivalents: Option<String> = default,
        /// Who they are and what they do.
        pub description: HashMap<LanguageTag, String> = default,
    }

    /// A link or an attached file.
    pub struct Resource: FromCore + IntoCore {
        /// What it is, for people.
        pub title: HashMap<LanguageTag, String> = default,
        /// The address: `http`, `https` or `mailto`.
        pub url: Option<String> = default,
        /// The SHA-256 hash of an attached file's content; the host keeps the bytes under it.
        pub content_hash: Option<ContentHash> = default,
        /// The media type, such as `application/pdf`.
        pub media_type: Option<String> = default,
        /// The language of the resource.
        pub language: Option<LanguageTag> = default,
        /// The size in bytes.
        pub size: Option<i64> = default,
        /// Whether the link was found to work.
        pub health: Option<LinkHealth> = default,
        /// When that was checked.
        pub checked: Option<PartialDate> = default,
    }

    /// A typed link to another record: one of this knowledge base by id, or one elsewhere by address.
    pub struct Relation: FromCore + IntoCore {
        /// How this record relates to the target.
        pub kind: RelationKind,
        /// The target in this knowledge base.
        pub record: Option<RecordId> = default,
        /// The address of a target elsewhere.
        pub url: Option<String> = default,
    }

    /// A prize or recognition.
    pub struct Award: FromCore + IntoCore {
        /// The name of the award.
        pub name: String,
        /// Who gives it.
        pub awarded_by: Option<String> = default,
        /// The year it was given.
        pub year: Option<i32> = default,
    }

    /// Where the knowledge in a record comes from (Dublin Core `source`).
    pub struct SourceCitation: FromCore + IntoCore {
        /// The address of the source.
        pub url: Option<String> = default,
        /// The citation in words.
        pub citation: Option<String> = default,
        /// When it was read.
        pub accessed: Option<PartialDate> = default,
    }

    /// Who holds the rights and what others may do.
    pub struct Rights: FromCore + IntoCore {
        /// The licence: an SPDX identifier or an address.
        pub licence: Option<String> = default,
        /// Who holds the rights.
        pub holder: Option<String> = default,
        /// A statement for people.
        pub statement: HashMap<LanguageTag, String> = default,
    }

    /// Another organization took the practice up.
    pub struct Adoption: FromCore + IntoCore {
        /// Who took it up.
        pub organization: OrganizationId,
        /// When.
        pub date: Option<PartialDate> = default,
        /// What came of it there.
        pub results: HashMap<LanguageTag, String> = default,
        /// What was measured there.
        pub measures: Vec<Measure> = default,
    }

    /// A person or organization that made or contributed to a record.
    pub struct Agent: FromCore + IntoCore {
        /// The name as it should be shown.
        pub name: String,
        /// The organization in the register of the knowledge base, where it is one.
        pub organization: Option<OrganizationId> = default,
        /// What the agent did, such as `author`, `consultant`, `funder`.
        pub role: Option<String> = default,
    }

    /// Whom to ask. A role comes first; a name or personal address needs consent and a date to ask for it again.
    pub struct Contact: FromCore + IntoCore {
        /// The role that answers, such as `Manager of Waste Services`.
        pub role: String,
        /// The person in that role; only with consent.
        pub name: Option<String> = default,
        /// The organization, as in the register.
        pub organization: Option<OrganizationId> = default,
        /// An e-mail address.
        pub email: Option<String> = default,
        /// A telephone number.
        pub phone: Option<String> = default,
        /// Whether the person agreed to be named here.
        pub consent: bool = false,
        /// When to ask again whether this is still right.
        pub review_by: Option<PartialDate> = default,
    }
}

//! Numbers behind a practice: measures, money, staff.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::enums::MoneyBasis;
use crate::base::{LanguageMap, PartialDate};

/// One measured quantity, before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Which measure it is, for example `mpmp:10.8` for a measure of Ontario's Municipal Performance Measurement
    /// Program, or a word of the host's own.
    pub id: String,
    /// What is measured, for people.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub name: LanguageMap,
    /// The unit, such as `percent`, `tonnes/year`, `CAD/lane-km`.
    pub unit: String,
    /// The value before the practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<MeasuredValue>,
    /// The value with the practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<MeasuredValue>,
    /// Where the numbers come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who checked them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verifier: Option<String>,
}

/// A value and when it was measured.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MeasuredValue {
    /// The value, in the measure's unit; a decimal number, in JSON a text such as `"64.5"` so that no digit is lost.
    #[cfg_attr(feature = "json-schema", schemars(with = "String"))]
    pub value: Decimal,
    /// The year, month or day it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PartialDate>,
}

/// An amount of money, exact, with what it covers and the year its dollars are of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The amount in whole units of the currency; in JSON a text such as `"1200000"` or `"2.50"`.
    #[cfg_attr(feature = "json-schema", schemars(with = "String"))]
    pub amount: Decimal,
    /// The currency, ISO 4217 in capitals, such as `CAD`.
    #[serde(default = "canadian_dollar")]
    pub currency: String,
    /// The year whose dollars these are, for comparing across inflation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dollar_year: Option<i16>,
    /// What the amount covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<MoneyBasis>,
    /// With [`MoneyBasis::PerUnit`]: the unit, such as `household` or `tonne`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What it was spent on or saved on.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub purpose: LanguageMap,
}

fn canadian_dollar() -> String {
    "CAD".to_owned()
}

/// Money that came from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// Who gave it: a fund, program or organization.
    pub from: String,
    /// How much, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Money>,
}

/// The people a practice needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Staffing {
    /// Full-time equivalents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "json-schema", schemars(with = "Option<String>"))]
    pub full_time_equivalents: Option<Decimal>,
    /// Who they are and what they do.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub description: LanguageMap,
}

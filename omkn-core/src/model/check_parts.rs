//! Validation of the parts of a draft that have rules of their own.

use super::check_values::{check_name, check_optional, check_year};
use super::enums::MoneyBasis;
use super::measure::{Measure, Money};
use super::resource::Resource;
use crate::base::{ProblemCode, ValidationReport};

pub(super) fn check_measure(report: &mut ValidationReport, path: &str, measure: &Measure) {
    check_name(report, &format!("{path}.id"), &measure.id);
    check_name(report, &format!("{path}.unit"), &measure.unit);
    check_optional(report, &format!("{path}.source"), measure.source.as_deref());
    check_optional(report, &format!("{path}.verifier"), measure.verifier.as_deref());
    if measure.before.is_none() && measure.after.is_none() {
        report.add(path, ProblemCode::Required, "give the value before, the value after, or both");
    }
}

pub(super) fn check_money(report: &mut ValidationReport, path: &str, money: &Money) {
    if money.amount.is_sign_negative() && !money.amount.is_zero() {
        let reason = "amounts are positive: costs go to `costs`, savings to `savings`";
        report.add(format!("{path}.amount"), ProblemCode::OutOfRange, reason);
    }
    if !(money.currency.len() == 3 && money.currency.bytes().all(|b| b.is_ascii_uppercase())) {
        let reason = "a currency is three capitals after ISO 4217, such as CAD";
        report.add(format!("{path}.currency"), ProblemCode::InvalidFormat, reason);
    }
    check_year(report, &format!("{path}.dollar_year"), money.dollar_year);
    check_optional(report, &format!("{path}.unit"), money.unit.as_deref());
    if money.basis == Some(MoneyBasis::PerUnit) && money.unit.is_none() {
        report.add(
            format!("{path}.unit"),
            ProblemCode::Required,
            "an amount per unit names the unit, such as household",
        );
    }
}

pub(super) fn check_resource(report: &mut ValidationReport, path: &str, resource: &Resource) {
    if resource.url.is_none() && resource.content_hash.is_none() {
        report.add(path, ProblemCode::Required, "a resource has an address or the hash of an attached file");
    }
    resource.url.iter().for_each(|url| check_url(report, &format!("{path}.url"), url));
    if let Some(media_type) = &resource.media_type {
        let is_token = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
        };
        if !media_type.split_once('/').is_some_and(|(kind, name)| is_token(kind) && is_token(name)) {
            let reason = "a media type is kind/name, such as application/pdf";
            report.add(format!("{path}.media_type"), ProblemCode::InvalidFormat, reason);
        }
    }
}

/// Addresses lead to the web or to a mailbox, never to code.
pub(super) fn check_url(report: &mut ValidationReport, path: &str, url: &str) {
    check_name(report, path, url);
    let scheme = url.split_once(':').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    let is_good = scheme.is_some_and(|(scheme, rest)| match scheme.as_str() {
        "http" | "https" => rest.starts_with("//") && rest.len() > 2,
        "mailto" => rest.contains('@'),
        _ => false,
    });
    if !is_good || url.contains(char::is_whitespace) {
        let reason = "an address begins with http://, https:// or mailto: and has no blanks";
        report.add(path, ProblemCode::InvalidFormat, reason);
    }
}

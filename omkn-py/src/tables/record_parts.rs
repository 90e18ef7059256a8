//! The columns of what records have lists of.

use arrow_array::{BooleanArray, UInt64Array};
use omkn_core::{
    Adoption, Agent, Award, Contact, Decimal, ExternalId, Funding, LanguageTag, LinkHealth, Measure, MeasuredValue,
    Money, MoneyBasis, OrganizationId, Relation, Resource, Rights, SourceCitation, Staffing,
};

use super::columns::Columns;

pub(super) fn external_ids(columns: &mut Columns, all: &[&ExternalId]) {
    columns.text("source", all.iter().map(|one| Some(one.source.as_str())));
    columns.text("source_id", all.iter().map(|one| Some(one.source_id.as_str())));
}

pub(super) fn agents(columns: &mut Columns, all: &[&Agent]) {
    columns.text("name", all.iter().map(|one| Some(one.name.as_str())));
    columns.text("organization", all.iter().map(|one| one.organization.as_ref().map(OrganizationId::as_str)));
    columns.text("role", all.iter().map(|one| one.role.as_deref()));
}

pub(super) fn contacts(columns: &mut Columns, all: &[&Contact]) {
    columns.text("role", all.iter().map(|one| Some(one.role.as_str())));
    columns.text("name", all.iter().map(|one| one.name.as_deref()));
    columns.text("organization", all.iter().map(|one| one.organization.as_ref().map(OrganizationId::as_str)));
    columns.text("email", all.iter().map(|one| one.email.as_deref()));
    columns.text("phone", all.iter().map(|one| one.phone.as_deref()));
    columns.add("consent", || BooleanArray::from_iter(all.iter().map(|one| Some(one.consent))));
    columns.date("review_by", all.iter().map(|one| one.review_by));
}

pub(super) fn measures(columns: &mut Columns, all: &[&Measure]) {
    columns.text("id", all.iter().map(|one| Some(one.id.as_str())));
    columns.languages("name", all.iter().map(|one| one.name.iter()));
    columns.text("unit", all.iter().map(|one| Some(one.unit.as_str())));
    measured(columns, "before", all.iter().map(|one| one.before.as_ref()));
    measured(columns, "after", all.iter().map(|one| one.after.as_ref()));
    columns.text("source", all.iter().map(|one| one.source.as_deref()));
    columns.text("verifier", all.iter().map(|one| one.verifier.as_deref()));
}

fn measured<'a>(columns: &mut Columns, name: &str, values: impl Iterator<Item = Option<&'a MeasuredValue>> + Clone) {
    columns.decimal(name, values.clone().map(|value| value.map(|value| value.value)));
    columns.date(&format!("{name}_period"), values.map(|value| value.and_then(|value| value.period)));
}

pub(super) fn money(columns: &mut Columns, all: &[&Money]) {
    columns.decimal("amount", all.iter().map(|one| Some(one.amount)));
    columns.text("currency", all.iter().map(|one| Some(one.currency.as_str())));
    columns.year("dollar_year", all.iter().map(|one| one.dollar_year));
    columns.text("basis", all.iter().map(|one| one.basis.map(MoneyBasis::as_str)));
    columns.text("unit", all.iter().map(|one| one.unit.as_deref()));
    columns.languages("purpose", all.iter().map(|one| one.purpose.iter()));
}

pub(super) fn funding(columns: &mut Columns, all: &[&Funding]) {
    let none = Money {
        amount: Decimal::ZERO,
        currency: String::new(),
        dollar_year: None,
        basis: None,
        unit: None,
        purpose: omkn_core::LanguageMap::new(),
    };
    columns.text("from", all.iter().map(|one| Some(one.from.as_str())));
    columns.optional_struct("money", all.iter().map(|one| one.money.as_ref()), &none, money);
}

pub(super) fn staffing(columns: &mut Columns, all: &[&Staffing]) {
    columns.decimal("full_time_equivalents", all.iter().map(|one| one.full_time_equivalents));
    columns.languages("description", all.iter().map(|one| one.description.iter()));
}

pub(super) fn awards(columns: &mut Columns, all: &[&Award]) {
    columns.text("name", all.iter().map(|one| Some(one.name.as_str())));
    columns.text("awarded_by", all.iter().map(|one| one.awarded_by.as_deref()));
    columns.year("year", all.iter().map(|one| one.year));
}

pub(super) fn adoptions(columns: &mut Columns, all: &[&Adoption]) {
    columns.text("organization", all.iter().map(|one| Some(one.organization.as_str())));
    columns.date("date", all.iter().map(|one| one.date));
    columns.languages("results", all.iter().map(|one| one.results.iter()));
    columns.structs("measures", all.iter().map(|one| &one.measures), measures);
}

pub(super) fn resources(columns: &mut Columns, all: &[&Resource]) {
    columns.languages("title", all.iter().map(|one| one.title.iter()));
    columns.text("url", all.iter().map(|one| one.url.as_deref()));
    columns.written("content_hash", all.iter().map(|one| one.content_hash));
    columns.text("media_type", all.iter().map(|one| one.media_type.as_deref()));
    columns.text("language", all.iter().map(|one| one.language.as_ref().map(LanguageTag::as_str)));
    columns.add("size", || UInt64Array::from_iter(all.iter().map(|one| one.size)));
    columns.text("health", all.iter().map(|one| one.health.map(LinkHealth::as_str)));
    columns.date("checked", all.iter().map(|one| one.checked));
}

pub(super) fn relations(columns: &mut Columns, all: &[&Relation]) {
    columns.text("kind", all.iter().map(|one| Some(one.kind.as_str())));
    columns.written("record", all.iter().map(|one| one.record));
    columns.text("url", all.iter().map(|one| one.url.as_deref()));
}

pub(super) fn sources(columns: &mut Columns, all: &[&SourceCitation]) {
    columns.text("url", all.iter().map(|one| one.url.as_deref()));
    columns.text("citation", all.iter().map(|one| one.citation.as_deref()));
    columns.date("accessed", all.iter().map(|one| one.accessed));
}

pub(super) fn rights(columns: &mut Columns, all: &[&Rights]) {
    columns.text("licence", all.iter().map(|one| one.licence.as_deref()));
    columns.text("holder", all.iter().map(|one| one.holder.as_deref()));
    columns.languages("statement", all.iter().map(|one| one.statement.iter()));
}

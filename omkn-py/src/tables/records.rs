//! Records: a column for everything that a record says.

use arrow_array::{Int64Array, UInt32Array};
use omkn_core::{
    Agent, ConceptId, EvidenceLevel, EvidenceStrength, LanguageTag, OrganizationId, Page, PopulationBand, Record,
    Rights, Staffing,
};
use pyo3::prelude::*;
use serde_json::Value;

use super::columns::Columns;
use super::labels::Labels;
use super::record_parts as parts;
use super::table::{Rows, json, table};

/// One page, and what to call the ids in it.
pub(crate) struct RecordRows {
    pub(crate) page: Page<Record>,
    pub(crate) labels: Labels,
}

impl Rows for RecordRows {
    type Row = Record;

    fn rows(&self) -> &[Record] {
        &self.page.items
    }

    fn columns(&self, rows: &[Record], columns: &mut Columns) {
        identity(columns, rows);
        texts(columns, rows);
        subject(columns, rows, &self.labels);
        people(columns, rows);
        evidence(columns, rows);
        effort(columns, rows);
        links(columns, rows);
    }

    fn to_json(&self) -> omkn_core::Result<Value> {
        json(&(&self.page, &self.labels))
    }

    fn from_json(json: &Value) -> omkn_core::Result<Self> {
        omkn_core::from_json(json).map(|(page, labels)| Self { page, labels })
    }
}

/// One field of what each record says.
macro_rules! of {
    ($rows:ident, $($field:ident).+) => {
        $rows.iter().map(|row| row.content.$($field).+)
    };
    ($rows:ident, &$($field:ident).+) => {
        $rows.iter().map(|row| &row.content.$($field).+)
    };
}

fn identity(columns: &mut Columns, rows: &[Record]) {
    columns.written("id", rows.iter().map(|row| Some(row.id)));
    columns.add("version", || UInt32Array::from_iter_values(rows.iter().map(|row| row.version.0)));
    columns.text("status", rows.iter().map(|row| Some(row.status.as_str())));
    columns.instant("created", rows.iter().map(|row| row.created));
    columns.instant("modified", rows.iter().map(|row| row.modified));
    columns.written("hash", rows.iter().map(|row| Some(row.hash)));
    columns.text("kind", of!(rows, kind).map(|kind| Some(kind.as_str())));
    columns.text("visibility", of!(rows, visibility).map(|visibility| Some(visibility.as_str())));
    columns.text("slug", of!(rows, &slug).map(Option::as_deref));
    columns.texts("aliases", of!(rows, &aliases).map(|slugs| slugs.iter().map(String::as_str)));
    columns.structs("external_ids", of!(rows, &external_ids), parts::external_ids);
}

fn texts(columns: &mut Columns, rows: &[Record]) {
    columns.bilingual("title", of!(rows, &title));
    columns.bilingual("summary", of!(rows, &summary));
    let sections = of!(rows, &sections).map(|sections| {
        sections
            .iter()
            .flat_map(|(section, texts)| texts.iter().map(move |(language, text)| (*section, language, text)))
    });
    columns.structs("sections", sections, |columns, all| {
        columns.text("section", all.iter().map(|(section, ..)| Some(section.as_str())));
        columns.text("language", all.iter().map(|(_, language, _)| Some(language.as_str())));
        columns.text("text", all.iter().map(|(.., text)| Some(*text)));
    });
    columns.texts("languages", of!(rows, &title).map(|title| title.languages().map(LanguageTag::as_str)));
    columns.text("original_language", of!(rows, &original_language).map(|tag| tag.as_ref().map(LanguageTag::as_str)));
    columns.structs("translations", of!(rows, &translations), |columns, all| {
        columns.text("language", all.iter().map(|(language, _)| Some(language.as_str())));
        columns.text("status", all.iter().map(|(_, status)| Some(status.as_str())));
    });
}

/// What a record is about: when, which service areas, where.
fn subject(columns: &mut Columns, rows: &[Record], labels: &Labels) {
    columns.date("date", of!(rows, date));
    columns.year("year", of!(rows, date).map(|date| date.map(|date| date.year)));
    columns.date("issued", of!(rows, issued));
    columns.date("review_by", of!(rows, review_by));
    columns.date("valid_until", of!(rows, valid_until));
    columns.texts("concepts", of!(rows, &concepts).map(|ids| ids.iter().map(ConceptId::as_str)));
    let concepts = of!(rows, &concepts).map(|ids| ids.iter().map(|id| labels.concept(id)));
    columns.texts("concept_labels", concepts);
    columns.texts("subjects", of!(rows, &subjects).map(|subjects| subjects.iter().map(String::as_str)));
    let organizations = of!(rows, &coverage.organizations);
    columns.texts("organizations", organizations.map(|ids| ids.iter().map(OrganizationId::as_str)));
    let names = of!(rows, &coverage.organizations).map(|ids| ids.iter().map(|id| labels.organization(id)));
    columns.texts("organization_names", names);
    columns.text("country", of!(rows, &coverage.country).map(Option::as_deref));
    columns.text("region", of!(rows, &coverage.region).map(Option::as_deref));
    columns.text("population_band", of!(rows, coverage.population_band).map(|band| band.map(PopulationBand::as_str)));
}

fn people(columns: &mut Columns, rows: &[Record]) {
    columns.structs("creators", of!(rows, &creators), parts::agents);
    columns.structs("contributors", of!(rows, &contributors), parts::agents);
    columns.optional_struct("publisher", of!(rows, &publisher).map(Option::as_ref), &Agent::default(), parts::agents);
    columns.structs("contacts", of!(rows, &contacts), parts::contacts);
}

/// How well a practice is proven, and by what.
fn evidence(columns: &mut Columns, rows: &[Record]) {
    columns.text("level", of!(rows, level).map(|level| level.map(EvidenceLevel::as_str)));
    columns.text("level_rule", of!(rows, &level_rule).map(Option::as_deref));
    columns.text("evidence", of!(rows, evidence).map(|strength| strength.map(EvidenceStrength::as_str)));
    columns.structs("measures", of!(rows, &measures), parts::measures);
    columns.structs("awards", of!(rows, &awards), parts::awards);
    columns.structs("adoptions", of!(rows, &adoptions), parts::adoptions);
}

/// What a practice takes and gives.
fn effort(columns: &mut Columns, rows: &[Record]) {
    columns.structs("costs", of!(rows, &costs), parts::money);
    columns.structs("savings", of!(rows, &savings), parts::money);
    columns.structs("funding", of!(rows, &funding), parts::funding);
    let staffing = of!(rows, &staffing).map(Option::as_ref);
    columns.optional_struct("staffing", staffing, &Staffing::default(), parts::staffing);
    columns.add("duration_months", || {
        Int64Array::from_iter(of!(rows, duration_months).map(|months| months.map(i64::from)))
    });
}

fn links(columns: &mut Columns, rows: &[Record]) {
    columns.structs("resources", of!(rows, &resources), parts::resources);
    columns.structs("relations", of!(rows, &relations), parts::relations);
    columns.structs("sources", of!(rows, &sources), parts::sources);
    columns.optional_struct("rights", of!(rows, &rights).map(Some), &Rights::default(), parts::rights);
}

table! {
    /// Records as they lie in the store; see ``KnowledgeBase.records``.
    Records(RecordRows) of Record
}

#[pymethods]
impl Records {
    /// What to give as ``after`` for the next page; ``None`` where this is the last.
    #[getter]
    fn next(&self) -> Option<&str> {
        self.rows.page.next.as_deref()
    }
}

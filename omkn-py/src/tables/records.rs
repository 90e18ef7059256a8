//! Records.

use std::ops::Range;

use arrow_array::{Float64Array, Int16Array, RecordBatch, UInt32Array};
use arrow_schema::ArrowError;
use omkn_core::{
    ConceptId, EvidenceLevel, EvidenceStrength, LanguageTag, MeasuredValue, Money, MoneyBasis, OrganizationId,
    PopulationBand, Record,
};
use pyo3::prelude::*;

use super::columns::{Columns, text_in};
use super::table::{Rows, table};

pub(crate) struct RecordRows {
    list: Vec<Record>,
    next: Option<String>,
}

impl RecordRows {
    fn item(&self, at: usize) -> Option<Record> {
        self.list.get(at).cloned()
    }
}

impl Rows for RecordRows {
    fn count(&self) -> usize {
        self.list.len()
    }

    fn columns(&self, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows = self.list.get(range).unwrap_or_default();
        let mut columns = Columns::default();
        identity(&mut columns, rows);
        texts(&mut columns, rows);
        coverage(&mut columns, rows);
        columns.text("level", rows.iter().map(|row| row.content.level.map(EvidenceLevel::as_str)));
        columns.text("evidence", rows.iter().map(|row| row.content.evidence.map(EvidenceStrength::as_str)));
        measures(&mut columns, rows)?;
        money(&mut columns, "costs", rows, |row| &row.content.costs)?;
        money(&mut columns, "savings", rows, |row| &row.content.savings)?;
        columns.finish()
    }
}

fn identity(columns: &mut Columns, rows: &[Record]) {
    let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
    columns.text("id", ids.iter().map(|id| Some(id.as_str())));
    columns.add("version", UInt32Array::from_iter_values(rows.iter().map(|row| row.version.0)));
    columns.text("status", rows.iter().map(|row| Some(row.status.as_str())));
    columns.instant("created", rows.iter().map(|row| row.created));
    columns.instant("modified", rows.iter().map(|row| row.modified));
    columns.text("kind", rows.iter().map(|row| Some(row.content.kind.as_str())));
    columns.text("slug", rows.iter().map(|row| row.content.slug.as_deref()));
    columns.text("visibility", rows.iter().map(|row| Some(row.content.visibility.as_str())));
}

fn texts(columns: &mut Columns, rows: &[Record]) {
    for language in ["en", "fr"] {
        columns.text(&format!("title_{language}"), rows.iter().map(|row| text_in(&row.content.title, language)));
        columns.text(&format!("summary_{language}"), rows.iter().map(|row| text_in(&row.content.summary, language)));
    }
    columns.texts("languages", rows.iter().map(|row| row.content.title.languages().map(LanguageTag::as_str)));
}

fn coverage(columns: &mut Columns, rows: &[Record]) {
    columns.date("date", rows.iter().map(|row| row.content.date));
    columns.add("year", Int16Array::from_iter(rows.iter().map(|row| row.content.date.map(|date| date.year))));
    columns.date("issued", rows.iter().map(|row| row.content.issued));
    columns.texts("concepts", rows.iter().map(|row| row.content.concepts.iter().map(ConceptId::as_str)));
    columns.texts("subjects", rows.iter().map(|row| row.content.subjects.iter().map(String::as_str)));
    let organizations = rows.iter().map(|row| row.content.coverage.organizations.iter());
    columns.texts("organizations", organizations.map(|list| list.map(OrganizationId::as_str)));
    columns.text("country", rows.iter().map(|row| row.content.coverage.country.as_deref()));
    columns.text("region", rows.iter().map(|row| row.content.coverage.region.as_deref()));
    let band = |row: &Record| row.content.coverage.population_band.map(PopulationBand::as_str);
    columns.text("population_band", rows.iter().map(band));
}

fn value(measured: Option<&MeasuredValue>) -> Option<f64> {
    measured.and_then(|measured| f64::try_from(measured.value).ok())
}

fn measures(columns: &mut Columns, rows: &[Record]) -> Result<(), ArrowError> {
    let all = || rows.iter().flat_map(|row| &row.content.measures);
    let mut inner = Columns::default();
    inner.text("id", all().map(|measure| Some(measure.id.as_str())));
    inner.text("unit", all().map(|measure| Some(measure.unit.as_str())));
    inner.add("before", Float64Array::from_iter(all().map(|measure| value(measure.before.as_ref()))));
    inner.date("before_period", all().map(|measure| measure.before.as_ref().and_then(|value| value.period)));
    inner.add("after", Float64Array::from_iter(all().map(|measure| value(measure.after.as_ref()))));
    inner.date("after_period", all().map(|measure| measure.after.as_ref().and_then(|value| value.period)));
    inner.text("verifier", all().map(|measure| measure.verifier.as_deref()));
    columns.structs("measures", rows.iter().map(|row| row.content.measures.len()).collect(), inner)
}

fn money(columns: &mut Columns, name: &str, rows: &[Record], of: fn(&Record) -> &Vec<Money>) -> Result<(), ArrowError> {
    let all = || rows.iter().flat_map(of);
    let mut inner = Columns::default();
    inner.add("amount", Float64Array::from_iter(all().map(|money| f64::try_from(money.amount).ok())));
    inner.text("currency", all().map(|money| Some(money.currency.as_str())));
    inner.add("dollar_year", Int16Array::from_iter(all().map(|money| money.dollar_year)));
    inner.text("basis", all().map(|money| money.basis.map(MoneyBasis::as_str)));
    inner.text("unit", all().map(|money| money.unit.as_deref()));
    columns.structs(name, rows.iter().map(|row| of(row).len()).collect(), inner)
}

table! {
    /// Records as they lie in the store; see ``KnowledgeBase.records``.
    Records(RecordRows) of Record
}

impl Records {
    pub(crate) fn table(py: Python<'_>, list: Vec<Record>, next: Option<String>) -> PyResult<Bound<'_, Self>> {
        Self::of_rows(py, RecordRows { list, next })
    }
}

#[pymethods]
impl Records {
    /// What to give as ``after`` for the next page; ``None`` where this is the last.
    #[getter]
    fn next(&self) -> Option<&str> {
        self.rows.next.as_deref()
    }
}

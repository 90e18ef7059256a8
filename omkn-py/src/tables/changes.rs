//! The change log, and differences between versions.

use std::ops::Range;

use arrow_array::{RecordBatch, UInt32Array, UInt64Array};
use arrow_schema::ArrowError;
use omkn_core::{Change, FieldChange};
use pyo3::prelude::*;

use super::columns::Columns;
use super::table::{Rows, table};

pub(crate) struct ChangeRows(Vec<Change>);

impl ChangeRows {
    fn item(&self, at: usize) -> Option<Change> {
        self.0.get(at).cloned()
    }
}

impl Rows for ChangeRows {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn columns(&self, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows = self.0.get(range).unwrap_or_default();
        let records: Vec<Option<String>> = rows.iter().map(|row| row.record.map(|id| id.to_string())).collect();
        let kinds: Vec<String> = rows.iter().map(|row| word(&row.kind)).collect();
        let mut columns = Columns::default();
        columns.add("seq", UInt64Array::from_iter_values(rows.iter().map(|row| row.seq.0)));
        columns.text("record", records.iter().map(Option::as_deref));
        columns.add("version", UInt32Array::from_iter(rows.iter().map(|row| row.version.map(|version| version.0))));
        columns.text("kind", kinds.iter().map(|kind| Some(kind.as_str())));
        columns.instant("time", rows.iter().map(|row| row.time));
        columns.finish()
    }
}

/// The word of an enum that has only its JSON form.
fn word(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

table! {
    /// Entries of the change log; see ``KnowledgeBase.changes_since``.
    Changes(ChangeRows) of Change
}

impl Changes {
    pub(crate) fn table(py: Python<'_>, changes: Vec<Change>) -> PyResult<Bound<'_, Self>> {
        Self::of_rows(py, ChangeRows(changes))
    }
}

pub(crate) struct DiffRows(Vec<FieldChange>);

impl DiffRows {
    fn item(&self, at: usize) -> Option<FieldChange> {
        self.0.get(at).cloned()
    }
}

impl Rows for DiffRows {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn columns(&self, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows = self.0.get(range).unwrap_or_default();
        let json = |value: &Option<serde_json::Value>| value.as_ref().map(ToString::to_string);
        let (before, after): (Vec<_>, Vec<_>) = rows.iter().map(|row| (json(&row.before), json(&row.after))).unzip();
        let mut columns = Columns::default();
        columns.text("path", rows.iter().map(|row| Some(row.path.as_str())));
        columns.text("before", before.iter().map(Option::as_deref));
        columns.text("after", after.iter().map(Option::as_deref));
        columns.finish()
    }
}

table! {
    /// How a record differs between two versions; see ``KnowledgeBase.diff``.
    Diff(DiffRows) of FieldChange
}

impl Diff {
    pub(crate) fn table(py: Python<'_>, changes: Vec<FieldChange>) -> PyResult<Bound<'_, Self>> {
        Self::of_rows(py, DiffRows(changes))
    }
}

#[pymethods]
impl Diff {
    fn _repr_html_(this: &Bound<'_, Self>) -> PyResult<String> {
        this.py().import("omkn.notebook.record")?.call_method1("diff", (this,))?.extract()
    }
}

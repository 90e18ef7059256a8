//! The change log, and differences between versions.

use arrow_array::{UInt32Array, UInt64Array};
use omkn_core::{Change, FieldChange};
use pyo3::prelude::*;
use serde_json::Value;

use super::columns::Columns;
use super::table::{Rows, json, table};

impl Rows for Vec<Change> {
    type Row = Change;

    fn rows(&self) -> &[Change] {
        self
    }

    fn columns(&self, rows: &[Change], columns: &mut Columns) {
        columns.add("seq", || UInt64Array::from_iter_values(rows.iter().map(|row| row.seq.0)));
        columns.written("record", rows.iter().map(|row| row.record));
        columns.add("version", || UInt32Array::from_iter(rows.iter().map(|row| row.version.map(|version| version.0))));
        columns.word("kind", rows.iter().map(|row| row.kind));
        columns.instant("time", rows.iter().map(|row| row.time));
    }

    fn to_json(&self) -> omkn_core::Result<Value> {
        json(self)
    }

    fn from_json(json: &Value) -> omkn_core::Result<Self> {
        omkn_core::from_json(json)
    }
}

table! {
    /// Entries of the change log; see ``KnowledgeBase.changes_since``.
    Changes(Vec<Change>) of Change
}

impl Rows for Vec<FieldChange> {
    type Row = FieldChange;

    fn rows(&self) -> &[FieldChange] {
        self
    }

    fn columns(&self, rows: &[FieldChange], columns: &mut Columns) {
        columns.text("path", rows.iter().map(|row| Some(row.path.as_str())));
        columns.written("before", rows.iter().map(|row| row.before.as_ref()));
        columns.written("after", rows.iter().map(|row| row.after.as_ref()));
    }

    fn to_json(&self) -> omkn_core::Result<Value> {
        json(self)
    }

    fn from_json(json: &Value) -> omkn_core::Result<Self> {
        omkn_core::from_json(json)
    }
}

table! {
    /// How a record differs between two versions; see ``KnowledgeBase.diff``.
    Diff(Vec<FieldChange>) of FieldChange
}

#[pymethods]
impl Diff {
    fn _repr_html_(this: &Bound<'_, Self>) -> PyResult<String> {
        this.py().import("omkn.notebook.record")?.call_method1("diff", (this,))?.extract()
    }
}

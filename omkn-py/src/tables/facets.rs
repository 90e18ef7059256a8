//! Facet counts as one flat table.

use arrow_array::{BooleanArray, UInt64Array};
use omkn_core::{FacetCount, FacetCounts};
use pyo3::prelude::*;
use serde_json::Value;

use super::columns::Columns;
use super::table::{Rows, json, table};

/// One row for each facet; as a table, one row for each value.
pub(crate) struct FacetRows(pub(super) Vec<FacetCounts>);

impl Rows for FacetRows {
    type Row = FacetCounts;

    fn rows(&self) -> &[FacetCounts] {
        &self.0
    }

    fn columns(&self, rows: &[FacetCounts], columns: &mut Columns) {
        let values = rows.iter().flat_map(|one| one.counts.iter().map(|count| (one.facet.as_str(), count)));
        let rows: Vec<(&str, &FacetCount)> = values.collect();
        columns.text("facet", rows.iter().map(|(facet, _)| Some(*facet)));
        columns.text("value", rows.iter().map(|(_, count)| Some(count.value.as_str())));
        columns.text("label", rows.iter().map(|(_, count)| Some(count.label.as_str())));
        columns.texts("broader", rows.iter().map(|(_, count)| count.broader.iter().map(String::as_str)));
        columns.add("count", || UInt64Array::from_iter_values(rows.iter().map(|(_, count)| count.count)));
        columns.add("selected", || BooleanArray::from_iter(rows.iter().map(|(_, count)| Some(count.selected))));
    }

    fn to_json(&self) -> omkn_core::Result<Value> {
        json(&self.0)
    }

    fn from_json(json: &Value) -> omkn_core::Result<Self> {
        omkn_core::from_json(json).map(Self)
    }
}

table! {
    /// Facet counts: a sequence of one :class:`omkn.results.FacetCounts` for each facet asked for; as a table, one row for
    /// each value. ``facets["area"]`` is that of one facet.
    Facets(FacetRows) of FacetCounts, by name
}

//! Facet counts as one flat table.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{BooleanArray, RecordBatch, UInt64Array};
use arrow_schema::ArrowError;
use omkn_core::{FacetCount, FacetCounts, SearchHits};
use pyo3::prelude::*;

use super::columns::Columns;
use super::table::{Rows, table};

/// One row for each facet; as a table, one row for each value.
pub(crate) struct FacetRows(Arc<SearchHits>);

impl FacetRows {
    fn item(&self, at: usize) -> Option<FacetCounts> {
        self.0.facets.get(at).cloned()
    }
}

impl Rows for FacetRows {
    fn count(&self) -> usize {
        self.0.facets.len()
    }

    fn columns(&self, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows: Vec<(&str, &FacetCount)> = self
            .0
            .facets
            .get(range)
            .unwrap_or_default()
            .iter()
            .flat_map(|counts| counts.counts.iter().map(|count| (counts.facet.as_str(), count)))
            .collect();
        let mut columns = Columns::default();
        columns.text("facet", rows.iter().map(|(facet, _)| Some(*facet)));
        columns.text("value", rows.iter().map(|(_, count)| Some(count.value.as_str())));
        columns.text("label", rows.iter().map(|(_, count)| Some(count.label.as_str())));
        columns.text("broader", rows.iter().map(|(_, count)| count.broader.as_deref()));
        columns.add("count", UInt64Array::from_iter_values(rows.iter().map(|(_, count)| count.count)));
        columns.add("selected", BooleanArray::from_iter(rows.iter().map(|(_, count)| Some(count.selected))));
        columns.finish()
    }
}

table! {
    /// Facet counts: a sequence of one :class:`omkn.results.FacetCounts` for each facet asked for; as a table, one row for
    /// each value.
    Facets(FacetRows) of FacetCounts
}

impl Facets {
    pub(crate) fn table(py: Python<'_>, found: Arc<SearchHits>) -> PyResult<Bound<'_, Self>> {
        Self::of_rows(py, FacetRows(found))
    }
}

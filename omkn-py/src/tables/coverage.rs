//! How many records each cell has.

use arrow_array::UInt64Array;
use omkn_core::{Caveat, CoverageCell, Facet};
use pyo3::prelude::*;

use super::columns::Columns;
use super::table::{Rows, table};
use crate::data::{Out, all};

impl Rows for omkn_core::CoverageTable {
    type Row = CoverageCell;

    fn rows(&self) -> &[CoverageCell] {
        &self.cells
    }

    fn columns(&self, rows: &[CoverageCell], columns: &mut Columns) {
        for (at, side) in self.by.iter().enumerate() {
            let values = rows.iter().map(|cell| cell.values.get(at).map(String::as_str));
            match side {
                Facet::Year => columns.year(side.as_str(), values.map(|year| year.and_then(|year| year.parse().ok()))),
                _ => columns.text(side.as_str(), values),
            }
        }
        columns.add("records", || UInt64Array::from_iter_values(rows.iter().map(|cell| cell.records)));
        columns.add("municipalities", || UInt64Array::from_iter_values(rows.iter().map(|cell| cell.municipalities)));
        columns.add("residents", || UInt64Array::from_iter_values(rows.iter().map(|cell| cell.residents)));
    }
}

table! {
    /// How many records each cell has; see ``KnowledgeBase.coverage`` and ``KnowledgeBase.gaps``.
    CoverageTable(omkn_core::CoverageTable) of CoverageCell
}

#[pymethods]
impl CoverageTable {
    /// The sides of a cell.
    #[getter]
    fn by(&self) -> Vec<&'static str> {
        self.rows.by.iter().map(|side| side.as_str()).collect()
    }

    /// How many records were looked at.
    #[getter]
    fn records(&self) -> u64 {
        self.rows.records
    }

    /// How many of them are in no cell, because a value of one side is missing.
    #[getter]
    fn unplaced(&self) -> u64 {
        self.rows.unplaced
    }

    /// What the table cannot show.
    #[getter]
    fn caveats(&self) -> Vec<Out<Caveat>> {
        all(self.rows.caveats.clone())
    }
}

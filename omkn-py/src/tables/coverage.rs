//! How many records each cell has.

use arrow_array::UInt64Array;
use omkn_core::{Caveat, ConceptId, CoverageCell, Facet, OrganizationId};
use pyo3::prelude::*;
use serde_json::Value;

use super::columns::Columns;
use super::labels::Labels;
use super::table::{Rows, json, table};
use crate::data::{Listing, all};

/// The table, and what to call the ids in it.
pub(crate) struct CoverageRows {
    pub(crate) table: omkn_core::CoverageTable,
    pub(crate) labels: Labels,
}

impl Rows for CoverageRows {
    type Row = CoverageCell;

    fn rows(&self) -> &[CoverageCell] {
        &self.table.cells
    }

    fn columns(&self, rows: &[CoverageCell], columns: &mut Columns) {
        for (at, side) in self.table.by.iter().enumerate() {
            let values = rows.iter().map(|cell| cell.values.get(at).map(String::as_str));
            match side {
                Facet::Year => {
                    columns.year(side.as_str(), values.clone().map(|year| year.and_then(|year| year.parse().ok())));
                }
                _ => columns.text(side.as_str(), values.clone()),
            }
            let label = format!("{side}_label");
            match side {
                Facet::Area => {
                    let ids: Vec<ConceptId> = values.flatten().map(ConceptId::new).collect();
                    columns.text(&label, ids.iter().map(|id| Some(self.labels.concept(id))));
                }
                Facet::Municipality => {
                    let ids: Vec<OrganizationId> = values.flatten().map(OrganizationId::new).collect();
                    columns.text(&label, ids.iter().map(|id| Some(self.labels.organization(id))));
                }
                _ => {}
            }
        }
        columns.add("records", || UInt64Array::from_iter_values(rows.iter().map(|cell| cell.records)));
        columns.add("municipalities", || UInt64Array::from_iter_values(rows.iter().map(|cell| cell.municipalities)));
        columns.add("residents", || UInt64Array::from_iter_values(rows.iter().map(|cell| cell.residents)));
    }

    fn to_json(&self) -> omkn_core::Result<Value> {
        json(&(&self.table, &self.labels))
    }

    fn from_json(json: &Value) -> omkn_core::Result<Self> {
        omkn_core::from_json(json).map(|(table, labels)| Self { table, labels })
    }
}

table! {
    /// How many records each cell has; see ``KnowledgeBase.coverage`` and ``KnowledgeBase.gaps``.
    CoverageTable(CoverageRows) of CoverageCell
}

#[pymethods]
impl CoverageTable {
    /// The sides of a cell.
    #[getter]
    fn by(&self) -> Vec<&'static str> {
        self.rows.table.by.iter().map(|side| side.as_str()).collect()
    }

    /// How many records were looked at.
    #[getter]
    fn records(&self) -> u64 {
        self.rows.table.records
    }

    /// How many of them are in no cell, because a value of one side is missing.
    #[getter]
    fn unplaced(&self) -> u64 {
        self.rows.table.unplaced
    }

    /// What the table cannot show.
    #[getter]
    fn caveats(&self) -> Listing<Caveat> {
        all(self.rows.table.caveats.clone())
    }
}

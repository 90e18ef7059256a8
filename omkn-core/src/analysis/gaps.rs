//! Where nothing is shared yet.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coverage::{CoverageRequest, CoverageTable, coverage};
use crate::base::Result;
use crate::model::Facet;
use crate::view::View;

/// Which gaps to find: the cells of a [`CoverageRequest`] that hold few records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GapsRequest {
    /// The sides of a cell, as in [`CoverageRequest::by`].
    pub by: Vec<Facet>,
    /// Only records with one of these values of each facet, as in [`CoverageRequest::selected`].
    pub selected: BTreeMap<Facet, Vec<String>>,
    /// A cell with fewer records than this is a gap; 0 gives none.
    pub least: u64,
}

impl Default for GapsRequest {
    fn default() -> Self {
        let CoverageRequest { by, selected } = CoverageRequest::default();
        Self { by, selected, least: 1 }
    }
}

/// The cells with fewer than `least` records: those of most municipalities first, then of most residents, then in the order
/// of coverage.
pub(crate) fn gaps(view: &View, request: &GapsRequest) -> Result<CoverageTable> {
    let all = CoverageRequest { by: request.by.clone(), selected: request.selected.clone() };
    let mut table = coverage(view, &all)?;
    table.cells.retain(|cell| cell.records < request.least);
    table.cells.sort_by_key(|cell| (Reverse(cell.municipalities), Reverse(cell.residents)));
    Ok(table)
}

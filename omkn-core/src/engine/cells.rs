//! How many records fall into each cell, a combination of facet values: one pass over the columns of the facets.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::AllQuery;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::collector::{SegmentSelection, Selection};
use crate::base::{Error, Result};
use crate::index::{ColumnCache, FacetColumn, Snapshot};
use crate::model::Facet;

/// One side of a cell whose values do not depend on the other sides.
#[derive(Debug)]
pub(crate) struct CellSide {
    pub(crate) facet: Facet,
    /// One more than the largest group.
    pub(crate) size: u64,
    /// By value number: the groups it counts for. `None`: each number is its own group.
    pub(crate) groups: Option<Vec<Vec<u32>>>,
}

/// Where an organization is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Placed {
    /// The register does not know it.
    #[default]
    Unknown,
    /// The register knows it, but it is in no group of places.
    Nowhere,
    /// In this group.
    In(u32),
}

/// The sides that describe places. Their values go together: those of one organization do not mix with those of another.
#[derive(Debug)]
pub(crate) struct PlaceSide {
    /// One more than the largest group.
    pub(crate) size: u64,
    /// By the number of an organization.
    pub(crate) organizations: Vec<Placed>,
    /// How records without a known organization are placed; `None`: not at all.
    pub(crate) own: Option<OwnPlace>,
}

/// The place that a record names itself.
#[derive(Debug)]
pub(crate) struct OwnPlace {
    pub(crate) facets: Vec<Facet>,
    /// The group of the values of these facets, two at most; a facet that is left out has 0.
    pub(crate) groups: HashMap<[u32; 2], u32>,
}

/// Which cells are counted.
pub(crate) struct CellPlan {
    /// Only records that pass all of these count.
    pub(crate) selections: Vec<Selection>,
    pub(crate) sides: Vec<CellSide>,
    /// The last side; `None` where no side describes places.
    pub(crate) places: Option<PlaceSide>,
}

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct CellCounts {
    /// Records that passed the selections.
    pub(crate) records: u64,
    /// How many of them are in no cell.
    pub(crate) unplaced: u64,
    /// By cell. Its number is made of its groups as digits, each side with its size as base, the last side lowest.
    pub(crate) cells: HashMap<u64, u64>,
}

/// Count every record of the snapshot, once for each of its cells.
pub(crate) fn count_cells(snapshot: &Snapshot, plan: CellPlan) -> Result<CellCounts> {
    let collector = CellCollector { columns: snapshot.columns.clone(), plan: Arc::new(plan) };
    let counted = snapshot.searcher.search(&AllQuery, &collector);
    counted.map_err(|source| Error::index("counting records", source))
}

struct CellCollector {
    columns: ColumnCache,
    plan: Arc<CellPlan>,
}

impl Collector for CellCollector {
    type Fruit = CellCounts;
    type Child = SegmentCells;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCells> {
        let column = |facet| self.columns.get(segment, facet);
        let selections = self.plan.selections.iter();
        let selections = selections.map(|selection| Ok(selection.for_segment(column(selection.facet)?)));
        let own = self.plan.places.as_ref().and_then(|places| places.own.as_ref());
        Ok(SegmentCells {
            selections: selections.collect::<tantivy::Result<_>>()?,
            sides: self.plan.sides.iter().map(|side| column(side.facet)).collect::<tantivy::Result<_>>()?,
            organizations: column(Facet::Municipality)?,
            own: own.iter().flat_map(|own| &own.facets).map(|facet| column(*facet)).collect::<tantivy::Result<_>>()?,
            plan: Arc::clone(&self.plan),
            counts: CellCounts::default(),
            cells: Vec::new(),
            combined: Vec::new(),
            groups: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<CellCounts>) -> tantivy::Result<CellCounts> {
        let mut all = CellCounts::default();
        for segment in segments {
            all.records += segment.records;
            all.unplaced += segment.unplaced;
            segment.cells.into_iter().for_each(|(cell, count)| *all.cells.entry(cell).or_default() += count);
        }
        Ok(all)
    }
}

/// The cells as one segment sees them.
struct SegmentCells {
    selections: Vec<SegmentSelection>,
    sides: Vec<Arc<FacetColumn>>,
    organizations: Arc<FacetColumn>,
    own: Vec<Arc<FacetColumn>>,
    plan: Arc<CellPlan>,
    counts: CellCounts,
    /// The cells of one record, while its sides are combined.
    cells: Vec<u64>,
    /// The same with one more side.
    combined: Vec<u64>,
    /// The groups of one side of one record.
    groups: Vec<u32>,
}

impl SegmentCells {
    /// Combine the groups of one more side with the cells so far.
    fn combine(&mut self, size: u64) {
        // A record counts once for a cell, however many of its values are in the same group.
        self.groups.sort_unstable();
        self.groups.dedup();
        self.combined.clear();
        for cell in &self.cells {
            self.combined.extend(self.groups.iter().map(|group| cell * size + u64::from(*group)));
        }
        std::mem::swap(&mut self.cells, &mut self.combined);
    }

    fn find_groups(&mut self, side: &CellSide, column: &FacetColumn, document: DocId) {
        let values = column.of(document).iter();
        self.groups.clear();
        match &side.groups {
            None => self.groups.extend(values.filter(|value| u64::from(**value) < side.size)),
            Some(groups) => {
                self.groups.extend(values.filter_map(|value| groups.get(*value as usize)).flatten());
            }
        }
    }

    fn find_places(&mut self, places: &PlaceSide, document: DocId) {
        self.groups.clear();
        let mut is_known = false;
        for number in self.organizations.of(document) {
            match places.organizations.get(*number as usize).copied().unwrap_or_default() {
                Placed::Unknown => {}
                Placed::Nowhere => is_known = true,
                Placed::In(group) => {
                    is_known = true;
                    self.groups.push(group);
                }
            }
        }
        if let (false, Some(own)) = (is_known, &places.own) {
            self.groups.extend(self.own_values(document).and_then(|values| own.groups.get(&values)));
        }
    }

    /// What a record says of its own place; `None` where it lacks a value.
    fn own_values(&self, document: DocId) -> Option<[u32; 2]> {
        let mut values = [0; 2];
        for (value, column) in values.iter_mut().zip(&self.own) {
            *value = *column.of(document).first()?;
        }
        Some(values)
    }
}

impl SegmentCollector for SegmentCells {
    type Fruit = CellCounts;

    fn collect(&mut self, document: DocId, _: Score) {
        if !self.selections.iter().all(|selection| selection.accepts(document)) {
            return;
        }
        self.counts.records += 1;
        self.cells.clear();
        self.cells.push(0);
        let plan = Arc::clone(&self.plan);
        for (at, side) in plan.sides.iter().enumerate() {
            let Some(column) = self.sides.get(at).map(Arc::clone) else { continue };
            self.find_groups(side, &column, document);
            self.combine(side.size);
        }
        if let Some(places) = &plan.places {
            self.find_places(places, document);
            self.combine(places.size);
        }
        self.counts.unplaced += u64::from(self.cells.is_empty());
        for cell in &self.cells {
            *self.counts.cells.entry(*cell).or_default() += 1;
        }
    }

    fn harvest(self) -> CellCounts {
        self.counts
    }
}

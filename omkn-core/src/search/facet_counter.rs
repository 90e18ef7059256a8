//! Counting facet values while hits stream by.

use std::sync::Arc;

use tantivy::DocId;

use crate::index::FacetColumn;
use crate::search::Facet;

/// How one facet is counted.
#[derive(Debug, Clone)]
pub(crate) struct FacetPlan {
    pub(crate) facet: Facet,
    /// For hierarchical facets, by value number: all numbers a record with this value counts for, itself included.
    pub(crate) counts_for: Option<Arc<Vec<Vec<u32>>>>,
}

/// The counts of one facet in one segment.
pub(crate) struct FacetCounter {
    plan: FacetPlan,
    column: Arc<FacetColumn>,
    counts: Vec<u32>,
    /// By value number: the last document counted, plus one; so that no document counts twice.
    counted: Vec<u32>,
}

impl FacetCounter {
    pub(crate) fn new(plan: FacetPlan, column: Arc<FacetColumn>) -> Self {
        Self { plan, column, counts: Vec::new(), counted: Vec::new() }
    }

    pub(crate) fn facet(&self) -> Facet {
        self.plan.facet
    }

    #[inline]
    pub(crate) fn count(&mut self, document: DocId) {
        let values = self.column.of(document);
        match &self.plan.counts_for {
            None => values.iter().for_each(|value| add(&mut self.counts, *value)),
            Some(counts_for) => {
                let numbers = values.iter().flat_map(|value| counts_for.get(*value as usize)).flatten();
                for number in numbers {
                    let at = *number as usize;
                    if self.counted.len() <= at {
                        self.counted.resize(at + 1, 0);
                    }
                    if let Some(last) = self.counted.get_mut(at).filter(|last| **last != document + 1) {
                        *last = document + 1;
                        add(&mut self.counts, *number);
                    }
                }
            }
        }
    }

    pub(crate) fn into_counts(self) -> Vec<u32> {
        self.counts
    }
}

#[inline]
fn add(counts: &mut Vec<u32>, value: u32) {
    let at = value as usize;
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

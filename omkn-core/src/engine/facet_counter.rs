//! Counting facet values while hits stream by.

use std::sync::Arc;

use tantivy::DocId;

use crate::index::FacetColumn;
use crate::model::Facet;

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
        let numbers = match &plan.counts_for {
            None => column.numbers,
            Some(counts_for) => counts_for.iter().flatten().max().map_or(0, |largest| *largest as usize + 1),
        };
        let counted = if plan.counts_for.is_some() { vec![0; numbers] } else { Vec::new() };
        Self { plan, column, counts: vec![0; numbers], counted }
    }

    pub(crate) fn facet(&self) -> Facet {
        self.plan.facet
    }

    /// Count these documents. Many at once: the values of one facet lie side by side in memory.
    pub(crate) fn count(&mut self, documents: &[DocId]) {
        match self.plan.counts_for.clone() {
            None => self.column.for_each_value(documents, |value| {
                if let Some(count) = self.counts.get_mut(value as usize) {
                    *count += 1;
                }
            }),
            Some(counts_for) => documents.iter().for_each(|document| self.count_all_above(*document, &counts_for)),
        }
    }

    fn count_all_above(&mut self, document: DocId, counts_for: &[Vec<u32>]) {
        let values = self.column.of(document);
        for number in values.iter().flat_map(|value| counts_for.get(*value as usize)).flatten() {
            let at = *number as usize;
            if let (Some(last), Some(count)) = (self.counted.get_mut(at), self.counts.get_mut(at))
                && *last != document + 1
            {
                *last = document + 1;
                *count += 1;
            }
        }
    }

    pub(crate) fn into_counts(self) -> Vec<u32> {
        self.counts
    }
}

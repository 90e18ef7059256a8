//! Facet columns unpacked into plain arrays, once for each segment: counting then costs an addition for each value.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use crate::model::Facet;

/// The values of one facet for every document of one segment.
#[derive(Debug)]
pub(crate) struct FacetColumn {
    values: Values,
    /// One more than the largest value number.
    pub(crate) numbers: usize,
}

#[derive(Debug)]
enum Values {
    /// At most one value each; [`NO_VALUE`] means none.
    Single(Vec<u32>),
    /// Any number of values: those of document `d` are `values[starts[d]..starts[d + 1]]`.
    Many {
        /// Where the values of each document begin, and where the last ones end.
        starts: Vec<u32>,
        /// All values.
        values: Vec<u32>,
    },
}

const NO_VALUE: u32 = u32::MAX;

impl FacetColumn {
    fn unpack(segment: &SegmentReader, facet: Facet) -> tantivy::Result<Self> {
        let values = Values::unpack(segment, facet)?;
        let (Values::Single(all) | Values::Many { values: all, .. }) = &values;
        let largest = all.iter().filter(|value| **value != NO_VALUE).max();
        let numbers = largest.map_or(0, |largest| *largest as usize + 1);
        Ok(Self { values, numbers })
    }

    /// Call `see` with every value of these documents.
    #[inline]
    pub(crate) fn for_each_value(&self, documents: &[DocId], mut see: impl FnMut(u32)) {
        match &self.values {
            // A number beyond all others means none, and is counted nowhere.
            Values::Single(values) => {
                documents.iter().filter_map(|document| values.get(*document as usize)).for_each(|value| see(*value));
            }
            many @ Values::Many { .. } => {
                documents.iter().for_each(|document| many.of(*document).iter().for_each(|value| see(*value)));
            }
        }
    }

    /// The values of a document.
    #[inline]
    pub(crate) fn of(&self, document: DocId) -> &[u32] {
        self.values.of(document)
    }
}

impl Values {
    fn unpack(segment: &SegmentReader, facet: Facet) -> tantivy::Result<Self> {
        let name = super::schema::facet_name(facet);
        let documents = segment.max_doc();
        let Some(column) = segment.fast_fields().column_opt::<u64>(&name)? else {
            return Ok(Self::Single(vec![NO_VALUE; documents as usize]));
        };
        let number = |value: u64| u32::try_from(value).unwrap_or(NO_VALUE);
        if column.get_cardinality().is_multivalue() {
            let mut starts = Vec::with_capacity(documents as usize + 1);
            let mut values = Vec::new();
            for document in 0..documents {
                starts.push(u32::try_from(values.len()).unwrap_or(NO_VALUE));
                values.extend(column.values_for_doc(document).map(number));
            }
            starts.push(u32::try_from(values.len()).unwrap_or(NO_VALUE));
            return Ok(Self::Many { starts, values });
        }
        Ok(Self::Single((0..documents).map(|document| column.first(document).map_or(NO_VALUE, number)).collect()))
    }

    #[inline]
    fn of(&self, document: DocId) -> &[u32] {
        let at = document as usize;
        match self {
            Self::Single(values) => match values.get(at) {
                Some(&NO_VALUE) | None => &[],
                Some(value) => std::slice::from_ref(value),
            },
            Self::Many { starts, values } => {
                let bounds = starts.get(at).zip(starts.get(at + 1));
                bounds.and_then(|(from, to)| values.get(*from as usize..*to as usize)).unwrap_or_default()
            }
        }
    }
}

/// The columns unpacked so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct ColumnCache(Arc<Mutex<Unpacked>>);

type Unpacked = HashMap<(SegmentId, Facet), Arc<FacetColumn>>;

impl ColumnCache {
    /// The column of a facet, unpacked now if it was not before.
    pub(crate) fn get(&self, segment: &SegmentReader, facet: Facet) -> tantivy::Result<Arc<FacetColumn>> {
        let key = (segment.segment_id(), facet);
        if let Ok(known) = self.0.lock()
            && let Some(column) = known.get(&key)
        {
            return Ok(Arc::clone(column));
        }
        let column = Arc::new(FacetColumn::unpack(segment, facet)?);
        if let Ok(mut known) = self.0.lock() {
            known.insert(key, Arc::clone(&column));
        }
        Ok(column)
    }

    /// A cache for a newer state of the index: columns of segments that are still there are kept.
    pub(crate) fn keeping(&self, searcher: &Searcher) -> Self {
        let living: Vec<_> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        let kept = self.0.lock().map(|known| {
            let kept = known.iter().filter(|((segment, _), _)| living.contains(segment));
            kept.map(|(key, column)| (*key, Arc::clone(column))).collect()
        });
        Self(Arc::new(Mutex::new(kept.unwrap_or_default())))
    }
}

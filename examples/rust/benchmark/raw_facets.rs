//! Exact facet counts by subject and by year, and the total, in the one pass that also ranks.

use super::raw_index::LAST_YEAR;
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};
use tantivy::{
    DocId, Score, Searcher, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

/// One numbering of the subjects over all segments, made once: counting then needs no strings.
pub(crate) struct Subjects {
    names: Vec<String>,
    /// For each segment: its own ordinal to the common number.
    numbers: Vec<Arc<[u32]>>,
}

impl Subjects {
    pub(crate) fn read(searcher: &Searcher) -> tantivy::Result<Self> {
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        let mut numbers = Vec::new();
        for segment in searcher.segment_readers() {
            let mut own = Vec::new();
            if let Some(column) = segment.fast_fields().str("subjects")? {
                let mut stream = column.dictionary().stream()?;
                while stream.advance() {
                    let next = known.len() as u32;
                    let name = String::from_utf8_lossy(stream.key()).into_owned();
                    own.push(*known.entry(name).or_insert(next));
                }
            }
            numbers.push(own.into());
        }
        let mut names: Vec<(String, u32)> = known.into_iter().collect();
        names.sort_unstable_by_key(|(_, number)| *number);
        Ok(Self { names: names.into_iter().map(|(name, _)| name).collect(), numbers })
    }

    /// The names and counts of the most frequent subjects.
    pub(crate) fn top(&self, counts: &Counts, limit: usize) -> Vec<(String, u32)> {
        let top = top(&counts.subjects, limit).into_iter();
        top.filter_map(|(number, count)| Some((self.names.get(number)?.clone(), count))).collect()
    }
}

/// What one pass counted.
#[derive(Debug, Default, Clone)]
pub(crate) struct Counts {
    pub(crate) total: u64,
    subjects: Vec<u32>,
    years: Vec<u32>,
}

impl Counts {
    /// The most frequent years.
    pub(crate) fn top_years(&self, limit: usize) -> Vec<(usize, u32)> {
        top(&self.years, limit)
    }
}

/// Places with the highest counts; the lower place wins a tie.
fn top(counts: &[u32], limit: usize) -> Vec<(usize, u32)> {
    let mut top: Vec<(usize, u32)> = counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
    let order = |&(place, count): &(usize, u32)| (Reverse(count), place);
    if top.len() > limit {
        top.select_nth_unstable_by_key(limit, order);
        top.truncate(limit);
    }
    top.sort_unstable_by_key(order);
    top
}

/// Counts the total, the subjects and the years.
pub(crate) struct FacetCollector<'a>(pub(crate) &'a Subjects);

impl Collector for FacetCollector<'_> {
    type Fruit = Counts;
    type Child = SegmentCounts;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let fields = reader.fast_fields();
        let counts =
            Counts { total: 0, subjects: vec![0; self.0.names.len()], years: vec![0; usize::from(LAST_YEAR) + 1] };
        let numbers = self.0.numbers.get(segment as usize).cloned().unwrap_or_default();
        Ok(SegmentCounts { subjects: fields.str("subjects")?, years: fields.column_opt("year")?, numbers, counts })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Counts>) -> tantivy::Result<Counts> {
        let merged = segments.into_iter().reduce(|mut sum, next| {
            sum.total += next.total;
            add(&mut sum.subjects, &next.subjects);
            add(&mut sum.years, &next.years);
            sum
        });
        Ok(merged.unwrap_or_default())
    }
}

fn add(sum: &mut [u32], next: &[u32]) {
    for (left, right) in sum.iter_mut().zip(next) {
        *left += right;
    }
}

/// The counting of one segment.
pub(crate) struct SegmentCounts {
    subjects: Option<StrColumn>,
    years: Option<Column<u64>>,
    numbers: Arc<[u32]>,
    counts: Counts,
}

impl SegmentCollector for SegmentCounts {
    type Fruit = Counts;

    fn collect(&mut self, doc: DocId, _score: Score) {
        self.counts.total += 1;
        if let Some(subjects) = &self.subjects {
            for ordinal in subjects.ords().values_for_doc(doc) {
                let number = self.numbers.get(ordinal as usize).copied();
                if let Some(count) = number.and_then(|number| self.counts.subjects.get_mut(number as usize)) {
                    *count += 1;
                }
            }
        }
        let year = self.years.as_ref().and_then(|years| years.first(doc));
        if let Some(count) = year.and_then(|year| self.counts.years.get_mut(year as usize)) {
            *count += 1;
        }
    }

    fn harvest(self) -> Counts {
        self.counts
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_top_places_come_by_count_and_then_in_order() {
        assert_eq!(super::top(&[0, 2, 5, 2, 1], 3), [(2, 5), (1, 2), (3, 2)]);
        assert_eq!(super::top(&[0, 0], 3), []);
    }
}

//! One pass over everything that answers: the best of one page, the exact total, and all facet counts.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::bar::Bar;
use super::boost::{BoostPlan, SegmentBoost};
use super::facet_counter::{FacetCounter, FacetPlan};
use super::order::{Candidate, Cursor, OrderBy, SortKey};
use super::slots::put_at;
use super::top::Top;
use crate::index::{ColumnCache, FacetColumn, title_order_name};
use crate::model::Facet;

/// A choice of the reader: a hit has one of these values.
#[derive(Debug, Clone)]
pub(crate) struct Selection {
    pub(crate) facet: Facet,
    /// The numbers of these values: any that a request can name, also those that nothing has.
    pub(crate) accepted: Arc<BTreeSet<u64>>,
}

impl Selection {
    pub(super) fn for_segment(&self, column: Arc<FacetColumn>) -> SegmentSelection {
        let mut accepted = Vec::new();
        for number in self.accepted.range(..column.numbers as u64) {
            put_at(&mut accepted, *number, true);
        }
        SegmentSelection { facet: self.facet, column, accepted }
    }
}

/// A choice as one segment sees it.
pub(super) struct SegmentSelection {
    facet: Facet,
    column: Arc<FacetColumn>,
    /// By value number: whether it is accepted; no longer than the segment has numbers.
    accepted: Vec<bool>,
}

impl SegmentSelection {
    pub(super) fn accepts(&self, document: DocId) -> bool {
        let mut values = self.column.of(document).iter();
        values.any(|value| self.accepted.get(*value as usize).copied().unwrap_or(false))
    }
}

/// Collects one page.
pub(crate) struct PageCollector {
    pub(crate) order: OrderBy,
    /// How many candidates are kept: the page and all pages before it.
    pub(crate) keep: usize,
    pub(crate) after: Option<Cursor>,
    pub(crate) facets: Vec<FacetPlan>,
    pub(crate) selections: Vec<Selection>,
    pub(crate) columns: ColumnCache,
    /// What is made of the scores of the words.
    pub(crate) boosts: Option<BoostPlan>,
    /// Raised to the score of the last candidate kept, where the order is by score.
    pub(crate) bar: Bar,
}

impl PageCollector {
    /// Collects the `keep` first candidates, and nothing else.
    pub(crate) fn first(keep: usize, order: OrderBy, columns: ColumnCache, bar: Bar) -> Self {
        let (facets, selections) = (Vec::new(), Vec::new());
        Self { order, keep, after: None, facets, selections, columns, boosts: None, bar }
    }
}

/// What one pass found.
pub(crate) struct Collected {
    pub(crate) total: u64,
    /// The best candidates, best first.
    pub(crate) best: Vec<Candidate>,
    /// Whether there is more after them.
    pub(crate) has_more: bool,
    /// Counts by value number, for each facet asked for.
    pub(crate) counts: Vec<Vec<u32>>,
}

impl Collector for PageCollector {
    type Fruit = Collected;
    type Child = SegmentPage;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentPage> {
        let column = |facet| self.columns.get(segment, facet);
        let facets = self.facets.iter().map(|plan| Ok(FacetCounter::new(plan.clone(), column(plan.facet)?)));
        let selections = self.selections.iter().map(|selection| Ok(selection.for_segment(column(selection.facet)?)));
        let order = SegmentOrder::new(self.order, segment)?;
        let after = self.after.as_ref().map(|cursor| order.position_of(cursor)).transpose()?.flatten();
        Ok(SegmentPage {
            facets: facets.collect::<tantivy::Result<_>>()?,
            selections: selections.collect::<tantivy::Result<_>>()?,
            keys: segment.fast_fields().u64("key")?.first_or_default_col(0),
            top: Top::new(self.keep + 1),
            total: 0,
            order,
            after,
            boost: self.boosts.as_ref().map(|plan| plan.for_segment(segment, &self.columns)).transpose()?,
            bar: self.bar.clone(),
            uncounted: Vec::with_capacity(COUNTED_AT_ONCE),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.order == OrderBy::Score && self.keep > 0
    }

    fn merge_fruits(&self, pages: Vec<tantivy::Result<Collected>>) -> tantivy::Result<Collected> {
        let mut all = Collected { total: 0, best: Vec::new(), has_more: false, counts: Vec::new() };
        all.counts.resize_with(self.facets.len(), Vec::new);
        for page in pages {
            let page = page?;
            all.total += page.total;
            all.best.extend(page.best);
            all.counts.iter_mut().zip(page.counts).for_each(|(sum, counts)| add_counts(sum, counts));
        }
        all.best.sort_unstable();
        all.has_more = all.best.len() > self.keep;
        all.best.truncate(self.keep);
        Ok(all)
    }
}

fn add_counts(sum: &mut Vec<u32>, counts: Vec<u32>) {
    if sum.is_empty() {
        *sum = counts;
        return;
    }
    sum.resize(sum.len().max(counts.len()), 0);
    sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
}

/// The page as one segment sees it.
pub(crate) struct SegmentPage {
    facets: Vec<FacetCounter>,
    selections: Vec<SegmentSelection>,
    keys: Arc<dyn ColumnValues<u64>>,
    top: Top,
    total: u64,
    order: SegmentOrder,
    after: Option<SortKey>,
    boost: Option<SegmentBoost>,
    bar: Bar,
    /// Hits whose facet values are not counted yet.
    uncounted: Vec<DocId>,
}

/// How many hits are counted together.
const COUNTED_AT_ONCE: usize = 1024;

impl SegmentPage {
    fn count(&mut self) {
        self.facets.iter_mut().for_each(|facet| facet.count(&self.uncounted));
        self.uncounted.clear();
    }
}

impl SegmentCollector for SegmentPage {
    type Fruit = tantivy::Result<Collected>;

    #[inline]
    fn collect(&mut self, document: DocId, score: Score) {
        if !self.selections.is_empty() {
            let mut refusing = self.selections.iter().filter(|selection| !selection.accepts(document));
            if let Some(refused) = refusing.next() {
                // A facet's own choice does not narrow its own counts.
                if refusing.next().is_none()
                    && let Some(own) = self.facets.iter_mut().find(|facet| facet.facet() == refused.facet)
                {
                    own.count(&[document]);
                }
                return;
            }
        }
        self.total += 1;
        if !self.facets.is_empty() {
            self.uncounted.push(document);
            if self.uncounted.len() >= COUNTED_AT_ONCE {
                self.count();
            }
        }
        let score = self.boost.as_ref().map_or(score, |boost| boost.boosted(document, score));
        let value = self.order.value(document, score);
        if self.top.may_enter(value) {
            let sort_key = SortKey { value, key: self.keys.get_val(document) };
            if self.after.is_none_or(|after| sort_key > after) {
                let is_full = self.top.push(sort_key);
                if is_full && matches!(self.order, SegmentOrder::Score) {
                    let least = super::order::score_of_sort_value(self.top.bound());
                    self.bar.raise(self.boost.as_ref().map_or(least, |boost| boost.unboosted(least)));
                }
            }
        }
    }

    fn harvest(mut self) -> tantivy::Result<Collected> {
        self.count();
        let best = self.top.into_keys();
        let best = best.into_iter().map(|sort_key| self.order.candidate(sort_key)).collect::<tantivy::Result<_>>()?;
        let counts = self.facets.into_iter().map(FacetCounter::into_counts).collect();
        Ok(Collected { total: self.total, best, has_more: false, counts })
    }
}

/// What documents of one segment are sorted by: smaller values come first.
enum SegmentOrder {
    Score,
    Date { days: Column<i64>, newest_first: bool },
    Title(Option<StrColumn>),
}

impl SegmentOrder {
    fn new(order: OrderBy, segment: &SegmentReader) -> tantivy::Result<Self> {
        let fields = segment.fast_fields();
        Ok(match order {
            OrderBy::Score => Self::Score,
            OrderBy::Newest | OrderBy::Oldest => {
                Self::Date { days: fields.i64("date")?, newest_first: order == OrderBy::Newest }
            }
            OrderBy::Title(language) => Self::Title(fields.str(title_order_name(language))?),
        })
    }

    #[inline]
    fn value(&self, document: DocId, score: Score) -> u64 {
        match self {
            Self::Score => super::order::sort_value_of_score(score),
            Self::Date { days, newest_first } => super::order::sort_value_of_day(days.first(document), *newest_first),
            Self::Title(titles) => titles.as_ref().and_then(|titles| titles.ords().first(document)).unwrap_or(u64::MAX),
        }
    }

    /// Where a cursor falls in this segment; `None` is before everything.
    fn position_of(&self, cursor: &Cursor) -> tantivy::Result<Option<SortKey>> {
        let (Self::Title(Some(titles)), Some(title)) = (self, &cursor.title) else {
            return Ok(Some(SortKey { value: cursor.value, key: cursor.key }));
        };
        // The first title at or after the cursor's has as its number how many come before it.
        let before = titles
            .dictionary()
            .term_bounds_to_ord(std::ops::Bound::Included(title.as_bytes()), std::ops::Bound::Unbounded)?;
        let first = match before.0 {
            std::ops::Bound::Included(ord) => ord,
            std::ops::Bound::Excluded(ord) => ord + 1,
            std::ops::Bound::Unbounded => 0,
        };
        let mut found = Vec::new();
        let exists = titles.dictionary().ord_to_term(first, &mut found)? && found == title.as_bytes();
        if exists {
            return Ok(Some(SortKey { value: first, key: cursor.key }));
        }
        Ok(first.checked_sub(1).map(|value| SortKey { value, key: u64::MAX }))
    }

    /// A sort key that can be compared across segments.
    fn candidate(&self, sort_key: SortKey) -> tantivy::Result<Candidate> {
        let mut title = None;
        if let Self::Title(Some(titles)) = self {
            let mut text = String::new();
            titles.ord_to_str(sort_key.value, &mut text)?;
            title = Some(text);
        }
        let value = if title.is_some() { 0 } else { sort_key.value };
        Ok(Candidate { title, value, key: sort_key.key })
    }
}

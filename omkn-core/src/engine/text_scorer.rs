//! Scores the documents of one segment, a window at a time: each word adds to the scores of all documents of the window
//! before the next word is looked at. That is faster than going from document to document, and every document is
//! found, as totals and facet counts need it.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::adjacency::Adjacency;
use super::bar::Bar;
use super::cursors::{Fill, FilterCursor, QueryCursor, WordCursor};
use super::window::Window;

/// Beyond this many documents, one document is looked at instead of a whole window.
const FAR: DocId = 512;

/// Words are only marked in windows when together they can add at most this part of the score to beat: few documents
/// then come close enough to be looked at one by one.
const LATE: Score = 0.25;

/// A group in one segment; its best member counts.
pub(crate) struct GroupCursor {
    /// The most that this group and those after it in its list can add to a score.
    pub(crate) most: Score,
    pub(crate) words: Vec<WordCursor>,
    pub(crate) queries: Vec<QueryCursor>,
    /// The words once more, to score single documents, after windows only mark where they are.
    pub(crate) late: Vec<WordCursor>,
}

impl GroupCursor {
    fn late_score(&mut self, document: DocId) -> Score {
        let words = self.late.iter_mut().filter_map(|word| word.score_at(document));
        // Groups with queries are never late in windows, so these are those of a group that only adds.
        let queries = self.queries.iter_mut().filter_map(|query| query.score_at(document));
        words.chain(queries).fold(0.0, Score::max)
    }
}

/// Scores the documents of one segment.
pub(crate) struct TextScorer {
    pub(crate) groups: Vec<GroupCursor>,
    /// Groups that add to the scores of documents but do not make them hits.
    pub(crate) extras: Vec<GroupCursor>,
    /// How many of the groups are in the scores of the window; those after them could not lift a document onto the
    /// page and are added only to scores that come close.
    pub(crate) scored: usize,
    pub(crate) filters: Vec<FilterCursor>,
    pub(crate) excluded: Vec<FilterCursor>,
    pub(crate) adjacency: Adjacency,
    /// What words side by side can make of a score, as a factor.
    pub(crate) most_with_adjacency: Score,
    pub(crate) is_scoring: bool,
    pub(crate) bar: Bar,
    /// The most documents it may find.
    pub(crate) most: u32,
    pub(crate) window: Window,
    pub(crate) document: DocId,
    /// Without adjacency.
    pub(crate) score: Score,
}

impl TextScorer {
    /// Go to the first document; needed once, after all cursors are set.
    pub(crate) fn start(mut self) -> Self {
        // Groups that can add most come first; of those after them, we know what they can add together.
        for groups in [&mut self.extras, &mut self.groups] {
            groups.sort_by(|a, b| b.most.total_cmp(&a.most));
            groups.iter_mut().rev().fold(0.0, |after, group| {
                group.most += after;
                group.most
            });
        }
        self.document = 0;
        self.score = 0.0;
        self.next_window();
        self
    }

    /// The first document at which a group may be found.
    fn next_candidate(&self) -> DocId {
        let words = self.groups.iter().flat_map(|group| &group.words).map(WordCursor::document);
        let queries = self.groups.iter().flat_map(|group| &group.queries).map(|query| query.scorer.doc());
        let first = words.chain(queries).min().unwrap_or(TERMINATED);
        // Nothing before the farthest filter can pass.
        self.filters.iter().map(FilterCursor::document).fold(first, DocId::max)
    }

    /// Call `see` with this and all later documents and their scores.
    pub(crate) fn for_each(&mut self, see: &mut dyn FnMut(DocId, Score)) {
        while self.document < TERMINATED {
            let Self { window, groups, extras, adjacency, most_with_adjacency: factor, bar, .. } = self;
            let late = groups.get_mut(self.scored..).unwrap_or_default();
            let mut rest = Rest { late, extras, adjacency, factor: *factor, bar };
            window.for_each(self.document, |document, score| see(document, rest.full_score(document, score)));
            self.document = window.end() - 1;
            self.next_window();
        }
    }

    fn seek_groups(&mut self, target: DocId) {
        for group in &mut self.groups {
            group.words.iter_mut().for_each(|word| word.seek(target));
            group.queries.iter_mut().for_each(|query| query.seek(target));
        }
    }

    /// Score windows until one has a document, and go to it.
    fn next_window(&mut self) {
        loop {
            let next = self.next_candidate();
            if next >= TERMINATED {
                self.document = TERMINATED;
                return;
            }
            self.seek_groups(next);
            self.filters.iter_mut().for_each(|filter| filter.seek(next));
            if self.next_candidate() >= TERMINATED {
                self.document = TERMINATED;
                return;
            }
            self.window.start(next);
            self.fill_window();
            if self.take(next) {
                return;
            }
        }
    }

    fn fill_window(&mut self) {
        let Self { groups, window, .. } = self;
        let end = window.end();
        let bar = self.bar.score();
        self.scored = groups.partition_point(|group| group.most * self.most_with_adjacency > LATE * bar);
        for (number, group) in groups.iter_mut().enumerate() {
            let fill = if !self.is_scoring || number >= self.scored {
                Fill::Unscored
            } else if group.words.len() == 1 && group.queries.is_empty() {
                Fill::Alone
            } else {
                window.start_group();
                Fill::Member
            };
            if self.is_scoring && fill == Fill::Unscored && group.late.is_empty() {
                group.late.clone_from(&group.words);
            }
            group.words.iter_mut().for_each(|word| word.fill(window, fill));
            group.queries.iter_mut().for_each(|query| query.fill(window));
        }
        for filter in &mut self.filters {
            window.narrow(&filter.fill(end), false);
        }
        for filter in &mut self.excluded {
            filter.seek(end.saturating_sub(Window::WIDTH));
            window.narrow(&filter.fill(end), true);
        }
    }

    /// Go to the next document of the window at or after `from`.
    #[inline]
    fn take(&mut self, from: DocId) -> bool {
        let Some((document, score)) = self.window.take(from) else { return false };
        self.document = document;
        self.score = score;
        true
    }

    /// Look at single documents from `target` on, until one answers.
    fn seek_far(&mut self, mut target: DocId) {
        loop {
            self.seek_groups(target);
            self.filters.iter_mut().for_each(|filter| filter.seek(target));
            let next = self.next_candidate();
            if next >= TERMINATED {
                self.document = TERMINATED;
                return;
            }
            if let Some(score) = self.score_single(next) {
                self.scored = self.groups.len();
                self.document = next;
                self.score = score;
                // Later documents are in windows not yet begun, or in what is left of this one.
                self.window.start(next);
                return;
            }
            target = next + 1;
        }
    }

    /// The score of one document if it answers.
    fn score_single(&mut self, document: DocId) -> Option<Score> {
        let mut sum = None;
        for group in &mut self.groups {
            let words = group.words.iter_mut().filter_map(|word| word.score_at(document));
            let queries = group.queries.iter_mut().filter_map(|query| query.score_at(document));
            if let Some(best) = words.chain(queries).reduce(Score::max) {
                sum = Some(sum.unwrap_or_default() + best);
            }
        }
        let mut passes = |filter: &mut FilterCursor| {
            filter.seek(document);
            filter.document() == document
        };
        (self.filters.iter_mut().all(&mut passes) && !self.excluded.iter_mut().any(passes)).then_some(sum).flatten()
    }
}

impl DocSet for TextScorer {
    #[inline]
    fn advance(&mut self) -> DocId {
        if self.document < TERMINATED && !self.take(self.document + 1) {
            // After a single document, the cursors still stand on it.
            let next = self.document + 1;
            self.seek_groups(next);
            self.filters.iter_mut().for_each(|filter| filter.seek(next));
            self.next_window();
        }
        self.document
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.document {
            return self.document;
        }
        if target >= TERMINATED {
            self.document = TERMINATED;
        } else if target - self.document > FAR && target >= self.window.end() {
            self.seek_far(target);
        } else if !self.take(target) {
            self.seek_groups(target);
            self.filters.iter_mut().for_each(|filter| filter.seek(target));
            self.next_window();
        }
        self.document
    }

    #[inline]
    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        self.most
    }
}

impl Scorer for TextScorer {
    #[inline]
    fn score(&mut self) -> Score {
        let late = self.groups.get_mut(self.scored..).unwrap_or_default();
        let (factor, bar) = (self.most_with_adjacency, &self.bar);
        let mut rest = Rest { late, extras: &mut self.extras, adjacency: &mut self.adjacency, factor, bar };
        rest.full_score(self.document, self.score)
    }
}

/// The most that groups can add together.
fn most_of(groups: &[GroupCursor]) -> Score {
    groups.first().map_or(0.0, |group| group.most)
}

/// What is added only to the scores of documents that may be shown.
struct Rest<'a> {
    late: &'a mut [GroupCursor],
    extras: &'a mut [GroupCursor],
    adjacency: &'a mut Adjacency,
    factor: Score,
    bar: &'a Bar,
}

impl Rest<'_> {
    /// The full score of a document, unless it cannot be among the best even with all that may be added.
    #[inline]
    fn full_score(&mut self, document: DocId, score: Score) -> Score {
        if self.late.is_empty() && self.extras.is_empty() && self.adjacency.pairs.is_empty() {
            return score;
        }
        if (score + most_of(self.late) + most_of(self.extras)) * self.factor <= self.bar.score() {
            return score;
        }
        self.add(document, score)
    }

    #[inline(never)]
    fn add(&mut self, document: DocId, mut score: Score) -> Score {
        let bar = self.bar.score();
        let of_extras = most_of(self.extras);
        for (groups, after) in [(&mut *self.late, of_extras), (&mut *self.extras, 0.0)] {
            for group in groups {
                if (score + group.most + after) * self.factor <= bar {
                    return score;
                }
                score += group.late_score(document);
            }
        }
        if score * self.factor <= bar {
            return score;
        }
        score + self.adjacency.of(document).map(|(_, more)| more).sum::<Score>()
    }
}

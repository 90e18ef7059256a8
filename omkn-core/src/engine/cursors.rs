//! Cursors over what one segment knows of one word, one alternative or one filter; they only move forward.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::Scorer;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, TERMINATED};

use super::bm25::Saturation;
use super::window::{Bits, Window, mark};

/// How a word is added to a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// It is all of its group.
    Alone,
    /// It is one member of the group begun.
    Member,
    /// Only where it is; its score is not wanted, or not yet.
    Unscored,
}

/// Goes through the documents of one word, block by block.
#[derive(Clone)]
pub(crate) struct WordCursor {
    pub(crate) postings: BlockSegmentPostings,
    pub(crate) lengths: FieldNormReader,
    pub(crate) saturation: Arc<Saturation>,
    pub(crate) weight: f32,
    /// Where we are in the block.
    pub(crate) at: usize,
}

impl WordCursor {
    /// The document we are at.
    #[inline]
    pub(crate) fn document(&self) -> DocId {
        self.postings.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// The most that the word can add to a score.
    pub(crate) fn most(&self) -> f32 {
        self.weight * self.saturation.most()
    }

    /// What the word adds to the document we are at.
    fn score(&self) -> f32 {
        let frequency = self.postings.freqs().get(self.at).copied().unwrap_or_default();
        self.weight * self.saturation.of(frequency, self.lengths.fieldnorm_id(self.document()))
    }

    /// Go to `target` or the first document after it.
    pub(crate) fn seek(&mut self, target: DocId) {
        if self.document() < target {
            self.at = self.postings.seek(target);
        }
    }

    /// What the word adds to `target`, if it is in it; we are at or after `target` then.
    pub(crate) fn score_at(&mut self, target: DocId) -> Option<f32> {
        self.seek(target);
        (self.document() == target).then(|| self.score())
    }

    /// Call `see` with the documents before `end` and their frequencies, and leave them behind.
    #[inline]
    fn each_before(&mut self, end: DocId, mut see: impl FnMut(&Self, &[DocId], &[u32])) {
        while self.document() < end {
            let docs = self.postings.docs();
            let last = docs.last().copied().unwrap_or(TERMINATED);
            let upto = if last < end { docs.len() } else { docs.partition_point(|document| *document < end) };
            let docs = docs.get(self.at..upto).unwrap_or_default();
            let frequencies = self.postings.freqs().get(self.at..upto).unwrap_or_default();
            see(self, docs, frequencies);
            self.at = upto;
            if last < end {
                self.postings.advance();
                self.at = 0;
            }
        }
    }

    /// Add the word to a window.
    pub(crate) fn fill(&mut self, window: &mut Window, fill: Fill) {
        self.each_before(window.end(), |this, docs, frequencies| {
            window.mark(docs);
            let score =
                |document, frequency| this.weight * this.saturation.of(frequency, this.lengths.fieldnorm_id(document));
            let pairs = docs.iter().zip(frequencies).map(|(document, frequency)| (*document, *frequency));
            match fill {
                Fill::Alone => pairs.for_each(|(document, count)| window.add(document, score(document, count))),
                Fill::Member => pairs.for_each(|(document, count)| window.add_member(document, score(document, count))),
                Fill::Unscored => {}
            }
        });
    }
}

/// Goes through what any other query finds: phrases, prefixes, misspelt words.
pub(crate) struct QueryCursor {
    pub(crate) scorer: Box<dyn Scorer>,
    pub(crate) weight: f32,
    /// Whether the weight is all it adds.
    pub(crate) is_sign: bool,
}

impl QueryCursor {
    pub(crate) fn seek(&mut self, target: DocId) {
        if self.scorer.doc() < target {
            self.scorer.seek(target);
        }
    }

    fn score(&mut self) -> f32 {
        if self.is_sign { self.weight } else { self.weight * self.scorer.score() }
    }

    pub(crate) fn score_at(&mut self, target: DocId) -> Option<f32> {
        self.seek(target);
        (self.scorer.doc() == target).then(|| self.score())
    }

    pub(crate) fn fill(&mut self, window: &mut Window) {
        let mut document = self.scorer.doc();
        while document < window.end() {
            window.mark(&[document]);
            window.add_member(document, self.score());
            document = self.scorer.advance();
        }
    }
}

/// Goes through what a filter lets through, many documents at a time.
pub(crate) struct FilterCursor {
    scorer: Box<dyn Scorer>,
    buffer: [DocId; COLLECT_BLOCK_BUFFER_LEN],
    at: usize,
    length: usize,
}

impl FilterCursor {
    pub(crate) fn new(scorer: Box<dyn Scorer>) -> Self {
        let mut cursor = Self { scorer, buffer: [TERMINATED; COLLECT_BLOCK_BUFFER_LEN], at: 0, length: 0 };
        cursor.refill();
        cursor
    }

    fn refill(&mut self) {
        self.length = self.scorer.fill_buffer(&mut self.buffer);
        self.at = 0;
    }

    fn pending(&self) -> &[DocId] {
        self.buffer.get(self.at..self.length).unwrap_or_default()
    }

    pub(crate) fn document(&self) -> DocId {
        self.pending().first().copied().unwrap_or(TERMINATED)
    }

    pub(crate) fn seek(&mut self, target: DocId) {
        let passed = self.pending().partition_point(|document| *document < target);
        self.at += passed;
        if self.pending().is_empty() && self.length > 0 {
            if self.scorer.doc() < target {
                self.scorer.seek(target);
            }
            self.refill();
        }
    }

    /// The documents of the window ending at `end`.
    pub(crate) fn fill(&mut self, end: DocId) -> Bits {
        let mut set = [0; _];
        while self.length > 0 {
            let before = self.pending().partition_point(|document| *document < end);
            mark(&mut set, self.pending().get(..before).unwrap_or_default());
            self.at += before;
            if !self.pending().is_empty() {
                break;
            }
            self.refill();
        }
        set
    }
}

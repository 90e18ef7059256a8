//! Words of the query that stand side by side in a text: what they add to its score.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet};

use super::bm25::Saturation;

/// The positions of one word in the texts of a segment; read only for texts that may be among the best.
struct WordPositions {
    postings: SegmentPostings,
    positions: Vec<u32>,
    read: Option<DocId>,
}

impl WordPositions {
    fn is_at(&mut self, document: DocId) -> bool {
        if self.postings.doc() < document {
            self.postings.seek(document);
        }
        self.postings.doc() == document
    }

    /// How often the second word is right after the first in a document.
    fn side_by_side(first: &mut Self, second: &mut Self, document: DocId) -> u32 {
        if !first.is_at(document) || !second.is_at(document) {
            return 0;
        }
        first.read(document);
        second.read(document);
        side_by_side(&first.positions, &second.positions)
    }

    fn read(&mut self, document: DocId) {
        if self.read != Some(document) {
            self.positions.clear();
            self.postings.positions(&mut self.positions);
            self.read = Some(document);
        }
    }
}

/// Two words that follow each other in the query; numbers of [`WordPositions`].
pub(crate) struct Pair {
    pub(crate) first: usize,
    pub(crate) second: usize,
    pub(crate) weight: f32,
    pub(crate) lengths: FieldNormReader,
    pub(crate) saturation: Arc<Saturation>,
}

impl Pair {
    fn found(&self, words: &mut [WordPositions], document: DocId) -> (u32, f32) {
        let count = words
            .get_disjoint_mut([self.first, self.second])
            .map_or(0, |[first, second]| WordPositions::side_by_side(first, second, document));
        (count, self.weight * self.saturation.of(count, self.lengths.fieldnorm_id(document)))
    }
}

/// All pairs of a query in one segment.
#[derive(Default)]
pub(crate) struct Adjacency {
    words: Vec<WordPositions>,
    /// For each pair of groups, the pair of words in each field; the best counts.
    pub(crate) pairs: Vec<Vec<Pair>>,
}

impl Adjacency {
    /// Add a word; gives its number.
    pub(crate) fn add_word(&mut self, postings: SegmentPostings) -> usize {
        self.words.push(WordPositions { postings, positions: Vec::new(), read: None });
        self.words.len() - 1
    }

    /// How often the words of each pair stand side by side in a document, and what that adds. Documents are asked for
    /// in ascending order.
    pub(crate) fn of(&mut self, document: DocId) -> impl Iterator<Item = (u32, f32)> {
        let Self { words, pairs } = self;
        pairs.iter().map(move |fields| {
            let found = fields.iter().map(|pair| pair.found(words, document));
            found.reduce(|best, other| if other.1 > best.1 { other } else { best }).unwrap_or_default()
        })
    }
}

/// How many positions of `first` have one of `second` right after them; both ascend.
fn side_by_side(first: &[u32], second: &[u32]) -> u32 {
    let mut rest = second;
    let mut count = 0;
    for position in first {
        let next = position.saturating_add(1);
        rest = rest.get(rest.partition_point(|other| *other < next)..).unwrap_or_default();
        count += u32::from(rest.first() == Some(&next));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_in_order_and_without_gap_stand_side_by_side() {
        assert_eq!(side_by_side(&[1, 5, 9], &[2, 4, 10]), 2);
        assert_eq!(side_by_side(&[2], &[1]), 0);
        assert_eq!(side_by_side(&[1], &[3]), 0);
        assert_eq!(side_by_side(&[], &[1]), 0);
    }
}

//! The parts of BM25: the inverse document frequency of a word, and how much its occurrences in a text count.
//!
//! Constants were found by measurement on seven collections (`docs/adr/0003-analysis-and-ranking.md`).

use tantivy::fieldnorm::FieldNormReader;

/// How much the length of a text matters: 0 not at all, 1 fully.
const B: f32 = 0.75;

/// `k1` for a mean length of one word; it grows with the square root of the length.
const K1_PER_ROOT: f32 = 0.1;

/// The least and the greatest `k1`.
const K1_RANGE: (f32, f32) = (0.9, 2.5);

/// What two words of the query that stand side by side in a text add, as a part of what the rarer of them adds.
pub(crate) const ADJACENCY: f32 = 0.25;

/// What a title typed whole or nearly whole adds, as a part of the idf of all words: about as much as occurrences in a text
/// can count at most, so that no text on the same comes before the record that is meant.
pub(crate) const WHOLE_TITLE: f32 = 3.0;
/// The same where the title lacks one of the words.
pub(crate) const NEARLY_WHOLE_TITLE: f32 = 1.5;

/// What a query of one word adds for texts that have it exactly as it was typed, and not only in another form such as the
/// plural, as a part of its idf: about what a word counts more that is all over a text than one that is in its title only.
/// Other words of a query say more about what is meant than the form of one.
pub(crate) const ONLY_WORD_EXACT: f32 = 0.5;

/// Two words side by side count only if the idf of one of them is at least this: "of the" is everywhere.
pub(crate) const LEAST_ADJACENT: f32 = 0.3;

/// The most that `pairs` of words side by side can make of a score, as a factor: each adds at most a part of what its
/// rarer word adds, and a word has two neighbours.
pub(crate) fn most_with_adjacency(pairs: usize) -> f32 {
    match pairs {
        0 => 1.0,
        1 => 1.0 + ADJACENCY,
        _ => 1.0 + 2.0 * ADJACENCY,
    }
}

/// The inverse document frequency of a word that is in `found` of `total` texts. Always above 0.
pub(crate) fn idf(found: u64, total: u64) -> f32 {
    let found = found.min(total) as f32;
    ((total as f32 - found + 0.5) / (found + 0.5)).ln_1p()
}

/// How occurrences count in a field whose texts have a given mean length.
///
/// The longer the texts of a collection, the more often a word is in them by the way, and the later its
/// occurrences should stop counting: `k1` is 1.0 for abstracts of 100 words and 2.5 for articles of 600.
#[derive(Debug, Clone)]
pub(crate) struct Saturation {
    k1: f32,
    /// `k1 (1 - b + b length / mean)` for each length code of tantivy.
    by_code: Box<[f32; 256]>,
}

impl Saturation {
    /// For a mean length in words.
    pub(crate) fn new(mean_length: f32) -> Self {
        let mean = mean_length.max(1.0);
        let k1 = (K1_PER_ROOT * mean.sqrt()).clamp(K1_RANGE.0, K1_RANGE.1);
        let mut by_code = Box::new([0.0; 256]);
        for (code, norm) in (0_u8..=255).zip(by_code.iter_mut()) {
            *norm = k1 * (1.0 - B + B * FieldNormReader::id_to_fieldnorm(code) as f32 / mean);
        }
        Self { k1, by_code }
    }

    /// The most that occurrences can count.
    pub(crate) fn most(&self) -> f32 {
        self.k1 + 1.0
    }

    /// What `frequency` occurrences count in a text with this length code: from 0 to `k1 + 1`.
    #[inline]
    pub(crate) fn of(&self, frequency: u32, length_code: u8) -> f32 {
        let frequency = frequency as f32;
        // A byte never leaves a table of 256.
        (self.k1 + 1.0) * frequency / (frequency + self.by_code[usize::from(length_code)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_word_says_more_and_every_word_says_something() {
        assert!(idf(1, 100) > idf(50, 100));
        assert!(idf(100, 100) > 0.0);
        assert_eq!(idf(200, 100), idf(100, 100));
        assert!(idf(0, 0) > 0.0);
    }

    #[test]
    fn occurrences_count_less_and_less_and_less_in_long_texts() {
        let saturation = Saturation::new(100.0);
        let (short, long) = (FieldNormReader::fieldnorm_to_id(20), FieldNormReader::fieldnorm_to_id(2_000));
        assert!(saturation.of(1, short) > saturation.of(1, long));
        assert!(saturation.of(2, short) > saturation.of(1, short));
        let first = saturation.of(1, short);
        assert!(saturation.of(2, short) - first < first);
        assert!(saturation.of(u32::MAX, long) <= saturation.k1 + 1.0);
    }

    #[test]
    fn occurrences_count_for_longer_in_collections_of_long_texts() {
        assert!(Saturation::new(700.0).k1 > Saturation::new(100.0).k1);
        assert!(Saturation::new(0.0).k1 >= K1_RANGE.0);
        assert!(Saturation::new(1.0e9).k1 <= K1_RANGE.1);
    }
}

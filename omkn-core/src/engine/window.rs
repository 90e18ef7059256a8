//! A stretch of documents being scored, all words for all of its documents at once.

use tantivy::DocId;

/// Documents in a window.
const WIDTH: usize = 4096;
/// Bits in a word of the bit sets.
const BITS: usize = 64;
const MASK: usize = WIDTH - 1;

/// A set of documents of a window.
pub(crate) type Bits = [u64; WIDTH / BITS];

/// The documents from a multiple of [`WIDTH`] on: which of them were found, and their scores.
pub(crate) struct Window {
    base: DocId,
    found: Bits,
    scores: Box<[f32; WIDTH]>,
    /// The best member so far of the group being added.
    best: Box<[f32; WIDTH]>,
}

impl Window {
    /// How many documents a window is wide.
    pub(crate) const WIDTH: DocId = WIDTH as DocId;

    pub(crate) fn new() -> Self {
        Self { base: 0, found: [0; WIDTH / BITS], scores: Box::new([0.0; WIDTH]), best: Box::new([0.0; WIDTH]) }
    }

    /// Start again with the window that `document` is in.
    pub(crate) fn start(&mut self, document: DocId) {
        self.base = document & !(MASK as DocId);
        self.found = [0; WIDTH / BITS];
        self.scores.fill(0.0);
    }

    /// Begin a group that several members may add to.
    pub(crate) fn start_group(&mut self) {
        self.best.fill(0.0);
    }

    /// The first document after the window.
    pub(crate) fn end(&self) -> DocId {
        self.base.saturating_add(WIDTH as DocId)
    }

    /// Note that documents, in ascending order, were found.
    // Slots are masked to the width of the window, so the compiler and the reader see that they are in range.
    #[inline]
    pub(crate) fn mark(&mut self, documents: &[DocId]) {
        mark(&mut self.found, documents);
    }

    /// Add the score of a group that has one member.
    #[inline]
    pub(crate) fn add(&mut self, document: DocId, score: f32) {
        self.scores[document as usize & MASK] += score;
    }

    /// Add the score of one member of a group: only the best member counts.
    #[inline]
    pub(crate) fn add_member(&mut self, document: DocId, score: f32) {
        let slot = document as usize & MASK;
        let more = score - self.best[slot];
        if more > 0.0 {
            self.best[slot] = score;
            self.scores[slot] += more;
        }
    }

    /// Keep only the documents in (or, with `out`, those not in) the set.
    pub(crate) fn narrow(&mut self, set: &Bits, out: bool) {
        for (found, set) in self.found.iter_mut().zip(set) {
            *found &= if out { !*set } else { *set };
        }
    }

    /// Call `see` with all documents from `from` on, and their scores.
    #[inline]
    pub(crate) fn for_each(&self, from: DocId, mut see: impl FnMut(DocId, f32)) {
        let first = (from.max(self.base) - self.base) as usize;
        let mut passed = u64::MAX << (first % BITS);
        for (word, found) in self.found.iter().enumerate().skip(first / BITS) {
            let mut bits = found & passed;
            passed = u64::MAX;
            while bits != 0 {
                let slot = (word * BITS + bits.trailing_zeros() as usize) & MASK;
                bits &= bits - 1;
                see(self.base + slot as DocId, self.scores[slot]);
            }
        }
    }

    /// Take the next document found, at or after `from`.
    #[inline]
    pub(crate) fn take(&mut self, from: DocId) -> Option<(DocId, f32)> {
        let first = from.max(self.base) - self.base;
        let mut word = first as usize / BITS;
        let mut bits = *self.found.get(word)? & (u64::MAX << (first as usize % BITS));
        while bits == 0 {
            word += 1;
            bits = *self.found.get(word)?;
        }
        let slot = (word * BITS + bits.trailing_zeros() as usize) & MASK;
        Some((self.base + slot as DocId, self.scores[slot]))
    }
}

/// Put documents in ascending order into a set.
#[inline]
pub(crate) fn mark(set: &mut Bits, documents: &[DocId]) {
    // Bits of the same word are gathered before they are written: waiting for each write would cost more than all else.
    let mut word = 0;
    let mut bits = 0;
    for document in documents {
        let slot = *document as usize & MASK;
        if slot / BITS != word {
            set[word] |= bits;
            (word, bits) = (slot / BITS, 0);
        }
        bits |= 1 << (slot % BITS);
    }
    set[word] |= bits;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(window: &mut Window) -> Vec<(DocId, f32)> {
        let mut from = 0;
        std::iter::from_fn(|| {
            let next = window.take(from)?;
            from = next.0 + 1;
            Some(next)
        })
        .collect()
    }

    #[test]
    fn groups_add_up_and_only_the_best_member_of_a_group_counts() {
        let mut window = Window::new();
        window.start(5000);
        window.mark(&[4097, 8191]);
        window.add(4097, 1.0);
        window.start_group();
        window.add_member(4097, 2.0);
        window.add_member(4097, 5.0);
        window.add_member(4097, 3.0);
        window.add_member(8191, 0.5);
        assert_eq!(found(&mut window), [(4097, 6.0), (8191, 0.5)]);
        let mut seen = Vec::new();
        window.for_each(4098, |document, score| seen.push((document, score)));
        assert_eq!(seen, [(8191, 0.5)]);
        assert_eq!(window.end(), 8192);
        window.start(8192);
        assert_eq!(found(&mut window), []);
    }

    #[test]
    fn a_window_is_narrowed_to_a_set_or_to_what_is_not_in_it() {
        let mut set = [0; WIDTH / BITS];
        mark(&mut set, &[3, 64]);
        for (out, expected) in [(false, 64), (true, 65)] {
            let mut window = Window::new();
            window.start(0);
            window.mark(&[64, 65]);
            window.narrow(&set, out);
            assert_eq!(found(&mut window), [(expected, 0.0)]);
        }
    }
}

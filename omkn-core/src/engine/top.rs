//! Keeps the first few positions of many.

use super::order::Position;

/// Keeps the `keep` smallest positions pushed.
pub(crate) struct Top {
    keep: usize,
    positions: Vec<Position>,
    /// The largest place that may still enter, once there are enough.
    bound: u64,
}

impl Top {
    pub(crate) fn new(keep: usize) -> Self {
        Self { keep, positions: Vec::with_capacity(keep.saturating_mul(2).min(4096)), bound: u64::MAX }
    }

    /// Whether a position at this place has a chance; saves looking up its key.
    #[inline]
    pub(crate) fn may_enter(&self, place: u64) -> bool {
        place <= self.bound
    }

    /// The largest place that may still enter.
    pub(crate) fn bound(&self) -> u64 {
        self.bound
    }

    /// Take a position in; tells whether the bound was drawn closer.
    pub(crate) fn push(&mut self, position: Position) -> bool {
        self.positions.push(position);
        let is_full = self.keep > 0 && self.positions.len() >= self.keep.saturating_mul(2);
        if is_full {
            let (_, last, _) = self.positions.select_nth_unstable(self.keep - 1);
            self.bound = last.place;
            self.positions.truncate(self.keep);
        }
        is_full
    }

    /// The kept positions, in order.
    pub(crate) fn into_positions(mut self) -> Vec<Position> {
        self.positions.sort_unstable();
        self.positions.truncate(self.keep);
        self.positions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_are_kept_in_order_whatever_order_they_come_in() {
        let mut top = Top::new(3);
        for place in [9, 1, 8, 2, 7, 3, 6, 1] {
            if top.may_enter(place) {
                top.push(Position { place, key: 100 - place });
            }
        }
        let kept: Vec<_> = top.into_positions().iter().map(|position| position.place).collect();
        assert_eq!(kept, [1, 1, 2]);
    }
}

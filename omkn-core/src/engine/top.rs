//! Keeps the first few of many sort keys.

use super::order::SortKey;

/// Keeps the `keep` smallest keys pushed.
pub(crate) struct Top {
    keep: usize,
    kept: Vec<SortKey>,
    /// The largest value that may still enter, once there are enough.
    bound: u64,
}

impl Top {
    pub(crate) fn new(keep: usize) -> Self {
        Self { keep, kept: Vec::with_capacity(keep.saturating_mul(2).min(4096)), bound: u64::MAX }
    }

    /// Whether a hit with this value has a chance; saves looking up its key.
    #[inline]
    pub(crate) fn may_enter(&self, value: u64) -> bool {
        value <= self.bound
    }

    /// The largest value that may still enter.
    pub(crate) fn bound(&self) -> u64 {
        self.bound
    }

    /// Take a key in; gives whether the bound became smaller.
    pub(crate) fn push(&mut self, sort_key: SortKey) -> bool {
        self.kept.push(sort_key);
        let is_full = self.keep > 0 && self.kept.len() >= self.keep.saturating_mul(2);
        if is_full {
            let (_, last, _) = self.kept.select_nth_unstable(self.keep - 1);
            self.bound = last.value;
            self.kept.truncate(self.keep);
        }
        is_full
    }

    /// The kept keys, in order.
    pub(crate) fn into_keys(mut self) -> Vec<SortKey> {
        self.kept.sort_unstable();
        self.kept.truncate(self.keep);
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_are_kept_in_order_whatever_order_they_come_in() {
        let mut top = Top::new(3);
        for value in [9, 1, 8, 2, 7, 3, 6, 1] {
            if top.may_enter(value) {
                top.push(SortKey { value, key: 100 - value });
            }
        }
        let kept: Vec<_> = top.into_keys().iter().map(|sort_key| sort_key.value).collect();
        assert_eq!(kept, [1, 1, 2]);
    }
}

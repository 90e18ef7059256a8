//! Numbers that look random and are the same for the same seed.

use super::variable;

/// SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    /// From `OMKN_SEED`, or from the clock; the seed is printed.
    #[expect(clippy::disallowed_methods, reason = "a seed")]
    pub(crate) fn new() -> Self {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let seed = variable("OMKN_SEED").unwrap_or(u64::from(now.subsec_nanos()) << 32 | now.as_secs());
        println!("OMKN_SEED={seed}");
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to, but not including, `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

//! The score that a hit must beat to be shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The score of the last hit of the page so far, passed by the collector that keeps the page to the scorers of all
/// segments: what cannot beat it is counted but need not be scored to the last digit.
///
/// Until it is raised, everything is scored in full. Only for queries whose score is that of the text query alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bar(Arc<AtomicU32>);

impl Bar {
    /// The score to beat; 0 at first.
    #[inline]
    pub(crate) fn score(&self) -> f32 {
        f32::from_bits(self.0.load(Ordering::Relaxed))
    }

    /// Raise the bar; it never falls.
    #[inline]
    pub(crate) fn raise(&self, score: f32) {
        // The bits of floats that are not negative are in the order of the floats.
        if score > 0.0 {
            self.0.fetch_max(score.to_bits(), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_never_falls() {
        let bar = Bar::default();
        assert_eq!(bar.score(), 0.0);
        for score in [1.5, 0.5, -3.0, f32::NAN] {
            bar.clone().raise(score);
        }
        assert_eq!(bar.score(), 1.5);
    }
}

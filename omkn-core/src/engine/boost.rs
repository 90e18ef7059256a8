//! Boosts that a reader asks for: recent records, proven ones, and those of municipalities like one's own.
//!
//! The score of the words is multiplied by `1 + recency + level + fit`, each the weight asked for times a number from 0 to
//! 1, so every part can be explained.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentReader};

use crate::index::{ColumnCache, FacetColumn};
use crate::model::{EvidenceLevel, Facet};

/// After so many days the boost for recency is half of what it was.
const HALF_LIFE_DAYS: f32 = 5.0 * 365.25;

/// The share of the level boost that a level gets.
pub(crate) fn share_of_level(level: EvidenceLevel) -> f32 {
    match level {
        EvidenceLevel::Best => 1.0,
        EvidenceLevel::Leading => 0.8,
        EvidenceLevel::Beneficial => 0.6,
        EvidenceLevel::Innovative => 0.4,
        EvidenceLevel::Emerging => 0.2,
    }
}

/// The share of the recency boost that a record of this day gets; days since 1970 began.
pub(crate) fn share_of_age(day: i64, today: i64) -> f32 {
    let age = today.saturating_sub(day).max(0) as f32;
    (-age / HALF_LIFE_DAYS).exp2()
}

/// The boosts of one search, ready to be looked up.
#[derive(Debug, Clone)]
pub(crate) struct BoostPlan {
    /// The weight of a recent date.
    pub(crate) recency: f32,
    /// The weight of the level of evidence.
    pub(crate) level: f32,
    pub(crate) today: i64,
    /// Added to the score of every hit before boosts, where no words rank.
    pub(crate) base: Score,
    /// By number of the municipality: how like ours it is, times the weight.
    pub(crate) fits: Option<Arc<Vec<f32>>>,
    pub(crate) fits_weight: f32,
}

impl BoostPlan {
    /// The most that boosts can make of a score, as a factor.
    pub(crate) fn most(&self) -> Score {
        1.0 + self.recency + self.level + self.fits_weight
    }

    pub(crate) fn for_segment(&self, segment: &SegmentReader, columns: &ColumnCache) -> tantivy::Result<SegmentBoost> {
        Ok(SegmentBoost {
            plan: self.clone(),
            days: segment.fast_fields().i64("date")?,
            levels: columns.get(segment, Facet::Level)?,
            municipalities: columns.get(segment, Facet::Municipality)?,
        })
    }
}

/// The boosts of the documents of one segment.
pub(crate) struct SegmentBoost {
    plan: BoostPlan,
    days: Column<i64>,
    levels: Arc<FacetColumn>,
    municipalities: Arc<FacetColumn>,
}

impl SegmentBoost {
    /// What boosts make of a score.
    pub(crate) fn boosted(&self, document: DocId, score: Score) -> Score {
        let mut factor = 1.0;
        if self.plan.recency > 0.0 {
            factor +=
                self.days.first(document).map_or(0.0, |day| self.plan.recency * share_of_age(day, self.plan.today));
        }
        if self.plan.level > 0.0 {
            let level = |number: &u32| EvidenceLevel::ALL.get(*number as usize).copied();
            let level = self.levels.of(document).iter().find_map(level);
            factor += level.map_or(0.0, |level| self.plan.level * share_of_level(level));
        }
        if let Some(fits) = &self.plan.fits {
            let each = self.municipalities.of(document).iter().filter_map(|number| fits.get(*number as usize).copied());
            factor += each.fold(0.0, f32::max);
        }
        (score + self.plan.base) * factor
    }

    /// The score of the words that a boosted score needs at least.
    pub(crate) fn unboosted(&self, score: Score) -> Score {
        (score / self.plan.most() - self.plan.base).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_boost_for_recency_is_left_after_five_years() {
        assert_eq!(share_of_age(20_000, 20_000), 1.0);
        assert_eq!(share_of_age(20_400, 20_000), 1.0);
        assert!((share_of_age(20_000 - 1_826, 20_000) - 0.5).abs() < 1e-3);
        assert!(share_of_age(i64::MIN, i64::MAX) >= 0.0);
    }

    #[test]
    fn better_levels_get_more() {
        let shares: Vec<_> = EvidenceLevel::ALL.iter().map(|level| share_of_level(*level)).collect();
        assert!(shares.is_sorted_by(|a, b| a > b) && shares.iter().all(|share| (0.0..=1.0).contains(share)));
    }
}

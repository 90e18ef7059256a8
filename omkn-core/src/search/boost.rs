//! Boosts that a reader asks for: recent records, proven ones, and those of municipalities like one's own.
//!
//! The score of the words is multiplied by `1 + recency + level + fit`, each the weight asked for times a number from 0 to
//! 1, so every part can be told.

use std::ops::RangeInclusive;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentReader};

use super::facet::Facet;
use crate::error::Result;
use crate::index::{ColumnCache, FacetColumn};
use crate::knowledge_base::KnowledgeBase;
use crate::model::EvidenceLevel;
use crate::organizations::LikenessTable;
use crate::search::{numbers_of, put_at};

/// After so many days the boost for recency is half of what it was.
const HALF_LIFE_DAYS: f32 = 5.0 * 365.25;
/// What a weight may be.
pub(super) const WEIGHTS: RangeInclusive<f32> = 0.0..=10.0;

/// What else counts for the order, besides the words; all 0 by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Boosts {
    /// How much a recent date counts, from 0 (not at all) to 10: a record of today gets this much more of its score, one
    /// five years old half as much more, and so on; one without a date gets nothing.
    pub recency: f32,
    /// How much the level of evidence counts, from 0 to 10: `best` gets this much more of its score, `leading` 0.8 of
    /// that, `beneficial` 0.6, `innovative` 0.4, `emerging` 0.2.
    pub level: f32,
}

/// A municipality that records should fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fits {
    /// Its id or name.
    pub organization: String,
    /// How much likeness counts for the order, from 0 (not at all) to 10: a record of the municipality itself gets this
    /// much more of its score.
    #[serde(default = "one")]
    pub weight: f32,
    /// Only records of municipalities at least so like it, from 0 to 1; 0 leaves none out.
    #[serde(default)]
    pub least: f32,
}

fn one() -> f32 {
    1.0
}

impl Fits {
    /// Records of municipalities like this one first; it is named by its id or name.
    #[must_use]
    pub fn new(organization: impl Into<String>) -> Self {
        Self { organization: organization.into(), weight: one(), least: 0.0 }
    }

    /// The same, leaving out records of municipalities less like it than this, from 0 to 1.
    #[must_use]
    pub fn with_least(mut self, least: f32) -> Self {
        self.least = least;
        self
    }
}

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
    pub(crate) boosts: Boosts,
    pub(crate) today: i64,
    /// Added to the score of every hit before boosts, where no words rank.
    pub(crate) base: Score,
    /// By number of the municipality: how like ours it is, times the weight.
    fits: Option<Arc<Vec<f32>>>,
    pub(crate) fits_weight: f32,
}

impl BoostPlan {
    /// `None` where nothing is boosted.
    pub(crate) fn new(
        kb: &KnowledgeBase,
        boosts: Boosts,
        fits: Option<(&Fits, &LikenessTable)>,
        is_ranked: bool,
    ) -> Result<Option<Self>> {
        let fits_weight = fits.map_or(0.0, |(fits, _)| fits.weight);
        if boosts == Boosts::default() && fits_weight == 0.0 {
            return Ok(None);
        }
        let fits = match fits {
            Some((_, table)) if fits_weight > 0.0 => Some(Arc::new(by_number(kb, table, fits_weight)?)),
            _ => None,
        };
        let today = kb.store.now().as_micros().div_euclid(86_400_000_000);
        let base = if is_ranked { 0.0 } else { 1.0 };
        Ok(Some(Self { boosts, today, base, fits, fits_weight }))
    }

    /// The most that boosts can make of a score, as a factor.
    pub(crate) fn most(&self) -> Score {
        1.0 + self.boosts.recency + self.boosts.level + self.fits_weight
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

fn by_number(kb: &KnowledgeBase, table: &LikenessTable, weight: f32) -> Result<Vec<f32>> {
    let mut by_number = Vec::new();
    for (id, likeness) in table {
        for number in numbers_of(kb, Facet::Municipality, &[id.to_string()])? {
            put_at(&mut by_number, number, likeness * weight);
        }
    }
    Ok(by_number)
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
        let boosts = &self.plan.boosts;
        let mut factor = 1.0;
        if boosts.recency > 0.0 {
            factor += self.days.first(document).map_or(0.0, |day| boosts.recency * share_of_age(day, self.plan.today));
        }
        if boosts.level > 0.0 {
            let level = |number: &u32| EvidenceLevel::ALL.get(*number as usize).copied();
            let level = self.levels.of(document).iter().find_map(level);
            factor += level.map_or(0.0, |level| boosts.level * share_of_level(level));
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

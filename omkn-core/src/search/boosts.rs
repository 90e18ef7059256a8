//! What a search may count apart from the words.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::Result;
use crate::engine::{BoostPlan, put_at};
use crate::model::Facet;
use crate::organizations::LikenessTable;
use crate::store::values_of;
use crate::view::View;

/// What a weight may be.
pub(crate) const WEIGHTS: RangeInclusive<f32> = 0.0..=10.0;

/// What else counts for the order, apart from the words; all 0 by default.
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitTarget {
    /// Its id or name.
    pub organization: String,
    /// How much likeness counts for the order, from 0 (not at all) to 10: a record of the municipality itself gets this
    /// much more of its score.
    pub weight: f32,
    /// Only records of municipalities at least so like it, from 0 to 1; 0 leaves none out.
    pub least: f32,
}

impl FitTarget {
    /// Records of municipalities like this one first; it is named by its id or name.
    #[must_use]
    pub fn new(organization: impl Into<String>) -> Self {
        Self { organization: organization.into(), weight: 1.0, least: 0.0 }
    }

    /// The same, leaving out records of municipalities less like it than this, from 0 to 1.
    #[must_use]
    pub fn with_least(mut self, least: f32) -> Self {
        self.least = least;
        self
    }
}

/// The boosts of one search, ready for the engine; `None` where nothing is boosted.
pub(super) fn plan_boosts(
    view: &View,
    boosts: Boosts,
    fits: Option<(&FitTarget, &LikenessTable)>,
    is_ranked: bool,
) -> Result<Option<BoostPlan>> {
    let fits_weight = fits.map_or(0.0, |(fits, _)| fits.weight);
    if boosts == Boosts::default() && fits_weight == 0.0 {
        return Ok(None);
    }
    let fits = match fits {
        Some((_, table)) if fits_weight > 0.0 => Some(Arc::new(by_number(view, table, fits_weight)?)),
        _ => None,
    };
    Ok(Some(BoostPlan {
        recency: boosts.recency,
        level: boosts.level,
        today: view.now.as_micros().div_euclid(86_400_000_000),
        base: if is_ranked { 0.0 } else { 1.0 },
        fits,
        fits_weight,
    }))
}

/// Likeness times the weight, by the number the index knows each municipality by.
fn by_number(view: &View, table: &LikenessTable, weight: f32) -> Result<Vec<f32>> {
    let numbers: HashMap<String, u64> =
        view.store.read(|reader| values_of(reader, Facet::Municipality))?.into_iter().map(|(n, id)| (id, n)).collect();
    let mut by_number = Vec::new();
    for (id, likeness) in table {
        if let Some(number) = numbers.get(id.as_str()) {
            put_at(&mut by_number, *number, likeness * weight);
        }
    }
    Ok(by_number)
}

//! How alike two municipalities are, so that a practice of one may fit the other. `docs/organizations.md` says why so.

use serde::{Deserialize, Serialize};

use super::register::Organizations;
use crate::base::{OrganizationId, Result, word_enum};
use crate::model::{Organization, OrganizationKind, Tier};

/// The likeness of one municipality to every other, most alike first; itself included, with 1.
pub(crate) type LikenessTable = Vec<(OrganizationId, f32)>;

/// Likeness is halved where one has this many times the population of the other.
const HALF_BY_POPULATION: f64 = 3.0;
/// The same for the density.
const HALF_BY_DENSITY: f64 = 5.0;

word_enum! {
    /// What two municipalities are compared by.
    LikenessAspect {
        /// Population at the latest census.
        Population = "population", "Population", "Population";
        /// Residents per square kilometre of land.
        Density = "density", "Density", "Densité";
        /// Upper, lower or single tier: who provides which services.
        Tier = "tier", "Tier", "Palier";
        /// The geographic area, and whether it is in the north.
        Region = "region", "Region", "Région";
        /// Yearly spending per resident, where the host has given it for both.
        Spending = "spending", "Spending", "Dépenses";
    }
}

impl LikenessAspect {
    /// How much it counts.
    fn weight(self) -> f32 {
        match self {
            Self::Population => 0.4,
            Self::Density | Self::Tier => 0.2,
            Self::Region | Self::Spending => 0.1,
        }
    }
}

/// One aspect of a likeness.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LikenessReason {
    /// What is compared.
    pub aspect: LikenessAspect,
    /// Ours, for people: `10,989`, `lower`, `Simcoe`.
    pub ours: String,
    /// Theirs.
    pub theirs: String,
    /// How alike they are in this, from 0 to 1.
    pub value: f32,
    /// How much it counts.
    pub weight: f32,
}

/// How alike two municipalities are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// The mean of the aspects known for both, by weight; from 0 to 1, and 1 for a municipality and itself.
    pub value: f32,
    /// The aspects, weightiest first.
    pub reasons: Vec<LikenessReason>,
}

/// A municipality and how alike it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Peer {
    /// The municipality.
    pub organization: Organization,
    /// How alike it is, and in what.
    pub likeness: Likeness,
}

impl Organizations {
    /// How alike two organizations are, by their ids or names. Symmetric.
    ///
    /// # Errors
    ///
    /// As [`resolve`](Self::resolve).
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::Organizations;
    ///
    /// let register = Organizations::built_in()?;
    /// let to = |other| register.likeness("Adjala-Tosorontio", other);
    /// assert!(to("Mulmur")?.value > to("Toronto")?.value);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn likeness(&self, ours: &str, theirs: &str) -> Result<Likeness> {
        Ok(likeness(self.resolve(ours)?, self.resolve(theirs)?))
    }

    /// The municipalities most alike, best first; itself left out.
    ///
    /// # Errors
    ///
    /// As [`resolve`](Self::resolve).
    pub fn peers(&self, name_or_id: &str, limit: usize) -> Result<Vec<Peer>> {
        let ours = self.resolve(name_or_id)?;
        let table = self.likeness_table(ours);
        let others = table.into_iter().filter(|(other, _)| *other != ours.id).take(limit);
        let peers = others.filter_map(|(other, _)| {
            let organization = self.get(&other)?.clone();
            Some(Peer { likeness: likeness(ours, &organization), organization })
        });
        Ok(peers.collect())
    }

    /// How alike every municipality is to one.
    pub(crate) fn likeness_table(&self, ours: &Organization) -> LikenessTable {
        let all = self.municipalities().map(|theirs| (theirs.id.clone(), value_of(ours, theirs)));
        let mut table: LikenessTable = all.collect();
        table.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        table
    }

    /// The organization that records should fit, with how alike it is to every municipality.
    pub(crate) fn fit_to(&self, name_or_id: &str) -> Result<(&Organization, LikenessTable)> {
        let ours = self.resolve(name_or_id)?;
        let mut table = self.likeness_table(ours);
        if !matches!(ours.kind, OrganizationKind::Municipality | OrganizationKind::UpperTier) {
            table.insert(0, (ours.id.clone(), 1.0));
        }
        Ok((ours, table))
    }
}

/// What is compared, as it is; a table of all municipalities needs no words for it.
#[derive(Debug, Clone, Copy)]
enum Fact<'o> {
    Count(u64),
    Decimal(f64, usize),
    Word(&'o str),
}

impl std::fmt::Display for Fact<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Count(count) => f.write_str(&grouped(*count)),
            Self::Decimal(number, digits) => write!(f, "{number:.digits$}"),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// One aspect that is known for both: ours, theirs, and how alike they are.
type Compared<'o> = (LikenessAspect, Fact<'o>, Fact<'o>, f32);

fn compared<'o>(ours: &'o Organization, theirs: &'o Organization) -> impl Iterator<Item = Compared<'o>> {
    let all = [
        population(ours, theirs),
        density(ours, theirs),
        tier(ours, theirs),
        region(ours, theirs),
        spending(ours, theirs),
    ];
    all.into_iter().flatten()
}

/// The mean of the aspects known for both.
fn value_of(ours: &Organization, theirs: &Organization) -> f32 {
    if ours.id == theirs.id {
        return 1.0;
    }
    let (mut weights, mut sum) = (0.0, 0.0);
    for (aspect, _, _, value) in compared(ours, theirs) {
        weights += aspect.weight();
        sum += aspect.weight() * value;
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

fn likeness(ours: &Organization, theirs: &Organization) -> Likeness {
    let reasons = compared(ours, theirs).map(|(aspect, ours, theirs, value)| LikenessReason {
        aspect,
        ours: ours.to_string(),
        theirs: theirs.to_string(),
        value,
        weight: aspect.weight(),
    });
    Likeness { value: value_of(ours, theirs), reasons: reasons.collect() }
}

fn population<'o>(ours: &'o Organization, theirs: &'o Organization) -> Option<Compared<'o>> {
    let (ours, theirs) = (ours.population()?, theirs.population()?);
    let value = by_ratio(ours as f64, theirs as f64, HALF_BY_POPULATION);
    Some((LikenessAspect::Population, Fact::Count(ours), Fact::Count(theirs), value))
}

fn density<'o>(ours: &'o Organization, theirs: &'o Organization) -> Option<Compared<'o>> {
    let (ours, theirs) = (ours.density()?, theirs.density()?);
    let value = by_ratio(ours, theirs, HALF_BY_DENSITY);
    Some((LikenessAspect::Density, Fact::Decimal(ours, 1), Fact::Decimal(theirs, 1), value))
}

/// Single and lower tiers share roads, parks and fire halls; an upper tier shares services with a single tier only.
fn tier<'o>(ours: &'o Organization, theirs: &'o Organization) -> Option<Compared<'o>> {
    let (ours, theirs) = (ours.tier?, theirs.tier?);
    let value = match (ours, theirs) {
        (a, b) if a == b => 1.0,
        (Tier::Single, _) | (_, Tier::Single) => 0.5,
        _ => 0.0,
    };
    Some((LikenessAspect::Tier, Fact::Word(ours.as_str()), Fact::Word(theirs.as_str()), value))
}

fn region<'o>(ours: &'o Organization, theirs: &'o Organization) -> Option<Compared<'o>> {
    let same_half = ours.is_northern.zip(theirs.is_northern).is_some_and(|(ours, theirs)| ours == theirs);
    let (ours, theirs) = (ours.region.as_deref()?, theirs.region.as_deref()?);
    let value = if ours == theirs {
        1.0
    } else if same_half {
        0.5
    } else {
        0.0
    };
    Some((LikenessAspect::Region, Fact::Word(ours), Fact::Word(theirs), value))
}

fn spending<'o>(ours: &'o Organization, theirs: &'o Organization) -> Option<Compared<'o>> {
    let (ours, theirs) = (ours.spending_per_resident?, theirs.spending_per_resident?);
    let value = by_ratio(ours, theirs, 2.0);
    Some((LikenessAspect::Spending, Fact::Decimal(ours, 0), Fact::Decimal(theirs, 0), value))
}

/// 1 for equal numbers, one half where one is `half` times the other, and so on.
fn by_ratio(ours: f64, theirs: f64, half: f64) -> f32 {
    if !(ours > 0.0 && theirs > 0.0) {
        return if ours == theirs { 1.0 } else { 0.0 };
    }
    let halvings = (ours / theirs).ln().abs() / half.ln();
    #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
    let value = (-halvings).exp2() as f32;
    value
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|part| String::from_utf8_lossy(part)).collect();
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn register() -> Organizations {
        Organizations::built_in().unwrap()
    }

    #[test]
    fn likeness_is_symmetric_within_bounds_and_whole_with_itself() {
        let register = register();
        let all: Vec<_> = register.all().step_by(7).collect();
        for ours in &all {
            assert_eq!(likeness(ours, ours).value, 1.0);
            for theirs in &all {
                let value = likeness(ours, theirs).value;
                assert!((0.0..=1.0).contains(&value));
                assert_eq!(value, likeness(theirs, ours).value);
            }
        }
    }

    #[test]
    fn the_reasons_add_up_to_the_likeness() {
        let register = register();
        for peer in register.peers("sgc:3543003", 50).unwrap() {
            let reasons = &peer.likeness.reasons;
            let weights: f32 = reasons.iter().map(|reason| reason.weight).sum();
            let sum: f32 = reasons.iter().map(|reason| reason.weight * reason.value).sum();
            assert!((sum / weights - peer.likeness.value).abs() < 1e-6);
        }
    }

    #[test]
    fn peers_are_those_a_manager_would_name() {
        let register = register();
        let names = |name: &str| {
            let peers = register.peers(name, 10).unwrap().into_iter();
            peers.map(|peer| (peer.organization.population().unwrap(), peer.organization.tier)).collect::<Vec<_>>()
        };
        assert!(names("Adjala-Tosorontio").iter().all(|(people, tier)| *people < 30_000 && *tier == Some(Tier::Lower)));
        assert!(names("City of Toronto").iter().take(3).all(|(people, _)| *people > 300_000));
        assert!(
            names("Region of Peel")
                .iter()
                .take(3)
                .all(|(people, tier)| *people > 400_000 && *tier == Some(Tier::Upper))
        );
    }

    proptest! {
        #[test]
        fn the_farther_the_numbers_the_less_alike(a in 1.0_f64..1e7, more in 1.01_f64..10.0, still in 1.01_f64..10.0) {
            let near = by_ratio(a, a * more, 3.0);
            let far = by_ratio(a, a * more * still, 3.0);
            prop_assert!(far <= near && near <= 1.0 && far >= 0.0);
        }
    }
}

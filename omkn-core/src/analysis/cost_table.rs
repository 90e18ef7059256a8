//! The figures of one service by municipality and year.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::caveat::{Caveat, CaveatKind};
use super::service_cost::ServiceCost;
use super::statistics::median;
use crate::base::{Error, OrganizationId, ProblemCode, Result};
use crate::organizations::Organizations;

/// How fast a population may grow or shrink in a year before it counts as a jump. Between two censuses since 2001 no
/// municipality of Ontario with more than 5,000 people grew faster than Milton from 2001 to 2006: 31,471 to 53,889, which is
/// 11.4 % a year (Statistics Canada, Census of Population).
const FASTEST_GROWTH: f64 = 1.12;

/// One year of one municipality.
#[derive(Debug, Clone, Copy)]
struct Figures {
    population: f64,
    cost: f64,
}

/// The years before and after one year, all of them known.
pub(super) struct YearSpan {
    before: Vec<Figures>,
    after: Vec<Figures>,
}

impl YearSpan {
    /// The median cost for each resident before and after, in dollars of the years.
    pub(super) fn costs(&self) -> Option<(f64, f64)> {
        let cost = |figures: &[Figures]| median(figures.iter().map(|figures| figures.cost / figures.population));
        Some((cost(&self.before)?, cost(&self.after)?))
    }

    /// The median population after.
    pub(super) fn residents(&self) -> Option<f64> {
        median(self.after.iter().map(|figures| figures.population))
    }

    /// The median cost of the whole service in a year before.
    pub(super) fn whole_cost(&self) -> Option<f64> {
        median(self.before.iter().map(|figures| figures.cost))
    }
}

/// The figures of one service.
pub(super) struct CostTable(BTreeMap<OrganizationId, BTreeMap<i64, Figures>>);

impl CostTable {
    /// The rows of a service with the municipalities they are about; names that lead to none become a caveat.
    pub(super) fn new(
        register: &Organizations,
        costs: &[ServiceCost],
        service: &str,
        caveats: &mut Vec<Caveat>,
    ) -> Result<Self> {
        let mut ids: HashMap<&str, Option<OrganizationId>> = HashMap::new();
        let mut table: BTreeMap<OrganizationId, BTreeMap<i64, Figures>> = BTreeMap::new();
        let is_known = |number: f64| number.is_finite() && number > 0.0;
        for (row, cost) in costs.iter().enumerate().filter(|(_, cost)| cost.service == service) {
            let id = match ids.get(cost.municipality.as_str()) {
                Some(known) => known.clone(),
                None => ids.entry(&cost.municipality).or_insert(resolved(register, &cost.municipality)?).clone(),
            };
            let Some(id) = id.filter(|_| is_known(cost.population) && is_known(cost.operating_cost)) else { continue };
            let figures = Figures { population: cost.population, cost: cost.operating_cost };
            if table.entry(id).or_default().insert(cost.year.into(), figures).is_some() {
                let reason = format!("{} of {} has {} more than once", cost.service, cost.municipality, cost.year);
                return Err(Error::invalid(format!("costs[{row}]"), ProblemCode::Duplicate, reason));
            }
        }
        let unknown: BTreeSet<&str> = ids.into_iter().filter(|(_, id)| id.is_none()).map(|(name, _)| name).collect();
        if !unknown.is_empty() {
            let names = unknown.into_iter().collect::<Vec<_>>().join(", ");
            caveats.push(Caveat::naming(CaveatKind::UnknownMunicipalities, |_| format!("({names})")));
        }
        Ok(Self(table))
    }

    /// Whether there are figures of this municipality.
    pub(super) fn has(&self, id: &OrganizationId) -> bool {
        self.0.contains_key(id)
    }

    /// Every municipality with figures.
    pub(super) fn organizations(&self) -> impl Iterator<Item = &OrganizationId> {
        self.0.keys()
    }

    /// The `window` years before `year` and the `window` years after it; `None` where one of them is missing.
    pub(super) fn window(&self, id: &OrganizationId, year: i16, window: u32) -> Option<YearSpan> {
        let (years, year, window) = (self.0.get(id)?, i64::from(year), i64::from(window));
        let before: Vec<Figures> = years.range(year - window..year).map(|(_, figures)| *figures).collect();
        let after: Vec<Figures> = years.range(year + 1..=year + window).map(|(_, figures)| *figures).collect();
        let is_full = |figures: &[Figures]| i64::try_from(figures.len()) == Ok(window);
        (is_full(&before) && is_full(&after)).then_some(YearSpan { before, after })
    }

    /// The years between which the population changes fastest, if it jumps anywhere in the window: both years and both
    /// populations.
    pub(super) fn jump(&self, id: &OrganizationId, year: i16, window: u32) -> Option<[(i64, f64); 2]> {
        let (years, year, window) = (self.0.get(id)?, i64::from(year), i64::from(window));
        let rows: Vec<_> = years.range(year - window..=year + window).map(|(at, row)| (*at, row.population)).collect();
        let speed = |[old, new]: [(i64, f64); 2]| ((new.1 / old.1).ln() / (new.0 - old.0) as f64).abs();
        let steps = rows.iter().zip(rows.iter().skip(1)).map(|(old, new)| [*old, *new]);
        steps.filter(|step| speed(*step) > FASTEST_GROWTH.ln()).max_by(|a, b| speed(*a).total_cmp(&speed(*b)))
    }
}

fn resolved(register: &Organizations, name: &str) -> Result<Option<OrganizationId>> {
    match register.resolve(name) {
        Ok(found) => Ok(Some(found.id.clone())),
        Err(Error::NotFound { .. } | Error::Ambiguous { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

//! Does a claimed saving show in public figures?

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::caveat::{Caveat, CaveatKind};
use super::cost_table::CostTable;
use super::service_cost::ServiceCost;
use super::services::service_of_area;
use super::statistics::{median, ninth_decile};
use super::summary::{Findings, colon, full_name, name_in, summary, whole};
use super::verdict::{CannotTell, Verdict};
use crate::base::{Error, LanguageMap, OrganizationId, ProblemCode, RecordId, Result};
use crate::language::Language;
use crate::model::{Money, MoneyBasis, RecordDraft};
use crate::organizations::Organizations;
use crate::store::{StoreView, find};
use crate::vocabulary::VocabularySnapshot;

/// Fewer comparable municipalities than this show nothing: one of them alone would move the median.
const LEAST_PEERS: usize = 5;

/// Which claim to check, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRequest {
    /// The record that claims a saving.
    pub record: RecordId,
    /// The service of the cost rows to compare; `None`: the one that holds the record's first service area that has one
    /// (see [`SERVICES_BY_AREA`](crate::SERVICES_BY_AREA)).
    #[serde(default)]
    pub service: Option<String>,
    /// When the practice began; `None`: the year of the record's date.
    #[serde(default)]
    pub year: Option<i16>,
    /// How many years before and after are compared, 1 or more; 3 by default. All of them must be in the figures.
    #[serde(default = "default_window")]
    pub window: u32,
    /// How many of the most comparable municipalities are compared with; 10 by default, and fewer than 5 show nothing.
    #[serde(default = "default_peers")]
    pub peers: u32,
}

fn default_window() -> u32 {
    3
}

fn default_peers() -> u32 {
    10
}

impl EvidenceRequest {
    /// Check what a record claims, with its own date and service.
    #[must_use]
    pub fn new(record: RecordId) -> Self {
        Self { record, service: None, year: None, window: default_window(), peers: default_peers() }
    }
}

/// How the cost of a service for each resident of one municipality changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CostChange {
    /// The municipality.
    pub organization: OrganizationId,
    /// Its full name.
    pub name: LanguageMap,
    /// The median yearly cost per resident before, in dollars of those years.
    pub before: f64,
    /// The median yearly cost per resident after, in dollars of those years.
    pub after: f64,
    /// The change: after / before − 1.
    pub change: f64,
}

/// What public figures show about a claimed saving, with the numbers behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The record.
    pub record: RecordId,
    /// What the figures show.
    pub verdict: Verdict,
    /// Why they cannot tell; empty for every other verdict.
    pub reasons: Vec<CannotTell>,
    /// The answer in a few sentences, in English and French.
    pub summary: LanguageMap,
    /// What the comparison cannot show.
    pub caveats: Vec<Caveat>,
    /// The yearly saving that the record claims, in Canadian dollars.
    pub claimed: Option<f64>,
    /// The yearly saving that the figures imply: what the service cost less than expected, in dollars a year. The expected
    /// cost is the one before, changed as the median of the comparable municipalities changed. Negative: it cost more.
    pub implied: Option<f64>,
    /// How far costs move without the practice, in dollars a year: nine in ten comparable municipalities' changes are no
    /// further from their median.
    pub noise: Option<f64>,
    /// The median change of the comparable municipalities.
    pub usual_change: Option<f64>,
    /// The service compared.
    pub service: Option<String>,
    /// The year the practice began.
    pub year: Option<i16>,
    /// The record's municipality, or the upper tier whose figures hold it.
    pub own: Option<CostChange>,
    /// The comparable municipalities with full figures, most alike first.
    pub peers: Vec<CostChange>,
}

/// Compare what a record claims with what services cost.
pub(crate) fn evidence(
    store: &StoreView,
    vocabulary: &VocabularySnapshot,
    request: &EvidenceRequest,
    costs: &[ServiceCost],
) -> Result<Evidence> {
    if request.window == 0 {
        let reason = "window is the number of years on either side, 1 or more";
        return Err(Error::invalid("window", ProblemCode::OutOfRange, reason));
    }
    let stored = store.read(|reader| find(reader, request.record))?;
    let draft = stored.ok_or_else(|| Error::not_found("record", request.record))?.draft()?;
    let mut found = Evidence {
        record: request.record,
        verdict: Verdict::CannotTell,
        reasons: Vec::new(),
        summary: LanguageMap::new(),
        caveats: Vec::new(),
        claimed: None,
        implied: None,
        noise: None,
        usual_change: None,
        service: request.service.clone().or_else(|| service_of(vocabulary, &draft)),
        year: request.year.or(draft.date.map(|date| date.year)),
        own: None,
        peers: Vec::new(),
    };
    found.claimed = claimed(&draft, &mut found.caveats);
    Comparison { register: &vocabulary.organizations, draft: &draft, request, costs }.judge(found)
}

/// The yearly savings in Canadian dollars; others cannot be compared with yearly costs.
fn claimed(draft: &RecordDraft, caveats: &mut Vec<Caveat>) -> Option<f64> {
    let is_yearly = |money: &&Money| money.basis == Some(MoneyBasis::Annual) && money.currency == "CAD";
    let yearly: Vec<Decimal> = draft.savings.iter().filter(is_yearly).map(|money| money.amount).collect();
    let others = draft.savings.len() - yearly.len();
    if others > 0 {
        caveats.push(Caveat::naming(CaveatKind::OtherSavings, |_| format!("({others})")));
    }
    if yearly.is_empty() { None } else { yearly.iter().map(ToPrimitive::to_f64).sum() }
}

/// The service that holds the first service area that has one.
fn service_of(vocabulary: &VocabularySnapshot, draft: &RecordDraft) -> Option<String> {
    let tops = draft.concepts.iter().filter_map(|concept| vocabulary.taxonomy.path(concept).into_iter().next());
    tops.filter_map(|top| service_of_area(&top)).next().map(str::to_owned)
}

/// One claim and the figures it is compared with.
struct Comparison<'c> {
    register: &'c Organizations,
    draft: &'c RecordDraft,
    request: &'c EvidenceRequest,
    costs: &'c [ServiceCost],
}

impl Comparison<'_> {
    fn judge(&self, mut found: Evidence) -> Result<Evidence> {
        let (Some(service), Some(year), false) =
            (found.service.clone(), found.year, self.draft.coverage.organizations.is_empty())
        else {
            found.reasons.extend(found.service.is_none().then_some(CannotTell::NoService));
            found.reasons.extend(found.year.is_none().then_some(CannotTell::NoYear));
            let names_none = self.draft.coverage.organizations.is_empty();
            found.reasons.extend(names_none.then_some(CannotTell::NoMunicipality));
            return Ok(unknown(found));
        };
        let table = CostTable::new(self.register, self.costs, &service, &mut found.caveats)?;
        let own_id = self.own(&table, &mut found.caveats);
        let own = own_id.and_then(|id| self.change(&table, &id, year));
        let Some(own) = own else {
            found.reasons.push(CannotTell::NoFullYears);
            return Ok(unknown(found));
        };
        found.peers = self.peers(&table, &own.organization, year)?;
        found.caveats.extend(self.jumps(&table, &own, &found.peers, year));
        if found.peers.len() < LEAST_PEERS {
            found.own = Some(own);
            found.reasons.push(CannotTell::TooFewPeers);
            return Ok(unknown(found));
        }
        Ok(self.compare(found, own, &table, year))
    }

    /// The record's municipality, or the upper tier that its figures are summed into.
    fn own(&self, table: &CostTable, caveats: &mut Vec<Caveat>) -> Option<OrganizationId> {
        for id in &self.draft.coverage.organizations {
            if table.has(id) {
                return Some(id.clone());
            }
            let Some(organization) = self.register.get(id) else { continue };
            if let Some(upper) = organization.parent.as_ref().filter(|parent| table.has(parent)) {
                let (part, upper_tier) = (full_name(organization), self.register.get(upper).map(full_name)?);
                caveats.push(Caveat::naming(CaveatKind::UpperTierFigures, |language| {
                    format!("({}{}{})", name_in(&upper_tier, language), colon(language), name_in(&part, language))
                }));
                return Some(upper.clone());
            }
        }
        None
    }

    fn change(&self, table: &CostTable, id: &OrganizationId, year: i16) -> Option<CostChange> {
        let (before, after) = table.window(id, year, self.request.window)?.costs()?;
        let name = full_name(self.register.get(id)?);
        Some(CostChange { organization: id.clone(), name, before, after, change: after / before - 1.0 })
    }

    /// The municipalities most like ours that have full figures.
    fn peers(&self, table: &CostTable, own: &OrganizationId, year: i16) -> Result<Vec<CostChange>> {
        let others = table.organizations().filter(|id| *id != own);
        let likeness = |id: &OrganizationId| Ok((self.register.likeness(own.as_str(), id.as_str())?.value, id.clone()));
        let mut others = others.map(likeness).collect::<Result<Vec<(f32, OrganizationId)>>>()?;
        others.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let changes = others.iter().filter_map(|(_, id)| self.change(table, id, year));
        Ok(changes.take(self.request.peers as usize).collect())
    }

    /// The populations that jump, ours first.
    fn jumps(&self, table: &CostTable, own: &CostChange, peers: &[CostChange], year: i16) -> Option<Caveat> {
        let all = std::iter::once(own).chain(peers);
        let jumps: Vec<_> = all
            .filter_map(|one| Some((&one.name, table.jump(&one.organization, year, self.request.window)?)))
            .collect();
        let detail = |language: Language| {
            let each = jumps.iter().map(|(name, [old, new])| {
                let (name, colon) = (name_in(name, language), colon(language));
                let (before, after) = (whole(old.1, language), whole(new.1, language));
                format!("{name}, {}–{}{colon}{before} → {after}", old.0, new.0)
            });
            format!("({})", each.collect::<Vec<_>>().join("; "))
        };
        (!jumps.is_empty()).then(|| Caveat::naming(CaveatKind::PopulationJump, detail))
    }

    fn compare(&self, mut found: Evidence, own: CostChange, table: &CostTable, year: i16) -> Evidence {
        let window = table.window(&own.organization, year, self.request.window);
        let numbers = window.and_then(|window| {
            let usual = median(found.peers.iter().map(|peer| peer.change))?;
            let spread = ninth_decile(found.peers.iter().map(|peer| (peer.change - usual).abs()))?;
            Some((usual, spread, window.residents()?, window.whole_cost()?))
        });
        let Some((usual, spread, residents, whole_cost)) = numbers else { return unknown(found) };
        let implied = (own.before * (1.0 + usual) - own.after) * residents;
        let noise = spread * own.before * residents;
        let general = [CaveatKind::WholeService, CaveatKind::OtherCauses, CaveatKind::AvoidedCosts];
        found.caveats.extend(general.map(Caveat::of));
        match found.claimed {
            None => found.reasons.push(CannotTell::NoClaim),
            Some(claimed) if claimed > whole_cost => found.reasons.push(CannotTell::ExceedsWholeCost),
            Some(claimed) => found.verdict = verdict(claimed, implied, noise),
        }
        let findings = Findings {
            own: &own.name,
            year,
            own_change: own.change,
            usual_change: usual,
            peers: found.peers.len(),
            implied,
            noise,
            claimed: found.claimed,
        };
        found.summary = summary(Some(&findings), found.verdict, &found.reasons);
        (found.implied, found.noise, found.usual_change) = (Some(implied), Some(noise), Some(usual));
        found.own = Some(own);
        found
    }
}

/// Half of a claim is enough to agree with it, because the service is broader than the practice.
fn verdict(claimed: f64, implied: f64, noise: f64) -> Verdict {
    if claimed < noise {
        Verdict::TooSmall
    } else if implied >= claimed / 2.0 && implied > noise {
        Verdict::Consistent
    } else {
        Verdict::NotShown
    }
}

fn unknown(mut found: Evidence) -> Evidence {
    found.summary = summary(None, found.verdict, &found.reasons);
    found
}

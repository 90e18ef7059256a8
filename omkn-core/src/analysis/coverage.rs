//! How many records there are for each combination of values.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::areas::{areas_by_number, top_areas};
use super::caveat::{Caveat, CaveatKind};
use super::narrowing::narrowing;
use super::places::{PLACE_FACETS, Places};
use crate::base::{Error, ProblemCode, Result};
use crate::engine::{CellCounts, CellPlan, CellSide, count_cells};
use crate::model::{EvidenceLevel, Facet, RecordKind};
use crate::view::View;

/// What cells may be made of.
const SIDES: [Facet; 8] = [
    Facet::Area,
    Facet::PopulationBand,
    Facet::Region,
    Facet::Tier,
    Facet::Municipality,
    Facet::Kind,
    Facet::Level,
    Facet::Year,
];
/// The most cells of one table.
const MOST_CELLS: u64 = 100_000;
/// One more than the last year a date can have.
const YEARS: u64 = 10_000;

/// Which cells to count.
///
/// # Examples
///
/// ```
/// use omkn_core::{CoverageRequest, Facet, KnowledgeBase, RecordDraft, RecordKind};
///
/// let kb = KnowledgeBase::in_memory()?;
/// kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Salt guide").with_concept("roads/winter-control"))?;
/// let table = kb.coverage(&CoverageRequest { by: vec![Facet::Area], ..CoverageRequest::default() })?;
/// let roads = table.cells.iter().find(|cell| cell.values == ["roads"]).unwrap();
/// assert_eq!((roads.records, roads.municipalities), (1, 444));
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoverageRequest {
    /// The sides of a cell, each once: `area` (top service areas), `population_band`, `region`, `tier`, `municipality`,
    /// `kind`, `level`, `year`.
    pub by: Vec<Facet>,
    /// Only records with one of these values of each facet; a service area brings its narrower ones. Without a status,
    /// only published records and those due for review count. Service areas and organizations are chosen by id or exact name;
    /// one that does not exist is an error, any other value that nothing has leaves no record.
    pub selected: BTreeMap<Facet, Vec<String>>,
}

impl Default for CoverageRequest {
    /// Service areas by class of population and region.
    fn default() -> Self {
        Self { by: vec![Facet::Area, Facet::PopulationBand, Facet::Region], selected: BTreeMap::new() }
    }
}

/// One combination of values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageCell {
    /// The values, in the order of the table's `by`.
    pub values: Vec<String>,
    /// How many records; a record counts once for a cell, and for every cell it belongs to.
    pub records: u64,
    /// How many municipalities have the values that describe places, upper tiers included; at least 1.
    pub municipalities: u64,
    /// How many people live in them at the latest census; those of upper tiers are counted with their municipalities.
    pub residents: u64,
}

/// How many records each cell has. Only cells that hold a municipality are listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageTable {
    /// The sides of a cell.
    pub by: Vec<Facet>,
    /// The cells: places in order, classes of population from small to large; within a place the other values.
    pub cells: Vec<CoverageCell>,
    /// How many records were looked at.
    pub records: u64,
    /// How many of them are in no cell, because a value of one side is missing.
    pub unplaced: u64,
    /// What the table cannot show.
    pub caveats: Vec<Caveat>,
}

/// Count the records of every cell in one pass over the index.
pub(crate) fn coverage(view: &View, request: &CoverageRequest) -> Result<CoverageTable> {
    check(&request.by)?;
    let is_place = |facet: &&Facet| PLACE_FACETS.contains(facet);
    let places = Places::new(view, request.by.iter().filter(is_place).copied().collect());
    let free: Vec<Facet> = request.by.iter().filter(|facet| !is_place(facet)).copied().collect();
    let tops = top_areas(&view.vocabulary.taxonomy);
    let areas: Vec<String> = tops.iter().map(ToString::to_string).collect();
    let mut sides = Vec::with_capacity(free.len());
    for facet in &free {
        let (size, groups) = match facet {
            Facet::Area => (areas.len(), Some(areas_by_number(view, &tops)?)),
            Facet::Kind => (RecordKind::ALL.len(), None),
            Facet::Level => (EvidenceLevel::ALL.len(), None),
            _ => (YEARS as usize, None),
        };
        sides.push(CellSide { facet: *facet, size: size as u64, groups });
    }
    let sizes: Vec<u64> = sides.iter().map(|side| side.size).collect();
    let place_side = places.side(view)?;
    let place_size = place_side.as_ref().map_or(1, |places| places.size);
    let plan = CellPlan { selections: narrowing(view, &request.selected)?, sides, places: place_side };
    let counts = count_cells(&view.index, plan)?;
    let values = free.iter().zip(&sizes).enumerate().map(|(at, (facet, size))| {
        let below: u64 = sizes.iter().skip(at + 1).product::<u64>() * place_size;
        values_of(*facet, &areas, counts.cells.keys().map(|cell| cell / below % size))
    });
    let layout = Layout { by: &request.by, sizes: &sizes, place_size, values: values.collect() };
    let cells = layout.cells(&places, &counts)?;
    Ok(CoverageTable {
        by: request.by.clone(),
        cells,
        records: counts.records,
        unplaced: counts.unplaced,
        caveats: caveats(&counts),
    })
}

fn check(by: &[Facet]) -> Result<()> {
    let sides = SIDES.map(Facet::as_str).join(", ");
    if by.is_empty() {
        return Err(Error::invalid("by", ProblemCode::Required, format!("cells are made of {sides}; not of nothing")));
    }
    for (at, facet) in by.iter().enumerate() {
        let path = format!("by[{at}]");
        if !SIDES.contains(facet) {
            let reason = format!("cells are made of {sides}; not of {facet}");
            return Err(Error::invalid(path, ProblemCode::OutOfRange, reason));
        }
        if by.iter().take(at).any(|earlier| earlier == facet) {
            return Err(Error::invalid(path, ProblemCode::Duplicate, format!("{facet} is listed more than once")));
        }
    }
    Ok(())
}

/// The values of a side that does not describe places, with their groups; of years, only those that records have.
fn values_of(facet: Facet, areas: &[String], groups: impl Iterator<Item = u64>) -> Vec<(u64, String)> {
    let words = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let all = match facet {
        Facet::Area => areas.to_vec(),
        Facet::Kind => words(RecordKind::ALL.iter().map(|word| word.as_str()).collect()),
        Facet::Level => words(EvidenceLevel::ALL.iter().map(|word| word.as_str()).collect()),
        _ => return groups.collect::<BTreeSet<_>>().into_iter().map(|year| (year, year.to_string())).collect(),
    };
    (0..).zip(all).collect()
}

fn caveats(counts: &CellCounts) -> Vec<Caveat> {
    let mut caveats = vec![CaveatKind::NotShared, CaveatKind::TiersOverlap, CaveatKind::OwnPlace];
    caveats.extend((counts.unplaced > 0).then_some(CaveatKind::Unplaced));
    caveats.into_iter().map(Caveat::of).collect()
}

/// How the sides of a cell make its number.
struct Layout<'l> {
    by: &'l [Facet],
    /// The sizes of the sides that do not describe places.
    sizes: &'l [u64],
    place_size: u64,
    /// Their values with their groups.
    values: Vec<Vec<(u64, String)>>,
}

impl Layout<'_> {
    fn cells(&self, places: &Places, counts: &CellCounts) -> Result<Vec<CoverageCell>> {
        let combinations: u64 = self.values.iter().map(|values| values.len() as u64).product();
        if combinations.saturating_mul(places.groups.len() as u64) > MOST_CELLS {
            let reason = format!("these sides make more than {MOST_CELLS} cells: take fewer of them");
            return Err(Error::invalid("by", ProblemCode::OutOfRange, reason));
        }
        let mut cells = Vec::new();
        for (position, place) in (0..).zip(&places.groups) {
            for combination in 0..combinations {
                let (number, values) = self.combination(combination);
                let number = number * self.place_size + position;
                cells.push(CoverageCell {
                    values: self.in_order(values, &place.values),
                    records: counts.cells.get(&number).copied().unwrap_or_default(),
                    municipalities: place.municipalities,
                    residents: place.residents,
                });
            }
        }
        Ok(cells)
    }

    /// One combination of the values that do not describe places: its number and the values. The last side changes fastest.
    fn combination(&self, mut at: u64) -> (u64, Vec<&str>) {
        let mut chosen = Vec::with_capacity(self.values.len());
        for values in self.values.iter().rev() {
            let length = (values.len() as u64).max(1);
            chosen.extend(usize::try_from(at % length).ok().and_then(|at| values.get(at)));
            at /= length;
        }
        chosen.reverse();
        let number = chosen.iter().zip(self.sizes).fold(0, |number, ((group, _), size)| number * size + group);
        (number, chosen.into_iter().map(|(_, value)| value.as_str()).collect())
    }

    /// The values of both sorts in the order of the sides.
    fn in_order(&self, free: Vec<&str>, place: &[String]) -> Vec<String> {
        let (mut free, mut place) = (free.into_iter().map(str::to_owned), place.iter().cloned());
        let next = |facet: &Facet| if PLACE_FACETS.contains(facet) { place.next() } else { free.next() };
        self.by.iter().filter_map(next).collect()
    }
}

//! Between facet values as numbers, which the index counts, and as words, which people read.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::facet::{FacetCount, FacetCounts, FacetSelection};
use super::request::SearchRequest;
use crate::base::{ConceptId, LanguageTag, Result};
use crate::engine::{FacetPlan, Selection, put_at};
use crate::model::{Facet, FacetValues};
use crate::store::{value_of, values_of};
use crate::taxonomy::Taxonomy;
use crate::view::{View, numbers_of};

/// What is needed to count and name the facets of one request.
pub(crate) struct FacetLabels<'k> {
    view: &'k View,
    requested: Vec<Facet>,
    areas: Option<Areas>,
}

/// Service areas are counted by their position in the taxonomy, so that broader ones can be counted, too.
struct Areas {
    taxonomy: Arc<Taxonomy>,
    counts_for: Arc<Vec<Vec<u32>>>,
}

impl Areas {
    fn new(view: &View) -> Result<Self> {
        let taxonomy = Arc::clone(&view.vocabulary.taxonomy);
        let mut counts_for: Vec<Vec<u32>> = Vec::new();
        for (number, value) in view.store.read(|connection| values_of(connection, Facet::Area))? {
            put_at(&mut counts_for, number, positions(&taxonomy, &ConceptId::new(value)));
        }
        Ok(Self { taxonomy, counts_for: Arc::new(counts_for) })
    }
}

/// The positions of everything a record with this concept counts for: what the concept means now, and all above.
fn positions(taxonomy: &Taxonomy, concept: &ConceptId) -> Vec<u32> {
    let meant = taxonomy.resolve(concept);
    let above = meant.iter().flat_map(|concept| taxonomy.ancestors(concept)).collect::<BTreeSet<_>>();
    let all: BTreeSet<_> = meant.iter().chain(&above).filter_map(|concept| taxonomy.position(concept)).collect();
    all.into_iter().filter_map(|position| u32::try_from(position).ok()).collect()
}

impl<'k> FacetLabels<'k> {
    pub(crate) fn new(view: &'k View, request: &SearchRequest) -> Result<Self> {
        let requested: Vec<_> = request.facets.iter().map(|asked| asked.facet).collect();
        let areas = requested.contains(&Facet::Area).then(|| Areas::new(view)).transpose()?;
        Ok(Self { view, requested, areas })
    }

    pub(crate) fn plans(&self) -> Vec<FacetPlan> {
        let hierarchy = |facet: Facet| {
            let areas = self.areas.as_ref().filter(|_| facet == Facet::Area);
            areas.map(|areas| Arc::clone(&areas.counts_for))
        };
        self.requested.iter().map(|facet| FacetPlan { facet: *facet, counts_for: hierarchy(*facet) }).collect()
    }

    /// What the reader's choices accept, by value number. A value that nothing has accepts nothing.
    pub(crate) fn selections(&self, selected: &FacetSelection) -> Result<Vec<Selection>> {
        let chosen = selected.iter().filter(|(_, values)| !values.is_empty());
        chosen.map(|(facet, values)| self.selection(*facet, values)).collect()
    }

    /// What one choice accepts.
    pub(crate) fn selection(&self, facet: Facet, values: &[String]) -> Result<Selection> {
        Ok(Selection { facet, accepted: Arc::new(numbers_of(self.view, facet, values)?) })
    }

    /// The most frequent values of each facet, with what to call them.
    pub(crate) fn label(&self, counts: &[Vec<u32>], request: &SearchRequest) -> Result<Vec<FacetCounts>> {
        let mut namer = Namer::new(self.view, self.areas.as_ref(), &request.languages);
        let asked = request.facets.iter().zip(counts);
        asked
            .map(|(asked, counts)| {
                let facet = asked.facet;
                let selected = request.selected.get(&facet).map_or(&[][..], Vec::as_slice);
                let (top, distinct) = top_values(counts, asked.limit as usize);
                let mut named = Vec::with_capacity(top.len());
                for (number, count) in top {
                    let Some((value, label, broader)) = namer.name(facet, number)? else { continue };
                    let selected = selected.contains(&value);
                    named.push(FacetCount { value, label, broader, count: u64::from(count), selected });
                }
                for value in selected {
                    if named.iter().all(|count| count.value != *value) {
                        named.push(namer.chosen(facet, value, counts)?);
                    }
                }
                named.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
                Ok(FacetCounts { facet, counts: named, distinct })
            })
            .collect()
    }
}

/// The `limit` numbers with the highest counts, and how many have any. Ties are broken by number, so that the same
/// counts give the same answer.
fn top_values(counts: &[u32], limit: usize) -> (Vec<(u64, u32)>, u64) {
    let mut present: Vec<(u64, u32)> =
        counts.iter().zip(0..).filter(|(count, _)| **count > 0).map(|(count, number)| (number, *count)).collect();
    let distinct = present.len() as u64;
    let before = |a: &(u64, u32), b: &(u64, u32)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
    if limit < present.len() {
        if limit > 0 {
            present.select_nth_unstable_by(limit - 1, before);
        }
        present.truncate(limit);
    }
    (present, distinct)
}

/// Finds words for numbers.
struct Namer<'a> {
    view: &'a View,
    areas: Option<&'a Areas>,
    language: LanguageTag,
    languages: &'a [LanguageTag],
    names: HashMap<u64, String>,
}

/// A value, its label, and the value it is narrower than.
type LabelledValue = (String, String, Vec<String>);

impl<'a> Namer<'a> {
    fn new(view: &'a View, areas: Option<&'a Areas>, languages: &'a [LanguageTag]) -> Self {
        let language = languages.first().cloned().unwrap_or_else(LanguageTag::en);
        Self { view, areas, language, languages, names: HashMap::new() }
    }

    /// The value, its label and what it is narrower than.
    fn name(&mut self, facet: Facet, number: u64) -> Result<Option<LabelledValue>> {
        if let (Facet::Area, Some(areas)) = (facet, self.areas) {
            let concept = usize::try_from(number).ok().and_then(|at| areas.taxonomy.concepts().get(at));
            return Ok(concept.map(|concept| {
                let label = concept.pref_label.best(self.languages).map_or(concept.id.as_str(), |label| label.text);
                let broader = concept.broader.iter().map(ToString::to_string).collect();
                (concept.id.to_string(), label.to_owned(), broader)
            }));
        }
        let value = match facet.closed_value(number) {
            Some(value) => Some(value.into_owned()),
            None => self.stored_value(number)?,
        };
        let Some(value) = value else { return Ok(None) };
        let label = self.label(facet, &value);
        Ok(Some((value, label, Vec::new())))
    }

    /// The count of a value that the reader chose; 0 where no hit has it.
    fn chosen(&mut self, facet: Facet, value: &str, counts: &[u32]) -> Result<FacetCount> {
        let number = match self.areas.filter(|_| facet == Facet::Area) {
            Some(areas) => areas.taxonomy.position(&ConceptId::new(value)).map(|position| position as u64),
            None => numbers_of(self.view, facet, &[value.to_owned()])?.into_iter().next(),
        };
        let count = number.and_then(|number| counts.get(usize::try_from(number).ok()?)).copied().unwrap_or_default();
        let known = number.map(|number| self.name(facet, number)).transpose()?.flatten();
        let (label, broader) = match known {
            Some((_, label, broader)) => (label, broader),
            None => (self.label(facet, value), Vec::new()),
        };
        Ok(FacetCount { value: value.to_owned(), label, broader, count: u64::from(count), selected: true })
    }

    fn stored_value(&mut self, number: u64) -> Result<Option<String>> {
        if let Some(name) = self.names.get(&number) {
            return Ok(Some(name.clone()));
        }
        let value = self.view.store.read(|connection| value_of(connection, number))?;
        if let Some(value) = &value {
            self.names.insert(number, value.clone());
        }
        Ok(value)
    }

    fn label(&self, facet: Facet, value: &str) -> String {
        let label = match facet.values() {
            FacetValues::Words(words) => {
                words.iter().find(|word| word.code == value).map(|word| word.label(&self.language).to_owned())
            }
            FacetValues::Languages => language_name(value, &self.language).map(str::to_owned),
            FacetValues::Organizations => {
                let found = self.view.vocabulary.organizations.get(&value.into());
                found.and_then(|found| found.name.best(self.languages)).map(|name| name.text.to_owned())
            }
            FacetValues::Concepts | FacetValues::Names | FacetValues::Texts | FacetValues::Years => None,
        };
        label.unwrap_or_else(|| value.to_owned())
    }
}

fn language_name(tag: &str, shown_in: &LanguageTag) -> Option<&'static str> {
    match (tag, shown_in.primary() == "fr") {
        ("en", false) => Some("English"),
        ("en", true) => Some("anglais"),
        ("fr", false) => Some("French"),
        ("fr", true) => Some("français"),
        _ => None,
    }
}

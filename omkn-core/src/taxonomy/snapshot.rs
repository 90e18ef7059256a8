//! The taxonomy at one moment: concepts and schemes with their links followed in every direction.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::concept::{Concept, ConceptScheme, LabelKind};
use super::concept_match::MatchQuality;
use super::labels::LabelIndex;
use crate::base::{ConceptId, Error, Result, SchemeId};
use crate::language::{Language, NameList, WordList, for_each_token, for_each_word};

/// All concept schemes of a knowledge base at one moment; it never changes, an edit makes a new one.
///
/// Nothing here trusts the links: cycles end, links to concepts that do not exist are passed over, and
/// [`check`](Self::check) names what is wrong.
///
/// # Examples
///
/// ```
/// use omkn_core::{ConceptId, Taxonomy};
///
/// let taxonomy = Taxonomy::built_in()?;
/// let best = &taxonomy.lookup("Déneigement")[0];
/// assert_eq!(best.concept.as_str(), "roads/winter-control");
/// assert!(taxonomy.expand(&ConceptId::new("roads")).contains(&best.concept));
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Taxonomy {
    schemes: Vec<ConceptScheme>,
    concepts: Vec<Concept>,
    positions: HashMap<ConceptId, usize>,
    links: Vec<Links>,
    /// Made when first asked for: opening a knowledge base does not need it.
    labels: OnceLock<LabelIndex>,
    label_words: OnceLock<WordList>,
    names: OnceLock<NameList>,
}

/// Where the links of a concept lead, as positions in the list of concepts.
#[derive(Debug, Clone, Default)]
struct Links {
    broader: Vec<usize>,
    narrower: Vec<usize>,
    related: Vec<usize>,
    replaced_by: Vec<usize>,
    replaces: Vec<usize>,
}

/// The links of one kind.
type Kind = fn(&Links) -> &Vec<usize>;

impl Taxonomy {
    /// The taxonomy of these schemes and concepts, in this order; where an id is used twice, the first one counts.
    #[must_use]
    pub fn new(schemes: Vec<ConceptScheme>, concepts: Vec<Concept>) -> Self {
        let mut positions = HashMap::with_capacity(concepts.len());
        for (position, concept) in concepts.iter().enumerate() {
            positions.entry(concept.id.clone()).or_insert(position);
        }
        let links = link(&concepts, &positions);
        Self {
            schemes,
            concepts,
            positions,
            links,
            labels: OnceLock::new(),
            label_words: OnceLock::new(),
            names: OnceLock::new(),
        }
    }

    /// Every scheme.
    #[must_use]
    pub fn schemes(&self) -> &[ConceptScheme] {
        &self.schemes
    }

    /// The scheme with this id.
    #[must_use]
    pub fn scheme(&self, id: &SchemeId) -> Option<&ConceptScheme> {
        self.schemes.iter().find(|scheme| scheme.id == *id)
    }

    /// Every concept, deprecated ones too.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept with this id.
    #[must_use]
    pub fn get(&self, id: &ConceptId) -> Option<&Concept> {
        self.concepts.get(*self.positions.get(id)?)
    }

    /// The concepts of a scheme that are in use and have no broader concept in it.
    pub fn top_concepts<'a>(&'a self, scheme: &'a SchemeId) -> impl Iterator<Item = &'a Concept> {
        let within = move |id: &ConceptId| self.get(id).is_some_and(|broader| broader.scheme == *scheme);
        self.concepts.iter().filter(move |concept| {
            concept.scheme == *scheme && !concept.deprecated && !concept.broader.iter().any(within)
        })
    }

    /// The concepts in use directly under this one.
    pub fn narrower<'a>(&'a self, id: &ConceptId) -> impl Iterator<Item = &'a Concept> + use<'a> {
        self.linked(id, |links| &links.narrower).filter(|concept| !concept.deprecated)
    }

    /// The concepts directly above this one; the first is the one shown in a path.
    pub fn broader<'a>(&'a self, id: &ConceptId) -> impl Iterator<Item = &'a Concept> + use<'a> {
        self.linked(id, |links| &links.broader)
    }

    /// The concepts related to this one, whichever side states it.
    pub fn related<'a>(&'a self, id: &ConceptId) -> impl Iterator<Item = &'a Concept> + use<'a> {
        self.linked(id, |links| &links.related)
    }

    /// Everything above this concept, up to the top; not itself, unless it is in a cycle.
    #[must_use]
    pub fn ancestors(&self, id: &ConceptId) -> BTreeSet<ConceptId> {
        self.ids(self.closure(self.start(id), |links| &links.broader))
    }

    /// Everything below this concept, down to the leaves; not itself, unless it is in a cycle.
    #[must_use]
    pub fn descendants(&self, id: &ConceptId) -> BTreeSet<ConceptId> {
        self.ids(self.closure(self.start(id), |links| &links.narrower))
    }

    /// The way from a top concept down to this one, always by the first broader concept; empty for an unknown id.
    #[must_use]
    pub fn path(&self, id: &ConceptId) -> Vec<ConceptId> {
        let mut path = Vec::new();
        let mut next = self.positions.get(id).copied();
        let mut seen = BTreeSet::new();
        while let Some(position) = next.filter(|position| seen.insert(*position)) {
            path.extend(self.concepts.get(position).map(|concept| concept.id.clone()));
            next = self.links.get(position).and_then(|links| links.broader.first().copied());
        }
        path.reverse();
        path
    }

    /// What a record that names this concept counts for: the concept itself while it is in use or has no replacement,
    /// else its replacements, followed to the end; nothing for an unknown id.
    #[must_use]
    pub fn resolve(&self, id: &ConceptId) -> BTreeSet<ConceptId> {
        self.ids(self.resolved(self.start(id)))
    }

    /// Every concept id that a filter on this concept must accept: what it resolves to, everything below that, and
    /// every deprecated concept that resolves into that set. Just the id itself if it is unknown.
    #[must_use]
    pub fn expand(&self, id: &ConceptId) -> BTreeSet<ConceptId> {
        let mut accepted = self.resolved(self.start(id));
        accepted.extend(self.closure(accepted.iter().copied().collect(), |links| &links.narrower));
        // A narrower concept may be replaced by one elsewhere: then its records count there, not here.
        accepted.retain(|position| !self.has_replacement(*position));
        accepted.extend(self.closure(accepted.iter().copied().collect(), |links| &links.replaces));
        let mut ids = self.ids(accepted);
        ids.insert(id.clone());
        ids
    }

    /// The concept with this id, or with exactly this notation or label in any language, whatever case and accents; the
    /// preferred label of one concept counts before other labels of others.
    ///
    /// # Errors
    ///
    /// `NotFound` with the ids that may be meant; `Ambiguous` with the ids of several that have the label.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::Taxonomy;
    ///
    /// let taxonomy = Taxonomy::built_in()?;
    /// assert_eq!(taxonomy.named("Winter control")?.id.as_str(), "roads/winter-control");
    /// assert_eq!(taxonomy.named("déneigement")?.id, taxonomy.named("roads/winter-control")?.id);
    /// assert!(taxonomy.named("winter contr").is_err());
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn named(&self, name_or_id: &str) -> Result<&Concept> {
        if let Some(concept) = self.get(&ConceptId::new(name_or_id.trim())) {
            return Ok(concept);
        }
        let found = self.lookup(name_or_id);
        let best = found.first().map(|best| (best.quality, best.kind));
        let same = found.iter().take_while(|found| Some((found.quality, found.kind)) == best);
        let meant: Vec<&ConceptId> = same.map(|found| &found.concept).collect();
        match (best, meant.as_slice()) {
            (Some((MatchQuality::Id | MatchQuality::Exact, _)), [id]) => {
                self.get(id).ok_or_else(|| self.unknown(name_or_id))
            }
            (Some((MatchQuality::Id | MatchQuality::Exact, _)), several) => {
                Err(Error::ambiguous("concept", name_or_id, several.iter().map(ToString::to_string).collect()))
            }
            _ => Err(self.unknown(name_or_id)),
        }
    }

    /// The id that a name means, for calls that answer nothing for an unknown one: a text that is nobody's name is an id.
    #[must_use]
    pub fn id_of(&self, name_or_id: &str) -> ConceptId {
        self.named(name_or_id).map_or_else(|_| ConceptId::new(name_or_id), |concept| concept.id.clone())
    }

    /// The error that no concept is called so, with the nearest ids.
    pub(crate) fn unknown(&self, name: &str) -> Error {
        Error::not_found_near("concept", name, self.near(name))
    }

    /// The ids that a wrong one may stand for: what has this name, or else the three nearest.
    pub(crate) fn near(&self, name: &str) -> Vec<String> {
        let found = self.lookup(name);
        let named = found.iter().take_while(|near| near.quality <= MatchQuality::SameWords).count();
        let shown = if named > 0 { named } else { 3 };
        found.iter().take(shown).map(|near| near.concept.to_string()).collect()
    }

    pub(crate) fn position(&self, id: &ConceptId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Positions of the concepts above one.
    pub(crate) fn positions_above(&self, position: usize) -> BTreeSet<usize> {
        self.closure(vec![position], |links| &links.broader)
    }

    /// Positions of the concepts on cycles of broader concepts, and of those between two cycles: what is left when, again and
    /// again, those with nothing above them, and those with nothing below, are taken away. In a taxonomy without cycles none.
    pub(super) fn around_cycles(&self) -> BTreeSet<usize> {
        let mut left: BTreeSet<usize> = (0..self.links.len()).collect();
        let directions: [(Kind, Kind); 2] =
            [(|links| &links.broader, |links| &links.narrower), (|links| &links.narrower, |links| &links.broader)];
        for (ahead, behind) in directions {
            let ends = |position: usize, kind: Kind| self.links.get(position).map(kind).into_iter().flatten().copied();
            let inside = |position: &usize| ends(*position, ahead).filter(|end| left.contains(end)).count();
            let mut counts: Vec<usize> = (0..self.links.len()).map(|position| inside(&position)).collect();
            let mut open: Vec<usize> =
                left.iter().copied().filter(|position| counts.get(*position) == Some(&0)).collect();
            while let Some(position) = open.pop() {
                left.remove(&position);
                for next in ends(position, behind) {
                    if let Some(count) = counts.get_mut(next).filter(|count| **count > 0) {
                        *count -= 1;
                        open.extend((*count == 0 && left.contains(&next)).then_some(next));
                    }
                }
            }
        }
        left
    }

    /// Positions of what concepts resolve to; see [`resolve`](Self::resolve).
    pub(crate) fn resolved(&self, start: Vec<usize>) -> BTreeSet<usize> {
        let mut reached = self.closure(start.clone(), |links| &links.replaced_by);
        reached.extend(start.iter().copied());
        let ends: BTreeSet<usize> = reached.iter().copied().filter(|p| !self.has_replacement(*p)).collect();
        if ends.is_empty() { start.into_iter().collect() } else { ends }
    }

    pub(super) fn labels(&self) -> &LabelIndex {
        // Of concepts with one id, which is damage, the first counts.
        let is_first = |at: usize| self.concepts.get(at).is_some_and(|concept| self.position(&concept.id) == Some(at));
        let meant = |at| if is_first(at) { self.resolved(vec![at]) } else { BTreeSet::new() };
        self.labels.get_or_init(|| LabelIndex::of(&self.concepts, meant))
    }

    /// The words of all labels and their stems; hidden labels may be misspellings, to which nothing is corrected.
    pub(crate) fn label_words(&self) -> &WordList {
        self.label_words.get_or_init(|| {
            let mut list = WordList::default();
            for (kind, tag, text) in self.concepts().iter().flat_map(Concept::labels) {
                for_each_word(text, |word, _| list.add(word, kind != LabelKind::Hidden));
                let languages = Language::of(tag).iter();
                languages
                    .for_each(|language| for_each_token(*language, text, |stem, _| list.add_stem(*language, stem)));
            }
            list
        })
    }

    /// All labels, to complete what is typed; each means the concept in use.
    pub(crate) fn names(&self) -> &NameList {
        self.names.get_or_init(|| {
            let mut list = NameList::default();
            for (position, concept) in self.concepts().iter().enumerate() {
                for target in self.resolved(vec![position]) {
                    let in_use = self.concepts().get(target).is_some_and(|target| !target.deprecated);
                    for (kind, language, text) in concept.labels().filter(|_| in_use) {
                        list.add(text, Some(language), target, kind as u32);
                    }
                }
            }
            list
        })
    }

    fn has_replacement(&self, position: usize) -> bool {
        self.links.get(position).is_some_and(|links| !links.replaced_by.is_empty())
    }

    fn start(&self, id: &ConceptId) -> Vec<usize> {
        self.positions.get(id).copied().into_iter().collect()
    }

    fn ids(&self, positions: BTreeSet<usize>) -> BTreeSet<ConceptId> {
        positions.into_iter().filter_map(|position| self.concepts.get(position)).map(|c| c.id.clone()).collect()
    }

    fn linked<'a>(
        &'a self,
        id: &ConceptId,
        kind: fn(&Links) -> &Vec<usize>,
    ) -> impl Iterator<Item = &'a Concept> + use<'a> {
        let links = self.positions.get(id).and_then(|position| self.links.get(*position));
        links.into_iter().flat_map(kind).filter_map(|position| self.concepts.get(*position))
    }

    /// Everything reached by one kind of link, each concept visited once, so that cycles end.
    fn closure(&self, mut open: Vec<usize>, kind: Kind) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        while let Some(position) = open.pop() {
            let next = self.links.get(position).map(kind).into_iter().flatten().copied();
            open.extend(next.filter(|position| reached.insert(*position)));
        }
        reached
    }
}

/// Links in both directions, each end once. Only a deprecated concept is replaced.
fn link(concepts: &[Concept], positions: &HashMap<ConceptId, usize>) -> Vec<Links> {
    let mut links = vec![Links::default(); concepts.len()];
    let mut add = |from: usize, to: usize, kind: fn(&mut Links) -> &mut Vec<usize>| {
        if let Some(ends) = links.get_mut(from).map(kind) {
            ends.push(to);
        }
    };
    for (from, concept) in concepts.iter().enumerate() {
        let known = |ids: &[ConceptId]| ids.iter().filter_map(|id| positions.get(id).copied()).collect::<Vec<_>>();
        for to in known(&concept.broader) {
            add(from, to, |links| &mut links.broader);
            add(to, from, |links| &mut links.narrower);
        }
        for to in known(&concept.related) {
            add(from, to, |links| &mut links.related);
            add(to, from, |links| &mut links.related);
        }
        for to in known(&concept.replaced_by).into_iter().filter(|_| concept.deprecated) {
            add(from, to, |links| &mut links.replaced_by);
            add(to, from, |links| &mut links.replaces);
        }
    }
    for links in &mut links {
        links.related.sort_unstable();
        links.related.dedup();
        links.narrower.dedup();
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(id: &str, broader: &[&str]) -> Concept {
        broader.iter().fold(Concept::new("s", id).with_label("en", id), |concept, id| concept.with_broader(*id))
    }

    fn replaced(id: &str, by: &[&str]) -> Concept {
        let mut concept = concept(id, &[]);
        concept.deprecated = true;
        concept.replaced_by = by.iter().map(|id| ConceptId::new(*id)).collect();
        concept
    }

    fn taxonomy(concepts: Vec<Concept>) -> Taxonomy {
        Taxonomy::new(vec![ConceptScheme::new("s", "en", "S")], concepts)
    }

    fn names(ids: &BTreeSet<ConceptId>) -> Vec<&str> {
        ids.iter().map(ConceptId::as_str).collect()
    }

    #[test]
    fn a_concept_under_two_broader_ones_is_below_both() {
        let t = taxonomy(vec![concept("a", &[]), concept("b", &[]), concept("c", &["b", "a"]), concept("d", &["c"])]);
        assert_eq!(names(&t.descendants(&"a".into())), ["c", "d"]);
        assert_eq!(names(&t.descendants(&"b".into())), ["c", "d"]);
        assert_eq!(names(&t.ancestors(&"d".into())), ["a", "b", "c"]);
        assert_eq!(t.path(&"d".into()), ["b".into(), "c".into(), "d".into()]);
        let tops: Vec<_> = t.top_concepts(&"s".into()).map(|c| c.id.as_str().to_owned()).collect();
        assert_eq!(tops, ["a", "b"]);
    }

    #[test]
    fn cycles_and_dangling_links_end_every_walk() {
        let t = taxonomy(vec![
            concept("a", &["b"]),
            concept("b", &["a", "gone"]),
            replaced("x", &["y"]),
            replaced("y", &["x"]),
        ]);
        assert_eq!(names(&t.ancestors(&"a".into())), ["a", "b"]);
        assert_eq!(t.path(&"a".into()).len(), 2);
        assert_eq!(names(&t.resolve(&"x".into())), ["x"]);
        assert!(t.resolve(&"unknown".into()).is_empty());
        assert_eq!(names(&t.expand(&"unknown".into())), ["unknown"]);
    }

    #[test]
    fn records_of_a_deprecated_concept_count_for_its_replacements() {
        let t = taxonomy(vec![
            concept("top", &[]),
            concept("new", &["top"]),
            concept("leaf", &["new"]),
            replaced("old", &["new"]),
            replaced("older", &["old"]),
            replaced("alone", &[]),
        ]);
        assert_eq!(names(&t.resolve(&"older".into())), ["new"]);
        assert_eq!(names(&t.resolve(&"alone".into())), ["alone"]);
        assert_eq!(names(&t.expand(&"top".into())), ["leaf", "new", "old", "older", "top"]);
        assert_eq!(names(&t.expand(&"old".into())), ["leaf", "new", "old", "older"]);
        assert_eq!(names(&t.expand(&"leaf".into())), ["leaf"]);
    }

    #[test]
    fn a_deprecated_concept_does_not_count_below_its_old_broader_concept_when_it_resolves_elsewhere() {
        let mut moved = replaced("moved", &["there"]);
        moved.broader.push("here".into());
        let t = taxonomy(vec![concept("here", &[]), concept("there", &[]), moved]);
        assert_eq!(names(&t.expand(&"here".into())), ["here"]);
        assert_eq!(names(&t.expand(&"there".into())), ["moved", "there"]);
    }

    #[test]
    fn related_goes_both_ways() {
        let t = taxonomy(vec![concept("a", &[]).with_related("b"), concept("b", &[])]);
        assert_eq!(t.related(&"b".into()).map(|c| c.id.as_str()).collect::<Vec<_>>(), ["a"]);
    }
}

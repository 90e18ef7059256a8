//! Changing the taxonomy: a list of changes, checked together, kept all or not at all.

use std::collections::{BTreeSet, HashMap};

use super::concept::{Concept, ConceptScheme, LabelKind, Mapping};
use super::integrity::{Condition, Violation};
use super::snapshot::Taxonomy;
use crate::base::{ConceptId, LanguageTag, Result, SchemeId};

/// Changes of a taxonomy, made one by one and checked together by [`apply`](Self::apply).
///
/// No method fails: what cannot be done is reported at the end with everything else that is wrong.
///
/// # Examples
///
/// ```
/// use omkn_core::{Concept, ConceptId, Taxonomy};
///
/// let mut edit = Taxonomy::built_in()?.edit();
/// let ice_roads = ConceptId::new("roads/ice-roads");
/// edit.add_concept(Concept::new("omkn", "roads/ice-roads").with_label("en", "Ice roads").with_broader("roads"))
///     .set_pref_label(&ice_roads, "fr".parse().unwrap(), "Routes de glace");
/// let taxonomy = edit.apply()?;
/// assert_eq!(taxonomy.get(&ice_roads).unwrap().added_in, Some(2));
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct TaxonomyEdit {
    base: Taxonomy,
    schemes: Vec<ConceptScheme>,
    concepts: Vec<Concept>,
    positions: HashMap<ConceptId, usize>,
    violations: Vec<Violation>,
}

impl Taxonomy {
    /// The beginning of an edit of this taxonomy.
    #[must_use]
    pub fn edit(&self) -> TaxonomyEdit {
        let concepts = self.concepts().to_vec();
        let schemes = self.schemes().to_vec();
        let mut edit =
            TaxonomyEdit { base: self.clone(), schemes, concepts, positions: HashMap::new(), violations: Vec::new() };
        edit.number();
        edit
    }
}

impl TaxonomyEdit {
    /// Add a concept scheme; its version begins at 1.
    pub fn add_scheme(&mut self, mut scheme: ConceptScheme) -> &mut Self {
        scheme.version = 1;
        self.schemes.push(scheme);
        self
    }

    /// Add a concept; ids of deprecated concepts cannot be used again.
    pub fn add_concept(&mut self, concept: Concept) -> &mut Self {
        if self.positions.contains_key(&concept.id) {
            self.report(Condition::DuplicateId, &concept.id, "there is a concept with this id already");
        } else {
            self.positions.insert(concept.id.clone(), self.concepts.len());
            self.concepts.push(concept);
        }
        self
    }

    /// Set the pref label in a language.
    pub fn set_pref_label(&mut self, id: &ConceptId, language: LanguageTag, label: impl Into<String>) -> &mut Self {
        self.change(id, |concept| drop(concept.pref_label.insert(language, label)))
    }

    /// Set all alt labels in a language; none takes them away.
    pub fn set_alt_labels(&mut self, id: &ConceptId, language: LanguageTag, labels: Vec<String>) -> &mut Self {
        self.change(id, |concept| {
            concept.alt_labels.insert(language, labels);
            concept.alt_labels.retain(|_, labels| !labels.is_empty());
        })
    }

    /// Set all hidden labels in a language; none takes them away.
    pub fn set_hidden_labels(&mut self, id: &ConceptId, language: LanguageTag, labels: Vec<String>) -> &mut Self {
        self.change(id, |concept| {
            concept.hidden_labels.insert(language, labels);
            concept.hidden_labels.retain(|_, labels| !labels.is_empty());
        })
    }

    /// Set the definition in a language.
    pub fn set_definition(&mut self, id: &ConceptId, language: LanguageTag, text: impl Into<String>) -> &mut Self {
        self.change(id, |concept| drop(concept.definition.insert(language, text)))
    }

    /// Set the scope note in a language.
    pub fn set_scope_note(&mut self, id: &ConceptId, language: LanguageTag, text: impl Into<String>) -> &mut Self {
        self.change(id, |concept| drop(concept.scope_note.insert(language, text)))
    }

    /// Set the notation or take it away. The id stays.
    pub fn set_notation(&mut self, id: &ConceptId, notation: Option<String>) -> &mut Self {
        self.change(id, |concept| concept.notation = notation)
    }

    /// Set all matches in other classifications.
    pub fn set_mappings(&mut self, id: &ConceptId, mappings: Vec<Mapping>) -> &mut Self {
        self.change(id, |concept| concept.mappings = mappings)
    }

    /// Put a concept under one more broader concept.
    pub fn add_broader(&mut self, id: &ConceptId, broader: &ConceptId) -> &mut Self {
        self.change(id, |concept| push_once(&mut concept.broader, broader))
    }

    /// Take a concept away from under a broader concept.
    pub fn remove_broader(&mut self, id: &ConceptId, broader: &ConceptId) -> &mut Self {
        self.change(id, |concept| concept.broader.retain(|other| other != broader))
    }

    /// Relate two concepts with each other.
    pub fn add_related(&mut self, id: &ConceptId, related: &ConceptId) -> &mut Self {
        self.change(id, |concept| push_once(&mut concept.related, related))
    }

    /// Remove the relation of two concepts, whichever side states it.
    pub fn remove_related(&mut self, id: &ConceptId, related: &ConceptId) -> &mut Self {
        self.change(id, |concept| concept.related.retain(|other| other != related))
            .change(related, |concept| concept.related.retain(|other| other != id))
    }

    /// Take a concept out of use; records that name it count for the replacements from then on, and so do records of
    /// concepts that it replaced earlier. Its narrower concepts must go elsewhere first.
    pub fn deprecate(&mut self, id: &ConceptId, replaced_by: &[ConceptId]) -> &mut Self {
        self.change(id, |concept| {
            concept.deprecated = true;
            concept.replaced_by = replaced_by.to_vec();
        });
        for concept in &mut self.concepts {
            if !replaced_by.is_empty() && concept.replaced_by.contains(id) {
                concept.replaced_by.retain(|other| other != id);
                replaced_by.iter().for_each(|other| push_once(&mut concept.replaced_by, other));
            }
        }
        self
    }

    /// Take a concept out of use in favour of another, which gets its labels as alt and hidden labels, its narrower
    /// and related concepts and its matches.
    pub fn merge(&mut self, id: &ConceptId, into: &ConceptId) -> &mut Self {
        let Some(merged) = self.positions.get(id).and_then(|position| self.concepts.get(*position)).cloned() else {
            return self.change(id, |_| ());
        };
        for concept in &mut self.concepts {
            if concept.id == *into {
                take_over(concept, &merged);
            } else if concept.id != *id {
                replace(&mut concept.broader, id, std::slice::from_ref(into));
                replace(&mut concept.related, id, std::slice::from_ref(into));
            }
        }
        self.change(into, |_| ())
            .change(id, |concept| concept.related.clear())
            .deprecate(id, std::slice::from_ref(into))
    }

    /// Remove a concept that this edit added. One that is in the taxonomy already may stand in records everywhere: it
    /// can only be deprecated.
    pub fn remove(&mut self, id: &ConceptId) -> &mut Self {
        if self.base.get(id).is_some() {
            self.report(Condition::Published, id, "it was published: deprecate it instead");
        } else {
            self.change(id, |_| ());
            self.concepts.retain(|concept| concept.id != *id);
            self.number();
        }
        self
    }

    /// The taxonomy after all changes, with the version of each scheme they touch one higher.
    ///
    /// # Errors
    ///
    /// [`Error::Taxonomy`](crate::Error::Taxonomy) with the codes of all broken conditions and the first reasons;
    /// [`violations`](Self::violations) gives them one by one.
    pub fn apply(self) -> Result<Taxonomy> {
        let (taxonomy, violations) = self.finish();
        if violations.is_empty() { Ok(taxonomy) } else { Err(Violation::into_error(&violations)) }
    }

    /// Everything that keeps the changes so far from being applied.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.clone().finish().1
    }

    fn finish(mut self) -> (Taxonomy, Vec<Violation>) {
        self.stamp();
        let taxonomy = Taxonomy::new(self.schemes, self.concepts);
        let mut violations = self.violations;
        violations.extend(taxonomy.check());
        (taxonomy, violations)
    }

    /// Raise the versions of the schemes touched, and note them in the concepts that came in or went out.
    fn stamp(&mut self) {
        let changed = |concept: &&Concept| self.base.get(&concept.id) != Some(concept);
        let touched: BTreeSet<SchemeId> = self.concepts.iter().filter(changed).map(|c| c.scheme.clone()).collect();
        let mut versions = HashMap::new();
        for scheme in &mut self.schemes {
            if touched.contains(&scheme.id) && self.base.scheme(&scheme.id).is_some() {
                scheme.version = scheme.version.saturating_add(1);
            }
            versions.insert(scheme.id.clone(), scheme.version);
        }
        for concept in &mut self.concepts {
            let version = versions.get(&concept.scheme).copied();
            let before = self.base.get(&concept.id);
            if before.is_none() {
                concept.added_in = version;
            }
            if concept.deprecated && !before.is_some_and(|before| before.deprecated) {
                concept.deprecated_in = version;
            }
        }
    }

    fn change(&mut self, id: &ConceptId, change: impl FnOnce(&mut Concept)) -> &mut Self {
        match self.positions.get(id).and_then(|position| self.concepts.get_mut(*position)) {
            Some(concept) => change(concept),
            None => self.report(Condition::Dangling, id, "there is no such concept to change"),
        }
        self
    }

    fn report(&mut self, code: Condition, id: &ConceptId, reason: &str) {
        self.violations.push(Violation::new(code, id, reason));
    }

    fn number(&mut self) {
        self.positions.clear();
        for (position, concept) in self.concepts.iter().enumerate() {
            self.positions.entry(concept.id.clone()).or_insert(position);
        }
    }
}

fn push_once(ids: &mut Vec<ConceptId>, id: &ConceptId) {
    if !ids.contains(id) {
        ids.push(id.clone());
    }
}

fn replace(ids: &mut Vec<ConceptId>, id: &ConceptId, by: &[ConceptId]) {
    if let Some(position) = ids.iter().position(|other| other == id) {
        ids.remove(position);
        by.iter().for_each(|other| push_once(ids, other));
    }
}

fn take_over(concept: &mut Concept, merged: &Concept) {
    let own_id = concept.id.clone();
    let foreign = |ids: &[ConceptId]| ids.iter().filter(|id| **id != own_id).cloned().collect::<Vec<_>>();
    replace(&mut concept.broader, &merged.id, &foreign(&merged.broader));
    concept.related.retain(|id| *id != merged.id);
    foreign(&merged.related).iter().for_each(|id| push_once(&mut concept.related, id));
    for (kind, language, text) in merged.labels() {
        if !concept.labels().any(|(_, known, label)| known == language && label == text) {
            let labels = if kind == LabelKind::Hidden { &mut concept.hidden_labels } else { &mut concept.alt_labels };
            labels.entry(language.clone()).or_default().push(text.to_owned());
        }
    }
    for mapping in &merged.mappings {
        if !concept.mappings.iter().any(|m| m.scheme == mapping.scheme && m.notation == mapping.notation) {
            concept.mappings.push(mapping.clone());
        }
    }
}

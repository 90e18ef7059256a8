//! What a taxonomy must hold to: integrity conditions of the SKOS Reference and our own.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::concept::{Concept, LabelKind, MappingKind};
use super::snapshot::Taxonomy;
use crate::base::{ConceptId, Error, word_enum};
use crate::language::fold;
use crate::model::limits;

word_enum! {
    /// A rule of the taxonomy. Codes with an S are those of the SKOS Reference, the others are ours.
    Condition {
        /// A concept scheme is not a concept: no id is used for both.
        S9 = "S9", "A scheme is not a concept", "Un schéma n'est pas un concept";
        /// No text is a label of two kinds of the same concept in the same language.
        S13 = "S13", "One kind for each label", "Un seul type par libellé";
        /// Related concepts are not above or below each other.
        S27 = "S27", "Related is not broader", "Associé n'est pas générique";
        /// An exact match is not a broad, narrow or related match of the same target at the same time.
        S46 = "S46", "Exact is not broader", "Exact n'est pas générique";
        /// No concept is above itself, nor related to itself.
        Cycle = "cycle", "Cycle", "Cycle";
        /// Links lead to concepts and schemes that exist.
        Dangling = "dangling", "Missing target", "Cible absente";
        /// Every id is used once.
        DuplicateId = "duplicate-id", "Duplicate id", "Identifiant en double";
        /// Only deprecated concepts are replaced, and only by concepts in use.
        Replacement = "replacement", "Invalid replacement", "Remplacement invalide";
        /// A concept in use is not below a deprecated one.
        DeprecatedBroader = "deprecated-broader", "Deprecated broader concept", "Concept générique périmé";
        /// A label has a letter or digit.
        EmptyLabel = "empty-label", "Empty label", "Libellé vide";
        /// A label has at most 500 characters; a definition or a scope note at most 10,000.
        LongText = "long-text", "Text too long", "Texte trop long";
        /// A concept has a pref label in English or French.
        NoLabel = "no-label", "Label missing", "Libellé manquant";
        /// No two concepts in use share a pref label within one scheme and language, whatever case and accents.
        AmbiguousLabel = "ambiguous-label", "Ambiguous label", "Libellé ambigu";
        /// A concept once published is deprecated, not removed.
        Published = "published", "Published concept removed", "Concept publié supprimé";
    }
}

/// One place where a taxonomy breaks a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Violation {
    /// The condition.
    pub code: Condition,
    /// The concept; none where a scheme is meant.
    pub concept: Option<ConceptId>,
    /// What is wrong, for people.
    pub reason: String,
}

impl Violation {
    pub(super) fn new(code: Condition, concept: &ConceptId, reason: impl Into<String>) -> Self {
        Self { code, concept: Some(concept.clone()), reason: reason.into() }
    }

    /// All violations as one error that names every condition and the first few reasons.
    pub(super) fn into_error(violations: &[Self]) -> Error {
        let codes: BTreeSet<&str> = violations.iter().map(|violation| violation.code.as_str()).collect();
        let mut reason = violations.iter().take(8).map(ToString::to_string).collect::<Vec<_>>().join("; ");
        if violations.len() > 8 {
            reason.push_str("; and more");
        }
        Error::Taxonomy { condition: codes.into_iter().collect::<Vec<_>>().join(", "), reason }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.concept {
            Some(concept) => write!(f, "{concept}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl Taxonomy {
    /// Every place where a condition is broken, in the order of the concepts; empty for a sound taxonomy.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{Concept, Condition, ConceptScheme, Taxonomy};
    ///
    /// let scheme = ConceptScheme::new("town", "en", "Our own areas");
    /// let dogs = Concept::new("town", "dogs").with_label("en", "Dogs").with_alt_label("en", "Dogs");
    /// let taxonomy = Taxonomy::new(vec![scheme], vec![dogs]);
    /// assert_eq!(taxonomy.check()[0].code, Condition::S13);
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<Violation> {
        let mut found = self.check_schemes();
        let mut pref_labels = BTreeMap::new();
        let around_cycles = self.around_cycles();
        for (position, concept) in self.concepts().iter().enumerate() {
            let mut add = |code, reason: String| found.push(Violation::new(code, &concept.id, reason));
            if self.position(&concept.id) != Some(position) {
                add(Condition::DuplicateId, "the id is used more than once: remove or rename one".to_owned());
                continue;
            }
            check_labels(concept, &mut add);
            check_notes(concept, &mut add);
            check_mappings(concept, &mut add);
            self.check_links(concept, &mut add);
            self.check_replacement(concept, &mut add);
            // Who is above a concept is only asked where it can matter: in a long chain that would take for ever.
            if around_cycles.contains(&position) || self.related(&concept.id).next().is_some() {
                self.check_hierarchy(concept, position, &mut add);
            }
            for (language, label) in concept.pref_label.iter().filter(|_| !concept.deprecated) {
                let key = (&concept.scheme, language, fold(label.trim()));
                if let Some(other) = pref_labels.insert(key, &concept.id) {
                    add(Condition::AmbiguousLabel, format!("{other} has the same pref label in {language}"));
                }
            }
        }
        found
    }

    fn check_schemes(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        for scheme in self.schemes() {
            let mut add = |code, reason| found.push(Violation { code, concept: None, reason });
            if !seen.insert(&scheme.id) {
                add(Condition::DuplicateId, format!("the scheme {} is listed more than once", scheme.id));
            }
            if self.get(&ConceptId::new(scheme.id.as_str())).is_some() {
                add(Condition::S9, format!("{} is the id of a scheme and of a concept", scheme.id));
            }
        }
        found
    }

    fn check_links(&self, concept: &Concept, add: &mut impl FnMut(Condition, String)) {
        if self.scheme(&concept.scheme).is_none() {
            add(Condition::Dangling, format!("there is no scheme {}", concept.scheme));
        }
        let kinds =
            [("broader", &concept.broader), ("related", &concept.related), ("replaced_by", &concept.replaced_by)];
        for (kind, ids) in kinds {
            for id in ids.iter().filter(|id| self.get(id).is_none()) {
                add(Condition::Dangling, format!("{kind} names {id}, which does not exist"));
            }
        }
    }

    fn check_replacement(&self, concept: &Concept, add: &mut impl FnMut(Condition, String)) {
        if !concept.deprecated && !concept.replaced_by.is_empty() {
            add(Condition::Replacement, "it is replaced but not deprecated".to_owned());
        }
        for other in concept.replaced_by.iter().filter_map(|id| self.get(id)).filter(|other| other.deprecated) {
            add(Condition::Replacement, format!("its replacement {} is deprecated itself", other.id));
        }
        for other in self.broader(&concept.id).filter(|other| other.deprecated && !concept.deprecated) {
            add(Condition::DeprecatedBroader, format!("it is below {}, which is deprecated", other.id));
        }
    }

    fn check_hierarchy(&self, concept: &Concept, position: usize, add: &mut impl FnMut(Condition, String)) {
        let above = self.positions_above(position);
        if above.contains(&position) {
            add(Condition::Cycle, "its broader concepts lead back to it".to_owned());
        }
        for other in self.related(&concept.id) {
            if other.id == concept.id {
                add(Condition::Cycle, "it is related to itself".to_owned());
            } else if self.position(&other.id).is_some_and(|other| above.contains(&other)) {
                add(Condition::S27, format!("it is related to {}, which is above it", other.id));
            }
        }
    }
}

fn check_labels(concept: &Concept, add: &mut impl FnMut(Condition, String)) {
    if !concept.pref_label.languages().any(|language| matches!(language.primary(), "en" | "fr")) {
        add(Condition::NoLabel, "it has no pref label in English or French".to_owned());
    }
    let mut kinds: BTreeMap<_, LabelKind> = BTreeMap::new();
    for (kind, language, label) in concept.labels() {
        if !label.chars().any(char::is_alphanumeric) {
            add(Condition::EmptyLabel, format!("a label in {language} is empty"));
        } else if label.chars().count() > limits::TITLE_CHARS {
            let most = limits::TITLE_CHARS;
            add(Condition::LongText, format!("a label in {language} has more than {most} characters"));
        } else if kinds.get(&(language, label)).is_some_and(|other| *other != kind) {
            add(Condition::S13, format!("\"{label}\" ({language}) is a label of two kinds"));
        } else {
            kinds.insert((language, label), kind);
        }
    }
}

fn check_notes(concept: &Concept, add: &mut impl FnMut(Condition, String)) {
    for (language, text) in concept.definition.iter().chain(concept.scope_note.iter()) {
        if text.chars().count() > limits::SUMMARY_CHARS {
            let most = limits::SUMMARY_CHARS;
            add(Condition::LongText, format!("a text in {language} has more than {most} characters"));
        }
    }
}

fn check_mappings(concept: &Concept, add: &mut impl FnMut(Condition, String)) {
    let mut targets: BTreeMap<_, BTreeSet<MappingKind>> = BTreeMap::new();
    for mapping in &concept.mappings {
        targets.entry((&mapping.scheme, &mapping.notation)).or_default().insert(mapping.kind);
    }
    for ((scheme, notation), kinds) in targets {
        use MappingKind::{BroadMatch, ExactMatch, NarrowMatch, RelatedMatch};
        let hierarchical = kinds.contains(&BroadMatch) || kinds.contains(&NarrowMatch);
        let related = kinds.contains(&RelatedMatch);
        if kinds.contains(&ExactMatch) && (hierarchical || related) {
            add(Condition::S46, format!("{scheme} {notation} is an exact match and also another one"));
        }
        if hierarchical && related {
            add(Condition::S27, format!("{scheme} {notation} is a related match and a broad or narrow one"));
        }
    }
}

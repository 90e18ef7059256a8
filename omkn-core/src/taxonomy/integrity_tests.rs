//! Tests of the integrity conditions, one for each code.

use super::concept::{Concept, ConceptScheme, Mapping, MappingKind};
use super::integrity::Condition;
use super::snapshot::Taxonomy;
use crate::base::LanguageTag;

fn concept(id: &str) -> Concept {
    Concept::new("s", id).with_label("en", format!("The {id}"))
}

fn deprecated(id: &str, by: &[&str]) -> Concept {
    let mut concept = concept(id);
    concept.deprecated = true;
    concept.replaced_by = by.iter().map(|id| (*id).into()).collect();
    concept
}

fn codes(concepts: Vec<Concept>) -> Vec<Condition> {
    let taxonomy = Taxonomy::new(vec![ConceptScheme::new("s", "en", "S")], concepts);
    taxonomy.check().into_iter().map(|violation| violation.code).collect()
}

fn mapped(kinds: &[MappingKind]) -> Concept {
    let mut concept = concept("a");
    let mapping = |kind: &MappingKind| Mapping { kind: *kind, scheme: "fir".into(), notation: "0250".into() };
    concept.mappings = kinds.iter().map(mapping).collect();
    concept
}

#[test]
fn a_sound_taxonomy_breaks_nothing() {
    assert_eq!(codes(vec![concept("a"), concept("b").with_broader("a").with_related("c"), concept("c")]), []);
    assert_eq!(codes(vec![concept("a"), deprecated("b", &["a"]), deprecated("c", &[])]), []);
}

#[test]
fn s9_a_scheme_is_not_a_concept() {
    assert_eq!(codes(vec![concept("s")]), [Condition::S9]);
}

#[test]
fn s13_a_text_is_a_label_of_one_kind_only() {
    assert_eq!(codes(vec![concept("a").with_alt_label("en", "The a")]), [Condition::S13]);
    let mut hidden = concept("a").with_alt_label("en", "x");
    hidden.hidden_labels.insert(LanguageTag::en(), vec!["x".into()]);
    assert_eq!(codes(vec![hidden]), [Condition::S13]);
    assert_eq!(codes(vec![concept("a").with_alt_label("fr", "The a")]), []);
}

#[test]
fn texts_are_no_longer_than_people_write_them() {
    let mut sound = concept("a").with_alt_label("en", "x".repeat(500));
    sound.definition.insert(LanguageTag::en(), "é".repeat(10_000));
    assert_eq!(codes(vec![sound.clone()]), []);
    sound.definition.insert(LanguageTag::en(), "é".repeat(10_001));
    assert_eq!(codes(vec![sound]), [Condition::LongText]);
    assert_eq!(codes(vec![concept("a").with_alt_label("en", "x".repeat(501))]), [Condition::LongText]);
}

#[test]
fn s14_one_pref_label_in_each_language_holds_by_construction() {
    let concept = concept("a").with_label("en", "Another");
    assert_eq!(concept.pref_label.get(&LanguageTag::en()), Some("Another"));
    assert_eq!(concept.pref_label.len(), 1);
}

#[test]
fn s27_related_concepts_are_not_above_each_other() {
    let direct = vec![concept("a").with_broader("b").with_related("b"), concept("b")];
    assert_eq!(codes(direct), [Condition::S27]);
    let from_above =
        vec![concept("a").with_broader("b"), concept("b").with_broader("c"), concept("c").with_related("a")];
    assert_eq!(codes(from_above), [Condition::S27]);
}

#[test]
fn s46_and_s27_hold_for_matches_too() {
    use MappingKind::{BroadMatch, CloseMatch, ExactMatch, NarrowMatch, RelatedMatch};
    assert_eq!(codes(vec![mapped(&[ExactMatch, BroadMatch])]), [Condition::S46]);
    assert_eq!(codes(vec![mapped(&[ExactMatch, NarrowMatch])]), [Condition::S46]);
    assert_eq!(codes(vec![mapped(&[ExactMatch, RelatedMatch])]), [Condition::S46]);
    assert_eq!(codes(vec![mapped(&[BroadMatch, RelatedMatch])]), [Condition::S27]);
    assert_eq!(codes(vec![mapped(&[NarrowMatch, RelatedMatch])]), [Condition::S27]);
    assert_eq!(codes(vec![mapped(&[ExactMatch, CloseMatch])]), []);
}

#[test]
fn nothing_is_above_or_related_to_itself() {
    assert_eq!(codes(vec![concept("a").with_broader("b"), concept("b").with_broader("a")]), [Condition::Cycle; 2]);
    assert_eq!(codes(vec![concept("a").with_related("a")]), [Condition::Cycle]);
}

#[test]
fn links_lead_somewhere_and_ids_stand_once() {
    assert_eq!(codes(vec![concept("a").with_broader("x").with_related("y")]), [Condition::Dangling; 2]);
    assert_eq!(codes(vec![deprecated("a", &["x"])]), [Condition::Dangling]);
    assert_eq!(codes(vec![Concept::new("nowhere", "a").with_label("fr", "A")]), [Condition::Dangling]);
    assert_eq!(codes(vec![concept("a"), concept("a")]), [Condition::DuplicateId]);
}

#[test]
fn only_deprecated_concepts_are_replaced_and_only_by_concepts_in_use() {
    let mut live = deprecated("a", &["b"]);
    live.deprecated = false;
    assert_eq!(codes(vec![live, concept("b")]), [Condition::Replacement]);
    assert_eq!(codes(vec![deprecated("a", &["b"]), deprecated("b", &[])]), [Condition::Replacement]);
    assert_eq!(codes(vec![deprecated("a", &[]), concept("b").with_broader("a")]), [Condition::DeprecatedBroader]);
}

#[test]
fn labels_say_something_and_pref_labels_tell_concepts_apart() {
    assert_eq!(codes(vec![Concept::new("s", "a")]), [Condition::NoLabel]);
    assert_eq!(codes(vec![Concept::new("s", "a").with_label("oj", "A")]), [Condition::NoLabel]);
    assert_eq!(codes(vec![concept("a").with_alt_label("en", " - ")]), [Condition::EmptyLabel]);
    let same = vec![concept("a").with_label("fr", "Égout"), concept("b").with_label("fr", "egout")];
    assert_eq!(codes(same), [Condition::AmbiguousLabel]);
}

#[test]
fn every_condition_has_the_same_code_in_json() {
    for condition in Condition::ALL {
        assert_eq!(serde_json::to_value(condition).unwrap(), condition.as_str());
    }
}

#[test]
fn long_chains_and_cycles_are_checked_without_walking_them_again_for_each_concept() {
    let chain = |length: usize, first: Option<usize>| {
        let above = |number: usize| if number == 0 { first } else { Some(number - 1) };
        let of = |number: usize| match above(number) {
            Some(above) => concept(&format!("c{number}")).with_broader(format!("c{above}").as_str()),
            None => concept(&format!("c{number}")),
        };
        codes((0..length).map(of).collect())
    };
    assert_eq!(chain(30_000, None), []);
    assert_eq!(chain(300, Some(299)), [Condition::Cycle; 300]);
    // What is below a cycle is not on it.
    assert_eq!(chain(300, Some(9)), [Condition::Cycle; 10]);
}

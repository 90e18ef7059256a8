//! Tests of editing.

use super::concept::{Concept, ConceptScheme};
use super::edit::TaxonomyEdit;
use super::integrity::Condition;
use super::snapshot::Taxonomy;
use crate::base::{ConceptId, Error, LanguageTag};

fn concept(id: &str) -> Concept {
    Concept::new("s", id).with_label("en", format!("The {id}"))
}

fn base() -> Taxonomy {
    let schemes = vec![ConceptScheme::new("s", "en", "S"), ConceptScheme::new("t", "en", "T")];
    let concepts = vec![concept("a"), concept("b").with_broader("a"), concept("c").with_broader("b"), concept("d")];
    Taxonomy::new(schemes, concepts)
}

fn id(text: &str) -> ConceptId {
    text.into()
}

fn codes(edit: &TaxonomyEdit) -> Vec<Condition> {
    edit.violations().into_iter().map(|violation| violation.code).collect()
}

#[test]
fn an_edit_raises_the_version_of_the_schemes_it_touches_and_no_other() {
    let mut edit = base().edit();
    edit.set_notation(&id("a"), Some("01".into())).add_concept(concept("e"));
    let after = edit.apply().unwrap();
    assert_eq!(after.scheme(&"s".into()).unwrap().version, 2);
    assert_eq!(after.scheme(&"t".into()).unwrap().version, 1);
    assert_eq!(after.get(&id("e")).unwrap().added_in, Some(2));
    assert_eq!(after.get(&id("a")).unwrap().added_in, None);
    assert_eq!(base().edit().apply().unwrap().scheme(&"s".into()).unwrap().version, 1);
}

#[test]
fn every_violation_is_reported_at_once_and_nothing_is_kept() {
    let mut edit = base().edit();
    edit.add_broader(&id("a"), &id("c")).add_concept(concept("d")).add_related(&id("x"), &id("a"));
    let Err(Error::Taxonomy { condition, reason }) = edit.clone().apply() else { panic!("it is not sound") };
    assert_eq!(condition, "cycle, dangling, duplicate-id");
    assert!(reason.contains("d: there is a concept with this id already"), "{reason}");
    assert_eq!(codes(&edit).len(), 5);
}

#[test]
fn a_chain_of_deprecations_leads_to_the_last_replacement() {
    let mut edit = base().edit();
    edit.deprecate(&id("c"), &[id("b")]);
    let mut edit = edit.apply().unwrap().edit();
    edit.deprecate(&id("b"), &[id("d")]);
    let after = edit.apply().unwrap();
    let old = after.get(&id("c")).unwrap();
    assert_eq!((old.replaced_by.as_slice(), old.deprecated_in), ([id("d")].as_slice(), Some(2)));
    assert_eq!(after.get(&id("b")).unwrap().deprecated_in, Some(3));
    assert!(after.expand(&id("d")).contains(&id("c")));
}

#[test]
fn a_concept_with_narrower_concepts_is_not_deprecated_before_they_have_moved() {
    let mut edit = base().edit();
    edit.deprecate(&id("b"), &[id("d")]);
    assert_eq!(codes(&edit), [Condition::DeprecatedBroader]);
    edit.remove_broader(&id("c"), &id("b")).add_broader(&id("c"), &id("d"));
    assert_eq!(codes(&edit), []);
}

#[test]
fn merging_moves_labels_narrower_and_related_concepts() {
    let mut edit = base().edit();
    edit.add_related(&id("a"), &id("d")).set_alt_labels(&id("b"), LanguageTag::en(), vec!["bee".into()]);
    edit.remove_related(&id("d"), &id("a")).add_related(&id("b"), &id("d")).remove_related(&id("d"), &id("b"));
    edit.merge(&id("b"), &id("d"));
    let after = edit.apply().unwrap();
    assert_eq!(after.get(&id("c")).unwrap().broader, [id("d")]);
    assert_eq!(after.get(&id("d")).unwrap().alt_labels[&LanguageTag::en()], ["The b", "bee"]);
    assert_eq!(after.lookup("bee")[0].concept, id("d"));
    assert!(after.expand(&id("d")).contains(&id("b")));
}

#[test]
fn a_concept_may_be_merged_into_its_narrower_one_or_its_broader_one() {
    let mut down = base().edit();
    down.merge(&id("b"), &id("c"));
    assert_eq!(down.apply().unwrap().get(&id("c")).unwrap().broader, [id("a")]);
    let mut up = base().edit();
    up.merge(&id("b"), &id("a"));
    assert_eq!(up.apply().unwrap().get(&id("c")).unwrap().broader, [id("a")]);
}

#[test]
fn only_what_was_never_published_can_be_removed() {
    let mut edit = base().edit();
    edit.add_concept(concept("e")).remove(&id("e"));
    assert_eq!(codes(&edit), []);
    edit.remove(&id("d"));
    assert_eq!(codes(&edit), [Condition::Published]);
}

#[test]
fn a_host_adds_a_scheme_of_its_own_under_the_built_in_one() {
    let mut edit = Taxonomy::built_in().unwrap().edit();
    edit.add_scheme(ConceptScheme::new("town", "en", "Our own areas"));
    edit.add_concept(Concept::new("town", "ice").with_label("en", "Ice roads").with_broader("roads/winter-control"));
    let after = edit.apply().unwrap();
    assert!(after.expand(&id("roads")).contains(&id("ice")));
    assert_eq!(after.scheme(&"omkn".into()).unwrap().version, 1);
    assert_eq!(after.top_concepts(&"town".into()).count(), 1);
}

//! Drafts from their JSON form: everything that is wrong with one is reported at once.

use omkn_core::{Error, Job, KnowledgeBase, Problem, ProblemCode, RecordDraft};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::cases;

fn problems(error: Error) -> Vec<Problem> {
    let Error::Validation { problems } = error else { panic!("{error}") };
    problems
}

fn paths(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.path.as_str()).collect()
}

#[test]
fn what_cannot_be_read_and_what_breaks_a_rule_is_reported_together_by_the_callers_own_paths() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let draft = json!({
        "kind": "practise", "title": {"en": " "}, "date": "2012-13", "concepts": [5, "roads/snow"], "subject": "salt",
        "measures": [{"id": "a"}, {"id": "b", "unit": "", "after": {"value": 1}}], "sections": {"resultz": {"en": "x"}},
    });
    let report = kb.validate_json(draft.clone()).unwrap();
    let mut found = paths(&report.problems);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "concepts[0]",
            "concepts[1]",
            "date",
            "kind",
            "measures[0].unit",
            "measures[1].unit",
            "sections.resultz",
            "subject",
            "title.en"
        ]
    );
    assert_eq!(problems(kb.draft_from_json(draft).unwrap_err()), report.problems);
}

#[test]
fn a_missing_part_is_reported_as_required_and_once() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let report = kb.validate_json(json!({})).unwrap();
    let found: Vec<_> = report.problems.iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    assert_eq!(found, [("kind", ProblemCode::Required), ("title", ProblemCode::Required)]);
}

#[test]
fn many_drafts_are_reported_together_each_with_its_number() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let good = json!({"kind": "guide", "title": {"en": "Salt"}});
    let wrong = [good.clone(), json!({"kind": "x", "title": {}}), json!(7), json!({"kind": "guide", "title": {}})];
    let found = problems(kb.drafts_from_json(wrong).unwrap_err());
    assert_eq!(paths(&found), ["drafts[1].kind", "drafts[1].title", "drafts[2]", "drafts[3].title"]);
    assert_eq!(kb.drafts_from_json([good.clone(), good]).unwrap().len(), 2);

    let drafts: Vec<RecordDraft> = (0..4)
        .map(|at| {
            serde_json::from_value(json!({"kind": "guide", "title": {"en": if at % 2 == 0 { " " } else { "a" }}}))
                .unwrap()
        })
        .collect();
    let found = problems(kb.capture_all(drafts, &mut Job::new()).unwrap_err());
    assert_eq!(paths(&found), ["drafts[0].title.en", "drafts[2].title.en"]);
    assert_eq!(kb.count().unwrap(), 0);
}

/// Values of every sort, some of them deep.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z. ]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        let names = prop_oneof![
            Just("kind"),
            Just("title"),
            Just("date"),
            Just("measures"),
            Just("en"),
            Just("id"),
            Just("x.y")
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.prop_map(str::to_owned), inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn any_json_is_a_draft_or_has_problems(fields in prop::collection::btree_map("kind|title|date|sections|measures|coverage|concepts|costs", value(), 0..6)) {
        let kb = KnowledgeBase::in_memory().unwrap();
        let json = Value::Object(fields.into_iter().collect());
        let is_draft = serde_json::from_value::<RecordDraft>(json.clone()).is_ok();
        match kb.draft_from_json(json) {
            Ok(_) => prop_assert!(is_draft),
            Err(error) => prop_assert!(!is_draft && !problems(error).is_empty()),
        }
    }
}

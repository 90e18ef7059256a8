//! Saved searches, and what they tell of changes.

use std::collections::{BTreeMap, BTreeSet};

use omkn_core::{
    AlertKind, Alerts, ErrorKind, Facet, Filter, FitTarget, Job, KnowledgeBase, Query, RecordDraft, RecordId,
    RecordKind, SearchRequest, Seq, Status, Version,
};
use proptest::prelude::*;

use crate::support::{cases, on_disk, practice, reader};

fn found(alerts: &Alerts) -> Vec<(&str, RecordId, AlertKind)> {
    alerts.alerts.iter().map(|alert| (alert.search.as_str(), alert.record, alert.kind)).collect()
}

#[test]
fn records_are_told_when_they_begin_to_answer_change_and_cease_to() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.save_search("salt", &SearchRequest::new("road salt")).unwrap();
    let first = kb.capture(practice("Less salt on the roads")).unwrap();
    kb.capture(practice("Salt in the kitchen")).unwrap();
    let alerts = kb.alerts_since(Seq(0), 100).unwrap();
    assert_eq!(found(&alerts), [("salt", first.id, AlertKind::New)]);
    assert!(!alerts.has_more);

    let second = kb.revise(first.id, first.version, practice("Less salt on every road"), None).unwrap();
    let alerts = kb.alerts_since(alerts.next, 100).unwrap();
    assert_eq!(found(&alerts), [("salt", first.id, AlertKind::Changed)]);
    assert_eq!(alerts.alerts[0].version, Some(second.version));

    let third = kb.revise(first.id, second.version, practice("Less sand on every road"), None).unwrap();
    let alerts = kb.alerts_since(alerts.next, 100).unwrap();
    assert_eq!(found(&alerts), [("salt", first.id, AlertKind::Left)]);

    kb.restore(first.id, first.version, None).unwrap();
    let alerts = kb.alerts_since(alerts.next, 100).unwrap();
    assert_eq!(found(&alerts), [("salt", first.id, AlertKind::New)]);
    assert!(third.version > second.version);

    kb.withdraw(first.id, "it did not work").unwrap();
    let alerts = kb.alerts_since(alerts.next, 100).unwrap();
    assert_eq!(found(&alerts), [("salt", first.id, AlertKind::Left)]);
    assert_eq!(kb.alerts_since(alerts.next, 100).unwrap().alerts, []);
}

#[test]
fn a_tree_is_kept_as_the_tree_it_is() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let trees = [
        Query::Everything,
        Query::word("salt").or(Query::Everything),
        Query::filter(Filter::any_of(Facet::Kind, [RecordKind::Guide])),
    ];
    for (name, tree) in trees.iter().enumerate() {
        kb.save_search(&name.to_string(), &SearchRequest::of(tree.clone())).unwrap();
    }
    let guide = kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Curling rinks")).unwrap().id;
    let searches: Vec<_> = kb.alerts_since(Seq(0), 100).unwrap().alerts.into_iter().map(|alert| alert.search).collect();
    assert_eq!(searches, ["0", "1", "2"], "of {guide}");
}

#[test]
fn an_erased_record_is_told_to_every_search_as_nothing_is_left_to_look_at() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.save_search("salt", &SearchRequest::new("salt")).unwrap();
    kb.save_search("waste", &SearchRequest::new("waste")).unwrap();
    let record = kb.capture(practice("Salt")).unwrap();
    let seen = kb.alerts_since(Seq(0), 100).unwrap();
    kb.erase(record.id).unwrap();
    let alerts = kb.alerts_since(seen.next, 100).unwrap();
    assert_eq!(found(&alerts), [("salt", record.id, AlertKind::Erased), ("waste", record.id, AlertKind::Erased)]);
    assert_eq!(alerts.alerts[0].version, None);
    // Who looks at all changes at once was never told of it.
    assert_eq!(kb.alerts_since(Seq(0), 100).unwrap().alerts, []);
    // Who looks one by one meets it erased already.
    let first = kb.alerts_since(Seq(0), 1).unwrap();
    assert_eq!((found(&first), first.has_more), (vec![], true));
}

#[test]
fn filters_choices_likeness_and_both_languages_count() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let save = |name: &str, request: SearchRequest| kb.save_search(name, &request).unwrap();
    save("area", SearchRequest::new("area:roads"));
    save("french", SearchRequest::new("déneigement"));
    save("kind", SearchRequest::new("").with_selected(Facet::Kind, "guide"));
    save("like us", SearchRequest::new("").with_fits(FitTarget::new("Mulmur").with_least(0.6)));
    save("status", SearchRequest::new("status:draft"));
    let brine = practice("Brine").with_concept("roads/winter-control").with_organization("sgc:3543003");
    let brine = kb.capture(brine).unwrap().id;
    let guide = kb.capture(RecordDraft::new(RecordKind::Guide, "fr", "Le déneigement des trottoirs")).unwrap().id;
    let draft = kb.capture_as(practice("Not yet"), Status::Draft, None).unwrap().id;
    let alerts = kb.alerts_since(Seq(0), 100).unwrap();
    let found: BTreeSet<_> = alerts.alerts.iter().map(|alert| (alert.search.as_str(), alert.record)).collect();
    // Brine is about snow removal by its service area.
    let french = [("french", brine), ("french", guide)];
    let others = [("area", brine), ("kind", guide), ("like us", brine), ("status", draft)];
    assert_eq!(found, BTreeSet::from_iter(french.into_iter().chain(others)));
}

#[test]
fn saved_searches_are_kept_replaced_and_removed() {
    let (folder, kb) = on_disk();
    let first = kb.save_search(" Salt ", &SearchRequest::new("salt")).unwrap();
    let again = kb.save_search("Salt", &SearchRequest::new("road salt").with_limit(3)).unwrap();
    assert_eq!((first.name.as_str(), first.created), ("Salt", again.created));
    assert_eq!(kb.save_search("  ", &SearchRequest::new("x")).unwrap_err().kind(), ErrorKind::Validation);
    assert_eq!(kb.save_search(&"x".repeat(201), &SearchRequest::new("x")).unwrap_err().kind(), ErrorKind::Validation);
    kb.close().unwrap();
    let kb = reader().open(folder.path()).unwrap();
    assert_eq!(kb.saved_searches().unwrap(), [again]);
    assert_eq!(kb.save_search("More", &SearchRequest::new("x")).unwrap_err().kind(), ErrorKind::ReadOnly);
    drop(kb);
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert!(kb.remove_saved_search("Salt").unwrap());
    assert!(!kb.remove_saved_search("Salt").unwrap());
    assert_eq!(kb.saved_searches().unwrap(), []);
}

/// One change of one of a few records.
#[derive(Debug, Clone)]
enum Step {
    Capture(&'static str),
    Revise(usize, &'static str),
    Withdraw(usize),
    Restore(usize),
    Erase(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let title = || prop::sample::select(vec!["Salt", "Sand", "Salt and sand", "Ice"]);
    let step = prop_oneof![
        title().prop_map(Step::Capture),
        (0..6_usize, title()).prop_map(|(at, title)| Step::Revise(at, title)),
        (0..6_usize).prop_map(Step::Withdraw),
        (0..6_usize).prop_map(Step::Restore),
        (0..6_usize).prop_map(Step::Erase),
    ];
    prop::collection::vec(step, 1..14)
}

/// What someone knows who follows the alerts: which records answer.
fn follow(kb: &KnowledgeBase, known: &mut BTreeMap<RecordId, u32>, seq: Seq, limit: u32) -> Seq {
    let mut seq = seq;
    loop {
        let alerts = kb.alerts_since(seq, limit).unwrap();
        for alert in alerts.alerts {
            let version = alert.version.map(|version| version.0);
            match (alert.kind, version) {
                (AlertKind::New, Some(version)) => assert_eq!(known.insert(alert.record, version), None, "told twice"),
                (AlertKind::Changed, Some(version)) => assert!(known.insert(alert.record, version).unwrap() < version),
                (AlertKind::Left, Some(_)) => assert!(known.remove(&alert.record).is_some(), "never told"),
                // Told to every search, whether or not the record ever answered it.
                (AlertKind::Erased, None) => drop(known.remove(&alert.record)),
                (kind, version) => panic!("{kind:?} at {version:?}"),
            }
        }
        seq = alerts.next;
        if !alerts.has_more {
            return seq;
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn who_follows_alerts_knows_what_a_search_finds_whatever_the_steps(steps in steps(), limit in 1..5_u32) {
        let (folder, mut kb) = on_disk();
        kb.save_search("salt", &SearchRequest::new("salt")).unwrap();
        let (mut records, mut known, mut seq) = (Vec::new(), BTreeMap::new(), Seq(0));
        for (number, step) in steps.iter().enumerate() {
            match step {
                Step::Capture(title) => records.push(kb.capture(practice(title)).unwrap().id),
                Step::Revise(at, title) => {
                    if let Some(record) = records.get(*at).and_then(|id| kb.find(*id).unwrap()) {
                        kb.revise(record.id, record.version, practice(title), None).unwrap();
                    }
                }
                Step::Withdraw(at) => {
                    if let Some(record) = records.get(*at).and_then(|id| kb.find(*id).unwrap()) {
                        kb.withdraw(record.id, "an example").unwrap();
                    }
                }
                Step::Restore(at) => {
                    if let Some(record) = records.get(*at).and_then(|id| kb.find(*id).unwrap()) {
                        kb.restore(record.id, Version(1), None).unwrap();
                    }
                }
                Step::Erase(at) => {
                    if let Some(record) = records.get(*at).and_then(|id| kb.find(*id).unwrap()) {
                        kb.erase(record.id).unwrap();
                    }
                }
            }
            if number % 3 == 1 {
                seq = follow(&kb, &mut known, seq, limit);
                kb.close().unwrap();
                drop(kb);
                kb = KnowledgeBase::open(folder.path()).unwrap();
            }
        }
        follow(&kb, &mut known, seq, limit);
        let mut at_once = BTreeMap::new();
        follow(&kb, &mut at_once, Seq(0), 1000);
        let hits = kb.search(&SearchRequest { expand: false, ..SearchRequest::new("salt") }).unwrap().hits;
        let found: BTreeSet<_> = hits.iter().map(|hit| hit.id).collect();
        for known in [known, at_once] {
            prop_assert_eq!(known.keys().copied().collect::<BTreeSet<_>>(), found.clone());
            // A version with the same content is not reported.
            for (id, version) in known {
                let reported = kb.get_version(id, Version(version)).unwrap().content;
                prop_assert_eq!(reported, kb.get(id).unwrap().content);
            }
        }
    }
}

#[test]
fn ten_thousand_changes_are_told_in_batches() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.save_search("salt", &SearchRequest::new("salt")).unwrap();
    kb.capture_all((0..10_000).map(|n| practice(if n % 100 == 0 { "Salt" } else { "Sand" })), &mut Job::new()).unwrap();
    let (mut seq, mut count) = (Seq(0), 0);
    loop {
        let alerts = kb.alerts_since(seq, 5_000).unwrap();
        count += alerts.alerts.len();
        if !alerts.has_more {
            break;
        }
        assert!(alerts.next > seq, "the same changes again");
        seq = alerts.next;
    }
    assert_eq!(count, 100);
}

/// Which of these titles, captured in turn, a saved search reports.
fn reported(typed: &str, titles: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.save_search("saved", &SearchRequest { expand: false, ..SearchRequest::new(typed) }).unwrap();
    let ids: BTreeMap<_, _> = titles
        .iter()
        .map(|(language, title)| {
            (kb.capture(RecordDraft::new(RecordKind::Practice, language, *title)).unwrap().id, *title)
        })
        .collect();
    kb.alerts_since(Seq(0), 100).unwrap().alerts.iter().map(|alert| ids[&alert.record]).collect()
}

#[test]
fn alternatives_and_parentheses_among_words_are_needed_like_words() {
    let titles = [("en", "Road paint"), ("en", "Road brine"), ("en", "Road salt"), ("en", "Salt and brine")];
    assert_eq!(reported("road (salt OR brine)", &titles), ["Road brine", "Road salt"]);
    assert_eq!(reported("road salt OR brine", &titles), ["Road brine", "Road salt"]);
    assert_eq!(reported("road (brine)", &titles), ["Road brine"]);
    assert_eq!(reported("salt (of brine)", &titles), ["Salt and brine"]);
    assert_eq!(reported("(road salt) OR (salt brine)", &titles), ["Road salt", "Salt and brine"]);
    assert_eq!(reported("road (kind:practice)", &titles), ["Road paint", "Road brine", "Road salt"]);
    assert_eq!(reported("paint (of the)", &titles), ["Road paint"]);
}

#[test]
fn function_words_within_a_word_are_not_needed() {
    let titles = [("fr", "Épandage de sel"), ("en", "Waste has a point")];
    assert_eq!(reported("l'épandage d'un sel", &titles), ["Épandage de sel"]);
    assert_eq!(reported("point-of-waste", &titles), ["Waste has a point"]);
}

#[test]
fn a_municipality_that_is_unknown_or_ambiguous_is_told_when_the_search_is_saved() {
    let kb = KnowledgeBase::in_memory().unwrap();
    for (name, kind) in [("Atlantis", ErrorKind::NotFound), ("Hamilton", ErrorKind::Ambiguous)] {
        let request = SearchRequest::new("").with_fits(FitTarget::new(name));
        assert_eq!(kb.save_search("like us", &request).unwrap_err().kind(), kind);
    }
    assert_eq!(kb.saved_searches().unwrap(), []);
}

#[test]
fn there_is_no_more_where_the_last_change_was_looked_at() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture(practice("Salt")).unwrap();
    kb.capture(practice("Sand")).unwrap();
    let has_more = |limit| kb.alerts_since(Seq(0), limit).unwrap().has_more;
    assert_eq!((has_more(1), has_more(2), has_more(3)), (true, false, false));
}

//! Suggestions while someone types.

use omkn_core::{Job, KnowledgeBase, LanguageTag, RecordDraft, RecordKind, SuggestRequest, Suggestion, SuggestionKind};

use crate::support::practice;

/// Four titles, one of them in both languages.
fn four_titles() -> KnowledgeBase {
    let kb = KnowledgeBase::in_memory().unwrap();
    let drafts = [
        practice("Winter roads and the cost of salt"),
        practice("Salt storage under a roof"),
        RecordDraft::new(RecordKind::Practice, "fr", "Déneigement des trottoirs")
            .with_title("en", "Clearing snow from sidewalks"),
        practice("A library of things"),
    ];
    kb.capture_all(drafts, &mut Job::new()).unwrap();
    kb
}

fn suggest(kb: &KnowledgeBase, text: &str) -> Vec<Suggestion> {
    kb.suggest(&SuggestRequest::new(text)).unwrap()
}

fn of_kind(kb: &KnowledgeBase, text: &str, kind: SuggestionKind) -> Vec<String> {
    let all = suggest(kb, text).into_iter().filter(|suggestion| suggestion.kind == kind);
    all.map(|suggestion| suggestion.text).collect()
}

#[test]
fn an_unfinished_word_leads_to_titles_services_and_places() {
    let kb = four_titles();
    assert_eq!(of_kind(&kb, "salt st", SuggestionKind::Record), ["Salt storage under a roof"]);
    assert_eq!(of_kind(&kb, "deneigem", SuggestionKind::Record), ["Déneigement des trottoirs"]);
    assert!(of_kind(&kb, "peterb", SuggestionKind::Organization).contains(&"City of Peterborough".to_owned()));
    let libraries = of_kind(&kb, "bibli", SuggestionKind::Concept);
    assert!(libraries.iter().any(|label| label.to_lowercase().contains("biblioth")), "{libraries:?}");
}

#[test]
fn a_title_that_begins_with_what_was_typed_comes_first() {
    let kb = four_titles();
    assert_eq!(
        of_kind(&kb, "salt", SuggestionKind::Record),
        ["Salt storage under a roof", "Winter roads and the cost of salt"]
    );
}

#[test]
fn a_letter_may_be_wrong_and_accents_do_not_matter() {
    let kb = four_titles();
    assert_eq!(of_kind(&kb, "slat storage", SuggestionKind::Record), ["Salt storage under a roof"]);
    assert_eq!(of_kind(&kb, "trotoi", SuggestionKind::Record), ["Déneigement des trottoirs"]);
    assert!(of_kind(&kb, "Adjalla", SuggestionKind::Organization).iter().any(|name| name.contains("Adjala")));
}

#[test]
fn readers_see_their_language_and_what_fitted() {
    let kb = four_titles();
    let request = SuggestRequest::new("deneig").with_language(LanguageTag::en());
    let suggestions = kb.suggest(&request).unwrap();
    let concept = suggestions.iter().find(|found| found.kind == SuggestionKind::Concept).unwrap();
    assert_eq!(concept.language, Some(LanguageTag::en()));
    assert!(concept.matched.as_ref().unwrap().starts_with("Déneigement"));
    let record = suggestions.iter().find(|found| found.kind == SuggestionKind::Record).unwrap();
    assert_eq!(record.text, "Clearing snow from sidewalks");
    for (typed, marked) in
        [("salt st", vec!["Salt", "st"]), ("DENEIG", vec!["Déneig"]), ("slat storage", vec!["storage"])]
    {
        let found = suggest(&kb, typed).into_iter().find(|found| found.kind == SuggestionKind::Record).unwrap();
        let own: Vec<_> = found.highlights.iter().map(|range| &found.text[range.start..range.end]).collect();
        assert_eq!(own, marked, "{typed}");
    }
}

#[test]
fn a_misspelt_word_shows_the_title_that_has_it_nearly() {
    let kb = four_titles();
    let draft = practice("Garbage limit").with_title("fr", "Limite de sacs");
    kb.capture(draft).unwrap();
    assert_eq!(of_kind(&kb, "grabage", SuggestionKind::Record), ["Garbage limit"]);
    let request = SuggestRequest::new("grabage").with_language(LanguageTag::fr());
    assert!(kb.suggest(&request).unwrap().iter().any(|found| found.text == "Limite de sacs"));
}

#[test]
fn queries_of_others_come_first_and_are_the_hosts_to_give() {
    let kb = four_titles();
    assert_eq!(of_kind(&kb, "sal", SuggestionKind::Query), [""; 0]);
    kb.set_popular_queries(["salt brine", "sand and salt", "snow"]);
    assert_eq!(of_kind(&kb, "sal", SuggestionKind::Query), ["salt brine", "sand and salt"]);
    assert_eq!(suggest(&kb, "sal")[0].kind, SuggestionKind::Query);
}

#[test]
fn what_readers_may_not_see_is_not_suggested_and_new_records_are_at_once() {
    let kb = four_titles();
    let record = kb.capture(practice("Zebra crossings by schools")).unwrap();
    assert_eq!(of_kind(&kb, "zebr", SuggestionKind::Record), ["Zebra crossings by schools"]);
    kb.withdraw(record.id, "captured twice").unwrap();
    assert_eq!(of_kind(&kb, "zebr", SuggestionKind::Record), [""; 0]);
}

#[test]
fn limits_and_odd_texts_are_fine() {
    let kb = four_titles();
    for text in ["", " ", "?!", "*", &"x".repeat(100_000), "'"] {
        assert_eq!(suggest(&kb, text), [], "{text:.9}");
    }
    for text in ["\u{202E}salt", "\"salt", &"salt ".repeat(10_000)] {
        assert!(
            of_kind(&kb, text, SuggestionKind::Record).contains(&"Salt storage under a roof".to_owned()),
            "{text:.9}"
        );
    }
    assert_eq!(kb.suggest(&SuggestRequest::new("s").with_limit(0)).unwrap(), []);
    let request = SuggestRequest { kinds: vec![SuggestionKind::Record], ..SuggestRequest::new("s").with_limit(1) };
    assert_eq!(kb.suggest(&request).unwrap().len(), 1);
}

//! Finding what was meant: both languages, misspelt words, names of services and places, and why.

use omkn_core::{
    Boosts, Correction, Error, ErrorKind, EvidenceLevel, Explanation, FitTarget, Job, KnowledgeBase, LanguageTag,
    Query, RecordDraft, RecordFilter, RecordKind, SearchHits, SearchRequest, SectionKind, SimilarityAspect,
    SuggestRequest,
};
use proptest::prelude::*;

use crate::support::{cases, search, titles};

/// A practice in a language and a service area.
fn practice_on(language: &str, title: &str, concept: &str) -> RecordDraft {
    RecordDraft::new(RecordKind::Practice, language, title).with_concept(concept)
}

/// Five practices on waste, roads, building and planning, in both languages.
fn five_practices() -> KnowledgeBase {
    let kb = KnowledgeBase::in_memory().unwrap();
    let drafts = [
        practice_on("en", "Two-bag limit for household garbage", "waste/user-pay")
            .with_summary("en", "Residents buy tags for more than two bags at the curb.")
            .with_organization("sgc:3515014")
            .with_date("2004-06".parse().unwrap()),
        practice_on("en", "Brine before the storm", "roads/winter-control")
            .with_summary("en", "Trucks spread brine, so that roads need less salt.")
            .with_organization("sgc:3543003")
            .with_date("2019".parse().unwrap()),
        practice_on("fr", "Déneigement des trottoirs par les citoyens", "roads/winter-control")
            .with_summary("fr", "Une petite municipalité prête des souffleuses."),
        practice_on("en", "Building permit applications online", "building/permit-processing")
            .with_section(SectionKind::Results, "en", "Permits are issued in half the time.")
            .with_organization("sgc:3520005")
            .with_date("2021".parse().unwrap()),
        practice_on("fr", "Un plan d'aménagement du territoire en ligne", "planning"),
    ];
    kb.capture_all(drafts, &mut Job::new()).unwrap();
    kb
}

fn codes(found: &SearchHits) -> Vec<&str> {
    found.interpretation.notices.iter().map(|notice| notice.code.as_str()).collect()
}

#[test]
fn misspelt_words_are_corrected_and_the_reader_is_told() {
    let kb = five_practices();
    for (typed, meant, title) in [
        ("garbige", "garbage", "Two-bag limit for household garbage"),
        ("pemit", "permit", "Building permit applications online"),
        ("amenajement", "aménagement", "Un plan d'aménagement du territoire en ligne"),
        ("trotoires", "trottoirs", "Déneigement des trottoirs par les citoyens"),
    ] {
        let found = search(&kb, typed);
        assert_eq!(titles(&found).first(), Some(&title), "{typed}");
        let expected = Correction { typed: typed.to_owned(), corrected: meant.to_owned() };
        assert_eq!(found.interpretation.corrections, [expected]);
    }
    // A form that shares its stem with a known word is found as it is.
    let found = search(&kb, "residants");
    assert_eq!(titles(&found), ["Two-bag limit for household garbage"]);
    assert_eq!(found.interpretation.corrections, []);
    let found = search(&kb, "garbige bags");
    assert_eq!(found.interpretation.query, "garbage bags");
    assert_eq!(codes(&found), ["corrected"]);
}

#[test]
fn without_correction_the_words_are_taken_as_typed() {
    let kb = five_practices();
    let request = SearchRequest { correct: false, ..SearchRequest::new("garbige") };
    let found = kb.search(&request).unwrap();
    assert_eq!((found.total, codes(&found)), (0, vec!["nothing_found"]));
    // A program is taken at its word.
    assert_eq!(kb.search(&SearchRequest::of(Query::word("garbige"))).unwrap().total, 0);
}

#[test]
fn known_words_numbers_and_phrases_are_never_corrected() {
    let kb = five_practices();
    for query in ["salt brine", "2-bag 588/17", "mayor", "déneigeuse", "Tosorontio", "\"garbige limit\" salt"] {
        assert_eq!(search(&kb, query).interpretation.corrections, [], "{query}");
    }
}

#[test]
fn a_correction_that_does_not_help_is_not_made() {
    let kb = five_practices();
    let request = SearchRequest { relax: false, ..SearchRequest::new("garbige kind:event") };
    let found = kb.search(&request).unwrap();
    assert_eq!(found.interpretation.corrections, []);
    assert_eq!(found.interpretation.query, "garbige kind:event");
}

#[test]
fn two_words_run_together_or_torn_apart_are_mended() {
    let kb = five_practices();
    assert_eq!(titles(&search(&kb, "householdgarbage"))[0], "Two-bag limit for household garbage");
    assert_eq!(titles(&search(&kb, "appli cations"))[0], "Building permit applications online");
}

#[test]
fn a_hyphen_makes_no_difference() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture(practice_on("en", "Runoff from parking lots", "stormwater")).unwrap();
    kb.capture(practice_on("en", "A shared wood-chipper", "parks")).unwrap();
    assert_eq!(titles(&search(&kb, "run-off")), ["Runoff from parking lots"]);
    assert_eq!(titles(&search(&kb, "wood chipper")), ["A shared wood-chipper"]);
    assert_eq!(titles(&search(&kb, "woodchipper")), ["A shared wood-chipper"]);
}

#[test]
fn a_question_in_one_language_finds_answers_in_the_other_and_says_through_what() {
    let kb = five_practices();
    let found = search(&kb, "ordures ménagères");
    assert_eq!(titles(&found)[0], "Two-bag limit for household garbage");
    let through = &found.hits[0].matched_by[0];
    assert_eq!((through.field.as_str(), through.ids[0].as_str()), ("area", "waste/user-pay"));
    assert!(through.typed.contains("ordures"));

    let found = search(&kb, "snow removal");
    assert!(titles(&found).contains(&"Déneigement des trottoirs par les citoyens"));
    assert_eq!(search(&kb, "permis de construire").hits[0].languages, [LanguageTag::en()]);
    // Words around the names of services, too.
    assert_eq!(titles(&search(&kb, "small"))[0], "Déneigement des trottoirs par les citoyens");
}

#[test]
fn what_has_the_words_comes_before_what_is_only_about_the_same() {
    let kb = five_practices();
    let found = search(&kb, "brine");
    assert_eq!(titles(&found)[0], "Brine before the storm");
    assert!(found.hits[0].matched_by.is_empty());
}

#[test]
fn expansion_can_be_switched_off_and_never_touches_phrases_and_exclusions() {
    let kb = five_practices();
    let plain = |query: &str| SearchRequest { expand: false, relax: false, ..SearchRequest::new(query) };
    assert_eq!(kb.search(&plain("ordures")).unwrap().total, 0);
    let strict = |query: &str| SearchRequest { relax: false, ..SearchRequest::new(query) };
    assert_eq!(kb.search(&strict("\"snow removal\"")).unwrap().total, 0);
    let without = kb.search(&strict("roads NOT déneigement")).unwrap();
    assert!(!titles(&without).contains(&"Déneigement des trottoirs par les citoyens"));
    assert!(titles(&without).contains(&"Brine before the storm"));
}

#[test]
fn the_name_of_a_municipality_finds_its_records() {
    let kb = five_practices();
    let found = search(&kb, "garbage Peterborough");
    assert_eq!(titles(&found)[0], "Two-bag limit for household garbage");
    assert!(found.hits[0].matched_by.iter().any(|through| through.field == "municipality"), "{:?}", found.hits[0]);
}

#[test]
fn a_query_that_finds_nothing_is_asked_less_strictly_and_the_reader_is_told_in_their_language() {
    let kb = five_practices();
    let found = search(&kb, "+brine +permit");
    assert_eq!(codes(&found), ["relaxed_words"]);
    let shown = titles(&found);
    assert!(shown.contains(&"Brine before the storm") && shown.contains(&"Building permit applications online"));
    // A filter that was read is not left out because of one that was not.
    let found = search(&kb, "area:roads year:gestern");
    assert_eq!((found.total, codes(&found)[0]), (0, "unknown_value"));
    let found = search(&kb, "brine kind:event");
    assert_eq!(codes(&found), ["relaxed_filters"]);
    assert_eq!(titles(&found)[0], "Brine before the storm");
    let french = SearchRequest::new("brine kind:event").with_language(LanguageTag::fr());
    assert!(kb.search(&french).unwrap().interpretation.notices[0].reason.contains("filtres"));
    let found = search(&kb, "zzzzqqqq");
    assert_eq!((found.total, codes(&found)), (0, vec!["nothing_found"]));
    let strict = SearchRequest { relax: false, ..SearchRequest::new("brine kind:event") };
    assert_eq!(kb.search(&strict).unwrap().total, 0);
}

fn is_near(one: f32, other: f32) -> bool {
    (one - other).abs() <= 1e-4 * other.abs().max(1.0)
}

fn sum(details: &[Explanation]) -> f32 {
    details.iter().map(|part| part.value).sum()
}

#[test]
fn an_explanation_adds_up_to_the_score_in_words() {
    let kb = five_practices();
    let boosts = Boosts { recency: 0.5, level: 1.0 };
    let fits = FitTarget::new("Adjala-Tosorontio");
    // Each request with how many words and how many factors its explanation has.
    for (request, words, factors) in [
        (SearchRequest::new("brine roads"), 2, 0),
        (SearchRequest::new("sel des routes").with_language(LanguageTag::fr()), 2, 0),
        (SearchRequest::new("brine storm").with_boosts(boosts).with_fits(fits.clone()), 2, 4),
        (SearchRequest::new("garbige"), 1, 0),
        (SearchRequest::new("kind:practice").with_fits(fits), 0, 2),
    ] {
        let hit = kb.search(&request).unwrap().hits.remove(0);
        let explained = kb.explain(&request, hit.id).unwrap();
        assert!(is_near(explained.value, hit.score), "{explained:?} {}", hit.score);
        let mut parts = explained.details.iter().map(|part| (part.details.len(), part));
        if words > 0 {
            let (count, part) = parts.next().unwrap();
            assert!(count == words && is_near(sum(&part.details), part.value), "{part:?}");
            for word in &part.details {
                let product: f32 = word.details.iter().map(|factor| factor.value).product();
                assert!(is_near(product, word.value), "{word:?}");
            }
        }
        if factors > 0 {
            let (count, part) = parts.next().unwrap();
            assert!(count == factors && is_near(sum(&part.details), part.value), "{part:?}");
        }
        assert_eq!(parts.next(), None);
    }
    let request = SearchRequest::new("brine storm");
    let id = kb.search(&request).unwrap().hits[0].id;
    let explained = format!("{:?}", kb.explain(&request, id).unwrap());
    assert!(explained.contains("\\\"brine\\\" in summary, title"), "{explained}");
}

#[test]
fn recent_and_proven_records_come_first_only_if_asked_for() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut old = practice_on("en", "Salt management plan", "roads").with_date("2001".parse().unwrap());
    old.level = Some(EvidenceLevel::Best);
    let old = kb.capture(old).unwrap().id;
    let new =
        kb.capture(practice_on("en", "Salt management plans", "roads").with_date("2024".parse().unwrap())).unwrap();
    let first = |boosts| {
        let found = kb.search(&SearchRequest::new("salt management").with_boosts(boosts)).unwrap();
        found.hits[0].id
    };
    assert_eq!(first(Boosts { recency: 1.0, level: 0.0 }), new.id);
    assert_eq!(first(Boosts { recency: 0.0, level: 1.0 }), old);
}

#[test]
fn numbers_out_of_their_range_are_all_told_and_not_kept() {
    let kb = five_practices();
    let fits = FitTarget { weight: f32::INFINITY, ..FitTarget::new("Innisfil").with_least(f32::NAN) };
    let boosts = Boosts { recency: f32::NAN, level: -1.0 };
    let request = SearchRequest { offset: 10_001, ..SearchRequest::new("salt").with_boosts(boosts).with_fits(fits) };
    let record = kb.records(&RecordFilter::default()).unwrap().items[0].id;
    let errors = [
        kb.search(&request).unwrap_err(),
        kb.explain(&request, record).unwrap_err(),
        kb.save_search("salt", &request).unwrap_err(),
    ];
    for error in errors {
        let Error::Validation { problems } = error else { panic!("{error}") };
        let paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(paths, ["offset", "boosts.recency", "boosts.level", "fits.weight", "fits.least"]);
    }
    assert_eq!(kb.saved_searches().unwrap(), []);
}

#[test]
fn records_of_towns_like_ours_come_first_with_the_reasons() {
    let kb = five_practices();
    let request = SearchRequest::new("kind:practice").with_fits(FitTarget::new("Township of Mulmur"));
    let found = kb.search(&request).unwrap();
    assert_eq!(titles(&found)[0], "Brine before the storm");
    let fit = found.hits[0].fit.as_ref().unwrap();
    assert_eq!(fit.organization.as_str(), "sgc:3543003");
    assert!(fit.likeness.value > 0.5 && fit.likeness.reasons.len() >= 4);
    let near = SearchRequest::new("").with_fits(FitTarget::new("Mulmur").with_least(0.6));
    assert_eq!(titles(&kb.search(&near).unwrap()), ["Brine before the storm"]);
    let unknown = SearchRequest::new("").with_fits(FitTarget::new("Atlantis"));
    assert_eq!(kb.search(&unknown).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn similar_records_share_words_areas_and_places_and_say_so() {
    let kb = five_practices();
    let brine = search(&kb, "brine").hits[0].id;
    let more =
        practice_on("en", "Brine trucks on county roads", "roads/winter-control").with_organization("sgc:3543003");
    let more = kb.capture(more).unwrap().id;
    let similar = kb.similar(brine, 3).unwrap();
    assert_eq!(similar[0].id, more);
    let aspects: Vec<_> = similar[0].reasons.iter().map(|reason| reason.aspect).collect();
    for aspect in [SimilarityAspect::Words, SimilarityAspect::Areas, SimilarityAspect::Places] {
        assert!(aspects.contains(&aspect), "{aspects:?}");
    }
    let added: f32 = similar[0].reasons.iter().map(|reason| reason.value).sum();
    assert!((added - similar[0].score).abs() < 1e-6 && similar[0].score <= 1.0);
    assert!(similar.iter().all(|record| record.id != brine));
    kb.withdraw(more, "a duplicate").unwrap();
    assert!(kb.similar(brine, 3).unwrap().iter().all(|record| record.id != more));
}

#[test]
fn a_draft_that_repeats_a_record_is_noticed_before_it_is_captured() {
    let kb = five_practices();
    let again = practice_on("en", "Household garbage: limit of two bags", "waste")
        .with_summary("en", "Residents buy tags for more than two bags at the curb.");
    let found = kb.likely_duplicates(&again, 5).unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].score > 0.8, "{found:?}");
    assert_eq!(kb.likely_duplicates(&practice_on("en", "Garbage truck routes by computer", "waste"), 5).unwrap(), []);
    let named = practice_on("en", "First", "waste").with_external_id("omkn.ca", "17");
    let first = kb.capture(named).unwrap();
    let second = practice_on("en", "Something else entirely", "parks").with_external_id("omkn.ca", "17");
    let found = kb.likely_duplicates(&second, 5).unwrap();
    assert_eq!((found[0].id, found[0].score), (first.id, 1.0));
    assert_eq!(found[0].reasons[0].aspect, SimilarityAspect::ExternalId);
}

#[test]
fn a_title_typed_whole_or_nearly_whole_is_first() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let topics = ["salt", "sand", "snow", "brine", "grit", "ice", "sleet", "slush"];
    let verbs = ["Spreading", "Storing", "Buying", "Measuring"];
    let all: Vec<String> = verbs
        .iter()
        .flat_map(|verb| topics.iter().map(move |topic| format!("{verb} {topic} on local roads")))
        .collect();
    let body = "Spreading and storing salt, sand, brine and grit on roads; measuring snow, ice, sleet and slush. ";
    let drafts = all.iter().enumerate().map(|(n, title)| {
        practice_on("en", title, "roads").with_section(SectionKind::Body, "en", body.repeat(1 + n % 7))
    });
    kb.capture_all(drafts, &mut Job::new()).unwrap();
    for title in &all {
        assert_eq!(titles(&search(&kb, title))[0], title);
        let nearly = title.replace(" local", "");
        assert_eq!(titles(&search(&kb, &nearly))[0], title, "{nearly}");
    }
}

#[test]
fn an_answer_does_not_depend_on_what_was_asked_before() {
    let kb = five_practices();
    let first = search(&kb, "garbige trucks");
    for query in ["salt", "trotoires", "snow removal Toronto"] {
        search(&kb, query);
    }
    assert_eq!(search(&kb, "garbige trucks"), first);
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn whatever_is_typed_is_answered(text in "\\PC{0,60}") {
        thread_local!(static KB: KnowledgeBase = five_practices());
        KB.with(|kb| {
            let found = search(kb, &text);
            prop_assert!(found.total > 0 || !found.interpretation.notices.is_empty(), "nothing found, nothing said");
            for suggested in kb.suggest(&SuggestRequest::new(text)).unwrap() {
                let own = &suggested.text;
                prop_assert!(!own.is_empty() && suggested.highlights.iter().all(|at| own.get(at.start..at.end).is_some()));
            }
            Ok(())
        })?;
    }
}

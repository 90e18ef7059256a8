//! Searching: what is found, in what order, how it is counted, shown and explained.

use omkn_core::{
    ErrorKind, EvidenceLevel, Facet, HitText, Job, KnowledgeBase, LanguageTag, Measure, MeasuredValue, RecordDraft,
    RecordId, RecordKind, SearchRequest, SectionKind, Seq, Sort,
};

use crate::support::{practice, search, titles, total};

/// Six records on roads and waste, in both languages.
fn six_records() -> KnowledgeBase {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut brine = practice("Brine before the storm cuts road salt")
        .with_summary("en", "Pre-wetting roads with brine uses a third less salt.")
        .with_concept("roads/winter-control")
        .with_organization("sgc:3543003")
        .with_subject("salt")
        .with_date("2012-11".parse().unwrap());
    brine.level = Some(EvidenceLevel::Best);
    brine.measures = vec![Measure {
        id: "salt_use".to_owned(),
        unit: "tonnes/year".to_owned(),
        after: Some(MeasuredValue { value: "1200.5".parse().unwrap(), period: None }),
        ..Measure::default()
    }];
    let drafts = [
        brine,
        practice("Two-bag garbage limit")
            .with_title("fr", "Limite de deux sacs à ordures")
            .with_section(SectionKind::Results, "en", "Garbage fell by a third. Road crews were not involved.")
            .with_concept("waste/collection")
            .with_organization("sgc:3515014")
            .with_date("2004-06".parse().unwrap()),
        RecordDraft::new(RecordKind::Guide, "fr", "Guide de gestion des sels de voirie")
            .with_summary("fr", "Épandage, entreposage et déneigement : l'eau souterraine d'abord.")
            .with_concept("roads/winter-control")
            .with_date("2018".parse().unwrap()),
        practice("Arena refrigeration retrofit").with_concept("recreation").with_date("2012".parse().unwrap()),
        RecordDraft::new(RecordKind::Research, "en", "Weekly collection costs compared").with_concept("waste"),
        RecordDraft::new(RecordKind::Attempt, "en", "Beet juice on bridges").with_concept("roads").with_subject("salt"),
    ];
    kb.capture_all(drafts, &mut Job::new()).unwrap();
    kb
}

/// The first words of the titles found by exactly these words.
fn first_words(kb: &KnowledgeBase, query: &str) -> Vec<String> {
    let request = SearchRequest { correct: false, expand: false, relax: false, ..SearchRequest::new(query) };
    let found = kb.search(&request).unwrap();
    assert_eq!(found.total, found.hits.len() as u64);
    let mut words: Vec<_> = titles(&found).iter().map(|title| title.split(' ').next().unwrap().to_owned()).collect();
    words.sort();
    words
}

#[test]
fn words_are_found_in_any_form_with_or_without_accents() {
    let kb = six_records();
    assert_eq!(first_words(&kb, "storms"), ["Brine"]);
    assert_eq!(first_words(&kb, "deneigement"), ["Guide"]);
    assert_eq!(first_words(&kb, "DÉNEIGEMENTS"), ["Guide"]);
    assert_eq!(first_words(&kb, "eau"), ["Guide"]);
    assert_eq!(first_words(&kb, "l’eau"), ["Guide"]);
    assert_eq!(first_words(&kb, "two bag"), ["Two-bag"]);
}

#[test]
fn a_title_outranks_a_mention() {
    let kb = six_records();
    assert_eq!(titles(&search(&kb, "garbage limit"))[0], "Two-bag garbage limit");
    assert_eq!(titles(&search(&kb, "road salt"))[0], "Brine before the storm cuts road salt");
}

#[test]
fn every_filter_narrows_to_what_it_says() {
    let kb = six_records();
    for (query, expected) in [
        ("area:roads", vec!["Beet", "Brine", "Guide"]),
        ("area:roads/winter-control", vec!["Brine", "Guide"]),
        ("area:\"waste management\"", vec!["Two-bag", "Weekly"]),
        ("area:\"gestion des matières résiduelles\"", vec!["Two-bag", "Weekly"]),
        ("municipality:\"Twp. of Adjala Tosorontio\"", vec!["Brine"]),
        ("municipality:\"Peterborough, Ont.\"", vec!["Two-bag"]),
        ("region:simcoe", vec!["Brine"]),
        ("tier:single", vec!["Two-bag"]),
        ("population:10k..50k", vec!["Brine"]),
        ("population:50k..", vec!["Two-bag"]),
        ("year:2012", vec!["Arena", "Brine"]),
        ("year:..2011", vec!["Two-bag"]),
        ("kind:guide,research", vec!["Guide", "Weekly"]),
        ("kind:tentative", vec!["Beet"]),
        ("level:best", vec!["Brine"]),
        ("lang:fr", vec!["Guide", "Two-bag"]),
        ("has:measures", vec!["Brine"]),
        ("subject:salt", vec!["Beet", "Brine"]),
        ("NOT area:roads", vec!["Arena", "Two-bag", "Weekly"]),
        ("salt NOT kind:attempt", vec!["Brine"]),
        ("garbage OR arena", vec!["Arena", "Two-bag"]),
        ("(garbage OR salt) AND road", vec!["Brine", "Two-bag"]),
        ("+third salt", vec!["Brine", "Two-bag"]),
        ("\"road salt\"", vec!["Brine"]),
        ("\"salt road\"", vec![]),
        ("title:road", vec!["Brine"]),
        ("refrig*", vec!["Arena"]),
        ("status:draft", vec![]),
    ] {
        assert_eq!(first_words(&kb, query), expected, "{query}");
    }
}

#[test]
fn names_in_filters_tell_what_they_were_taken_for() {
    let kb = six_records();
    let found = search(&kb, "municipality:\"Peterborough, Ont.\" area:garbage");
    let resolved: Vec<_> =
        found.interpretation.resolved.iter().map(|name| (name.field.as_str(), name.typed.as_str())).collect();
    assert_eq!(resolved, [("municipality", "Peterborough, Ont."), ("area", "garbage")]);
    let found = search(&kb, "municipality:Peterborogh");
    let is_named = |notice: &omkn_core::Notice| notice.reason.contains("City of Peterborough");
    assert!(found.interpretation.notices.iter().any(is_named), "{:?}", found.interpretation);
    let found = search(&kb, "municipality:Atlantis salt");
    assert!(found.interpretation.notices.iter().any(|n| n.reason.contains("Atlantis")), "{:?}", found.interpretation);
}

#[test]
fn facets_count_what_is_found_and_broader_areas_count_each_record_once() {
    let kb = six_records();
    let request =
        SearchRequest::new("").with_facet(Facet::Area, 50).with_facet(Facet::Kind, 2).with_facet(Facet::Year, 9);
    let found = kb.search(&request).unwrap();
    assert_eq!(found.total, 6);
    let count = |facet: usize, value: &str| {
        found.facets[facet].counts.iter().find(|count| count.value == value).map_or(0, |count| count.count)
    };
    assert_eq!((count(0, "roads"), count(0, "roads/winter-control"), count(0, "waste")), (3, 2, 2));
    assert_eq!((count(1, "practice"), found.facets[1].counts.len(), found.facets[1].distinct), (3, 2, 4));
    assert_eq!((count(2, "2012"), count(2, "2004")), (2, 1));
    let area = found.facets[0].counts.iter().find(|count| count.value == "roads/winter-control").unwrap();
    assert_eq!(area.broader, ["roads"]);
    let french = kb.search(&request.with_language(LanguageTag::fr())).unwrap();
    let label = &french.facets[1].counts.iter().find(|count| count.value == "practice").unwrap().label;
    assert_eq!(label, "Pratique");
}

#[test]
fn a_choice_narrows_the_hits_but_not_its_own_counts() {
    let kb = six_records();
    let request = SearchRequest::new("")
        .with_facet(Facet::Kind, 9)
        .with_facet(Facet::Area, 99)
        .with_selected(Facet::Kind, "guide")
        .with_selected(Facet::Kind, "attempt");
    let found = kb.search(&request).unwrap();
    assert_eq!(found.total, 2);
    let kinds: Vec<_> =
        found.facets[0].counts.iter().map(|kind| (kind.value.as_str(), kind.count, kind.selected)).collect();
    assert_eq!(kinds, [("practice", 3, false), ("attempt", 1, true), ("guide", 1, true), ("research", 1, false)]);
    let areas: Vec<_> = found.facets[1].counts.iter().map(|area| (area.value.as_str(), area.count)).collect();
    assert_eq!(areas, [("roads", 2), ("roads/winter-control", 1)]);
    let both = kb.search(&request.with_selected(Facet::Area, "roads/winter-control")).unwrap();
    assert_eq!(titles(&both), ["Guide de gestion des sels de voirie"]);
}

#[test]
fn pages_neither_repeat_nor_skip_in_any_order() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let drafts = (0..57).map(|n| {
        let date = format!("{}", 1990 + n % 5).parse().unwrap();
        let draft = practice(&format!("Salt {}", ["alpha", "Écluse", "beta"][n % 3])).with_subject(format!("s{n}"));
        if n % 7 == 0 { draft } else { draft.with_date(date) }
    });
    kb.capture_all(drafts, &mut Job::new()).unwrap();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Title] {
        let whole = kb.search(&SearchRequest::new("salt").with_sort(sort).with_limit(100)).unwrap();
        assert_eq!((whole.total, whole.hits.len(), whole.next.as_ref()), (57, 57, None));
        let ids: Vec<RecordId> = whole.hits.iter().map(|hit| hit.id).collect();
        let mut paged = Vec::new();
        let mut request = SearchRequest::new("salt").with_sort(sort).with_limit(10);
        loop {
            let page = kb.search(&request).unwrap();
            assert_eq!(page.hits[0].rank, paged.len() as u64 + 1);
            paged.extend(page.hits.iter().map(|hit| hit.id));
            let Some(next) = page.next else { break };
            request = request.with_after(next);
        }
        assert_eq!(paged, ids, "{sort:?}");
        let offset = kb.search(&SearchRequest { offset: 20, ..SearchRequest::new("salt").with_sort(sort) }).unwrap();
        assert_eq!(offset.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), ids[20..30], "{sort:?}");
        assert_eq!(offset.hits[0].rank, 21);
    }
    let error = kb.search(&SearchRequest::new("salt").with_after("x")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
}

#[test]
fn orders_are_what_they_say() {
    let kb = six_records();
    let years = |sort| {
        let found = kb.search(&SearchRequest::new("").with_sort(sort)).unwrap();
        found.hits.iter().map(|hit| hit.date.map(|date| date.to_string())).collect::<Vec<_>>()
    };
    let dates = ["2018", "2012-11", "2012", "2004-06"].map(|date| Some(date.to_owned()));
    assert_eq!(years(Sort::Newest)[..4], dates);
    assert_eq!(years(Sort::Newest)[4..], [None, None]);
    assert_eq!(years(Sort::Oldest)[0], Some("2004-06".to_owned()));
    assert_eq!(years(Sort::Oldest)[4..], [None, None]);
    let found = kb.search(&SearchRequest::new("").with_sort(Sort::Title)).unwrap();
    let shown = titles(&found);
    let mut sorted = shown.clone();
    sorted.sort();
    assert_eq!(shown, sorted);
}

#[test]
fn highlights_are_the_words_that_were_found() {
    let kb = six_records();
    let words = SearchRequest { expand: false, ..SearchRequest::new("pre-wetting salts") };
    let found = kb.search(&words).unwrap();
    let hit = &found.hits[0];
    let marked = |text: &HitText| -> Vec<String> {
        text.highlights.iter().map(|range| text.text[range.start..range.end].to_owned()).collect()
    };
    assert_eq!(marked(&hit.title), ["salt"]);
    let snippet = hit.snippet.as_ref().unwrap();
    assert_eq!(marked(&snippet.text), ["Pre", "wetting", "salt"]);
    assert_eq!(snippet.section, None);
}

#[test]
fn a_snippet_is_cut_around_what_was_found_on_whole_characters() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let filler = "Été après été, la même chose. ".repeat(200);
    let text = format!("{filler}Ici la saumure épaisse. {filler}");
    kb.capture(RecordDraft::new(RecordKind::Guide, "fr", "Voirie").with_section(SectionKind::Body, "fr", text))
        .unwrap();
    let found = kb.search(&SearchRequest { snippet_chars: 80, ..SearchRequest::new("saumure") }).unwrap();
    let snippet = found.hits[0].snippet.as_ref().unwrap();
    assert!(snippet.text.text.starts_with('…') && snippet.text.text.ends_with('…'), "{}", snippet.text.text);
    assert!(snippet.text.text.chars().count() <= 90);
    let range = snippet.text.highlights[0];
    assert_eq!(&snippet.text.text[range.start..range.end], "saumure");
}

#[test]
fn texts_are_shown_in_the_readers_language_and_say_when_they_are_not() {
    let kb = six_records();
    let found = kb.search(&SearchRequest::new("garbage OR sels").with_language(LanguageTag::fr())).unwrap();
    let bag = found.hits.iter().find(|hit| hit.title.text.starts_with("Limite")).unwrap();
    assert!(!bag.title.is_fallback);
    assert!(bag.snippet.as_ref().unwrap().text.is_fallback);
    let english = search(&kb, "sels");
    assert_eq!(english.hits[0].title.language, LanguageTag::fr());
}

#[test]
fn a_write_is_found_by_the_next_search() {
    let kb = six_records();
    let record = kb.capture(practice("Permeable pavers")).unwrap();
    let found = search(&kb, "pavers");
    assert_eq!((found.total, found.watermark), (1, kb.changes_since(Seq(0), 100).unwrap().last().unwrap().seq));
    let revised = record.content.clone().with_summary("en", "Also called porous asphalt.");
    kb.revise(record.id, record.version, revised, None).unwrap();
    assert_eq!(total(&kb, "asphalt"), 1);
    kb.withdraw(record.id, "no").unwrap();
    assert_eq!(total(&kb, "pavers"), 0);
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let kb = six_records();
    let request = SearchRequest::new("road salt brine");
    let found = kb.search(&request).unwrap();
    assert!(found.hits.len() >= 2);
    for hit in &found.hits {
        let explanation = kb.explain(&request, hit.id).unwrap();
        assert!((explanation.value - hit.score).abs() < 1e-4, "{explanation:?} {}", hit.score);
        assert!(!explanation.details.is_empty());
    }
    let other = search(&kb, "arena").hits[0].id;
    assert_eq!(kb.explain(&request, other).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn hostile_queries_are_answered() {
    let kb = six_records();
    // Signs without a word find nothing, and the answer says so.
    for query in ["\"", "😀", "*", "- + ( )", &"(".repeat(20_000)] {
        let found = search(&kb, query);
        let codes: Vec<_> = found.interpretation.notices.iter().map(|notice| notice.code.as_str()).collect();
        assert!(found.total == 0 && codes.contains(&"no_words"), "{query:.9}: {codes:?}");
    }
    for query in ["year:..", "title:", &"NOT ".repeat(20_000)] {
        search(&kb, query);
    }
    assert_eq!(total(&kb, &"a* ".repeat(3_000)), total(&kb, "a"));
    let huge = SearchRequest { limit: 1_000, offset: 10_000, snippet_chars: u32::MAX, ..SearchRequest::new("salt") };
    assert!(kb.search(&huge).unwrap().hits.is_empty());
    // Fewer hits than asked for would look like all there are.
    let error = kb.search(&SearchRequest { limit: 1_001, ..huge.clone() }).unwrap_err();
    assert!(error.to_string().contains("at most 1,000"), "{error}");
    // Giving another page than the one asked for would repeat records.
    let error = kb.search(&SearchRequest { offset: 10_001, ..huge }).unwrap_err();
    assert!(error.to_string().contains("after"), "{error}");
}

#[test]
fn an_empty_knowledge_base_answers_with_nothing() {
    let kb = KnowledgeBase::in_memory().unwrap();
    for query in ["", "salt", "area:roads", "NOT salt"] {
        let found = kb.search(&SearchRequest::new(query).with_facet(Facet::Area, 10)).unwrap();
        assert_eq!((found.total, found.hits.len(), found.facets[0].counts.len()), (0, 0, 0));
    }
}

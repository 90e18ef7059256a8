//! Words are read as people mean them: beginnings, forms, capitals, words in parts, names that mean more than one thing.

use omkn_core::{KnowledgeBase, LanguageTag, Query, RecordDraft, RecordKind, SearchHits, SearchRequest, parse_query};

use crate::support::{search, titles};

fn practice(language: &str, title: &str) -> RecordDraft {
    RecordDraft::new(RecordKind::Practice, language, title)
}

fn with_titles(all: &[(&str, &str)]) -> KnowledgeBase {
    let kb = KnowledgeBase::in_memory().unwrap();
    all.iter().for_each(|(language, title)| drop(kb.capture(practice(language, title)).unwrap()));
    kb
}

/// What a query finds as it stands: not relaxed, not expanded.
fn strictly(kb: &KnowledgeBase, query: &str) -> Vec<String> {
    let request = SearchRequest { relax: false, expand: false, correct: false, ..SearchRequest::new(query) };
    let mut found: Vec<String> = kb.search(&request).unwrap().hits.into_iter().map(|hit| hit.title.text).collect();
    found.sort();
    found
}

fn codes(found: &SearchHits) -> Vec<&str> {
    found.interpretation.notices.iter().map(|notice| notice.code.as_str()).collect()
}

#[test]
fn operators_in_a_title_of_capitals_are_words() {
    let kb = with_titles(&[
        ("en", "DO NOT FLUSH WIPES"),
        ("en", "Wipes in the sewer"),
        ("en", "READY OR NOT: emergency plan on one page"),
        ("en", "Ready-mix concrete tender"),
        ("fr", "TOUT SAUF LE SEL"),
        ("en", "Salt and beet juice"),
        ("en", "Salt alone"),
    ]);
    for (query, first) in [
        ("DO NOT FLUSH WIPES", "DO NOT FLUSH WIPES"),
        ("READY OR NOT", "READY OR NOT: emergency plan on one page"),
        ("TOUT SAUF LE SEL", "TOUT SAUF LE SEL"),
    ] {
        let found = search(&kb, query);
        assert_eq!((titles(&found)[0], codes(&found)), (first, vec!["capital_operators"]), "{query}");
    }
    for query in ["salt NOT beet", "sel SAUF beet NOT beet"] {
        let found = search(&kb, query);
        assert!(!titles(&found).contains(&"Salt and beet juice"), "{query}");
        assert_eq!(codes(&found), [""; 0], "{query}");
    }
    // A program writes what it means, and numbers have no capitals.
    assert_eq!(Query::parse_strict("OPP AND EMS").unwrap(), Query::word("OPP").and(Query::word("EMS")));
    assert_eq!(parse_query("2012 OR 2013").notices, []);
}

#[test]
fn plurals_of_abbreviations_are_the_abbreviation() {
    let kb = with_titles(&[("en", "Council reads ten KPIs"), ("en", "RFPs for snow"), ("en", "One RFP for all")]);
    assert_eq!(titles(&search(&kb, "KPI")), ["Council reads ten KPIs"]);
    assert_eq!(strictly(&kb, "RFP"), ["One RFP for all", "RFPs for snow"]);
    assert_eq!(strictly(&kb, "RFPs"), strictly(&kb, "rfp"));
}

#[test]
fn the_own_word_of_a_top_area_finds_the_whole_area() {
    let kb = KnowledgeBase::in_memory().unwrap();
    for area in ["procurement", "culture", "recreation", "finance", "governance", "water", "fire", "planning"] {
        kb.capture(practice("en", &format!("Untitled {}", area.len())).with_concept(area)).unwrap();
        kb.capture(practice("en", &format!("On {area}"))).unwrap();
        let found = search(&kb, area);
        assert_eq!((found.total, found.interpretation.expansions[0].ids.clone()), (2, vec![area.to_owned()]), "{area}");
    }
    assert_eq!(search(&kb, "eau").interpretation.expansions[0].ids, ["water"]);
    assert_eq!(search(&kb, "gouvernance").interpretation.expansions[0].ids, ["governance"]);
}

#[test]
fn words_of_either_language_are_not_corrected() {
    let kb = with_titles(&[("fr", "La conduite d’eau"), ("en", "The lot"), ("en", "Roads")]);
    for query in ["permis de conduire", "NOTHING OR NOT", "avec", "yearly", "snowplowing"] {
        let words: Vec<_> = search(&kb, query).interpretation.corrections;
        let changed: Vec<&str> = words.iter().map(|word| word.typed.as_str()).collect();
        assert!(
            !["conduire", "not", "or", "avec", "yearly", "snowplowing"].iter().any(|word| changed.contains(word)),
            "{changed:?}"
        );
    }
}

#[test]
fn signs_alone_find_nothing_and_say_why() {
    let kb = with_titles(&[("en", "Roads")]);
    for query in ["?", "—", "♻️", "()", "\"\"", "- +"] {
        let found = search(&kb, query);
        assert_eq!(found.total, 0, "{query}");
        assert!(codes(&found).contains(&"no_words"), "{query}: {:?}", codes(&found));
    }
    for query in ["", "  ", "\t\n"] {
        assert_eq!((search(&kb, query).total, codes(&search(&kb, query))), (1, vec![]), "{query:?}");
    }
    let printed = parse_query("?").query;
    assert_eq!(Query::parse_strict(&printed.to_string()).unwrap(), printed);
}

#[test]
fn the_mark_shows_the_place_of_the_match_however_long_the_text_is() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let long = format!("{}The brine was mixed here. {}", "Nothing of note. ".repeat(9_000), "More of it. ".repeat(99));
    kb.capture(practice("en", "A long story").with_section(omkn_core::SectionKind::Results, "en", &long)).unwrap();
    let snippet = search(&kb, "brine").hits[0].snippet.clone().unwrap();
    assert!(snippet.text.text.contains("The brine was mixed"), "{}", snippet.text.text);
    let mark = &snippet.text.highlights[0];
    assert_eq!(&snippet.text.text[mark.start..mark.end], "brine");
}

#[test]
fn labels_are_in_the_language_of_the_reader() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture(practice("en", "Brine").with_concept("roads/winter-control")).unwrap();
    let french = |query: &str| SearchRequest { languages: vec![LanguageTag::fr()], ..SearchRequest::new(query) };
    let found = kb.search(&french("snow plowing")).unwrap();
    let label = "Déneigement et entretien hivernal";
    assert_eq!(found.interpretation.expansions[0].label, label);
    assert_eq!(found.hits[0].matched_by[0].label, label);
    let found = kb.search(&french("area:\"snow plowing\"")).unwrap();
    assert_eq!(found.interpretation.resolved[0].label, label);
}

#[test]
fn beginnings_are_compared_with_words_as_they_are_written() {
    let kb = with_titles(&[
        ("en", "Recycling in small municipalities"),
        ("en", "Recycled rubber in playgrounds"),
        ("fr", "Plan d’urbanisme du canton"),
        ("en", "Winter-control patrols"),
        ("en", "Winter storage of canoes"),
        ("en", "Contracts for the winter"),
        ("en", "Re-use centre at the landfill"),
        ("en", "A university and its neighbours"),
        ("en", "Universal design"),
    ]);
    for (query, all) in [
        ("recyclin*", vec!["Recycling in small municipalities"]),
        ("recycl*", vec!["Recycled rubber in playgrounds", "Recycling in small municipalities"]),
        ("municipalit*", vec!["Recycling in small municipalities"]),
        ("d'urban*", vec!["Plan d’urbanisme du canton"]),
        ("winter-con*", vec!["Winter-control patrols"]),
        ("winter-control*", vec!["Winter-control patrols"]),
        ("reus*", vec!["Re-use centre at the landfill"]),
        ("re-us*", vec!["Re-use centre at the landfill"]),
        ("university*", vec!["A university and its neighbours"]),
        ("title:universi*", vec!["A university and its neighbours"]),
        ("winter -winter-con*", vec!["Contracts for the winter", "Winter storage of canoes"]),
    ] {
        assert_eq!(strictly(&kb, query), all, "{query}");
    }
    // Whatever is typed of a word, letter by letter, finds it.
    for (word, title) in [("experimentation", "An experimentation"), ("générosité", "La générosité")] {
        let kb = with_titles(&[("en", title)]);
        for end in word.char_indices().map(|(at, _)| at).skip(3) {
            assert_eq!(strictly(&kb, &format!("{}*", &word[..end])), [title]);
        }
    }
}

#[test]
fn the_word_as_it_was_typed_comes_before_other_words_of_its_stem() {
    let others = "Parks, park benches and park lighting in every park.";
    let kb = with_titles(&[("en", "Paid parking downtown with meters and an app")]);
    let parks = practice("en", "Parks and park trails").with_summary("en", others);
    kb.capture(parks).unwrap();
    (0..40).for_each(|number| drop(kb.capture(practice("en", &format!("Something else {number}"))).unwrap()));
    for (query, first) in
        [("parking", "Paid parking downtown with meters and an app"), ("parks", "Parks and park trails")]
    {
        let found = search(&kb, query);
        assert_eq!((titles(&found)[0], found.total), (first, 2), "{query}");
    }
    let (found, id) = (search(&kb, "parking"), search(&kb, "parking").hits[0].id);
    let explained = kb.explain(&SearchRequest::new("parking"), id).unwrap();
    assert!((explained.value - found.hits[0].score).abs() < 1e-4, "{explained:?}");
}

#[test]
fn words_are_found_however_they_are_joined() {
    let kb = with_titles(&[
        ("en", "Re-use centre at the landfill"),
        ("fr", "Éco-centre de la ville"),
        ("en", "Non-profit housing"),
        ("en", "Stormwater runoff"),
        ("en", "Trail use in spring"),
        ("en", "Housing for 8 000 people"),
    ]);
    for (query, all) in [
        ("reuse", vec!["Re-use centre at the landfill"]),
        ("écocentre", vec!["Éco-centre de la ville"]),
        ("nonprofit", vec!["Non-profit housing"]),
        ("run-off", vec!["Stormwater runoff"]),
        ("storm water", vec!["Stormwater runoff"]),
        ("\"reuse centre\"", vec!["Re-use centre at the landfill"]),
        ("\"storm water runoff\"", vec!["Stormwater runoff"]),
        ("\"stormwater run-off\"", vec!["Stormwater runoff"]),
        ("housing -nonprofit", vec!["Housing for 8 000 people"]),
        ("centre -reuse", vec!["Éco-centre de la ville"]),
        ("landfill trail -re-use", vec!["Trail use in spring"]),
        ("runoff -run-off", vec![]),
        ("8000", vec!["Housing for 8 000 people"]),
        ("8 000", vec!["Housing for 8 000 people"]),
        ("8,000", vec!["Housing for 8 000 people"]),
        ("housing -8000", vec!["Non-profit housing"]),
        ("housing -\"8 000\"", vec!["Non-profit housing"]),
        ("\"8 000 people\"", vec!["Housing for 8 000 people"]),
    ] {
        assert_eq!(strictly(&kb, query), all, "{query}");
    }
    let marked = |query: &str| -> Vec<String> {
        let hit = &search(&kb, query).hits[0];
        hit.title.highlights.iter().map(|range| hit.title.text[range.start..range.end].to_owned()).collect()
    };
    assert_eq!(marked("reuse"), ["Re", "use"]);
    assert!(marked("run-off").contains(&"runoff".to_owned()));
}

#[test]
fn a_county_includes_its_towns() {
    let kb = with_titles(&[("en", "Roads in Simcoe"), ("en", "Roads elsewhere")]);
    let town = |title: &str, name: &str| {
        let id = kb.organizations().unwrap().resolve(name).unwrap().id.clone();
        practice("en", title).with_organization(id)
    };
    for (title, name) in [("Salt in Innisfil", "Innisfil"), ("Brine of the county", "Simcoe County"), ("Far", "Kenora")]
    {
        kb.capture(town(title, name)).unwrap();
    }
    let found = search(&kb, "Simcoe");
    let mut all = titles(&found);
    all.sort_unstable();
    assert_eq!(all, ["Brine of the county", "Roads in Simcoe", "Salt in Innisfil"]);
    let region = found.interpretation.expansions.iter().find(|expansion| expansion.field == "region").unwrap();
    assert_eq!((region.ids.as_slice(), region.typed.as_str()), ([String::from("Simcoe")].as_slice(), "Simcoe"));
    let hit = found.hits.iter().find(|hit| hit.title.text == "Salt in Innisfil").unwrap();
    assert_eq!((hit.matched_by[0].field.as_str(), hit.matched_by[0].label.as_str()), ("region", "Simcoe"));
    assert!(search(&kb, "Simcoe").total >= search(&kb, "region:Simcoe").total);
}

/// Everything that an answer says to its reader, but for titles and texts of records.
fn sentences(kb: &KnowledgeBase, request: &SearchRequest) -> Vec<String> {
    let found = kb.search(request).unwrap();
    let said = &found.interpretation;
    let mut all: Vec<String> = said.notices.iter().map(|notice| notice.reason.clone()).collect();
    all.extend(said.expansions.iter().map(|expansion| expansion.label.clone()));
    all.extend(said.resolved.iter().map(|name| name.label.clone()));
    for facet in &found.facets {
        all.extend(facet.counts.iter().map(|count| count.label.clone()));
    }
    for hit in &found.hits {
        all.extend(hit.matched_by.iter().map(|matched| matched.label.clone()));
        if let Ok(explained) = kb.explain(request, hit.id) {
            let mut left = vec![explained];
            while let Some(part) = left.pop() {
                all.push(part.description);
                left.extend(part.details);
            }
        }
    }
    all
}

#[test]
fn who_asks_in_french_reads_no_english() {
    let kb = KnowledgeBase::in_memory().unwrap();
    for title in ["Déneigement des rues", "Sel et saumure", "Réduction du sel sur les routes"] {
        let roads = practice("fr", title).with_concept("roads/winter-control").with_date("2012".parse().unwrap());
        kb.capture(roads.with_organization("sgc:3543017")).unwrap();
    }
    let english = [
        "the", "of", "is", "are", "was", "were", "and", "with", "no", "not", "for", "by", "from", "records", "record",
        "words", "word", "search", "results", "winter", "control", "roads", "year", "years", "that", "this", "has",
        "have", "as", "who",
    ];
    let queries = [
        "",
        "sel",
        "déneigment",
        "selle OR",
        "\"sel",
        "(sel",
        "sel)",
        "genre:poème",
        "couleur:bleu",
        "se*",
        "municipalité:Nulpart",
        "municipalité:Innisfil sel",
        "secteur:déneigement",
        "snow plowing",
        "quelque chose d’introuvable",
        "population:2..1",
        "année:2012..",
        "?",
        "TOUT SAUF LE SEL",
        "rues sel genre:guide",
        "contient:mesures",
        "statut:brouillon",
        "Simcoe",
    ];
    let facets = ["area", "kind", "municipality", "region", "tier", "population_band", "year", "language", "status"];
    for query in queries {
        let mut request = SearchRequest { languages: vec![LanguageTag::fr()], ..SearchRequest::new(query) };
        request.facets = facets.map(|facet| omkn_core::FacetRequest::top(facet.parse().unwrap(), 5)).into();
        for sentence in sentences(&kb, &request) {
            // What was typed is quoted as it was.
            let sentence = sentence.replace("\u{ab}", "\"").replace("\u{bb}", "\"");
            let own: String = sentence.split('"').step_by(2).collect::<Vec<_>>().join(" ").replace(query, " ");
            let words = own.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
            let found: Vec<String> = words.filter(|word| english.contains(&word.as_str())).collect();
            assert_eq!(found, [""; 0], "{query}: {sentence}");
        }
    }
}

//! The taxonomy and the register of a knowledge base: edited, kept, and followed by records.

use omkn_core::{
    Concept, ConceptId, ErrorKind, Facet, KnowledgeBase, LanguageMap, OpenOptions, Organization, OrganizationKind,
    SearchRequest, Seq,
};

use crate::support::{assert_healthy, on_disk, practice, reader, total};

#[test]
fn records_of_a_deprecated_concept_are_found_under_its_replacement() {
    let (folder, kb) = on_disk();
    kb.capture(practice("Brine").with_concept("roads/winter-control")).unwrap();
    kb.capture(practice("Bare pavement").with_concept("roads")).unwrap();
    let (old, new) = (ConceptId::new("roads/winter-control"), ConceptId::new("roads/snow"));
    kb.edit_taxonomy(|edit| {
        let snow = Concept::new("omkn", new.clone())
            .with_label("en", "Snow and ice")
            .with_label("fr", "Neige et glace")
            .with_broader("roads");
        edit.add_concept(snow).deprecate(&old, std::slice::from_ref(&new));
        Ok(())
    })
    .unwrap();
    kb.close().unwrap();
    for options in [OpenOptions::new(), reader()] {
        let kb = options.open(folder.path()).unwrap();
        assert_eq!(total(&kb, "area:roads/snow"), 1);
        assert_eq!(total(&kb, "area:\"neige et glace\""), 1);
        assert_eq!(total(&kb, "area:roads"), 2);
        let areas = kb.search(&SearchRequest::new("").with_facet(Facet::Area, 9)).unwrap().facets.remove(0);
        let counts: Vec<_> = areas.counts.iter().map(|area| (area.value.as_str(), area.count)).collect();
        assert_eq!(counts, [("roads", 2), ("roads/snow", 1)]);
        assert_healthy(&kb);
    }
}

#[test]
fn an_edit_that_breaks_a_condition_changes_nothing() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let error = kb
        .edit_taxonomy(|edit| {
            edit.add_broader(&"roads".into(), &"roads/winter-control".into());
            Ok(())
        })
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Taxonomy);
    assert!(kb.changes_since(Seq(0), 9).unwrap().is_empty());
    assert!(kb.taxonomy().unwrap().check().is_empty());
}

#[test]
fn organizations_of_the_host_are_kept_found_and_followed() {
    let (folder, kb) = on_disk();
    let mut own = Organization {
        id: "amo".into(),
        kind: OrganizationKind::Association,
        name: LanguageMap::new().with("en", "Association of Municipalities of Ontario"),
        official_name: LanguageMap::new(),
        aliases: Vec::new(),
        tier: None,
        municipal_status: None,
        parent: None,
        region: Some("Ontario".to_owned()),
        is_northern: None,
        website: None,
        populations: Vec::new(),
        land_area_km2: None,
        position: None,
        spending_per_resident: None,
    };
    kb.put_organizations(vec![own.clone()]).unwrap();
    kb.capture(practice("Shared services").with_concept("shared-services").with_organization("amo")).unwrap();
    assert_eq!(total(&kb, "region:ontario"), 1);
    own.region = Some("Canada".to_owned());
    kb.put_organizations(vec![own]).unwrap();
    assert_eq!(total(&kb, "region:canada"), 1, "its records are indexed again");
    assert_eq!(total(&kb, "area:shared-services region:ontario"), 0);
    kb.close().unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_eq!(kb.organization("association of municipalities of ontario").unwrap().id.as_str(), "amo");
    assert_eq!(kb.organizations().unwrap().all().count(), 445);
    let wrong = Organization { parent: Some("none".into()), ..kb.organization("amo").unwrap() };
    assert_eq!(kb.put_organizations(vec![wrong]).unwrap_err().kind(), ErrorKind::Validation);
    // Likeness stays between 0 and 1 because no such number gets in.
    for spending in [f64::INFINITY, f64::NAN, -1.0] {
        let wrong = Organization { spending_per_resident: Some(spending), ..kb.organization("amo").unwrap() };
        assert_eq!(kb.put_organizations(vec![wrong]).unwrap_err().kind(), ErrorKind::Validation);
    }
}

#[test]
fn names_are_resolved_or_told_with_candidates() {
    let kb = KnowledgeBase::in_memory().unwrap();
    assert_eq!(kb.organization("Grand Sudbury").unwrap().name.best(&[]).unwrap().text, "Greater Sudbury");
    assert_eq!(kb.organization("Hamilton").unwrap_err().kind(), ErrorKind::Ambiguous);
    let error = kb.organization("Xanadu upon Nowhere").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let town = kb.organization("Twp. of Adjala Tosorontio").unwrap();
    assert_eq!((town.population(), town.populations.len(), town.region.as_deref()), (Some(10_989), 6, Some("Simcoe")));
}

#[test]
fn a_text_is_classified_with_reasons_in_either_language() {
    let kb = KnowledgeBase::in_memory().unwrap();
    for text in ["Brine before snow cuts road salt", "Le déneigement des trottoirs et le sel de voirie"] {
        let guesses = kb.classify(text, 3).unwrap();
        assert!(guesses[0].concept.as_str().starts_with("roads"), "{guesses:?}");
        assert!(!guesses[0].reasons.is_empty());
    }
    assert!(kb.classify("", 3).unwrap().is_empty());
}

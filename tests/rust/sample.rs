//! The sample records of the project: real, complete, and found by what people ask.

use omkn_core::{KnowledgeBase, RecordFilter};

use crate::support::{import_sample, search};

#[test]
fn every_sample_record_is_imported_once() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let report = import_sample(&kb);
    assert_eq!((report.rejected, report.created, report.committed), (0, report.rows, true), "{:?}", report.problems);
    assert!(report.rows >= 110, "{}", report.rows);
    let again = import_sample(&kb);
    assert_eq!((again.unchanged, again.created, again.updated), (report.rows, 0, 0));
}

#[test]
fn every_sample_record_names_its_source_and_its_areas() {
    let kb = KnowledgeBase::in_memory().unwrap();
    import_sample(&kb);
    let page = kb.records(&RecordFilter { limit: 1000, ..RecordFilter::default() }).unwrap();
    for record in &page.items {
        let draft = &record.content;
        assert!(draft.sources.iter().any(|source| source.url.is_some()), "{}", record.id);
        assert!(!draft.concepts.is_empty() && !draft.external_ids.is_empty(), "{}", record.id);
    }
    let with_numbers = page.items.iter().filter(|record| !record.content.measures.is_empty()).count();
    assert!(with_numbers >= 20, "{with_numbers}");
}

#[test]
fn people_find_what_they_ask_for_first() {
    let kb = KnowledgeBase::in_memory().unwrap();
    import_sample(&kb);
    for (asked, first) in [
        ("garbage bag limits Peterborough", "Peterborough"),
        ("streetlights LED Blue Mountains", "The Blue Mountains"),
        ("sacs transparents Markham", "Markham"),
        ("salt management plan muskoka", "Muskoka"),
        ("géomatique partage de données", "géomatique"),
    ] {
        let found = search(&kb, asked);
        assert!(found.hits[0].title.text.contains(first), "{asked}: {}", found.hits[0].title.text);
    }
}

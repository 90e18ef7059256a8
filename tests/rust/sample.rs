//! The sample records of the project: real, complete, and found by what people ask.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use omkn_core::{ImportOptions, ImportReport, Job, KnowledgeBase, RecordFilter, SearchRequest};

fn import(kb: &KnowledgeBase) -> ImportReport {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/practices.jsonl");
    kb.import_jsonl(BufReader::new(File::open(file).unwrap()), &ImportOptions::default(), &mut Job::new()).unwrap()
}

#[test]
fn every_sample_record_is_imported_once() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let report = import(&kb);
    assert_eq!((report.rejected, report.created, report.committed), (0, report.rows, true), "{:?}", report.problems);
    assert!(report.rows >= 110, "{}", report.rows);
    let again = import(&kb);
    assert_eq!((again.unchanged, again.created, again.updated), (report.rows, 0, 0));
}

#[test]
fn every_sample_record_names_its_source_and_its_areas() {
    let kb = KnowledgeBase::in_memory().unwrap();
    import(&kb);
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
    import(&kb);
    for (asked, first) in [
        ("garbage bag limits Peterborough", "Peterborough"),
        ("streetlights LED Blue Mountains", "The Blue Mountains"),
        ("sacs transparents Markham", "Markham"),
        ("salt management plan muskoka", "Muskoka"),
        ("géomatique partage de données", "géomatique"),
    ] {
        let found = kb.search(&SearchRequest::new(asked)).unwrap();
        assert!(found.hits[0].title.text.contains(first), "{asked}: {}", found.hits[0].title.text);
    }
}

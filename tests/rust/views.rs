//! Views: every read of one view agrees with every other, whatever is written meanwhile.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use omkn_core::{
    ChangeKind, ConceptId, ErrorKind, Facet, Job, KnowledgeBase, LanguageTag, OpenOptions, Organization,
    OrganizationId, RecordDraft, RecordFilter, RecordId, RecordKind, SearchRequest, Seq, View,
};

fn guide(number: usize) -> RecordDraft {
    RecordDraft::new(RecordKind::Guide, "en", format!("Guide number{number} on salt"))
        .with_concept(if number.is_multiple_of(2) { "roads/winter-control" } else { "waste/collection" })
}

/// In a folder and in memory alike.
fn both(test: impl Fn(&KnowledgeBase)) {
    let folder = tempfile::tempdir().unwrap();
    test(&KnowledgeBase::open(folder.path()).unwrap());
    test(&KnowledgeBase::in_memory().unwrap());
}

fn all_ids(view: &View) -> Vec<RecordId> {
    let mut filter = RecordFilter { limit: 3, ..RecordFilter::default() };
    let mut ids = Vec::new();
    loop {
        let page = view.records(&filter).unwrap();
        ids.extend(page.items.into_iter().map(|record| record.id));
        match page.next {
            Some(next) => filter.after = Some(next),
            None => return ids,
        }
    }
}

/// What a view says, asked in every way; all of it must agree.
fn assert_agrees(view: &View) {
    let count = view.count().unwrap();
    let request = SearchRequest { limit: 1_000, ..SearchRequest::new("salt").with_facet(Facet::Area, 1_000) };
    let found = view.search(&request).unwrap();
    assert_eq!(found.watermark, view.seq());
    assert_eq!(found.total, count, "search and count");
    let mut hits: Vec<_> = found.hits.iter().map(|hit| hit.id).collect();
    let mut listed = all_ids(view);
    hits.sort_unstable();
    listed.sort_unstable();
    assert_eq!(hits, listed, "hits and listing");
    let mut exported = Vec::new();
    assert_eq!(view.export_jsonl(&mut exported, &RecordFilter::default(), &mut Job::new()).unwrap(), count);
    // A facet counts by the taxonomy of the view, and its labels are those of the view.
    let taxonomy = view.taxonomy().unwrap();
    for area in &found.facets[0].counts {
        let id = ConceptId::new(area.value.as_str());
        assert_eq!(taxonomy.get(&id).unwrap().pref_label.get(&LanguageTag::en()), Some(area.label.as_str()));
        let narrower = taxonomy.expand(&id);
        let records = found.hits.iter().filter(|hit| hit.concepts.iter().any(|concept| narrower.contains(concept)));
        assert_eq!(records.count() as u64, area.count, "{}", area.value);
    }
    let last = view.changes_since(Seq(0), 1_000_000).unwrap().last().map(|change| change.seq);
    assert_eq!(last.unwrap_or_default(), view.seq());
}

#[test]
fn a_view_shows_what_was_there_when_it_was_made() {
    both(|kb| {
        let first = kb.capture(guide(0)).unwrap();
        let view = kb.view().unwrap();
        let second = kb.capture(guide(1)).unwrap();
        kb.revise(first.id, first.version, RecordDraft::new(RecordKind::Guide, "en", "Sand, no brine"), None).unwrap();
        kb.edit_taxonomy(|edit| {
            edit.set_pref_label(&"roads/winter-control".into(), LanguageTag::en(), "Snow and ice");
            Ok(())
        })
        .unwrap();
        assert_eq!(view.count().unwrap(), 1);
        assert_eq!(view.get(first.id).unwrap().version, first.version);
        assert_eq!(view.find(second.id).unwrap(), None);
        assert_eq!(view.search(&SearchRequest::new("\"on salt\"")).unwrap().hits[0].id, first.id);
        let concept = view.taxonomy().unwrap().get(&"roads/winter-control".into()).unwrap().clone();
        assert_eq!(concept.pref_label.get(&LanguageTag::en()), Some("Winter control"));
        assert_agrees(&view);
        assert_eq!(kb.search(&SearchRequest::new("\"on salt\"")).unwrap().total, 1);
        assert_eq!(kb.count().unwrap(), 2);
    });
}

/// Lets readers end also where the writer panics.
struct SetOnDrop<'f>(&'f AtomicBool);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

#[test]
fn one_writes_and_four_read_and_every_answer_is_of_one_change() {
    both(|kb| {
        let done = AtomicBool::new(false);
        let asked = AtomicU64::new(0);
        std::thread::scope(|scope| {
            let (done, asked) = (&done, &asked);
            scope.spawn(move || {
                let _finish = SetOnDrop(done);
                for number in 0..60 {
                    let record = kb.capture(guide(number)).unwrap();
                    match number % 4 {
                        0 => drop(kb.revise(record.id, record.version, guide(number + 1), None).unwrap()),
                        1 => drop(kb.withdraw(record.id, "too old").unwrap()),
                        2 => {
                            let label = format!("Winter control {number}");
                            kb.edit_taxonomy(|edit| {
                                edit.set_pref_label(&"roads/winter-control".into(), LanguageTag::en(), label);
                                Ok(())
                            })
                            .unwrap();
                        }
                        _ => {
                            let id = OrganizationId::new(format!("own:{number}"));
                            let new = Organization { id, ..kb.organization("sgc:3543003").unwrap() };
                            kb.put_organizations(vec![new]).unwrap();
                        }
                    }
                    // Readers need their turn, too.
                    std::thread::sleep(Duration::from_millis(2));
                }
            });
            for _ in 0..4 {
                scope.spawn(move || {
                    while !done.load(Ordering::Acquire) {
                        let view = kb.view().unwrap();
                        assert_agrees_without_withdrawn(&view);
                        asked.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        assert!(asked.load(Ordering::Relaxed) > 0);
        assert_agrees_without_withdrawn(&kb.view().unwrap());
    });
}

/// The same where some records are withdrawn, which searches leave out.
fn assert_agrees_without_withdrawn(view: &View) {
    let request = SearchRequest { limit: 1_000, ..SearchRequest::new("salt") };
    let found = view.search(&request).unwrap();
    assert_eq!(found.watermark, view.seq());
    let mut hits: Vec<_> = found.hits.iter().map(|hit| (hit.id, hit.version, hit.title.text.clone())).collect();
    let mut current: Vec<_> = all_ids(view)
        .into_iter()
        .map(|id| view.get(id).unwrap())
        .filter(|record| record.status.is_current())
        .map(|record| (record.id, record.version, record.content.title.get(&LanguageTag::en()).unwrap().to_owned()))
        .collect();
    hits.sort();
    current.sort();
    assert_eq!(hits, current);
    let register = view.organizations().unwrap();
    let changes = view.changes_since(Seq(0), 1_000_000).unwrap();
    let edits = changes.iter().filter(|change| change.kind == ChangeKind::OrganizationsEdited).count();
    let own = register.all().filter(|organization| organization.id.as_str().starts_with("own:"));
    assert_eq!(own.count(), edits, "one organization for each edit of the register");
}

#[test]
fn a_forgotten_view_ends_with_its_own_error_and_lets_the_log_go() {
    let folder = tempfile::tempdir().unwrap();
    let kb = OpenOptions::new().view_limit(Duration::from_secs(2)).open(folder.path()).unwrap();
    kb.capture(guide(0)).unwrap();
    let view = kb.view().unwrap();
    std::thread::sleep(Duration::from_secs(2));
    assert!(view.age() >= Duration::from_secs(2));
    let error = view.count().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ViewEnded);
    assert!(error.to_string().contains("view_limit"), "{error}");
    assert_eq!(view.search(&SearchRequest::new("salt")).unwrap_err().kind(), ErrorKind::ViewEnded);
    // The next view is as good as new.
    assert_eq!(kb.view().unwrap().count().unwrap(), 1);
}

#[test]
fn a_view_ends_with_its_knowledge_base() {
    both(|kb| {
        kb.capture(guide(0)).unwrap();
        let view = kb.view().unwrap();
        kb.close().unwrap();
        assert_eq!(view.count().unwrap_err().kind(), ErrorKind::Closed);
    });
}

#[test]
fn what_was_erased_is_in_no_view() {
    let folder = tempfile::tempdir().unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    let record = kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Call Xanthippe about salt")).unwrap();
    let view = kb.view().unwrap();
    kb.erase(record.id).unwrap();
    assert_eq!(view.get(record.id).unwrap_err().kind(), ErrorKind::ViewEnded);
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(9).any(|window| window == b"Xanthippe"), "{}", path.display());
        }
    }
}

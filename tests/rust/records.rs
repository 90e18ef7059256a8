//! Capturing, revising, withdrawing and erasing records, and what remains of it all.

use omkn_core::{
    Change, ChangeKind, Error, ErrorKind, Job, KnowledgeBase, LanguageTag, OpenOptions, RecordDraft, RecordFilter,
    RecordId, RecordKind, RevisionAction, SectionKind, Seq, Status, Version,
};

use crate::support::{assert_healthy, files_below, guide, practice, search, total};

fn bag_limit() -> RecordDraft {
    practice("Two-bag garbage limit")
        .with_title("fr", "Limite de deux sacs à ordures")
        .with_summary("en", "Two bags a week, tags for more.")
        .with_section(SectionKind::Results, "en", "A third less garbage in two years.")
        .with_concept("waste/collection")
        .with_subject("bag tags")
        .with_date("2004-06".parse().unwrap())
        .with_external_id("example.org", "17")
}

#[test]
fn what_is_captured_is_read_back_whole() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let captured = kb.capture(bag_limit()).unwrap();
    let read = kb.get(captured.id).unwrap();
    assert_eq!(read, captured);
    assert_eq!(read.content, bag_limit());
    assert_eq!((read.version, read.status), (Version(1), Status::Published));
    assert_eq!(kb.find_by_external_id("example.org", "17").unwrap().unwrap().id, captured.id);
    assert_eq!(kb.find(RecordId::new()).unwrap(), None);
}

#[test]
fn a_draft_with_problems_names_all_of_them_and_leaves_no_trace() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let draft = practice(" ").with_concept("no/such").with_organization("sgc:0");
    let error = kb.capture(draft).unwrap_err();
    let Error::Validation { problems } = error else { panic!("{error}") };
    let paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["title.en", "concepts[0]", "coverage.organizations[0]"]);
    assert_eq!(kb.count().unwrap(), 0);
    assert!(kb.changes_since(Seq(0), 10).unwrap().is_empty());
}

#[test]
fn a_revision_needs_the_version_it_was_made_from() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let first = kb.capture(bag_limit()).unwrap();
    let mut draft = first.content.clone();
    draft.title.insert(LanguageTag::en(), "One-bag garbage limit");
    let second = kb.revise(first.id, first.version, draft.clone(), None).unwrap();
    assert_eq!(second.version, Version(2));
    let error = kb.revise(first.id, first.version, draft, None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(kb.get(first.id).unwrap(), second);
}

#[test]
fn history_tells_every_version_and_diff_what_changed() {
    let kb = OpenOptions::new().author("Waste Services").in_memory().unwrap();
    let first = kb.capture(bag_limit()).unwrap();
    let mut draft = first.content.clone();
    draft.title.insert(LanguageTag::en(), "One-bag garbage limit");
    draft.subjects.clear();
    kb.revise(first.id, first.version, draft, None).unwrap();
    kb.withdraw(first.id, "replaced by the green bin").unwrap();
    let history = kb.history(first.id).unwrap();
    let actions: Vec<_> = history.iter().map(|revision| revision.action).collect();
    assert_eq!(actions, [RevisionAction::Capture, RevisionAction::Revise, RevisionAction::Withdraw]);
    assert!(history.iter().all(|revision| revision.author.as_deref() == Some("Waste Services")));
    assert_eq!(history[2].reason.as_deref(), Some("replaced by the green bin"));
    assert_eq!(history[1].parents, [history[0].hash]);
    let changed: Vec<_> =
        kb.diff(first.id, Version(1), Version(2)).unwrap().into_iter().map(|change| change.path).collect();
    assert_eq!(changed, ["subjects", "title.en"]);
    assert_eq!(kb.get_version(first.id, Version(1)).unwrap().content, first.content);
    assert_eq!(kb.get_version(first.id, Version(9)).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_withdrawn_record_is_not_found_by_search_and_comes_back_by_restoring() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let record = kb.capture(bag_limit()).unwrap();
    kb.withdraw(record.id, "wrong town").unwrap();
    assert_eq!(total(&kb, "garbage"), 0);
    assert_eq!(total(&kb, "garbage status:withdrawn"), 1);
    let restored = kb.restore(record.id, Version(1), None).unwrap();
    assert_eq!((restored.version, restored.status), (Version(3), Status::Published));
    assert_eq!(restored.content, record.content);
    assert_eq!(total(&kb, "garbage"), 1);
}

#[test]
fn status_moves_only_along_the_workflow() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let draft = kb.capture_as(bag_limit(), Status::Draft, None).unwrap();
    assert_eq!(total(&kb, "garbage"), 0, "drafts are not shown to readers");
    let error = kb.move_status(draft.id, draft.version, Status::Published, None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    let mut record = draft;
    for status in [Status::Submitted, Status::InReview, Status::Returned, Status::Submitted, Status::InReview] {
        record = kb.move_status(record.id, record.version, status, Some("next step")).unwrap();
    }
    record = kb.move_status(record.id, record.version, Status::Approved, None).unwrap();
    record = kb.move_status(record.id, record.version, Status::Published, None).unwrap();
    assert_eq!(search(&kb, "garbage").hits[0].id, record.id);
    assert_eq!(kb.history(record.id).unwrap().len(), 8);
}

#[test]
fn two_records_cannot_share_a_name() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture(bag_limit()).unwrap();
    let error = kb.capture(bag_limit()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert!(error.to_string().contains("external_ids[0]"), "{error}");
    assert_eq!(kb.count().unwrap(), 1);
}

#[test]
fn the_change_log_tells_everything_once_in_order() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let a = kb.capture(bag_limit()).unwrap();
    let b = kb.capture(guide("Salt guide")).unwrap();
    kb.withdraw(a.id, "old").unwrap();
    kb.erase(b.id).unwrap();
    let all = kb.changes_since(Seq(0), 100).unwrap();
    let kinds: Vec<_> = all.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Captured, ChangeKind::Captured, ChangeKind::Withdrawn, ChangeKind::Erased]);
    let mut paged = Vec::new();
    while let Some(change) = kb.changes_since(paged.last().map_or(Seq(0), |c: &Change| c.seq), 1).unwrap().pop() {
        paged.push(change);
    }
    assert_eq!(paged, all);
}

#[test]
fn many_drafts_are_captured_all_or_none() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let good = (0..10).map(|n| guide(&format!("Guide {n}")));
    assert_eq!(kb.capture_all(good.clone(), &mut Job::new()).unwrap().len(), 10);
    let one_bad = good.chain([guide("")]);
    let error = kb.capture_all(one_bad, &mut Job::new()).unwrap_err();
    assert!(error.to_string().contains("drafts[10].title"), "{error}");
    assert_eq!(kb.count().unwrap(), 10);
    assert_healthy(&kb);
}

#[test]
fn listing_filters_and_pages_without_repeating_or_skipping() {
    let kb = KnowledgeBase::in_memory().unwrap();
    for n in 0..25 {
        let kind = if n % 2 == 0 { RecordKind::Guide } else { RecordKind::Practice };
        let area = if n % 3 == 0 { "roads/winter-control" } else { "waste/collection" };
        kb.capture(RecordDraft::new(kind, "en", format!("Record {n}")).with_concept(area)).unwrap();
    }
    let mut filter = RecordFilter {
        kinds: vec![RecordKind::Guide],
        concept: Some("roads".into()),
        limit: 2,
        ..RecordFilter::default()
    };
    let mut titles = Vec::new();
    loop {
        let page = kb.records(&filter).unwrap();
        titles.extend(page.items.iter().map(|record| record.content.title.best(&[]).unwrap().text.to_owned()));
        filter.after = page.next;
        if filter.after.is_none() {
            break;
        }
    }
    assert_eq!(titles, ["Record 0", "Record 6", "Record 12", "Record 18", "Record 24"]);
    filter.after = Some("nonsense".to_owned());
    assert_eq!(kb.records(&filter).unwrap_err().kind(), ErrorKind::Validation);
}

#[test]
fn nothing_of_an_erased_record_is_left_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let kb = OpenOptions::new().author("zanzibarauthor").open(folder.path()).unwrap();
    let draft = practice("Quixotopia plan")
        .with_summary("en", "Call Quixotopia Zimmerwald about it.")
        .with_subject("quixotopian");
    let record = kb.capture(draft.clone()).unwrap();
    kb.revise(record.id, record.version, draft.with_section(SectionKind::Body, "en", "More Quixotopia."), None)
        .unwrap();
    assert_eq!(total(&kb, "quixotopia"), 1);
    kb.erase(record.id).unwrap();
    assert_eq!(kb.get(record.id).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(total(&kb, "quixotopia"), 0);
    assert_healthy(&kb);
    for (file, bytes) in files_below(folder.path()) {
        let bytes = bytes.to_ascii_lowercase();
        for word in [&b"quixotopi"[..], b"zimmerwald", b"zanzibarauthor"] {
            assert!(
                !bytes.windows(word.len()).any(|part| part == word),
                "{} in {}",
                word.escape_ascii(),
                file.display()
            );
        }
    }
}

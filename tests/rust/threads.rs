//! One handle, many threads; and long work that is stopped midway.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use omkn_core::{Concept, ErrorKind, ImportOptions, Interrupter, Job, KnowledgeBase, SearchRequest, Seq, Version};

use crate::support::{assert_healthy, cancelled_job, guide, job_cancelled_at, on_disk, total};

const THREADS: u64 = 8;

fn work_from_many_threads(kb: &KnowledgeBase) {
    let conflicts = AtomicU64::new(0);
    let shared = kb.capture(guide("Salt shared")).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let conflicts = &conflicts;
            scope.spawn(move || {
                for n in 0..12 {
                    let record = kb.capture(guide(&format!("Salt {thread} {n}"))).unwrap();
                    kb.revise(record.id, record.version, guide(&format!("Salt and brine {thread} {n}")), None).unwrap();
                    assert!(total(kb, "brine") > n, "what this thread has written is found");
                    let seen = kb.get(shared.id).unwrap();
                    match kb.revise(shared.id, seen.version, guide(&format!("Salt shared by {thread} {n}")), None) {
                        Ok(revised) => assert_eq!(revised.version, Version(seen.version.0 + 1)),
                        Err(error) => {
                            assert_eq!(error.kind(), ErrorKind::Conflict);
                            conflicts.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    if n == 6 && thread % 4 == 0 {
                        assert_healthy(kb);
                    }
                    if n == 8 && thread % 4 == 1 {
                        kb.rebuild_index(&mut Job::new()).unwrap();
                    }
                }
            });
        }
    });
    let rounds = THREADS * 12;
    assert_eq!(kb.count().unwrap(), rounds + 1);
    // Without what else shows that a record is about brine, such as "salt".
    let words = SearchRequest { expand: false, ..SearchRequest::new("brine") };
    assert_eq!(kb.search(&words).unwrap().total, rounds);
    let revised = u64::from(kb.get(shared.id).unwrap().version.0) - 1;
    assert_eq!(revised + conflicts.load(Ordering::Relaxed), rounds, "each try was kept or refused");
    assert_eq!(kb.changes_since(Seq(0), 10_000).unwrap().len() as u64, 1 + 2 * rounds + revised);
    assert_healthy(kb);
}

#[test]
fn many_threads_share_a_handle_on_a_folder() {
    let (_folder, kb) = on_disk();
    work_from_many_threads(&kb);
}

#[test]
fn many_threads_share_a_handle_in_memory() {
    work_from_many_threads(&KnowledgeBase::in_memory().unwrap());
}

#[test]
fn edits_of_the_taxonomy_from_many_threads_are_all_kept_or_refused() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let kept = AtomicU64::new(0);
    let before = kb.taxonomy().unwrap().concepts().len() as u64;
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (kb, kept) = (&kb, &kept);
            scope.spawn(move || {
                for n in 0..4 {
                    let concept = Concept::new("omkn", format!("roads/test-{thread}-{n}"))
                        .with_label("en", format!("Test {thread} {n}"))
                        .with_broader("roads");
                    let edited = kb.edit_taxonomy(|edit| {
                        edit.add_concept(concept);
                        Ok(())
                    });
                    match edited {
                        Ok(taxonomy) => {
                            assert!(taxonomy.get(&format!("roads/test-{thread}-{n}").as_str().into()).is_some());
                            kept.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(error) => assert_eq!(error.kind(), ErrorKind::Conflict, "{error:?}"),
                    }
                }
            });
        }
    });
    let after = kb.taxonomy().unwrap().concepts().len() as u64;
    assert!(kept.load(Ordering::Relaxed) > 0);
    assert_eq!(after - before, kept.load(Ordering::Relaxed), "an edit that was acknowledged is gone");
}

#[test]
fn closing_while_others_work_gives_closed_and_nothing_else() {
    for round in 0..10 {
        let (folder, kb) = on_disk();
        let captured = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (kb, captured) = (&kb, &captured);
                scope.spawn(move || {
                    loop {
                        let result = match thread % 4 {
                            0 | 1 => kb.capture(guide("Salt")).map(|record| captured.lock().unwrap().push(record.id)),
                            2 => kb.search(&SearchRequest::new("salt")).map(drop),
                            _ => kb.rebuild_index(&mut Job::new()),
                        };
                        if let Err(error) = result {
                            assert_eq!(error.kind(), ErrorKind::Closed, "{error:?}");
                            return;
                        }
                    }
                });
            }
            std::thread::sleep(Duration::from_millis(20 + round * 10));
            kb.close().unwrap();
        });
        assert_eq!(kb.count().unwrap_err().kind(), ErrorKind::Closed);
        let captured = captured.into_inner().unwrap();
        let again = KnowledgeBase::open(folder.path()).unwrap();
        assert_eq!(again.count().unwrap(), captured.len() as u64);
        assert_healthy(&again);
    }
}

#[test]
fn a_cancelled_rebuild_leaves_the_index_as_it_was() {
    let (folder, kb) = on_disk();
    kb.capture_all((0..1500).map(|n| guide(&format!("Salt {n}"))), &mut Job::new()).unwrap();
    kb.search(&SearchRequest::new("salt")).unwrap();
    for stop_at in [0, 512, 1280] {
        assert_eq!(kb.rebuild_index(&mut job_cancelled_at(stop_at)).unwrap_err().kind(), ErrorKind::Cancelled);
        assert_eq!(total(&kb, "salt"), 1500);
    }
    kb.rebuild_index(&mut Job::new()).unwrap();
    assert_healthy(&kb);
    let generations: Vec<_> = std::fs::read_dir(folder.path().join("index")).unwrap().collect();
    assert_eq!(generations.len(), 1, "{generations:?}");
}

#[test]
fn a_view_that_must_index_first_can_be_cancelled_and_loses_nothing() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture_all((0..600).map(|number| guide(&format!("Salt guide {number}"))), &mut Job::new()).unwrap();
    let error = kb.view_with(&mut job_cancelled_at(1)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cancelled);
    let mut stages = Vec::new();
    let view = kb.view_with(&mut Job::new().on_progress(|progress| stages.push(progress.stage))).unwrap();
    assert_eq!(view.search(&SearchRequest::new("salt")).unwrap().total, 600);
    assert!(stages.contains(&"indexing"), "{stages:?}");
}

#[test]
fn an_import_indexes_what_it_stored_under_the_same_progress() {
    let lines: String =
        (0..600).map(|number| format!("{{\"kind\":\"guide\",\"title\":{{\"en\":\"Salt {number}\"}}}}\n")).collect();
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut stages = Vec::new();
    let mut job = Job::new().on_progress(|progress| stages.push(progress.stage));
    let report = kb.import_jsonl(lines.as_bytes(), &ImportOptions::default(), &mut job).unwrap();
    drop(job);
    assert!(report.committed && report.indexed && stages.contains(&"indexing"), "{report:?} {stages:?}");
    let status = kb.index_status().unwrap();
    assert_eq!((status.watermark, status.records), (status.latest, 600));
    // Left to the next search where the caller wants it so.
    let kb = KnowledgeBase::in_memory().unwrap();
    let options = ImportOptions { index: false, ..ImportOptions::default() };
    let report = kb.import_jsonl(lines.as_bytes(), &options, &mut Job::new()).unwrap();
    assert_eq!((report.committed, report.indexed), (true, false));
    assert_eq!(total(&kb, "salt"), 600);
    // Cancelled while it indexes: what was stored stays, and the report says so.
    let kb = KnowledgeBase::in_memory().unwrap();
    let interrupter = Interrupter::new();
    let stop = interrupter.clone();
    let mut job = Job::new().with_interrupter(interrupter).on_progress(move |progress| {
        if progress.stage == "indexing" {
            stop.interrupt();
        }
    });
    let report = kb.import_jsonl(lines.as_bytes(), &ImportOptions::default(), &mut job).unwrap();
    assert_eq!((report.committed, report.indexed, report.created), (true, false, 600));
    assert!(report.remarks.iter().any(|remark| remark.contains("not indexed yet")), "{:?}", report.remarks);
    assert_eq!(total(&kb, "salt"), 600);
}

#[test]
fn who_interrupts_before_work_begins_is_heard_also_where_there_is_nothing_to_do() {
    let kb = KnowledgeBase::in_memory().unwrap();
    assert_eq!(kb.rebuild_index(&mut cancelled_job()).unwrap_err().kind(), ErrorKind::Cancelled);
}

#[test]
fn a_cancelled_import_or_capture_of_many_keeps_nothing() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let lines: String =
        (0..1000).map(|n| format!("{{\"kind\":\"guide\",\"title\":{{\"en\":\"Salt {n}\"}}}}\n")).collect();
    for stop_at in [0, 256, 768] {
        let mut job = job_cancelled_at(stop_at);
        let error = kb.import_jsonl(lines.as_bytes(), &ImportOptions::default(), &mut job).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cancelled);
        let drafts = (0..1000).map(|n| guide(&format!("Salt {n}")));
        assert_eq!(kb.capture_all(drafts, &mut job_cancelled_at(stop_at)).unwrap_err().kind(), ErrorKind::Cancelled);
        assert_eq!(kb.count().unwrap(), 0);
        assert!(kb.changes_since(Seq(0), 1).unwrap().is_empty());
    }
    let report = kb.import_jsonl(lines.as_bytes(), &ImportOptions::default(), &mut Job::new()).unwrap();
    assert_eq!((report.created, report.committed), (1000, true));
    assert_eq!(total(&kb, "salt"), 1000);
    assert_healthy(&kb);
}

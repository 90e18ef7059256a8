//! The host's code in the middle of work, and beside it: nothing it does blocks, loses or breaks anything.

use std::io::{BufReader, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use omkn_core::{
    ChangeKind, Error, ErrorKind, ImportOptions, Job, KnowledgeBase, RecordFilter, Result, SearchRequest, Seq,
};

use crate::support::{edit_taxonomy, on_disk, practice, reader, total};

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

fn stores() -> [(KnowledgeBase, Option<tempfile::TempDir>); 2] {
    let (folder, kb) = on_disk();
    [(KnowledgeBase::in_memory().unwrap(), None), (kb, Some(folder))]
}

fn kind<T>(result: Result<T>) -> Option<ErrorKind> {
    result.err().map(|error| error.kind())
}

/// What a call gives from the middle of other work: never a wait for itself.
fn answers_of_calls_that_come_back(kb: &KnowledgeBase) -> Vec<Option<ErrorKind>> {
    vec![
        kind(kb.count()),
        kind(kb.capture(practice("Sand"))),
        kind(kb.search(&SearchRequest::new("salt"))),
        kind(kb.refresh(&mut Job::new())),
        kind(kb.close()),
    ]
}

#[test]
fn a_progress_listener_that_calls_back_is_told_busy_and_the_work_goes_on() {
    for (kb, _folder) in stores() {
        let mut answers = Vec::new();
        let mut job = Job::new().on_progress(|progress| {
            // The last report comes when all is written.
            if progress.total.is_none() {
                answers.extend(answers_of_calls_that_come_back(&kb));
            }
        });
        kb.capture_all((0..300).map(|number| practice(&format!("Salt {number}"))), &mut job).unwrap();
        drop(job);
        assert!(answers.len() >= 10);
        assert!(answers.iter().all(|answer| *answer == Some(ErrorKind::Busy)), "{answers:?}");
        assert_eq!(kb.count().unwrap(), 300);
    }
}

#[test]
fn a_listener_of_indexing_that_calls_back_neither_waits_for_itself_nor_closes_anything() {
    for (kb, _folder) in stores() {
        kb.capture_all((0..300).map(|number| practice(&format!("Salt {number}"))), &mut Job::new()).unwrap();
        let mut answers = Vec::new();
        let mut job = Job::new().on_progress(|_| {
            answers.push(kind(kb.search(&SearchRequest::new("salt"))));
            answers.push(kind(kb.rebuild_index(&mut Job::new())));
            answers.push(kind(kb.close()));
        });
        kb.rebuild_index(&mut job).unwrap();
        drop(job);
        assert!(answers.len() >= 6, "{answers:?}");
        assert!(answers.iter().all(|answer| *answer == Some(ErrorKind::Busy)), "{answers:?}");
        assert_eq!(total(&kb, "salt"), 300);
    }
}

#[test]
fn drafts_and_files_made_by_calls_of_the_same_knowledge_base_meet_a_clear_error() {
    /// A file that is written while it is read.
    struct CallsBack<'a>(&'a KnowledgeBase, Arc<Mutex<Vec<Option<ErrorKind>>>>);
    impl Read for CallsBack<'_> {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            self.1.lock().unwrap().extend(answers_of_calls_that_come_back(self.0));
            Ok(0)
        }
    }
    for (kb, _folder) in stores() {
        let made = [practice("Salt")].into_iter().inspect(|_| {
            assert!(matches!(kb.count(), Err(Error::Busy { reason }) if reason.contains("after that work")));
        });
        kb.capture_all(made, &mut Job::new()).unwrap();
        let answers = Arc::default();
        let file = BufReader::new(CallsBack(&kb, Arc::clone(&answers)));
        kb.import_jsonl(file, &ImportOptions::default(), &mut Job::new()).unwrap();
        let answers = answers.lock().unwrap();
        assert!(answers.len() >= 5, "{answers:?}");
        assert!(answers.iter().all(|answer| *answer == Some(ErrorKind::Busy)), "{answers:?}");
        let every = RecordFilter::default();
        assert_eq!(kb.export_jsonl(Vec::new(), &every, &mut Job::new()).unwrap(), 1);
    }
}

fn wait_for(changes: &Receiver<Seq>, until: Seq) {
    while changes.recv_timeout(PATIENCE).unwrap() < until {}
}

#[test]
fn a_listener_is_told_of_every_kind_of_write_and_can_ask_what_it_was() {
    for (kb, _folder) in stores() {
        let kb = Arc::new(kb);
        let (sender, changes) = channel();
        let asked = Arc::clone(&kb);
        let subscription = kb
            .subscribe(move |seq| {
                let last = asked.changes_since(Seq(seq.0 - 1), 1).unwrap().pop().unwrap();
                sender.send((last.seq, last.kind)).unwrap();
            })
            .unwrap();
        let reported = || changes.recv_timeout(PATIENCE).unwrap();
        let record = kb.capture(practice("Salt")).unwrap();
        assert_eq!(reported(), (Seq(1), ChangeKind::Captured));
        kb.withdraw(record.id, "an example").unwrap();
        assert_eq!(reported(), (Seq(2), ChangeKind::Withdrawn));
        edit_taxonomy(&kb);
        assert_eq!(reported(), (Seq(3), ChangeKind::TaxonomyEdited));
        subscription.cancel();
    }
}

#[test]
fn listeners_that_block_panic_or_write_hold_up_no_one() {
    for (kb, _folder) in stores() {
        let kb = Arc::new(kb);
        let (release, blocked) = channel::<()>();
        let blocks = kb.subscribe(move |_| assert!(blocked.recv().is_err())).unwrap();
        let panics = kb.subscribe(|_| panic!("a defect of the host")).unwrap();
        let (sender, changes) = channel();
        let writes = Arc::clone(&kb);
        let writer = kb
            .subscribe(move |seq| {
                if seq < Seq(5) {
                    writes.capture(practice("Written by a listener")).unwrap();
                }
                sender.send(seq).unwrap();
            })
            .unwrap();
        kb.capture(practice("Salt")).unwrap();
        wait_for(&changes, Seq(5));
        assert_eq!(kb.count().unwrap(), 5);
        kb.close().unwrap();
        drop((release, blocks, panics, writer));
    }
}

#[test]
fn a_subscription_ends_when_it_is_dropped_or_the_knowledge_base_is_closed() {
    for (kb, _folder) in stores() {
        let (sender, changes) = channel();
        let subscription = kb.subscribe(move |seq| sender.send(seq).unwrap()).unwrap();
        drop(subscription);
        // The thread lets go of the listener, and with it of the sender.
        assert_eq!(changes.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected));
        let (sender, changes) = channel();
        let _outlives = kb.subscribe(move |seq| sender.send(seq).unwrap()).unwrap();
        kb.capture(practice("Salt")).unwrap();
        kb.close().unwrap();
        assert_eq!(changes.iter().last(), Some(Seq(1)), "what was written before is told");
        assert_eq!(kind(kb.subscribe(|_| ())), Some(ErrorKind::Closed));
    }
}

#[test]
fn a_handle_that_reads_tells_only_of_itself() {
    let (folder, writer) = on_disk();
    let reader = reader().open(folder.path()).unwrap();
    let (sender, changes) = channel();
    let subscription = reader.subscribe(move |seq| sender.send(seq).unwrap()).unwrap();
    writer.capture(practice("Salt")).unwrap();
    drop(subscription);
    assert_eq!(changes.iter().count(), 0);
    assert_eq!(reader.changes_since(Seq(0), 10).unwrap().len(), 1);
}

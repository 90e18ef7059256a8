//! When no more can be written: writes fail with a sentence, what was acknowledged stays readable, and once there is
//! room again all is as before.
//!
//! The room is taken away by a limit on the size of files (`ulimit -f`), which needs no rights and spoils no disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

mod child;

use std::path::Path;

use child::{given_folder, tell, told};
use omkn_core::{CheckLevel, ErrorKind, Job, KnowledgeBase, RecordDraft, RecordId, RecordKind, SearchRequest};

fn draft(n: u64) -> RecordDraft {
    let words: String = (0..400).map(|word| format!("{} ", (n * 7919 + word * 104_729) % 1_000_003)).collect();
    RecordDraft::new(RecordKind::Guide, "en", format!("Salt {n}")).with_summary("en", words)
}

#[test]
fn a_full_disk_stops_writing_and_nothing_else() {
    if let Some(folder) = given_folder() {
        return fill(&folder);
    }
    if cfg!(not(unix)) {
        println!("skipped: there is no ulimit here");
        return;
    }
    // The limit counts blocks of 512 or 1,024 bytes, depending on the shell; the signal must not kill the child.
    for limit in [200, 700, 2500] {
        let folder = tempfile::tempdir().unwrap();
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        let first = kb.capture(draft(0)).unwrap();
        kb.search(&SearchRequest::new("salt")).unwrap();
        kb.close().unwrap();
        let shell = format!("trap '' XFSZ; ulimit -f {limit}");
        let name = "a_full_disk_stops_writing_and_nothing_else";
        let mut child = child::command(name, folder.path(), Some(&shell)).spawn().unwrap();
        let lines: Vec<String> = told(&mut child).collect();
        assert!(child.wait().unwrap().success());
        let (outcome, ids) = lines.split_last().unwrap();
        assert!(["LowSpace", "Storage", "Io"].contains(&outcome.as_str()), "{outcome}");
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        assert_eq!(kb.get(first.id).unwrap(), first);
        for id in ids {
            kb.get(id.parse().unwrap()).unwrap();
        }
        assert_eq!(kb.count().unwrap(), ids.len() as u64 + 1);
        kb.capture(draft(1_000_000)).unwrap();
        assert_eq!(kb.search(&SearchRequest::new("salt")).unwrap().total, ids.len() as u64 + 2);
        assert!(kb.check(CheckLevel::Index, &mut Job::new()).unwrap().is_healthy());
        println!("limit {limit}: {} records until {outcome}", ids.len());
    }
}

/// The child: captures until it fails, then looks whether all is still there.
fn fill(folder: &Path) {
    let kb = KnowledgeBase::open(folder).unwrap();
    let mut ids: Vec<RecordId> = Vec::new();
    let error = loop {
        match kb.capture(draft(ids.len() as u64 + 1)) {
            Ok(record) => {
                ids.push(record.id);
                tell(&record.id.to_string());
            }
            Err(error) => break error,
        }
        assert!(ids.len() < 20_000, "the limit does not work");
    };
    assert!(!error.to_string().contains("104729"), "no text of records in messages: {error}");
    for _ in 0..3 {
        let again = kb.capture(draft(1)).unwrap_err();
        assert!(matches!(again.kind(), ErrorKind::LowSpace | ErrorKind::Storage | ErrorKind::Io), "{again}");
    }
    for id in &ids {
        kb.get(*id).unwrap();
    }
    assert_eq!(kb.count().unwrap(), ids.len() as u64 + 1);
    let found = kb.search(&SearchRequest::new("salt")).unwrap();
    assert_eq!(found.total, ids.len() as u64 + 1, "searching goes on without room for the index");
    tell(&format!("{:?}", error.kind()));
}

//! When no more can be written: writes fail with a sentence, what was acknowledged stays readable, and once there is
//! room again all is as before.
//!
//! The room is taken away by a limit on the size of files (`ulimit -f`), which needs no rights and spoils no disk.

use std::path::Path;

use omkn_core::{ErrorKind, Job, KnowledgeBase, RecordDraft, RecordId};

use crate::support::child::{self, given_folder, lines, send};
use crate::support::{assert_healthy, guide, on_disk, total};

fn draft(n: u64) -> RecordDraft {
    let words: String = (0..400).map(|word| format!("{} ", (n * 7919 + word * 104_729) % 1_000_003)).collect();
    guide(&format!("Salt {n}")).with_summary("en", words)
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
        let (folder, kb) = on_disk();
        let first = kb.capture(draft(0)).unwrap();
        assert_eq!(total(&kb, "salt"), 1);
        kb.close().unwrap();
        let shell = format!("trap '' XFSZ; ulimit -f {limit}");
        let mut child = child::command(a_full_disk_stops_writing_and_nothing_else, folder.path(), Some(&shell));
        let mut child = child.spawn().unwrap();
        let lines: Vec<String> = lines(&mut child).collect();
        assert!(child.wait().unwrap().success());
        let (outcome, ids) = lines.split_last().unwrap();
        // A limit is not a full disk: SQLite knows it as a write that failed.
        assert_eq!(outcome, "Storage");
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        assert_eq!(kb.get(first.id).unwrap(), first);
        for id in ids {
            kb.get(id.parse().unwrap()).unwrap();
        }
        assert_eq!(kb.count().unwrap(), ids.len() as u64 + 1);
        kb.capture(draft(1_000_000)).unwrap();
        assert_eq!(total(&kb, "salt"), ids.len() as u64 + 2);
        assert_healthy(&kb);
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
                send(&record.id.to_string());
            }
            Err(error) => break error,
        }
        assert!(ids.len() < 20_000, "the limit does not work");
    };
    let refused = draft(ids.len() as u64 + 1).summary;
    let (sentence, words) = (error.to_string(), refused.best(&[]).unwrap().text);
    let is_told = |word: &str| word.len() > 4 && sentence.contains(word);
    assert!(!sentence.contains("Salt") && !words.split(' ').any(is_told), "text of a record in a message: {sentence}");
    for _ in 0..3 {
        let again = kb.capture(draft(1)).unwrap_err();
        assert_eq!(again.kind(), ErrorKind::Storage, "{again}");
    }
    for id in &ids {
        kb.get(*id).unwrap();
    }
    assert_eq!(kb.count().unwrap(), ids.len() as u64 + 1);
    assert_eq!(total(&kb, "salt"), ids.len() as u64 + 1, "searching goes on without room for the index");
    send(&format!("{:?}", error.kind()));
}

#[test]
fn a_rebuild_without_room_says_so_and_the_index_stays() {
    if let Some(folder) = given_folder() {
        let kb = KnowledgeBase::open(&folder).unwrap();
        let error = kb.rebuild_index(&mut Job::new()).unwrap_err();
        assert_eq!(total(&kb, "salt"), 200);
        return send(&format!("{:?}: {error}", error.kind()));
    }
    if cfg!(not(unix)) {
        println!("skipped: there is no ulimit here");
        return;
    }
    let (folder, kb) = on_disk();
    kb.capture_all((0..200).map(draft), &mut Job::new()).unwrap();
    assert_eq!(total(&kb, "salt"), 200);
    kb.close().unwrap();
    // Enough for the files of SQLite that are there once it is opened, not for the index of 80,000 words.
    let shell = "trap '' XFSZ; ulimit -f 100";
    let mut child = child::command(a_rebuild_without_room_says_so_and_the_index_stays, folder.path(), Some(shell));
    let mut child = child.spawn().unwrap();
    let lines: Vec<String> = lines(&mut child).collect();
    assert!(child.wait().unwrap().success());
    assert!(lines[0].starts_with("LowSpace: ") && !lines[0].contains("rebuild_index"), "{lines:?}");
}

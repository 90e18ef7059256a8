//! Other SQLite programs on the file: their writes are noticed, and their opening and closing costs no commit.

use std::fs::File;
use std::sync::atomic::{AtomicBool, Ordering};

use omkn_core::{CheckLevel, ErrorKind, Job, KnowledgeBase, Seq};

use crate::support::child::{self, given_folder, send};
use crate::support::{assert_healthy, edit_taxonomy, guide, on_disk, reader, sqlite};

#[test]
fn a_handle_stops_writing_when_another_program_has_written() {
    let (folder, kb) = on_disk();
    let record = kb.capture(guide("Salt")).unwrap();
    let other = sqlite(folder.path());
    // As if another copy of the file had been put in place: the log goes back by one change.
    let head: Vec<u8> = other.query_row("SELECT value FROM meta WHERE name = 'head'", (), |row| row.get(0)).unwrap();
    kb.capture(guide("Sand")).unwrap();
    other.execute("UPDATE meta SET value = ?1 WHERE name = 'head'", [head]).unwrap();
    for _ in 0..2 {
        let error = kb.capture(guide("Brine")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ReadOnly);
        let sentence = error.to_string();
        assert!(sentence.contains("another program") && sentence.contains("check"), "{sentence}");
    }
    assert_eq!(kb.withdraw(record.id, "old").unwrap_err().kind(), ErrorKind::ReadOnly);
    assert_eq!(kb.erase(record.id).unwrap_err().kind(), ErrorKind::ReadOnly);
    assert_eq!(kb.get(record.id).unwrap(), record, "reading goes on");
    assert_eq!(kb.changes_since(Seq(0), 10).unwrap().len(), 2, "nothing more was written");
    assert!(!kb.check(CheckLevel::Full, &mut Job::new()).unwrap().is_healthy());
}

#[test]
fn rows_changed_by_another_program_are_found_by_the_check() {
    let (folder, kb) = on_disk();
    let mut draft = guide("Salt").with_subject("winter").with_external_id("example.org", "17").with_concept("roads");
    draft.slug = Some("salt".to_owned());
    let record = kb.capture(draft.clone()).unwrap();
    draft.title = draft.title.with("fr", "Sel");
    kb.revise(record.id, record.version, draft, None).unwrap();
    edit_taxonomy(&kb);
    kb.close().unwrap();
    let whole = std::fs::read(folder.path().join("omkn.db")).unwrap();
    for sql in [
        "UPDATE record SET created = created + 1000",
        "UPDATE record SET modified = modified + 1000",
        "UPDATE record SET status = 'draft'",
        "UPDATE record SET kind = 'practice'",
        "UPDATE record SET version = 1",
        "UPDATE record SET version = NULL",
        "UPDATE record SET id = randomblob(16)",
        "UPDATE revision SET payload = NULL",
        "UPDATE revision SET author = 'someone'",
        "UPDATE revision SET reason = 'none'",
        "UPDATE revision SET clock = clock + 65536",
        "DELETE FROM revision WHERE version = 1",
        "UPDATE change SET clock = clock + 65536",
        "UPDATE change SET kind = 'withdrawn' WHERE seq = 1",
        "UPDATE change SET version = 1",
        "UPDATE change SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM change)",
        "DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)",
        "DELETE FROM change WHERE seq = 1",
        "UPDATE external_id SET source_id = '18'",
        "DELETE FROM slug",
        "INSERT INTO slug SELECT 'brine', key FROM record",
        "INSERT INTO record_concept SELECT 'brine', key FROM record",
        "INSERT INTO record_organization SELECT 'brine', key FROM record",
        "UPDATE facet_value SET value = 'wimter' WHERE value = 'winter'",
        "UPDATE facet_value SET key = key + 100",
        "DELETE FROM concept WHERE position = 3",
        "UPDATE concept SET position = -1 WHERE position = 3",
        "UPDATE concept SET payload = payload || ' ' WHERE position = 3",
        "UPDATE concept SET id = id || 'x' WHERE position = 3",
        "DELETE FROM concept_scheme",
        "CREATE TABLE spoil (a INTEGER)",
        "DROP TABLE slug",
    ] {
        std::fs::write(folder.path().join("omkn.db"), &whole).unwrap();
        let other = sqlite(folder.path());
        other.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let changed = other.execute(sql, ()).unwrap();
        // A statement that changes nothing would prove nothing.
        assert!(changed > 0 || sql.starts_with("CREATE") || sql.starts_with("DROP"), "{sql}");
        other.close().unwrap();
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        let report = kb.check(CheckLevel::Full, &mut Job::new()).unwrap();
        assert!(!report.is_healthy(), "not found: {sql}");
        assert!(report.findings.iter().all(|finding| !finding.repair.is_empty()));
    }
    std::fs::write(folder.path().join("omkn.db"), &whole).unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_healthy(&kb);
}

#[test]
fn a_second_writer_that_got_past_a_deleted_lock_file_writes_nothing_over() {
    let (folder, first) = on_disk();
    std::fs::remove_file(folder.path().join("omkn.lock")).unwrap();
    let second = KnowledgeBase::open(folder.path()).unwrap();
    let record = first.capture(guide("Salt")).unwrap();
    assert_eq!(second.capture(guide("Sand")).unwrap_err().kind(), ErrorKind::ReadOnly);
    first.capture(guide("Brine")).unwrap();
    drop((first, second));
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_eq!(kb.get(record.id).unwrap(), record);
    assert_eq!(kb.count().unwrap(), 2);
    assert_healthy(&kb);
}

/// Closing any file descriptor of a file drops all POSIX locks this process has on it: that is how a program that
/// merely copies or looks at the file spoils SQLite's locks. (Of `omkn.db`, that is: a second SQLite library in the
/// writer's process also closes `omkn.db-shm`, and then a reader that opens in another process cuts that file short
/// under the writer.)
#[test]
fn peeking_at_the_file_costs_no_commit() {
    if let Some(folder) = given_folder() {
        while folder.join("go").exists() {
            let kb = reader().open(&folder).unwrap();
            assert_eq!(KnowledgeBase::open(&folder).unwrap_err().kind(), ErrorKind::Busy);
            kb.count().unwrap();
        }
        return send("done");
    }
    let (folder, kb) = on_disk();
    std::fs::write(folder.path().join("go"), "").unwrap();
    let (mut child, lines) = child::start(peeking_at_the_file_costs_no_commit, folder.path());
    let done = AtomicBool::new(false);
    let captured: Result<Vec<_>, _> = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                drop(File::open(folder.path().join("omkn.db")));
            }
        });
        let captured = (0..400).map(|n| kb.capture(guide(&format!("Salt {n}")))).collect();
        done.store(true, Ordering::Relaxed);
        captured
    });
    std::fs::remove_file(folder.path().join("go")).unwrap();
    assert_eq!(lines.last().as_deref(), Some("done"));
    assert!(child.wait().unwrap().success());
    let captured = captured.unwrap();
    kb.close().unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    for record in &captured {
        assert_eq!(kb.get(record.id).unwrap(), *record);
    }
    assert_healthy(&kb);
}

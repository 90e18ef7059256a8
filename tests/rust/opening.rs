//! Opening, sharing, closing, copying: who may use a knowledge base when.

use std::path::Path;

use omkn_core::{CheckLevel, ErrorKind, FindingCode, Job, KnowledgeBase, OpenOptions, RecordId, SearchRequest, Seq};

use crate::support::{Files, assert_healthy, files_below, guide, on_disk, reader, total};

#[test]
fn a_second_writer_is_told_who_holds_it_and_that_it_may_read() {
    let (folder, _kb) = on_disk();
    let error = KnowledgeBase::open(folder.path()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert!(error.is_retryable());
    assert!(error.to_string().contains("this process") && error.to_string().contains("read-only"), "{error}");
    assert_eq!(reader().open(folder.path()).unwrap().count().unwrap(), 0);
}

#[test]
fn a_reader_sees_what_the_writer_commits_and_cannot_write() {
    let (folder, writer) = on_disk();
    writer.capture(guide("Salt management")).unwrap();
    let reader = reader().open(folder.path()).unwrap();
    assert_eq!(total(&reader, "salt"), 1);
    writer.capture(guide("Road salt and brine")).unwrap();
    writer.search(&SearchRequest::new("salt")).unwrap();
    assert_eq!(total(&reader, "salt"), 2);
    writer.rebuild_index(&mut Job::new()).unwrap();
    writer.capture(guide("Salt again")).unwrap();
    assert_eq!(total(&reader, "salt"), 3);
    assert_eq!(reader.capture(guide("No")).unwrap_err().kind(), ErrorKind::ReadOnly);
    assert_eq!(reader.erase(RecordId::new()).unwrap_err().kind(), ErrorKind::ReadOnly);
}

#[test]
fn a_reader_leaves_the_folder_as_it_is() {
    let (folder, writer) = on_disk();
    writer.capture(guide("Salt management")).unwrap();
    writer.close().unwrap();
    let before = listing(folder.path());
    let kb = reader().open(folder.path()).unwrap();
    assert_eq!(total(&kb, "salt"), 1);
    assert_healthy(&kb);
    drop(kb);
    assert_eq!(listing(folder.path()), before);
}

#[test]
fn nothing_is_made_where_nothing_was_to_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none");
    assert_eq!(reader().open(&missing).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(OpenOptions::new().create(false).open(&missing).unwrap_err().kind(), ErrorKind::NotFound);
    assert!(!missing.exists());
}

#[test]
fn a_closed_handle_says_so_and_frees_the_folder() {
    let (folder, kb) = on_disk();
    let record = kb.capture(guide("Salt")).unwrap();
    kb.close().unwrap();
    kb.close().unwrap();
    assert_eq!(kb.get(record.id).unwrap_err().kind(), ErrorKind::Closed);
    assert_eq!(kb.capture(guide("More")).unwrap_err().kind(), ErrorKind::Closed);
    assert_eq!(kb.search(&SearchRequest::new("salt")).unwrap_err().kind(), ErrorKind::Closed);
    assert_eq!(kb.changes_since(Seq(0), 1).unwrap_err().kind(), ErrorKind::Closed);
    let again = KnowledgeBase::open(folder.path()).unwrap();
    assert_eq!(again.get(record.id).unwrap().id, record.id);
}

#[test]
fn files_of_other_programs_and_newer_libraries_are_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("omkn.db");
    std::fs::write(&file, b"this is a letter, not a database, and longer than a header would be").unwrap();
    let before = std::fs::read(&file).unwrap();
    let error = KnowledgeBase::open(folder.path()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Corrupt, "{error}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    std::fs::remove_file(&file).unwrap();
    drop(KnowledgeBase::open(folder.path()).unwrap());
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&file, &bytes).unwrap();
    for error in [KnowledgeBase::open(folder.path()).unwrap_err(), reader().open(folder.path()).unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Incompatible, "{error}");
        assert!(error.to_string().contains("99"), "{error}");
    }
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_backup_opens_like_the_original_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let (store, copy) = (folder.path().join("store"), folder.path().join("copy"));
    let kb = KnowledgeBase::open(&store).unwrap();
    let record = kb.capture(guide("Salt")).unwrap();
    kb.backup(&copy, &mut Job::new()).unwrap();
    kb.capture(guide("Salt after the backup")).unwrap();
    assert_eq!(kb.backup(&copy, &mut Job::new()).unwrap_err().kind(), ErrorKind::Io);
    let restored = KnowledgeBase::open(&copy).unwrap();
    assert_eq!(restored.get(record.id).unwrap(), record);
    assert_eq!(total(&restored, "salt"), 1);
    // A restored backup goes its own way; an index of the other way is not taken for its own.
    restored.capture(guide("Another after the backup")).unwrap();
    restored.close().unwrap();
    kb.search(&SearchRequest::new("salt")).unwrap();
    kb.close().unwrap();
    std::fs::copy(copy.join("omkn.db"), store.join("omkn.db")).unwrap();
    let kb = KnowledgeBase::open(&store).unwrap();
    assert_eq!(total(&kb, "another"), 1);
    // What the store lost by that is reported until someone says that it was meant to be so.
    let codes = |kb: &KnowledgeBase| -> Vec<FindingCode> {
        let report = kb.check(CheckLevel::Index, &mut Job::new()).unwrap();
        report.findings.iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&kb), [FindingCode::Lost]);
    kb.close().unwrap();
    let kb = KnowledgeBase::open(&store).unwrap();
    assert_eq!(codes(&kb), [FindingCode::Lost]);
    kb.rebuild_index(&mut Job::new()).unwrap();
    assert_healthy(&kb);
}

#[test]
fn a_damaged_or_missing_index_is_made_anew() {
    let (folder, kb) = on_disk();
    for n in 0..50 {
        kb.capture(guide(&format!("Salt {n}"))).unwrap();
    }
    assert_eq!(total(&kb, "salt"), 50);
    kb.close().unwrap();
    let index = folder.path().join("index");
    let generation = std::fs::read_dir(&index).unwrap().next().unwrap().unwrap().path();
    for entry in std::fs::read_dir(&generation).unwrap() {
        let path = entry.unwrap().path();
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 0x10;
        }
        std::fs::write(&path, bytes).unwrap();
        for options in [OpenOptions::new(), reader()] {
            let kb = options.open(folder.path()).unwrap();
            assert_eq!(total(&kb, "salt"), 50, "{}", path.display());
        }
        if !generation.exists() {
            break;
        }
    }
    std::fs::remove_dir_all(&index).unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_eq!(total(&kb, "salt"), 50);
}

/// The files of a folder without those of SQLite's shared memory, which belong to no one and hold nothing.
fn listing(folder: &Path) -> Files {
    let is_shared = |path: &Path| ["-shm", "-wal"].iter().any(|end| path.to_string_lossy().ends_with(end));
    files_below(folder).into_iter().filter(|(path, _)| !is_shared(path)).collect()
}

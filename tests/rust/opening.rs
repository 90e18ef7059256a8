//! Opening, sharing, closing, copying: who may use a knowledge base when.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "a test fails by panicking")]

use omkn_core::{CheckLevel, ErrorKind, Job, KnowledgeBase, OpenOptions, RecordDraft, RecordKind, SearchRequest, Seq};

fn guide(title: &str) -> RecordDraft {
    RecordDraft::new(RecordKind::Guide, "en", title)
}

fn reader() -> OpenOptions {
    OpenOptions::new().read_only(true)
}

#[test]
fn a_second_writer_is_told_who_holds_it_and_that_it_may_read() {
    let folder = tempfile::tempdir().unwrap();
    let _kb = KnowledgeBase::open(folder.path()).unwrap();
    let error = KnowledgeBase::open(folder.path()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert!(error.is_retryable());
    assert!(error.to_string().contains("this process") && error.to_string().contains("read-only"), "{error}");
    assert!(reader().open(folder.path()).is_ok());
}

#[test]
fn a_reader_sees_what_the_writer_commits_and_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let writer = KnowledgeBase::open(folder.path()).unwrap();
    writer.capture(guide("Salt management")).unwrap();
    let reader = reader().open(folder.path()).unwrap();
    assert_eq!(reader.search(&SearchRequest::new("salt")).unwrap().total, 1);
    writer.capture(guide("Road salt and brine")).unwrap();
    writer.search(&SearchRequest::new("salt")).unwrap();
    assert_eq!(reader.search(&SearchRequest::new("salt")).unwrap().total, 2);
    writer.rebuild_index(&mut Job::new()).unwrap();
    writer.capture(guide("Salt again")).unwrap();
    assert_eq!(reader.search(&SearchRequest::new("salt")).unwrap().total, 3);
    assert_eq!(reader.capture(guide("No")).unwrap_err().kind(), ErrorKind::ReadOnly);
    assert_eq!(reader.erase(omkn_core::RecordId::new()).unwrap_err().kind(), ErrorKind::ReadOnly);
}

#[test]
fn a_reader_leaves_the_folder_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let writer = KnowledgeBase::open(folder.path()).unwrap();
    writer.capture(guide("Salt management")).unwrap();
    writer.close().unwrap();
    let before = listing(folder.path());
    let kb = reader().open(folder.path()).unwrap();
    assert_eq!(kb.search(&SearchRequest::new("salt")).unwrap().total, 1);
    assert!(kb.check(CheckLevel::Index, &mut Job::new()).unwrap().is_healthy());
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
    let folder = tempfile::tempdir().unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
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
    assert!(matches!(error.kind(), ErrorKind::Corrupt | ErrorKind::Incompatible), "{error}");
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
    assert_eq!(restored.search(&SearchRequest::new("salt")).unwrap().total, 1);
    // A restored backup goes its own way; an index of the other way is not taken for its own.
    restored.capture(guide("Another after the backup")).unwrap();
    restored.close().unwrap();
    kb.search(&SearchRequest::new("salt")).unwrap();
    kb.close().unwrap();
    std::fs::copy(copy.join("omkn.db"), store.join("omkn.db")).unwrap();
    let kb = KnowledgeBase::open(&store).unwrap();
    assert_eq!(kb.search(&SearchRequest::new("another")).unwrap().total, 1);
    assert!(kb.check(CheckLevel::Index, &mut Job::new()).unwrap().is_healthy());
}

#[test]
fn a_damaged_or_missing_index_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    for n in 0..50 {
        kb.capture(guide(&format!("Salt {n}"))).unwrap();
    }
    assert_eq!(kb.search(&SearchRequest::new("salt")).unwrap().total, 50);
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
            assert_eq!(kb.search(&SearchRequest::new("salt")).unwrap().total, 50, "{}", path.display());
        }
        if !generation.exists() {
            break;
        }
    }
    std::fs::remove_dir_all(&index).unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_eq!(kb.search(&SearchRequest::new("salt")).unwrap().total, 50);
}

fn listing(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // SQLite's shared-memory file belongs to no one and holds nothing.
        if path.to_string_lossy().ends_with("-shm") || path.to_string_lossy().ends_with("-wal") {
            continue;
        }
        if path.is_dir() {
            found.extend(listing(&path));
        } else {
            found.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

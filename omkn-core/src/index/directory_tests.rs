//! Behaviour of the index directory under a real tantivy index: three modes, damage, kills and faults.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use tantivy::collector::DocSetCollector;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, TerminatingWrite};
use tantivy::query::TermQuery;
use tantivy::schema::{FAST, INDEXED, IndexRecordOption, Schema, TEXT};
use tantivy::{Index, IndexSettings, ReloadPolicy, TantivyDocument, TantivyError, Term};
use tempfile::TempDir;

use super::directory::{HEAP_LIMIT, IndexDirectory};
use super::writer::{Merging, close_writer, open_writer};

fn persistent(folder: &TempDir) -> IndexDirectory {
    IndexDirectory::persistent(folder.path(), HEAP_LIMIT).unwrap()
}

fn create(directory: IndexDirectory) -> Index {
    let mut schema = Schema::builder();
    schema.add_u64_field("id", INDEXED | FAST);
    schema.add_text_field("text", TEXT);
    Index::create(directory, schema.build(), IndexSettings::default()).unwrap()
}

/// Captures these ids again in one commit.
fn commit(index: &Index, ids: Range<u64>) -> tantivy::Result<()> {
    commit_merging(index, ids, Merging::Never)
}

fn commit_merging(index: &Index, ids: Range<u64>, merging: Merging) -> tantivy::Result<()> {
    let mut writer = open_writer(index, 1, 15_000_000, merging)?;
    let (id, text) = (index.schema().get_field("id")?, index.schema().get_field("text")?);
    for number in ids {
        writer.delete_term(Term::from_field_u64(id, number));
        let mut document = TantivyDocument::new();
        document.add_u64(id, number);
        document.add_text(text, format!("road salt and plough number {number}"));
        writer.add_document(document)?;
    }
    writer.commit()?;
    close_writer(writer)
}

/// The ids a search for one word finds, in order.
fn answers(index: &Index) -> tantivy::Result<Vec<u64>> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let searcher = reader.searcher();
    let word = Term::from_field_text(index.schema().get_field("text")?, "salt");
    let found = searcher.search(&TermQuery::new(word, IndexRecordOption::Basic), &DocSetCollector)?;
    let mut ids = Vec::new();
    for address in found {
        let column = searcher.segment_reader(address.segment_ord).fast_fields().u64("id")?;
        ids.extend(column.first(address.doc_id));
    }
    ids.sort_unstable();
    Ok(ids)
}

fn range(ids: Range<u64>) -> Vec<u64> {
    ids.collect()
}

/// Two commits with deletes: every sort of file is there.
fn filled() -> TempDir {
    let folder = TempDir::new().unwrap();
    let index = create(persistent(&folder));
    commit(&index, 0..40).unwrap();
    commit(&index, 20..50).unwrap();
    folder
}

fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

fn segment_files(folder: &TempDir) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = content(folder.path()).into_iter();
    all.filter(|(path, _)| super::directory::is_segment_file(Path::new(path.file_name().unwrap()))).collect()
}

#[test]
fn a_committed_index_reopens_in_every_mode_whether_its_files_are_on_the_heap_or_mapped() {
    let folder = filled();
    for limit in [HEAP_LIMIT, 700, 0] {
        let writable = IndexDirectory::persistent(folder.path(), limit).unwrap();
        let read_only = IndexDirectory::overlay(folder.path(), limit).unwrap();
        for directory in [writable, read_only] {
            directory.verify_mapped();
            assert_eq!(answers(&Index::open(directory.clone()).unwrap()).unwrap(), range(0..50));
            directory.verify_all().unwrap();
            assert!(directory.disk_bytes().unwrap() > 1_000);
        }
        commit(&Index::open(IndexDirectory::persistent(folder.path(), limit).unwrap()).unwrap(), 0..50).unwrap();
    }
    let memory = IndexDirectory::in_memory();
    let index = create(memory.clone());
    commit(&index, 0..40).unwrap();
    commit(&index, 20..50).unwrap();
    assert_eq!(answers(&Index::open(memory.clone()).unwrap()).unwrap(), range(0..50));
    memory.verify_all().unwrap();
    assert_eq!(memory.disk_bytes().unwrap(), 0);
}

#[test]
fn an_overlay_commits_and_merges_without_touching_its_folder() {
    let folder = filled();
    // What a kill left behind must not stop it either.
    let leftover = segment_files(&folder).into_keys().next().unwrap().with_extension("99.del");
    std::fs::write(leftover, b"half").unwrap();
    let before = content(folder.path());
    let mut permissions = std::fs::metadata(folder.path()).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder.path(), permissions.clone()).unwrap();

    let directory = IndexDirectory::overlay(folder.path(), HEAP_LIMIT).unwrap();
    assert!(!directory.take_clean_mark());
    assert_eq!(directory.sweep().unwrap(), 1);
    let index = Index::open(directory.clone()).unwrap();
    for round in 0..10 {
        commit_merging(&index, round..60 + round, Merging::ByLogarithm).unwrap();
    }
    assert!(index.searchable_segment_ids().unwrap().len() < 10, "segments were merged");
    assert_eq!(answers(&index).unwrap(), range(0..69));
    directory.mark_clean().unwrap();
    directory.verify_all().unwrap();

    assert_eq!(content(folder.path()), before);
    let fresh = Index::open(IndexDirectory::overlay(folder.path(), HEAP_LIMIT).unwrap()).unwrap();
    assert_eq!(answers(&fresh).unwrap(), range(0..50));
    #[expect(clippy::permissions_set_readonly_false, reason = "so that the temporary folder can be removed")]
    permissions.set_readonly(false);
    std::fs::set_permissions(folder.path(), permissions).unwrap();
}

#[test]
fn a_search_after_a_commit_reads_no_segment_file() {
    let folder = filled();
    let index = Index::open(persistent(&folder)).unwrap();
    assert_eq!(answers(&index).unwrap(), range(0..50));
    commit(&index, 0..60).unwrap();
    for path in segment_files(&folder).keys() {
        std::fs::remove_file(path).unwrap();
    }
    assert_eq!(answers(&index).unwrap(), range(0..60));
}

#[test]
fn files_no_commit_names_are_swept_and_commits_go_on() {
    let folder = filled();
    let directory = persistent(&folder);
    let before = content(folder.path());
    // The repeated commit would make a delete file of exactly this name.
    let opstamp = Index::open(directory.clone()).unwrap().load_metas().unwrap().opstamp;
    let segment = segment_files(&folder).into_keys().next().unwrap();
    let stem = segment.file_name().unwrap().to_str().unwrap().split('.').next().unwrap().to_owned();
    let mut junk: Vec<String> = (opstamp..opstamp + 100).map(|stamp| format!("{stem}.{stamp}.del")).collect();
    junk.retain(|name| !folder.path().join(name).exists());
    junk.extend([".tmp-meta.json", ".tmpAbC123", ".tantivy-writer.lock", ".managed.json"].map(str::to_owned));
    junk.push("0123456789abcdef0123456789abcdef.store".to_owned());
    for name in &junk {
        std::fs::write(folder.path().join(name), b"half a fi").unwrap();
    }
    let error = commit(&Index::open(directory).unwrap(), 10..30).unwrap_err();
    assert!(error.to_string().contains("FileAlreadyExists"), "{error}");

    std::fs::write(folder.path().join("notes.txt"), b"mine").unwrap();
    let directory = persistent(&folder);
    assert!(directory.sweep().unwrap() >= junk.len());
    std::fs::remove_file(folder.path().join("notes.txt")).expect("files that are not of an index are left alone");
    assert_eq!(content(folder.path()), before);
    let index = Index::open(directory.clone()).unwrap();
    commit(&index, 0..70).unwrap();
    assert_eq!(answers(&index).unwrap(), range(0..70));
    assert_eq!(directory.sweep().unwrap(), 0, "tantivy's own collection left nothing over");
}

#[test]
fn a_damaged_segment_list_is_reported_and_nothing_is_swept() {
    let folder = filled();
    let path = folder.path().join("meta.json");
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() / 2;
    bytes[last] ^= 1;
    std::fs::write(path, bytes).unwrap();
    let before = content(folder.path());
    let directory = persistent(&folder);
    assert_eq!(directory.sweep().unwrap_err().kind(), io::ErrorKind::InvalidData);
    assert_eq!(directory.verify_all().unwrap_err().kind(), io::ErrorKind::InvalidData);
    assert!(matches!(Index::open(directory), Err(TantivyError::OpenReadError(_))));
    assert_eq!(content(folder.path()), before);
}

/// Whether opening this file by every way reports that it is damaged.
fn is_reported(folder: &TempDir, name: &Path) -> bool {
    let reported = [HEAP_LIMIT, 0].map(|limit| {
        let directory = IndexDirectory::overlay(folder.path(), limit).unwrap();
        directory.verify_mapped();
        match directory.open_read(name) {
            Err(OpenReadError::IoError { io_error, .. }) => {
                assert_eq!(io_error.kind(), io::ErrorKind::InvalidData);
                assert!(io_error.to_string().contains(name.to_str().unwrap()));
                true
            }
            Err(error) => panic!("{error}"),
            Ok(_) => false,
        }
    });
    assert_eq!(reported[0], reported[1]);
    reported[0]
}

#[test]
fn every_flipped_bit_of_a_segment_file_is_reported_on_opening_it() {
    let folder = filled();
    for (path, bytes) in segment_files(&folder) {
        let name = Path::new(path.file_name().unwrap());
        let text = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(150)..]).into_owned();
        // Only the digits of tantivy's release may change unnoticed: nothing reads them.
        let footer = bytes.len() - (text.len() - text.find("{\"version\"").unwrap());
        let release = footer..footer + "{\"version\":{\"major\":0,\"minor\":27,\"patch\":0".len();
        let step = (bytes.len() / 200).max(1);
        for position in (0..bytes.len()).step_by(step) {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[position] ^= 1 << bit;
                std::fs::write(&path, flipped).unwrap();
                let exempt = release.contains(&position) && bytes[position].is_ascii_digit();
                assert!(is_reported(&folder, name) || exempt, "{} byte {position} bit {bit}", path.display());
            }
        }
        std::fs::write(&path, bytes).unwrap();
    }
    persistent(&folder).verify_all().unwrap();
}

#[test]
fn files_cut_short_or_missing_are_errors_and_not_panics() {
    let folder = filled();
    for (path, bytes) in segment_files(&folder) {
        let name = Path::new(path.file_name().unwrap());
        for length in (0..bytes.len()).step_by((bytes.len() / 30).max(1)).chain(0..10) {
            std::fs::write(&path, &bytes[..length]).unwrap();
            assert!(is_reported(&folder, name), "{} cut to {length}", path.display());
            // Even unchecked, a mapped file cut short is noticed by its footer.
            assert!(IndexDirectory::overlay(folder.path(), 0).unwrap().open_read(name).is_err());
        }
        let error = persistent(&folder).verify_all().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert!(error.to_string().contains(name.to_str().unwrap()));
        assert!(answers(&Index::open(persistent(&folder)).unwrap()).is_err());
        std::fs::remove_file(&path).unwrap();
        assert_eq!(persistent(&folder).verify_all().unwrap_err().kind(), io::ErrorKind::NotFound);
        std::fs::write(&path, bytes).unwrap();
    }
}

/// Orders a fault for each step of a commit in turn; afterwards the index holds the old or the new commit, and goes on.
fn survives_faults(kind: io::ErrorKind, lasting: bool) {
    let mut nth = 0;
    loop {
        let folder = TempDir::new().unwrap();
        let directory = persistent(&folder);
        commit(&create(directory.clone()), 0..20).unwrap();
        let index = Index::open(directory.clone()).unwrap();
        let faults = &directory.inner.folder.as_ref().unwrap().faults;
        faults.order(nth, kind, lasting);
        let result = commit(&index, 10..30);
        let reached = faults.steps() > nth;
        faults.order(usize::MAX, kind, false);
        drop(index);

        let fresh = if lasting { persistent(&folder) } else { directory.clone() };
        fresh.sweep().unwrap();
        fresh.verify_all().unwrap();
        let index = Index::open(fresh.clone()).unwrap();
        let found = answers(&index).unwrap();
        assert!(found == range(0..30) || (found == range(0..20) && result.is_err()), "fault at {nth}: {found:?}");
        // The same changes again, as catching up does: same opstamps, hence the same file names.
        commit(&index, 10..30).unwrap();
        assert_eq!(answers(&index).unwrap(), range(0..30), "fault at {nth}");
        if !reached {
            result.unwrap();
            assert!(nth > 10, "a commit takes more than {nth} steps");
            return;
        }
        nth += 1;
    }
}

#[test]
fn a_kill_at_any_step_of_a_commit_leaves_the_old_commit_or_the_new_one() {
    survives_faults(io::ErrorKind::Other, true);
}

#[test]
fn a_full_disk_at_any_step_of_a_commit_leaves_the_old_commit_or_the_new_one() {
    survives_faults(io::ErrorKind::StorageFull, false);
}

#[test]
fn a_clean_mark_is_taken_once_and_only_for_the_commit_it_was_made_for() {
    let folder = filled();
    for limit in [HEAP_LIMIT, 0] {
        let directory = IndexDirectory::persistent(folder.path(), limit).unwrap();
        assert!(!directory.take_clean_mark());
        directory.mark_clean().unwrap();
        assert!(directory.take_clean_mark());
        assert!(!directory.take_clean_mark());
        directory.mark_clean().unwrap();
        let index = Index::open(directory.clone()).unwrap();
        commit(&index, 0..50).unwrap();
        assert!(!directory.take_clean_mark(), "a commit came after the mark");
        directory.mark_clean().unwrap();
        assert_eq!(directory.sweep().unwrap(), 0, "the sweep keeps the mark");
        assert!(persistent(&folder).take_clean_mark());
    }
}

#[test]
fn two_writers_at_once_are_refused_and_no_lock_file_is_made() {
    let folder = filled();
    let index = Index::open(persistent(&folder)).unwrap();
    let writer = open_writer(&index, 1, 0, Merging::Never).unwrap();
    let second = open_writer(&index, 1, 0, Merging::Never).err().unwrap();
    assert!(matches!(second, TantivyError::LockFailure(..)), "{second}");
    close_writer(writer).unwrap();
    close_writer(open_writer(&index, 2, 0, Merging::Never).unwrap()).unwrap();
    assert!(!folder.path().join(".tantivy-writer.lock").exists());
    assert!(!folder.path().join(".managed.json").exists());
}

#[test]
fn readers_share_one_copy_and_copies_no_reader_uses_make_room() {
    let folder = filled();
    let sizes: Vec<_> = segment_files(&folder).into_iter().map(|(path, bytes)| (path, bytes.len() as u64)).collect();
    let names: Vec<_> = sizes.iter().map(|(path, _)| Path::new(path.file_name().unwrap())).collect();
    let directory = IndexDirectory::overlay(folder.path(), sizes[0].1.max(sizes[1].1)).unwrap();
    let address = |name: &Path| directory.open_read(name).unwrap().read_bytes().unwrap().as_ptr();
    let held = directory.open_read(names[0]).unwrap();
    let copy = held.read_bytes().unwrap();
    assert_eq!(address(names[0]), copy.as_ptr(), "one copy for all");
    assert_eq!(directory.open_read(names[1]).unwrap().read_bytes().unwrap().len() as u64, sizes[1].1, "mapped");
    assert_eq!(address(names[0]), copy.as_ptr(), "a copy in use stays");
    drop((held, copy));
    directory.open_read(names[1]).unwrap();
    std::fs::remove_file(&sizes[1].0).unwrap();
    directory.open_read(names[1]).expect("now on the heap");
}

#[test]
fn names_that_lead_out_of_the_folder_are_refused() {
    let folder = filled();
    let directory = persistent(&folder);
    let outside = Path::new("../outside");
    assert!(directory.open_write(outside).is_err());
    assert!(directory.open_read(outside).is_err());
    assert!(directory.atomic_write(outside, b"x").is_err());
    assert!(directory.delete(outside).is_err());
}

#[test]
fn in_memory_names_are_taken_once_and_deleted_once() {
    let directory = IndexDirectory::in_memory();
    let name = Path::new("file");
    let writer = directory.open_write(name).unwrap();
    assert!(directory.open_write(name).is_err());
    writer.terminate().unwrap();
    assert!(directory.exists(name).unwrap());
    directory.delete(name).unwrap();
    assert!(directory.delete(name).is_err());
    assert!(!directory.exists(name).unwrap());
}

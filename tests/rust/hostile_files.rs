//! Damaged, cut, foreign and missing files: found or survived, never a panic, never other records than were written.
//!
//! `OMKN_FLIPS` sets how many bits are flipped, `OMKN_SEED` repeats a run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use omkn_core::{
    CheckLevel, ErrorKind, Job, KnowledgeBase, OpenOptions, RecordDraft, RecordFilter, Result, SectionKind, Seq, Status,
};

use crate::support::{
    Random, assert_healthy, edit_taxonomy, files_below, guide, on_disk, practice, reader, sqlite, total, variable,
};

fn draft(n: u64) -> RecordDraft {
    practice(&format!("Salt route number {n}"))
        .with_title("fr", format!("Épandage numéro {n}"))
        .with_section(SectionKind::Results, "en", format!("Route {n} needs {} tonnes less. ", n * 7).repeat(12))
        .with_concept("roads/winter-control")
        .with_subject(format!("winter {}", n % 5))
        .with_external_id("example.org", n.to_string())
}

/// A small store with some of everything in it, closed.
fn make_store(folder: &Path) {
    let kb = OpenOptions::new().author("Roads").open(folder).unwrap();
    let ids = kb.capture_all((0..40).map(draft), &mut Job::new()).unwrap();
    for (n, id) in ids.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
        let record = kb.get(*id).unwrap();
        let mut changed = record.content.clone();
        changed.slug = Some(format!("salt-{n}"));
        kb.revise(*id, record.version, changed, None).unwrap();
    }
    kb.withdraw(ids[1], "replaced").unwrap();
    kb.capture_as(draft(100), Status::Draft, None).unwrap();
    edit_taxonomy(&kb);
    kb.erase(ids[2]).unwrap();
    assert_eq!(total(&kb, "salt"), 38);
    kb.close().unwrap();
}

/// All that can be read of the records, as text; an error where something cannot be read.
fn contents(kb: &KnowledgeBase) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let filter = RecordFilter { limit: 1000, ..RecordFilter::default() };
    for record in kb.records(&filter)?.items {
        for revision in kb.history(record.id)? {
            lines.push(format!("{:?} {revision:?}", kb.get_version(record.id, revision.version)?));
        }
        if let Some(slug) = &record.content.slug {
            lines.push(format!("{slug} {:?}", kb.find_by_slug(slug)?.map(|found| found.id)));
        }
        for name in &record.content.external_ids {
            let found = kb.find_by_external_id(&name.source, &name.source_id)?;
            lines.push(format!("{name:?} {:?}", found.map(|found| found.id)));
        }
        lines.push(format!("{record:?}"));
    }
    for area in ["roads/winter-control", "roads"] {
        let filter = RecordFilter { concept: Some(area.into()), limit: 1000, ..RecordFilter::default() };
        lines.extend(kb.records(&filter)?.items.iter().map(|record| format!("{area} {}", record.id)));
    }
    lines.extend(kb.changes_since(Seq(0), 10_000)?.iter().map(|change| format!("{change:?}")));
    let taxonomy = kb.taxonomy()?;
    lines.extend(taxonomy.schemes().iter().map(|scheme| format!("{scheme:?}")));
    lines.extend(taxonomy.concepts().iter().map(|concept| format!("{concept:?}")));
    Ok(lines)
}

#[test]
fn every_flipped_bit_that_changes_records_is_found() {
    let flips = variable("OMKN_FLIPS").unwrap_or(if cfg!(debug_assertions) { 300 } else { 2000 });
    let mut random = Random::new();
    let folder = tempfile::tempdir().unwrap();
    make_store(folder.path());
    let file = folder.path().join("omkn.db");
    let whole = fs::read(&file).unwrap();
    let before = contents(&reader().open(folder.path()).unwrap()).unwrap();
    let mut tally: BTreeMap<&str, u64> = BTreeMap::new();
    for flip in 0..flips {
        // Every second flip hits the first pages, where the file's header and the schema are.
        let range = if flip % 4 == 0 { 16_384 } else { whole.len() as u64 };
        let bit = random.below(range * 8);
        let mut damaged = whole.clone();
        damaged[(bit / 8) as usize] ^= 1 << (bit % 8);
        fs::write(&file, &damaged).unwrap();
        *tally.entry(outcome(reader().open(folder.path()), &before, bit)).or_default() += 1;
    }
    println!("{flips} flips in {} bytes: {tally:?}", whole.len());
    assert!(flips < 100 || tally.contains_key("found"), "nothing was damaged: {tally:?}");
    fs::write(&file, &whole).unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_healthy(&kb);
}

fn outcome(opened: Result<KnowledgeBase>, before: &[String], bit: u64) -> &'static str {
    let allowed = |kind| matches!(kind, ErrorKind::Corrupt | ErrorKind::Incompatible | ErrorKind::Storage);
    let kb = match opened {
        Ok(kb) => kb,
        Err(error) => {
            assert!(allowed(error.kind()), "bit {bit}: {error:?}");
            return "not opened";
        }
    };
    let report = kb.check(CheckLevel::Full, &mut Job::new());
    let is_found = match &report {
        Ok(report) => !report.is_healthy(),
        Err(error) => {
            assert!(allowed(error.kind()), "bit {bit}: {error:?}");
            true
        }
    };
    match contents(&kb) {
        Ok(after) if after == before => return if is_found { "found, harmless" } else { "harmless" },
        Ok(after) => {
            let other = before.iter().zip(&after).find(|(before, after)| before != after);
            assert!(is_found, "bit {bit} changed records and was not found: {other:?}");
        }
        Err(error) => {
            assert!(is_found, "bit {bit} makes records unreadable and was not found: {error:?}");
        }
    }
    "found"
}

#[test]
fn cut_empty_and_foreign_files_are_refused_and_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    make_store(folder.path());
    let file = folder.path().join("omkn.db");
    let whole = fs::read(&file).unwrap();
    let garbage: Vec<u8> = (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let mut text_as_store = whole[..100].to_vec();
    text_as_store.extend(&garbage);
    let cut = [2, 99, 100, 511, 4096, 8192, whole.len() / 2, whole.len() - 1].map(|length| whole[..length].to_vec());
    for bytes in cut.into_iter().chain([garbage, text_as_store, vec![0; 50_000]]) {
        fs::write(&file, &bytes).unwrap();
        for options in [reader(), OpenOptions::new()] {
            let found = options.open(folder.path()).and_then(|kb| {
                let report = kb.check(CheckLevel::Full, &mut Job::new())?;
                assert!(!report.is_healthy(), "{} bytes pass for a whole store", bytes.len());
                kb.close()
            });
            let kind = found.err().map(|error| error.kind());
            assert!(kind.is_none() || fs::read(&file).unwrap() == bytes, "refused and yet changed");
            let allowed = [None, Some(ErrorKind::Corrupt), Some(ErrorKind::Incompatible), Some(ErrorKind::Storage)];
            assert!(allowed.contains(&kind), "{} bytes: {kind:?}", bytes.len());
            assert!(file.exists(), "nothing is deleted on doubt");
        }
    }
}

#[test]
fn a_creation_that_was_interrupted_is_taken_up_again() {
    // What a kill may leave: nothing in the file yet, or its first page with the mode set.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("omkn.db"), b"").unwrap();
    KnowledgeBase::open(folder.path()).unwrap().capture(draft(1)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let begun = sqlite(folder.path());
    let mode: String = begun.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    drop(begun);
    assert!(fs::metadata(folder.path().join("omkn.db")).unwrap().len() > 0);
    KnowledgeBase::open(folder.path()).unwrap().capture(draft(1)).unwrap();
}

#[test]
fn every_kind_of_damage_to_every_index_file_is_healed() {
    let folder = tempfile::tempdir().unwrap();
    make_store(folder.path());
    let store = fs::read(folder.path().join("omkn.db")).unwrap();
    let salt = total(&KnowledgeBase::open(folder.path()).unwrap(), "salt");
    let index = files_below(&folder.path().join("index"));
    assert!(index.len() > 4, "{index:?}");
    type Damage = fn(&[u8]) -> Option<Vec<u8>>;
    let damages: [Damage; 5] = [
        |bytes| Some(bytes[..bytes.len() / 2].to_vec()),
        |_| Some(Vec::new()),
        |bytes| Some(vec![0xA5; bytes.len()]),
        |bytes| {
            let mut flipped = bytes.to_vec();
            *flipped.get_mut(bytes.len() / 3)? ^= 4;
            Some(flipped)
        },
        |_| None,
    ];
    for (damaged, bytes) in &index {
        for damage in damages {
            fs::remove_dir_all(folder.path().join("index")).unwrap();
            for (path, bytes) in &index {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            match damage(bytes) {
                Some(bytes) => fs::write(damaged, bytes).unwrap(),
                None => fs::remove_file(damaged).unwrap(),
            }
            for options in [reader(), OpenOptions::new()] {
                let kb = options.open(folder.path()).unwrap();
                assert_eq!(total(&kb, "salt"), salt, "{}", damaged.display());
            }
        }
    }
    assert_eq!(fs::read(folder.path().join("omkn.db")).unwrap(), store, "healing the index leaves the store alone");
}

#[test]
fn things_in_the_way_of_the_index_do_not_stop_searching() {
    let folder = tempfile::tempdir().unwrap();
    make_store(folder.path());
    let salt = total(&KnowledgeBase::open(folder.path()).unwrap(), "salt");
    let index = folder.path().join("index");
    fs::remove_dir_all(&index).unwrap();
    fs::write(&index, "a file where the folder should be").unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_eq!(total(&kb, "salt"), salt);
    kb.capture(draft(200)).unwrap();
    assert_eq!(total(&kb, "salt"), salt + 1, "without a place on the disk the index is in memory");
    kb.close().unwrap();
    fs::remove_file(&index).unwrap();
    assert_eq!(total(&KnowledgeBase::open(folder.path()).unwrap(), "salt"), salt + 1);
}

#[test]
fn a_missing_lock_file_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    make_store(folder.path());
    fs::remove_file(folder.path().join("omkn.lock")).unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    kb.capture(draft(200)).unwrap();
    assert_eq!(KnowledgeBase::open(folder.path()).unwrap_err().kind(), ErrorKind::Busy);
    fs::write(folder.path().join("omkn.lock"), b"\xFFnot what we wrote").unwrap();
    assert_eq!(KnowledgeBase::open(folder.path()).unwrap_err().kind(), ErrorKind::Busy);
}

#[test]
fn a_folder_that_cannot_be_written_is_still_read() {
    let folder = tempfile::tempdir().unwrap();
    make_store(folder.path());
    let before = contents(&KnowledgeBase::open(folder.path()).unwrap()).unwrap();
    let set_read_only = |value: bool| {
        let mut permissions = fs::metadata(folder.path()).unwrap().permissions();
        permissions.set_readonly(value);
        fs::set_permissions(folder.path(), permissions).unwrap();
    };
    set_read_only(true);
    if fs::write(folder.path().join("probe"), "").is_ok() {
        println!("skipped: this user may write to read-only folders");
        return;
    }
    let read = reader().open(folder.path()).and_then(|kb| contents(&kb));
    set_read_only(false);
    assert_eq!(read.unwrap(), before);
}

#[test]
fn one_damaged_record_is_named_and_keeps_no_other_from_being_found_or_exported() {
    let (folder, kb) = on_disk();
    let ids: Vec<_> = (0..3).map(|n| kb.capture(guide(&format!("Salt guide {n}"))).unwrap().id).collect();
    kb.close().unwrap();
    let foreign = sqlite(folder.path());
    foreign.execute("UPDATE revision SET payload = x'05000000FFFF' WHERE key = 2", ()).unwrap();
    drop(foreign);
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_eq!(total(&kb, "salt"), 2);
    assert_eq!(kb.get(ids[1]).unwrap_err().kind(), ErrorKind::Corrupt);
    let report = kb.check(CheckLevel::Full, &mut Job::new()).unwrap();
    assert!(report.findings.iter().any(|finding| finding.what.contains(&ids[1].to_string())), "{report:?}");
    let mut out = Vec::new();
    let error = kb.export_jsonl(&mut out, &RecordFilter::default(), &mut Job::new()).unwrap_err();
    assert!(error.to_string().contains(&ids[1].to_string()), "{error}");
    assert_eq!(String::from_utf8(out).unwrap().lines().count(), 2);
}

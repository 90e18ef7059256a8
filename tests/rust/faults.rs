//! Faults from outside: interrupted erasures, missing and replaced files, damaged numbers. Nothing acknowledged is lost or
//! hidden without an error.

use std::fs;
use std::path::Path;

use omkn_core::{
    CheckLevel, ErrorKind, FindingCode, FixedClock, Job, KnowledgeBase, LanguageMap, OpenOptions, ProblemCode,
    SearchRequest,
};

use crate::support::{assert_healthy, files_below, guide, on_disk, reader, search, sqlite};

/// Whether any file of a folder holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, bytes);
        }
        fs::read(&path).unwrap().windows(bytes.len()).any(|window| window == bytes)
    })
}

#[test]
fn an_interrupted_erasure_is_reported_and_finished_when_it_is_opened_again() {
    let (folder, kb) = on_disk();
    let secret = kb.capture(guide("Zanzibarian secret")).unwrap();
    kb.capture(guide("Salt guide")).unwrap();
    assert_eq!(search(&kb, "zanzibarian").total, 1);
    // Another handle that reads keeps the log from being emptied.
    let other = reader().open(folder.path()).unwrap();
    let view = other.view().unwrap();
    assert_eq!(kb.erase(secret.id).unwrap_err().kind(), ErrorKind::Busy);
    assert_eq!(kb.find(secret.id).unwrap(), None);
    let report = kb.check(CheckLevel::Full, &mut Job::new()).unwrap();
    assert_eq!(report.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [FindingCode::Erasure]);
    drop((view, other));
    kb.close().unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    assert_healthy(&kb);
    assert_eq!(kb.erase(secret.id).unwrap_err().kind(), ErrorKind::NotFound);
    kb.close().unwrap();
    assert!(!holds(folder.path(), b"anzibarian"));
}

#[test]
fn an_interrupted_erasure_is_finished_by_repeating_it() {
    let (folder, kb) = on_disk();
    let secret = kb.capture(guide("Zanzibarian secret")).unwrap();
    assert_eq!(search(&kb, "zanzibarian").total, 1);
    let other = reader().open(folder.path()).unwrap();
    let view = other.view().unwrap();
    assert_eq!(kb.erase(secret.id).unwrap_err().kind(), ErrorKind::Busy);
    drop((view, other));
    kb.erase(secret.id).unwrap();
    assert_healthy(&kb);
    assert!(!holds(folder.path(), b"anzibarian"));
}

#[test]
fn a_log_without_its_database_is_not_deleted() {
    let (folder, kb) = on_disk();
    kb.capture(guide("Salt guide")).unwrap();
    let (file, log) = (folder.path().join("omkn.db"), folder.path().join("omkn.db-wal"));
    let copy = tempfile::tempdir().unwrap();
    fs::copy(&log, copy.path().join("omkn.db-wal")).unwrap();
    for is_empty in [false, true] {
        if is_empty {
            fs::write(copy.path().join("omkn.db"), "").unwrap();
        }
        let error = KnowledgeBase::open(copy.path()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{error}");
        assert_eq!(fs::read(&log).unwrap(), fs::read(copy.path().join("omkn.db-wal")).unwrap());
    }
    // With its database it is read.
    fs::copy(&file, copy.path().join("omkn.db")).unwrap();
    assert_eq!(KnowledgeBase::open(copy.path()).unwrap().count().unwrap(), 1);
}

#[test]
fn changes_lost_with_the_log_are_reported() {
    for cut in [None, Some(4_096 + 32)] {
        let (folder, kb) = on_disk();
        kb.capture(guide("Salt guide")).unwrap();
        kb.close().unwrap();
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        (0..50).for_each(|number| drop(kb.capture(guide(&format!("Sand guide {number}"))).unwrap()));
        assert_eq!(search(&kb, "guide").total, 51);
        // As after a kill: nothing is closed, and the log with the writes is damaged.
        let copy = tempfile::tempdir().unwrap();
        for (path, content) in files_below(folder.path()) {
            let target = copy.path().join(path.strip_prefix(folder.path()).unwrap());
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            match (target.file_name().and_then(|name| name.to_str()), cut) {
                (Some("omkn.db-wal"), Some(cut)) => fs::write(target, &content[..cut]).unwrap(),
                (Some("omkn.db-wal" | "omkn.db-shm"), _) => {}
                _ => fs::write(target, content).unwrap(),
            }
        }
        let damaged = KnowledgeBase::open(copy.path()).unwrap();
        let left = search(&damaged, "guide").total;
        assert!(left < 51, "{left}");
        let report = damaged.check(CheckLevel::Full, &mut Job::new()).unwrap();
        let [finding] = report.findings.as_slice() else { panic!("{report:?}") };
        assert_eq!(finding.code, FindingCode::Lost);
        assert!(finding.what.contains("up to 51") && finding.repair.contains("backup"), "{finding:?}");
        damaged.rebuild_index(&mut Job::new()).unwrap();
        assert_healthy(&damaged);
    }
}

#[test]
fn an_index_without_its_database_is_not_replaced() {
    let (folder, kb) = on_disk();
    kb.capture(guide("Salt guide")).unwrap();
    assert_eq!(search(&kb, "salt").total, 1);
    kb.close().unwrap();
    fs::remove_file(folder.path().join("omkn.db")).unwrap();
    let error = KnowledgeBase::open(folder.path()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Corrupt, "{error}");
    assert!(!folder.path().join("omkn.db").exists());
}

#[cfg(unix)]
#[test]
fn a_handle_notices_that_its_folder_is_gone_or_replaced() {
    let (folder, kb) = on_disk();
    let path = folder.path().join("base");
    let kb = {
        kb.close().unwrap();
        KnowledgeBase::open(&path).unwrap()
    };
    kb.capture(guide("Salt guide")).unwrap();
    fs::rename(&path, folder.path().join("moved")).unwrap();
    assert_eq!(kb.capture(guide("Sand guide")).unwrap_err().kind(), ErrorKind::Closed);
    let other = KnowledgeBase::open(&path).unwrap();
    other.capture(guide("Another base")).unwrap();
    let error = kb.capture(guide("Sand guide")).unwrap_err();
    assert!(error.to_string().contains("open the knowledge base again"), "{error}");
    assert_eq!(other.count().unwrap(), 1);
}

#[test]
fn a_facet_value_with_an_impossible_number_is_damage_and_not_a_list_of_that_length() {
    for number in [3_000_000_000_i64, 1 << 34, 1 << 62, i64::MAX, -5] {
        let (folder, kb) = on_disk();
        kb.capture(guide("Salt guide").with_subject("salt")).unwrap();
        kb.close().unwrap();
        sqlite(folder.path()).execute("UPDATE facet_value SET key = ?1 WHERE facet = 'subject'", [number]).unwrap();
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        let request = SearchRequest::new("salt").with_facet(omkn_core::Facet::Subject, 5);
        assert_eq!(kb.search(&request).unwrap_err().kind(), ErrorKind::Corrupt, "{number}");
    }
}

#[test]
fn a_path_that_is_empty_or_too_long_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let deep = (0..12).fold(folder.path().to_owned(), |path, n| path.join(format!("dossier-{n:040}")));
    let error = KnowledgeBase::open(&deep).unwrap_err();
    assert!(error.to_string().contains("too long"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(KnowledgeBase::open("").unwrap_err().kind(), ErrorKind::Validation);
}

#[test]
fn triggers_and_views_of_another_program_are_refused() {
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON record BEGIN UPDATE record SET kind = 'guide'; END",
        "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    ] {
        let (folder, kb) = on_disk();
        kb.close().unwrap();
        sqlite(folder.path()).execute_batch(sql).unwrap();
        assert_eq!(KnowledgeBase::open(folder.path()).unwrap_err().kind(), ErrorKind::Incompatible);
    }
}

#[test]
fn a_backup_into_the_own_folder_is_refused() {
    let (folder, kb) = on_disk();
    kb.capture(guide("Salt guide")).unwrap();
    for inside in ["", "index", "copies"] {
        let error = kb.backup(folder.path().join(inside), &mut Job::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation, "{inside}: {error}");
    }
    assert_healthy(&kb);
}

#[test]
fn huge_lists_and_deceptive_characters_are_refused_at_once() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut draft = guide("Salt guide");
    draft.concepts = (0..262_144).map(|number| format!("nowhere/{number}").into()).collect();
    let report = kb.validate(&draft).unwrap();
    assert!(report.problems.len() <= 1_001, "{}", report.problems.len());
    assert!(report.problems.iter().any(|problem| problem.code == ProblemCode::TooLong));
    for c in ['\u{202E}', '\u{2066}', '\u{FFFF}', '\u{E0001}'] {
        let report = kb.validate(&guide(&format!("Salt {c}guide"))).unwrap();
        assert!(report.problems[0].reason.contains(&format!("U+{:04X}", u32::from(c))), "{report:?}");
    }
    // In a long text these are how a quotation from right to left is written; only what reorders letters is refused.
    let mut draft = guide("Salt guide");
    draft.summary = LanguageMap::new().with("en", "The sign says \u{2067}שלום\u{2069} and\u{202C} more");
    assert_eq!(kb.validate(&draft).unwrap().problems, []);
    assert_eq!(kb.capture(draft.clone()).unwrap().content.summary, draft.summary);
    draft.summary = LanguageMap::new().with("en", "Pay \u{202E}00001\u{202C}");
    assert_eq!(kb.validate(&draft).unwrap().problems[0].path, "summary.en");
    let mut draft = guide("Salt guide");
    let tags = (b'a'..=b'z').flat_map(|a| (b'a'..=b'z').map(move |b| [a, b]));
    let tags = tags.map(|pair| format!("q{}{}", char::from(pair[0]), char::from(pair[1])));
    draft.title = tags.map(|tag| (tag.parse().unwrap(), "Salt".to_owned())).collect();
    assert!(kb.validate(&draft).unwrap().problems.iter().any(|problem| problem.reason.contains("languages")));
}

#[test]
fn one_write_with_a_clock_far_ahead_does_not_date_all_later_ones() {
    let folder = tempfile::tempdir().unwrap();
    let at = |text: &str| {
        let clock = FixedClock(text.parse().unwrap());
        OpenOptions::new().clock(clock).open(folder.path()).unwrap()
    };
    let written = |kb: KnowledgeBase| {
        let record = kb.capture(guide("Salt guide")).unwrap();
        assert_healthy(&kb);
        kb.close().unwrap();
        record.modified.to_string()
    };
    assert!(written(at("2026-11-29T12:00:00Z")).starts_with("2026-11-29T12:00"));
    // An hour back: later than what was written before.
    assert!(written(at("2026-11-29T11:00:00Z")).as_str() >= "2026-11-29T12:00:00Z");
    for far in ["2099-01-01T00:00:00Z", "9000-01-01T00:00:00Z"] {
        written(at(far));
        assert!(written(at("2026-11-29T13:00:00Z")).starts_with("2026-11-29T13:00"), "{far}");
    }
}

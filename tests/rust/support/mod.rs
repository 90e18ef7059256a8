//! What the behaviour tests share: knowledge bases on the disk, drafts, questions and checks.

pub(crate) mod child;
mod files;
mod jobs;
mod random;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::str::FromStr;

use omkn_core::{
    CheckLevel, ImportOptions, ImportReport, Job, KnowledgeBase, OpenOptions, RecordDraft, RecordKind, SearchHits,
    SearchRequest,
};
use proptest::test_runner::{Config, FileFailurePersistence};
use tempfile::TempDir;

pub(crate) use files::{Files, files_below};
pub(crate) use jobs::{cancelled_job, job_cancelled_at};
pub(crate) use random::Random;

/// A new knowledge base in a folder of its own; the folder goes when the value is dropped.
pub(crate) fn on_disk() -> (TempDir, KnowledgeBase) {
    let folder = tempfile::tempdir().unwrap();
    let kb = KnowledgeBase::open(folder.path()).unwrap();
    (folder, kb)
}

/// How a reader opens a folder.
pub(crate) fn reader() -> OpenOptions {
    OpenOptions::new().read_only(true)
}

/// The SQLite file of a knowledge base, opened as another program opens it.
#[expect(clippy::disallowed_methods, reason = "another program at the file is what is tested")]
pub(crate) fn sqlite(folder: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(folder.join("omkn.db")).unwrap()
}

/// Imports the sample records of the project.
pub(crate) fn import_sample(kb: &KnowledgeBase) -> ImportReport {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/practices.jsonl");
    kb.import_jsonl(BufReader::new(File::open(file).unwrap()), &ImportOptions::default(), &mut Job::new()).unwrap()
}

pub(crate) fn guide(title: &str) -> RecordDraft {
    RecordDraft::new(RecordKind::Guide, "en", title)
}

pub(crate) fn practice(title: &str) -> RecordDraft {
    RecordDraft::new(RecordKind::Practice, "en", title)
}

/// The smallest edit of the taxonomy.
pub(crate) fn edit_taxonomy(kb: &KnowledgeBase) {
    kb.edit_taxonomy(|edit| {
        edit.set_notation(&"roads".into(), Some("R".to_owned()));
        Ok(())
    })
    .unwrap();
}

pub(crate) fn search(kb: &KnowledgeBase, query: &str) -> SearchHits {
    kb.search(&SearchRequest::new(query)).unwrap()
}

/// How many records a query finds.
pub(crate) fn total(kb: &KnowledgeBase, query: &str) -> u64 {
    search(kb, query).total
}

pub(crate) fn titles(found: &SearchHits) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.title.text.as_str()).collect()
}

/// Fails unless the store is whole and the index agrees with it.
#[track_caller]
pub(crate) fn assert_healthy(kb: &KnowledgeBase) {
    let report = kb.check(CheckLevel::Index, &mut Job::new()).unwrap();
    assert!(report.is_healthy(), "{:?}", report.findings);
}

/// What an environment variable such as `OMKN_FLIPS` sets; nothing where it is not set or cannot be read.
pub(crate) fn variable<T: FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// So many cases of a property; those that failed once are kept beside the source file.
pub(crate) fn cases(cases: u32) -> Config {
    let beside = FileFailurePersistence::WithSource("proptest-regressions");
    Config { cases, failure_persistence: Some(Box::new(beside)), ..Config::default() }
}

//! A store of every released schema version opens, is whole, and ends up with the schema a new store has.
//!
//! The fixtures are in `tests/fixtures/store-vN/omkn.db`. As long as a version is not released, its fixture is rebuilt
//! after each change of its schema by
//!
//! ```text
//! OMKN_MAKE_FIXTURE=1 cargo test -p omkn-tests --test behaviour migration::
//! ```
//!
//! which writes the one of the present version only. After the release a fixture never changes again.

use std::fs;
use std::path::{Path, PathBuf};

use omkn_core::{
    Agent, FixedClock, KnowledgeBase, OpenOptions, RecordDraft, RecordKind, RevisionAction, SearchRequest, SectionKind,
    Seq, Status,
};

use crate::support::{assert_healthy, edit_taxonomy, guide, on_disk, practice, search, sqlite};

/// Stores made by the library as it is are of this version.
const PRESENT: u32 = 2;

fn fixture(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/store-v{version}/omkn.db"))
}

/// What every fixture holds.
fn fixture_draft() -> RecordDraft {
    practice("Two-bag garbage limit")
        .with_title("fr", "Limite de deux sacs à ordures")
        .with_section(SectionKind::Results, "en", "A third less garbage in two years.")
        .with_concept("waste/collection")
        .with_subject("bag tags")
        .with_external_id("example.org", "17")
}

/// One of everything a store can hold.
fn make_fixture() {
    let folder = tempfile::tempdir().unwrap();
    let time = "2026-11-23T12:00:00Z".parse().unwrap();
    let kb = OpenOptions::new().clock(FixedClock(time)).author("Waste Services").open(folder.path()).unwrap();
    let record = kb.capture(fixture_draft()).unwrap();
    let mut draft = fixture_draft();
    draft.slug = Some("two-bag-limit".to_owned());
    kb.revise(record.id, record.version, draft, None).unwrap();
    let mut salt = guide("Salt guide");
    salt.publisher = Some(Agent { name: "Example Roads Association".to_owned(), ..Agent::default() });
    let salt = kb.capture(salt).unwrap();
    kb.withdraw(salt.id, "replaced").unwrap();
    let gone = kb.capture(RecordDraft::new(RecordKind::Event, "en", "Erased event")).unwrap();
    kb.erase(gone.id).unwrap();
    kb.capture_as(RecordDraft::new(RecordKind::Question, "fr", "Qui ramasse?"), Status::Draft, None).unwrap();
    edit_taxonomy(&kb);
    kb.save_search("salt", &SearchRequest::new("salt").with_limit(5)).unwrap();
    kb.close().unwrap();
    fs::create_dir_all(fixture(PRESENT).parent().unwrap()).unwrap();
    fs::copy(folder.path().join("omkn.db"), fixture(PRESENT)).unwrap();
}

fn schema(folder: &Path) -> Vec<(String, Option<String>)> {
    let connection = sqlite(folder);
    let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").unwrap();
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn numbers(folder: &Path) -> (i32, u32) {
    let connection = sqlite(folder);
    let read = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    (i32::try_from(read("application_id")).unwrap(), u32::try_from(read("user_version")).unwrap())
}

#[test]
fn a_store_of_every_version_opens_whole_and_gets_the_present_schema() {
    if std::env::var_os("OMKN_MAKE_FIXTURE").is_some() {
        make_fixture();
    }
    let (fresh, kb) = on_disk();
    kb.close().unwrap();
    assert_eq!(numbers(fresh.path()), (0x4F4D_4B4E, PRESENT), "a new version needs a new fixture");
    for version in 1..=PRESENT {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(fixture(version), folder.path().join("omkn.db")).unwrap();
        assert_eq!(numbers(folder.path()).1, version);
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        says_what_was_written(&kb);
        // Version 1 had no saved searches.
        let saved: Vec<_> = kb.saved_searches().unwrap().into_iter().map(|saved| (saved.name, saved.request)).collect();
        let expected = ("salt".to_owned(), SearchRequest::new("salt").with_limit(5));
        assert_eq!(saved, if version == 1 { vec![] } else { vec![expected] });
        // The fixture of version 2 is older than the facet `publisher`.
        let published = search(&kb, "publisher:\"example roads association\" status:withdrawn");
        assert_eq!(published.total, u64::from(version == 2));
        kb.close().unwrap();
        assert_eq!(numbers(folder.path()), numbers(fresh.path()));
        let remedy = "was the schema changed before its release? rebuild the fixture as this file says";
        assert_eq!(schema(folder.path()), schema(fresh.path()), "{remedy}");
    }
}

fn says_what_was_written(kb: &KnowledgeBase) {
    assert_healthy(kb);
    assert_eq!(kb.count().unwrap(), 3);
    let record = kb.find_by_slug("two-bag-limit").unwrap().unwrap();
    let mut expected = fixture_draft();
    expected.slug = Some("two-bag-limit".to_owned());
    assert_eq!((record.content, record.status), (expected, Status::Published));
    assert_eq!(record.created.to_string(), "2026-11-23T12:00:00Z");
    assert_eq!(kb.find_by_external_id("example.org", "17").unwrap().unwrap().id, record.id);
    let history = kb.history(record.id).unwrap();
    let actions: Vec<_> = history.iter().map(|revision| revision.action).collect();
    assert_eq!(actions, [RevisionAction::Capture, RevisionAction::Revise]);
    assert_eq!(history[0].author.as_deref(), Some("Waste Services"));
    assert_eq!(kb.get_version(record.id, history[0].version).unwrap().content, fixture_draft());
    assert_eq!(kb.changes_since(Seq(0), 100).unwrap().len(), 8);
    assert_eq!(kb.taxonomy().unwrap().get(&"roads".into()).unwrap().notation.as_deref(), Some("R"));
    assert_eq!(search(kb, "garbage").hits[0].id, record.id);
    // Old stores are not only read.
    kb.withdraw(record.id, "old").unwrap();
    assert_healthy(kb);
}

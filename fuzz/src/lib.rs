//! The targets: each takes any bytes, must not panic, and checks what the library promises about them.

use omkn_core::{
    CheckLevel, CsvOptions, ErrorKind, ImportOptions, ImportReport, Job, KnowledgeBase, OpenOptions, Query,
    RecordDraft, RecordFilter, RecordId, RecordKind, SearchRequest, parse_query,
};
use std::cell::OnceCell;

/// Longer queries are cut, so that their text does not come back whole.
const LONGEST_QUERY: usize = 1024;

/// A query is read whatever it is, and means the same once it was printed.
pub fn query(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let parsed = parse_query(text);
    assert!(parsed.notices.iter().all(|notice| notice.span.start <= notice.span.end && notice.span.end <= text.len()));
    let printed = parsed.query.to_string();
    assert_eq!(parse_query(&printed).query.to_string(), printed);
    assert!(printed.len() > LONGEST_QUERY || Query::parse_strict(&printed).is_ok(), "{printed}");
}

/// A CSV file is imported or refused, and the report says which.
pub fn csv(data: &[u8]) {
    import(|kb, options| kb.import_csv(data, &CsvOptions::default(), options, &mut Job::new()));
}

/// So is a file of JSON Lines.
pub fn jsonl(data: &[u8]) {
    import(|kb, options| kb.import_jsonl(data, options, &mut Job::new()));
}

fn import(read: impl Fn(&KnowledgeBase, &ImportOptions) -> omkn_core::Result<ImportReport>) {
    let kb = KnowledgeBase::in_memory().unwrap();
    let all = ImportOptions { skip_bad_rows: true, ..ImportOptions::default() };
    let Ok(report) = read(&kb, &all) else { return };
    assert_eq!(report.rows, report.created + report.updated + report.unchanged + report.rejected);
    assert!(report.committed);
    let mut exported = Vec::new();
    let count = kb.export_jsonl(&mut exported, &RecordFilter::default(), &mut Job::new()).unwrap();
    assert_eq!(count, report.created);
    // What was let in comes out whole, and in again.
    let again = kb.import_jsonl(exported.as_slice(), &ImportOptions::default(), &mut Job::new()).unwrap();
    assert_eq!((again.unchanged, again.rejected), (count, 0), "{again:?}");
    kb.search(&SearchRequest::new("salt")).unwrap();
}

/// A knowledge base on disk with one record, and a second connection to damage it with.
struct Damaged {
    folder: tempfile::TempDir,
    foreign: rusqlite::Connection,
    id: RecordId,
}

impl Damaged {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        let id = kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Salt guide")).unwrap().id;
        kb.close().unwrap();
        let foreign = rusqlite::Connection::open(folder.path().join("omkn.db")).unwrap();
        Self { folder, foreign, id }
    }
}

thread_local! {
    static DAMAGED: OnceCell<Damaged> = const { OnceCell::new() };
}

/// Bytes in place of a stored record: it is read, or reported as damaged, and the check finds it in any case. After an even
/// byte they are packed as the library packs, so that what is within is tried as well.
pub fn stored(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let payload = if first % 2 == 0 { lz4_flex::compress_prepend_size(rest) } else { rest.to_vec() };
    DAMAGED.with(|damaged| {
        let Damaged { folder, foreign, id } = damaged.get_or_init(Damaged::new);
        foreign.execute("UPDATE revision SET payload = ?1", [payload]).unwrap();
        let kb = OpenOptions::new().read_only(true).open(folder.path()).unwrap();
        if let Err(error) = kb.get(*id) {
            assert_eq!(error.kind(), ErrorKind::Corrupt, "{error}");
        }
        let report = kb.check(CheckLevel::Full, &mut Job::new()).unwrap();
        assert!(!report.findings.is_empty());
        kb.close().unwrap();
    });
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// Numbers that are the same in every run.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % end.max(1) as u64).unwrap()
        }
    }

    /// Runs a target on each of its seeds, and on so many changes of each: bytes set, cut out, doubled.
    fn run(name: &str, target: impl Fn(&[u8]), changes: usize) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
        let mut seeds: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect();
        assert!(!seeds.is_empty());
        seeds.sort();
        let mut numbers = Numbers(20_091_231);
        for seed in seeds {
            target(&seed);
            for _ in 0..changes {
                let mut bytes = seed.clone();
                for _ in 0..=numbers.below(4) {
                    let start = numbers.below(bytes.len());
                    let end = (start + 1 + numbers.below(8)).min(bytes.len());
                    match numbers.below(3) {
                        0 => bytes[start..end].fill(u8::try_from(numbers.below(256)).unwrap()),
                        1 => drop(bytes.drain(start..end)),
                        _ => bytes.extend_from_within(start..end),
                    }
                    if bytes.is_empty() {
                        break;
                    }
                }
                target(&bytes);
            }
        }
    }

    #[test]
    fn queries() {
        run("query", super::query, 2_000);
    }

    #[test]
    fn csv_files() {
        run("csv", super::csv, 50);
    }

    #[test]
    fn json_lines() {
        run("jsonl", super::jsonl, 50);
    }

    #[test]
    fn stored_records() {
        run("stored", super::stored, 50);
    }
}

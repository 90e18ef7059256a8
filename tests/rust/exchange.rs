//! Exchange: what goes out comes in again; what is wrong with a file is told, and nothing is half imported.

use std::path::{Path, PathBuf};

use omkn_core::{
    CsvField, CsvOptions, ErrorKind, ImportOptions, ImportReport, Interrupter, Job, KnowledgeBase, LanguageMap,
    LanguageTag, Money, ProblemCode, RecordDraft, RecordFilter, RecordKind, SectionKind, Status,
};

use crate::support::{cancelled_job, guide, on_disk, practice};

fn import(kb: &KnowledgeBase, text: &[u8], options: &ImportOptions) -> ImportReport {
    kb.import_jsonl(text, options, &mut Job::new()).unwrap()
}

fn export(kb: &KnowledgeBase) -> String {
    let mut out = Vec::new();
    kb.export_jsonl(&mut out, &RecordFilter::default(), &mut Job::new()).unwrap();
    String::from_utf8(out).unwrap()
}

fn csv(kb: &KnowledgeBase, text: &[u8]) -> ImportReport {
    kb.import_csv(text, &CsvOptions::default(), &ImportOptions::default(), &mut Job::new()).unwrap()
}

fn full() -> RecordDraft {
    let mut draft = practice("Brine \"first\"\u{2028}\u{1F600}")
        .with_title("fr", "La saumure d'abord")
        .with_section(SectionKind::Results, "en", "Line one\nline two")
        .with_concept("roads/winter-control")
        .with_organization("sgc:3543003")
        .with_subject("salt")
        .with_external_id("example.org", "1");
    draft.savings = vec![Money {
        amount: "1200000.50".parse().unwrap(),
        currency: "CAD".to_owned(),
        dollar_year: Some(2012),
        basis: None,
        unit: None,
        purpose: LanguageMap::new(),
    }];
    draft
}

#[test]
fn what_goes_out_comes_in_again_without_loss() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let first = kb.capture(full()).unwrap();
    let draft = kb.capture_as(RecordDraft::new(RecordKind::Guide, "fr", "Ébauche"), Status::Draft, None).unwrap();
    kb.withdraw(first.id, "old").unwrap();
    let text = export(&kb);
    let copy = KnowledgeBase::in_memory().unwrap();
    let report = import(&copy, text.as_bytes(), &ImportOptions::default());
    assert_eq!((report.created, report.rejected), (2, 0), "{report:?}");
    for id in [first.id, draft.id] {
        let (here, there) = (kb.get(id).unwrap(), copy.get(id).unwrap());
        assert_eq!((here.content, here.status), (there.content, there.status));
    }
    for kb in [&kb, &copy] {
        assert_eq!(import(kb, text.as_bytes(), &ImportOptions::default()).unchanged, 2);
    }
}

#[test]
fn a_name_in_another_system_updates_instead_of_doubling() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let line = |title: &str| {
        let draft = guide(title).with_external_id("example.org", "9");
        serde_json::to_string(&draft).unwrap()
    };
    assert_eq!(import(&kb, line("One").as_bytes(), &ImportOptions::default()).created, 1);
    assert_eq!(import(&kb, line("Two").as_bytes(), &ImportOptions::default()).updated, 1);
    let record = kb.find_by_external_id("example.org", "9").unwrap().unwrap();
    assert_eq!((record.version.0, record.content.title.get(&LanguageTag::en())), (2, Some("Two")));
}

#[test]
fn one_bad_row_keeps_everything_out_and_all_bad_rows_are_told() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let good = serde_json::to_string(&guide("Good")).unwrap();
    let text = format!(
        "\u{FEFF}{good}\r\n\r\nnot json\n{{\"kind\":\"guide\",\"title\":{{}}}}\n{{\"format\":\"omkn.record/9\"}}\n"
    );
    let mut bytes = text.into_bytes();
    bytes.extend(b"\xFF\xFE\n");
    let report = import(&kb, &bytes, &ImportOptions::default());
    assert_eq!((report.rows, report.rejected, report.committed), (5, 4, false), "{report:?}");
    assert_eq!(report.problems.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4, 5, 6]);
    assert_eq!(kb.count().unwrap(), 0);
    let skip = ImportOptions { skip_bad_rows: true, ..ImportOptions::default() };
    assert_eq!((import(&kb, &bytes, &skip).created, kb.count().unwrap()), (1, 1));
}

#[test]
fn a_dry_run_and_a_cancelled_import_write_nothing() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let line = serde_json::to_string(&guide("Good")).unwrap();
    let dry = ImportOptions { dry_run: true, ..ImportOptions::default() };
    let report = import(&kb, line.as_bytes(), &dry);
    assert_eq!((report.created, report.committed, kb.count().unwrap()), (1, false, 0));
    let error = kb.import_jsonl(line.as_bytes(), &ImportOptions::default(), &mut cancelled_job()).unwrap_err();
    assert_eq!((error.kind(), kb.count().unwrap()), (ErrorKind::Cancelled, 0));
}

#[test]
fn a_line_that_is_too_long_is_passed_over_and_one_without_end_stops_when_asked() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let good = serde_json::to_string(&guide("Good")).unwrap();
    let text = format!("{}\n{good}\n", "x".repeat(30_000_000));
    let skip = ImportOptions { skip_bad_rows: true, ..ImportOptions::default() };
    let report = import(&kb, text.as_bytes(), &skip);
    assert_eq!((report.rows, report.created, report.rejected), (2, 1, 1));
    assert_eq!(report.problems[0].problems[0].code, ProblemCode::TooLong);
    let interrupter = Interrupter::new();
    let mut reports = 0;
    let mut job = Job::new().with_interrupter(interrupter.clone()).on_progress(|_| {
        reports += 1;
        if reports == 3 {
            interrupter.interrupt();
        }
    });
    let endless = std::io::BufReader::new(std::io::repeat(b'x'));
    let error = kb.import_jsonl(endless, &ImportOptions::default(), &mut job).unwrap_err();
    assert_eq!((error.kind(), kb.count().unwrap()), (ErrorKind::Cancelled, 1));
}

#[test]
fn an_export_never_takes_the_place_of_a_knowledge_base() {
    let (folder, kb) = on_disk();
    let record = kb.capture(guide("Salt")).unwrap();
    for name in ["omkn.db", "omkn.db-wal", "OMKN.DB", "omkn.lock"] {
        let onto = folder.path().join(name);
        let error = kb.export_jsonl_file(&onto, &RecordFilter::default(), &mut Job::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation, "{name}: {error}");
    }
    #[cfg(unix)]
    {
        let link = folder.path().join("records.jsonl");
        std::os::unix::fs::symlink(folder.path().join("omkn.db"), &link).unwrap();
        let error = kb.export_jsonl_file(&link, &RecordFilter::default(), &mut Job::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation, "{error}");
    }
    kb.close().unwrap();
    assert_eq!(KnowledgeBase::open(folder.path()).unwrap().get(record.id).unwrap(), record);
}

#[test]
fn two_columns_that_hold_the_same_are_told_before_one_is_lost() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let import = |columns: &[(&str, CsvField)], text: &str| {
        let columns = columns.iter().map(|(name, field)| ((*name).to_owned(), field.clone())).collect();
        let csv = CsvOptions { columns, ..CsvOptions::default() };
        kb.import_csv(text.as_bytes(), &csv, &ImportOptions::default(), &mut Job::new())
    };
    for text in ["Title,Name\na,b\n", "Title,title_en\na,b\n", "Title,Year,Date\na,2001,2002-03\n"] {
        let error = import(&[], text).unwrap_err();
        assert!(error.to_string().contains("ignored"), "{error}");
    }
    import(&[("Year", CsvField::Ignored)], "Title,Title_fr,Year,Date,Tag,Keywords\na,b,2001,2002-03,x,y\n").unwrap();
    let page = kb.records(&RecordFilter::default()).unwrap();
    let content = &page.items[0].content;
    assert_eq!((content.date.unwrap().to_string(), content.subjects.len()), ("2002-03".to_owned(), 2));
}

#[test]
fn blank_rows_of_a_spreadsheet_are_left_out_and_lines_still_counted() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let report = csv(&kb, b"Title,Year\n,\nSalt,2001\n , \n,2002\n");
    assert_eq!((report.rows, report.created, report.problems[0].line), (2, 1, 5));
}

#[test]
fn spreadsheets_are_read_as_they_were_saved() {
    let header = "Titre;Municipalité;Année;Secteur;Inconnu\n";
    let rows = format!("{header}\"Limite; dépôt\";Grand Sudbury;2004;matières résiduelles;x\n");
    let latin: Vec<u8> = rows.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(rows.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = format!("\u{FEFF}{rows}").into_bytes();
    let options = CsvOptions { language: LanguageTag::fr(), ..CsvOptions::default() };
    let import = |kb: &KnowledgeBase, bytes: &[u8]| {
        kb.import_csv(bytes, &options, &ImportOptions::default(), &mut Job::new()).unwrap()
    };
    let expected = RecordDraft::new(RecordKind::Practice, "fr", "Limite; dépôt")
        .with_organization("sgc:3553005")
        .with_concept("waste")
        .with_date("2004".parse().unwrap());
    for bytes in [rows.into_bytes(), latin, wide, marked] {
        let kb = KnowledgeBase::in_memory().unwrap();
        let report = import(&kb, &bytes);
        assert_eq!((report.created, report.rejected), (1, 0), "{report:?}");
        let [_encoding, _delimiter, unused] = report.remarks.as_slice() else { panic!("{:?}", report.remarks) };
        assert!(unused.contains("Inconnu"), "{unused}");
        let record = kb.records(&RecordFilter::default()).unwrap().items.remove(0);
        assert_eq!(record.content, expected);
    }
    let kb = KnowledgeBase::in_memory().unwrap();
    let report = import(&kb, format!("{header}\"Limite; deux\nsacs\";Grand Sudbury;2004;;\n").as_bytes());
    assert_eq!((report.created, report.rejected), (0, 1), "a title has no line break: {report:?}");
    let report = csv(&kb, b"Title,Municipality,Year\nTwo-bag limit,Peterborough C,2004\n");
    assert_eq!((report.created, report.committed), (1, true), "{report:?}");
}

#[test]
fn rows_are_told_by_line_with_what_would_be_right() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let file = "title,municipality,concepts,year,results\n\
                \"A\",Ottawa,waste,2004,\"two\nlines\"\n\
                B,Hamilton,wastes collecton,20x4,ok\n\
                ,Ottawa,waste,2004,no title\n";
    let report = csv(&kb, file.as_bytes());
    assert_eq!((report.rejected, report.committed), (2, false), "{report:?}");
    assert_eq!(report.problems.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 5]);
    let codes: Vec<_> = report.problems[0].problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [ProblemCode::UnknownOrganization, ProblemCode::UnknownConcept, ProblemCode::InvalidFormat]);
    assert!(report.problems[0].problems[0].reason.contains("City of Hamilton"));
}

#[test]
fn columns_can_be_mapped_and_a_file_without_titles_is_refused() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let file = b"headline,nr\nSalt,7\n";
    let error =
        kb.import_csv(&file[..], &CsvOptions::default(), &ImportOptions::default(), &mut Job::new()).unwrap_err();
    assert!(error.to_string().contains("headline"), "{error}");
    let columns = [("headline".to_owned(), CsvField::Title(None)), ("nr".to_owned(), CsvField::SourceId)];
    let options = CsvOptions { columns: columns.into(), source: "list".to_owned(), ..CsvOptions::default() };
    for expected in [(1, 0), (0, 1)] {
        let report = kb.import_csv(&file[..], &options, &ImportOptions::default(), &mut Job::new()).unwrap();
        assert_eq!((report.created, report.unchanged), expected);
    }
    assert!(kb.find_by_external_id("list", "7").unwrap().is_some());
    for empty in ["", "\n"] {
        let result =
            kb.import_csv(empty.as_bytes(), &CsvOptions::default(), &ImportOptions::default(), &mut Job::new());
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Validation, "{empty:?}");
    }
    let report = csv(&kb, b"title\n");
    assert_eq!((report.rows, report.committed), (0, true), "{report:?}");
}

#[test]
fn the_ministrys_own_list_is_read_although_it_is_messy() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/csv/real_world");
    let file: PathBuf = data.join("mmah_ontario_municipalities_2022-10-05.csv");
    let Ok(bytes) = std::fs::read(&file) else {
        println!("skipped: ../shared/data is absent");
        return;
    };
    let kb = KnowledgeBase::in_memory().unwrap();
    let columns = [("Municipality".to_owned(), CsvField::Title(None))];
    let options = CsvOptions { columns: columns.into(), ..CsvOptions::default() };
    let report = kb.import_csv(bytes.as_slice(), &options, &ImportOptions::default(), &mut Job::new()).unwrap();
    assert_eq!((report.created, report.rejected), (444, 0), "{:?}", report.problems.first());
}

#[test]
fn an_export_replaces_a_file_when_it_is_complete_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Pratiques d’été.jsonl");
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture(full()).unwrap();
    let every = RecordFilter::default();
    assert_eq!(kb.export_jsonl_file(&path, &every, &mut Job::new()).unwrap(), 1);
    let first = std::fs::read_to_string(&path).unwrap();
    assert_eq!(first, export(&kb));
    kb.capture(guide("Sand")).unwrap();
    let cancelled = kb.export_jsonl_file(&path, &every, &mut cancelled_job());
    assert_eq!(cancelled.unwrap_err().kind(), ErrorKind::Cancelled);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
    assert_eq!(kb.export_jsonl_file(&path, &every, &mut Job::new()).unwrap(), 2);
    let copy = KnowledgeBase::in_memory().unwrap();
    let report = copy.import_jsonl_file(&path, &ImportOptions::default(), &mut Job::new()).unwrap();
    assert_eq!(report.created, 2);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn paths_that_cannot_be_read_or_written_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let kb = KnowledgeBase::in_memory().unwrap();
    let missing = folder.path().join("missing").join("practices.jsonl");
    let (options, every) = (ImportOptions::default(), RecordFilter::default());
    let unreadable = kb.import_csv_file(&missing, &CsvOptions::default(), &options, &mut Job::new()).unwrap_err();
    let unwritable = kb.export_jsonl_file(&missing, &every, &mut Job::new()).unwrap_err();
    let is_a_folder = kb.export_jsonl_file(folder.path(), &every, &mut Job::new()).unwrap_err();
    for (error, named) in [(unreadable, "practices.jsonl"), (unwritable, "practices.jsonl"), (is_a_folder, "writing")] {
        assert_eq!(error.kind(), ErrorKind::Io);
        assert!(error.to_string().contains(named), "{error}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_export_that_finds_no_space_says_so() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture(full()).unwrap();
    let full_disk = kb.export_jsonl_file("/dev/full", &RecordFilter::default(), &mut Job::new());
    assert_eq!(full_disk.unwrap_err().kind(), ErrorKind::LowSpace);
    assert!(Path::new("/dev/full").exists());
}

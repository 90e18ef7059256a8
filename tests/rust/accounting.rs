//! Whatever a way in is given is stored, or a problem or remark names it. Generated inputs, with every field accounted for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use omkn_core::{CsvOptions, ImportOptions, ImportReport, Job, KnowledgeBase, Problem, RecordDraft};
use serde_json::{Map, Value, json};

use crate::support::{Random, variable};

/// What became of the values of one field, over all inputs.
#[derive(Debug, Default)]
struct Account {
    given: u64,
    stored: u64,
    told: u64,
    unaccounted: u64,
}

/// The table: one line a way in and field.
#[derive(Debug, Default)]
struct Accounts(BTreeMap<(&'static str, String), Account>);

impl Accounts {
    fn add(&mut self, way: &'static str, field: &str, is_stored: bool, is_told: bool) {
        let account = self.0.entry((way, field.to_owned())).or_default();
        account.given += 1;
        match (is_stored, is_told) {
            (true, _) => account.stored += 1,
            (false, true) => account.told += 1,
            (false, false) => account.unaccounted += 1,
        }
    }

    fn print(&self) {
        println!("{:<12} {:<20} {:>9} {:>9} {:>9} {:>12}", "way", "field", "given", "stored", "told", "unaccounted");
        for ((way, field), Account { given, stored, told, unaccounted }) in &self.0 {
            println!("{way:<12} {field:<20} {given:>9} {stored:>9} {told:>9} {unaccounted:>12}");
        }
    }

    fn unaccounted(&self) -> u64 {
        self.0.values().map(|account| account.unaccounted).sum()
    }
}

/// The inputs of each way: few in an everyday run, more with `OMKN_CASES`.
fn inputs() -> u64 {
    variable("OMKN_CASES").unwrap_or(400)
}

/// Drafts of the sample, in which every field has a value somewhere.
fn sample_drafts() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/practices.jsonl");
    let lines = fs::read_to_string(path).unwrap();
    let parsed = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    parsed.map(|line| line.get("content").unwrap_or(&line).clone()).collect()
}

/// The values of a tree: the path of each, as pointers of JSON write it.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| leaves(value, &format!("{path}/{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| leaves(value, &format!("{path}/{at}"), found));
        }
        _ => found.push(path.to_owned()),
    }
}

/// Change something that a file might have otherwise: a value, its type, a key, a list.
fn disturb(draft: &mut Value, random: &mut Random) {
    let mut all = Vec::new();
    leaves(draft, "", &mut all);
    let path = all[random.below(all.len() as u64) as usize].clone();
    let at = draft.pointer_mut(&path).unwrap();
    let words = ["Sable", " padded ", "2012-13", "2019.0", "", " ", "1,2 M$", "é", "fr", "roads", "practice", "12.50"];
    match random.below(12) {
        0..=2 => *at = json!(words[random.below(words.len() as u64) as usize]),
        3 => *at = json!(random.below(3000)),
        4 => *at = Value::Null,
        5 => *at = json!([at.take()]),
        6 => *at = json!({ "en": at.take() }),
        7 => *at = json!(-2.5),
        8 => *at = json!(true),
        9 => {
            let object = draft.as_object_mut().unwrap();
            object
                .insert(["remark", "Title", "titre", "tags"][random.below(4) as usize].to_owned(), json!("Not known"));
        }
        10 => {
            let title = draft.get_mut("title").and_then(Value::as_object_mut);
            let languages = ["EN", "fr", "fr-CA", "nowhere-at-all", "en "];
            let language = languages[random.below(languages.len() as u64) as usize];
            title.into_iter().for_each(|title| drop(title.insert(language.to_owned(), json!("Autre titre"))));
        }
        _ => {
            let lists: Vec<&str> = ["concepts", "subjects", "aliases", "sources", "measures", "resources"].to_vec();
            let list = draft.get_mut(lists[random.below(lists.len() as u64) as usize]).and_then(Value::as_array_mut);
            if let Some(list) = list.filter(|list| !list.is_empty()) {
                let again = list[0].clone();
                list.push(again);
            }
        }
    }
}

/// Whether a value says nothing, so that nothing can be lost of it.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_nothing),
        Value::Object(fields) => fields.values().all(is_nothing),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether what was given is in what was stored; blanks around a text and how a number is written do not count.
fn is_in(given: &Value, stored: Option<&Value>) -> bool {
    if is_nothing(given) {
        return true;
    }
    let text = |value: &Value| match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    };
    let number = |value: &Value| text(value).parse::<f64>().ok();
    match (given, stored) {
        (_, None) => false,
        (Value::Object(fields), Some(Value::Object(stored))) => fields.iter().all(|(key, value)| {
            let same = stored.iter().find(|(known, _)| known.eq_ignore_ascii_case(key.trim()));
            is_in(value, same.map(|(_, value)| value))
        }),
        (Value::Array(items), Some(Value::Array(stored))) => {
            items.iter().all(|item| is_nothing(item) || stored.iter().any(|stored| is_in(item, Some(stored))))
        }
        (given, Some(stored)) => {
            text(given) == text(stored) || number(given).is_some_and(|given| number(stored) == Some(given))
        }
    }
}

/// Accounts for each field of a draft that became a record, or was refused with problems.
fn account(accounts: &mut Accounts, way: &'static str, given: &Value, stored: Option<&RecordDraft>, told: &[Problem]) {
    let stored = stored.map(|stored| serde_json::to_value(stored).unwrap());
    let empty = Map::new();
    for (field, value) in given.as_object().unwrap_or(&empty) {
        let is_stored = stored.as_ref().is_some_and(|stored| is_in(value, stored.get(field)));
        // A draft is refused as a whole, and its problems say why.
        let is_told = stored.is_none() && told.iter().all(|problem| !problem.reason.is_empty()) && !told.is_empty();
        accounts.add(way, field, is_stored, is_told);
        assert!(is_stored || is_told, "{way}: {field} of {given}\nstored: {stored:?}\ntold: {told:?}");
    }
}

#[test]
fn every_field_of_a_draft_is_stored_or_told() {
    let (samples, mut random, mut accounts) = (sample_drafts(), Random::new(), Accounts::default());
    let kb = KnowledgeBase::in_memory().unwrap();
    for number in 0..inputs() {
        let mut draft = samples[random.below(samples.len() as u64) as usize].clone();
        (0..random.below(4)).for_each(|_| disturb(&mut draft, &mut random));
        // Its names in other systems are taken once.
        if let Some(fields) = draft.as_object_mut() {
            fields.remove("external_ids");
            fields.remove("slug");
        }
        let captured = kb.draft_from_json(draft.clone()).and_then(|read| kb.capture(read));
        match captured {
            Ok(record) => account(&mut accounts, "draft", &draft, Some(&record.content), &[]),
            Err(omkn_core::Error::Validation { problems }) => account(&mut accounts, "draft", &draft, None, &problems),
            Err(other) => panic!("{number}: {other}: {draft}"),
        }
    }
    accounts.print();
    assert_eq!(accounts.unaccounted(), 0);
}

#[test]
fn every_field_of_a_line_of_json_is_stored_or_told() {
    let (samples, mut random, mut accounts) = (sample_drafts(), Random::new(), Accounts::default());
    let options = ImportOptions { skip_bad_rows: true, index: false, ..ImportOptions::default() };
    let mut left = inputs();
    while left > 0 {
        let kb = KnowledgeBase::in_memory().unwrap();
        let lines: Vec<Value> = (0..left.min(50))
            .map(|number| {
                let mut draft = samples[random.below(samples.len() as u64) as usize].clone();
                (0..random.below(4)).for_each(|_| disturb(&mut draft, &mut random));
                let fields = draft.as_object_mut().unwrap();
                fields.remove("slug");
                fields
                    .insert("external_ids".to_owned(), json!([{ "source": "test", "source_id": number.to_string() }]));
                draft
            })
            .collect();
        left -= lines.len() as u64;
        let file: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let report = kb.import_jsonl(file.as_bytes(), &options, &mut Job::new()).unwrap();
        assert_eq!(report.created + report.rejected, lines.len() as u64, "{report:?}");
        for (number, line) in lines.iter().enumerate() {
            let record = kb.find_by_external_id("test", &number.to_string()).unwrap();
            let rows = report.problems.iter().filter(|row| row.line == number as u64 + 1);
            let told: Vec<Problem> = rows.flat_map(|row| row.problems.clone()).collect();
            account(&mut accounts, "JSON Lines", line, record.map(|record| record.content).as_ref(), &told);
        }
    }
    accounts.print();
    assert_eq!(accounts.unaccounted(), 0);
}

/// A spreadsheet: headers, and rows that may be longer or shorter than they.
struct Sheet {
    headers: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

const HEADERS: [&str; 16] = [
    "Title",
    "titre_fr",
    "Summary",
    "results_fr",
    "Subjects",
    "Municipality",
    "Service area",
    "Year",
    "level",
    "url",
    "Licence",
    "Kind",
    "Remarks",
    "Staff",
    "Body",
    "Description",
];

/// A sheet of cells as people fill them in, each text with a mark of its own.
fn sheet(random: &mut Random) -> Sheet {
    let mut headers = vec!["id", "Title"];
    (0..random.below(6)).for_each(|_| headers.push(HEADERS[random.below(16) as usize]));
    let pick = |random: &mut Random, all: &[&str]| all[random.below(all.len() as u64) as usize].to_owned();
    let cell = |random: &mut Random, header: &str, mark: &str| match header {
        "Year" => pick(random, &["2012", " 2012-05 ", "2019.0", "03/04/2019", "", "soon", "2012-11-03 14:30"]),
        "level" => pick(random, &["best_practice", "Innovative", "", "excellent"]),
        "Kind" => pick(random, &["practice", "Guide", "", "poem"]),
        "Municipality" => pick(random, &["Innisfil", "City of Toronto; Ottawa", "Nowhere", "", "Etobicoke"]),
        "Service area" => pick(random, &["roads", "Winter control|waste", "", "unknown area"]),
        "url" => format!("https://example.org/{mark}"),
        "Subjects" => format!("{mark}a; {mark}b"),
        _ => match random.below(6) {
            0 => format!("  {mark} é  "),
            1 => format!("{mark}, \"quoted\""),
            2 => format!("{mark}\nsecond line"),
            3 => String::new(),
            _ => mark.to_owned(),
        },
    };
    let rows = (0..1 + random.below(5)).map(|row| {
        let mut cells: Vec<String> = headers
            .iter()
            .enumerate()
            .map(|(column, header)| match *header {
                "id" => format!("id{row}"),
                header => cell(random, header, &format!("q{row}x{column}z")),
            })
            .collect();
        match random.below(12) {
            0 => cells.push(format!("q{row}xmorez")),
            1 => cells.truncate(1 + cells.len() / 2),
            _ => {}
        }
        cells
    });
    Sheet { rows: rows.collect(), headers }
}

impl Sheet {
    fn text(&self, delimiter: char, end: &str) -> String {
        let quoted = |cell: &str| match cell.contains([delimiter, '"', '\n']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.to_owned(),
        };
        let line = |cells: Vec<String>| cells.join(&delimiter.to_string()) + end;
        let headers = line(self.headers.iter().map(|header| quoted(header)).collect());
        headers + &self.rows.iter().map(|row| line(row.iter().map(|cell| quoted(cell)).collect())).collect::<String>()
    }
}

/// Whether a record has what a cell says: its text, or what the words of a closed list or a name mean.
fn has_cell(record: &str, header: &str, cell: &str) -> bool {
    let squeezed = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<&str> = match header {
        "Subjects" | "Municipality" | "Service area" => squeezed.split([';', '|']).map(str::trim).collect(),
        _ => vec![squeezed.as_str()],
    };
    let meant = |part: &str| match part {
        "Innovative" => "innovative".to_owned(),
        "Guide" => "guide".to_owned(),
        "Innisfil" => "sgc:3543017".to_owned(),
        "City of Toronto" | "Etobicoke" => "sgc:3520005".to_owned(),
        "Ottawa" => "sgc:3506008".to_owned(),
        "Winter control" => "roads/winter-control".to_owned(),
        "2019.0" => "2019".to_owned(),
        "2012-11-03 14:30" => "2012-11-03".to_owned(),
        part => serde_json::to_string(part).unwrap().trim_matches('"').to_owned(),
    };
    let record = record.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    parts.into_iter().all(|part| record.contains(&meant(part)))
}

/// Whether the report names a cell: by its row, or by its column.
fn is_told(report: &ImportReport, line: u64, header: &str) -> bool {
    report.problems.iter().any(|row| row.line == line)
        || report.remarks.iter().any(|remark| remark.contains(header) || remark.contains(&format!("line {line}")))
}

#[test]
fn every_cell_of_a_spreadsheet_is_stored_or_told() {
    let (mut random, mut accounts) = (Random::new(), Accounts::default());
    let options = ImportOptions { skip_bad_rows: true, index: false, ..ImportOptions::default() };
    for _ in 0..inputs() {
        let sheet = sheet(&mut random);
        let delimiter = [',', ';', '\t'][random.below(3) as usize];
        let end = ["\n", "\r\n"][random.below(2) as usize];
        let text = sheet.text(delimiter, end);
        let bytes = match random.below(4) {
            0 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
            1 => format!("\u{FEFF}{text}").into_bytes(),
            _ => text.clone().into_bytes(),
        };
        let kb = KnowledgeBase::in_memory().unwrap();
        let imported = kb.import_csv(bytes.as_slice(), &CsvOptions::default(), &options, &mut Job::new());
        let report = match imported {
            Ok(report) => report,
            // The file was refused as a whole, and nothing of it is there.
            Err(omkn_core::Error::Validation { problems }) => {
                assert!(!problems.is_empty() && kb.count().unwrap() == 0);
                sheet.headers.iter().for_each(|header| accounts.add("CSV", header, false, true));
                continue;
            }
            Err(other) => panic!("{other}: {text}"),
        };
        let mut line = 2;
        for (number, row) in sheet.rows.iter().enumerate() {
            let record = kb.find_by_external_id("csv", &format!("id{number}")).unwrap();
            let record = record.map(|record| serde_json::to_string(&record.content).unwrap());
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
                let header = sheet.headers.get(column).copied().unwrap_or("beyond the last");
                let is_stored = record.as_ref().is_some_and(|record| has_cell(record, header, cell));
                let is_told = is_told(&report, line, header);
                accounts.add("CSV", header, is_stored, is_told);
                assert!(is_stored || is_told, "line {line}, {header}: {cell:?} of\n{text}\n{record:?}\n{report:?}");
            }
            line += 1 + row.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        }
    }
    accounts.print();
    assert_eq!(accounts.unaccounted(), 0);
}

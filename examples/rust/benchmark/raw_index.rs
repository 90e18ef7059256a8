//! The writing half of the comparison: SQLite and tantivy used directly, as their own guides advise.
#![expect(clippy::disallowed_methods, reason = "the work done directly, to compare with")]

use super::figures::{Figures, Latency, thousandths};
use omkn_examples::{
    Result,
    corpus::{self, Document},
};
use rusqlite::Connection;
use std::{fs, path::Path, time::Instant};
use tantivy::{
    Index, IndexWriter, TantivyDocument,
    schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions},
};

/// Memory for tantivy's writer threads, in bytes.
const WRITER_MEMORY: usize = 100_000_000;

/// Years above are no years; this bounds the counters of the year facet.
pub(crate) const LAST_YEAR: u16 = 9_999;

/// The fields of the index.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) title: Field,
    pub(crate) body: Field,
    pub(crate) subjects: Field,
    pub(crate) year: Field,
    pub(crate) lang: Field,
}

/// The schema: stemmed text with positions, stored; facets as fast fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing).set_stored();
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        title: schema.add_text_field("title", text.clone()),
        body: schema.add_text_field("body", text),
        subjects: schema.add_text_field("subjects", STRING | FAST),
        year: schema.add_u64_field("year", FAST | INDEXED),
        lang: schema.add_text_field("lang", STRING),
    };
    (schema.build(), fields)
}

/// Stores the rows, then indexes them; the two are timed apart.
pub(crate) fn index(source: &str, dir: &Path) -> Result<Figures> {
    let documents = corpus::read(source)?;
    let tantivy_dir = dir.join("tantivy");
    if dir.join("raw.db").exists() || tantivy_dir.exists() {
        return Err(format!("{} already holds an index: choose a new folder", dir.display()).into());
    }
    fs::create_dir_all(&tantivy_dir)?;
    let mut connection = open_database(dir)?;

    let start = Instant::now();
    insert(&mut connection, documents)?;
    let inserted = start.elapsed();
    let count = build(&connection, &tantivy_dir)?;
    let all = start.elapsed();
    drop(connection);

    let figures = Figures {
        insert_seconds: Some(thousandths(inserted.as_secs_f64())),
        index_seconds: Some(thousandths((all - inserted).as_secs_f64())),
        ..Figures::speed(count, all)
    };
    Ok(figures.with_sizes(dir)?)
}

/// Times single durable commits of a row as large as a captured record.
pub(crate) fn commit(dir: &Path, count: u64) -> Result<Figures> {
    fs::create_dir_all(dir)?;
    let connection = open_database(dir)?;
    let first: i64 = connection.query_row("SELECT coalesce(max(rowid), 0) FROM document", [], |row| row.get(0))?;
    let mut insert = connection.prepare("INSERT INTO document (id, json) VALUES (?1, ?2)")?;
    let mut times = Vec::new();
    let start = Instant::now();
    for number in 1..=count {
        let document = Document::made_up(first.unsigned_abs() + number);
        let begin = Instant::now();
        insert.execute((&document.id, serde_json::to_string(&document)?))?;
        times.push(begin.elapsed());
    }
    Ok(Figures { latency: Latency::of(times), ..Figures::speed(count, start.elapsed()) })
}

/// WAL and FULL: a commit returns once it is on the disk, as in OMKN.
fn open_database(dir: &Path) -> Result<Connection> {
    let connection = Connection::open(dir.join("raw.db"))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS document (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;",
    )?;
    Ok(connection)
}

fn insert(connection: &mut Connection, documents: corpus::Documents) -> Result<()> {
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO document (id, json) VALUES (?1, ?2)")?;
        for document in documents {
            let document = document?;
            insert.execute((&document.id, serde_json::to_string(&document)?))?;
        }
    }
    Ok(transaction.commit()?)
}

/// Indexes every row in one commit and waits for the merges.
fn build(connection: &Connection, dir: &Path) -> Result<u64> {
    let (schema, fields) = schema();
    let index = Index::create_in_dir(dir, schema)?;
    let mut writer: IndexWriter = index.writer(WRITER_MEMORY)?;
    let mut select = connection.prepare("SELECT json FROM document ORDER BY rowid")?;
    let mut rows = select.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let document: Document = serde_json::from_str(row.get_ref(0)?.as_str()?)?;
        writer.add_document(to_tantivy(&document, fields))?;
        count += 1;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(count)
}

fn to_tantivy(document: &Document, fields: Fields) -> TantivyDocument {
    let mut target = TantivyDocument::new();
    target.add_text(fields.id, &document.id);
    target.add_text(fields.title, &document.title);
    target.add_text(fields.body, &document.body);
    for tag in &document.tags {
        target.add_text(fields.subjects, tag);
    }
    if let Some(year) = document.year.filter(|year| *year <= LAST_YEAR) {
        target.add_u64(fields.year, u64::from(year));
    }
    target.add_text(fields.lang, &document.lang);
    target
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexing_and_committing_report_their_figures() {
        let dir = tempfile::tempdir().unwrap();
        let corpus = dir.path().join("corpus.jsonl");
        fs::write(&corpus, "{\"id\":\"a\",\"title\":\"Salt\"}\n{\"id\":\"b\",\"title\":\"Sand\"}\n").unwrap();
        let raw = dir.path().join("raw");
        let figures = index(&corpus.to_string_lossy(), &raw).unwrap();
        assert_eq!(figures.docs, Some(2));
        assert!(figures.bytes.is_some_and(|bytes| bytes > 0));
        assert_eq!(commit(&raw, 3).unwrap().docs, Some(3));
        assert!(index(&corpus.to_string_lossy(), &raw).is_err(), "a second index in the same folder is refused");
    }
}

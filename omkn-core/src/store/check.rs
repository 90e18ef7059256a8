//! Looking for damage: is everything in the store what was once written?

use rusqlite::{Connection, OptionalExtension};

use super::chain::{ChainLink, SetHash, StoreHead, row_hash};
use super::connection::{Store, read_head};
use super::erase::is_erasure_due;
use super::error::During;
use super::health::{CheckLevel, FindingCode, HealthReport};
use super::lost::lost_changes;
use super::migrate;
use super::record::{RevisionParts, parse_payload, revision_hash};
use super::vocabulary::{VocabularyTable, vocabulary_hash};
use crate::base::{ContentHash, Error, Job, RecordId, Result, Seq, Version};

impl Store {
    /// Check the store as it is on the disk; the index is checked elsewhere.
    pub(crate) fn check(&self, level: CheckLevel, job: &mut Job<'_>) -> Result<HealthReport> {
        self.read(|connection| {
            let transaction = connection.unchecked_transaction().during("checking")?;
            let mut report = HealthReport { level, records: 0, revisions: 0, findings: Vec::new() };
            let found = structure(&transaction, level, &mut report).and_then(|()| match level {
                CheckLevel::Quick => counted(&transaction, &mut report),
                CheckLevel::Full | CheckLevel::Index => contents(&transaction, &mut report, job),
            });
            match found {
                // Damage so deep that SQLite cannot read on is a finding, not a failure of the check.
                Err(Error::Corrupt { what }) => report.find(FindingCode::Structure, what),
                other => other?,
            }
            Ok(report)
        })
    }
}

/// How much there is, where it is not looked at one by one.
fn counted(connection: &Connection, report: &mut HealthReport) -> Result<()> {
    let sql = "SELECT (SELECT count(*) FROM record WHERE version IS NOT NULL), (SELECT count(*) FROM revision)";
    let row = connection.query_row(sql, (), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
    let (records, revisions) = row.during("counting records")?;
    (report.records, report.revisions) = (records.unsigned_abs(), revisions.unsigned_abs());
    Ok(())
}

fn contents(connection: &Connection, report: &mut HealthReport, job: &mut Job<'_>) -> Result<()> {
    if !migrate::has_our_schema(connection)? {
        report.find(FindingCode::Structure, "the tables are not those this library makes");
        return Ok(());
    }
    if is_erasure_due(connection)? {
        report.find(FindingCode::Erasure, "erased text in the files");
    }
    if let Some(what) = lost_changes(connection)? {
        report.find(FindingCode::Lost, what);
    }
    let head = read_head(connection)?;
    revisions(connection, report, job)?;
    set_of_records(connection, &head, report)?;
    change_log(connection, &head, report, job)?;
    super::check_links::links(connection, report, job)?;
    vocabulary(connection, report)
}

fn structure(connection: &Connection, level: CheckLevel, report: &mut HealthReport) -> Result<()> {
    let doing = "checking the structure of the file";
    let pragma = if level == CheckLevel::Quick { "PRAGMA quick_check(20)" } else { "PRAGMA integrity_check(20)" };
    let mut statement = connection.prepare(pragma).during(doing)?;
    let lines = statement.query_map((), |row| row.get::<_, String>(0)).during(doing)?;
    for line in lines {
        let line = line.during(doing)?;
        if line != "ok" {
            report.find(FindingCode::Structure, line);
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check").during(doing)?;
    let tables = statement.query_map((), |row| row.get::<_, String>(0)).during(doing)?;
    for table in tables {
        report.find(FindingCode::Reference, format!("a row of {}", table.during(doing)?));
    }
    Ok(())
}

fn revisions(connection: &Connection, report: &mut HealthReport, job: &mut Job<'_>) -> Result<()> {
    let doing = "checking the revisions";
    let total: i64 = connection.query_row("SELECT count(*) FROM revision", (), |row| row.get(0)).during(doing)?;
    let mut statement = connection.prepare(include_str!("sql/check_revisions.sql")).during(doing)?;
    let mut rows = statement.query(()).during(doing)?;
    let mut earlier: Option<(RecordId, ContentHash)> = None;
    while let Some(row) = rows.next().during(doing)? {
        job.step("checking", report.revisions, Some(total.unsigned_abs()))?;
        report.revisions += 1;
        let id = RecordId::from_bytes(row.get(0).during(doing)?);
        let version = Version(row.get(1).during(doing)?);
        let hash = ContentHash(row.get(6).during(doing)?);
        let parents: Vec<u8> = row.get(5).during(doing)?;
        let follows = match &earlier {
            Some((of, parent)) if *of == id => parents == parent.as_bytes(),
            _ => parents.is_empty() && version == Version(1),
        };
        earlier = Some((id, hash));
        let packed = row.get_ref(10).and_then(|payload| Ok(payload.as_blob_or_null()?)).during(doing)?;
        let payload = packed.map(|packed| super::payload::unpack(packed).unwrap_or_default());
        let is_erased: bool = row.get(11).during(doing)?;
        let whole = match &payload {
            Some(payload) => {
                let (action, status): (String, String) = (row.get(2).during(doing)?, row.get(3).during(doing)?);
                let salt: Option<Vec<u8>> = row.get(7).during(doing)?;
                let (author, reason): (Option<String>, Option<String>) =
                    (row.get(8).during(doing)?, row.get(9).during(doing)?);
                let parts = RevisionParts {
                    id,
                    version,
                    action: &action,
                    status: &status,
                    clock: row.get(4).during(doing)?,
                    parents: &parents,
                    salt: salt.as_deref().unwrap_or_default(),
                    author: author.as_deref(),
                    reason: reason.as_deref(),
                    payload,
                };
                revision_hash(&parts) == hash && parse_payload(payload, id, version).is_ok()
            }
            None => is_erased,
        };
        if !whole || !follows {
            report.find(FindingCode::Content, format!("record {id}, version {version}"));
        }
    }
    Ok(())
}

fn set_of_records(connection: &Connection, head: &StoreHead, report: &mut HealthReport) -> Result<()> {
    let doing = "checking the set of records";
    let mut statement = connection.prepare(include_str!("sql/check_heads.sql")).during(doing)?;
    let mut rows = statement.query(()).during(doing)?;
    let mut set = SetHash::default();
    while let Some(row) = rows.next().during(doing)? {
        report.records += 1;
        let id = RecordId::from_bytes(row.get(0).during(doing)?);
        let hash = row.get::<_, Option<[u8; 32]>>(1).during(doing)?;
        hash.into_iter().for_each(|hash| set.add(id, &ContentHash(hash)));
        if !row.get::<_, Option<bool>>(2).during(doing)?.unwrap_or(false) {
            report.find(FindingCode::Content, format!("the present state of record {id}"));
        }
    }
    super::check_links::add_facet_values(connection, &mut set)?;
    if set != head.set {
        report.find(FindingCode::Set, "the set of records or facet values is not the one that was written");
    }
    Ok(())
}

fn change_log(connection: &Connection, head: &StoreHead, report: &mut HealthReport, job: &mut Job<'_>) -> Result<()> {
    let doing = "checking the change log";
    let mut statement = connection.prepare(include_str!("sql/check_changes.sql")).during(doing)?;
    let mut rows = statement.query(()).during(doing)?;
    let mut walked = StoreHead::default();
    while let Some(row) = rows.next().during(doing)? {
        let seq = Seq(row.get::<_, i64>(0).during(doing)?.unsigned_abs());
        job.step("checking", seq.0, Some(head.seq.0))?;
        let kind: String = row.get(1).during(doing)?;
        let record = row.get::<_, Option<[u8; 16]>>(2).during(doing)?.map(RecordId::from_bytes);
        let state: Option<Vec<u8>> = row.get(3).during(doing)?;
        let state = if kind == "erased" { b"erased".to_vec() } else { state.unwrap_or_default() };
        let clock = row.get(5).during(doing)?;
        walked.chain = walked.next_chain(&ChainLink { seq, kind: &kind, record, clock, state: &state });
        walked.seq = seq;
        walked.clock = clock;
        let stored: [u8; 16] = row.get(4).during(doing)?;
        if stored != walked.chain {
            report.find(FindingCode::ChangeLog, format!("change {seq}"));
            walked.chain = stored;
        }
    }
    if (walked.seq, walked.chain, walked.clock) != (head.seq, head.chain, head.clock) {
        report.find(FindingCode::ChangeLog, format!("it ends at change {}, not {}", walked.seq, head.seq));
    }
    Ok(())
}

fn vocabulary(connection: &Connection, report: &mut HealthReport) -> Result<()> {
    let doing = "checking the vocabulary";
    let mut has_rows = false;
    for table in VocabularyTable::ALL {
        let sql = format!("SELECT id, payload, hash FROM {}", table.name());
        let mut statement = connection.prepare(&sql).during(doing)?;
        let mut rows = statement.query(()).during(doing)?;
        while let Some(row) = rows.next().during(doing)? {
            let (id, payload): (String, String) = (row.get(0).during(doing)?, row.get(1).during(doing)?);
            let hash: Vec<u8> = row.get(2).during(doing)?;
            has_rows = true;
            if hash != row_hash(&payload) {
                report.find(FindingCode::Content, format!("{} {id}", table.name()));
            }
        }
    }
    let sql = "SELECT state FROM change WHERE record IS NULL ORDER BY seq DESC LIMIT 1";
    let edited: Option<Vec<u8>> = connection.query_row(sql, (), |row| row.get(0)).optional().during(doing)?;
    let is_as_edited = match edited {
        Some(state) => state == vocabulary_hash(connection)?,
        None => !has_rows,
    };
    if !is_as_edited {
        report.find(FindingCode::Set, "the vocabulary is not as it was last edited");
    }
    Ok(())
}

//! Records: their present state, and how a new state is written.

use rusqlite::{Connection, OptionalExtension, Row};

use super::chain::{FieldHasher, instant_of};
use super::error::During;
use super::transaction::{LogEntry, WriteTransaction};
use crate::base::{ContentHash, Error, ProblemCode, RecordId, Result, Timestamp, Version};
use crate::model::{ChangeKind, Facet, Record, RecordDraft, RevisionAction, Status};

/// A draft that was normalized and found valid, with the facet values that need numbers.
pub(crate) struct Accepted {
    pub(crate) draft: RecordDraft,
    pub(crate) facet_values: Vec<(Facet, String)>,
}

/// A record to be written for the first time.
pub(crate) struct NewRecord<'a> {
    pub(crate) id: RecordId,
    pub(crate) status: Status,
    pub(crate) content: &'a Accepted,
    pub(crate) reason: Option<&'a str>,
}

/// The next state of a record that exists.
pub(crate) struct NextState<'a> {
    pub(crate) action: RevisionAction,
    pub(crate) status: Status,
    /// The new content of the record; `None` leaves it as it is.
    pub(crate) content: Option<&'a Accepted>,
    pub(crate) reason: Option<&'a str>,
}

/// A record as its rows hold it; the payload is neither unpacked nor parsed, so one that is damaged stops no one else.
#[derive(Debug)]
pub(crate) struct StoredRecord {
    pub(crate) key: i64,
    pub(crate) id: RecordId,
    pub(crate) version: Version,
    pub(crate) status: Status,
    pub(crate) created: Timestamp,
    pub(crate) modified: Timestamp,
    pub(crate) hash: ContentHash,
    packed: Vec<u8>,
}

impl StoredRecord {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            key: row.get(0)?,
            id: RecordId::from_bytes(row.get(1)?),
            version: Version(row.get(2)?),
            status: word(row, 3)?,
            created: Timestamp::from_micros(row.get(4)?),
            modified: Timestamp::from_micros(row.get(5)?),
            hash: ContentHash(row.get(6)?),
            packed: row.get(7)?,
        })
    }

    /// Whether its content is the same as that of another state.
    pub(crate) fn has_content_of(&self, other: &Self) -> bool {
        self.packed == other.packed
    }

    /// The content of the record.
    pub(crate) fn draft(&self) -> Result<RecordDraft> {
        parse_payload(&self.json()?, self.id, self.version)
    }

    fn json(&self) -> Result<String> {
        let damaged = || damaged_payload(self.id, self.version);
        super::payload::unpack(&self.packed).ok_or_else(damaged)
    }

    /// The record as the public type.
    pub(crate) fn into_record(self) -> Result<Record> {
        Ok(Record {
            content: self.draft()?,
            id: self.id,
            version: self.version,
            status: self.status,
            created: self.created,
            modified: self.modified,
            hash: self.hash,
        })
    }
}

/// A column that holds one of our words.
pub(super) fn word<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    row.get_ref(column)?.as_str()?.parse().map_err(|source| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(source))
    })
}

pub(super) fn parse_payload(payload: &str, id: RecordId, version: Version) -> Result<RecordDraft> {
    serde_json::from_str(payload).map_err(|_| damaged_payload(id, version))
}

fn damaged_payload(id: RecordId, version: Version) -> Error {
    Error::corrupt(format!("the payload of record {id}, version {version}"))
}

/// The record with this id, unless there is none or it was erased.
pub(crate) fn find(connection: &Connection, id: RecordId) -> Result<Option<StoredRecord>> {
    one(connection, include_str!("sql/record_by_id.sql"), [id.as_bytes().as_slice()])
}

/// The record with this key.
pub(crate) fn by_key(connection: &Connection, key: i64) -> Result<Option<StoredRecord>> {
    one(connection, include_str!("sql/record_by_key.sql"), [key])
}

/// The record that goes by this slug, now or earlier.
pub(crate) fn by_slug(connection: &Connection, slug: &str) -> Result<Option<StoredRecord>> {
    one(connection, include_str!("sql/record_by_slug.sql"), [slug])
}

/// The record that another system calls this.
pub(crate) fn by_external_id(connection: &Connection, source: &str, source_id: &str) -> Result<Option<StoredRecord>> {
    one(connection, include_str!("sql/record_by_external_id.sql"), [source, source_id])
}

fn one(connection: &Connection, sql: &str, parameters: impl rusqlite::Params) -> Result<Option<StoredRecord>> {
    let doing = "reading a record";
    let mut statement = connection.prepare_cached(sql).during(doing)?;
    statement.query_row(parameters, StoredRecord::from_row).optional().during(doing)
}

impl WriteTransaction<'_> {
    /// The record with this id, as this write sees it.
    pub(crate) fn record(&self, id: RecordId) -> Result<StoredRecord> {
        self.find(id)?.ok_or_else(|| Error::not_found("record", id))
    }

    /// The record with this id, if there is one.
    pub(crate) fn find(&self, id: RecordId) -> Result<Option<StoredRecord>> {
        find(self.reader(), id)
    }

    /// The record that another system calls this, as this write sees it.
    pub(crate) fn record_by_external_id(&self, source: &str, source_id: &str) -> Result<Option<StoredRecord>> {
        by_external_id(self.reader(), source, source_id)
    }

    /// Write a record for the first time.
    pub(crate) fn capture(&mut self, new: &NewRecord<'_>) -> Result<Record> {
        let doing = "writing a record";
        let clock = self.tick();
        let now = instant_of(clock);
        let parts =
            (new.id.as_bytes().as_slice(), new.content.draft.kind.as_str(), new.status.as_str(), now.as_micros());
        let inserted = self
            .reader()
            .prepare_cached(include_str!("sql/insert_record.sql"))
            .and_then(|mut statement| statement.execute(parts))
            .during(doing)?;
        if inserted == 0 {
            return Err(taken("id", &format!("the id {} is in use", new.id)));
        }
        let key = self.reader().last_insert_rowid();
        let revision = RevisionRow {
            record: (key, new.id),
            version: Version(1),
            action: RevisionAction::Capture,
            status: new.status,
            clock,
            parent: None,
            reason: new.reason,
            payload: &payload_of(&new.content.draft)?,
        };
        let hash = self.append(&revision)?;
        self.set_links(key, new.content)?;
        self.log_record(&revision, ChangeKind::Captured, &hash)?;
        self.moved(new.id, None, Some(&hash));
        Ok(Record {
            id: new.id,
            version: Version(1),
            status: new.status,
            created: now,
            modified: now,
            hash,
            content: new.content.draft.clone(),
        })
    }

    /// Write the next state of a record; `stored` is what it was, and is no longer true.
    #[expect(clippy::needless_pass_by_value, reason = "nobody shall go on with the earlier state")]
    pub(crate) fn advance(&mut self, stored: StoredRecord, next: &NextState<'_>) -> Result<Record> {
        let clock = self.tick();
        let payload = match next.content {
            Some(content) => payload_of(&content.draft)?,
            None => stored.json()?,
        };
        let revision = RevisionRow {
            record: (stored.key, stored.id),
            version: Version(stored.version.0 + 1),
            action: next.action,
            status: next.status,
            clock,
            parent: Some(stored.hash),
            reason: next.reason,
            payload: &payload,
        };
        let hash = self.append(&revision)?;
        let modified = instant_of(clock);
        let version = revision.version;
        let kind = next.content.map(|content| content.draft.kind.as_str());
        let state = (stored.key, version.0, kind, next.status.as_str(), modified.as_micros());
        self.run(include_str!("sql/set_state.sql"), state)?;
        if let Some(content) = next.content {
            self.clear_links(stored.key, &stored.draft()?)?;
            self.set_links(stored.key, content)?;
        }
        let kind = if next.status == Status::Withdrawn { ChangeKind::Withdrawn } else { ChangeKind::Revised };
        self.log_record(&revision, kind, &hash)?;
        self.moved(stored.id, Some(&stored.hash), Some(&hash));
        let content = parse_payload(&payload, stored.id, version)?;
        let (id, status, created) = (stored.id, next.status, stored.created);
        Ok(Record { id, version, status, created, modified, hash, content })
    }

    fn log_record(&mut self, revision: &RevisionRow<'_>, kind: ChangeKind, hash: &ContentHash) -> Result<()> {
        let entry =
            LogEntry { kind, record: Some(revision.record), version: Some(revision.version), state: hash.as_bytes() };
        self.log(&entry).map(|_| ())
    }

    /// Append a revision.
    fn append(&mut self, revision: &RevisionRow<'_>) -> Result<ContentHash> {
        let doing = "writing a revision";
        let salt = uuid::Uuid::new_v4().into_bytes();
        let parents = revision.parent.map_or_else(Vec::new, |parent| parent.as_bytes().to_vec());
        let hash = revision_hash(&RevisionParts {
            id: revision.record.1,
            version: revision.version,
            action: revision.action.as_str(),
            status: revision.status.as_str(),
            clock: revision.clock,
            parents: &parents,
            salt: &salt,
            author: self.author,
            reason: revision.reason,
            payload: revision.payload,
        });
        let row = (
            revision.record.0,
            revision.version.0,
            revision.action.as_str(),
            revision.status.as_str(),
            revision.clock,
            parents.as_slice(),
            hash.as_bytes().as_slice(),
            salt.as_slice(),
            self.author,
            revision.reason,
            super::payload::pack(revision.payload),
        );
        self.reader()
            .prepare_cached(include_str!("sql/insert_revision.sql"))
            .and_then(|mut statement| statement.execute(row))
            .during(doing)?;
        Ok(hash)
    }

    /// Make the link tables agree with the draft.
    fn set_links(&mut self, key: i64, content: &Accepted) -> Result<()> {
        let draft = &content.draft;
        self.number_facet_values(content.facet_values.iter().map(|(facet, value)| (*facet, value.as_str())))?;
        for (position, id) in draft.external_ids.iter().enumerate() {
            let sql = include_str!("sql/put_external_id.sql");
            if self.run(sql, (&id.source, &id.source_id, key))? == 0 {
                let what = format!("{} {} names another record already", id.source, id.source_id);
                return Err(taken(&format!("external_ids[{position}]"), &what));
            }
        }
        for slug in draft.slug.iter().chain(&draft.aliases) {
            if self.run(include_str!("sql/put_slug.sql"), (slug, key))? == 0 {
                return Err(taken("slug", &format!("{slug} leads to another record already")));
            }
        }
        for concept in &draft.concepts {
            self.run(include_str!("sql/put_record_concept.sql"), (concept.as_str(), key))?;
        }
        for organization in &draft.coverage.organizations {
            self.run(include_str!("sql/put_record_organization.sql"), (organization.as_str(), key))?;
        }
        Ok(())
    }

    /// Remove the links of an earlier state.
    fn clear_links(&self, key: i64, draft: &RecordDraft) -> Result<()> {
        for id in &draft.external_ids {
            self.run(include_str!("sql/clear_external_id.sql"), (&id.source, &id.source_id, key))?;
        }
        for slug in draft.slug.iter().chain(&draft.aliases) {
            self.run("DELETE FROM slug WHERE slug = ?1 AND record = ?2", (slug, key))?;
        }
        for concept in &draft.concepts {
            self.run("DELETE FROM record_concept WHERE concept = ?1 AND record = ?2", (concept.as_str(), key))?;
        }
        for organization in &draft.coverage.organizations {
            self.run(include_str!("sql/clear_record_organization.sql"), (organization.as_str(), key))?;
        }
        Ok(())
    }

    /// Run one statement; gives the number of rows it changed.
    pub(super) fn run(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize> {
        let doing = "writing a record's links";
        self.reader().prepare_cached(sql).and_then(|mut statement| statement.execute(parameters)).during(doing)
    }
}

/// A revision about to be written.
struct RevisionRow<'a> {
    record: (i64, RecordId),
    version: Version,
    action: RevisionAction,
    status: Status,
    clock: i64,
    parent: Option<ContentHash>,
    reason: Option<&'a str>,
    payload: &'a str,
}

/// All that a revision's hash covers.
pub(super) struct RevisionParts<'a> {
    pub(super) id: RecordId,
    pub(super) version: Version,
    pub(super) action: &'a str,
    pub(super) status: &'a str,
    pub(super) clock: i64,
    pub(super) parents: &'a [u8],
    pub(super) salt: &'a [u8],
    pub(super) author: Option<&'a str>,
    pub(super) reason: Option<&'a str>,
    pub(super) payload: &'a str,
}

pub(super) fn revision_hash(parts: &RevisionParts<'_>) -> ContentHash {
    let hasher = FieldHasher::default()
        .field(b"omkn.revision/1")
        .field(parts.id.as_bytes())
        .field(&parts.version.0.to_le_bytes())
        .field(parts.action.as_bytes())
        .field(parts.status.as_bytes())
        .field(&parts.clock.to_le_bytes())
        .field(parts.parents)
        .field(parts.salt)
        .optional(parts.author.map(str::as_bytes))
        .optional(parts.reason.map(str::as_bytes))
        .field(parts.payload.as_bytes());
    ContentHash(hasher.finish())
}

fn payload_of(draft: &RecordDraft) -> Result<String> {
    serde_json::to_string(draft)
        .map_err(|source| Error::Storage { context: "writing a record as JSON", source: source.into() })
}

fn taken(path: &str, reason: &str) -> Error {
    Error::invalid(path, ProblemCode::Duplicate, reason)
}

-- Version 1. Times are microseconds since 1970 UTC; ids of records are 16 bytes; hashes are SHA-256.
-- Rows of `record` are never deleted, so columns that refer to them need no index of their own: each would cost every
-- capture one more page.

-- One row each: what the whole store is at.
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The present state of each record. An erased record keeps its row and id, and nothing else.
CREATE TABLE record (
    key      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    version  INTEGER,                   -- of its present revision; NULL once erased
    kind     TEXT,
    status   TEXT,
    created  INTEGER NOT NULL,
    modified INTEGER NOT NULL
) STRICT;

-- Every state a record ever had; rows are never changed, except that erasing empties the payload, salt, author and reason.
CREATE TABLE revision (
    key     INTEGER PRIMARY KEY,
    record  INTEGER NOT NULL REFERENCES record (key),
    version INTEGER NOT NULL,
    action  TEXT NOT NULL,
    status  TEXT NOT NULL,
    clock   INTEGER NOT NULL,           -- hybrid logical clock: milliseconds << 16 | counter
    parents BLOB NOT NULL,              -- hashes of the revisions it was made from, 32 bytes each
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    salt    BLOB,                       -- keeps an erased payload from being guessed from its hash
    author  TEXT,
    reason  TEXT,
    payload BLOB,                       -- the RecordDraft as JSON, LZ4 block after its length; see omkn_json()
    UNIQUE (record, version)
) STRICT;

-- What happened, in order. `chain` covers everything before it.
CREATE TABLE change (
    seq     INTEGER PRIMARY KEY,
    record  INTEGER REFERENCES record (key),
    version INTEGER,
    kind    TEXT NOT NULL,
    clock   INTEGER NOT NULL,
    state   BLOB,                       -- the hash of a taxonomy or register edit; a record's is in its revision
    chain   BLOB NOT NULL CHECK (length(chain) = 16)
) STRICT;
CREATE INDEX change_of_vocabulary ON change (seq) WHERE record IS NULL;

-- Names of records in the systems they came from.
CREATE TABLE external_id (
    source    TEXT NOT NULL,
    source_id TEXT NOT NULL,
    record    INTEGER NOT NULL REFERENCES record (key),
    PRIMARY KEY (source, source_id)
) STRICT, WITHOUT ROWID;

-- Slugs and earlier slugs.
CREATE TABLE slug (
    slug   TEXT NOT NULL PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES record (key)
) STRICT, WITHOUT ROWID;

-- Which records name which concepts and organizations.
CREATE TABLE record_concept (
    concept TEXT NOT NULL,
    record  INTEGER NOT NULL REFERENCES record (key),
    PRIMARY KEY (concept, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE record_organization (
    organization TEXT NOT NULL,
    record       INTEGER NOT NULL REFERENCES record (key),
    PRIMARY KEY (organization, record)
) STRICT, WITHOUT ROWID;

-- Numbers for facet values, so that the index counts numbers and holds no text.
CREATE TABLE facet_value (
    key   INTEGER PRIMARY KEY,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (facet, value)
) STRICT;

-- The taxonomy and the register as edited; empty while the built-in ones are in use unchanged.
CREATE TABLE concept_scheme (
    id       TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,          -- the order in which they were given
    payload  TEXT NOT NULL,
    hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
CREATE TABLE concept (
    id       TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,          -- the order in which they were given
    payload  TEXT NOT NULL,
    hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
CREATE TABLE organization (
    id       TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,          -- the order in which they were given
    payload  TEXT NOT NULL,
    hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

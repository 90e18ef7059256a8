-- Version 2: searches that are kept, and watched for records that begin or cease to answer them. They belong to this
-- store alone: no part of the change log, not shared.
CREATE TABLE saved_search (
    name    TEXT NOT NULL PRIMARY KEY,
    request TEXT NOT NULL,              -- the SearchRequest as JSON
    created INTEGER NOT NULL            -- when it was first saved
) STRICT, WITHOUT ROWID;

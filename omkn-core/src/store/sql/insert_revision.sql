INSERT INTO revision (record, version, action, status, clock, parents, hash, salt, author, reason, payload)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)

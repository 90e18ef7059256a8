INSERT OR IGNORE INTO record (id, version, kind, status, created, modified) VALUES (?1, 1, ?2, ?3, ?4, ?4)

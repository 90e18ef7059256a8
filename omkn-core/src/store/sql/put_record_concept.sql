INSERT OR IGNORE INTO record_concept (concept, record) VALUES (?1, ?2)

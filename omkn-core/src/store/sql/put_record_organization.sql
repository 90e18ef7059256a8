INSERT OR IGNORE INTO record_organization (organization, record) VALUES (?1, ?2)

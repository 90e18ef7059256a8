DELETE FROM external_id WHERE source = ?1 AND source_id = ?2 AND record = ?3

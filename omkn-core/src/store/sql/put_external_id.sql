INSERT INTO external_id (source, source_id, record) VALUES (?1, ?2, ?3)
ON CONFLICT (source, source_id) DO UPDATE SET record = record WHERE record = excluded.record

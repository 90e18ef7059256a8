INSERT INTO slug (slug, record) VALUES (?1, ?2)
ON CONFLICT (slug) DO UPDATE SET record = record WHERE record = excluded.record

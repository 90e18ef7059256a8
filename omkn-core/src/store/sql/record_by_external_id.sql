SELECT r.key, r.id, r.version, r.status, r.created, r.modified, v.hash, v.payload
FROM record r JOIN revision v ON v.record = r.key AND v.version = r.version
WHERE r.key = (SELECT record FROM external_id WHERE source = ?1 AND source_id = ?2)

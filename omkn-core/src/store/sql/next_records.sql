SELECT r.key, r.id, r.version, r.status, r.created, r.modified, v.hash, v.payload
FROM record r JOIN revision v ON v.record = r.key AND v.version = r.version
WHERE r.key > ?1
ORDER BY r.key
LIMIT 500

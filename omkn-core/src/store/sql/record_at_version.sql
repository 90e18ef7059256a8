SELECT r.key, r.id, v.version, v.status, r.created, (v.clock >> 16) * 1000, v.hash, v.payload
FROM revision v JOIN record r ON r.key = v.record
WHERE r.id = ?1 AND v.version = ?2 AND v.payload IS NOT NULL

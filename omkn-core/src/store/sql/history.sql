SELECT v.version, v.action, v.status, v.clock, v.parents, v.hash, v.author, v.reason
FROM revision v JOIN record r ON r.key = v.record
WHERE r.id = ?1 AND r.version IS NOT NULL
ORDER BY v.version

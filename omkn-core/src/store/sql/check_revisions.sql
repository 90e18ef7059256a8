SELECT r.id, v.version, v.action, v.status, v.clock, v.parents, v.hash, v.salt, v.author, v.reason, v.payload,
       r.version IS NULL
FROM revision v JOIN record r ON r.key = v.record
ORDER BY v.record, v.version

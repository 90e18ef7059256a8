SELECT r.key, r.id, r.version, r.status, r.created, r.modified, v.hash, v.payload
FROM record r JOIN revision v ON v.record = r.key AND v.version = r.version
WHERE (?1 IS NULL OR r.kind IN (SELECT value FROM json_each(?1)))
  AND (?2 IS NULL OR r.status IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR r.key IN (SELECT record FROM record_concept WHERE concept IN (SELECT value FROM json_each(?3))))
  AND (?4 IS NULL OR r.key IN (SELECT record FROM record_organization WHERE organization = ?4))
  AND (?5 IS NULL OR r.modified >= ?5)
  AND ?6 IS NOT NULL AND r.key > ?7
ORDER BY r.key
LIMIT ?8

-- The third column: does the row repeat what its present revision says?
SELECT r.id, v.hash,
       v.status = r.status AND r.modified = (v.clock >> 16) * 1000
       AND r.created = (SELECT (first.clock >> 16) * 1000 FROM revision first WHERE first.record = r.key AND first.version = 1)
       AND r.kind IS json_extract(omkn_json(v.payload), '$.kind')
       AND NOT EXISTS (SELECT 1 FROM revision later WHERE later.record = r.key AND later.version > r.version)
FROM record r LEFT JOIN revision v ON v.record = r.key AND v.version = r.version
WHERE r.version IS NOT NULL
ORDER BY r.key

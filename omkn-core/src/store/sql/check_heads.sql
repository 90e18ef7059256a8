-- The third column: does the row repeat what its head says?
SELECT r.id, v.hash,
       v.record = r.key AND v.version = r.version AND v.status = r.status
       AND CASE WHEN json_valid(v.payload) THEN r.kind IS json_extract(v.payload, '$.kind') ELSE 0 END
       AND NOT EXISTS (SELECT 1 FROM revision later WHERE later.record = r.key AND later.version > r.version)
FROM record r JOIN revision v ON v.key = r.head
ORDER BY r.key

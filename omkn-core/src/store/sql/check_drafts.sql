SELECT r.key, v.payload
FROM record r JOIN revision v ON v.record = r.key AND v.version = r.version
WHERE v.payload IS NOT NULL

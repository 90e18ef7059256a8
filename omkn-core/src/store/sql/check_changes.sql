SELECT c.seq, c.kind, r.id, coalesce(c.state, v.hash), c.chain, c.clock
FROM change c
LEFT JOIN record r ON r.key = c.record
LEFT JOIN revision v ON v.record = c.record AND v.version = c.version
ORDER BY c.seq

SELECT c.seq, r.id, c.version, c.kind, c.clock
FROM change c LEFT JOIN record r ON r.key = c.record
WHERE c.seq > ?1
ORDER BY c.seq
LIMIT ?2

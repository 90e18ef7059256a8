DELETE FROM facet_value
WHERE facet = ?1 AND value = ?2 AND NOT EXISTS (
    SELECT 1
    FROM record r JOIN revision v ON v.record = r.key AND v.version = r.version, json_each(omkn_json(v.payload), '$.subjects') subject
    WHERE subject.value = ?2
)
RETURNING key

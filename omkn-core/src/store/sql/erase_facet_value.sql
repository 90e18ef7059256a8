DELETE FROM facet_value
WHERE facet = ?1 AND value = ?2 AND NOT EXISTS (
    SELECT 1
    FROM record r JOIN revision v ON v.key = r.head, json_each(v.payload, '$.subjects') subject
    WHERE subject.value = ?2
)

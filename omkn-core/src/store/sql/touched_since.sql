-- An edit of the register touches every record that names an organization: its region, tier or population may differ.
SELECT record FROM change WHERE seq > ?1 AND record IS NOT NULL
UNION
SELECT record FROM record_organization
WHERE EXISTS (SELECT 1 FROM change WHERE seq > ?1 AND kind = 'organizations_edited')
ORDER BY 1

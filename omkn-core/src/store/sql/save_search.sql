INSERT INTO saved_search (name, request, created) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET request = excluded.request

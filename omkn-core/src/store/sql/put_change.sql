INSERT INTO change (seq, record, version, kind, clock, state, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

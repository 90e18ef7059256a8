UPDATE record SET head = ?2, version = ?3, status = ?4, modified = ?5 WHERE key = ?1

UPDATE record SET version = ?2, kind = coalesce(?3, kind), status = ?4, modified = ?5 WHERE key = ?1

UPDATE revision SET payload = NULL, salt = NULL, author = NULL, reason = NULL WHERE record = ?1

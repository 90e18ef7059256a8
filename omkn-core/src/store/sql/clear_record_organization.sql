DELETE FROM record_organization WHERE organization = ?1 AND record = ?2

SELECT max(seq) FROM change WHERE record IS NULL

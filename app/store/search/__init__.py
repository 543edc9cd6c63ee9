"""Search: the index and its upkeep, the query language, ranking and highlights, on SQLite and PostgreSQL alike."""

"""The only SQL: one SQLite file that holds the journal and its fold."""

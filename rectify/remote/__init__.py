"""A ledger whose journal lives in PostgreSQL; each client's file is a replay of it."""

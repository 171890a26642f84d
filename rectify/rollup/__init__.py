"""Many ledgers, one view: each is verified, its figures go into one Parquet set, and plain SQL asks that set."""

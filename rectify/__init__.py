"""A ledger for the time after an inspection."""

__version__ = "0.1.0"

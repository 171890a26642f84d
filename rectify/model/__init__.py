"""What a ledger says: frozen values, enumerations and pure rules; knows nothing of files, clocks or people at keyboards."""

"""One module for each thing to look at: it asks the ledger's view for values and lays them out as a screen or as JSON."""

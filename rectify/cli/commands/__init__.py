"""The commands, one plain function each: read what was asked, one call of the ledger, one line of answer."""

"""A ledger elsewhere: as a copy, as the text of its journal, and made anew from that text."""

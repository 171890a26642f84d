"""Heads that are handed to somebody outside."""

from datetime import date

from rectify.acts import GiveHead, Pending
from rectify.deciding import Deciding, State
from rectify.errors import Refused
from rectify.model.text import checked

LONGEST_NAME = 1_000


def give_head(state: State, today: date, seq: int, chain: str, text: str, *, to: str) -> Deciding:
    """Somebody was given the head of the first `seq` entries. Raises Refused for a ledger without any, or with fewer."""
    del today
    to = checked(to, "recipient", required=True, limit=LONGEST_NAME)
    if not 0 < seq <= state.last_entry():
        raise Refused("head-nothing")
    yield Pending(GiveHead(seq, chain, text, to))

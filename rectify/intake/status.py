"""The value that stands for what a text says of where an issue stands, and which of two says less."""

from typing import NamedTuple

from rectify.model.terms import Claim

RANK = {
    Claim.PENDING: 0,
    Claim.ACTING: 1,
    Claim.PARTIAL: 2,
    Claim.SUBSTANTIAL: 3,
    Claim.STANDING: 4,
    Claim.COMPLETED: 5,
}
"""Of two claims the one that says less counts; standing work is never done."""
WAIVED = "waived"


class Status(NamedTuple):
    """The claim that the words come to; `several` where they hold two; `waived` where the risk was accepted."""

    claim: str
    words: str
    several: bool = False
    waived: bool = False
    end: int = 0
    """Where in the text the words end."""

"""The one gate: how claim and verdict of an issue move, and what is refused."""

from enum import StrEnum
from typing import NamedTuple

from rectify.model.terms import Claim, Verdict


class Move(StrEnum):
    """What can be done to the two axes of an issue."""

    ACTION = "action"
    PARTIAL = "partial"
    SUBSTANTIAL = "substantial"
    COMPLETED = "completed"
    STANDING = "standing"
    REOPEN = "reopen"


class Standing(NamedTuple):
    """Where an issue stands on its two axes: what the unit claims, what a reviewer accepts."""

    claim: Claim
    verdict: Verdict


START = Standing(Claim.PENDING, Verdict.UNREVIEWED)


def refusal(at: Standing, move: Move) -> str | None:
    """The key of the sentence (`errors.…`) that says why `move` is refused from `at`, or None where it is allowed."""
    if move is Move.ACTION:
        return None
    if move is Move.REOPEN:
        return "reopen-not-complete" if at.claim in (Claim.PENDING, Claim.ACTING) else None
    if at.verdict is Verdict.WAIVED:
        return "claim-waived"
    if at.verdict is Verdict.RETURNED:
        return None
    if at.claim.value == move.value:
        return "claim-already"
    if at.claim is Claim.COMPLETED:
        return "claim-after-completed"
    return None


def result(at: Standing, move: Move) -> Standing:
    """Where an issue stands after `move`; total, so that any journal can be replayed.

    The first action makes a pending issue acting. Claiming completion, or standing work, after a return asks for a
    new review; reopening does too. A lesser claim leaves the reviewer's verdict as it is.
    """
    if move is Move.ACTION:
        return at._replace(claim=Claim.ACTING) if at.claim is Claim.PENDING else at
    if move is Move.REOPEN:
        return Standing(Claim.ACTING, Verdict.UNREVIEWED)
    claim = Claim(move)
    asks_anew = claim in (Claim.COMPLETED, Claim.STANDING)
    return Standing(claim, Verdict.UNREVIEWED if asks_anew else at.verdict)

"""The one gate: how claim and verdict of an issue move, and what is refused."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

from rectify.model.terms import Claim, Verdict


class Move(StrEnum):
    """What can be done to the two axes of an issue."""

    ACTION = "action"
    PARTIAL = "partial"
    SUBSTANTIAL = "substantial"
    COMPLETED = "completed"
    STANDING = "standing"
    REOPEN = "reopen"
    CHECK = "check"
    """The first of two steps of review is passed (审核)."""
    SIGN = "sign"
    """The second of two steps is passed (签批)."""
    ACCEPT = "accept"
    """Accepted where there is one step only."""
    RETURN = "return"
    WAIVE = "waive"
    RELAPSE = "relapse"
    """A look-back found what was closed to have come back, or never to have been done."""


REVIEWING = (Move.CHECK, Move.SIGN, Move.ACCEPT, Move.RETURN, Move.WAIVE)
"""What reviewers do; all else is done by the unit."""
RHYTHM = 90
"""Days from one review of standing work to the next, where nobody says otherwise."""


class Stepped(Protocol):
    """A step on the axes of an issue."""

    @property
    def move(self) -> str: ...


Row = TypeVar("Row", bound=Stepped)


def last_of_unit(steps: Sequence[Row]) -> Row | None:
    """The last step that the unit took; what reviewers said of it does not change what it claims."""
    for each in reversed(steps):
        if each.move not in REVIEWING:
            return each
    return None


def last_of_reviewer(steps: Sequence[Row]) -> Row | None:
    """The last that a reviewer said."""
    for each in reversed(steps):
        if each.move in REVIEWING:
            return each
    return None


class Standing(NamedTuple):
    """Where an issue stands on its two axes: what the unit claims, what a reviewer accepts.

    `checked`: the first of two steps of review is passed, and the second is awaited.
    """

    claim: Claim
    verdict: Verdict
    checked: bool = False


START = Standing(Claim.PENDING, Verdict.UNREVIEWED)


def refusal(at: Standing, move: Move) -> str | None:
    """The key of the sentence (`errors.…`) that says why `move` is refused from `at`, or None where it is allowed."""
    if move in (Move.ACTION, Move.RELAPSE):
        return None
    if move in REVIEWING:
        return _refused_review(at, move)
    if move is Move.REOPEN:
        return _refused_reopening(at)
    if at.verdict is Verdict.WAIVED:
        return "claim-waived"
    if at.verdict is Verdict.RETURNED:
        return None
    if at.claim.value == move.value:
        return "claim-already"
    if at.claim is Claim.COMPLETED:
        return "claim-after-completed"
    return None


def _refused_reopening(at: Standing) -> str | None:
    if at.verdict is Verdict.WAIVED:
        return None
    if at.verdict is Verdict.RETURNED:
        return "reopen-returned"
    return "reopen-not-complete" if at.claim in (Claim.PENDING, Claim.ACTING) else None


def _refused_review(at: Standing, move: Move) -> str | None:
    """Only what is claimed complete, or standing, is reviewed; what is closed or waived must be reopened first.

    Anything that is not closed can be waived. Standing work is never closed: it is reviewed time and again.
    """
    closed = _is_closed(at)
    if at.verdict is Verdict.WAIVED:
        return "review-waived"
    if closed and move is not Move.RETURN:
        return "review-closed"
    if move is Move.WAIVE:
        return None
    if at.verdict is Verdict.RETURNED:
        return "review-returned"
    if at.claim not in (Claim.COMPLETED, Claim.STANDING):
        return "review-not-claimed"
    if move is Move.CHECK and at.checked:
        return "review-checked"
    return "review-not-checked" if move is Move.SIGN and not at.checked else None


def _is_closed(at: Standing) -> bool:
    return at.claim is Claim.COMPLETED and at.verdict is Verdict.ACCEPTED


def result(at: Standing, move: Move) -> Standing:
    """Where an issue stands after `move`; total, so that any journal can be replayed.

    The first action makes a pending issue acting. Claiming completion, or standing work, asks for a new review;
    reopening does too. A lesser claim does not do away with a return.
    """
    if move is Move.ACTION:
        return at._replace(claim=Claim.ACTING) if at.claim is Claim.PENDING else at
    if move is Move.RELAPSE:
        return Standing(Claim.ACTING, Verdict.UNREVIEWED) if _is_closed(at) else at
    if move in _VERDICTS:
        return Standing(at.claim, _VERDICTS[move], checked=move is Move.CHECK)
    if move is Move.REOPEN:
        return Standing(Claim.PENDING if at.claim is Claim.PENDING else Claim.ACTING, Verdict.UNREVIEWED)
    claim = Claim(move)
    stays = at.verdict is Verdict.RETURNED and claim not in (Claim.COMPLETED, Claim.STANDING)
    return Standing(claim, Verdict.RETURNED if stays else Verdict.UNREVIEWED)


_VERDICTS = {
    Move.CHECK: Verdict.UNREVIEWED,
    Move.SIGN: Verdict.ACCEPTED,
    Move.ACCEPT: Verdict.ACCEPTED,
    Move.RETURN: Verdict.RETURNED,
    Move.WAIVE: Verdict.WAIVED,
}

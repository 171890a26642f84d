"""One function for each figure: completed, closed, overdue, progress."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rectify.model.terms import Claim, Verdict

if TYPE_CHECKING:
    from rectify.model.dates import When


def is_completed(claim: str, verdict: str) -> bool:
    """Claimed complete and neither returned nor waived: the one meaning of "completed" in every figure."""
    return claim == Claim.COMPLETED and verdict not in (Verdict.RETURNED, Verdict.WAIVED)


def is_closed(claim: str, verdict: str) -> bool:
    """销号: claimed complete and accepted by a reviewer."""
    return claim == Claim.COMPLETED and verdict == Verdict.ACCEPTED


def is_overdue(due: str | None, as_of: str, *, completed: bool) -> bool:
    """Whether `as_of` lies after `due`, the last day that the deadline can mean (ISO days), and it is not completed."""
    return due is not None and not completed and as_of > due


def timing(due: str | None, completed_on: "When | None", as_of: str, *, completed: bool) -> str:
    """How an issue stands to a deadline, whose last day is `due` (ISO), on the day `as_of` (ISO).

    `on-time`, `late` (completed after it, or after it still not completed), `unknown` (completed on a day that is not
    known well enough to tell), `open` (there is still time); empty where there is no such day.
    """
    if due is None:
        return ""
    if not completed:
        return "late" if is_overdue(due, as_of, completed=False) else "open"
    first, last = (completed_on.earliest, completed_on.latest) if completed_on else (None, None)
    if last and last.isoformat() <= due:
        return "on-time"
    return "late" if first and first.isoformat() > due else "unknown"


def permille(completed: int, issues: int) -> int | None:
    """Progress in thousandths, truncated, so that 1000 means all; None where there are no issues."""
    return completed * 1000 // issues if issues else None


def percent(completed: int, issues: int) -> str:
    """Progress as printed: truncated to a tenth, `100%` only if all are completed, `—` where there are no issues."""
    thousandths = permille(completed, issues)
    if thousandths is None:
        return "—"
    whole, tenth = divmod(thousandths, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


class LookedBack(NamedTuple):
    """What looks on site came to: how many were drawn, and what was found of them."""

    drawn: int
    holds: int
    relapsed: int
    never: int

    @property
    def waiting(self) -> int:
        """Drawn, and not looked at yet."""
        return self.drawn - self.holds - self.relapsed - self.never

    @property
    def percent(self) -> str:
        """How many hold of those that were looked at."""
        return percent(self.holds, self.drawn - self.waiting)


def looked_back(findings: Iterable[Mapping[str, int]]) -> LookedBack:
    """The figures of several counts of findings; under the empty text are those still to be looked at."""
    rows = list(findings)
    counts = [sum(row.get(name, 0) for row in rows) for name in ("holds", "relapsed", "never-done")]
    return LookedBack(sum(sum(row.values()) for row in rows), *counts)


class Tally(NamedTuple):
    """How many issues of one aspect and level stand at one pair of claim and verdict, checked once already or not."""

    claim: str
    verdict: str
    issues: int
    checked: int = 0


class Figures(NamedTuple):
    """The figures of a set of issues. Void issues are in none of them."""

    issues: int
    completed: int
    closed: int
    standing: int
    waived: int
    returned: int
    unreviewed: int
    """Completed, and not accepted yet."""
    checked: int
    """Of these, how many passed the first of two steps and await the second."""
    overdue: int
    claims: Mapping[str, int]
    """Claim -> how many issues, every claim listed, also those with none."""

    @property
    def permille(self) -> int | None:
        return permille(self.completed, self.issues)

    @property
    def percent(self) -> str:
        return percent(self.completed, self.issues)


def figures(tallies: Iterable[Tally], overdue: int) -> Figures:
    """The figures that `tallies` add up to; `overdue` was counted with `is_overdue`."""
    rows = list(tallies)
    claims = {claim.value: 0 for claim in Claim}
    for row in rows:
        claims[row.claim] += row.issues
    verdicts = {verdict: sum(row.issues for row in rows if row.verdict == verdict) for verdict in Verdict}
    completed = sum(row.issues for row in rows if is_completed(row.claim, row.verdict))
    closed = sum(row.issues for row in rows if is_closed(row.claim, row.verdict))
    return Figures(
        issues=sum(claims.values()),
        completed=completed,
        closed=closed,
        standing=claims[Claim.STANDING],
        waived=verdicts[Verdict.WAIVED],
        returned=verdicts[Verdict.RETURNED],
        unreviewed=completed - closed,
        checked=sum(row.issues for row in rows if row.checked and is_completed(row.claim, row.verdict)),
        overdue=overdue,
        claims=claims,
    )

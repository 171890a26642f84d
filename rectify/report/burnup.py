"""How the figures of an inspection came about: issues, completed and closed, as they were at the end of each day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from rectify.model.dossier import Brief, Turn
from rectify.model.figures import is_closed, is_completed

if TYPE_CHECKING:
    from rectify.model.dates import When

POINTS = 120
"""So many days are drawn at most; of more, every second, third …, always with the last."""


def burn_up(
    briefs: Iterable[Brief], turns: Iterable[Turn], feedback: "When | None", as_of: date
) -> tuple[list[str], tuple[list[int], list[int], list[int]]]:
    """The days on which something changed (ISO, up to `as_of`), and how many issues, completed and closed there then were.

    As `--as-of` has it: an issue counts from the first day that the feedback, or else its own date can mean; of the
    steps of an issue that hold on a day the one that was entered last counts.
    """
    last = as_of.isoformat()
    given = feedback.earliest.isoformat() if feedback and feedback.earliest else last
    scope, completed, closed = Counter[str](), Counter[str](), Counter[str]()
    for each in briefs:
        scope[min(each.since, given, last)] += 1
    for _, steps in groupby(turns, key=lambda turn: turn.issue):
        done = shut = False
        for step in _holding(list(steps)):
            now = is_completed(step.claim, step.verdict), is_closed(step.claim, step.verdict)
            completed[step.latest] += now[0] - done
            closed[step.latest] += now[1] - shut
            done, shut = now
    days = sorted({day for counts in (scope, completed, closed) for day in counts if counts[day]} | {last})
    return days, (_summed(scope, days), _summed(completed, days), _summed(closed, days))


def _holding(steps: list[Turn]) -> Iterator[Turn]:
    """The steps that ever held, in order of days: one that was entered later goes before all that are not older."""
    held: list[Turn] = []
    for step in steps:
        while held and held[-1].latest >= step.latest:
            held.pop()
        held.append(step)
    return iter(held)


def _summed(changes: Counter[str], days: list[str]) -> list[int]:
    return list(accumulate(changes[day] for day in days))


def thinned(number: int) -> list[int]:
    """Which of so many points are drawn: the first, the last, and evenly between them."""
    step = -(-number // POINTS)
    kept = list(range(number - 1, -1, -step))[::-1] if number else []
    return kept if not kept or kept[0] == 0 else [0, *kept]

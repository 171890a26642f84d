"""The figures of a report, each asked for once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from rectify.model.figures import Figures, figures, is_completed
from rectify.model.quantities import Total, totals
from rectify.model.terms import ActionKind
from rectify.model.values import Action, Filter, Issue
from rectify.report import Asked, View


class Done(NamedTuple):
    """What was done, counted: actions by kind (every kind, also those with none), outcomes, rules in order of making."""

    actions: int
    kinds: dict[str, int]
    outcomes: list[Total]
    rules: list[str]
    inferred: list[str]
    """The dates whose year was inferred, in order."""


def top(view: View, asked: Asked) -> Figures:
    """The figures of the inspection at the level that the inspectors listed."""
    of = asked.inspection.id
    return figures(view.tallies(of), view.overdue(asked.as_of.isoformat(), of))


def sub(view: View, asked: Asked) -> Figures:
    """The figures of the sub-issues, a level of their own."""
    of = asked.inspection.id
    return figures(view.tallies(of, level=1), view.overdue(asked.as_of.isoformat(), of, level=1))


def aspect(view: View, asked: Asked, key: int) -> Figures:
    """The figures of one aspect; 0 for the issues under none."""
    of = asked.inspection.id
    return figures(view.tallies(of, key), view.overdue(asked.as_of.isoformat(), of, key))


def done(view: View, asked: Asked) -> Done:
    """Everything that was done for the inspection. An action counts once, where it is told; under void issues it is not."""
    sums = view.sums(asked.inspection.id)
    kinds = {kind.value: 0 for kind in ActionKind} | sums.kinds()
    return Done(sum(kinds.values()), kinds, totals(sums.outcomes()), sums.rules(), sums.inferred())


def acted(view: View, asked: Asked) -> Iterator[Action]:
    """The actions after the last report; without `since`, all of them."""
    first = (asked.since + timedelta(days=1)).isoformat() if asked.since else ""
    return view.actions(of=asked.inspection.id, first=first)


def issues(view: View, asked: Asked, **wanted: object) -> Iterator[Issue]:
    """The issues of the inspection, sub-issues after the issue they stand under."""
    return view.issues(Filter(inspection=asked.inspection.id, as_of=asked.as_of, **wanted))  # type: ignore[arg-type]


def unfinished(view: View, asked: Asked) -> Iterator[Issue]:
    """Top-level issues that are not completed, standing ones not among them."""
    found = issues(view, asked, open=True)
    return (each for each in found if each.parent is None and each.claim != "standing")


def unfinished_number(of: Figures) -> int:
    """How many `unfinished` gives: what is neither completed nor standing work."""
    return of.issues - of.completed - of.standing


def standing(view: View, asked: Asked) -> Iterator[Issue]:
    found = issues(view, asked, claim="standing")
    return (each for each in found if each.parent is None)


def completed(one: Issue) -> bool:
    return is_completed(one.claim, one.verdict)

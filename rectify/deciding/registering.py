"""What the inspectors left: inspections, aspects, issues, measures."""

from datetime import date
from typing import Any

from rectify.acts import AddAspect, AddInspection, AddIssue, AddMeasure, Pending
from rectify.deciding import Deciding, Deciding_an_id, State
from rectify.deciding.resolving import (
    aspect as named_aspect,
    first_deadline,
    happened,
    inspection_or_new,
    issue as named_issue,
    standing_issue,
)
from rectify.errors import Refused, Word, WrongUsage
from rectify.model.dates import When, parse
from rectify.model.naming import checked_code
from rectify.model.terms import IssueKind, Numbering, Severity, one_of
from rectify.model.text import checked
from rectify.model.values import Inspection, Issue

INSPECTION_TEXTS = ("title", "unit", "authority", "inspectors", "kind", "checkers", "signers")
_TWO = 2
LARGEST_NUMBER = 999_999_999


def add_inspection(
    state: State,
    today: date,
    *,
    code: str = "",
    numbering: str = "",
    review_steps: int | None = None,
    strict: bool | None = None,
    **facts: str,
) -> Deciding_an_id:
    """A new inspection. `facts`: title, unit, authority, inspectors, kind, checkers, signers, and the dates start, end,
    feedback, due.
    """
    texts: dict[str, Any] = {name: checked(facts.get(name, ""), name) for name in INSPECTION_TEXTS}
    if texts["checkers"] and review_steps != _TWO:
        raise WrongUsage("checkers-one-step")
    dates: dict[str, Any] = inspection_dates(facts, today)
    used = {each.code for each in state.inspections()}
    feedback = dates["feedback"]
    year = (feedback.earliest if feedback and feedback.earliest else today).year
    code = checked_code(code) if code else free_code(used, year)
    if code in used:
        raise Refused("code-twice", code=code)
    how = one_of(Numbering, numbering or Numbering.RUN_ON, "numbering")
    key = state.last_id("inspection") + 1
    policy: dict[str, Any] = {"review_steps": review_steps, "strict": strict or None}
    yield Pending(AddInspection(key, code, **texts, **dates, numbering=how, **policy))
    return key


def inspection_dates(facts: dict[str, str], today: date) -> dict[str, When | None]:
    """The four dates of an inspection; a year that is left out is inferred from the ones before it."""
    due = parse(facts["due"], today=today, toward="future") if facts.get("due") else None
    last = min(today, due.latest) if due and due.latest else today
    dates: dict[str, When | None] = {}
    known: date | None = None
    for name in ("start", "end", "feedback"):
        text = facts.get(name, "")
        dates[name] = parse(text, today=today, window=(known, last) if known else None) if text else None
        known = (dates[name] and dates[name].earliest) or known  # type: ignore[union-attr]
    _in_order("start", dates["start"], "end", dates["end"])
    _in_order("end", dates["end"], "feedback", dates["feedback"])
    _in_order("feedback", dates["feedback"], "due", due)
    return {**dates, "due": due}


def _in_order(first: str, one: When | None, second: str, other: When | None) -> None:
    if one and other and one.earliest and other.latest and other.latest < one.earliest:
        raise Refused(
            "dates-out-of-order",
            first=Word(f"fields.{first}"),
            one=one.edtf,
            second=Word(f"fields.{second}"),
            other=other.edtf,
        )


def free_code(used: set[str], year: int | None) -> str:
    """`2023-1`: the year of the feedback (`x` where it is not known) and the next free number in it."""
    number = 1
    while f"{year or 'x'}-{number}" in used:
        number += 1
    return f"{year or 'x'}-{number}"


def add_aspect(
    state: State,
    today: date,
    title: str,
    *,
    number: int | None = None,
    claimed: int | None = None,
    inspection: str | None = None,
) -> Deciding:
    """A heading of the inspectors; `claimed` is the count of issues that the heading itself states."""
    title = checked(title, "title", required=True)
    of = yield from inspection_or_new(state, inspection, today)
    taken = {each.number for each in state.aspects(of)}
    number = checked_number(number if number is not None else max(taken, default=0) + 1)
    if number in taken:
        raise Refused("aspect-twice", number=number)
    if claimed is not None:
        checked_number(claimed)
    yield Pending(AddAspect(state.last_id("aspect") + 1, of, number, title, claimed))


def checked_number(number: int) -> int:
    """A number that people can give or name: a whole one from 1 to 999,999,999."""
    if not 1 <= number <= LARGEST_NUMBER:
        raise WrongUsage("number-bad", number=number)
    return number


def add_issue(
    state: State,
    today: date,
    title: str,
    *,
    aspect: str | None = None,
    parent: str | None = None,
    number: int | None = None,
    deadline: str | None = None,
    on: str | None = None,
    inspection: str | None = None,
    kind: str = "",
    severity: str = "",
    **texts: str,
) -> Deciding:
    """One finding in the inspectors' words. `texts`: owner, lead, unit, supporting, acceptance, recommendation, response."""
    title = checked(title, "title", required=True)
    fields: dict[str, Any] = {name: checked(text, name) for name, text in texts.items()}
    fields["kind"] = one_of(IssueKind, kind, "kind") if kind else ""
    fields["severity"] = one_of(Severity, severity, "severity") if severity else ""
    of = yield from inspection_or_new(state, inspection, today)
    facts = state.inspection(of)
    above = standing_issue(named_issue(state, parent)) if parent else None
    if above:
        if above.parent is not None:
            raise Refused("sub-of-sub", name=above.name)
        facts, under = state.inspection(above.inspection), above.aspect
        if aspect and named_aspect(state, facts, aspect).id != under:
            raise Refused("sub-aspect", name=above.name)
    else:
        under = named_aspect(state, facts, aspect).id if aspect else None
    place: dict[str, Any] = {"aspect": under, "parent": above.id if above else None}
    yield Pending(
        AddIssue(
            state.last_id("issue") + 1,
            facts.id,
            _free_number(state, facts, number, **place),
            title,
            **place,
            deadline=first_deadline(deadline, facts, today) if deadline else None,
            **fields,
        ),
        happened(on, facts, today),
    )


def _free_number(state: State, of: Inspection, number: int | None, *, aspect: int | None, parent: int | None) -> int:
    by_aspect = of.numbering == Numbering.BY_ASPECT
    if number is None:
        number = state.last_number(of.id, aspect, parent, by_aspect=by_aspect) + 1
    checked_number(number)
    under = state.sub_issues(parent) if parent is not None else []
    if any(each.number == number for each in under) or (parent is None and is_taken(state, of, number, aspect)):
        raise Refused("number-twice", number=number)
    return number


def is_taken(state: State, of: Inspection, number: int, aspect: int | None) -> bool:
    """Whether an issue has this number already where one under `aspect` would stand, void ones included."""
    by_aspect = of.numbering == Numbering.BY_ASPECT
    within = state.aspect(aspect).number if aspect and by_aspect else None
    found = [state.issue(key) for key, _ in state.find_issues(number, within, of.code, None)]
    return any(each is not None and (not by_aspect or each.aspect == aspect) for each in found)


def add_measure(
    state: State, today: date, issue: str, text: str, *, deadline: str | None = None, **texts: str
) -> Deciding:
    """What is planned for an issue. `texts`: standard (of completion), lead, owner."""
    text = checked(text, "text", required=True)
    fields = {name: checked(value, name) for name, value in texts.items()}
    target: Issue = standing_issue(named_issue(state, issue))
    of = state.inspection(target.inspection)
    when = first_deadline(deadline, of, today) if deadline else None
    yield Pending(AddMeasure(state.last_id("measure") + 1, target.id, text, **fields, deadline=when))

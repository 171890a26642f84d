"""What waits for one person, and why: signatures and checks first, then what came back, what is late, what is open."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.language import Language, say
from rectify.model.figures import is_completed, is_overdue
from rectify.model.people import named
from rectify.model.rules import last_of_reviewer
from rectify.model.terms import Claim, Verdict
from rectify.model.values import Filter, Inspection, Issue, Measure
from rectify.view.screen import Block, Column, Gap, Heading, Line, Row, Span, Style, Table
from rectify.view.screens.words import counted, days_from, short_date

if TYPE_CHECKING:
    from rectify.view.screens.views import View

ORDER = ("sign", "check", "accept", "again", "returned", "overdue", "open", "measure")
"""Why something waits: to be signed, checked, accepted, reviewed again; returned, late or open work; a planned measure."""
_COMMANDS = {"sign": "review", "check": "review", "accept": "review", "again": "review", "measure": "complete"}
_STYLES: dict[str, Style] = {"returned": "bad", "overdue": "bad"}


class Waiting(NamedTuple):
    """One thing that waits: why (see `ORDER`), what it is called, and what is known of it.

    `said` is why it came back, or the words of the claim that is to be reviewed; `days` how late it is.
    """

    why: str
    name: str
    issue: Issue
    measure: Measure | None = None
    days: int = 0
    said: str = ""


def waiting(view: "View", day: date, name: str, inspection: Inspection | None = None) -> Iterator[Waiting]:
    """What waits for `name` on `day`, in the order of `ORDER` and then of number."""
    found = (
        each
        for of in ([inspection] if inspection else [of for of in view.inspections() if not of.void])
        for issue in view.issues(_asked(of, day, name))
        for each in _of(view, day, name, of, issue)
    )
    yield from sorted(found, key=lambda each: ORDER.index(each.why))


def _asked(of: Inspection, day: date, name: str) -> Filter:
    """The few issues that can wait for `name`: those that name them, and of reviewers what can be reviewed."""
    reviews = name in (*named(of.signers), *named(of.checkers))
    return Filter(inspection=of.id, person=name, to_review=day.isoformat() if reviews else "")


def _of(view: "View", day: date, name: str, of: Inspection, issue: Issue) -> Iterator[Waiting]:
    if why := _review(view, day, name, of, issue):
        yield Waiting(why, issue.name, issue, said=view.claims(issue.id)[-1].words)
    if is_completed(issue.claim, issue.verdict) or issue.verdict is Verdict.WAIVED:
        return
    if name in (*named(issue.owner), *named(issue.lead)):
        yield from _work(view, day, issue)
    for measure in view.measures(issue.id):
        mine = name in (*named(measure.owner), *named(measure.lead))
        if mine and not measure.void and measure.completed_on is None:
            yield Waiting("measure", f"m{measure.id}", issue, measure)


def _review(view: "View", day: date, name: str, of: Inspection, issue: Issue) -> str:
    """What `name` is to review of it: empty where it is not reviewed now, not by them, or they did it themselves.

    Where nobody is named to check, or to accept in one step, the leader in charge does.
    """
    due = issue.review_due is not None and issue.review_due <= day.isoformat()
    fresh = issue.claim in (Claim.COMPLETED, Claim.STANDING) and issue.verdict is Verdict.UNREVIEWED
    last = of.review_steps == 1 or issue.checked
    may = named(of.signers if last else of.checkers)
    if not may and not issue.checked:
        may = named(issue.lead)
    if not (fresh or due) or name not in may or name in view.doers(issue.id) or name in named(issue.owner):
        return ""
    if issue.checked:
        return "sign"
    return "again" if not fresh else "accept" if last else "check"


def _work(view: "View", day: date, issue: Issue) -> Iterator[Waiting]:
    if issue.verdict is Verdict.RETURNED:
        row = last_of_reviewer(view.claims(issue.id))
        yield Waiting("returned", issue.name, issue, said=row.words if row else "")
    elif is_overdue(issue.due, day.isoformat(), completed=False):
        yield Waiting("overdue", issue.name, issue, days=days_from(issue.due or "", day))
    elif issue.claim is not Claim.STANDING:
        yield Waiting("open", issue.name, issue)


def screen(language: Language, name: str, found: list[Waiting]) -> Iterator[Block]:
    """What `status --awaiting` shows."""

    def word(key: str, /, **values: object) -> str:
        return say(language, f"screens.{key}", **values)

    yield Heading(word("awaiting", name=name, n=len(found)))
    if not found:
        yield Line((word("awaiting-nothing"),))
        return
    columns = [
        Column(word("number"), "right", "fixed"),
        Column(word("issue"), kind="flow", weight=2),
        Column(word("deadline"), kind="fixed"),
        Column(word("why"), kind="flow", weight=2),
    ]
    yield Table(columns, [_row(language, each) for each in found])
    first = found[0]
    done = "complete" if first.why == "open" and first.issue.actions else "log-action"
    command = _COMMANDS.get(first.why, done)
    yield Gap()
    yield Line((Span(word("next", why=word(f"awaits-{first.why}-next", name=first.name)), "strong"),))
    yield Line((Span(word(f"command-{command}", name=first.name, by=name), "accent"),), indent=2)


def _row(language: Language, each: Waiting) -> Row:
    days = counted(language, "day", each.days)
    why = say(language, f"screens.awaits-{each.why}", days=days)
    said = say(language, "screens.colon", name=why, text=each.said) if each.said else why
    deadline = each.measure.deadline if each.measure else each.issue.deadline
    title = each.measure.text if each.measure else each.issue.title
    return (each.name, title, short_date(language, deadline), Span(said, _STYLES.get(each.why, "")))


def as_json(name: str, found: Iterable[Waiting]) -> dict[str, Any]:
    """What `status --awaiting --json` prints."""
    rows = [
        {
            "why": each.why,
            "number": each.name,
            "id": each.measure.id if each.measure else each.issue.id,
            "issue": each.issue.name,
            "title": each.measure.text if each.measure else each.issue.title,
            "deadline": deadline.edtf if (deadline := (each.measure or each.issue).deadline) else None,
            "said": each.said,
            "days_late": each.days,
        }
        for each in found
    ]
    return {"format": 1, "awaiting": name, "waiting": rows}

"""How a report ends: the register, the signature, the basis of its figures, and the head of the ledger."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, islice
from operator import attrgetter

from rectify.documents.document import (
    Block,
    Column,
    Enclosed,
    Enclosure,
    Fine,
    Heading,
    Items,
    Paragraph,
    Signature,
    Table,
)
from rectify.model.dates import When
from rectify.model.terms import Claim
from rectify.model.values import Issue
from rectify.report import tones
from rectify.report.case import Case, called
from rectify.report.results import aspect_name

_COLUMNS = ("number", "aspect", "title", "severity", "claim", "verdict", "owner", "deadline", "completed", "actions")
_TOGETHER = 100
"""So many rows are made together."""
_KEPT = 256
_TOLD = ("title", "severity", "owner", "unit", "deadline", "claimed_on", "actions")
"""What is read of an issue for its row, besides where it stands."""


def attached(case: Case) -> Iterator[Block]:
    """The note before the signature that something is attached (GB/T 9704-2012, 7.3.4)."""
    if case.figures.issues:
        yield Enclosed((case.say("report.register-title"),))


def attachment(case: Case) -> Iterator[Block]:
    """The register, behind the signature."""
    if case.figures.issues:
        yield Enclosure(case.say("report.register-title"))
        yield register(case)


def summary_of_findings(case: Case) -> Iterator[Block]:
    """The register, before the findings one by one."""
    if case.figures.issues:
        yield Heading(1, case.say("report.heading-register"))
        yield register(case)


def register(case: Case) -> Table:
    """One row an issue, sub-issues behind theirs. No column that would be empty from top to bottom for want of such things."""
    unused = set()
    if not case.aspects:
        unused.add("aspect")
    if case.language == "zh" and not any(of.issues for rating, of in case.survey.ratings.items() if rating):
        unused.add("severity")
    names = [name for name in _COLUMNS if name not in unused]
    columns = (
        Column(
            case.say(f"report.column-{name}"), "right" if name == "actions" else "left", name, groups=name == "aspect"
        )
        for name in names
    )
    return Table(tuple(columns), _rows(case, names))


def _rows(case: Case, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells of each issue, made column by column: of a hundred thousand issues there are a million."""
    columns, issues = _columns(case), case.issues(fields=_TOLD)
    while chunk := list(islice(issues, _TOGETHER)):
        yield from zip(*(columns[name](chunk) for name in names), strict=True)


def _columns(case: Case) -> dict[str, Callable[[Sequence[Issue]], Iterable[str]]]:
    """What tells each column."""
    aspects = {each.id: aspect_name(case, each) for each in case.aspects}

    def kept(tell: Callable[..., str], *fields: str) -> Callable[[Sequence[Issue]], Iterable[str]]:
        """A column that says few different things."""
        told = lru_cache(_KEPT)(tell)
        return lambda issues: map(told, *(map(attrgetter(field), issues) for field in fields))

    def severity(code: str) -> str:
        return case.say(f"terms.severity-{code}") if code else ""

    def completed(day: When | None, claim: Claim) -> str:
        return case.phrases.short_date(day if claim == Claim.COMPLETED else None)

    return {
        "number": lambda issues: map(called, issues),
        "aspect": kept(lambda aspect: aspects.get(aspect or 0, ""), "aspect"),
        "title": lambda issues: map(attrgetter("title"), issues),
        "severity": kept(severity, "severity"),
        "claim": kept(partial(tones.claim, case), "claim", "verdict"),
        "verdict": kept(partial(tones.verdict, case), "verdict"),
        "owner": lambda issues: (issue.owner or issue.unit for issue in issues),
        "deadline": kept(partial(tones.deadline, case), "deadline", "claim", "verdict", "due"),
        "completed": kept(completed, "claimed_on", "claim"),
        "actions": lambda issues: map(str, map(attrgetter("actions"), issues)),
    }


def signature(case: Case) -> Iterator[Block]:
    """The unit and the day (署名, 成文日期)."""
    yield Signature(case.inspection.unit, case.today)


def last_line(case: Case) -> Iterator[Block]:
    """The head of the ledger, by which anyone can check later that its past was not changed."""
    head = case.asked.head
    yield Fine(case.say("report.head", ledger=head.ledger, entry=head.entry, text=head.text))


# ---- the basis


def basis(case: Case) -> Iterator[Block]:
    """For every figure: the level counted, as of when, what counts, what is left out; and the years that were inferred."""
    if not case.asked.basis:
        return
    yield Heading(1, case.say("report.heading-basis"))
    yield Items(_basis(case))
    years = _inferred_years(case)
    first = next(years, None)
    if first is None:
        yield Paragraph(case.say("report.basis-years-none"))
        return
    yield Paragraph(case.say("report.basis-years"))
    yield Items(chain([first], years))


def _basis(case: Case) -> Iterator[str]:
    say, of = case.say, case.figures
    yield say("report.basis-day", day=case.today)
    yield say("report.basis-level", issues=of.issues, sub=case.sub.issues)
    yield say("report.basis-completed")
    yield say("report.basis-progress", completed=of.completed, issues=of.issues)
    yield say("report.basis-claims")
    yield say("report.basis-overdue", day=case.today)
    if case.asked.since:
        yield say("report.basis-since", since=case.phrases.day(case.asked.since), day=case.today)
    for key in ("actions", "outcomes", "rules"):
        yield say(f"report.basis-{key}")


def _inferred_years(case: Case) -> Iterator[str]:
    """Every date whose year its source does not say, with the year that it was given."""

    def said(key: str, when: When | None, /, **values: object) -> Iterator[str]:
        if when is not None and when.year_inferred:
            yield case.say(f"report.year-of-{key}", date=case.phrases.dated_fully(when), **values)

    for field in ("start", "end", "feedback", "due"):
        yield from said("inspection", getattr(case.inspection, field), field=case.say(f"fields.{field}"))
    for action in case.view.actions(whole=case.inspection.id):
        yield from said("action", action.date, id=action.id)
    told: set[int] = set()
    for dossier in case.dossiers():
        issue = dossier.issue
        for deed in dossier.deeds:
            if deed.id not in told and deed.date.year_inferred:
                told.add(deed.id)
                yield from said("action", deed.date, id=deed.id)
        yield from said("claim", issue.claimed_on if issue.claim != Claim.ACTING else None, name=called(issue))
        for when in dict.fromkeys((issue.first_deadline, issue.deadline)):
            yield from said("deadline", when, name=called(issue))

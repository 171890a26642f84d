"""The register (整改台账): every issue with its plan, its actions and where it stands, as a table; and as data for programs."""

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from rectify.documents.document import Block, Column, Paragraph, Table
from rectify.model.dossier import Dossier
from rectify.model.figures import is_completed
from rectify.model.terms import Claim, IssueKind, Severity, Verdict
from rectify.report import charts, closing, proven, results, standing, three_lists, tones
from rectify.report.case import Case, called
from rectify.report.outline import Part


class Spec(NamedTuple):
    """A column of the register: its field, and how many Chinese characters a line of it holds on paper."""

    field: str
    width: int


_PRINTED = (
    Spec("number", 3), Spec("aspect", 7), Spec("title", 16), Spec("severity", 4), Spec("acceptance", 10),
    Spec("measures", 16), Spec("lead", 4), Spec("unit", 6), Spec("owner", 4), Spec("deadline", 7), Spec("claim", 5),
    Spec("completed", 7), Spec("results", 20), Spec("proof", 9), Spec("verdict", 5),
)  # fmt: skip
_DATA = (
    "id", "number", "aspect", "parent", "title", "kind", "severity", "claim", "completed", "verdict", "owner", "lead",
    "unit", "supporting", "acceptance", "recommendation", "response", "first_deadline", "deadline", "due", "measures", "results",
    "actions", "evidence", "version",
)  # fmt: skip
FIELDS = (*(spec.field for spec in _PRINTED), *_DATA)
_FIGURES = frozenset(("id", "parent", "actions", "evidence"))
_DAYS = frozenset(("first_deadline", "deadline", "due", "completed"))


def printed(case: Case) -> Iterator[Block]:
    """The register for people, one row an issue, sub-issues behind theirs; no column that could only be empty."""
    if not case.figures.issues:
        return
    unused = set()
    if not case.aspects:
        unused.add("aspect")
    if not any(of.issues for rating, of in case.survey.ratings.items() if rating):
        unused.add("severity")
    if not any(issue.evidence for issue in case.issues(fields=("evidence",))):
        unused.add("proof")
    shown = set(case.shown(spec.field for spec in _PRINTED)) - unused
    specs = [spec for spec in _PRINTED if spec.field in shown]
    columns = tuple(column(case, spec.field, spec.width) for spec in specs)
    rows = (for_people(case, dossier) for dossier in case.listed())
    shown_of = itemgetter(*(spec.field for spec in specs))
    yield Table(columns, map(shown_of, rows), name=case.say("report.register-title"))


def data(case: Case) -> Iterator[Block]:
    """The same issues with all their fields and ids, one row each, for filters, pivots and for reading it in again."""
    fields = case.shown(_DATA)
    columns = tuple(column(case, field) for field in fields)
    rows = (cells(case, dossier) for dossier in case.listed())
    name = case.say("report.data-title")
    yield Table(columns, map(itemgetter(*fields), rows), name=name, aside=True)


def column(case: Case, field: str, width: int = 0) -> Column:
    """The head of a column, with the closed list of its texts where it has one."""
    choices = _choices(case, field)
    return Column(
        case.say(f"report.column-{field}"),
        "right" if field in _FIGURES else "left",
        field,
        width,
        groups=field == "aspect",
        choices=choices,
        settled=(case.say("terms.claim-completed"),) if field == "claim" else (),
        unsettled=_unsettled(case) if field == "verdict" else (),
        days=field in _DAYS,
    )


def _unsettled(case: Case) -> tuple[str, ...]:
    """The verdicts with which a completed issue does not count as completed (see `figures.is_completed`)."""
    verdicts = (each for each in Verdict if not is_completed(Claim.COMPLETED, each))
    return tuple(case.say(f"terms.verdict-{each}") for each in verdicts)


def _choices(case: Case, field: str) -> tuple[str, ...]:
    lists = {
        "claim": [f"claim-{each}" for each in Claim],
        "verdict": [f"verdict-{each}" for each in Verdict],
        "severity": [f"severity-{each}" for each in Severity],
        "kind": [f"issue-{each}" for each in IssueKind],
    }
    return tuple(case.say(f"terms.{key}") for key in lists.get(field, ()))


def cells(case: Case, dossier: Dossier) -> dict[str, str]:
    """Every field of an issue as text; empty where nothing was said."""
    issue, say, phrases = dossier.issue, case.say, case.phrases
    claimed = issue.claimed_on if issue.claim == Claim.COMPLETED else None
    return {
        "id": str(issue.id),
        "number": called(issue),
        "aspect": case.aspect_names.get(issue.aspect or 0, ""),
        "parent": str(issue.parent or ""),
        "title": issue.title,
        "kind": say(f"terms.issue-{issue.kind}") if issue.kind else "",
        "severity": say(f"terms.severity-{issue.severity}") if issue.severity else "",
        **tones.cells(case, issue),
        "completed": phrases.short_date(claimed),
        "owner": issue.owner,
        "lead": issue.lead,
        "unit": issue.unit,
        "supporting": issue.supporting,
        "acceptance": issue.acceptance,
        "recommendation": issue.recommendation,
        "response": issue.response,
        "first_deadline": phrases.short_date(issue.first_deadline),
        "due": issue.due or "",
        "measures": lines([standing.measure(case, each) for each in dossier.measures]),
        "results": lines([*case.deeds(dossier), *filter(None, [standing.effect(dossier)])]),
        "actions": str(issue.actions),
        "evidence": str(issue.evidence),
        "version": case.version,
    }


def for_people(case: Case, dossier: Dossier) -> dict[str, str]:
    """The same, and the evidence by name."""
    return cells(case, dossier) | {"proof": lines(proven.evidence(case, dossier.issue))}


def lines(texts: list[str]) -> str:
    """Several texts in one cell, one a line, numbered where there are several."""
    if len(texts) > 1:
        texts = [f"{number}. {text}" for number, text in enumerate(texts, 1)]
    return "\n".join(texts)


def heading(case: Case) -> Iterator[Block]:
    """Whose register it is, as of when, and its totals in a sentence; of the whole, pictures too."""
    yield Paragraph(case.say("report.register-of", unit=case.unit, day=case.today))
    if not case.asked.only:
        yield from charts.totals(case)
    yield from results.listed(case)
    if not case.asked.only:
        yield from charts.progress(case)


_PARTS: tuple[Part, ...] = (
    heading,
    printed,
    three_lists.aside,
    data,
    closing.signature,
    closing.basis,
    closing.last_line,
)
OUTLINES: dict[str, tuple[Part, ...]] = {"zh": _PARTS, "en": _PARTS}
TABLES: tuple[Part, ...] = (data,)

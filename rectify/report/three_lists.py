"""The three lists (问题清单, 任务清单, 责任清单): three projections of the same issues."""

from collections.abc import Callable, Iterator
from typing import Literal

from rectify.documents.document import Block, Column, Heading, Paragraph, Table
from rectify.model.dossier import Dossier
from rectify.model.values import Issue
from rectify.report import closing, results
from rectify.report.case import Case, called
from rectify.report.outline import Part

Cells = dict[str, str]

_ISSUES = {"number": 3, "aspect": 8, "title": 20, "kind": 6, "severity": 4, "acceptance": 12}
_TASKS = {"number": 3, "title": 14, "measure": 18, "standard": 10, "deadline": 7, "status": 6}
_POSTS = {"number": 3, "title": 16, "lead": 5, "unit": 7, "supporting": 7, "owner": 5, "deadline": 7}

FIELDS = {"issues": tuple(_ISSUES), "tasks": tuple(_TASKS), "posts": tuple(_POSTS)}


def issues(case: Case) -> Table:
    """What the inspectors found, in their words."""
    return _table(case, "issues", _ISSUES, (_issue(case, issue) for issue in case.listed_issues()))


def tasks(case: Case) -> Table:
    """What is planned: one row a measure; an issue without any has a row that says so."""
    return _table(case, "tasks", _TASKS, (row for dossier in case.listed() for row in task_rows(case, dossier)))


def posts(case: Case) -> Table:
    """Who answers for each issue, and by when."""
    widths = {field: _POSTS[field] for field in case.shown(_POSTS)}
    return _table(case, "posts", widths, (_posts(case, issue) for issue in case.listed_issues()))


LISTS: tuple[Callable[[Case], Table], ...] = (issues, tasks, posts)


def _table(case: Case, name: str, widths: dict[str, int], rows: Iterator[Cells]) -> Table:
    columns = tuple(_column(case, field, width) for field, width in widths.items())
    return Table(columns, (tuple(row[field] for field in widths) for row in rows), name=case.say(f"report.list-{name}"))


def _column(case: Case, field: str, width: int = 0) -> Column:
    title, days = case.say(f"report.column-{field}"), field in {"deadline", "issue_deadline"}
    align: Literal["left", "right"] = "right" if field in {"id", "measure_id"} else "left"
    return Column(title, align, field, width, groups=field == "aspect", days=days)


def _issue(case: Case, issue: Issue) -> Cells:
    return {
        "number": called(issue),
        "aspect": case.aspect_names.get(issue.aspect or 0, ""),
        "title": issue.title,
        "kind": case.say(f"terms.issue-{issue.kind}") if issue.kind else "",
        "severity": case.say(f"terms.severity-{issue.severity}") if issue.severity else "",
        "acceptance": issue.acceptance,
    }


def task_rows(case: Case, dossier: Dossier) -> Iterator[Cells]:
    """What the list of tasks says of an issue: a row a measure, or one that says there is none."""
    issue = dossier.issue
    shared = {"number": called(issue), "title": issue.title}
    for each in dossier.measures:
        yield shared | {
            "measure_id": str(each.id),
            "measure": each.text,
            "standard": each.standard,
            "deadline": case.phrases.short_date(each.deadline or issue.deadline),
            "status": _done(case, case.phrases.dated(each.completed_on) if each.completed_on else None),
        }
    if not dossier.measures:
        deadline = case.phrases.short_date(issue.deadline)
        status = case.say(f"terms.claim-{issue.claim}")
        yield shared | {
            "measure_id": "",
            "measure": case.say("report.measures-none"),
            "standard": issue.acceptance,
            "deadline": deadline,
            "status": status,
        }


def _done(case: Case, day: str | None) -> str:
    if day is None:
        return case.say("report.measure-open")
    return case.say("report.measure-done", date=day).strip()


def _posts(case: Case, issue: Issue) -> Cells:
    held = {post: getattr(issue, post) for post in ("lead", "unit", "supporting", "owner")}
    deadline = case.phrases.short_date(issue.deadline)
    return {"number": called(issue), "title": issue.title, **held, "deadline": deadline}


def printed(case: Case) -> Iterator[Block]:
    """The three lists, each under a heading."""
    for make in LISTS if case.figures.issues else ():
        table = make(case)
        yield Heading(1, table.name)
        yield table


def aside(case: Case) -> Iterator[Block]:
    """The three lists as further sheets of a workbook."""
    if case.figures.issues:
        yield from (make(case)._replace(aside=True) for make in LISTS)


def heading(case: Case) -> Iterator[Block]:
    """Whose lists they are, and as of when."""
    yield Paragraph(case.say("report.lists-of", unit=case.unit, day=case.today))
    yield from results.listed(case)


FLAT = (
    "id", "number", "aspect", "title", "kind", "severity", "acceptance", "lead", "unit", "supporting", "owner",
    "issue_deadline", "measure_id", "measure", "standard", "deadline", "status", "version",
)  # fmt: skip


def data(case: Case) -> Iterator[Block]:
    """The three lists in one with ids, one row a measure, for filters, pivots and programs."""
    fields = case.shown(FLAT)
    columns = tuple(_column(case, field) for field in fields)
    rows = (_flat(case, dossier.issue, row, fields) for dossier in case.listed() for row in task_rows(case, dossier))
    yield Table(columns, rows, name=case.say("report.data-title"), aside=True)


def _flat(case: Case, issue: Issue, task: Cells, fields: list[str]) -> tuple[str, ...]:
    held = _posts(case, issue)
    issue_deadline = held.pop("deadline")
    ids = {"id": str(issue.id), "issue_deadline": issue_deadline, "version": case.asked.version}
    row = task | _issue(case, issue) | held | ids
    return tuple(row[field] for field in fields)


_PARTS: tuple[Part, ...] = (heading, printed, data, closing.signature, closing.last_line)
OUTLINES: dict[str, tuple[Part, ...]] = {"zh": _PARTS, "en": _PARTS}
TABLES: tuple[Part, ...] = (data,)

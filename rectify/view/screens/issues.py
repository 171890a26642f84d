"""Issues as rows: which columns there are, what each holds, and how it is shown."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.errors import WrongUsage
from rectify.language import Language, say
from rectify.model.figures import is_completed, is_overdue, timing
from rectify.model.values import Aspect, Inspection, Issue
from rectify.view.screen import Block, Column, Group, Kind, Part, Row, Span, Style, Table
from rectify.view.screens.words import days_from, short_date

if TYPE_CHECKING:
    from rectify.view.screens.views import View

CONTRACT = ("number", "title", "aspect", "claim", "verdict", "owner", "deadline", "actions", "evidence", "overdue")
"""What `list --json` holds at least."""
MORE = (
    "id",
    "inspection",
    "parent",
    "kind",
    "severity",
    "lead",
    "unit",
    "supporting",
    "due",
    "first_deadline",
    "completed_on",
    "on_time_first",
    "on_time_last",
    "void",
)
"""What it holds besides."""
ASKED = ("aspect_title", "acceptance", "recommendation", "response")
"""What is given only where it is asked for."""
COLUMNS = (*CONTRACT, *MORE, *ASKED)
SHOWN = ("number", "title", "claim", "verdict", "owner", "deadline", "overdue", "actions")
"""The columns of a table, unless others are asked for."""

_RIGHT = ("number", "aspect", "id", "parent", "actions", "evidence", "overdue")
_FLOW = {"title": 3, "acceptance": 2, "recommendation": 2, "response": 2, "aspect_title": 1, "void": 1}
_BROKEN = ("owner", "lead", "unit", "supporting")
_STYLES: dict[str, Style] = {
    "completed": "good",
    "accepted": "good",
    "returned": "bad",
    "pending": "warn",
    "late": "bad",
    "on-time": "good",
    "unknown": "warn",
}

_TERMS = {
    "claim": "terms.claim",
    "verdict": "terms.verdict",
    "kind": "terms.issue",
    "severity": "terms.severity",
    "on_time_first": "screens.timing",
    "on_time_last": "screens.timing",
}
_ITSELF = {"number": "name", "claim": "claim", "verdict": "verdict"}
"""Columns whose fact is a field as it is, under another name or as a term."""
_READ = {
    "overdue": (),
    "aspect_title": (),
    "completed_on": ("claimed_on",),
    "on_time_first": ("first_deadline", "claimed_on"),
    "on_time_last": ("claimed_on",),
}
"""Columns -> what they are made of, where that is not the field of their name, besides where the issue stands."""
_KEPT = 1024
"""So many cells that were made last are kept: most columns say few different things."""
_TOGETHER = 200
"""So many rows are made together."""
_DATES = {"deadline": "deadline", "first_deadline": "first_deadline", "completed_on": "claimed_on"}


class Around(NamedTuple):
    """What is needed to show issues: the day that decides what is overdue, and what stands around them."""

    day: date
    inspections: dict[int, Inspection]
    aspects: dict[int, Aspect]

    @classmethod
    def of(cls, view: "View", day: date) -> "Around":
        inspections = {each.id: each for each in view.inspections()}
        aspects = {aspect.id: aspect for key in inspections for aspect in view.aspects(key)}
        return cls(day, inspections, aspects)

    @property
    def several(self) -> bool:
        """Whether a bare number could be an issue of more than one inspection."""
        return sum(1 for each in self.inspections.values() if not each.void) > 1


def chosen(text: str) -> list[str]:
    """The columns that `text` names (`number,title,due`). Raises WrongUsage for one that does not exist."""
    names = [name.strip().replace("-", "_") for name in text.replace("，", ",").split(",") if name.strip()]
    for name in names:
        if name not in COLUMNS:
            raise WrongUsage("column-unknown", name=name, known=", ".join(COLUMNS))
    if not names:
        raise WrongUsage("column-unknown", name=text, known=", ".join(COLUMNS))
    return names


def read_for(names: Iterable[str]) -> set[str]:
    """The fields of issues that the columns `names` are made of, as `Reading.issues` takes them."""
    return {field for name in names for field in _READ.get(name, (name,))}


def fact(name: str, issue: Issue, around: Around) -> Any:
    """What column `name` holds for `issue`, as JSON has it: dates as EDTF, terms by their codes, null for nothing known."""
    special = _FACTS.get(name)
    return special(issue, around) if special else getattr(issue, name)


def facts(names: Sequence[str], issue: Issue, around: Around) -> dict[str, Any]:
    """The columns `names` of `issue`, for JSON."""
    return {name: fact(name, issue, around) for name in names}


def _timing(issue: Issue, around: Around, due: str | None) -> str:
    if is_completed(issue.claim, issue.verdict):
        return timing(due, issue.claimed_on, around.day.isoformat(), completed=True)
    return timing(due, None, around.day.isoformat(), completed=False)


def timing_first(issue: Issue, around: Around) -> str:
    """How the issue stands to its first deadline, see `figures.timing`."""
    last = issue.first_deadline.latest if issue.first_deadline else None
    return _timing(issue, around, last.isoformat() if last else None)


def timing_last(issue: Issue, around: Around) -> str:
    """How the issue stands to its present deadline, see `figures.timing`."""
    return _timing(issue, around, issue.due)


def _aspect(issue: Issue, around: Around) -> Aspect | None:
    return around.aspects.get(issue.aspect) if issue.aspect else None


def _overdue(issue: Issue, around: Around) -> bool:
    return _is_late(_LATE(issue), around)


_LATE = attrgetter("due", "claim", "verdict", "void")


def _is_late(of: tuple[str | None, str, str, str], around: Around) -> bool:
    due, claim, verdict, void = of
    return not void and is_overdue(due, around.day.isoformat(), completed=is_completed(claim, verdict))


def _completed_on(issue: Issue, _around: Around) -> str | None:
    return issue.claimed_on.edtf if issue.claimed_on and is_completed(issue.claim, issue.verdict) else None


_FACTS: dict[str, Callable[[Issue, Around], Any]] = {
    "number": lambda issue, _: issue.name,
    "aspect": lambda issue, around: aspect.number if (aspect := _aspect(issue, around)) else None,
    "aspect_title": lambda issue, around: aspect.title if (aspect := _aspect(issue, around)) else None,
    "inspection": lambda issue, around: around.inspections[issue.inspection].code,
    "claim": lambda issue, _: issue.claim.value,
    "verdict": lambda issue, _: issue.verdict.value,
    "deadline": lambda issue, _: issue.deadline.edtf if issue.deadline else None,
    "first_deadline": lambda issue, _: issue.first_deadline.edtf if issue.first_deadline else None,
    "completed_on": _completed_on,
    "overdue": _overdue,
    "on_time_first": timing_first,
    "on_time_last": timing_last,
}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


class Rows:
    """Issues as rows of words in one language, under the columns `names`."""

    def __init__(self, language: Language, names: Sequence[str], around: Around) -> None:
        self._language = language
        self._names = names
        self._around = around
        self._say = cache(partial(say, language))
        self._columns = cache(lambda whole: [self._told_by(name, whole=whole) for name in names])

    def titles(self) -> list[str]:
        return [self._say(f"screens.column-{name}") for name in self._names]

    def columns(self) -> list[Column]:
        return [
            Column(title, "right" if name in _RIGHT else "left", self._kind(name), _FLOW.get(name, 1))
            for name, title in zip(self._names, self.titles(), strict=True)
        ]

    def _kind(self, name: str) -> Kind:
        if name in _FLOW:
            return "flow"
        return "text" if name in _BROKEN else "fixed"

    def rows(self, issues: Iterable[Issue], *, whole: bool = True) -> Iterator[tuple[Part, ...]]:
        """The cells for each issue, streamed; where not `whole`, what goes without saying is left out, to give a title
        more room.

        They are made column by column, for a list may have a million rows.
        """
        columns = self._columns(whole)
        stream = iter(issues)
        while chunk := list(islice(stream, _TOGETHER)):
            yield from zip(*(column(chunk) for column in columns), strict=True)

    def _told_by(self, name: str, *, whole: bool) -> Callable[[Sequence[Issue]], Iterable[Part]]:
        """What tells column `name` of issues: settled once."""
        around, language = self._around, self._language
        if name == "overdue":
            late = lru_cache(_KEPT)(lambda of: Span(self._late(of[0]), "bad") if _is_late(of, around) else "")
            return lambda issues: map(late, map(_LATE, issues))
        if name == "completed_on":
            return lambda issues: (
                short_date(language, each.claimed_on) if _completed_on(each, around) else "" for each in issues
            )
        if name in _DATES:
            date_of, short = attrgetter(_DATES[name]), lru_cache(_KEPT)(partial(short_date, language))
            return lambda issues: map(short, map(date_of, issues))
        itself = _ITSELF.get(name, "" if name in _FACTS else name)
        fact_of = attrgetter(itself) if itself else partial(fact, name, around=around)
        said = self._term(name, whole=whole) if name in _TERMS else _text
        return lambda issues: map(said, map(fact_of, issues))

    def _term(self, name: str, *, whole: bool) -> Callable[[str], Part]:
        @cache
        def term(value: str) -> Part:
            if not value or (value == "unreviewed" and not whole):
                return ""
            return Span(self._say(f"{_TERMS[name]}-{value}"), _STYLES.get(value, ""))

        return term

    def telling(self, issues: Iterable[Issue]) -> "Rows":
        """The same without the columns that hold nothing for any of `issues`; number and title stay."""
        cells = list(self.rows(issues, whole=False))
        names = [
            name
            for place, name in enumerate(self._names)
            if name in ("number", "title", "claim") or any(row[place] for row in cells)
        ]
        return Rows(self._language, names, self._around)

    def _late(self, due: str) -> str:
        days = days_from(due, self._around.day)
        return self._say("screens.one-day" if days == 1 else "screens.n-day").format(n=days)

    def grouped(self, issues: Iterable[Issue], *, whole: bool) -> Iterator[Row]:
        """The rows, and before the first of each aspect (or inspection) its title."""
        for _, found in groupby(issues, attrgetter("inspection", "aspect")):
            first = next(found)
            if title := self._place(first):
                yield Group(title)
            yield from self.rows(chain([first], found), whole=whole)  # noqa: B031 - what is left of it

    def _place(self, issue: Issue) -> str:
        aspect = _aspect(issue, self._around)
        title = f"{aspect.number}. {aspect.title}" if aspect else ""
        if not title and len(self._around.aspects) > 0:
            title = self._say("screens.no-title")
        code = self._around.inspections[issue.inspection].code if self._around.several else ""
        return "  ".join(filter(None, (code, title)))


def screen(rows: Rows, issues: Iterable[Issue], *, grouped: bool = False, whole: bool = False) -> Iterator[Block]:
    """What `list` shows: one table, with the titles of aspects between its rows where the issues come in that order."""
    yield Table(rows.columns(), (rows.grouped if grouped else rows.rows)(issues, whole=whole))

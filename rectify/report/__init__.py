"""From a view of a ledger to a Document: the rectification report and the periodic one, in Chinese and English.

Every figure comes from `model.figures` and `model.quantities.totals`. A report is an outline of parts, each of which
gives its blocks as they are asked for, so a report of any length needs little memory.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rectify.documents.document import Document, Letterhead
from rectify.language import Language
from rectify.model.dossier import Acted, Brief, Deed, Dossier, Tell, Turn
from rectify.model.figures import Tally
from rectify.model.naming import Thing
from rectify.model.quantities import Outcome
from rectify.model.values import (
    Action,
    Aspect,
    DrawRow,
    Evidence,
    Filter,
    Inspection,
    Issue,
    LookBackRow,
    Narrative,
    Publicity,
)

if TYPE_CHECKING:
    from rectify.report.skeleton import Skeleton
    from rectify.report.withheld import Secrets


class Sums(Protocol):
    """What adds up over the actions that count: kinds and outcomes with how many actions have both, names of rules."""

    def counted(self) -> Iterator[tuple[str, tuple[Outcome, ...], int]]: ...
    def rules(self) -> Iterable[str]: ...


class View(Protocol):
    """What a report asks of a ledger, now or as of a day; iterators stream."""

    def aspects(self, inspection: int) -> list[Aspect]: ...
    def issues(
        self, wanted: Filter, sort: str = "number", limit: int = -1, fields: Collection[str] | None = None
    ) -> Iterator[Issue]: ...
    def issue(self, key: int) -> Issue | None: ...
    def briefs(self, inspection: int) -> Iterator[Brief]: ...
    def dossiers(self, wanted: Filter, tell: Tell | None = None) -> Iterator[Dossier]: ...
    def tallies(self, inspection: int | None = None, aspect: int | None = None, level: int = 0) -> list[Tally]: ...
    def tallies_by(self, field: str, inspection: int) -> list[tuple[int, Tally]]: ...
    def overdue(self, day: str, inspection: int | None = None, aspect: int | None = None, level: int = 0) -> int: ...
    def overdue_by(self, field: str, day: str, inspection: int) -> dict[int, int]: ...
    def due_between(self, first: str, final: str, inspection: int | None = None) -> int: ...
    def sums(self, inspection: int, first: str = "") -> Sums: ...
    def deeds(self, inspection: int, first: str = "") -> Iterator[tuple[Deed, tuple[str, ...]]]: ...
    def acted(self, inspection: int) -> Iterator[Acted]: ...
    def turns(self, inspection: int) -> Iterator[Turn]: ...
    def actions(self, issue: int | None = None, whole: int | None = None) -> Iterator[Action]: ...
    def findings(self, inspection: int) -> dict[str, int]: ...
    def draws(self, inspection: int) -> list[DrawRow]: ...
    def look_backs(self, draw: int | None = None, issue: int | None = None) -> list[LookBackRow]: ...
    def evidence_of(self, target: Thing) -> Iterator[Evidence]: ...
    def narratives(self, inspection: int, *, public: bool = False) -> list[Narrative]: ...
    def publicity(self) -> Publicity: ...


class HeadLine(NamedTuple):
    """The head of the ledger as the last line states it: entry, text head (64 hex digits), the ledger's id."""

    entry: int
    text: str
    ledger: str


class Asked(NamedTuple):
    """What a report is asked for.

    `as_of` is its day. `since` is the day of the last report and `before` the view as of that day; both or neither.
    `basis` adds how each figure is counted.
    """

    inspection: Inspection
    as_of: date
    language: Language
    head: HeadLine
    since: date | None = None
    before: View | None = None
    basis: bool = False
    only: frozenset[int] = frozenset()
    """Ids of the issues that a register, lists or slips are made of; empty for all."""
    whose: str = ""
    """Who answers for these, where they are chosen by that: `责任部门“财务科”`."""
    letterhead: Letterhead | None = None
    addressee: str = ""
    withheld: "Secrets | None" = None
    """What a version for the public leaves out; None for a version that is not for the public."""
    skeleton: "Skeleton | None" = None
    """An office's own outline; None for that of the kind."""
    pictures: bool = False
    """Whether its writer draws, so that charts are worth their figures."""
    dated: bool = False
    """Whether `as_of` was asked for, so that the view is as of that day rather than of now."""

    @property
    def version(self) -> str:
        """Of what a table for programs tells: `LEDGER@57`, `LEDGER@57@2023-06-30` where it is as of a day."""
        return "@".join((self.head.ledger, str(self.head.entry), *([self.as_of.isoformat()] if self.dated else [])))


FEW = 200
"""A report of more issues than these is a long one."""
KINDS: dict[str, str] = {
    "rectification": "rectify.report.rectification",
    "progress": "rectify.report.progress",
    "register": "rectify.report.register",
    "lists": "rectify.report.three_lists",
    "slip": "rectify.report.slip",
    "summary": "rectify.report.summary",
}
"""Kind -> the module that holds its `OUTLINES`, language -> the parts, in order; and its `TABLES`, of which lists for
programs are made."""


def document(kind: str, view: View, asked: Asked, *, tables: bool = False) -> Document:
    """The report of this kind, streamed from `view`; its figures are asked for when its blocks are.

    `tables` asks for no more than its tables as programs want them.
    """
    from importlib import import_module

    from rectify.report.case import Case
    from rectify.report.opening import title
    from rectify.report.outline import blocks

    case = Case(view, asked)
    module = import_module(KINDS[kind])
    parts, name = module.TABLES if tables else module.OUTLINES[asked.language], title(case, kind)
    if asked.skeleton:
        from rectify.report import placeholders, skeleton

        parts = parts if tables else skeleton.parts(asked.skeleton)
        name = placeholders.filled(case, asked.skeleton.title) or name
    made = Document(name, asked.language, blocks(case, parts), asked.letterhead, asked.addressee, case.day)
    return made._replace(one_page=kind == "summary", long=case.figures.issues > FEW)

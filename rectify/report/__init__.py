"""From a view of a ledger to a Document: the rectification report and the periodic one, in Chinese and English.

Every figure comes from `model.figures` or `model.quantities.totals`. Blocks are made as they are asked for, so that a
report of any length needs little memory.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, Protocol

from rectify.documents.document import Block, Document
from rectify.language import Language
from rectify.model.figures import Tally
from rectify.model.quantities import Outcome
from rectify.model.values import Action, Aspect, ClaimRow, DeadlineRow, Filter, Inspection, Issue, Measure, Narrative


class Sums(Protocol):
    """What adds up over the actions of an inspection."""

    def kinds(self) -> dict[str, int]: ...
    def outcomes(self) -> Iterator[Outcome]: ...
    def rules(self) -> list[str]: ...
    def inferred(self) -> list[str]: ...


class View(Protocol):
    """What a report asks of a ledger, as of the day of the report."""

    def aspects(self, inspection: int) -> list[Aspect]: ...
    def issues(self, wanted: Filter, sort: str = "number", limit: int = -1) -> Iterator[Issue]: ...
    def tallies(self, inspection: int | None = None, aspect: int | None = None, level: int = 0) -> list[Tally]: ...
    def overdue(self, day: str, inspection: int | None = None, aspect: int | None = None, level: int = 0) -> int: ...
    def actions(
        self, issue: int | None = None, whole: int | None = None, *, of: int | None = None, first: str = ""
    ) -> Iterator[Action]: ...
    def sums(self, inspection: int, first: str = "") -> Sums: ...
    def measures(self, issue: int) -> list[Measure]: ...
    def claims(self, issue: int) -> list[ClaimRow]: ...
    def deadlines(self, issue: int) -> list[DeadlineRow]: ...
    def narratives(self, inspection: int) -> list[Narrative]: ...


class HeadLine(NamedTuple):
    """The head of the ledger as the report states it: entry, text head, ledger."""

    seq: int
    text: str
    ledger: str


class Asked(NamedTuple):
    """What a report is asked for. `since` is the day of the last one; `basis` adds how the figures are counted."""

    inspection: Inspection
    as_of: date
    language: Language
    head: HeadLine
    since: date | None = None
    basis: bool = False


KINDS: dict[str, str] = {
    "rectification": "rectify.report.rectification",
    "progress": "rectify.report.progress",
}
"""Kind -> the module that makes it, with `blocks(view, asked)` and `title(asked)`."""


def document(kind: str, view: View, asked: Asked) -> Document:
    """The report of this kind, streamed from `view`."""
    from importlib import import_module

    module = import_module(KINDS[kind])
    blocks: Callable[[View, Asked], Iterator[Block]] = module.blocks
    return Document(module.title(asked), asked.language, blocks(view, asked))

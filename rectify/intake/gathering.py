"""What is gathered while a document is read: the parts of the Draft to be, remarks, and the ink of the account."""

from collections.abc import Callable, Mapping

from rectify.documents.document import Block
from rectify.intake.account import Ink
from rectify.intake.days import Calendar, Day, redacted
from rectify.intake.draft import DraftAction, DraftAspect, DraftIssue, DraftMeasure, DraftNarrative, Total
from rectify.model.dates import When
from rectify.model.remarks import Remark, Severity
from rectify.model.terms import Part

SEVERITIES: dict[str, Severity] = {
    "total-disagrees": Severity.WARNING,
    "percent-disagrees": Severity.WARNING,
    "aspect-count-disagrees": Severity.WARNING,
    "range-disagrees": Severity.WARNING,
    "not-itemised": Severity.HINT,
    "number-missing": Severity.WARNING,
    "number-doubled": Severity.WARNING,
    "number-out-of-order": Severity.HINT,
    "number-became-date": Severity.WARNING,
    "date-impossible": Severity.WARNING,
    "date-garbled": Severity.WARNING,
    "date-outside-window": Severity.WARNING,
    "date-after-report": Severity.WARNING,
    "redaction": Severity.HINT,
    "status-two": Severity.WARNING,
    "status-unknown": Severity.WARNING,
    "acted-not-done": Severity.WARNING,
    "no-ledger": Severity.WARNING,
    "column-unknown": Severity.HINT,
    "row-broken": Severity.WARNING,
    "text-too-long": Severity.WARNING,
}
"""Every remark that reading makes."""


_ALIKE = 20
"""Findings of one title that are looked through for one that a row speaks of; a document repeats few so often."""

Place = tuple[str, int | None]
"""The number of a finding, and the position of its aspect."""


def _elsewhere(issue: DraftIssue, place: Place | None) -> bool:
    """Whether a finding of the same title stands at another place of the same table."""
    return place is not None and bool(issue.number) and place != (issue.number, issue.aspect)


class Gathering:
    """Lists that the rules add to, in the order of the document, and what the rules need to know."""

    def __init__(
        self, blocks: tuple[Block, ...], calendar: Calendar, language: str, columns: Mapping[str, str]
    ) -> None:
        self.ink = Ink(blocks)
        self.calendar = calendar
        self.language = language
        self.columns = columns
        self.aspects: list[DraftAspect] = []
        self.issues: list[DraftIssue] = []
        self.actions: list[DraftAction] = []
        self.measures: list[DraftMeasure] = []
        self.totals: list[Total] = []
        self.remarks: list[Remark] = []
        self.ranges: dict[int, tuple[int, int, str]] = {}
        """Aspect -> the first and last number of its issues that its heading states, and the place."""
        self.day_order = ""
        """Whether `12/05/2023` begins with the `day` or the `month` in the table that is being read; empty if unknown."""
        self.facts: dict[str, When] = {}
        """Facts of the inspection that a table states."""
        self._titles: dict[tuple[str, int | None], list[int]] = {}
        self._numbered: dict[tuple[str, int | None, str], list[int]] = {}
        self._parts: dict[str, int] = {}
        """Sub-issues that the prose told; a register may list them among the findings."""
        self._aspects: dict[str, int] = {}
        self._aspects_learned = 0
        self._numbers: dict[str, int] = {}
        self._numbers_learned = 0
        self._references: dict[str, int] = {}
        self._narratives: dict[str, tuple[list[str], str]] = {}

    def add_issue(self, issue: DraftIssue, key: str) -> int:
        """The position of a new finding; `key` is its title by which it is known again."""
        position = len(self.issues)
        self.issues.append(issue)
        self._title(position, issue, key)
        if issue.reference:
            self._references.setdefault(issue.reference, position)
        return position

    def _title(self, position: int, issue: DraftIssue, key: str) -> None:
        self._titles.setdefault((key, issue.parent), []).append(position)
        self._numbered.setdefault((key, issue.parent, issue.number), []).append(position)

    def known_issue(self, key: str, issue: DraftIssue, told: Mapping[int, Place]) -> int | None:
        """The position of a finding that was told before: of the same id, or of the same title.

        `told` are those of the same table with the place that they have in it: of the same title at another place is
        another finding.
        """
        by_reference = self._references.get(issue.reference) if issue.reference else None
        if by_reference is not None:
            return by_reference
        numbered = self._numbered.get((key, issue.parent, issue.number), ())
        titled = self._titles.get((key, issue.parent), ())
        alike = (*numbered[:_ALIKE], *titled[:_ALIKE])
        known = next((at for at in alike if not _elsewhere(issue, told.get(at))), None)
        return self._parts.get(key) if known is None and not alike and issue.parent is None else known

    def learn_issues(self, key: Callable[[str], str]) -> None:
        """Lets the findings of the prose be known again in tables."""
        for position, issue in enumerate(self.issues):
            self._title(position, issue, key(issue.title))
            if issue.parent is not None:
                self._parts.setdefault(key(issue.title), position)
            if issue.reference:
                self._references.setdefault(issue.reference, position)

    def aspect_of(self, title: str, number: int, place: str, key: Callable[[str], str]) -> int:
        """The position of the aspect of that title, new or known."""
        for position in range(self._aspects_learned, len(self.aspects)):  # the prose adds its own
            self._aspects.setdefault(key(self.aspects[position].title), position)
        self._aspects_learned = len(self.aspects)
        known = self._aspects.get(key(title))
        if known is not None:
            return known
        self.aspects.append(DraftAspect(number or len(self.aspects) + 1, title, None, place))
        return len(self.aspects) - 1

    def aspect_numbered(self, number: str) -> int | None:
        """The position of the first aspect that has this number, if one was told before."""
        for position in range(self._numbers_learned, len(self.aspects)):
            self._numbers.setdefault(str(self.aspects[position].number), position)
        self._numbers_learned = len(self.aspects)
        return self._numbers.get(number)

    def remark(self, code: str, place: str, **values: object) -> None:
        """Notes `code` at `place` once."""
        remark = Remark(code, SEVERITIES[code], place, values)
        if remark not in self.remarks[-40:]:
            self.remarks.append(remark)

    def tell(self, part: Part, text: str, place: str) -> None:
        """Keeps a paragraph of the document in one of the parts that are written by hand."""
        text = text.strip()
        if text:
            self._narratives.setdefault(part, ([], place))[0].append(text)

    def narratives(self) -> tuple[DraftNarrative, ...]:
        """The parts in the order of a report, each with its paragraphs on lines of their own."""
        return tuple(
            DraftNarrative(part, "\n".join(texts), place)
            for part in Part
            if part in self._narratives
            for texts, place in [self._narratives[part]]
        )

    def check_day(self, day: Day, place: str, *, within: bool = True) -> None:
        """Notes what is odd about a date on which something is said to have happened, `within` the time of the document."""
        problem = day.problem or (self.calendar.problem(day.when) if within else "")
        if problem:
            self.remark(problem, place, words=day.words)
        elif redacted(day.when):
            self.remark("redaction", place, words=day.words)

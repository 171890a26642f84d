"""What was understood of a document: a proposal, each part with its place in the source.

A Draft knows no ledger: issues refer to each other and to aspects by their position in it (from 0).
"""

from typing import NamedTuple

from rectify.model.dates import When
from rectify.model.quantities import Outcome
from rectify.model.remarks import Remark


class DraftInspection(NamedTuple):
    """Who inspected whom, and when; empty or None where the document does not say."""

    unit: str = ""
    authority: str = ""
    inspectors: str = ""
    kind: str = ""
    title: str = ""
    start: When | None = None
    end: When | None = None
    feedback: When | None = None
    report_date: When | None = None
    place: str = ""


class DraftAspect(NamedTuple):
    """A heading that groups findings; `claimed` is the count that the heading itself states."""

    number: int
    title: str
    claimed: int | None
    place: str


class DraftIssue(NamedTuple):
    """One finding. `title` is verbatim, without the frame 关于“…”的问题; `claim` is a `Claim` or empty where the
    document says nothing of it; `claim_words` are the words that say it; `reference` is an id such as `F-01`.
    """

    number: str
    title: str
    aspect: int | None
    parent: int | None
    place: str
    claim: str = ""
    claim_words: str = ""
    kind: str = ""
    severity: str = ""
    owner: str = ""
    lead: str = ""
    unit: str = ""
    supporting: str = ""
    deadline: When | None = None
    deadline_words: str = ""
    """What a deadline cell says where it is no date (立行立改, 长期坚持, "ongoing")."""
    completed_on: When | None = None
    verdict_words: str = ""
    acceptance: str = ""
    recommendation: str = ""
    response: str = ""
    reference: str = ""
    detail: str = ""
    """The finding in more words than its title: condition, cause, amounts, notes of a register."""


class DraftAction(NamedTuple):
    """What was done; `issues` is empty where it serves the inspection as a whole; `date` is None where none is said."""

    issues: tuple[int, ...]
    text: str
    kind: str
    date: When | None
    outcomes: tuple[Outcome, ...]
    rules: tuple[str, ...]
    place: str


class DraftMeasure(NamedTuple):
    """What is planned for an issue."""

    issue: int
    text: str
    place: str
    standard: str = ""
    lead: str = ""
    owner: str = ""
    deadline: When | None = None


class DraftNarrative(NamedTuple):
    """A part of the document that is kept as it is: `opening`, `organisation`, `results`, `next`."""

    part: str
    text: str
    place: str


class Total(NamedTuple):
    """A figure that the document claims: `level` is what it counts (`aspects`, `issues`, `sub-issues`, `tasks`,
    `measures`, `completed`, `meetings` …), `number` how many, `percent` a share in percent as text, `words` the words.
    """

    level: str
    number: int | None
    percent: str
    words: str
    place: str


class Span(NamedTuple):
    """A stretch of the source's text: block (from 0), for tables the cell (row and column are -1 elsewhere, the caption
    included), first character and the one after the last; the text of a heading begins with its printed number.
    `use` says what became of it: the field it fills (`issue.title`, `action.text` …), `litter.<name>`, or `unplaced`.
    """

    block: int
    row: int
    column: int
    start: int
    end: int
    use: str


class Account(NamedTuple):
    """Every character of the source once, in order. The three sums add up to `characters`."""

    characters: int
    used: int
    litter: int
    unplaced: int
    spans: tuple[Span, ...]


class Draft(NamedTuple):
    """What was understood of one document."""

    inspection: DraftInspection
    aspects: tuple[DraftAspect, ...]
    issues: tuple[DraftIssue, ...]
    actions: tuple[DraftAction, ...]
    measures: tuple[DraftMeasure, ...]
    narratives: tuple[DraftNarrative, ...]
    totals: tuple[Total, ...]
    remarks: tuple[Remark, ...]
    account: Account
    language: str


NOTHING = Draft(DraftInspection(), (), (), (), (), (), (), (), Account(0, 0, 0, 0, ()), "zh")
"""The draft of a file that proposes nothing."""

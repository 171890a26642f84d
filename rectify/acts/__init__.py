"""What can be done to a ledger: one frozen value an act.

An act says what; its `Entry` says when it happened, when it was entered, who decided or did it and who entered it.
Fields that hold nothing are left out of the journal, so a field added later leaves old entries as they are.
"""

from typing import NamedTuple

from rectify.model.dates import When
from rectify.model.quantities import Outcome


class CreateLedger(NamedTuple):
    """The first entry of every journal."""

    ledger: str
    language: str
    format: int = 1


class AddInspection(NamedTuple):
    id: int
    code: str
    title: str = ""
    unit: str = ""
    authority: str = ""
    inspectors: str = ""
    kind: str = ""
    start: When | None = None
    end: When | None = None
    feedback: When | None = None
    due: When | None = None
    numbering: str = "run-on"
    review_steps: int | None = None
    checkers: str = ""
    signers: str = ""
    strict: bool | None = None


class AddAspect(NamedTuple):
    id: int
    inspection: int
    number: int
    title: str
    claimed: int | None = None


class AddIssue(NamedTuple):
    id: int
    inspection: int
    number: int
    title: str
    aspect: int | None = None
    parent: int | None = None
    kind: str = ""
    severity: str = ""
    owner: str = ""
    lead: str = ""
    unit: str = ""
    supporting: str = ""
    deadline: When | None = None
    acceptance: str = ""
    recommendation: str = ""
    response: str = ""


class AddMeasure(NamedTuple):
    id: int
    issue: int
    text: str
    standard: str = ""
    lead: str = ""
    owner: str = ""
    deadline: When | None = None


class LogAction(NamedTuple):
    """`issues` is empty where the action serves the inspection as a whole."""

    id: int
    inspection: int
    text: str
    kind: str
    issues: tuple[int, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    rules: tuple[str, ...] = ()


class Complete(NamedTuple):
    """A claim on issues (completed, or less, or standing), or the completion of measures.

    `every` is how many days there are from one review of standing work to the next.
    """

    claim: str
    issues: tuple[int, ...] = ()
    measures: tuple[int, ...] = ()
    effect: str = ""
    every: int | None = None


class Reopen(NamedTuple):
    issues: tuple[int, ...]
    reason: str


class Extend(NamedTuple):
    """A new deadline; the entry's `by` is who approved it."""

    issues: tuple[int, ...]
    deadline: When
    reason: str = ""


class Assign(NamedTuple):
    """Who answers from now on; an empty field leaves that post as it is."""

    issues: tuple[int, ...]
    owner: str = ""
    lead: str = ""
    unit: str = ""
    supporting: str = ""


class Amend(NamedTuple):
    """New wording or facts for one thing (`i3`, `a12`, `m5`, `aspect:1`, `inspection:1`): field -> new text."""

    thing: str
    fields: dict[str, str]
    reason: str = ""


class Void(NamedTuple):
    thing: str
    reason: str


class Write(NamedTuple):
    """A part of the report in the unit's own words, or its `public` wording; an empty text takes it out again."""

    inspection: int
    part: str
    text: str = ""
    aspect: int | None = None
    public: bool | None = None


class ImportFile(NamedTuple):
    """The first entry of an import; the entries of its batch are what was understood of the file.

    `size` is in bytes; `characters` is the account: all, used, litter, unplaced; `kept` is true where the ledger keeps
    the file itself, `totals` are the figures that the document claims of itself, in its words. `skipped` is true where what
    the ledger had already was left as it was, so that the same file may still update it.
    """

    name: str
    sha256: str
    size: int
    format: str
    characters: tuple[int, ...] = ()
    kept: bool | None = None
    totals: tuple[str, ...] = ()
    skipped: bool | None = None


class Attach(NamedTuple):
    """A file that shows something of issues, actions or measures (`i3`, `a12`, `m5`); `on` is the date of the file's content.

    `size` is in bytes; `reference` is true where the ledger keeps only hash, name and size; `raw` is the name in
    hexadecimal where its bytes are not UTF-8.
    """

    id: int
    inspection: int
    things: tuple[str, ...]
    name: str
    sha256: str
    size: int
    kind: str
    reference: bool | None = None
    raw: str = ""


class Purge(NamedTuple):
    """The content with this hash leaves the ledger for good; hash, names and who attached it stay."""

    piece: int
    sha256: str
    reason: str


class Review(NamedTuple):
    """What a reviewer says of issues, or of evidence; the entry's `by` is who says so.

    `opinion` is accept, return or waive; `step` is check or sign where the inspection asks for two steps; `every` as in
    `Complete`.
    """

    opinion: str
    issues: tuple[int, ...] = ()
    evidence: tuple[int, ...] = ()
    step: str = ""
    note: str = ""
    every: int | None = None


class Draw(NamedTuple):
    """Closed issues drawn by lot for a look on site, in the order of the lot.

    `head` is the text head of the first `seq` entries, from which the lot was drawn with the number `seed`.
    """

    id: int
    inspection: int
    seq: int
    head: str
    seed: str
    sample: int
    issues: tuple[int, ...]


class LookBack(NamedTuple):
    """What was found on site of an issue that was drawn: holds, relapsed or never-done."""

    draw: int
    issue: int
    finding: str
    note: str = ""


class GiveHead(NamedTuple):
    """The head of the first `seq` entries was handed to somebody outside, who can hold it against the ledger later.

    It can be taken back like other acts: a wrong name is put right, and both stay in the history. The head in other hands
    does not depend on this record.
    """

    seq: int
    chain: str
    text: str
    to: str


class Undo(NamedTuple):
    """Takes back the acts of these entries, which one command recorded together."""

    entries: tuple[int, ...]


Act = (
    CreateLedger
    | AddInspection
    | AddAspect
    | AddIssue
    | AddMeasure
    | LogAction
    | Complete
    | Reopen
    | Extend
    | Assign
    | Amend
    | Void
    | Write
    | ImportFile
    | Attach
    | Purge
    | Review
    | Draw
    | LookBack
    | GiveHead
    | Undo
)


class Stamp(NamedTuple):
    """Who and when, handed in from outside: `at` in UTC (`2026-11-24T02:03:04Z`), `today` the local day."""

    at: str
    by: str
    entered_by: str
    today: When


class Entry(NamedTuple):
    """One entry of the journal. `on` is when the act happened, `at` when it was entered.

    `batch` is the first entry of the command that recorded it, where one command recorded several.
    """

    seq: int
    act: Act
    on: When
    at: str
    by: str
    entered_by: str
    batch: int | None = None


class Pending(NamedTuple):
    """An act that is about to be recorded; `on` is when it happened, None for the day of entry."""

    act: Act
    on: When | None = None

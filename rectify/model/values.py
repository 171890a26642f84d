"""The things of a ledger as a view gives them: frozen, complete, free of SQL.

Texts are empty where nothing was said. Dates are `When`. Ids are stable integers, numbers are what people call things.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rectify.model.dates import When
from rectify.model.quantities import Outcome
from rectify.model.terms import Claim, EvidenceState, Verdict


class Inspection(NamedTuple):
    """One campaign: who inspected whom, when, when feedback came, by when it must be put right."""

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
    void: str = ""
    review_steps: int = 1
    """One step of review, or two: the leader in charge checks, the head signs."""
    checkers: str = ""
    """Who may check, and who may sign or accept, as a list of names; empty for anyone who is not the doer."""
    signers: str = ""
    strict: bool = False
    """Whether a claim of completion is refused, and not only pointed out, while something is missing."""


class Aspect(NamedTuple):
    """A heading under which the inspectors grouped findings; `claimed` is the count the heading itself states."""

    id: int
    inspection: int
    number: int
    title: str
    claimed: int | None = None
    void: str = ""


class Issue(NamedTuple):
    """One finding in the inspectors' words, and where it stands."""

    id: int
    inspection: int
    aspect: int | None
    parent: int | None
    number: int
    name: str
    """What people call it: `3`, `1.3` where numbers restart in each aspect, `3-1` for a sub-issue, and `2023-1/3` where
    the ledger holds several inspections."""
    title: str
    kind: str
    severity: str
    owner: str
    lead: str
    unit: str
    supporting: str
    acceptance: str
    recommendation: str
    response: str
    claim: Claim
    verdict: Verdict
    claimed_on: When | None
    first_deadline: When | None
    deadline: When | None
    due: str | None
    """The last day that the deadline can mean, as an ISO day."""
    actions: int
    evidence: int
    void: str
    checked: bool = False
    """Whether it passed the first of two steps of review and awaits the second."""
    review_due: str | None = None
    """Of standing work: the ISO day by which it is to be reviewed next."""


class Action(NamedTuple):
    """What was done: when, by whom, what came of it; `issues` are names, empty for the inspection as a whole."""

    id: int
    inspection: int
    issues: tuple[str, ...]
    text: str
    kind: str
    date: When
    by: str
    outcomes: tuple[Outcome, ...]
    rules: tuple[str, ...]
    entry: int
    void: str


class Measure(NamedTuple):
    """What is planned for an issue."""

    id: int
    issue: int
    text: str
    standard: str
    lead: str
    owner: str
    deadline: When | None
    completed_on: When | None
    void: str


class Evidence(NamedTuple):
    """A file that shows that something happened, attached to `things` (`i3`, `a12`, `m5`).

    `size` is in bytes. `reference`: the ledger was given hash, name and size only. `purged` is why its content is no
    longer kept, empty where it is. `shared` are the other pieces of evidence, void ones left out, that are the same file.
    """

    id: int
    entry: int
    inspection: int
    name: str
    sha256: str
    size: int
    kind: str
    reference: bool
    date: When
    by: str
    state: EvidenceState
    purged: str
    void: str
    things: tuple[str, ...]
    shared: tuple[int, ...]


class DrawRow(NamedTuple):
    """A lot that was drawn; see `acts.Draw`."""

    id: int
    entry: int
    inspection: int
    seq: int
    head: str
    seed: str
    sample: int
    by: str
    date: When


class GivenHead(NamedTuple):
    """A head that was handed to somebody outside; see `acts.GiveHead`."""

    entry: int
    seq: int
    text: str
    recipient: str
    by: str
    date: When


class LookBackRow(NamedTuple):
    """An issue that was drawn, and what was found of it; `finding` is empty until that is recorded."""

    draw: int
    issue: int
    place: int
    finding: str
    note: str
    by: str
    date: When | None
    entry: int | None


class Narrative(NamedTuple):
    """A part of the report written by hand; `aspect` is None for parts of the whole report."""

    inspection: int
    part: str
    aspect: int | None
    text: str
    entry: int


class Publicity(NamedTuple):
    """What may be told to the public, by the names of things (`i3`, `a12`, `m5`, `aspect:1`): what is `internal` may not
    be told at all; `texts` are the public wordings of what may.
    """

    internal: frozenset[str]
    texts: Mapping[str, str]


class ClaimRow(NamedTuple):
    """One step on the axes of an issue: since when, what was said, what it had come to.

    `move` is what was done (see `rules.Move`), `counts` the ISO day from which it counts.
    """

    entry: int
    claim: Claim
    verdict: Verdict
    date: When
    words: str
    by: str
    move: str = ""
    checked: bool = False
    counts: str = ""


class ReviewRow(NamedTuple):
    """What a reviewer said of an issue or a piece of evidence; `step` is empty where there is only one."""

    entry: int
    step: str
    verdict: str
    note: str
    by: str
    date: When


class DeadlineRow(NamedTuple):
    """One deadline of an issue: the first, or an extension with its reason and who approved it."""

    entry: int
    deadline: When
    reason: str
    by: str
    date: When


class Change(NamedTuple):
    """A field of a thing that was amended."""

    entry: int
    field: str
    old: str
    new: str
    reason: str


class Event(NamedTuple):
    """One thing at its place in time; what one entry did to several issues is several events, one after the other.

    `kind` is `action` or `evidence` (`key` is its id; no issue), `review` (as `claim`; `move` is what the reviewer did),
    `claim` (`claim`, `verdict`, `words` and `by` as claimed),
    `extension` (`deadline` is the new one, `words` the reason, `by` who approved it) or `deadline` (what was due on that
    day; `claim`, `verdict` and `claimed_on` as they are now). `day` is the ISO day that puts it in order, `date` what is
    known of it.
    """

    day: str
    kind: str
    entry: int
    key: int
    issue: int
    claim: str
    verdict: str
    deadline: When | None
    words: str
    by: str
    date: When
    claimed_on: When | None = None
    move: str = ""


class Filter(NamedTuple):
    """Which issues a list shows; an empty field asks for nothing. Days are ISO days, `as_of` decides what is overdue."""

    inspection: int | None = None
    aspect: int | None = None
    owner: str = ""
    claim: str = ""
    verdict: str = ""
    kind: str = ""
    severity: str = ""
    text: str = ""
    overdue: bool = False
    open: bool = False
    due_from: str = ""
    due_to: str = ""
    acted_from: str = ""
    acted_to: str = ""
    void: bool = False
    as_of: date | None = None
    review_to: str = ""
    level: int | None = None
    """0 for issues that stand by themselves, 1 for sub-issues."""
    person: str = ""
    """Whom the owner, the leader in charge or a measure may name: a part of what stands there."""
    to_review: str = ""
    """With `person`: besides, what can be reviewed by this ISO day, whoever it names."""

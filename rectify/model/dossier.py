"""What a report is told of each issue: in brief, for counting, and in full, with all that belongs to it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from rectify.model.dates import When
from rectify.model.quantities import Outcome
from rectify.model.values import ClaimRow, DeadlineRow, Issue, Measure


class Brief(NamedTuple):
    """An issue as far as it is counted. `since` is the ISO day on which it was found, `due` as in `Issue`."""

    id: int
    since: str
    due: str | None
    claim: str
    verdict: str
    severity: str
    owner: str
    lead: str
    unit: str
    aspect: int = 0
    """The id of its aspect, 0 for none."""
    deadline: str | None = None
    """EDTF."""


class Acted(NamedTuple):
    """How many actions of one date served an aspect (its id, 0 for issues under none; None: the inspection as a whole)."""

    aspect: int | None
    date: When
    actions: int


class Turn(NamedTuple):
    """A step of an issue on the axes of claim and verdict; `latest` is the ISO day from which it holds."""

    issue: int
    latest: str
    claim: str
    verdict: str


class Deed(NamedTuple):
    """An action as it is told under an issue; whatever other issues it serves, it does not say."""

    id: int
    text: str
    kind: str
    date: When
    by: str
    outcomes: tuple[Outcome, ...]
    rules: tuple[str, ...]


class Tell(NamedTuple):
    """What says an action in a sentence.

    Dates, outcomes and rules come again and again, so each is put in words by itself, once; `sentence` says a text with
    what these have made.
    """

    date: Callable[[When], Any]
    outcomes: Callable[[tuple[Outcome, ...]], Any]
    rules: Callable[[tuple[str, ...]], Any]
    sentence: Callable[[str, Any, Any, Any], str]


class Dossier(NamedTuple):
    """An issue with what was done for it in the order in which it happened, its steps, its plan and its deadlines.

    Void actions and measures are left out. `told` are the deeds as sentences, where only these were asked for.
    """

    issue: Issue
    deeds: tuple[Deed, ...]
    claims: tuple[ClaimRow, ...]
    measures: tuple[Measure, ...]
    deadlines: tuple[DeadlineRow, ...]
    told: tuple[str, ...] = ()

"""What rules look at: the issues of a document or of a ledger in one shape, with what is said around them."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from rectify.checks.clauses import Clause, Sense, read_clauses
from rectify.intake.draft import DraftNarrative, Total
from rectify.intake.lines import fold
from rectify.model.dates import When
from rectify.model.dossier import Deed, Dossier
from rectify.model.figures import is_completed
from rectify.model.values import Aspect, Evidence, Issue

DOCUMENT, LEDGER = "document", "ledger"


class Found(NamedTuple):
    """What a rule has to say: where, and the values of its sentence."""

    place: str
    values: Mapping[str, object] = MappingProxyType({})


class Passage(NamedTuple):
    """What was done, once as it was told and once clause by clause."""

    deed: Deed
    place: str
    clauses: tuple[Clause, ...]


class Finding:
    """An issue as rules look at it: its dossier, where it stands, and the words of its status.

    `places` are those of its deeds by their ids; `people` are those who answer for it as far as the text itself names
    them; `effect` is what came of it, told at completion.
    """

    def __init__(
        self,
        dossier: Dossier,
        place: str,
        *,
        status: str = "",
        effect: str = "",
        people: str = "",
        detail: str = "",
        places: Mapping[int, str] = MappingProxyType({}),
        parts: tuple[int, ...] = (),
        exhibits: tuple[Evidence, ...] = (),
    ) -> None:
        self.dossier = dossier
        self.issue: Issue = dossier.issue
        self.place = place
        self.status = status
        self.effect = effect
        self.people = people
        self.detail = detail
        self.places = places
        self.parts = parts
        """The ids of its sub-issues."""
        self.exhibits = exhibits
        """Its evidence that counts: neither void nor rejected."""

    @property
    def completed(self) -> bool:
        """Claimed complete, and nobody has sent it back."""
        return is_completed(self.issue.claim, self.issue.verdict)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What was done, in order."""
        return tuple(
            Passage(deed, self.places.get(deed.id, self.place), tuple(read_clauses(told(deed))))
            for deed in self.dossier.deeds
        )

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All that is told of it, effect included."""
        deeds = [clause for passage in self.passages for clause in passage.clauses]
        return (*deeds, *read_clauses(self.effect)) if self.effect else tuple(deeds)

    def told(self, *senses: Sense) -> list[Clause]:
        return [clause for clause in self.clauses if clause.sense in senses]

    @cached_property
    def fault(self) -> str:
        """The inspectors' words, signs folded."""
        return fold(self.issue.title)

    @property
    def dates(self) -> list[When]:
        return [deed.date for deed in self.dossier.deeds if not deed.date.unknown]


def told(deed: Deed) -> str:
    """A deed as a text, with those of its counts and rules that its words leave out."""
    more = [f"{one.name}{one.quantity}{one.unit}" for one in deed.outcomes if one.quantity not in deed.text]
    more += [f"《{name}》" for name in deed.rules if name.strip("《》") not in deed.text]
    return "，".join([deed.text.rstrip("。；;，, "), *more]) if more else deed.text


class Earlier(NamedTuple):
    """An issue of an earlier inspection."""

    name: str
    title: str
    claim: str


Grid = tuple[str, tuple[tuple[str, ...], ...]]
"""A table of a document: its place and its rows, the head among them."""


class Case:
    """Everything that the rules of `check` are given of one inspection.

    `day` is the day that it speaks of, None where a document does not say. `entered` says when each action was entered
    (its id -> ISO day), those of an import left out.
    """

    def __init__(
        self,
        kind: str,
        findings: Iterable[Finding],
        *,
        unit: str = "",
        feedback: When | None = None,
        day: date | None = None,
        aspects: Iterable[tuple[Aspect, str]] = (),
        whole: Iterable[tuple[Deed, str]] = (),
        totals: Iterable[Total] = (),
        narratives: Iterable[DraftNarrative] = (),
        earlier: Iterable[Earlier] = (),
        entered: Mapping[int, str] = MappingProxyType({}),
        tables: Iterable[Grid] = (),
    ) -> None:
        self.kind = kind
        self.findings = tuple(findings)
        self.unit = unit
        self.feedback = feedback
        self.day = day
        self.aspects = tuple(aspects)
        self.whole = tuple(Passage(deed, place, tuple(read_clauses(told(deed)))) for deed, place in whole)
        self.totals = tuple(totals)
        self.narratives = tuple(narratives)
        self.earlier = tuple(earlier)
        self.entered = entered
        self.tables = tuple(tables)

    @property
    def tops(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.issue.parent is None]

    @cached_property
    def completed(self) -> list[Finding]:
        """What is claimed complete and is no mere sum of parts that are looked at by themselves."""
        return [finding for finding in self.findings if finding.completed and not self._is_sum(finding)]

    def _is_sum(self, finding: Finding) -> bool:
        return bool(finding.parts) and not finding.dossier.deeds

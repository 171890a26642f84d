"""From a view of a ledger to Cases, one for each inspection."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from rectify.checks.case import LEDGER, Case, Earlier, Finding
from rectify.intake.draft import DraftNarrative
from rectify.model.dossier import Deed, Dossier
from rectify.model.figures import is_completed
from rectify.model.rules import last_of_unit
from rectify.model.terms import Claim, EvidenceState
from rectify.model.values import Action, Aspect, Evidence, Filter, Inspection, Narrative


class View(Protocol):
    """What the rules ask of a ledger."""

    def inspections(self) -> list[Inspection]: ...
    def aspects(self, inspection: int) -> list[Aspect]: ...
    def dossiers(self, wanted: Filter) -> Iterator[Dossier]: ...
    def actions(self, issue: int | None = None, whole: int | None = None) -> Iterator[Action]: ...
    def narratives(self, inspection: int) -> list[Narrative]: ...
    def every_evidence(self) -> Iterator[Evidence]: ...


def of_view(view: View, as_of: date, entered: Mapping[int, str], inspection: int | None = None) -> Iterator[Case]:
    """The cases of a ledger in the order of its inspections, or the one asked for (its id).

    `entered` are the ISO days on which actions were entered, by their ids, those of an import left out.
    """
    earlier: list[Earlier] = []
    shown = _shown(view)
    living = [each for each in view.inspections() if not each.void]
    for of in living:
        dossiers = list(view.dossiers(Filter(inspection=of.id, as_of=as_of)))
        if inspection in (None, of.id):
            yield _case(view, of, dossiers, as_of=as_of, earlier=earlier, entered=entered, shown=shown)
        earlier += [
            Earlier(each.issue.name, each.issue.title, each.issue.claim)
            for each in dossiers
            if is_completed(each.issue.claim, each.issue.verdict) or each.issue.claim == Claim.STANDING
        ]


def _case(
    view: View,
    of: Inspection,
    dossiers: list[Dossier],
    *,
    as_of: date,
    earlier: Iterable[Earlier],
    entered: Mapping[int, str],
    shown: Mapping[str, list[Evidence]],
) -> Case:
    above: dict[int, list[int]] = {}
    for each in dossiers:
        if each.issue.parent is not None:
            above.setdefault(each.issue.parent, []).append(each.issue.id)
    findings = [
        Finding(
            each,
            f"issue {each.issue.name}",
            effect=claimed.words if (claimed := last_of_unit(each.claims)) else "",
            places={deed.id: f"issue {each.issue.name}, a{deed.id}" for deed in each.deeds},
            parts=tuple(above.get(each.issue.id, ())),
            exhibits=_exhibits(each, shown),
        )
        for each in dossiers
    ]
    return Case(
        LEDGER,
        findings,
        unit=of.unit,
        feedback=of.feedback,
        day=as_of,
        aspects=((each, f"aspect {each.number}") for each in view.aspects(of.id) if not each.void),
        whole=((_deed(each), f"a{each.id}") for each in view.actions(whole=of.id) if not each.void),
        narratives=(DraftNarrative(each.part, each.text, f"write {each.part}") for each in view.narratives(of.id)),
        earlier=tuple(earlier),
        entered=entered,
    )


def _shown(view: View) -> Mapping[str, list[Evidence]]:
    """The evidence that counts, by the things that it is attached to (`i3`, `a12`, `m5`)."""
    shown: dict[str, list[Evidence]] = {}
    for each in view.every_evidence():
        if each.state not in (EvidenceState.VOID, EvidenceState.REJECTED):
            for thing in each.things:
                shown.setdefault(thing, []).append(each)
    return shown


def _exhibits(of: Dossier, shown: Mapping[str, list[Evidence]]) -> tuple[Evidence, ...]:
    """What is attached to an issue, to its actions and to its measures, each once."""
    things = [f"i{of.issue.id}", *(f"a{each.id}" for each in of.deeds), *(f"m{each.id}" for each in of.measures)]
    return tuple({each.id: each for thing in things for each in shown.get(thing, ())}.values())


def _deed(action: Action) -> Deed:
    return Deed(action.id, action.text, action.kind, action.date, action.by, action.outcomes, action.rules)

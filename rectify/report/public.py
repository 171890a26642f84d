"""A view of a ledger as the public may see it: without names, amounts and what is marked internal.

What is withheld is a field of a value, never a guess: who answers, who decided, sums of money, and things marked internal
with all that stands under them. Free text is not rewritten: where it still says what is withheld, the view names the
place, and a public wording (`amend --public-text`, `write --public`) has to be given before anything is published.
"""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rectify.model.dossier import Acted, Brief, Deed, Dossier, Tell, Turn
from rectify.model.figures import Tally, is_completed, is_overdue
from rectify.model.naming import Thing
from rectify.model.quantities import Outcome
from rectify.model.values import (
    Action,
    Aspect,
    ClaimRow,
    DrawRow,
    Evidence,
    Filter,
    Inspection,
    Issue,
    LookBackRow,
    Measure,
    Narrative,
    Publicity,
)
from rectify.report.case import called
from rectify.report.withheld import POSTS, Secrets

if TYPE_CHECKING:
    from rectify.model.dates import When
    from rectify.report import View

_ACCOUNT = re.compile(r"[a-z0-9._-]+")
"""What only a system calls somebody by."""

Row = TypeVar("Row", Deed, Action)


class Leak(NamedTuple):
    """A place where free text still says what is withheld: what to name in `amend` or `write`, and the words."""

    thing: str
    words: str


class _Known(NamedTuple):
    """An issue that is told, as far as it is counted."""

    id: int
    aspect: int
    level: int
    claim: str
    verdict: str
    due: str | None
    name: str


class PublicView:
    """A view of one inspection for the public; figures count only what is told. Satisfies `report.View`.

    `mark` stands where it must be seen that somebody is withheld. One pass over the ledger is made at the beginning.
    """

    def __init__(self, view: "View", inspection: Inspection, mark: str, posts: frozenset[str] = frozenset()) -> None:
        self._view = view
        self._of = inspection
        self._mark = mark
        self._publicity = view.publicity()
        self.secrets = Secrets(POSTS | posts)
        self._issues: dict[int, _Known] = {}
        self._hidden_names: set[str] = set()
        self._hidden_actions: set[int] = set()
        self._bare_aspects: set[int] = set()
        self._survey()

    # ---- what is withheld

    def _survey(self) -> None:
        hidden: set[int] = set()
        told: set[int] = set()
        acted: dict[int, Deed] = {}
        aspects: set[int] = set()
        for dossier in self._view.dossiers(self._wanted()):
            issue = dossier.issue
            self._persons(dossier)
            acted |= {deed.id: deed for deed in dossier.deeds}
            aspects.add(issue.aspect or 0)
            if self._is_internal("issue", issue.id) or issue.parent in hidden:
                hidden.add(issue.id)
                self._hidden_names.add(called(issue))
                self.secrets.internal("issues", issue.title)
                continue
            told |= {deed.id for deed in dossier.deeds}
            place = (issue.aspect or 0, int(issue.parent is not None))
            self._issues[issue.id] = _Known(
                issue.id, *place, issue.claim.value, issue.verdict.value, issue.due, called(issue)
            )
            for measure in dossier.measures:
                if self._is_internal("measure", measure.id):
                    self.secrets.internal("measures", measure.text)
        for action in self._view.actions(whole=self._of.id):
            self.secrets.money(action.outcomes)
            self._doers(action)
            if self._is_internal("action", action.id):
                self._withhold(action)
        for deed in acted.values():
            self.secrets.money(deed.outcomes)
            if deed.id not in told or self._is_internal("action", deed.id):
                self._withhold(deed)
        self._bare_aspects = aspects - {each.aspect for each in self._issues.values()}

    def _persons(self, dossier: Dossier) -> None:
        self.secrets.person(dossier.issue.owner, dossier.issue.lead)
        for measure in dossier.measures:
            self.secrets.person(measure.owner, measure.lead)
        for row in dossier.deadlines[1:]:
            self.secrets.person(row.by)
        self._doers(*dossier.deeds, *dossier.claims)

    def _doers(self, *rows: Deed | Action | ClaimRow) -> None:
        """Who acted, claimed or reviewed; without `--by` that is the name of an account, which names nobody in a text."""
        self.secrets.person(*(row.by for row in rows if not _ACCOUNT.fullmatch(row.by)))

    def _withhold(self, action: Deed | Action) -> None:
        self._hidden_actions.add(action.id)
        self.secrets.internal("actions", action.text)

    def _is_internal(self, kind: str, key: int) -> bool:
        return str(Thing(kind, key)) in self._publicity.internal

    def _wanted(self) -> Filter:
        return Filter(inspection=self._of.id)

    # ---- what is told of each thing

    def _worded(self, kind: str, key: int, text: str) -> tuple[str, bool]:
        """The public wording of a thing, else its own; and whether there is a public one."""
        found = self._publicity.texts.get(str(Thing(kind, key)))
        return (text, False) if found is None else (found, True)

    def _rest(self, text: str, *, worded: bool) -> str:
        """Another text of a thing; where there is a public wording, one that says what is withheld is left out."""
        if worded and self.secrets.said(text):
            self.secrets.withheld["texts"] += 1
            return ""
        return text

    def _person(self, who: str) -> str:
        return "" if self.secrets.is_person(who) else who

    def _marked(self, who: str) -> str:
        return self._mark if self.secrets.is_person(who) else who

    def _issue(self, issue: Issue) -> Issue:
        title, worded = self._worded("issue", issue.id, issue.title)
        return issue._replace(
            title=title,
            owner=self._person(issue.owner),
            lead=self._person(issue.lead),
            supporting=self._rest(issue.supporting, worded=worded),
            acceptance=self._rest(issue.acceptance, worded=worded),
            recommendation=self._rest(issue.recommendation, worded=worded),
            response=self._rest(issue.response, worded=worded),
        )

    def _deed(self, deed: Row) -> Row:
        text, worded = self._worded("action", deed.id, deed.text)
        outcomes = (each for each in deed.outcomes if each.minor is None)
        kept = tuple(each for each in outcomes if self._rest(each.name, worded=worded) or not each.name)
        rules = tuple(name for name in deed.rules if self._rest(name, worded=worded))
        return deed._replace(text=text, by=self._mark, outcomes=kept, rules=rules)

    def _measure(self, measure: Measure) -> Measure:
        text, worded = self._worded("measure", measure.id, measure.text)
        owner, lead = self._person(measure.owner), self._person(measure.lead)
        return measure._replace(text=text, standard=self._rest(measure.standard, worded=worded), owner=owner, lead=lead)

    def _dossier(self, dossier: Dossier) -> Dossier:
        worded = str(Thing("issue", dossier.issue.id)) in self._publicity.texts
        deeds = tuple(self._deed(each) for each in dossier.deeds if each.id not in self._hidden_actions)
        measures = (each for each in dossier.measures if not self._is_internal("measure", each.id))
        return Dossier(
            self._issue(dossier.issue)._replace(actions=len(deeds)),
            deeds,
            tuple(each._replace(by=self._mark, words=self._rest(each.words, worded=worded)) for each in dossier.claims),
            tuple(map(self._measure, measures)),
            tuple(
                each._replace(by=self._marked(each.by), reason=self._rest(each.reason, worded=worded))
                for each in dossier.deadlines
            ),
        )

    # ---- the view

    def aspects(self, inspection: int) -> list[Aspect]:
        found = (each for each in self._view.aspects(inspection) if each.id not in self._bare_aspects)
        return [each._replace(title=self._worded("aspect", each.id, each.title)[0], claimed=None) for each in found]

    def issues(
        self, wanted: Filter, sort: str = "number", limit: int = -1, fields: Collection[str] | None = None
    ) -> Iterator[Issue]:
        found = self._view.issues(wanted, sort, fields=fields)
        told = (self._issue(each) for each in found if each.id in self._issues)
        return islice(told, limit) if limit >= 0 else told

    def issue(self, key: int) -> Issue | None:
        found = self._view.issue(key) if key in self._issues else None
        return self._issue(found) if found else None

    def briefs(self, inspection: int) -> Iterator[Brief]:
        for each in self._view.briefs(inspection):
            if each.id in self._issues:
                yield each._replace(owner=self._marked(each.owner), lead=self._marked(each.lead))

    def dossiers(self, wanted: Filter, tell: Tell | None = None) -> Iterator[Dossier]:
        del tell  # what is withheld is a field of a deed
        return (self._dossier(each) for each in self._view.dossiers(wanted) if each.issue.id in self._issues)

    def _counted(self, aspect: int | None = None, level: int = 0) -> Iterator[_Known]:
        rows = (each for each in self._issues.values() if each.level == level)
        return rows if aspect is None else (each for each in rows if each.aspect == aspect)

    def tallies(self, inspection: int | None = None, aspect: int | None = None, level: int = 0) -> list[Tally]:
        del inspection  # this view knows one
        return [Tally(each.claim, each.verdict, 1) for each in self._counted(aspect, level)]

    def tallies_by(self, field: str, inspection: int) -> list[tuple[int, Tally]]:
        del inspection
        assert field == "aspect"
        return [(each.aspect, Tally(each.claim, each.verdict, 1)) for each in self._counted()]

    def overdue(self, day: str, inspection: int | None = None, aspect: int | None = None, level: int = 0) -> int:
        del inspection
        return sum(_late(each, day) for each in self._counted(aspect, level))

    def overdue_by(self, field: str, day: str, inspection: int) -> dict[int, int]:
        del inspection
        assert field == "aspect"
        found: dict[int, int] = {}
        for each in self._counted():
            found[each.aspect] = found.get(each.aspect, 0) + _late(each, day)
        return found

    def due_between(self, first: str, final: str, inspection: int | None = None) -> int:
        del inspection
        still = (each for each in self._counted() if each.due and not is_completed(each.claim, each.verdict))
        return sum(first <= (each.due or "") <= final for each in still)

    def sums(self, inspection: int, first: str = "") -> "PublicSums":
        return PublicSums(lambda: (deed for deed, _ in self.deeds(inspection, first)))

    def deeds(self, inspection: int, first: str = "") -> Iterator[tuple[Deed, tuple[str, ...]]]:
        for deed, names in self._view.deeds(inspection, first):
            if deed.id not in self._hidden_actions:
                yield self._deed(deed), tuple(name for name in names if name not in self._hidden_names)

    def acted(self, inspection: int) -> Iterator[Acted]:
        aspects = {each.name: each.aspect for each in self._issues.values()}
        found: dict[tuple[int | None, When], int] = {}
        for deed, names in self.deeds(inspection):
            for aspect in dict.fromkeys(aspects[name] for name in names) or [None]:
                found[aspect, deed.date] = found.get((aspect, deed.date), 0) + 1
        return (Acted(*key, number) for key, number in found.items())

    def turns(self, inspection: int) -> Iterator[Turn]:
        return (each for each in self._view.turns(inspection) if each.issue in self._issues)

    def actions(self, issue: int | None = None, whole: int | None = None) -> Iterator[Action]:
        found = self._view.actions(issue, whole)
        return (self._deed(each) for each in found if each.id not in self._hidden_actions)

    def draws(self, inspection: int) -> list[DrawRow]:
        return self._view.draws(inspection)

    def look_backs(self, draw: int | None = None, issue: int | None = None) -> list[LookBackRow]:
        """What was found, without who found it and what was noted: no wording for the public can be given for that."""
        rows = (row for row in self._view.look_backs(draw, issue) if row.issue in self._issues)
        return [row._replace(by=self._mark, note="") for row in rows]

    def evidence_of(self, target: Thing) -> Iterator[Evidence]:
        """None: names of files are for whoever has the ledger."""
        del target
        return iter(())

    def findings(self, inspection: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in (row for drawn in self.draws(inspection) for row in self.look_backs(drawn.id)):
            found[row.finding] = found.get(row.finding, 0) + 1
        return found

    def narratives(self, inspection: int, *, public: bool = False) -> list[Narrative]:
        del public
        worded = {(each.part, each.aspect): each for each in self._view.narratives(inspection, public=True)}
        plain = {(each.part, each.aspect): each for each in self._view.narratives(inspection)}
        return [each for each in (plain | worded).values() if each.aspect not in self._bare_aspects]

    def publicity(self) -> Publicity:
        return self._publicity

    # ---- what still has to be reworded

    def leaks(self) -> Iterator[Leak]:
        """Where what is told still says what is withheld."""
        of = self._of
        for text in (of.title, of.unit, of.authority, of.inspectors, of.kind):
            yield from self._leak("/", text)
        for aspect in self.aspects(of.id):
            yield from self._leak(f"{aspect.number}.", aspect.title)
        for narrative in self.narratives(of.id):
            yield from self._leak(f"write {narrative.part}", narrative.text)
        for action in self.actions(whole=of.id):
            yield from self._deed_leaks(action)
        for dossier in self.dossiers(self._wanted()):
            yield from self._dossier_leaks(dossier)

    def _dossier_leaks(self, dossier: Dossier) -> Iterator[Leak]:
        issue = dossier.issue
        words = (each.words for each in dossier.claims)
        reasons = (each.reason for each in dossier.deadlines)
        for text in (issue.title, *(getattr(issue, name) for name in _TEXTS), *words, *reasons):
            yield from self._leak(called(issue), text)
        for measure in dossier.measures:
            yield from self._leak(f"m{measure.id}", f"{measure.text}\n{measure.standard}")
        for deed in dossier.deeds:
            yield from self._deed_leaks(deed)

    def _deed_leaks(self, deed: Deed | Action) -> Iterator[Leak]:
        for text in (deed.text, *(each.name for each in deed.outcomes), *deed.rules):
            yield from self._leak(f"a{deed.id}", text)

    def _leak(self, thing: str, text: str) -> Iterator[Leak]:
        if words := self.secrets.said(text):
            yield Leak(thing, words)


_TEXTS = ("acceptance", "recommendation", "response", "supporting")


def _late(issue: _Known, day: str) -> bool:
    return is_overdue(issue.due, day, completed=is_completed(issue.claim, issue.verdict))


class PublicSums:
    """What adds up over the actions that are told."""

    def __init__(self, deeds: Callable[[], Iterator[Deed]]) -> None:
        self._deeds = deeds

    def counted(self) -> Iterator[tuple[str, tuple[Outcome, ...], int]]:
        return ((deed.kind, deed.outcomes, 1) for deed in self._deeds())

    def rules(self) -> list[str]:
        return list(dict.fromkeys(name for deed in self._deeds() for name in deed.rules))

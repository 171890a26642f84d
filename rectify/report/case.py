"""What a report is about: an inspection on a day, its figures, and the phrases to tell them in."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from rectify.model.dossier import Dossier
from rectify.model.figures import Figures, LookedBack, Tally, figures, looked_back
from rectify.model.values import Aspect, Filter, Issue
from rectify.report.counts import Done, Survey, changes, done, survey
from rectify.report.phrases import Phrases, spaced

if TYPE_CHECKING:
    from rectify.report import Asked, View


Said = TypeVar("Said")
_KEPT = 256
_WITHHELD = frozenset(("owner", "lead", "version"))


def _overlap(before: str, after: str) -> int:
    """How many characters end `before` and begin `after`: 青石县委 and 县委巡察 have two; one alone says nothing."""
    return next((n for n in range(min(len(before), len(after)), 1, -1) if before.endswith(after[:n])), 0)


def called(issue: Issue) -> str:
    """The name of an issue in its inspection, which is what the report is about: `3`, `1.3`, `3-1`."""
    return issue.name.rpartition("/")[2]


class Case:
    """One report in the making; each figure is asked for once."""

    def __init__(self, view: "View", asked: "Asked") -> None:
        self.view = view
        self.asked = asked
        self.inspection = asked.inspection
        self.language = asked.language
        self.phrases = Phrases(asked.language)
        self.say = self.phrases.say
        self.day = asked.as_of.isoformat()
        self._done: dict[str, Done] = {}
        self._said: dict[Callable[..., Any], Callable[..., Any]] = {}
        self.today = self.phrases.day(asked.as_of)
        self.version = asked.version

    @property
    def unit(self) -> str:
        """The inspected unit; where it is not known, how the report speaks of it."""
        return self.inspection.unit or self.say("report.unit-unknown")

    @property
    def source(self) -> str:
        """Whose findings they are: `县委巡察`, `internal audit IA-2025-04`."""
        of = self.inspection
        what = of.kind or of.title
        if self.language == "en":
            return " ".join(filter(None, (what or self.say("report.source-unknown"), of.code)))
        if not what:
            return of.inspectors or of.authority or self.say("report.source-unknown")
        return what if what.startswith(of.authority) else spaced(of.authority, what[_overlap(of.authority, what) :])

    @cached_property
    def written(self) -> dict[tuple[str, int | None], str]:
        """What was written by hand: part and aspect (its id, None for the whole report) -> text."""
        return {(each.part, each.aspect): each.text for each in self.view.narratives(self.inspection.id)}

    @cached_property
    def aspects(self) -> list[Aspect]:
        return [each for each in self.view.aspects(self.inspection.id) if not each.void]

    @cached_property
    def aspect_names(self) -> dict[int, str]:
        """The aspects by their ids, as a register names them: `聚焦作风建设`, `Procurement`."""
        return {each.id: each.title.rstrip("。") for each in self.aspects}

    def said(self, tell: "Callable[..., Said]", *of: Any) -> "Said":
        """What `tell(case, *of)` says; what it said last is kept, for dates and persons come again and again."""
        kept = self._said.get(tell)
        if kept is None:
            kept = self._said[tell] = lru_cache(_KEPT)(partial(tell, self))
        return cast("Said", kept(*of))

    # ---- figures

    @cached_property
    def figures(self) -> Figures:
        """The figures of the issues as the inspectors listed them."""
        of = self.inspection.id
        return figures(self.view.tallies(of), self.view.overdue(self.day, of))

    @cached_property
    def looked_back(self) -> LookedBack:
        """What looks on site came to."""
        return looked_back([self.view.findings(self.inspection.id)])

    @cached_property
    def sub(self) -> Figures:
        """The figures of the sub-issues, a level of their own."""
        of = self.inspection.id
        return figures(self.view.tallies(of, level=1), self.view.overdue(self.day, of, level=1))

    @cached_property
    def _by_aspect(self) -> dict[int, Figures]:
        of = self.inspection.id
        tallies: dict[int, list[Tally]] = {}
        for aspect, tally in self.view.tallies_by("aspect", of):
            tallies.setdefault(aspect, []).append(tally)
        overdue = self.view.overdue_by("aspect", self.day, of)
        return {aspect: figures(rows, overdue.get(aspect, 0)) for aspect, rows in tallies.items()}

    def of_aspect(self, aspect: int | None) -> Figures:
        """The figures of one aspect (its id); None for the issues under none."""
        return self._by_aspect.get(aspect or 0) or figures((), 0)

    @cached_property
    def survey(self) -> Survey:
        return survey(self.view.briefs(self.inspection.id), self.inspection.feedback, self.asked.as_of)

    def done(self, first: str = "") -> Done:
        """What was done from the day `first` (ISO) on, counted."""
        if first not in self._done:
            self._done[first] = done(self.view.sums(self.inspection.id, first))
        return self._done[first]

    @cached_property
    def changes(self) -> tuple[list[int], int, int]:
        """Since the last report: some of the issues newly completed, how many they are, how many are no longer."""
        assert self.asked.before is not None
        of = self.inspection.id
        return changes(self.asked.before.briefs(of), self.view.briefs(of))

    def listed(self) -> Iterator[Dossier]:
        """The issues that a register, lists or slips are asked for, with all that belongs to each."""
        wanted = self.asked.only
        return (each for each in self.told() if each.issue.id in wanted) if wanted else self.told()

    def listed_issues(self) -> Iterator[Issue]:
        """The same without what belongs to them."""
        wanted = self.asked.only
        return (each for each in self.issues() if each.id in wanted) if wanted else self.issues()

    def shown(self, fields: Iterable[str]) -> list[str]:
        """The columns of a table, for the public without those of persons and that by which a sheet is read in again."""
        return [field for field in fields if not (self.asked.withheld and field in _WITHHELD)]

    # ---- issues, streamed

    def issues(self, sort: str = "number", fields: Collection[str] | None = None, **wanted: Any) -> Iterator[Issue]:
        """Issues of the inspection that `wanted` (fields of a Filter) asks for, with these `fields` or with all."""
        return self.view.issues(self._filter(**wanted), sort, fields=fields)

    def dossiers(self) -> Iterator[Dossier]:
        """All issues, sub-issues behind the one they stand under, with all that belongs to each."""
        return self.view.dossiers(self._filter())

    def told(self) -> Iterator[Dossier]:
        """The same for telling them: what was done may come as sentences only (see `deeds`)."""
        return self.view.dossiers(self._filter(), self.phrases.tell)

    def deeds(self, dossier: Dossier) -> Sequence[str]:
        """What was done for an issue, a sentence each."""
        return dossier.told or [self.phrases.action(each) for each in dossier.deeds]

    def _filter(self, **wanted: Any) -> Filter:
        return Filter(inspection=self.inspection.id, as_of=self.asked.as_of)._replace(**wanted)

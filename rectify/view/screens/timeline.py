"""What happened in the order in which it happened, with the deadlines in their places."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.language import Language, say
from rectify.model.figures import is_completed, timing
from rectify.model.values import Action, Event
from rectify.view.screen import Block, Column, Group, Part, Row, Span, Style, Table
from rectify.view.screens.words import listing, outcome, rule, short_date, term, things_named

if TYPE_CHECKING:
    from rectify.view.screens.views import View

NAMED = 20
"""Issues of one moment that are named; the rest are counted."""


_STYLES: dict[str, Style] = {"on-time": "good", "late": "warn", "unknown": "warn", "open": "warn"}


_REVIEWED: dict[str, Style] = {"sign": "good", "accept": "good", "return": "bad", "waive": "warn"}


class Moment(NamedTuple):
    """What one entry did, or what is due on one day: its first event, how many issues it is about, the first of them."""

    event: Event
    total: int
    issues: tuple[int, ...]


def moments(events: Iterable[Event]) -> Iterator[Moment]:
    """Events of one entry and sort, or deadlines of one day and standing, taken together; streamed."""
    for _, together in groupby(events, key=_together):
        alike = iter(together)
        some = list(islice(alike, NAMED))
        rest = sum(1 for _ in alike)
        yield Moment(some[0], len(some) + rest, tuple(event.issue for event in some if event.issue))


def _together(event: Event) -> tuple[object, ...]:
    return (event.day, event.kind, event.entry, event.key, event.kind == "deadline" and outcome_of(event))


def outcome_of(deadline: Event, today: str = "9999-12-31") -> str:
    """How an issue stands to its deadline, see `figures.timing`."""
    completed = is_completed(deadline.claim, deadline.verdict)
    return timing(deadline.day, deadline.claimed_on, today, completed=completed)


class Told:
    """Moments in the words of one language."""

    def __init__(self, language: Language, view: "View", day: date) -> None:
        self._language = language
        self._view = view
        self._day = day.isoformat()
        self._say = partial(say, language)
        living = {each.id: each.code for each in view.inspections() if not each.void}
        self._codes = living if len(living) > 1 else {}

    def _word(self, key: str, /, **values: object) -> str:
        return self._say(f"screens.{key}", **values)

    def screen(self, found: Iterable[Moment]) -> Iterator[Block]:
        columns = [
            Column(self._word("date")),
            Column(self._word("issue")),
            Column(self._word("what"), kind="fixed"),
            Column(self._word("told"), kind="flow"),
        ]
        yield Table(columns, self._rows(found))

    def _rows(self, found: Iterable[Moment]) -> Iterator[Row]:
        """The rows, with a line for today between what was and what is to come."""
        past = False
        for moment in found:
            if moment.event.day <= self._day:
                past = True
            elif past:
                yield Group(self._word("today-is", day=self._day), "accent")
                past = False
            yield self._row(moment)

    def _row(self, moment: Moment) -> Row:
        event = moment.event
        date = short_date(self._language, event.date)
        match event.kind:
            case "action":
                action = self._view.action(event.key)
                assert action is not None
                return (date, self._of_action(action), self._sort(action), self._did(action))
            case "evidence":
                evidence = self._view.evidence(event.key)
                assert evidence is not None
                things = listing(self._language, things_named(self._view, evidence.things))
                return (date, things, self._word("event-evidence"), self._joined(f"e{evidence.id}", evidence.name))
            case "look-back":
                text = self._joined(term(self._language, "finding", event.move), event.words, event.by)
                seen = Span(text, "good" if event.move == "holds" else "bad")
                return (date, self._names(moment), self._word("event-look-back"), seen)
            case "review":
                return (date, self._names(moment), self._word("event-review"), self._reviewed(event))
            case "claim":
                return (date, self._names(moment), self._word("event-claim"), self._claimed(event))
            case "extension":
                return (date, self._names(moment), self._word("event-extension"), self._extended(event))
        return (date, self._names(moment), self._word("event-deadline"), self._due(event))

    def _names(self, moment: Moment) -> str:
        more = self._word("and-n", n=moment.total) if moment.total > len(moment.issues) else ""
        return listing(self._language, [self._name(key) for key in moment.issues]) + more

    def _name(self, key: int) -> str:
        issue = self._view.issue(key)
        return issue.name if issue else f"i{key}"

    def _of_action(self, action: Action) -> str:
        whole = self._joined(self._codes.get(action.inspection) or "", self._word("whole-short"))
        return listing(self._language, list(action.issues)) or whole

    def _sort(self, action: Action) -> str:
        if action.kind == "other":
            return self._word("event-action")
        return term(self._language, "action", action.kind)

    def _joined(self, *texts: str) -> str:
        return "  ".join(filter(None, texts))

    def _did(self, action: Action) -> str:
        results = [outcome(self._language, each) for each in action.outcomes]
        results += [rule(self._language, each) for each in action.rules]
        said = self._word("results", text=self._word("comma").join(results)) if results else ""
        return self._joined(f"a{action.id}", f"{action.text}{said}")

    def _claimed(self, event: Event) -> Part:
        standing = [term(self._language, "claim", event.claim)]
        if event.verdict != "unreviewed":
            standing.append(term(self._language, "verdict", event.verdict))
        text = self._joined(self._word("comma").join(standing), event.words)
        return Span(text, "good" if is_completed(event.claim, event.verdict) else "")

    def _reviewed(self, event: Event) -> Part:
        text = self._joined(term(self._language, "move", event.move), event.words, event.by)
        return Span(text, _REVIEWED.get(event.move, ""))

    def _extended(self, event: Event) -> str:
        why = self._word("because", reason=event.words) if event.words else ""
        approved = self._word("approved-by", by=event.by)
        deadline = short_date(self._language, event.deadline)
        return self._joined(self._word("extended-to", deadline=deadline), why, approved)

    def _due(self, event: Event) -> Part:
        """What became of a deadline, as far as is known today."""
        if not is_completed(event.claim, event.verdict) and event.day < self._day:
            return Span(self._word("deadline-missed"), "bad")
        found = outcome_of(event, self._day)
        return Span(self._word(f"deadline-{found}"), _STYLES[found])


def as_json(view: "View", found: Iterable[Moment]) -> Iterator[dict[str, Any]]:
    """What `timeline --json` prints, a row for each moment; issues by their stable ids and their numbers."""
    for moment in found:
        event = moment.event
        data: dict[str, Any] = {"day": event.day, "date": event.date.edtf, "kind": event.kind}
        if event.kind == "action":
            action = view.action(event.key)
            assert action is not None
            data |= {"issues": list(action.issues), "entry": event.entry, "action": action.id, "text": action.text}
            yield data | {"sort": action.kind, "by": action.by}
            continue
        if event.kind == "evidence":
            evidence = view.evidence(event.key)
            assert evidence is not None
            data |= {"issues": [], "things": list(evidence.things), "entry": event.entry, "evidence": evidence.id}
            yield data | {"text": evidence.name, "sort": evidence.kind, "by": evidence.by}
            continue
        data |= {"issues": _numbers(view, moment.issues), "total": moment.total, "entry": event.entry or None}
        data |= {"claim": event.claim or None, "verdict": event.verdict or None}
        data |= {"deadline": event.deadline.edtf if event.deadline else None, "text": event.words, "by": event.by}
        yield data | ({"move": event.move} if event.kind in ("review", "look-back") else {})


def _numbers(view: "View", keys: Sequence[int]) -> list[str]:
    return [issue.name if (issue := view.issue(key)) else f"i{key}" for key in keys]

"""When things were done and are due, on a timeline: issue by issue where they are few, else aspect by aspect."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rectify.documents.charts import Lane, Sign, Stretch, Timeline, Tone
from rectify.documents.document import Block
from rectify.model.dates import When
from rectify.model.figures import is_completed, is_overdue
from rectify.model.values import Issue
from rectify.report.case import Case, called
from rectify.report.results import aspect_number

FEW = 15
"""Up to so many issues have a lane each."""
DISTINCT = 40
"""Up to so many dates of a lane stand by themselves; of more, those of a month are one."""
RANGES = 12
"""So many vague dates of a lane stand by themselves where its dates are many."""
_YEAR, _FORTNIGHT = 365, 14

_SIGNS: tuple[tuple[str, Sign, Tone], ...] = (
    ("sign-span", "span", "plain"),
    ("sign-deed", "deed", "acting"),
    ("sign-due", "deadline", "plain"),
    ("sign-met", "deadline", "done"),
    ("sign-late", "deadline", "late"),
)


_WORDS: dict[Tone, str] = {"plain": "sign-due", "done": "sign-met", "late": "sign-late"}


class _Dated(NamedTuple):
    """Some things of one sort in one lane, with what is known of their date."""

    when: When
    sign: Sign
    tone: Tone
    text: str
    number: int = 1


_Lanes = list[tuple[str, str, list[_Dated]]]


def timeline(case: Case) -> Iterator[Block]:
    """Actions against the window of the inspection and the deadlines; a vague date is a range."""
    if not case.asked.pictures:
        return
    window = _window(case)
    lanes = list(_by_issue(case) if case.figures.issues <= FEW else _by_aspect(case))
    dated = [each for _, _, things in lanes for each in things if _known(each.when)]
    if not dated:
        return
    undated = sum(each.number for _, _, things in lanes for each in things if not _known(each.when))
    drawn = [(name, title, tuple(_stretched(case, things))) for name, title, things in (*window, *lanes)]
    first, last = _extent(case, dated)
    used = {(each.sign, each.tone) for _, _, stretches in drawn for each in stretches}
    notes = (case.say("report.chart-ranges"), case.say("report.chart-undated", n=undated) if undated else "")
    yield Timeline(
        case.say("report.chart-timeline"),
        first.isoformat(),
        last.isoformat(),
        tuple(Lane(*lane) for lane in drawn if lane[2]),
        tuple(_marks(case)),
        tuple((case.say(f"report.{key}"), sign, tone) for key, sign, tone in _SIGNS if (sign, tone) in used),
        case.phrases.run(notes),
    )


# ---- what stands in which lane


def _window(case: Case) -> _Lanes:
    """The inspection from when to when; the feedback and the last day of all where they are not known to the day."""
    of, say = case.inspection, case.say
    days = [each for each in (of.start, of.end) if each]
    span = days[0] if len(days) == 1 else None
    if len(days) > 1:
        first, last = days[0].earliest, days[1].latest
        span = When(f"{first}/{last}") if first and last and first <= last else days[0]
    lanes: _Lanes = []
    if span:
        told = case.say("report.chart-to").join(map(case.phrases.dated_fully, days))
        lanes.append((say("report.lane-inspected"), told, [_Dated(span, "span", "plain", told)]))
    for when, key, sign in _milestones(case):
        if when and not when.precise:
            told = case.phrases.dated_fully(when)
            lanes.append((say(f"report.{key}"), told, [_Dated(when, sign, "plain", told)]))
    return lanes


def _milestones(case: Case) -> tuple[tuple[When | None, str, Sign], ...]:
    of = case.inspection
    return (of.feedback, "mark-feedback", "span"), (of.due, "mark-due", "deadline")


def _labelled(case: Case, label: str, text: str) -> str:
    return case.say("report.labelled", label=label, text=text)


def _by_issue(case: Case) -> _Lanes:
    general = case.view.actions(whole=case.inspection.id)
    whole = [_Dated(each.date, "deed", "acting", case.phrases.action(each)) for each in general]
    lanes: dict[int, tuple[str, str, list[_Dated]]] = {}
    for dossier in case.dossiers():
        issue = dossier.issue
        name = case.say("report.lane-issue", name=called(issue))
        lane = lanes.setdefault(issue.parent or issue.id, (name, issue.title, []))
        lane[2].extend(_Dated(each.date, "deed", "acting", case.phrases.action(each)) for each in dossier.deeds)
        lane[2].extend(_deadline(case, dossier.issue))
    return [(case.say("report.lane-whole"), "", whole), *lanes.values()]


def _deadline(case: Case, issue: Issue) -> Iterator[_Dated]:
    if issue.deadline and issue.parent is None:
        yield _due(case, issue.deadline, _tone(case, issue.claim, issue.verdict, issue.due))


def _due(case: Case, deadline: When, tone: Tone, number: int = 1) -> _Dated:
    text = _labelled(case, case.say(f"report.{_WORDS[tone]}"), case.phrases.dated_fully(deadline))
    return _Dated(deadline, "deadline", tone, text, number)


def _tone(case: Case, claim: str, verdict: str, due: str | None) -> Tone:
    completed = is_completed(claim, verdict)
    if completed:
        return "done"
    return "late" if is_overdue(due, case.day, completed=completed) else "plain"


def _by_aspect(case: Case) -> Iterator[tuple[str, str, list[_Dated]]]:
    lanes: dict[int | None, list[_Dated]] = {None: [], **{each.id: [] for each in case.aspects}, 0: []}
    for acted in case.view.acted(case.inspection.id):
        text = _labelled(case, case.say("report.sign-deed"), case.phrases.dated_fully(acted.date))
        lanes.setdefault(acted.aspect, []).append(_Dated(acted.date, "deed", "acting", text, acted.actions))
    dues = Counter(
        (each.aspect, each.deadline, _tone(case, each.claim, each.verdict, each.due))
        for each in case.view.briefs(case.inspection.id)
        if each.deadline
    )
    for (aspect, deadline, tone), number in dues.items():
        lanes.setdefault(aspect, []).append(_due(case, When(deadline or ""), tone, number))
    yield case.say("report.lane-whole"), "", lanes[None]
    for each in case.aspects:
        yield aspect_number(case, each).rstrip("，: "), each.title.rstrip("。"), lanes[each.id]
    yield case.say("report.no-aspect" if case.aspects else "report.chart-all"), "", lanes[0]


# ---- where it stands


def _known(when: When) -> bool:
    return when.earliest is not None or when.latest is not None


def _stretched(case: Case, things: list[_Dated]) -> Iterator[Stretch]:
    """The things that have a date, in order; where there are many, those of one month and sort together."""
    known = [each for each in things if _known(each.when)]
    found = list(_together(_stretch(case, each) for each in known))
    if len(found) > DISTINCT:
        found = list(_by_month(case, found))
    return iter(sorted(found, key=lambda each: (each.sign == "deadline", each.first, each.last, each.tone, each.text)))


def _stretch(case: Case, of: _Dated) -> Stretch:
    """Without a first day it begins on its last one; without a last day it goes on until the day of the report."""
    first, last = of.when.earliest, of.when.latest
    last = last or max(case.asked.as_of, first or case.asked.as_of)
    return Stretch((first or last).isoformat(), last.isoformat(), of.text, of.tone, of.sign, of.number)


def _together(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """What is of one sort and one date is one, however many they are; each says what it is, once."""
    found: dict[tuple[str, str, Sign, Tone], list[Stretch]] = {}
    for each in stretches:
        found.setdefault((each.first, each.last, each.sign, each.tone), []).append(each)
    for same in found.values():
        texts = "\n".join(dict.fromkeys(each.text for each in same))
        yield same[0]._replace(text=texts, number=sum(each.number for each in same))


def _by_month(case: Case, stretches: list[Stretch]) -> Iterator[Stretch]:
    """Those of one month and sort are one; so are those that lie in no month, where they are many."""
    months: dict[tuple[str, Sign, Tone], list[Stretch]] = {}
    for each in stretches:
        month = each.first[:7] if each.first[:7] == each.last[:7] else ""
        months.setdefault((month, each.sign, each.tone), []).append(each)
    for (month, sign, tone), found in months.items():
        label = case.say("report.sign-deed" if sign == "deed" else f"report.{_WORDS[tone]}")
        if not month and len(found) <= RANGES:
            yield from found
            continue
        text = _labelled(case, label, case.phrases.dated_fully(When(month))) if month else label
        first, last = min(each.first for each in found), max(each.last for each in found)
        yield Stretch(first, last, text, tone, sign, sum(each.number for each in found), spread=bool(month))


def _marks(case: Case) -> Iterator[tuple[str, str]]:
    """The days by which everything is measured, as far as they are known to the day; and the day of the report."""
    for when, key, _ in _milestones(case):
        if when and when.precise and when.earliest:
            yield when.earliest.isoformat(), case.say(f"report.{key}")
    yield case.day, case.say("report.mark-today")


def _extent(case: Case, dated: list[_Dated]) -> tuple[date, date]:
    """The days that are drawn: all that is dated, but nothing years away from the inspection's own days."""
    of = case.inspection
    own = _ordinals((of.start, of.end, of.feedback, of.due))
    far = own + _ordinals(each.when for each in dated)
    first, last = min(far), max(far)
    if len(own) > 1:
        room = max(_YEAR, max(own) - min(own))
        first, last = max(first, min(own) - room), min(last, max(own) + room)
    today = case.asked.as_of.toordinal()
    if today <= last + (last - first) // 2 + _FORTNIGHT:
        last = max(last, today)
    return date.fromordinal(first), date.fromordinal(last)


def _ordinals(dates: Iterable[When | None]) -> list[int]:
    return [day.toordinal() for when in dates if when for day in (when.earliest, when.latest) if day]

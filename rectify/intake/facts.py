"""The facts of the inspection: who inspected whom, from when to when, feedback, the day of the report."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rectify.intake.days import Calendar, Day
from rectify.intake.draft import DraftInspection
from rectify.intake.front import Front, Signature, compiled, title_among
from rectify.intake.lines import Line
from rectify.intake.parties import authority_of, inspectors_of, kind_of_inspection, unit_of
from rectify.intake.phrases import sentences
from rectify.model.dates import Part, When, split

_FIRST = 2_000
"""How much of a paragraph is looked at for the facts of the inspection."""


class Facts(NamedTuple):
    """The inspection, the time in which the document plays, and dates that are to be looked at, with their lines."""

    inspection: DraftInspection
    calendar: Calendar
    days: tuple[tuple[Line, Day], ...]


def read_facts(
    before: Front,
    opening: list[Line],
    signed: Signature,
    today: date,
    language: str,
    notes: list[Line],
    published: date | None = None,
) -> Facts:
    """The facts that the title, the opening and the signature tell; `notes` are what stands above the head of a register."""
    glue = "" if language == "zh" else " "
    title = glue.join(line.text.strip() for line in before.title) or title_among(notes)
    spoken = "\n".join(line.folded for line in (*opening, *notes))
    day = signed.day if signed.day and not signed.day.problem else _subtitle_day(before, today, language)
    stated = _stated((*before.other, *opening, *notes), today, language)
    day = day or (stated[1] if stated and stated[0] in notes else None) or _issued(opening, today, language)
    last = day.when.latest if day else stated[1].when.latest if stated else None
    calendar = Calendar(today, None, last, language)
    found = [(line, one) for line in opening for one in calendar.find(line.text[:_FIRST], line.folded[:_FIRST])]
    window = _window(found)
    start, end = _ends(window[1]) if window else (None, None)
    anchor = (end or start or When("XXXX")).earliest if (end or start) else None
    if window and compiled(_FOLLOWED_UP).search(_sentence(*window)):
        anchor = None
    calendar = Calendar(
        today, anchor, last or (published if published and (anchor is None or published > anchor) else None), language
    )
    feedback = _feedback(found, window, calendar)
    if feedback and feedback[1].when.earliest:
        calendar.first = max(filter(None, (anchor, feedback[1].when.earliest)))
    told = _labelled((*before.other, *opening, *notes))
    others = "\n".join((title, *(line.folded for line in before.other)))
    inspectors = told.get("inspectors") or inspectors_of(spoken, signed.unit) or inspectors_of(others)
    inspection = DraftInspection(
        told.get("unit") or unit_of(title, spoken, signed.unit),
        authority_of(spoken, inspectors),
        inspectors,
        kind_of_inspection(title, spoken),
        title,
        start,
        end,
        feedback[1].when if feedback else None,
        day.when if day else None,
        opening[0].place if opening else (before.title[0].place if before.title else ""),
    )
    return Facts(inspection, calendar, tuple(one for one in (window, feedback) if one))


def _subtitle_day(before: Front, today: date, language: str) -> Day | None:
    """——2023年11月28日在…会议上; (2023年12月1日)."""
    calendar = Calendar(today, language=language)
    for line in before.other:
        for day in calendar.find(line.text, line.folded):
            before_it = line.folded[: day.start].lower()
            if not day.problem and day.when.precise and not re.search("截|year|period|quarter|期间", before_it):
                return day
    return None


def _issued(opening: Iterable[Line], today: date, language: str) -> Day | None:
    """The day in a line that says no more than who issued the report, and when."""
    calendar = Calendar(today, language=language)
    for line in opening:
        for day in calendar.find(line.text[:_SHORT], line.folded[:_SHORT]):
            if not day.problem and compiled(_DATED, re.IGNORECASE).match(line.folded):
                return day if not line.folded[day.end :].strip(" .") else None
    return None


_SHORT = 120
_DATED = r"\s*(?:(?:issued|published|released|dated)\b|(?:(?:report|status|issue) )?date\s?:|[^.;。]{3,60} [·|] ?(?=\d|[A-Z]))"
_AS_OF = r"(?:更新|填报|制表|报告|统计|上报|填表)(?:时间|日期)\s?:?\s?$|截[至止]\s?$|(?:as at|as of|report date|date of (?:\w+ )?(?:review|report)|updated|status date|(?<!due )(?<!target )date)\W{0,4}$"


def _stated(lines: Iterable[Line], today: date, language: str) -> "_Found | None":
    """The day as of which a document says that it speaks: 填报日期:2023年9月30日, 截至2023年6月15日, As at 31 May 2024."""
    calendar = Calendar(today, language=language)
    for line in lines:
        for day in calendar.find(line.text[:_FIRST], line.folded[:_FIRST]):
            known = not day.problem and day.when.latest and "XXXX" not in day.when.edtf
            if known and compiled(_AS_OF, re.IGNORECASE).search(line.folded[: day.start]):
                return line, day
    return None


_LABELS = {
    "unit": r"被(?:巡[察视]|审计|检查|督察)(?:单位|党组织|部门)|受检单位|[Cc]lient|[Aa]uditee|[Aa]udited (?:entity|unit|body)|[Ee]ntity|[Oo]rgani[sz]ation",
    "inspectors": r"巡[察视](?:组|机构)|审计(?:单位|机关|组)|检查(?:单位|组)|督察组|[Rr]eviewers?|[Aa]uditors?|[Aa]ssessors?|[Ii]nspectors?|[Aa]udit team|[Pp]repared by|[Ii]nspected by|[Aa]udited by|[Rr]eviewed by|[Cc]onducted by|[Ii]ssued by",
}


def _labelled(lines: Iterable[Line]) -> dict[str, str]:
    """Facts that stand behind a label of their own: 被巡察单位:某局, Auditor: Internal Audit."""
    told: dict[str, str] = {}
    for line in lines:
        for field, names in _LABELS.items():
            found = compiled(
                rf"(?:^|[\s，。；;|])(?:{names})\s?:\s?(?P<value>[^，。；;|]{{2,40}}?)(?=\s{{2,}}|\s?[，。；;|·]|$)"
            ).search(line.folded[:_FIRST])
            if found and field not in told:
                told[field] = line.text[found.start("value") : found.end("value")].strip()
    return told


_FOLLOWED_UP = r"整改(?:落实)?的?(?:情况|结果)[^，。]{0,8}(?:检查|核查|督查|验收)|回头看"
"""An inspection of how things were put right comes after that was done."""
_WHEN_INSPECTED = r"(?:(?:inspection|audit|review|assessment) dates?|dates? of (?:the )?(?:inspection|audit|review|visit)|fieldwork(?: dates?)?|(?:检查|巡[察视]|审计|督察)(?:时间|日期))\s?:\s?$"
_INSPECTED = r"巡察|巡视|审计|督察|督导|检查|进驻|开展|驻点|fieldwork|audit|inspect|assess|review|conduct"
_Found = tuple[Line, Day]


def _window(found: list[_Found]) -> _Found | None:
    """The stretch of time in which the inspection took place."""
    found = [one for one in found if not one[0].folded[: one[1].start].rstrip().endswith(("截至", "截止", "截止到"))]
    spans = [one for one in found if "/" in one[1].when.edtf and not one[1].problem and ".." not in one[1].when.edtf]
    for line, day in spans:
        if compiled(_INSPECTED).search(_sentence(line, day)):
            return line, day
    for line, day in found:
        if not day.problem and compiled(_WHEN_INSPECTED, re.IGNORECASE).search(line.folded[: day.start]):
            return line, day
    for line, day in found:
        if not day.problem and re.search(
            r"进驻|对[^，。]{2,30}(?:开展|进行)(?:了)?[^，。]{0,12}(?:巡[察视]|审计|督察|检查)",
            _sentence(line, day)[:80],
        ):
            return (line, day) if "反馈" not in _between(line, day) else None
    return None


def _sentence(line: Line, day: Day) -> str:
    """The sentence from the date on."""
    return next(
        (
            line.folded[day.start : one.end]
            for one in sentences(line.folded[:_FIRST])
            if one.start <= day.start < one.end
        ),
        "",
    )


def _between(line: Line, day: Day) -> str:
    clause = compiled(r"[，。]").split(line.folded[day.end :].lstrip("，, "), maxsplit=1)[0]
    return clause[:40]


def _ends(day: Day) -> tuple[When | None, When | None]:
    """The two ends of a stretch of time, each with its own words."""
    parts = split(day.when.edtf)
    if len(parts) == 1:
        return day.when, None
    words = re.split(r"至|到|[—–～~―]+|(?<=[日号月\d\s])-(?=\s?\d)| to | until ", day.words, maxsplit=1)
    sides = [side.strip() for side in words] if len(words) > 1 else [day.words, day.words]
    return _end(parts[0], sides[0]), _end(parts[1], sides[1])


def _end(part: Part | None, words: str) -> When | None:
    return When(str(part), words) if part is not None else None


def _feedback(found: list[_Found], window: _Found | None, calendar: Calendar) -> _Found | None:
    """The date that stands before 反馈 (or `report was issued`) in its sentence; its year is looked for after the inspection."""
    for line, day in found:
        if window is not None and window[0] is line and window[1].start == day.start:
            continue
        sentence = _sentence(line, day)
        told = compiled(
            r"反馈|(?:report|findings)\b[^.]{0,40}\b(?:issued|presented|delivered|communicated)|feedback|debrief"
        ).search(sentence)
        if told is None or _other_date(found, line, day, day.start + told.start()):
            continue
        again = calendar.read(day.words, year=str(calendar.first.year) if calendar.first else "")
        chosen = day if day.problem or (not day.when.year_inferred and "XXXX" not in day.when.edtf) else again
        return line, chosen._replace(start=day.start, end=day.end)
    return None


def _other_date(found: list[_Found], line: Line, day: Day, until: int) -> bool:
    return any(one is line and day.start < other.start < until for one, other in found)

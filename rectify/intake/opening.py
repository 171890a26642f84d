"""The facts of the inspection: title, who inspected whom, from when to when, feedback, signature and date."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from rectify.intake.days import Calendar, Day
from rectify.intake.draft import DraftInspection
from rectify.intake.lines import Line
from rectify.intake.numbering import read_mark
from rectify.intake.phrases import sentences
from rectify.model.dates import Part, When, split

_TITLE = (
    r"(?:报告|通报|公告|公示|情况|台账|清单|方案|意见|汇总表|一览表|登记表|销号[单表]|的函|通知|简报|说明|表)(?:\([^()]{1,16}\))?$"
    r"|\b(?:report|register|notice|plan|review|tracker|findings|log|milestones|assessment)\b"
)
_FIRST = 2_000
"""How much of a paragraph is looked at for the facts of the inspection."""
_LONGEST_TITLE = 80
_MOST_LINES = 10


class Front(NamedTuple):
    """The lines of a title; what stands around it (subtitle, speaker, whom it is addressed to); where the text begins."""

    title: tuple[Line, ...]
    other: tuple[Line, ...]
    rest: int


@cache
def _compiled(source: str, flags: int = 0) -> "re.Pattern[str]":
    return re.compile(source, flags)


def front(lines: list[Line]) -> Front:
    """The title of a document and the lines around it."""
    title: list[Line] = []
    other: list[Line] = []
    index, done = 0, False
    for line in lines[:_MOST_LINES]:
        words = line.folded.strip()
        numbered = read_mark(line.folded) is not None
        if (
            len(words) > _LONGEST_TITLE
            or words[-1:] in tuple("。！？；;!?.")
            or (numbered and not (line.level == 1 and not index))
        ):
            break
        if words.endswith(":") or words[:1] in tuple("—–-("):
            other.append(line)
        elif done and (line.level or not _is_by_line(words)):
            break
        elif done:
            other.append(line)
        else:
            title.append(line)
            done = bool(_compiled(_TITLE, re.IGNORECASE).search(words)) or line.level == 1
        index += 1
    if not done and not (len(title) == 1 and index == 1):
        return Front((), (), 0)
    return Front(tuple(title), tuple(other), index)


def _is_by_line(words: str) -> bool:
    """市审计局局长 张某, 2023年12月1日: short, and no sentence."""
    return len(words) <= 30 and "，" not in words and ":" not in words


class Signature(NamedTuple):
    """Who signs, and when, at the end of a document."""

    unit: str
    day: Day | None
    unit_line: Line | None
    day_line: Line | None


_LAST_LINES = 14
_LONGEST_UNIT = 40


def signature(lines: list[Line], calendar: Calendar) -> Signature:
    """The last line that is nothing but a date, and the unit before it (or on the same line)."""
    for index in range(len(lines) - 1, max(len(lines) - _LAST_LINES, 0) - 1, -1):
        line = lines[index]
        words = line.folded.strip()
        if not words or len(words) > _LONGEST_UNIT + 20:
            continue
        day = next(iter(calendar.find(line.text, line.folded)), None)
        if day is None or line.folded[day.end :].strip(" )印发") or "-" in line.folded[: day.start].strip()[:1]:
            continue
        unit = line.folded[: day.start].strip(" (")
        if not unit:
            before = lines[index - 1] if index else None
            unit_line = before if before is not None and _is_unit(before.folded.strip()) else None
            return Signature(unit_line.text.strip() if unit_line else "", day, unit_line, line)
        if _is_unit(unit) or unit.rstrip(": ").lower() in ("date", "日期", "报告日期"):
            return Signature(line.text[: day.start].strip() if _is_unit(unit) else "", day, None, line)
    return Signature("", None, None, None)


def _is_unit(words: str) -> bool:
    return (
        2 <= len(words) <= _LONGEST_UNIT
        and not _compiled(r"[，。；：:,;]|\d{3}").search(words)
        and bool(
            _compiled(
                r"[委局厅部处办室组会校院府司馆所站中心镇乡村团队社]$|党[委组]|支部|集团|小组|公司|Ltd|Office|Department|Audit|Committee|Authority|Council|Team"
            ).search(words)
        )
    )


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
    title = glue.join(line.text.strip() for line in before.title) or _title_of(notes)
    spoken = "\n".join(line.folded for line in (*opening, *notes))
    day = signed.day if signed.day and not signed.day.problem else _subtitle_day(before, today, language)
    stated = _stated((*before.other, *opening, *notes), today, language)
    day = day or (stated[1] if stated and stated[0] in notes else None)
    last = day.when.latest if day else stated[1].when.latest if stated else None
    calendar = Calendar(today, None, last, language)
    found = [(line, one) for line in opening for one in calendar.find(line.text[:_FIRST], line.folded[:_FIRST])]
    window = _window(found)
    start, end = _ends(window[1]) if window else (None, None)
    anchor = (end or start or When("XXXX")).earliest if (end or start) else None
    calendar = Calendar(
        today, anchor, last or (published if published and (anchor is None or published > anchor) else None), language
    )
    feedback = _feedback(found, window, calendar)
    if feedback and feedback[1].when.earliest:
        calendar.first = max(filter(None, (anchor, feedback[1].when.earliest)))
    inspectors = _inspectors(spoken)
    inspection = DraftInspection(
        _unit(title, spoken, signed.unit),
        _authority(spoken, inspectors),
        inspectors,
        _kind(title, spoken),
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
            if not day.problem and day.when.precise and "截" not in line.folded[: day.start]:
                return day
    return None


_AS_OF = r"(?:更新|填报|制表|报告|统计|上报|填表)(?:时间|日期)\s?:?\s?$|截[至止]\s?$|(?:as at|as of|report date|date of (?:\w+ )?(?:review|report)|updated|status date|date)\W{0,4}$"


def _stated(lines: Iterable[Line], today: date, language: str) -> "_Found | None":
    """The day as of which a document says that it speaks: 填报日期:2023年9月30日, 截至2023年6月15日, As at 31 May 2024."""
    calendar = Calendar(today, language=language)
    for line in lines:
        for day in calendar.find(line.text[:_FIRST], line.folded[:_FIRST]):
            known = not day.problem and day.when.latest and "XXXX" not in day.when.edtf
            if known and _compiled(_AS_OF, re.IGNORECASE).search(line.folded[: day.start]):
                return line, day
    return None


def _title_of(notes: list[Line]) -> str:
    return next(
        (line.text.strip() for line in notes[:4] if _compiled(_TITLE, re.IGNORECASE).search(line.folded.strip())), ""
    )


_INSPECTED = r"巡察|巡视|审计|督察|督导|检查|进驻|开展|驻点|fieldwork|audit|inspect|assess|review|conduct"
_Found = tuple[Line, Day]


def _window(found: list[_Found]) -> _Found | None:
    """The stretch of time in which the inspection took place."""
    spans = [one for one in found if "/" in one[1].when.edtf and not one[1].problem and ".." not in one[1].when.edtf]
    for line, day in spans:
        if _compiled(_INSPECTED).search(_sentence(line, day)):
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
    clause = _compiled(r"[，。]").split(line.folded[day.end :].lstrip("，, "), maxsplit=1)[0]
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
        told = _compiled(
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


_GROUP = (
    r"(?P<name>[^，。；、\s()由对向于从至日将派被经据按把和与]{0,14}?(?:第[一二三四五六七八九十\d]{1,3})?"
    r"(?:联合|常规|专项|生态环境保护|环境保护|生态环保|经济责任)*(?:巡察|巡视|督察|检查|审计|督导|核查|考核|评估)(?:工作)?组)(?!长|员)"
)
_OFFICE = r"(?P<name>[^，。；\s对由]{2,16}?审计(?:局|厅|署|处|部|办公室))(?=对|派出|依法|于)"


def _inspectors(spoken: str) -> str:
    """Who inspected: 县委第一巡察组; the one with a number before one without."""
    groups = [found["name"] for found in _compiled(_GROUP).finditer(spoken[:4_000])]
    groups = [re.sub(r"^.*(?:委派|派出|组建)(?:了)?", "", name) for name in groups]
    groups = [name for name in groups if not re.match(r"\d|各|本|[一二三四五六七八九十]个|巡", name)] or [
        name for name in groups if "第" in name
    ]
    numbered = next((name for name in groups if "第" in name), "")
    if numbered or groups:
        return numbered or groups[0]
    office = _compiled(_OFFICE).search(spoken[:4_000])
    return office["name"] if office else _english_inspectors(spoken)


def _english_inspectors(spoken: str) -> str:
    found = _compiled(
        r"(?:by|from)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w&'-]*\s){0,6}(?:Audit|Team|Office|Inspectorate|Group|Division|LLP|Ltd|Security|Assurance|Services|Labs?)\b(?:\s(?:[A-Z][\w&'-]*|of|and))*)"
        r"|(?P<first>Internal Audit|(?:The )?(?:[A-Z][\w&'-]*\s){1,4}(?:Audit|Inspectorate|Labs?|LLP))\s(?:conducted|carried out|performed|reviewed|inspected|audited|assessed)"
    ).search(spoken[:4_000])
    return ((found["name"] or found["first"]).strip().removeprefix("The ").strip()) if found else ""


_ASKED = r"(?:根据|按照|依据|遵照|经)(?P<name>[^，。；]{1,24}?)(?:关于[^，。；]{0,20}?)?(?:的)?(?:第.{1,3}轮)?(?:年度)?(?:巡[察视]|审计|督察)?(?:工作)?(?:领导小组)?(?:的)?(?:统一|总体|工作|年度|有关|整体)*(?:部署|安排|要求|批准|计划|决定|同意)"


def _authority(spoken: str, inspectors: str) -> str:
    """Who sent them: 根据县委统一部署; else what stands before 第一巡察组."""
    found = _compiled(_ASKED).search(spoken[:2_000])
    name = re.sub(r"(?:第.{1,3}轮.*|统一|总体|巡[察视]工作.*|审计计划.*)$", "", found["name"]) if found else ""
    if name and not re.search(r"法|条例|规定|\d{4}年|《|党务公开", name):
        return name
    before = inspectors.partition("第")[0] if "第" in inspectors else ""
    return before if before.endswith(("委", "府", "局", "会", "院", "校", "团", "司")) else ""


_FROM_TITLE = (
    r"(?:关于)?对(?P<over>[^，。]{2,30}?)(?:开展|进行|的|常规|巡[察视]|审计)"
    r"|(?P<name>[^，。：:]{2,36}?)(?:\s|党风)?(?=关于|落实|巡[察视]|审计(?:整改|查出|发现)|整改|督察|问题|党组织整改)"
)
_OVER = r"(?<!针)对(?P<name>[^，。；对]{2,30}?)(?:党组织)?(?:领导班子)?(?:开展|进行|实施)(?:了)?(?:为期[^，。]{1,12}的)?[^，。；]{0,16}?(?:巡[察视]|审计|督察|检查|督导)"
_TO = r"向(?P<name>[^，。；向]{2,30}?)(?:党组织)?(?:领导班子)?(?:当面|集中|正式)?(?:反馈|通报)"


def _unit(title: str, spoken: str, signed: str) -> str:
    """The inspected unit: by the title, by 对…开展巡察 or 向…反馈, by the signature."""
    if english := _english_unit(title, spoken):
        return english
    found = _compiled(_FROM_TITLE).match(title)
    name = (found["over"] or found["name"] or "").strip() if found else ""
    name = (
        re.sub(r"(?:上级|县委|市委|省委|区委)?$", "", name)
        if not name.endswith(("县委", "市委", "省委", "区委"))
        else name
    )
    if (
        name
        and not re.search("(?:生态环境保护|环境保护|生态环保|中央|专项)$", name)
        and not name.startswith(("关于", "中央", "巡"))
        and not name.endswith(("组", "巡察办", "审计局", "的", "被"))
        and not re.search(r"\d{4}|第.轮|年度", name)
    ):
        return name
    for source in (_OVER, _TO):
        if (over := _compiled(source).search(spoken[:4_000])) and not re.search(r"\d|等|家|个", over["name"]):
            return over["name"]
    if reported := _compiled(
        r"(?:填报|被巡察|被巡视|被审计|受检|整改|报送)单位(?:\(盖章\))?\s?:\s?(?P<name>[^\s，。:]{2,30})"
    ).search(spoken):
        return reported["name"]
    if re.search("领导小组|巡[察视]|督察", signed):
        signed = ""
    return signed


def _english_unit(title: str, spoken: str) -> str:
    found = _compiled(
        r"(?:audit|inspection|review|assessment) of (?:the )?(?P<name>(?:[A-Z][\w&'-]*)(?:\s(?:[A-Z][\w&'-]*|of|and|for|the))*)"
    ).search(f"{title}\n{spoken}")
    return found["name"].strip() if found else ""


def _kind(title: str, spoken: str) -> str:
    for text in (title, spoken):
        places = [(text.find(kind), kind) for kind in _KINDS if kind in text]
        if places:
            return min(places)[1]
    lower = f"{title} {spoken[:600]}".lower()
    return next((kind for kind in _ENGLISH_KINDS if kind in lower), "")


_KINDS = ("巡察", "巡视", "审计", "督察", "督导", "检查", "评估")
_ENGLISH_KINDS = (
    "internal audit", "security audit", "fix review", "penetration test", "security assessment", "inspection", "audit", "assessment", "review",
)  # fmt: skip

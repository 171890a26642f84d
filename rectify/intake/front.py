"""The two ends of a document: its title and what stands around it, who signs it, and when."""

import re
from functools import cache
from typing import NamedTuple

from rectify.intake.days import Calendar, Day
from rectify.intake.lines import Line
from rectify.intake.numbering import read_mark


@cache
def compiled(source: str, flags: int = 0) -> "re.Pattern[str]":
    """A pattern, compiled when it is first asked for."""
    return re.compile(source, flags)


_TITLE = (
    r"(?:报告|通报|公告|公示|情况|台账|清单|方案|意见|汇总表|一览表|登记表|销号[单表]|的函|通知|简报|说明|表)(?:\([^()]{1,16}\))?$"
    r"|\b(?:report|register|notice|plan|review|tracker|findings|log|milestones|assessment|audit|inspection|follow-?up|recommendations|remediation|close-?out)\b"
)
_LONGEST_TITLE = 80
_MOST_LINES = 10


class Front(NamedTuple):
    """The lines of a title; what stands around it (subtitle, speaker, whom it is addressed to); where the text begins."""

    title: tuple[Line, ...]
    other: tuple[Line, ...]
    rest: int


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
            or (words.endswith(":") and not _is_salutation(words))
            or (numbered and not (line.level == 1 and not index))
        ):
            break
        if title and not other and line.block == title[-1].block:
            title.append(line)  # the lines of one paragraph, broken on sense
        elif _is_salutation(words) or words[:1] in tuple("—–-("):
            other.append(line)
        elif done and (line.level or not _is_by_line(words)):
            break
        elif done:
            other.append(line)
        else:
            title.append(line)
            done = bool(compiled(_TITLE, re.IGNORECASE).search(words)) or line.level == 1
        index += 1
    if not done and not (len(title) == 1 and index == 1):
        return Front((), (), 0)
    return Front(tuple(title), tuple(other), index)


def _is_salutation(words: str) -> bool:
    """县委巡察办、县纪委: a name or names, no sentence that leads to what follows."""
    return words.endswith(":") and not compiled("[，。]|如下").search(words)


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
        and not compiled(r"[，。；：:,;]|\d{3}").search(words)
        and bool(
            compiled(
                r"[委局厅部处办室组会校学院府司馆所站中心镇乡村团队社]$|党[委组]|支部|集团|小组|公司|Ltd|Office|Department|Audit|Committee|Authority|Council|Team"
            ).search(words)
        )
    )


def title_among(lines: list[Line]) -> str:
    """The first of a few lines that is worded as a title."""
    found = (line for line in lines[:4] if compiled(_TITLE, re.IGNORECASE).search(line.folded.strip()))
    return next((line.text.strip() for line in found), "")

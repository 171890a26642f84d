"""What a text says that a ledger can be asked for: its dates, shares, counts, money, names of rules and of who answers."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rectify.checks.privacy import names_in
from rectify.intake.days import Calendar
from rectify.intake.lines import fold
from rectify.intake.numbering import number_of

DATE, SHARE, MONEY, COUNT, RULE, NAME, CLAIM = "date", "share", "money", "count", "rule", "name", "claim"


class Mark(NamedTuple):
    """One fact of a text: `value` and `unit` are what is compared, `words` what is shown.

    A date is EDTF, `XXXX` for a year that its words leave out; money is in the smallest unit of its currency, which is its
    unit; a lower bound begins with ≥. `before` and `after` are the words around it up to a pause: what it is a fact of.
    """

    kind: str
    value: str
    unit: str
    words: str
    before: str
    after: str
    start: int


def marks(text: str, calendar: Calendar) -> list[Mark]:
    """The facts of a text, in order. Numbers that only name something are none: those of headings, issues, documents,
    articles and what stands in 《》.
    """
    folded = fold(text)
    taken: list[tuple[int, int]] = []
    found: list[Mark] = []
    for each in _found(text, folded, calendar):
        start, end = each.start, each.start + len(each.words)
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            found.append(each)
    found = [each for each in found if each.kind]
    return [_placed(each, folded) for each in sorted(found, key=lambda each: each.start)]


def _found(text: str, folded: str, calendar: Calendar) -> Iterator[Mark]:
    """What may be a fact, the surest first; of two that overlap the first holds. One without a kind only names something."""
    for rule in _rules(calendar.language).finditer(folded):
        yield Mark(RULE, _plain(rule["name"]), "", rule[0], "", "", rule.start())
    for name in _labels().finditer(folded):
        yield _mark(NAME, _plain(name[0]), name[0], name.start())
    for claim in _claims().finditer(folded):
        value = next(value for value, said in claim.groupdict().items() if said)
        yield _mark(CLAIM, value, claim[value], claim.start(value))
    for day in calendar.find(text, folded):
        words = text[day.start : day.end]
        yield _mark(DATE, day.words if day.when.unknown else _edtf(day.when.edtf, words), words, day.start)
    for name in _references().finditer(folded):
        yield _mark("", "", name[0], name.start())
    yield from _numbers(folded)
    for who in names_in(text) if calendar.language == "zh" else ():
        at = folded.find(who)
        if at >= 0:
            yield _mark(NAME, who, who, at)
    if calendar.language == "en":
        for name in _capitals().finditer(folded):
            yield _mark(NAME, _plain(name[0]), name[0], name.start())


def _mark(kind: str, value: str, words: str, start: int, unit: str = "") -> Mark:
    return Mark(kind, value, unit, words, "", "", start)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip(".")


def _edtf(edtf: str, words: str) -> str:
    """The date without the mark of an inferred year, and without the year where the words have none."""
    value = edtf.replace("?", "")
    said = re.search(r"\d{4}|\d\d\s?年|[今去本当同上前]年|年", words)
    return value if said else re.sub(r"(^|/)\d{4}(?=-)", r"\1XXXX", value)


@cache
def _rules(language: str) -> "re.Pattern[str]":
    quoted = r"“(?P<name>[^“”]{2,120})”"
    return re.compile(r"《(?P<name>(?:[^《》]|《[^《》]*》)+)》" if language == "zh" else quoted)


@cache
def _references() -> "re.Pattern[str]":
    """Numbers that name something: 问题3, 第三条, 〔2023〕5号, the number of a line, an id, an address, a telephone."""
    return re.compile(
        r"^\s*(?:[-*•]\s*)?(?:\d+(?:[.-]\d+)*\s?[.、:)](?!\d)|[(（]\d+[)）])|(?:问题|[Ff]indings?|[Ii]ssues?|No\.)\s?\d+(?:[.-]\d+)*(?:\s?[、,]\s?\d+(?:[.-]\d+)*)*"
        r"|[Aa]rea \d+|第\s?[\d一二三四五六七八九十百]+\s?[条款章项届次轮页方]|附件\s?\d+|[〔\[]\d{4}[〕\]]\s?第?\d+\s?号|\bGB/T [\d-]+"
        r"|[\w.-]*[A-Za-z_@][\w.-]*\d[\w.@-]*|[0-9a-f]{8}(?:-[0-9a-f]{4,12})+|[0-9a-f]{32,}|0\d{2,3}-\d{7,8}|1\d{10}|https?://\S+"
    )


@cache
def _labels() -> "re.Pattern[str]":
    """Who answers, decided or reported, as a label or a phrase says it."""
    return re.compile(
        r"(?<=[人导位准者门员]:)\s?[^\s:;；，。,、()\d]{2,20}(?=[;；，。,、()\s]|$)"
        r"|(?<=由)[^\s:;；，。,、()\d]{2,12}(?=报告[；，。;]|$)"
        r"|(?<=by )[A-Z][\w'-]*(?: (?:of|the|for|[A-Z][\w'-]*))*(?=[.,;:)]|$)"
        r"|(?:(?<=[:;(] )|(?<=[(])|(?<=^))[A-Z][^,:;()]{1,40}(?=, (?:owner|leader in charge|unit in charge|supporting)\b)"
    )


_CLAIMS = {
    "partial": "部分完成|partially complete",
    "substantial": "基本完成|substantially complete",
    "pending": "尚?未启动|not started",
    "acting": "正在整改|整改中|in progress",
    "standing": "长期坚持|standing work|standing",
    "completed": "(?<!未)已?(?:整改完成|完成整改|完成)|completed",
}


@cache
def _claims() -> "re.Pattern[str]":
    """What is claimed of an issue where a text says it of the issue itself: 该问题…, Status: …, or first in brackets."""
    said = "|".join(f"(?P<{value}>{words})" for value, words in _CLAIMS.items())
    return re.compile(
        rf"(?:[该此本]问题[^，。；;、()]{{0,24}}?|(?:整改状态|状态|[Ss]tatus):\s?|(?<=[(]))(?:{said})", re.IGNORECASE
    )


@cache
def _capitals() -> "re.Pattern[str]":
    """Words with a capital in the middle of a sentence."""
    return re.compile(r"(?<=[a-z,;] )(?!I\b)[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)*")


_UNIT = (
    r"万元|亿元|万亿元|百万元|千万元|元|人次|户次|车次|场次|班次|家次|批次|课时|学时|平方公里|平方米|立方米|公里|千米|公斤|公顷|小时|个月|[天日周年]"
    r"|[人名个项条次场期家户件份篇起笔处所台套辆亩吨具米部册批轮支组座本张幅块株棵宗例只门类款档口间栋段节封道种箱袋]"
)
_HAN = "[一二两三四五六七八九十百]{1,6}"


@cache
def _number() -> "re.Pattern[str]":
    return re.compile(
        r"(?P<low>不少于|不低于|至少|超过|近|约|逾|[Aa]t least |[Mm]ore than |[Oo]ver )?\s?(?P<currency>(?:USD|EUR|GBP|HKD|CNY|RMB) ?|[$£€])?"
        rf"(?:(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<han>(?<![第十百千万每几]){_HAN}(?=余?(?:次|场|期|轮|人|名|家|户|件|份|笔|起|处|批))))"
        r"\s?(?:(?P<share>[%‰]|percent\b|个百分点)|(?P<more>[余多+])?\s?(?P<scale>万亿|千万|百万|[万亿千百](?![分])|(?:million|thousand|billion)\b)?(?P<then>[余多])?"
        rf"\s?(?P<unit>USD|EUR|GBP|HKD|CNY|RMB|{_UNIT}|[a-z][a-z-]+)?)"
    )


_POWERS = {
    "": 0,
    "百": 2,
    "千": 3,
    "thousand": 3,
    "万": 4,
    "百万": 6,
    "million": 6,
    "千万": 7,
    "亿": 8,
    "billion": 9,
    "万亿": 12,
}
_MONEY = {
    "元": "CNY",
    "RMB": "CNY",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    **{one: one for one in ("CNY", "USD", "EUR", "GBP", "HKD")},
}
_BY_ITSELF = frozenset(
    ("一次", "一个", "一名", "一件", "一批", "一起", "一家", "一场", "一人", "一户", "一份", "一期", "一处")
)


def _numbers(folded: str) -> Iterator[Mark]:
    for found in _number().finditer(folded):
        words = found[0].strip()
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        if not found["number"] and (words in _BY_ITSELF or not number_of(found["han"])):
            continue
        number = found["number"].replace(",", "") if found["number"] else str(number_of(found["han"]))
        number = re.sub(r"\.?0+$", "", number) if "." in number else number.lstrip("0") or "0"
        low = "≥" if found["low"] or found["more"] or found["then"] else ""
        if found["share"]:
            yield _mark(SHARE, number, words, start, "%" if found["share"] != "‰" else "‰")
            continue
        scale, unit = found["scale"] or "", (found["unit"] or "")
        power = next((each for each in ("万亿", "亿", "万") if unit == each + "元"), "")
        money = _MONEY.get((found["currency"] or unit[len(power) :]).strip())
        shift = _POWERS[scale] + _POWERS[power]
        if money:
            yield _mark(MONEY, low + _shifted(number, shift + 2), words, start, money)
        else:
            yield _mark(COUNT, low + _shifted(number, shift), words, start, unit)


def _shifted(number: str, places: int) -> str:
    """A decimal times ten to the power of `places`."""
    whole, _, rest = number.partition(".")
    moved = whole + rest.ljust(places, "0")[:places]
    left = rest[places:].rstrip("0")
    return (moved.lstrip("0") or "0") + (f".{left}" if left else "")


_PAUSE = re.compile(r"[，。；;,、()“”《》\n|]|(?<=[.:]) ")
_WINDOW = 24


def _placed(mark: Mark, folded: str) -> Mark:
    """With the words around it: those before it up to the last pause, those behind it up to the next."""
    head = folded[max(mark.start - _WINDOW, 0) : mark.start].rstrip()
    label = head.rstrip(":： ")
    pauses = list(_PAUSE.finditer(label))
    before = label[pauses[-1].end() if pauses else 0 :]
    tail = folded[mark.start + len(mark.words) :][:_WINDOW].lstrip("，,:： 》”")
    stop = _PAUSE.search(tail)
    return mark._replace(before=_label(before), after=_label(tail[: stop.start()] if stop else tail))


def _label(words: str) -> str:
    """Words as what they are compared by: without figures and spaces."""
    return re.sub(r"[\d\s*•·-]+", "", words)

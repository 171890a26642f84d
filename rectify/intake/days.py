"""Dates within prose: where they stand, what they mean, and the year that the text leaves out."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from rectify.errors import WrongUsage
from rectify.model.dates import UNKNOWN, When, parse, split

GARBLED = "date-garbled"
IMPOSSIBLE = "date-impossible"
OUTSIDE = "date-outside-window"
AFTER_REPORT = "date-after-report"


class Day(NamedTuple):
    """A date in a text: `text[start:end]`; `problem` is the code of a remark or empty."""

    start: int
    end: int
    words: str
    when: When
    problem: str = ""


_X = "X×x*某□■○◯_"
_N = rf"(?:[0-9]{{1,2}}|[{_X}]{{1,2}}|[一二三四五六七八九十廿卅]{{1,3}})"
_Y = rf"(?:[0-9X×]{{4}}|[{_X}]{{2,4}}|[一二三四五六七八九〇零○0]{{4}}|[0-9]{{2}}(?=\s?年\s?{_N}\s?月))"
_NEAR = "今年|去年|本年|当年|同年|上年|前年"
_PART = "[上中下]旬|月?[初底末](?!步)"
_TO = r"\s?起?(?:至|到|—{1,2}|[-–~～―]{1,2})\s?"
_BEHIND = r"(?:以来|以后|起(?![来点草])|至今|开始|之前|以前|前(?![往述期后面任列景0-9一二三四五六七八九十]))"
_MONTH = rf"(?:[0-9]{{1,2}}{_TO}(?=[0-9]{{1,2}}\s?月))?{_N}\s?月(?!度|刊|报|均)份?(?:\s?(?:{_N}\s?[日号](?!线)|{_PART}|{_N}(?={_TO}{_N}\s?[日号])))?"
_WITHIN_YEAR = rf"(?:度?[初底末]|度?\s?[上下]半年|度?\s?第?[一二三四1-4]季度|度?\s?{_MONTH}|度)?"
_CHINESE = (
    rf"(?:(?:[0-9]{{4}}{_TO}(?=[0-9]{{4}}\s?年))?(?:{_Y}\s?年|{_NEAR}){_WITHIN_YEAR}|{_MONTH})"
    rf"(?:{_TO}(?:(?:{_Y}\s?年|{_NEAR}){_WITHIN_YEAR}|{_MONTH}|{_N}\s?[日号](?!线)))?(?:\s?{_BEHIND})?"
)
_SHORT_GARBLED = (
    r"(?<![0-9])(?:(?:19|20)\d\d年\d{2,4}日|(?:19|20)\d{4,6}日|\d{1,2}月\d{3,4}[日号]|(?:19|20)\d\d年\d{1,2}月\d{3,}日"
    r"|(?:19|20)\d{3,4}月\d{1,2}日)"
)
_NUMERIC = (
    r"(?<![0-9./-])(?:19|20)\d\d(?:\.\d{1,2}(?:\.\d{1,2})?|-\d{1,2}(?:-\d{1,2})?|/\d{1,2}/\d{1,2})"
    rf"(?![0-9./-]|\s?[万亿元%个项])(?:{_BEHIND})?"
)
_ENGLISH_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    "|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_TH = "(?:st|nd|rd|th)?"
_DAY_OF = rf"(?:\d{{1,2}}{_TH}(?: of)? {_ENGLISH_MONTH}(?:,? \d{{4}})?|{_ENGLISH_MONTH} \d{{1,2}}{_TH}(?:, ?\d{{4}})?)"
_ENGLISH_SPAN = rf"(?:\b{_ENGLISH_MONTH}(?: \d{{4}})?(?: to |\s?[-–]\s?){_ENGLISH_MONTH} \d{{4}}|[Bb]etween {_DAY_OF} and {_DAY_OF}|\b(?:[Ff]rom )?{_DAY_OF}(?: to | until | through |\s?[-–]\s?){_DAY_OF})"
_ENGLISH = (
    rf"(?:{_ENGLISH_SPAN}|"
    r"(?:\b(?:[Bb]y|[Ss]ince|[Uu]ntil)(?: the)? )?(?:\b(?:[Ee]nd of|[Ee]arly|[Mm]id|[Ll]ate)[ -])?"
    rf"\b(?:\d{{1,2}}{_TH}(?: of)?(?:(?: to | and |\s?[-–]\s?)\d{{1,2}}{_TH})?[ -]{_ENGLISH_MONTH}\.?(?:,? ?\d{{4}}|-\d{{4}}|-\d{{2}}(?!\d))?\b"
    rf"|{_ENGLISH_MONTH}\.? \d{{1,2}}{_TH}(?:, ?\d{{4}})?(?!\d)|{_ENGLISH_MONTH}\.?,? \d{{4}}|Q[1-4] \d{{4}}|(?<=nd of )\d{{4}}))"
)
_SOURCES = {
    "zh": rf"(?=[0-9{_X}一二三四五六七八九〇零○十廿卅今去本当同上前])(?:(?P<garbled>{_SHORT_GARBLED})|(?P<date>{_CHINESE})|(?P<numeric>{_NUMERIC}))",
    "en": f"(?P<numeric>{_NUMERIC})|(?P<date>{_ENGLISH})|(?P<garbled>(?!))",
}


@cache
def _pattern(language: str) -> "re.Pattern[str]":
    return re.compile(_SOURCES[language])


_MOST = 10_000
"""So many readings of dates are remembered."""
_SIGNS = frozenset("月年日-./")
"""A text without any of these holds no Chinese date."""

_CELL = 24
"""Characters of a text whose dates are remembered: the cell of a deadline, not a paragraph."""
_PAUSES = ("", "，", ",", "、", "。")
_YEAR = timedelta(days=365)


class Calendar:
    """The time in which a document plays: from the feedback (or the inspection's end) to the report's date.

    `first` is the earliest day on which rectification can have begun, `last` the day of the report. Where the report
    has no date, a year is taken to be long enough, and nothing happened after `today`.
    """

    def __init__(self, today: date, first: date | None = None, last: date | None = None, language: str = "zh") -> None:
        self.today = today
        self.first = first
        self.last = last
        self.language = language
        self._cells: dict[tuple[str, str, str, str, str, date | None, date | None], tuple[Day, ...]] = {}
        self._read: dict[tuple[str, bool, str, str, date | None, date | None], Day] = {}

    @property
    def end(self) -> date:
        """The last day on which something that the document tells can have happened."""
        if self.last is not None:
            return self.last
        return self.today if self.first is None else min(self.today, self.first + _YEAR)

    def find(self, text: str, folded: str, *, toward: str = "past", year: str = "") -> list[Day]:
        """The dates in a text, in order. `year` is the one that a date without one would take if there are several.

        Dates in 《》 are part of a name. A year alone counts only where it says when (`2023年以来`), not what (`2023年预算`).
        """
        if self.language == "zh" and _SIGNS.isdisjoint(folded):
            return []
        if len(folded) > _CELL:
            return list(self._found(text, folded, toward, year))
        key = (text, folded, toward, year, self.language, self.first, self.last)  # registers repeat their cells
        if key not in self._cells:
            if len(self._cells) > _MOST:
                self._cells.clear()
            self._cells[key] = tuple(self._found(text, folded, toward, year))
        return list(self._cells[key])

    def _found(self, text: str, folded: str, toward: str, year: str) -> Iterator[Day]:
        for found in _pattern(self.language).finditer(folded):
            if not self._is_date(folded, found):
                continue
            day = self.read(
                text[found.start() : found.end()], garbled=found.lastgroup == "garbled", toward=toward, year=year
            )
            yield day._replace(start=found.start(), end=found.end())
            year = _said_year(day.when) or year

    def _is_date(self, folded: str, found: "re.Match[str]") -> bool:
        start, words = found.start(), found[0]
        before = folded[max(start - 2, 0) : start]
        if "每" in before or before[-1:] in ("第", "半", "几") or (before[-1:].isdigit() and words[0].isdigit()):
            return False
        if folded.rfind("《", 0, start) > folded.rfind("》", 0, start):
            return False
        if self.language == "zh" and found.lastgroup == "date" and "月" not in words:
            after = folded[found.end() : found.end() + 1]
            return not set(words) <= {*_X, "年"} and (words[-1] not in "年度" or "至" in words or after in _PAUSES)
        return True

    def read(self, words: str, *, garbled: bool = False, toward: str = "past", year: str = "") -> Day:
        """One date given alone, of which only what is wrong with it may be known."""
        key = (words, garbled, toward, year, self.first, self.last)
        if key not in self._read:
            if len(self._read) > _MOST:
                self._read.clear()
            self._read[key] = self._fresh(words, garbled, toward, year)
        return self._read[key]

    def _fresh(self, words: str, garbled: bool, toward: str, year: str) -> Day:
        length = len(words)
        if garbled:
            return Day(0, length, words, UNKNOWN._replace(words=words), GARBLED)
        window = (self.first, None) if toward == "future" else (self.first, self.end)
        if (
            toward == "future" and self.first is None and self.last is not None
        ):  # a register knows only when it was filled in
            window = (date(self.last.year, 1, 1), date(self.last.year, 12, 31))
        try:
            if self.first is None and self.last is None:
                return Day(0, length, words, self._without_window(words, year))
            when = self._parse(words, window, toward)
            return Day(0, length, words, self._chosen(words, when, window, year))
        except WrongUsage as error:
            if error.key == "date-outside":
                return self._outside(words)
            problem = IMPOSSIBLE if error.key.startswith(("date-no-", "date-short")) else GARBLED
            return Day(0, length, words, UNKNOWN._replace(words=words), problem)

    def _parse(self, words: str, window: tuple[date | None, date | None], toward: str = "past") -> When:
        when = parse(_said(words), today=self.today, window=window, toward="future" if toward == "future" else "past")
        return when._replace(words=words) if when.words else when

    def _without_window(self, words: str, year: str) -> When:
        """Nothing says when the document began to play: a year said before it, else none."""
        years = (date(int(year), 1, 1), date(int(year), 12, 31)) if year else (date(2000, 1, 1), date(2008, 12, 31))
        return parse(_said(words), today=self.today, window=years)._replace(words=words)

    def _chosen(self, words: str, when: When, window: tuple[date | None, date | None], year: str) -> When:
        """Where several years would do, and where only the report's day bounds them, the one said last before it."""
        guessed = "XXXX" in when.edtf or (window[0] is None and when.edtf.startswith("?"))
        if not guessed or not year or when.unknown:
            return when
        first, last = (
            max(window[0] or date.min, date(int(year), 1, 1)),
            min(window[1] or date.max, date(int(year), 12, 31)),
        )
        try:
            return self._parse(words, (first, last)) if first <= last else when
        except WrongUsage:
            return when

    def _outside(self, words: str) -> Day:
        """A date without a year that lies in no year of the window: the next one after its beginning."""
        try:
            when = self._parse(words, (self.first, None), "future")
        except WrongUsage:
            return Day(0, len(words), words, UNKNOWN._replace(words=words), OUTSIDE)
        return Day(0, len(words), words, when, self.problem(when) or OUTSIDE)

    def problem(self, when: When) -> str:
        """What is odd about a date on which something is said to have happened."""
        first, last = when.earliest, when.latest
        if self.last and first and first > self.last:
            return AFTER_REPORT
        if (first and first > self.end) or (self.first and last and last < self.first):
            return OUTSIDE
        return ""


_BETWEEN = re.compile(r"[Bb]etween (.+) and ")
_BY_THE = re.compile(r"([Bb]y|[Ss]ince|[Uu]ntil) the ")


def _said(words: str) -> str:
    """A date in the words in which dates are given alone: `by end of March 2024`, `May 22 to June 2, 2023`."""
    if words[:1] in "BbSsUu":
        return _BY_THE.sub(r"\1 ", _BETWEEN.sub(r"\1 to ", words))
    if words[:1].isdigit() and " and " in words:
        return words.replace(" and ", " to ")
    return words.replace("起至", "至").replace("起到", "至")


def _said_year(when: When) -> str:
    """The year that a date says itself."""
    if when.unknown:
        return ""
    part = next((one for one in reversed(split(when.edtf)) if one is not None), None)
    return part.year if part and part.year.isdecimal() and not part.inferred else ""


def redacted(when: When) -> bool:
    """Whether digits of a date that could be read are withheld, other than a year that was left out."""
    parts = (part for part in split(when.edtf) if part is not None)
    return any("X" in part.year.replace("XXXX", "") + part.month + part.day for part in parts)

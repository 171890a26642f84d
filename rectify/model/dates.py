"""When something happened or is due: an EDTF date (ISO 8601-2) with the original words, and the days that it can mean; `parse` reads what people write."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from rectify.errors import Word, WrongUsage

Window = tuple[date | None, date | None]
"""The first and the last day between which a date must lie; None where that side is not known."""
Toward = Literal["past", "future"]
_DATE = r"(\?)?([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([?~%])?"


class When(NamedTuple):
    """A date, or a span of days, known as well as its source tells it.

    `edtf` is one of: a day, month or year (`2023-05-12`, `2023-05`, `2023`), each with `X` for digits that are not
    known (`2022-XX-23`, `202X`); the same with `?` in front where the year was inferred (`?2023-05-12`), or with one of
    `? ~ %` behind (uncertain, approximate, both); an interval of two of these (`2023-05-12/2023-05-18`), `..` for an
    open end (`2023-04/..`). `words` are the words of the source, empty where they say nothing beyond that.
    """

    edtf: str
    words: str = ""

    @property
    def earliest(self) -> date | None:
        """The first day that it can mean; None where there is none (an open start, a year of which nothing is known)."""
        return plain_day(self.edtf) or _bounds(self.edtf)[0]

    @property
    def latest(self) -> date | None:
        """The last day that it can mean; None where there is none."""
        return plain_day(self.edtf) or _bounds(self.edtf)[1]

    @property
    def precise(self) -> bool:
        """Whether it is one known day. An inferred year does not make a day vague; `?`, `~` and `%` behind it do."""
        first = self.earliest
        return first is not None and first == self.latest and self.edtf[-1] not in "?~%"

    @property
    def year_inferred(self) -> bool:
        return any(part is not None and part.inferred for part in split(self.edtf))

    @property
    def unknown(self) -> bool:
        """Whether nothing at all is known of it."""
        return not self.edtf.strip("X-")

    def to_json(self) -> dict[str, str]:
        return {"edtf": self.edtf, "words": self.words} if self.words else {"edtf": self.edtf}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "When":
        """The inverse of `to_json`. Raises WrongUsage where `value` is of another shape or no date of this ledger."""
        edtf, words = value.get("edtf"), value.get("words", "")
        if type(edtf) is str and len(value) == 1:
            return _said(edtf)
        if not isinstance(edtf, str) or not isinstance(words, str) or len(value) != 1 + ("words" in value):
            raise WrongUsage("date-json", value=dict(value))
        return cls(check_edtf(edtf), words)


@lru_cache(maxsize=4096)
def _said(edtf: str) -> When:
    """A date without words: of a long journal, most are days that it has named before."""
    return When(check_edtf(edtf))


UNKNOWN = When("XXXX-XX-XX")


class Part(NamedTuple):
    """One date of an EDTF text: year, month and day as digits and `X`, empty where the text does not go that far."""

    year: str
    month: str = ""
    day: str = ""
    inferred: bool = False
    qualifier: str = ""

    def __str__(self) -> str:
        return "?" * self.inferred + "-".join(filter(None, self[:3])) + self.qualifier


def plain_day(text: str) -> date | None:
    """The day that `text` names if it is a plain ISO day; the daily path, without any regular expression."""
    if len(text) != _ISO or text[4] != "-" or text[7] != "-":  # Python also reads 20230512 and 2023-W05-1
        return None
    return _day(text)


_ISO = len("2023-05-12")


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def check_edtf(text: str) -> str:
    """`text` itself. Raises WrongUsage where it is not canonical EDTF of the kinds that `When` names, or no such day exists."""
    if plain_day(text) is None:
        check_ends(split(text), text)
    return text


@lru_cache(maxsize=1024)
def split(edtf: str) -> tuple[Part | None, ...]:
    """The one date that `edtf` is, or the two ends of an interval, None for an open one. Raises WrongUsage for other forms."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return (_part(start, edtf),)
    if start == end == "..":
        raise WrongUsage("date-form", words=edtf)
    return tuple(None if side == ".." else _part(side, edtf) for side in (start, end))


@cache
def _date() -> re.Pattern[str]:
    """Compiled when it is first asked for: plain ISO days never do."""
    return re.compile(_DATE)


def _part(text: str, words: str) -> Part:
    match = _date().fullmatch(text)
    if match is None or (match[1] and "X" in match[2]):
        raise WrongUsage("date-form", words=words)
    return Part(match[2], match[3] or "", match[4] or "", bool(match[1]), match[5] or "")


# What a date can mean

_FEBRUARY = 2


def choices(pattern: str, first: int, last: int) -> list[int]:
    """The numbers from `first` to `last` that `pattern` can stand for; nothing and `XX` stand for any."""
    if not pattern.strip("X"):
        return list(range(first, last + 1))
    low, high = int(pattern.replace("X", "0")), int(pattern.replace("X", "9"))
    fits = re.compile(pattern.replace("X", ".")).fullmatch if low < high else None
    numbers = range(max(first, low), min(last, high) + 1)
    return [number for number in numbers if fits is None or fits(f"{number:0{len(pattern)}}")]


def month_days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + leap if month == _FEBRUARY else 30 + (month + month // 8) % 2


def days_of(part: Part, step: Literal[1, -1] = 1) -> Iterator[date]:
    """The days that `part` can be, in order of time or (-1) backwards; of an unknown year those of 2000, which has them all."""
    for year in choices(part.year, 1, 9999)[::step] if part.year.strip("X") else [2000]:
        for month in choices(part.month, 1, 12)[::step]:
            for day in choices(part.day, 1, month_days(year, month))[::step]:
                yield date(year, month, day)


@lru_cache(maxsize=1024)
def _bounds(edtf: str) -> Window:
    ends = split(edtf)
    start, end = ends[0], ends[-1]
    first = next(days_of(start), None) if start and start.year != "XXXX" else None
    last = next(days_of(end, -1), None) if end and end.year != "XXXX" else None
    return first, last


def check_ends(ends: tuple[Part | None, ...], words: str) -> None:
    """Raises WrongUsage where an end names a day that does not exist, or the interval ends before it starts."""
    for part in ends:
        if part is not None and next(days_of(part), None) is None:
            raise _impossible(part, words)
    start, end = ends[0], ends[-1]
    if start and end and "XXXX" not in (start.year, end.year) and next(days_of(start)) > next(days_of(end, -1)):
        raise WrongUsage("date-reversed", words=words)


def _impossible(part: Part, words: str) -> WrongUsage:
    if not (months := choices(part.month, 1, 12)):
        key = "date-no-month-or-years" if words == f"{part.year}-{part.month}" else "date-no-month"
        return WrongUsage(key, words=words, month=part.month)
    if not choices(part.day, 1, 31):
        return WrongUsage("date-no-day", words=words, day=part.day)
    years = choices(part.year, 1, 9999)
    if not years:
        return WrongUsage("date-no-year", words=words, year=part.year)
    days = max(month_days(year, months[0]) for year in years)
    month = Word(f"dates.month-{months[0]}")
    if not part.year.strip("X"):
        return WrongUsage("date-short-month", words=words, month=month, days=days)
    return WrongUsage("date-short-month-of", words=words, year=part.year, month=month, days=days)


# What people write


def parse(text: str, *, today: date, window: Window | None = None, toward: Toward = "past") -> When:
    """The date that `text` says, in EDTF, ISO, Chinese or English; its words are kept unless they are EDTF already.

    The year of a date without one is looked for in `window`: every year in which the date can lie there. Exactly one
    is taken and marked as inferred; several leave the year unknown. Where the window has no start (`past`, things that
    happened) the latest such year is taken, where it has no end (`future`, deadlines) the first; its other side is
    then `today` if not given. Raises WrongUsage for text that is no date, and for days that do not exist.
    """
    if plain_day(text) is not None:
        return When(text)
    from rectify.model.date_words import read  # late: most dates on the daily path are plain days

    return read(text, today, window, toward)

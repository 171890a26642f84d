"""What a cell of a workbook shows: numbers, shares and dates by the format of the cell (ECMA-376 part 1, 18.8.30)."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_NOON = re.compile(r"am/pm|a/p")
_SCIENTIFIC = re.compile(r"e[+-]")

_DAY = timedelta(days=1)
_LEAP_OF_LOTUS = 60
"""Day 60 of the calendar that begins in 1900 is the 29 February 1900, which there never was."""

DATES = 2_958_466
"""The day after 9999-12-31."""

_LONGEST = 255
"""No format is longer (Excel's own limit)."""

EXACT = 15
"""The digits that a workbook keeps of a number."""


class Format(NamedTuple):
    """How a cell writes its number: `date` and `time` hold the parts that are shown."""

    date: str = ""
    """`ymd`, `ym` or nothing."""
    time: bool = False
    elapsed: bool = False
    percent: int | None = None
    """Decimal places of a share in percent."""


GENERAL = Format()
_BUILT_IN = {
    9: Format(percent=0),
    10: Format(percent=2),
    22: Format("ymd", time=True),
    46: Format(elapsed=True),
    **dict.fromkeys((*range(14, 18), *range(28, 32), 51, 53, 54, 58), Format("ymd")),
    **dict.fromkeys((27, 36, 50, 52, 57), Format("ym")),
    **dict.fromkeys((*range(18, 22), 32, 33, 34, 35, 45, 47, 55, 56), Format(time=True)),
}
"""Formats that are known by number alone; 27 to 36 and 50 to 58 as a Chinese Excel means them (18.8.30)."""


def built_in(number: int) -> Format:
    return _BUILT_IN.get(number, GENERAL)


def parsed(code: str) -> Format:
    """A format written out, such as `yyyy"年"m"月"d"日"` or `0.0%`; its first section counts."""
    code = _QUOTED.sub("", code[:_LONGEST].lower()).partition(";")[0].replace("general", "")
    if _ELAPSED.search(code):
        return Format(elapsed=True)
    code = _NOON.sub("h", _BRACKETED.sub("", code))
    time = "h" in code or "s" in code
    if "y" in code or "d" in code or ("m" in code and not time) or ("e" in code and not _SCIENTIFIC.search(code)):
        return Format("ym" if "y" in code and "m" in code and "d" not in code else "ymd", time=time)
    if time:
        return Format(time=True)
    if "%" in code:
        return Format(percent=len(re.sub(r"[^0#?]", "", code.partition(".")[2])))
    return GENERAL


def number(text: str, form: Format, *, since_1904: bool) -> str:
    """A number as the cell shows it, dates in ISO 8601; `text` itself where it is no number."""
    if form is GENERAL and len(text) < EXACT and text.isascii() and text.isdigit():
        return text if text[0] != "0" else str(int(text))
    try:
        value = float(text)
    except ValueError:
        return text
    if value != value or abs(value) == float("inf"):  # noqa: PLR0124 - what is not a number is not itself
        return text
    if form.percent is not None:
        return f"{_rounded(value * 100, form.percent)}%"
    if form.date or form.time or form.elapsed:
        return _moment(value, form, since_1904=since_1904) or plain(value)
    return plain(value)


def plain(value: float) -> str:
    """A number without the noise beyond its 15 digits, and never with an exponent."""
    text = f"{value:.{EXACT}g}"
    if "e" in text:
        from decimal import Decimal

        return format(Decimal(text), "f")
    return text


def _rounded(value: float, places: int) -> str:
    from decimal import ROUND_HALF_UP, Decimal

    return format(Decimal(plain(value)).quantize(Decimal(1).scaleb(-min(places, EXACT)), ROUND_HALF_UP), "f")


def _moment(value: float, form: Format, *, since_1904: bool) -> str:
    """Empty for what no calendar has."""
    if not 0 <= value < DATES:
        return ""
    if form.elapsed:
        return _clock(value)
    days, part = divmod(value, 1)
    seconds = round(part * 86_400)
    start = datetime(1904, 1, 1, tzinfo=UTC) if since_1904 else datetime(1899, 12, 30, tzinfo=UTC)
    if not since_1904 and days < _LEAP_OF_LOTUS:
        days += 1
    if not form.date and value < 1:
        return _clock(part)
    try:
        at = start + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return ""
    # A month that was typed is stored as its first day; any other day was typed, though it is not shown.
    if form.date == "ym" and at.day == 1:
        return at.strftime("%Y-%m")
    date = at.date().isoformat()
    return f"{date} {_of_day(at)}" if form.time and seconds else date


def _of_day(at: datetime) -> str:
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def _clock(days: float) -> str:
    minutes, seconds = divmod(round(days * 86_400), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")

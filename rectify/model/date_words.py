"""How people write dates: Chinese and English words, and the year that was not said, as EDTF."""

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from rectify.errors import WrongUsage
from rectify.model.dates import (
    UNKNOWN,
    Part,
    Toward,
    When,
    Window,
    check_edtf,
    check_ends,
    choices,
    days_of,
    month_days,
    split,
)

if TYPE_CHECKING:
    from collections.abc import Callable


# Signs and words

_REDACTED = "Xx×✕✖✗某*□■█▇☐_○◯〇"
_DIGITS = str.maketrans(
    dict.fromkeys(_REDACTED, "X")
    | dict.fromkeys("〇○◯零Oo", "0")  # a circle among digits is a zero, alone it hides something
    | {sign: str(number) for number, sign in enumerate("一二三四五六七八九", start=1)}
    | {"元": "1"}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOTHING_KNOWN = ("unknown", "不详", "未知", "不明")
_NEAR_DAYS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_NEAR_DAYS |= {"yesterday": -1, "today": 0, "tomorrow": 1}
_NEAR_MONTHS = {"上月": -1, "上个月": -1, "本月": 0, "下月": 1, "下个月": 1}
_NEAR_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
_OF_MONTH = (
    dict.fromkeys(("上旬", "初", "early"), ("01", "10"))
    | dict.fromkeys(("中旬", "中", "mid"), ("11", "20"))
    | dict.fromkeys(("下旬", "底", "末", "late", "end"), ("21", "end"))
)
_OF_YEAR = (
    dict.fromkeys(("上半年", "h1"), ("01", "06"))
    | dict.fromkeys(("下半年", "h2"), ("07", "12"))
    | dict.fromkeys(("底", "末", "年底", "年末", "end"), ("12", "12"))
    | dict.fromkeys(("一季度", "1季度", "q1"), ("01", "03"))
    | dict.fromkeys(("二季度", "2季度", "q2"), ("04", "06"))
    | dict.fromkeys(("三季度", "3季度", "q3"), ("07", "09"))
    | dict.fromkeys(("四季度", "4季度", "q4"), ("10", "12"))
)

_LONGEST = 80
_SHORT_YEAR = 2

_SIGN = rf"[0-9{_REDACTED}零Oo一二三四五六七八九十廿卅元]"
_DATE = r"\??[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?"
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_SOURCES = {
    "edtf": rf"{_DATE}(?:/(?:{_DATE}|\.\.))?|\.\./{_DATE}",
    "numeric": rf"([0-9]{{4}})(?:([./-])({_SIGN}{{1,2}})(?:\2({_SIGN}{{1,2}}))?)?",
    "packed": r"([0-9]{4})([0-9]{2})([0-9]{2})",
    "offset": r"([+-][0-9]{1,4}) ?(?:(d|days?|天|日)|(w|weeks?|周)|(?:m|months?|个?月)|(y|years?|年))",
    "tens": r"(?:([二三])?十|(廿)|(卅))([一二三四五六七八九])?",
    "chinese": rf"(?:(?P<year>{_SIGN}{{1,9}})年度?|(?P<near_year>{'|'.join(_NEAR_YEARS)})度?|当年|同年)?"
    rf"(?:(?P<month>{_SIGN}{{1,9}})月份?|(?P<near_month>{'|'.join(_NEAR_MONTHS)}))?"
    rf"(?:(?P<day>{_SIGN}{{1,9}})[日号號]|(?P<stretch>[上中下]旬|[上下]半年|年?[底末]|初|中|第?[一二三四1-4]季度))?",
    "english": r"(?:(?P<stretch>early|mid|late|end)(?: of)?[ -])?"
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -])?"
    rf"(?P<month>{_MONTH})\.?(?: (?P<day_after>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9]))?"
    r"(?:(?:, ?|[ -])(?P<year>[0-9]{4}|(?<=-)[0-9]{2}))?",
    "stretch": r"(?P<stretch>q[1-4]|h[12]|end(?= of 2| 2))(?: of)?(?:[ /-]?(?P<year>[0-9]{4}))?"
    r"|(?P<year_first>[0-9]{4})[ /-]?(?P<stretch_last>q[1-4]|h[12])",
    "since": r"(?:自|从)?(.+?)(?:以来|开始|起|至今|以后)|(?:since|from) (.+?)(?: on(?:wards)?)?",
    "until": r"(.+?)(?:之前|以前|前)|(?:by|until|no later than) (.+)",
    "between": r" ?(?:至|到|[~〜—\u2013―─]+|--+) ?| (?:-|to|until|through) |-",
    "unit": rf"{_SIGN}+([年月日号])",
    "bare-day": r"([0-9]{1,2})(?:st|nd|rd|th)?(?:, ?([0-9]{4}))?",
    "day-or-month-first": r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})",
    "unit-lost": rf".*[年月]({_SIGN}{{1,9}})",
}


@cache
def _regex(name: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first asked for: plain ISO days never do."""
    return re.compile(_SOURCES[name])


# From words to a span

_Span = tuple[Part | None, Part | None]
"""Start and end, the same twice for one date. A year that was not said is empty; the day `end` is the month's last."""


def read(text: str, today: date, window: Window | None, toward: Toward) -> When:
    """The date that `text` says, which is no plain ISO day; see `dates.parse`."""
    from unicodedata import normalize

    words = " ".join(text.split())
    form = normalize("NFKC", words).replace("\u2212", "-").lower()
    if not form:
        raise WrongUsage("date-empty")
    if len(form) > _LONGEST:
        raise WrongUsage("date-form", words=words[:_LONGEST])
    if form.isascii() and _regex("edtf").fullmatch(form.upper()):
        edtf = check_edtf(form.upper())
        return When(edtf, "" if edtf == words else words)
    if form in _NOTHING_KNOWN:
        return UNKNOWN
    span = _read(form, today)
    if span is None:
        raise _refusal(form, words)
    if any(part and not part.year for part in span):
        span = _in_year(span, _year(span, words, _facing(window, today, toward)))
    edtf = _text(*_in_year(span, ""))
    check_ends(split(edtf), words)
    return When(edtf, words)


def _text(start: Part | None, end: Part | None) -> str:
    return str(start) if start == end else f"{start or '..'}/{end or '..'}"


def _read(text: str, today: date) -> _Span | None:
    """What `text` says; None where it is no date."""
    span: _Span | None = None
    if match := _regex("since").fullmatch(text):
        span = _point(match[1] or match[2], today)
        span = span and (span[0], None)
    elif match := _regex("until").fullmatch(text):
        span = _point(match[1] or match[2], today)
        span = span and (None, span[1])
    span = span or _point(text, today) or _between(re.sub("^(自|从|from )", "", text), today)
    return None if span is None or any(part and part.day and not part.month for part in span) else span


def _point(text: str, today: date) -> _Span | None:
    """A single date or stretch of time, perhaps without its year."""
    readers: tuple[Callable[[str, date], _Span | None], ...] = (_numeric, _relative, _chinese, _english, _stretch)
    if "年" in text or "月" in text:  # most are these; the patterns of the others need not be compiled
        readers = (_chinese, _relative)
    return next((span for reader in readers if (span := reader(text, today))), None)


def _same(year: str, month: str = "", day: str = "") -> _Span:
    part = Part(year, month and f"{month:0>2}", day and f"{day:0>2}")
    return part, part


def _numeric(text: str, _today: date) -> _Span | None:
    """`2023`, `2023.5.12`, `2023/5/12`, `2023-5`, `20230512`."""
    if packed := _regex("packed").fullmatch(text):
        return _same(*packed.groups())
    if match := _regex("numeric").fullmatch(text):
        return _same(match[1], *(_number(token, 2) for token in match.group(3, 4) if token))
    return None


def _relative(text: str, today: date) -> _Span | None:
    """`today`, `昨天`, `+15d`, `-2周`, `+3个月`."""
    match = _regex("offset").fullmatch(text)
    if text not in _NEAR_DAYS and match is None:
        return None
    try:
        if match is None:
            day = today + timedelta(_NEAR_DAYS[text])
        elif match[2] or match[3]:
            day = today + timedelta(int(match[1]) * (1 if match[2] else 7))
        else:
            day = _months_on(today, int(match[1]) * (12 if match[4] else 1))
    except (ValueError, OverflowError):
        raise WrongUsage("date-form", words=text) from None
    return _same(f"{day.year:04}", str(day.month), str(day.day))


def _months_on(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month where it has no such day (31 January + 1 = 28 February)."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_days(year, month + 1)))


def _chinese(text: str, today: date) -> _Span | None:
    """`2023年5月12日`, `二〇二三年五月`, `X月14日`, `去年5月中旬`, `本月底`, `第三季度`."""
    match = _regex("chinese").fullmatch(text.replace(" ", ""))
    if match is None or not any(match.groups()) or (match["near_month"] and (match["year"] or match["near_year"])):
        return None
    year = _number_of_year(match["year"], today) if match["year"] else ""
    month = _number(match["month"], 2) if match["month"] else ""
    if match["near_year"]:
        year = f"{today.year + _NEAR_YEARS[match['near_year']]:04}"
    if match["near_month"]:
        there = _months_on(today, _NEAR_MONTHS[match["near_month"]])
        year, month = f"{there.year:04}", str(there.month)
    if match["stretch"]:
        return _stretch_of(year, month, match["stretch"].removeprefix("第"))
    return _same(year, month, _number(match["day"], 2) if match["day"] else "")


def _number(token: str, width: int) -> str:
    """`token` in the digits of EDTF: `5` -> `05`, `十二` -> `12`, `某` -> `XX`. Raises WrongUsage for a longer run."""
    if all(sign in _REDACTED for sign in token):
        return "X" * width
    if not token.isdecimal() and (tens := _regex("tens").fullmatch(token)):
        ten = "2" if tens[2] else "3" if tens[3] else (tens[1] or "一").translate(_DIGITS)
        return ten + (tens[4] or "零").translate(_DIGITS)
    digits = token.translate(_DIGITS).zfill(2)
    if len(digits) != width or digits.strip("0123456789X"):
        raise WrongUsage("date-run", run=token)
    return digits


def _number_of_year(token: str, today: date) -> str:
    """As `_number`; two digits mean the century in which the year is at most thirty years ahead."""
    digits = token.translate(_DIGITS)
    if len(digits) != _SHORT_YEAR or not digits.isdecimal():
        return _number(token, 4)
    first = today.year - 69
    return f"{first + (int(digits) - first) % 100:04}"


def _english(text: str, today: date) -> _Span | None:
    """`12 May 2023`, `May 12, 2023`, `May 2023`, `1-Sep-24`, `end of May`."""
    match = _regex("english").fullmatch(text)
    if match is None or sum(map(bool, match.group("stretch", "day", "day_after"))) > 1:
        return None
    month, year = f"{_MONTHS.index(match['month'][:3]) + 1}", match["year"] or ""
    if len(year) == _SHORT_YEAR and not match["day"]:  # May-23 is a day to some and a year to others
        return None
    year = _number_of_year(year, today) if year else ""
    if match["stretch"]:
        return _stretch_of(year, month, match["stretch"])
    return _same(year, month, match["day"] or match["day_after"] or "")


def _stretch(text: str, _today: date) -> _Span | None:
    """`Q3 2024`, `2024 Q3`, `H1 2024`, `end of 2024`."""
    match = _regex("stretch").fullmatch(text)
    if match is None:
        return None
    return _stretch_of(match["year"] or match["year_first"] or "", "", match["stretch"] or match["stretch_last"])


def _stretch_of(year: str, month: str, name: str) -> _Span | None:
    """A third of a month (初 and 底 are the first and the last), or a half, a quarter or the last month of a year."""
    if name not in (_OF_MONTH if month else _OF_YEAR):
        return None
    first, last = _OF_MONTH[name] if month else _OF_YEAR[name]
    if not month:
        return Part(year, first), Part(year, last)
    return Part(year, f"{month:0>2}", first), Part(year, f"{month:0>2}", last)


def _between(text: str, today: date) -> _Span | None:
    """`2023年5月12日至18日`, `5月12-18日`, `12-18 May 2023`, `2023.5.12-2023.5.18`."""
    for cut in _regex("between").finditer(text):
        left, right = text[: cut.start()], text[cut.end() :]
        if cut[0] == "-" and "-" in left + right:
            continue
        start, end = _side(left, right, today), _side(right, "", today)
        if start and end:
            return _joined(start[0], end[1])
    return None


def _side(text: str, other: str, today: date) -> _Span | None:
    """One side of a range; `5月12` before `18日` borrows 日 from it, `12` before `18 May` is a day."""
    if span := _point(text, today):
        return span
    if (unit := _regex("unit").match(other)) and (span := _point(text + unit[1], today)):
        return span
    day = _regex("bare-day").fullmatch(text)
    return _same(day[2] or "", "", day[1]) if day else None


def _joined(start: Part | None, end: Part | None) -> _Span:
    """Start and end of a range, each with what only the other says."""
    assert start is not None
    assert end is not None
    if start.day and end.day:
        start, end = start._replace(month=start.month or end.month), end._replace(month=end.month or start.month)
    if start.year and not end.year:
        end = _placed(end, start.year, _turns(start, end), inferred=_turns(start, end))
    elif end.year and not start.year:
        start = _placed(start, end.year, -_turns(start, end), inferred=_turns(start, end))
    return start, end


# The year that was not said


def _turns(start: Part | None, end: Part | None) -> bool:
    """Whether a range goes over the turn of a year: `12月28日至1月3日`."""
    return bool(start and end and "X" not in start.month + end.month and start.month > end.month)


def _placed(part: Part, year: str, later: int = 0, *, inferred: bool) -> Part:
    if "X" in year:
        return part._replace(year=year)
    return part._replace(year=f"{int(year) + later:04}", inferred=inferred)


def _in_year(span: _Span, year: str) -> _Span:
    """`span` with `year` where none was said, and the last day of a month where it can be told."""
    start, end = span
    if start and not start.year and year:
        start = _placed(start, year, inferred=True)
    if end and not end.year and year:
        end = _placed(end, year, _turns(*span), inferred=True)
    if end and end.day == "end":
        known = (end.year + end.month).isdecimal()
        end = end._replace(day=str(month_days(int(end.year), int(end.month))) if known else "")
    return start, end


def _facing(window: Window | None, today: date, toward: Toward) -> Window:
    """`window` with its side towards `today` filled: what happened lies behind it, what is due before it."""
    first, last = window or (None, None)
    return (first, last or today) if toward == "past" else (first or today, last)


def _year(span: _Span, words: str, window: Window) -> str:
    """The year of a date that says none. Raises WrongUsage where it exists in no year, or in none of the window."""
    unknown, leap = _in_year(span, "XXXX"), _in_year(span, "2000")
    check_ends(unknown, words)
    check_ends(leap, words)
    first, last = window
    if first is None:
        assert last is not None
        years = range(last.year, max(last.year - 9, 0), -1)
    else:
        years = range(max(first.year - 1, 1), min(last.year + 1 if last else first.year + 10, 10_000))
    found = [f"{year:04}" for year in years if _meets(_in_year(span, f"{year:04}"), window)]
    if not found:
        raise WrongUsage("date-outside", words=words, first=first or date.min, last=last or date.max)
    return "XXXX" if len(found) > 1 and None not in window else found[0]


def _meets(span: _Span, window: Window) -> bool:
    """Whether a date can lie in `window`, or a stretch of time meets it; of an open stretch its one end counts."""
    first, last = window[0] or date.min, window[1] or date.max
    start, end = span[0] or span[1], span[1] or span[0]
    assert start is not None
    assert end is not None
    if start == end:
        return any(first <= day <= last for day in days_of(start))
    begin, finish = next(days_of(start), None), next(days_of(end, -1), None)
    return begin is not None and finish is not None and begin <= last and finish >= first


def _refusal(form: str, words: str) -> WrongUsage:
    """What is wrong with `words`, which could not be read."""
    if match := _regex("day-or-month-first").fullmatch(form):
        orders = ((match[1], match[3]), (match[3], match[1]))
        options = dict.fromkeys(f"{match[4]}-{month:0>2}-{day:0>2}" for day, month in orders if choices(month, 1, 12))
        return WrongUsage("date-ambiguous", words=words, options=" / ".join(options) or "2023-05-12")
    if match := _regex("unit-lost").fullmatch(form):
        return WrongUsage("date-unit-lost", words=words, number=match[1])
    return WrongUsage("date-form", words=words)

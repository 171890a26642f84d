"""Dates as a reader says them: `2023年5月12日（年份推定）`, `12 May 2023 (year inferred)`."""

from datetime import date

from rectify.language import LANGUAGES, Language
from rectify.model.dates import Part, When, plain_day, split

WORDS: dict[str, tuple[str, str]] = {
    "month-1": ("1月", "January"),
    "month-2": ("2月", "February"),
    "month-3": ("3月", "March"),
    "month-4": ("4月", "April"),
    "month-5": ("5月", "May"),
    "month-6": ("6月", "June"),
    "month-7": ("7月", "July"),
    "month-8": ("8月", "August"),
    "month-9": ("9月", "September"),
    "month-10": ("10月", "October"),
    "month-11": ("11月", "November"),
    "month-12": ("12月", "December"),
    "unknown": ("不详", "unknown"),
    "year-inferred": ("年份推定", "year inferred"),
    "year-unknown": ("年份不详", "year unknown"),
    "?": ("存疑", "uncertain"),
    "~": ("大约", "approximate"),
    "%": ("大约且存疑", "approximate and uncertain"),
    "marks": ("（{marks}）", " ({marks})"),
    "comma": ("，", ", "),
    "since": ("{date}以来", "since {date}"),
    "until": ("{date}前", "by {date}"),
    "range": ("{start}至{end}", "{start} – {end}"),
    "days": ("{number}天", "{number} d"),
    "hours": ("{number}小时", "{number} h"),
    "minutes": ("{number}分", "{number} min"),
    "seconds": ("{number}秒", "{number} s"),
    "range-of-days": ("{start}至{end}", "{start}–{end}"),
}


def say_day(language: Language, day: date) -> str:
    """`2023年5月12日`, `12 May 2023`."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_word(language, f'month-{day.month}')} {day.year}"


def say_span(language: Language, seconds: int) -> str:
    """How long, in the two largest units: `3天4小时`, `3 d 4 h`."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = [("days", days), ("hours", hours), ("minutes", minutes), ("seconds", seconds)]
    first = next((place for place, (_, number) in enumerate(units) if number), len(units) - 1)
    said = (_word(language, name).format(number=number) for name, number in units[first : first + 2] if number)
    return ("" if language == "zh" else " ").join(said)


def say_date(language: Language, when: When) -> str:
    """The date with all that is known of it: an inferred or unknown year is named, a withheld month stays `XX`.

    `2023年5月12日至18日`, `2023年4月以来`, `2023年12月31日前`, `2022年XX月23日`, `不详`; in English `12–18 May 2023`,
    `since April 2023`, `by 31 December 2023`, `2022-XX-23`, `unknown`.
    """
    day = plain_day(when.edtf)
    if day is not None:
        return say_day(language, day)
    start, *rest = split(when.edtf)
    if not rest:
        return _end(language, start) + _marks(language, start)
    end = rest[0]
    if start is None or end is None:
        text = _word(language, "since" if end is None else "until").format(date=_end(language, start or end))
        return text + _marks(language, start or end)
    if _marks(language, start) == _marks(language, end):
        return _range(language, start, end) + _marks(language, end)
    said = [_end(language, part) + _marks(language, part) for part in (start, end)]
    return _word(language, "range").format(start=said[0], end=said[1])


def _word(language: Language, key: str) -> str:
    return WORDS[key][LANGUAGES.index(language)]


def _marks(language: Language, part: Part | None) -> str:
    """What is to be said of a date behind it, in brackets; empty where there is nothing."""
    if part is None or not _is_known(part):
        return ""
    keys = ["year-inferred"] * part.inferred + ["year-unknown"] * (part.year == "XXXX")
    marks = [_word(language, key) for key in (*keys, *part.qualifier)]
    return _word(language, "marks").format(marks=_word(language, "comma").join(marks)) if marks else ""


def _is_known(part: Part) -> bool:
    return not part.year or bool("".join(part[:3]).strip("X"))


def _end(language: Language, part: Part | None) -> str:
    if part is None or not _is_known(part):
        return _word(language, "unknown")
    return _chinese(part) if language == "zh" else _english(part)


def _chinese(part: Part) -> str:
    year = "" if part.year in ("", "XXXX") else _digits(part.year) + "年"
    month = _digits(part.month) + "月" if part.month else ""
    return year + month + (_digits(part.day) + "日" if part.day else "")


def _english(part: Part) -> str:
    if _is_withheld(part):
        return "-".join(filter(None, part[:3]))
    month = _word("en", f"month-{_digits(part.month)}") if part.month else ""
    year = "" if part.year in ("", "XXXX") else _digits(part.year)
    return " ".join(filter(None, (_digits(part.day), month, year)))


def _digits(text: str) -> str:
    return str(int(text)) if text.isdecimal() else text


def _is_withheld(part: Part) -> bool:
    """Whether digits are missing, other than of a year of which nothing is known."""
    return "X" in part.year.replace("XXXX", "") + part.month + part.day


def _range(language: Language, start: Part, end: Part) -> str:
    """A range with what both ends share said once: at the start in Chinese, at the end in English."""
    one_year = bool(start.year == end.year and start.month and end.month)
    one_month = bool(one_year and start.month == end.month and start.day and end.day)
    dash = "range"
    if language == "zh":
        end = _without(end, one_year, one_month)
    elif not _is_withheld(start) and not _is_withheld(end):
        dash = "range-of-days" if one_month else "range"
        start = _without(start, one_year, one_month)
    return _word(language, dash).format(start=_end(language, start), end=_end(language, end))


def _without(part: Part, year: bool, month: bool) -> Part:
    return part._replace(year="" if year else part.year, month="" if month else part.month)

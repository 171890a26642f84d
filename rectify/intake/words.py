"""Small vocabularies of registers: how an issue is to be put right, how grave it is, by when."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from rectify.intake.days import Calendar
from rectify.model.dates import When
from rectify.model.terms import IssueKind, Severity

_KINDS: tuple[tuple[IssueKind, str], ...] = (
    (IssueKind.STANDING, r"持续整改|长期整改|长期坚持|持续坚持|常态化|长期|持续"),
    (IssueKind.STAGED, r"分阶段(?:整改|推进)?|分步(?:整改)?|阶段性整改|限期整改|中长期"),
    (IssueKind.AT_ONCE, r"立行立改|即知即改|立整立改|立查立改|立即整改|马上改|立改|immediate(?:ly)?|at once"),
)
_SEVERITIES: tuple[tuple[Severity, str], ...] = (
    (Severity.HIGH, r"material weakness"),
    (Severity.MEDIUM, r"significant deficiency"),
    (Severity.CRITICAL, r"critical|severe|very high|extreme|blocker|p0\b|特别重大|重大|特别严重|极高|严重"),
    (Severity.HIGH, r"high|major|significant|p1\b|高|较大|突出"),
    (Severity.MEDIUM, r"medium|moderate|med\b|mid\b|p2\b|中|一般"),
    (
        Severity.LOW,
        r"low|minor|observation|opportunity|ofi\b|informational|info\b|p[34]\b|note\b|negligible|低|轻微|较小",
    ),
)


@cache
def _patterns() -> tuple[list[tuple[IssueKind, "re.Pattern[str]"]], list[tuple[Severity, "re.Pattern[str]"]]]:
    return (
        [(kind, re.compile(rf"(?:{source})(?:类|的?问题|事项|任务)?", re.IGNORECASE)) for kind, source in _KINDS],
        [(severity, re.compile(rf"(?:{source})", re.IGNORECASE)) for severity, source in _SEVERITIES],
    )


@lru_cache(maxsize=1024)
def kind_words(text: str) -> str:
    """The kind that a cell or bracket says; of several the one that lasts longest; empty for anything else.

    >>> print(kind_words("立行立改"), kind_words("立行立改,长期坚持"), kind_words("办公室") or "-")
    at-once standing -
    """
    parts = [part for part in re.split(r"[，,、；;/\s]+|并", text.strip().strip("()（）。")) if part]
    found = [next((kind for kind, pattern in _patterns()[0] if pattern.fullmatch(part)), None) for part in parts]
    if not parts or None in found:
        return ""
    return next(kind for kind, _ in _KINDS if kind in found)


_RISK = re.compile(r"\s*(?:(?:severity|risk|rating|priority|风险|等级|级别)\s*:?\s*)?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def severity_of(text: str) -> str:
    """The severity that a cell says (`High`, `高风险`, `Medium (5.4)`, `较大隐患`), empty where it says none.

    >>> print(severity_of("High (8.1)"), severity_of("中风险"), severity_of("High school") or "-")
    high medium -
    """
    text = text.strip().strip("[](){}*")
    if len(text) == 1:
        return {"C": Severity.CRITICAL, "H": Severity.HIGH, "M": Severity.MEDIUM, "L": Severity.LOW}.get(
            text.upper(), ""
        ) or (severity_of(f"{text}风险") if text in "高中低" else "")
    start = _RISK.match(text)
    rest = text[start.end() :] if start else text
    for severity, pattern in _patterns()[1]:
        found = pattern.match(rest)
        if found and re.fullmatch(
            r"\s*(?:risk|severity|priority|风险|隐患|等级|级|性|问题|危)*\s*(?:[(\[/—–-].{0,30})?", rest[found.end() :]
        ):
            return severity
    return ""


_DAY_MONTH = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_LAST_MONTH = 12


def day_order(texts: Iterable[str]) -> str:
    """Whether `12/05/2023` in this table begins with the day or the month: what the other dates of the table admit; empty
    where they admit both.

    >>> day_order(["30/09/2023", "01/02/2024"]), day_order(["02/15/2024"]), day_order(["01/02/2024"])
    ('day', 'month', '')
    """
    orders = set()
    for text in texts:
        for found in _DAY_MONTH.finditer(text):
            orders |= {"day"} if int(found[1]) > _LAST_MONTH else {"month"} if int(found[3]) > _LAST_MONTH else set()
    return orders.pop() if len(orders) == 1 else ""


_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d)?.*")


def in_order(text: str, order: str) -> str:
    """`text` with its `12/05/2023` as ISO dates, where it is known what comes first, `day` or `month`.

    >>> in_order("by 31/01/2024", "day")
    'by 2024-01-31'
    """
    if not order:
        return text
    day, month = (1, 3) if order == "day" else (3, 1)
    return _DAY_MONTH.sub(lambda found: f"{found[4]}-{int(found[month]):02}-{int(found[day]):02}", text)


def deadline_of(text: str, folded: str, calendar: Calendar) -> tuple[When | None, str]:
    """By when, and the words where they are no date (立行立改, 长期坚持, "ongoing").

    Of several dates the last counts (2023年5月至6月底前 is one, 5月制定、6月底前完成 are two), those in brackets aside
    ("31 May 2025; 31 July 2025 (revised 24 June 2025)"). What a cell says besides its
    date (2024年3月底前,长期坚持) stays in the date's words.
    """
    folded = folded.strip()
    if ":" in folded:
        folded = _CLOCK.sub(r"\1", folded)
    days = calendar.find(text.strip()[: len(folded)], folded, toward="future")
    days = [day for day in days if folded.count("(", 0, day.start) <= folded.count(")", 0, day.start)] or days
    if days and not days[-1].problem:
        day, words = days[-1], " ".join(text.split())
        more = len(day.words) < len(words) and (folded[: day.start] + folded[day.end :]).strip(" ()。.，,；;")
        return (day.when._replace(words=words) if more else day.when), ""
    return None, text.strip()

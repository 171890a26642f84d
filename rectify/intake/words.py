"""Small vocabularies of registers: how an issue is to be put right, how grave it is, by when."""

import re
from functools import cache

from rectify.intake.days import Calendar
from rectify.model.dates import When
from rectify.model.terms import IssueKind, Severity

_KINDS: tuple[tuple[IssueKind, str], ...] = (
    (IssueKind.STANDING, r"持续整改|长期整改|长期坚持|持续坚持|常态化|长期|持续"),
    (IssueKind.STAGED, r"分阶段(?:整改|推进)?|分步(?:整改)?|阶段性整改|限期整改|中长期"),
    (IssueKind.AT_ONCE, r"立行立改|即知即改|立整立改|立查立改|立即整改|马上改|立改|immediate(?:ly)?|at once"),
)
_SEVERITIES: tuple[tuple[Severity, str], ...] = (
    (Severity.CRITICAL, r"critical|severe|very high|extreme|特别重大|重大|特别严重|极高|严重"),
    (Severity.HIGH, r"high|major|significant|高|较大|突出"),
    (Severity.MEDIUM, r"medium|moderate|med\b|mid\b|中|一般"),
    (Severity.LOW, r"low|minor|informational|info\b|note\b|negligible|低|轻微|较小"),
)


@cache
def _patterns() -> tuple[list[tuple[IssueKind, "re.Pattern[str]"]], list[tuple[Severity, "re.Pattern[str]"]]]:
    return (
        [(kind, re.compile(rf"(?:{source})(?:类|的?问题|事项|任务)?", re.IGNORECASE)) for kind, source in _KINDS],
        [(severity, re.compile(rf"(?:{source})", re.IGNORECASE)) for severity, source in _SEVERITIES],
    )


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


def severity_of(text: str) -> str:
    """The severity that a cell says (`High`, `高风险`, `Medium (5.4)`, `较大隐患`), empty where it says none.

    >>> print(severity_of("High (8.1)"), severity_of("中风险"), severity_of("High school") or "-")
    high medium -
    """
    text = text.strip().strip("[](){}*")
    start = _RISK.match(text)
    rest = text[start.end() :] if start else text
    for severity, pattern in _patterns()[1]:
        found = pattern.match(rest)
        if found and re.fullmatch(
            r"\s*(?:risk|severity|priority|风险|隐患|等级|级|性|问题|危)*\s*(?:[(\[/—–-].{0,30})?", rest[found.end() :]
        ):
            return severity
    return ""


def deadline_of(text: str, folded: str, calendar: Calendar) -> tuple[When | None, str]:
    """By when, and the words where they are no date (立行立改, 长期坚持, "ongoing").

    Of several dates the last counts (2023年5月至6月底前 is one, 5月制定、6月底前完成 are two).
    """
    folded = re.sub(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d)?.*", r"\1", folded.strip())
    days = calendar.find(text.strip()[: len(folded)], folded, toward="future")
    if days and not days[-1].problem:
        return days[-1].when, ""
    return None, text.strip()

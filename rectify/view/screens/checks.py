"""What `check` found: issue by issue, with the place, the sentence and the advice; and what a code is there for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rectify.language import Language, say
from rectify.model.remarks import Remark, Severity
from rectify.view.screen import Block, Column, Gap, Heading, Line, Row, Span, Style, Table

STYLES: dict[str, Style] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.HINT: "dim"}


def screen(language: Language, name: str, remarks: Sequence[Remark], titles: Mapping[str, str]) -> Iterator[Block]:
    """The remarks on one document or ledger; `titles` are those of its issues by their places."""
    yield Heading(name)
    if not remarks:
        yield Line((say(language, "checks.none"),))
    for place, found in groupby(remarks, lambda each: _issue(each.place)):
        title = next((words for at, words in titles.items() if _issue(at) == place), "") if place else ""
        yield Gap()
        yield Line(
            (
                Span(said_place(language, place) or say(language, "checks.whole"), "strong"),
                f"  {title}" if title else "",
            )
        )
        for each in found:
            yield _remark(language, each)
    if remarks:
        yield Gap()
        yield Line((counted(language, remarks),))


def _issue(place: str) -> str:
    """The issue of a place, without line and cell: what is remarked of one issue stands together."""
    first = place.partition("; ")[0].partition(", ")[0]
    return first if first.startswith("issue ") else ""


def _remark(language: Language, each: Remark) -> Line:
    lead = Span(say(language, f"checks.severity-{each.severity}"), STYLES[each.severity])
    return Line((*sentence(language, each), Span(f"  {_where(language, each)}{each.code}", "dim")), 8, lead)


def _where(language: Language, each: Remark) -> str:
    more = each.place if not each.place.startswith("issue ") else each.place.partition("; ")[0].partition(", ")[2]
    return f"{said_place(language, more)}  " if more else ""


def sentence(language: Language, each: Remark) -> tuple[str, Span]:
    """What is said of a place, and the advice."""
    told = say(language, f"remarks.{each.code}", **each.values)
    return told, Span(f" {say(language, f'remarks.{each.code}.advice')}", "dim")


def counted(language: Language, remarks: Iterable[Remark]) -> str:
    """`2 errors, 3 warnings, 1 hint`."""
    found = [each.severity for each in remarks]
    numbers = {f"{severity.value}s": found.count(severity) for severity in Severity}
    return say(language, "checks.sum", **numbers)


_CHINESE = (
    (r"\bissue (\S+?)(?=[,;]|$)", r"问题\1"),
    (r"\baspect (\d+)", r"第\1方面"),
    (r"\b(?:line|row) (\d+)", r"第\1行"),
    (r"\bcolumn (\d+)", r"第\1列"),
    (r"\bpage (\d+)", r"第\1页"),
    (r"\bparagraph (\d+)", r"第\1段"),
    (r"\btable (\d+)", r"表\1"),
    (r"\bsheet ", "工作表"),
    (r"\bwrite (\w+)", r"手写部分 \1"),
    (r"[,;] ", "，"),
)


def said_place(language: Language, place: str) -> str:
    """A place in the words of the reader: `issue 8, line 16` as 问题8，第16行."""
    if language == "en":
        return place
    for pattern, words in _CHINESE:
        place = re.sub(pattern, words, place)
    return place


def remark_json(language: Language, remark: Remark, family: str, file: str = "") -> dict[str, Any]:
    """A remark for programs; its place is the same in every language."""
    return {
        **({"file": file} if file else {}),
        "code": remark.code,
        "family": family,
        "severity": remark.severity,
        "place": remark.place,
        "message": say(language, f"remarks.{remark.code}", **remark.values),
        "advice": say(language, f"remarks.{remark.code}.advice"),
    }


def explanation(language: Language, code: str, family: str, severity: str, *, own: bool) -> Iterator[Block]:
    """What a code looks for, why, an example, and what to do. `own`: a rule of check, not a remark of reading."""
    key = code if own else "from-reading"
    yield Heading(code)
    kind = f"{say(language, f'checks.family-{family}')}  {say(language, f'checks.severity-{severity}')}"
    yield Line((Span(kind, STYLES[severity]),))
    told = [("looks", say(language, f"checks.{key}")), ("why", say(language, f"checks.{key}.why"))]
    if own:
        told.append(("example", say(language, f"checks.{key}.example")))
    told += [("says", _bare(language, code)), ("do", say(language, f"remarks.{code}.advice"))]
    for label, text in told:
        yield Line((text,), 12, Span(say(language, f"checks.{label}"), "dim"))


def _bare(language: Language, code: str) -> str:
    """The sentence of a code with its places left open."""
    return re.sub(r"\{\w+\}", "…", say(language, f"remarks.{code}"))


def table(columns: Iterable[tuple[str, bool]], rows: Iterable[Row]) -> Iterator[Block]:
    """The table of many reports: columns are (title, whether a figure)."""
    heads = [Column(title, "right" if figure else "left", "fixed" if figure else "text") for title, figure in columns]
    yield Table(heads, rows)

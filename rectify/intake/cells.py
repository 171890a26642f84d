"""One cell of a register, or the value of a label: title, number, status, items."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line, fold
from rectify.intake.numbering import read_mark
from rectify.intake.phrases import trimmed
from rectify.intake.status import Status
from rectify.intake.statuses import cell_status, leading_status, without_sign
from rectify.intake.titles import framed_title
from rectify.model.terms import Claim


class Cell(NamedTuple):
    """The text of a cell, where it stands, and the name of its column or label."""

    row: int
    column: int
    text: str
    name: str = ""


Fields = Mapping[str, tuple[Cell, ...]]
"""Field -> the cells that say it."""


def line_of(text: str, place: str) -> Line:
    """A text of a cell as a line, for the rules of prose."""
    return Line(-1, 0, text, fold(text), place)


def clean_title(text: str) -> str:
    """The title that a cell holds, without its number and without the frame 关于“…”的问题.

    >>> clean_title("1.关于“学习不深入”的问题。"), clean_title("第二十三项问题：管网配套不足，污水直排。")
    ('学习不深入', '管网配套不足，污水直排')
    """
    folded = fold(text)
    mark = read_mark(folded)
    start = mark.end if mark and mark.style not in ("item", "bullet", "letter", "reference") else 0
    found = framed_title(folded, start)
    if found and not folded[found.rest :].strip(" 。."):
        return text[found.start : found.end].strip()
    words = trimmed(text, start, len(text), " \t\n。.；;")
    return text[words.start : words.end] or text.strip()


_BECAME_DATE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?|(\d{1,2})月(\d{1,2})日|(\d{1,2})-(?P<month>[A-Z][a-z]{2})"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = re.compile(r"(\d{1,4})\s?[-—–.．_]\s?(\d{1,4})")
_ID = re.compile(r"[A-Za-z]")


def number_and_reference(number: str, reference: str, gathering: Gathering, place: str) -> tuple[str, str]:
    """The number of a finding, and the id where it has one (`IA-03`, `1-2`). A number that a spreadsheet took for a date
    is given back what it was (2024-01-02 for 1-2).
    """
    words = number or reference
    if found := _BECAME_DATE.fullmatch(words):
        first = int(found[2] or found[4] or (_MONTHS.index(found["month"]) + 1 if found["month"] in _MONTHS else 0))
        again = f"{first}-{int(found[3] or found[5] or found[6])}"
        gathering.remark("number-became-date", place, words=words, number=again)
        words = again
    folded = fold(words).strip().removesuffix(".0").rstrip(".、)")
    if found := _PARTS.fullmatch(folded):
        return str(int(found[2])), folded
    if _ID.search(folded):
        return "", words
    mark = read_mark(f"{folded}、x")
    digits = (
        str(mark.value)
        if mark and mark.value
        else (str(int(folded)) if folded.isascii() and folded.isdecimal() else "")
    )
    return digits, "" if digits or not words else words


_YES_NO = {"是": Claim.COMPLETED, "否": Claim.ACTING, "√": Claim.COMPLETED, "✓": Claim.COMPLETED, "×": Claim.ACTING, "✅": Claim.COMPLETED, "✔": Claim.COMPLETED, "❌": Claim.ACTING, "✗": Claim.ACTING, "yes": Claim.COMPLETED, "y": Claim.COMPLETED, "no": Claim.ACTING, "n": Claim.ACTING}  # fmt: skip
_SHARE = re.compile(r"(\d{1,3})(?:\.\d+)?\s?%")
_ALL = 100


@lru_cache(maxsize=1024)
def status_of(text: str) -> Status | None:
    """The status that a cell says, 是 and 否 and shares included.

    >>> print(status_of("是").claim, status_of("否，持续推进").claim, status_of("60%").claim, status_of("已完成。5月召开会议").words)
    completed acting acting 已完成
    """
    folded = without_sign(" ".join(fold(text).split()))
    first = re.split(r"[,，、;；(\s]", folded.lower(), maxsplit=1)[0]
    if first in _YES_NO:
        return Status(_YES_NO[first], text.strip())
    if share := _SHARE.fullmatch(folded):
        return Status(Claim.COMPLETED if int(share[1]) == _ALL else Claim.ACTING, text.strip())
    return cell_status(folded) or leading_status(folded)


_ITEM = re.compile(
    r"(?:^|(?<=[。；;\n]))\s*(?:\(?\d{1,2}\s?[)、.](?!\d)|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]、|[-•]\s)\s*"
)


def items_of(text: str) -> list[str]:
    """The items of a cell that counts them (1.…；2.…), else the whole text.

    >>> items_of("1.公开招聘教师；2.严格执行中班教学"), items_of("修订办法，清理资金")
    (['公开招聘教师', '严格执行中班教学'], ['修订办法，清理资金'])
    """
    folded = fold(text)
    cuts = [found.span() for found in _ITEM.finditer(folded)]
    if not cuts:
        return [text.strip()]
    ends = [*(start for start, _ in cuts[1:]), len(text)]
    items = [text[: cuts[0][0]], *(text[begin:end] for (_, begin), end in zip(cuts, ends, strict=True))]
    return [item for one in items if (item := one.strip(" \t\n；;。"))]

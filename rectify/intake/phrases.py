"""Sentences and clauses of a folded text, as stretches of it; quotations, names in 《》 and brackets are kept whole."""

import re
from functools import cache
from typing import NamedTuple


class Stretch(NamedTuple):
    """`text[start:end]`."""

    start: int
    end: int


_OPENING = {"“": "”", "《": "》", "(": ")", "[": "]", "【": "】", "〔": "〕", "‘": "’"}
_CLOSING = frozenset(_OPENING.values())
_FORGIVEN = 400
"""A bracket that is not closed for so long was forgotten."""


@cache
def _signs() -> "re.Pattern[str]":
    return re.compile(
        r"[“”《》()\[\]【】〔〕‘’]|[。！？!?；;](?![。！？!?；;])|(?<![A-Z0-9])\.(?=\s+[A-Z“(\"]|\s*$)|(?<=\d)\.(?=\s+[A-Z])|(?<=[a-z]{5})\.(?=\s+\d)|\n"
    )


def sentences(folded: str, start: int = 0, end: int | None = None, *, semicolons: bool = False) -> list[Stretch]:
    """The sentences of `folded[start:end]`, each with its end mark; with `semicolons`, their parts count as sentences.

    >>> [ "甲。“乙。”丙。"[one.start:one.end] for one in sentences("甲。“乙。”丙。")]
    ['甲。', '“乙。”丙。']
    """
    end = len(folded) if end is None else end
    found: list[Stretch] = []
    open_until, opened, last = "", 0, start
    for sign in _signs().finditer(folded, start, end):
        mark, here = sign[0], sign.start()
        if open_until and here - opened > _FORGIVEN:
            open_until = ""
        if open_until:
            open_until = "" if mark == open_until else open_until
        elif mark in _OPENING:
            open_until, opened = _OPENING[mark], here
        elif mark not in _CLOSING and (semicolons or mark not in "；;"):
            found.append(Stretch(last, sign.end()))
            last = sign.end()
    if folded[last:end].strip():
        found.append(Stretch(last, end))
    elif found:
        found[-1] = Stretch(found[-1].start, end)
    return found


@cache
def _pauses() -> "re.Pattern[str]":
    return re.compile(r"[，；;。！？!?:]|, (?=\S)|,(?!\d)|、(?=\d{1,2}月|\d{4}年)")


def clause_start(folded: str, position: int, floor: int = 0) -> int:
    """Where the clause begins in which `position` stands, not before `floor`."""
    start = floor
    for pause in _pauses().finditer(folded, floor, position):
        start = pause.end()
    return start


def clauses(folded: str, start: int, end: int) -> list[Stretch]:
    """The stretches between pauses, each with the pause behind it."""
    found, last = [], start
    for pause in _pauses().finditer(folded, start, end):
        found.append(Stretch(last, pause.end()))
        last = pause.end()
    if last < end:
        found.append(Stretch(last, end))
    return found


def closing(folded: str, opening: int, limit: int = _FORGIVEN) -> int:
    """Where the bracket or quotation mark at `opening` is closed, those inside it skipped; -1 where it is not.

    >>> closing("“甲“乙”丙”的问题", 0)
    6
    """
    first = folded[opening]
    if first == '"':
        return folded.find('"', opening + 1, opening + limit)
    last, depth = _OPENING[first], 0
    for position in range(opening, min(len(folded), opening + limit)):
        if folded[position] == first:
            depth += 1
        elif folded[position] == last:
            depth -= 1
            if depth == 0:
                return position
    return -1


def trimmed(text: str, start: int, end: int, signs: str = " \t\n，、；;,:：") -> Stretch:
    """The stretch without the white space and pauses at its ends."""
    while start < end and text[start] in signs:
        start += 1
    while start < end and text[end - 1] in signs:
        end -= 1
    return Stretch(start, end)

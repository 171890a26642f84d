"""How a table or a form lies on the page: on which sheet, how large its letters are, how wide its
columns, which rows may be cut.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile, groupby
from math import ceil
from typing import Any, Literal, NamedTuple

from rectify.documents.document import Column, Field, Form, Table
from rectify.documents.writing import visible
from rectify.language import Language

Sheet = Literal["upright", "across", "large"]
"""A4 upright, A4 across, A3 across (GB/T 9704-2012, 8)."""


class Room(NamedTuple):
    """What a sheet holds between its margins, in points, and the sizes of letters that a table may have there."""

    width: float
    height: float
    most: float
    least: float


_MM = 72 / 25.4
ROOMS: dict[Language, dict[Sheet, Room]] = {
    "zh": {
        "upright": Room(156 * _MM, 225 * _MM, 12, 10.5),
        "across": Room(225 * _MM, 156 * _MM, 10.5, 9),
        "large": Room(348 * _MM, 243 * _MM, 10.5, 7.5),
    },
    "en": {
        "upright": Room(160 * _MM, 247 * _MM, 9, 8),
        "across": Room(247 * _MM, 160 * _MM, 9, 8),
        "large": Room(370 * _MM, 247 * _MM, 9, 7),
    },
}

INSET = 0.35
"""What stands free on both sides of a cell's text, in characters."""

MAY_BREAK = "\x01"
"""Where the layout may break a line though nothing else says so. A document has no control characters of its own."""

_NATURAL = 16
"""A column that names no width is as wide as its texts, but no wider than so many Chinese characters."""

_SQUEEZED = 0.8
"""Before a larger sheet is taken, such a column gives up some of its width."""

_WORD = 9
"""Words that are no wider are not broken in a column."""

_NAME = 4
"""Texts of up to so many Chinese characters stay on one line, as far as there is room."""

_BROAD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZmw@%&")

_LINE = 1.5
"""The pitch of lines in a cell, in characters."""

_CUT = 0.8
"""A row that may be higher than this share of a page is cut where the page ends."""

_RUN = r"[^\s\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
"""What lines do not break between, or not reliably: all but ideographs, kana, hangul and space."""

_JOINED = "(?![\u0300-\u036f\u200d\ufe00-\ufe0f])"
"""Not before a mark that belongs to the character before it."""


def breakable(text: str, width: float) -> str:
    """`text` made visible, with leave to break what would be too long for lines of `width` Chinese characters."""
    shown = visible(text).strip("\n")
    if len(shown) <= width:
        return shown
    piece = f".{{{max(2, int(width * 0.9))}}}{_JOINED}(?=.)"

    def cut(run: re.Match[str]) -> str:
        return re.sub(piece, rf"\g<0>{MAY_BREAK}", run[0]) if wide(run[0]) > width else run[0]

    return re.sub(f"{_RUN}{{{int(width) + 1},}}", cut, shown)


def wide(text: str) -> float:
    """How many Chinese characters `text` is wide, rather too many than too few."""
    return sum(1 if sign >= "\u2000" else 0.75 if sign in _BROAD else 0.55 for sign in text)


class Laid(NamedTuple):
    """A table ready for its sheet: `size` in points, widths in characters, rows as the layout reads them."""

    sheet: Sheet
    size: float
    widths: list[float]
    heads: list[str]
    aligns: list[str]
    rows: list[dict[str, Any]]


def laid(table: Table, language: Language, smallest: Sheet = "upright") -> Laid:
    """The smallest sheet on which all columns have the width they want; on the largest they share what there is.

    A column that groups by names becomes a line across the table over the rows that it holds for. Raises ValueError for a row
    that has not one text for each column.
    """
    rows = list(table.rows)
    if any(len(row) != len(table.columns) for row in rows):
        message = "a row has not one text for each column"
        raise ValueError(message)
    grouping = [
        at for at, column in enumerate(table.columns) if column.groups and any(wide(row[at]) > _NAME for row in rows)
    ]
    shown = [at for at in range(len(table.columns)) if at not in grouping] or grouping
    columns = [table.columns[at] for at in shown]
    texts = [[row[at] for row in rows] for at in shown]
    least = [max(_least(text) for text in (column.title, *cells)) for column, cells in zip(columns, texts, strict=True)]
    wanted = [max(low, _wanted(column, cells)) for low, column, cells in zip(least, columns, texts, strict=True)]
    needed = [
        max(low, want * (1 if column.width else _SQUEEZED))
        for low, want, column in zip(least, wanted, columns, strict=True)
    ]
    sheet, size = _sheet(sum(needed) + 2 * INSET * len(columns), language, smallest)
    room = ROOMS[language][sheet]
    widths = _shared(room.width / size - 2 * INSET * len(columns), least, wanted)
    made = _rows(
        rows, grouping if len(shown) + len(grouping) == len(table.columns) else [], shown, widths, room.height / size
    )
    heads = [breakable(column.title, width) for column, width in zip(columns, widths, strict=True)]
    return Laid(sheet, size, widths, heads, [column.align for column in columns], made)


def _least(text: str) -> float:
    longest = max(map(wide, re.findall(f"{_RUN}+", text)), default=0)
    return max(2.2, min(longest, _WORD), *(min(wide(line), _NAME) for line in text.split("\n")))


def _wanted(column: Column, texts: Iterable[str]) -> float:
    """What the column asks for, or as much as its texts need if that is less."""
    natural = max(wide(line) for text in (column.title, *texts) for line in text.split("\n"))
    return min(column.width or _NATURAL, natural)


def _sheet(characters: float, language: Language, smallest: Sheet) -> tuple[Sheet, float]:
    rooms = ROOMS[language]
    for sheet, room in dropwhile(lambda each: each[0] != smallest, rooms.items()):
        size = int(2 * room.width / characters) / 2
        if size >= room.least:
            return sheet, min(size, room.most)
    return "large", rooms["large"].least


def _shared(room: float, least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """`room` characters for all columns: each what it wants and its share of the rest, or as near to that as can be."""
    if sum(wanted) <= room:
        return [each * room / sum(wanted) for each in wanted]
    spare = max(0.0, room - sum(least)) / max(1e-9, sum(wanted) - sum(least))
    widths = [low + (want - low) * spare for low, want in zip(least, wanted, strict=True)]
    return [each * room / sum(widths) for each in widths]


def _rows(
    rows: Sequence[Sequence[str]], grouping: Sequence[int], shown: Sequence[int], widths: Sequence[float], height: float
) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for names, group in groupby(rows, lambda row: [row[at] for at in grouping]):
        if any(names) or made:
            name = breakable("\n".join(filter(None, names)), sum(widths))
            if grouping:
                made.append({"group": name, "repeats": _lines(name, sum(widths)) * _LINE < height / 4})
        for row in group:
            cells = [breakable(row[at], width) for at, width in zip(shown, widths, strict=True)]
            lines = max(_lines(cell, width) for cell, width in zip(cells, widths, strict=True))
            made.append({"cells": cells, "whole": lines * _LINE < height * _CUT})
    return made


def _lines(text: str, width: float) -> int:
    """No fewer lines than `text` needs: as if each of its characters were a Chinese one, and each line lost one."""
    return sum(max(1, ceil(len(line) / max(1.0, width - 1))) for line in text.split("\n"))


# ---- forms


class _Boxes(NamedTuple):
    """How forms look: sizes to try, in points; how wide a label is, in characters; what the title leaves, in points."""

    sizes: tuple[float, ...]
    label: float
    height: float


_BOXES: dict[Language, _Boxes] = {"zh": _Boxes((12, 10.5, 9), 6.2, 500), "en": _Boxes((10, 9, 8), 9, 590)}
_ROOM = 1.9
"""An empty line for a hand, in characters."""


def form(block: Form, language: Language) -> dict[str, Any]:
    """A form ready for its page: in the largest letters with which it fits there, else in the smallest."""
    look = _BOXES[language]
    width = ROOMS[language]["upright"].width

    def inner(row: tuple[Field, ...], size: float) -> float:
        return (width / size / 2 - look.label) * (1 if len(row) > 1 else 2) + (look.label if len(row) == 1 else 0) - 1

    def height(row: tuple[Field, ...], size: float) -> float:
        return size * max(
            max(_lines(field.text, inner(row, size)), _lines(field.label, look.label - 1)) * _LINE
            + 0.5
            + field.room * _ROOM
            for field in row
        )

    size = next((s for s in look.sizes if sum(height(row, s) for row in block.rows) <= look.height), look.sizes[-1])
    rows = [
        [
            {
                "label": breakable(field.label, look.label - 1),
                "text": breakable(field.text, inner(row, size)),
                "room": field.room,
                "whole": height(row, size) < look.height * _CUT,
            }
            for field in row
        ]
        for row in block.rows
    ]
    return {"size": size, "label": look.label, "rows": rows}

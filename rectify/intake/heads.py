"""Which of a document's tables is a register, and where its head is."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from rectify.documents.document import Table
from rectify.intake.cells import Cell
from rectify.intake.columns import field_of
from rectify.intake.lines import LONGEST, fold
from rectify.intake.statuses import cell_status

_GAP = re.compile(r"\s{20,}")
_SHORT = 16


def _plain(text: str) -> str:
    text = text.strip()
    return _GAP.sub(" ", text[:LONGEST]) if len(text) > _SHORT else text


class Grid:
    """A table with what its merged cells say: a cell that repeats another says nothing itself."""

    def __init__(self, table: Table, block: int) -> None:
        self.block = block
        self.place = table.place
        self.caption = table.caption
        self.rows = tuple(tuple(_plain(text) for text in row) for row in table.rows)
        self.filled = table.filled
        self.mended: frozenset[int] = table.mended

    def text(self, row: int, column: int) -> str:
        return self.rows[row][column]

    def own(self, row: int, column: int) -> str:
        """The text that a cell has itself."""
        return "" if (row, column) in self.filled else self.text(row, column)

    def own_cells(self, row: int) -> list[Cell]:
        return [Cell(row, column, text) for column in range(len(self.rows[row])) if (text := self.own(row, column))]

    def first_own(self, row: int) -> Cell | None:
        """The first cell of a row that says something itself."""
        for column, text in enumerate(self.rows[row]):
            if text and (row, column) not in self.filled:
                return Cell(row, column, text)
        return None

    def spans_row(self, row: int) -> bool:
        """Whether one text stands alone in the row."""
        found = 0
        for column, text in enumerate(self.rows[row]):
            found += bool(text) and (row, column) not in self.filled
            if found > 1:
                return False
        return found == 1 and len(self.rows[row]) > 1

    def filled_down(self, row: int, column: int) -> bool:
        """Whether the cell repeats the one above it."""
        return (row, column) in self.filled and row > 0 and self.text(row, column) == self.text(row - 1, column)


class Head(NamedTuple):
    """The rows of the head, and for each column its name and field (empty where it is not known)."""

    first: int
    last: int
    names: tuple[str, ...]
    fields: tuple[str, ...]

    def column(self, field: str) -> int | None:
        return self.fields.index(field) if field in self.fields else None


_FIRST_ROWS = 15
_TITLES = ("title", "detail", "recommendation")
_ENOUGH = 2


def find_head(grid: Grid, columns: Mapping[str, str]) -> Head | None:
    """The head of a register: the row whose names are known best, and the one below it where it has two; else None.

    A register names what was found, and says at least two things more of it.
    """
    best: tuple[int, int] | None = None
    for row in range(min(_FIRST_ROWS, len(grid.rows))):
        fields = [field_of(text, columns) for text in grid.rows[row]]
        known = len({field for field in fields if field})
        if known > _ENOUGH - 1 and _all_short(grid.rows[row]) and (best is None or known > best[0]):
            best = (known, row)
    if best is None:
        return None
    first = best[1]
    if first and _is_upper(grid, first - 1, columns):
        first -= 1
    last = first + 1 if _is_lower(grid, first, columns) else first
    head = _head(grid, first, last, columns)
    known = len({field for field in head.fields if field})
    title = next((field for field in _TITLES if field in head.fields), None)
    if title is None and "measure" in head.fields and known > _ENOUGH:  # a list of tasks names no other finding
        title = "measure"
    head = _ticked(grid, _by_content(grid, head))
    if title is None or known <= _ENOUGH or last + 1 >= len(grid.rows) or _counts(grid, head, title):
        return None
    return head if title == "title" else head._replace(fields=_renamed(head.fields, title))


_FIGURE = re.compile(r"[\d.,%]+|[-–—]")


def _counts(grid: Grid, head: Head, title: str) -> bool:
    """Whether the column that would name the findings says how many they are: 问题 6, 已完成 6."""
    column = head.fields.index(title)
    texts = [fold(text).strip() for row in range(head.last + 1, len(grid.rows)) if (text := grid.own(row, column))]
    return bool(texts) and all(_FIGURE.fullmatch(text) for text in texts)


def _by_content(grid: Grid, head: Head) -> Head:
    """Where no column is named as the status, the one that says nothing but statuses is it."""
    if "status" in head.fields:
        return head
    for column, field in enumerate(head.fields):
        texts = [text for row in range(head.last + 1, len(grid.rows))[:_LOOKED_AT] if (text := grid.own(row, column))]
        if (
            field in ("", "action", "note")
            and len(texts) > 1
            and all(len(text) <= _SHORT and cell_status(text) for text in texts)
        ):
            return head._replace(fields=(*head.fields[:column], "status", *head.fields[column + 1 :]))
    return head


_TICKS = frozenset("√✓✔☑■●xXvV是")


def _ticked(grid: Grid, head: Head) -> Head:
    """Where columns are named after statuses and hold nothing but ticks, the name of the ticked one is the status."""
    below = range(head.last + 1, len(grid.rows))[:_LOOKED_AT]
    columns = [
        column
        for column in range(len(head.fields))
        if cell_status(fold(grid.text(head.last, column)))
        and all(not (text := grid.own(row, column)) or text in _TICKS for row in below)
    ]
    if len(columns) < _ENOUGH:
        return head
    return head._replace(fields=tuple("ticked" if n in columns else field for n, field in enumerate(head.fields)))


_LOOKED_AT = 200
_LONGEST_NAME = 40


def _all_short(texts: tuple[str, ...]) -> bool:
    return all(len(text) <= _LONGEST_NAME and "。" not in text for text in texts)


def _renamed(fields: tuple[str, ...], title: str) -> tuple[str, ...]:
    """The first column of that field is the title."""
    place = fields.index(title)
    return (*fields[:place], "title", *fields[place + 1 :])


def _is_upper(grid: Grid, row: int, columns: Mapping[str, str]) -> bool:
    """Whether the row above the best one is the upper half of the head: groups of columns over it."""
    cells = grid.rows[row]
    return (
        _all_short(cells)
        and not grid.spans_row(row)
        and sum(bool(field_of(text, columns)) for text in cells) >= _ENOUGH
    )


def _is_lower(grid: Grid, first: int, columns: Mapping[str, str]) -> bool:
    """Whether the row below is the lower half: it repeats the merged names, or stands empty under them."""
    row = first + 1
    if row >= len(grid.rows) or not _all_short(grid.rows[row]):
        return False
    cells = range(len(grid.rows[row]))
    repeated = sum(grid.filled_down(row, column) for column in cells)
    own = [column for column in cells if grid.own(row, column)]
    names = [grid.text(row, column) for column in own]
    known = sum(bool(field_of(name, columns) or (len(name) <= _SHORT and cell_status(fold(name)))) for name in names)
    if repeated:
        return known * 2 >= len(own)
    empty_under_names = sum(not grid.text(row, column) and bool(grid.text(first, column)) for column in cells)
    return known >= _ENOUGH and known == len(own) and empty_under_names > 0


_NOW = re.compile(r"\d{4}|current|latest|re-?test|目前|当前|现状|复查|复测", re.IGNORECASE)
"""Of several columns of statuses the one that says it is the newer; the last of them counts."""
_OWN_STANDARD = re.compile(r"任务|措施|milestone", re.IGNORECASE)


def _head(grid: Grid, first: int, last: int, columns: Mapping[str, str]) -> Head:
    names, fields = [], []
    for column in range(len(grid.rows[first])):
        upper, lower = grid.text(first, column), grid.text(last, column)
        name = lower if upper == lower or not upper or last == first else f"{upper} {lower}".strip()
        field = field_of(lower or upper, columns) or field_of(name, columns) or field_of(upper, columns)
        names.append(" ".join(name.split()))
        fields.append(field)
    if later := [n for n, field in enumerate(fields) if field == "status" and _NOW.search(names[n])]:
        fields = ["note" if field == "status" and n != later[-1] else field for n, field in enumerate(fields)]
    fields = [_standing_apart(field, names[n], fields, n) for n, field in enumerate(fields)]
    return Head(first, last, tuple(names), tuple(fields))


def _standing_apart(field: str, name: str, fields: list[str], place: int) -> str:
    """Two columns of one field: of two standards the one of the tasks, of two issues the finer one, of two dates the new one."""
    if field not in fields[:place]:
        return field
    if field == "standard" and _OWN_STANDARD.search(name):
        return "measure-standard"
    if field == "title":
        return "detail"
    if field == "deadline":
        return "extended"
    return field if field in ("measure", "action", "verdict", "note", "detail", "evidence", "next") else "note"

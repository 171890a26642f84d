"""Which of a document's tables is a register, where its head is, and which rows belong to one finding."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from rectify.documents.document import Table
from rectify.intake.cells import Cell, Fields
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
    if title is None or known <= _ENOUGH or last + 1 >= len(grid.rows):
        return None
    return head if title == "title" else head._replace(fields=_renamed(head.fields, title))


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


# Rows


class Record(NamedTuple):
    """The rows of one finding, each as field -> cells; the last of `above` is the row that stands for its aspect."""

    rows: tuple[Fields, ...]
    heading: Cell | None


class Sheet(NamedTuple):
    """A register taken apart: findings, rows with totals, and all other rows with text."""

    records: tuple[Record, ...]
    totals: tuple[int, ...]
    others: tuple[int, ...]
    broken: tuple[int, ...]


_SUM = re.compile(r"\s*(?:合\s?计|总\s?计|小\s?计|共\s?计|累\s?计|(?:grand |sub)?total)", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:注|备注|说明|填表|填报|审核|制表|联系|单位负责人|note)\s?[:：.]?", re.IGNORECASE)


def take_apart(grid: Grid, head: Head) -> Sheet:
    """The rows below the head."""
    groups: list[tuple[list[Fields], Cell | None]] = []
    totals, others, broken = [], [], []
    heading: Cell | None = None
    for row in range(head.last + 1, len(grid.rows)):
        own = grid.first_own(row)
        if own is None:
            continue
        first = fold(own.text)
        if (_SUM.match(first) and len(first) < 60) or _is_tally(grid.own_cells(row)):
            totals.append(row)
        elif grid.rows[row] == grid.rows[head.last] or grid.rows[row] == grid.rows[head.first]:
            others.append(row)
        elif grid.spans_row(row) and not _continues(own, head) and not (groups and own.column):
            others.append(row)
            if not _NOTE.match(first):
                heading = own
        else:
            cells = _by_field(grid, head, row)
            if groups and _same_finding(grid, head, row, cells):
                groups[-1][0].append(cells)
                if _looks_broken(grid, head, row, cells):
                    broken.append(row)
            elif "title" in cells:
                groups.append(([cells], heading))
            else:
                others.append(row)
    return Sheet(
        tuple(Record(tuple(rows), above) for rows, above in groups), tuple(totals), tuple(others), tuple(broken)
    )


def _is_tally(cells: list[Cell]) -> bool:
    """A label and a number alone in their row: Open: 4."""
    return len(cells) == _ENOUGH and cells[0].text.endswith((":", "：")) and cells[1].text.isdecimal()


def _continues(cell: Cell, head: Head) -> bool:
    """Whether a text alone in its row stands in a column of plans or results, so that it goes on with the row above."""
    return (
        head.fields[cell.column] in ("measure", "action", "detail", "note", "evidence", "next", "standard")
        and cell.column > 0
    )


def _by_field(grid: Grid, head: Head, row: int) -> Fields:
    cells: dict[str, tuple[Cell, ...]] = {}
    for column, text in enumerate(grid.rows[row]):
        if text and ((row, column) not in grid.filled or grid.filled_down(row, column)):
            field = head.fields[column] or "unknown"
            ticked = field == "ticked"
            field = "status" if ticked else field
            cell = Cell(row, column, grid.text(head.last, column) if ticked else text, head.names[column])
            cells[field] = (*cells[field], cell) if field in cells else (cell,)
    return cells


def _same_finding(grid: Grid, head: Head, row: int, cells: Fields) -> bool:
    """Whether a row goes on with the finding above: its title is merged with that above, or neither title nor number is there,
    or both are the same once more.
    """
    place = head.column("title")
    assert place is not None
    if grid.filled_down(row, place):
        return True
    number = head.column("number")
    if number is None:
        number = head.column("reference")
    if "title" not in cells:
        return number is None or not grid.own(row, number)
    above = row - 1
    while above > head.last and not grid.text(above, place):
        above -= 1
    same = grid.text(row, place) == grid.text(above, place)
    return same and (number is None or grid.text(row, number) in ("", grid.text(above, number)))


def _looks_broken(grid: Grid, head: Head, row: int, cells: Fields) -> bool:
    """A row that is only the end of the one above: no merged cells, nothing but one or two texts outside plans and results."""
    merged = any(grid.filled_down(row, column) for column in range(len(head.fields)))
    return not merged and not any(
        field in cells for field in ("measure", "action", "detail", "next", "title", "owner", "deadline")
    )

"""The rows of a register: which belong to one finding, which are totals, headings and notes."""

import re
from typing import NamedTuple

from rectify.intake.cells import Cell, Fields
from rectify.intake.heads import Grid, Head
from rectify.intake.lines import fold


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
    return len(cells) == 2 and cells[0].text.endswith((":", "：")) and cells[1].text.isdecimal()


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
    or both are the same once more, in the same aspect.
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
    aspect = head.column("aspect")
    same = grid.text(row, place) == grid.text(above, place)
    if aspect is not None and grid.text(row, aspect) not in ("", grid.text(above, aspect)):
        return False
    return same and (number is None or grid.text(row, number) in ("", grid.text(above, number)))


def _looks_broken(grid: Grid, head: Head, row: int, cells: Fields) -> bool:
    """A row that is only the end of the one above: no merged cells, nothing but one or two texts outside plans and results."""
    merged = any(grid.filled_down(row, column) for column in range(len(head.fields)))
    return not merged and not any(
        field in cells for field in ("measure", "action", "detail", "next", "title", "owner", "deadline")
    )

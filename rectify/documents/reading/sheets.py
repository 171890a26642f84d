"""What the sheets of all kinds of workbooks share: merged cells filled in, hidden rows and columns left out."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from rectify.documents.document import Table
from rectify.documents.reading import LeftOut
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.guard import FILLED
from rectify.errors import Unreadable, Word


class Area(NamedTuple):
    """Merged cells, from the first to the last, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet as it stands in the file."""

    name: str
    grid: Grid
    hidden_rows: set[int]
    hidden_columns: set[int]
    merged: list[Area]
    left_out: list[LeftOut]

    @property
    def place(self) -> str:
        """By the name of the sheet, which Excel keeps to 31 characters."""
        return f"sheet {self.name[:100]}"

    def leave_out(self, text: str, why: str, at: str = "") -> None:
        if text.strip():
            self.left_out.append(LeftOut(text.strip(), why, f"{self.place} {at}".strip()))

    def merge(self, area: Area) -> None:
        self.merged.append(area)
        if len(self.merged) > FILLED:
            raise Unreadable(
                "input-too-many", count=len(self.merged), things=Word("reading.merged-cells"), limit=FILLED
            )


def laid_out(sheet: Sheet, *, hidden: bool = False) -> tuple[Table, list[LeftOut]]:
    """The table that the sheet shows, without a row if it shows nothing, and what is left out of it.

    A merged cell stands in its first cell that is shown, and is repeated in the others.
    """
    rows = sheet.grid.rows
    if hidden:
        for number, cells in enumerate(rows):
            sheet.leave_out(_line(cells), "hidden-sheet", f"row {number + 1}")
        return Grid().table(), sheet.left_out
    columns = [number for number in range(_width(rows)) if number not in sheet.hidden_columns]
    _leave_out_hidden(sheet)
    shown = [number for number in range(len(rows)) if number not in sheet.hidden_rows]
    grid = sheet.grid if len(shown) == len(rows) and not sheet.hidden_columns and not sheet.merged else Grid()
    if grid is not sheet.grid:
        for to_row, row in enumerate(shown):
            for to_column, column in enumerate(columns):
                if column < len(rows[row]) and rows[row][column]:
                    grid.put(to_row, to_column, rows[row][column])
    _Merging(sheet, grid, shown, columns).fill_in()
    return grid.table(sheet.name, sheet.place), sheet.left_out


def _leave_out_hidden(sheet: Sheet) -> None:
    rows = sheet.grid.rows
    for number in sorted(sheet.hidden_rows):
        if number < len(rows):
            sheet.leave_out(_line(rows[number]), "hidden", f"row {number + 1}")
    shown = [cells for number, cells in enumerate(rows) if number not in sheet.hidden_rows]
    for number in sorted(sheet.hidden_columns):
        texts = (cells[number] for cells in shown if number < len(cells))
        sheet.leave_out("\n".join(filter(None, texts)), "hidden", f"column {letters(number)}")


class _Merging:
    """Fills merged cells into `grid`, which holds the rows and columns of the sheet that are `shown`."""

    def __init__(self, sheet: Sheet, grid: Grid, shown: list[int], columns: list[int]) -> None:
        self._sheet = sheet
        self._grid = grid
        self._shown = shown
        self._columns = columns
        self._covered = 0

    def fill_in(self) -> None:
        for area in self._sheet.merged:
            rows = range(bisect_left(self._shown, area.top), bisect_right(self._shown, area.bottom))
            columns = range(bisect_left(self._columns, area.left), bisect_right(self._columns, area.right))
            self._covered += len(rows) * len(columns)
            if self._covered > FILLED * 10:
                raise Unreadable(
                    "input-too-many", count=self._covered, things=Word("reading.merged-cells"), limit=FILLED
                )
            if rows and columns:
                self._fill(self._sheet.grid.own(area.top, area.left), area, rows, columns)

    def _fill(self, text: str, area: Area, rows: range, columns: range) -> None:
        for row in rows:
            for column in columns:
                under = self._grid.own(row, column)
                at = self._shown[row], self._columns[column]
                if under and at != (area.top, area.left):
                    self._sheet.leave_out(under, "merged", f"{letters(at[1])}{at[0] + 1}")
                if row == rows[0] and column == columns[0]:
                    self._grid.put(row, column, text)
                elif text or under:
                    self._grid.fill(row, column, text)


def _line(cells: list[str]) -> str:
    return "\t".join(filter(None, cells))


def _width(rows: list[list[str]]) -> int:
    return max(map(len, rows), default=0)


def letters(column: int) -> str:
    """The name of a column: A, B … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name

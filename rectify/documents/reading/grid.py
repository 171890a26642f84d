"""A table while it is read: cells come in any order, and merged ones are filled in."""

from rectify.documents.document import Table
from rectify.documents.reading.guard import CHARACTERS, COLUMNS, FILLED, HEAD, ROWS
from rectify.errors import Unreadable, Word


class Grid:
    """Texts by row and column, from 0. Raises Unreadable for a cell beyond the largest table."""

    def __init__(self, length: int = 0) -> None:
        self.rows: list[list[str]] = []
        self.length = length
        """The characters of all texts, with those of the tables before this one: a text may stand in many cells."""
        self.filled: set[tuple[int, int]] = set()
        self.mended: set[int] = set()

    def put(self, row: int, column: int, text: str) -> None:
        if row >= ROWS + HEAD:
            raise Unreadable("input-too-many", count=row + 1, things=Word("reading.rows"), limit=ROWS)
        if column >= COLUMNS:
            raise Unreadable("input-too-many", count=column + 1, things=Word("reading.columns"), limit=COLUMNS)
        self.length += len(text)
        if self.length > CHARACTERS:
            raise Unreadable("input-too-long", limit=CHARACTERS)
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        if column >= len(cells):
            cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = text

    def fill(self, row: int, column: int, text: str) -> None:
        """A cell that repeats the text of a merged one."""
        self.put(row, column, text)
        self.length -= len(text)
        self.filled.add((row, column))
        if len(self.filled) > FILLED:
            raise Unreadable(
                "input-too-many", count=len(self.filled), things=Word("reading.merged-cells"), limit=FILLED
            )

    def own(self, row: int, column: int) -> str:
        """The text that stands in the cell itself, empty where there is no cell."""
        if row >= len(self.rows) or column >= len(self.rows[row]) or (row, column) in self.filled:
            return ""
        return self.rows[row][column]

    def table(self, caption: str = "", place: str = "") -> Table:
        """The table without the rows and columns at its end that say nothing; it has no row if nothing is said."""
        height = len(self.rows)
        while height and not self._says(height - 1):
            height -= 1
        rows = self.rows[:height]
        width = 0
        for number, cells in enumerate(rows):
            for column in range(len(cells) - 1, width - 1, -1):
                if cells[column].strip() and (number, column) not in self.filled:
                    width = column + 1
                    break
        filled = frozenset((row, column) for row, column in self.filled if row < height and column < width)
        mended = frozenset(row for row in self.mended if row < height)
        return Table((), tuple(tuple(_wide(cells, width)) for cells in rows), caption, place, filled, mended=mended)

    def _says(self, row: int) -> bool:
        return any(text.strip() and (row, column) not in self.filled for column, text in enumerate(self.rows[row]))


def _wide(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))

"""One cell of a workbook: days as days, figures as figures, everything else as text."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rectify.documents.document import Column, Table
from rectify.documents.writing import visible
from rectify.documents.writing.fitting import units

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""UTF-16 units in a cell (Excel's limit)."""
_FIGURE = re.compile(r"0|-?[1-9]\d{0,14}")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d)?)%")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_DAY = date(1900, 3, 1)
"""Days before it have two numbers, one in Excel and one in all other programs."""
_NARROWEST, _WIDEST = 3, 24


class Cells(NamedTuple):
    """The cells of a column, and how they look by what they hold."""

    column: Column
    text: "Format"
    day: "Format"
    share: "Format"

    def put(self, sheet: "Worksheet", row: int, at: int, text: str) -> None:
        """Writes a text as what it is."""
        if not text:
            sheet.write_blank(row, at, None, self.text)
        elif self.column.days and (day := exact_day(text)):
            sheet.write_datetime(row, at, day, self.day)
        elif self.column.align == "right" and _FIGURE.fullmatch(text):
            sheet.write_number(row, at, int(text), self.text)
        elif self.column.align == "right" and (share := _SHARE.fullmatch(text)):
            sheet.write_number(row, at, float(share[1]) / 100, self.share)
        else:
            sheet.write_string(row, at, text, self.text)


def exact_day(text: str) -> date | None:
    """The day of a text in ISO 8601 that every program counts alike."""
    if not _DAY.fullmatch(text):
        return None
    day = date.fromisoformat(text)
    return day if day >= _FIRST_DAY else None


def fitting(text: str) -> list[str]:
    """A text as it can stand in a cell, in several where it is longer than one may be."""
    plain = visible(text)
    if len(plain) * 2 <= LONGEST or len(plain.encode("utf-16-le")) <= 2 * LONGEST:
        return [plain]
    half = LONGEST // 2  # no character takes more than two units
    return [plain[at : at + half] for at in range(0, len(plain), half)]


def widths(table: Table, first: Sequence[tuple[str, ...]]) -> list[int]:
    """How many Chinese characters each column holds in a line: as many as it would like to, else what its texts have."""
    found = []
    for at, column in enumerate(table.columns):
        texts = [column.title, *(row[at] for row in first)]
        longest = max(units(line) for text in texts for line in text.split("\n"))
        least = 8 if column.days else _NARROWEST
        found.append(max(column.width, least) if column.width else min(max(-(-longest // 2) + 1, least), _WIDEST))
    return found

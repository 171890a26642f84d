"""Workbooks of before 2007 (.xls), read by calamine in another process."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from rectify.documents.reading import Contents, LeftOut
from rectify.documents.reading.aside import asked
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.sheets import Area, Sheet, laid_out
from rectify.documents.reading.workbook_cells import plain


def read(content: bytes, _kind: str, _encoding: str) -> Contents:
    """The sheets that are shown. Which rows and columns are hidden, and comments, cannot be told of this format."""
    blocks = []
    left_out: list[LeftOut] = []
    sheet: Sheet | None = None
    hidden = False
    for each in [*asked("oldworkbook", content), None]:
        if not isinstance(each, list):
            if sheet is not None:
                table, gone = laid_out(sheet, hidden=hidden)
                left_out.extend(gone)
                blocks.extend([table] if table.rows else [])
            if each is not None:
                sheet, hidden = Sheet(each["name"], Grid(), set(), set(), [], []), each["hidden"]
                for area in each["merged"]:
                    sheet.merge(Area(*area))
        elif sheet is not None:
            row, cells = each
            for column, text in cells:
                sheet.grid.put(row, column, text)
    return Contents(tuple(blocks), tuple(left_out))


def answers(content: bytes, _step: Callable[[], None]) -> Iterator[Any]:
    """In the other process: each sheet, and its rows, of which only the cells with a text."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(number)
        merged = [[top, left, bottom, right] for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
        yield {"name": about.name, "hidden": about.visible != SheetVisibleEnum.Visible, "merged": merged}
        first, left = sheet.start or (0, 0)
        for row, values in enumerate(sheet.to_python(), first):
            cells = [[column, text] for column, value in enumerate(values, left) if (text := _shown(value))]
            if cells:
                yield [row, cells]


def _shown(value: object) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return plain(value)
        case datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value).strip()

"""A flat sheet: a head, one row for each row of the table, a filter; for pivots and for reading it in again."""

from typing import TYPE_CHECKING

from rectify.documents.document import Table
from rectify.documents.writing.workbook import Book, peeked
from rectify.documents.writing.workbook_cells import Cells, fitting, widths

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def fill(book: Book, name: str, table: Table) -> None:
    """Adds the sheet. A text that no cell can hold goes on in rows below, which repeat nothing but the first column."""
    sheet: Worksheet = book.file.add_worksheet(name)
    first, rows = peeked(table)
    head = book.look(bold=True, bg_color="#E7E6E6", bottom=1)
    text = book.look(valign="top")
    others = book.look(valign="top", num_format="yyyy-mm-dd"), book.look(valign="top", num_format="0.0%")
    columns = [Cells(column, text, *others) for column in table.columns]
    for at, width in enumerate(widths(table, first)):
        sheet.set_column(at, at, min(width, 18) * 2 + 1)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.title, head)
    number = 0
    for row in rows:
        cells = [fitting(each) for each in row]
        for part in range(max(map(len, cells))):
            number += 1
            for at, (cell, texts) in enumerate(zip(columns, cells, strict=True)):
                if part < len(texts) or not at:
                    cell.put(sheet, number, at, texts[part] if part < len(texts) else texts[0])
    sheet.autofilter(0, 0, max(number, 1), len(table.columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{number + 1}"})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)

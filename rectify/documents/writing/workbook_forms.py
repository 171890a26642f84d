"""A sheet of forms, such as closing slips, each on a page of its own."""

from typing import TYPE_CHECKING

from rectify.documents.document import Field, Form
from rectify.documents.writing.fitting import lines, pieces
from rectify.documents.writing.workbook import Book
from rectify.documents.writing.workbook_cells import fitting
from rectify.documents.writing.workbook_plan import Sheet
from rectify.documents.writing.workbook_print import LINE, MOST_LINES, PAD, TITLE_HEIGHT
from rectify.language import say

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LABEL, _TEXT = 6, 13
"""Chinese characters in a line of a label, and of the text of one of two fields beside each other."""
_A4 = 9


def fill(book: Book, plan: Sheet) -> None:
    """Adds the sheet: the title on every page, labels and texts in boxes, a page break after each form."""
    sheet: Worksheet = book.file.add_worksheet(plan.name)
    for at, width in enumerate((_LABEL, _TEXT, _LABEL, _TEXT)):
        sheet.set_column(at, at, width * 2 + 1)
    title = book.look(font_name=book.title_font, font_size=14, align="center", text_wrap=True)
    height = TITLE_HEIGHT * lines(book.title, (_LABEL + _TEXT) * 4 * 10 // 15)
    sheet.set_row(0, height)
    sheet.merge_range(0, 0, 0, 3, book.title, title)
    row, ends = 1, []
    for form, small in plan.forms:
        row = _form(book, sheet, form, row)
        if small:
            row = _small(book, sheet, small, row)
        ends.append(row)
    sheet.set_h_pagebreaks(ends[:-1])
    sheet.repeat_rows(0)
    sheet.set_paper(_A4)
    sheet.center_horizontally()
    sheet.set_margins(0.4, 0.4, 0.7, 0.7)
    sheet.set_print_scale(95)  # where a sheet is fitted to the page, Excel forgets its page breaks
    sheet.set_footer("&C" + say(book.language, "writing.footer"))


def _form(book: Book, sheet: "Worksheet", form: Form, row: int) -> int:
    for fields in form.rows:
        texts = [[piece for part in fitting(field.text) for piece in _pieces(part, len(fields))] for field in fields]
        for part in range(max(map(len, texts))):
            needed = 1
            for at, (field, of) in enumerate(zip(fields, texts, strict=True)):
                told = field._replace(text=of[part] if part < len(of) else "")
                needed = max(needed, _field(book, sheet, told, (row, at * 2), wide=len(fields) == 1))
            sheet.set_row(row, needed * LINE + PAD)
            row += 1
    return row


def _width(fields: int) -> int:
    return 2 * (_TEXT if fields > 1 else _TEXT * 2 + _LABEL)


def _pieces(text: str, fields: int) -> list[str]:
    return pieces(text, _width(fields), MOST_LINES - 4)


def _field(book: Book, sheet: "Worksheet", field: Field, cell: tuple[int, int], *, wide: bool) -> int:
    """Writes a label and its text; how many lines they need."""
    row, at = cell
    label = book.look(border=1, text_wrap=True, align="center", bg_color="#F2F2F2")
    look = book.look(border=1, text_wrap=True, valign="bottom" if field.room else "vcenter")
    sheet.write_string(row, at, field.label, label)
    if wide:
        sheet.merge_range(row, 1, row, 3, "", look)
    sheet.write_string(row, at + 1, field.text, look)
    needed = lines(field.text, _width(1 if wide else 2)) + field.room
    return max(needed, lines(field.label, 2 * _LABEL))


def _small(book: Book, sheet: "Worksheet", text: str, row: int) -> int:
    look = book.look(font_size=8, font_color="#7F7F7F", text_wrap=True)
    sheet.merge_range(row, 0, row, 3, "", look)
    sheet.write_string(row, 0, text, look)
    sheet.set_row(row, lines(text, (_LABEL + _TEXT) * 4) * LINE + PAD)
    return row + 1

"""A Document as a workbook (.xlsx): registers to print and to fill in, flat sheets for filters, closing slips.

No text becomes a formula, a link or a number. The same document gives the same bytes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain, islice
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from rectify.documents.document import Document, Table
from rectify.documents.writing import Style
from rectify.documents.writing.words import language_of
from rectify.documents.writing.workbook_plan import Plan, Sheet, plan
from rectify.documents.writing.zipping import zipped
from rectify.errors import Refused

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

MERGED = 2_000
"""With more rows than these in any table the workbook is written row by row, in little memory; then nothing is merged
down, since cells that were written cannot be gone back to."""
ROWS = 1_048_576
"""Of a sheet (Excel's limit)."""
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_KINDS = {"zh": ("宋体", "黑体"), "en": ("Calibri", "Calibri")}
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


class Book:
    """A workbook that is being written."""

    def __init__(self, file: "Workbook", document: Document, *, streamed: bool) -> None:
        self.file = file
        self.language = language_of(document.language)
        self.title = document.title
        self.day = date.fromisoformat(document.day) if document.day else None
        self.streamed = streamed
        self.font, self.title_font = _KINDS[self.language]
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, **properties: Any) -> "Format":
        """The format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            basis = {"font_name": self.font, "font_size": 10, "valign": "vcenter"}
            self._formats[key] = self.file.add_format({**basis, **properties})
        return self._formats[key]


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: ARG001, B008 - of one look only
    """Writes `document` to `stream`. Raises Refused for a table with more rows than a sheet can hold."""
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook

    found = plan(document)
    sheets, streamed = _looked_at(found)
    with zipped(stream) as whole, TemporaryDirectory(prefix="rectify-", ignore_cleanup_errors=True) as aside:
        file = Workbook(whole, {**_OPTIONS, "constant_memory": streamed, "tmpdir": aside})
        file.set_properties({"title": document.title, "created": _CREATED})
        book = Book(file, document, streamed=streamed)
        for sheet in sheets:
            _sheet(book, sheet, found)
        try:
            file.close()
        except FileCreateError as error:  # what the system said: of this file, or of those that the library keeps aside
            raise error.args[0] from None


def _sheet(book: Book, sheet: Sheet, found: Plan) -> None:
    from rectify.documents.writing import workbook_flat, workbook_forms, workbook_print

    if sheet.table is None:
        workbook_forms.fill(book, sheet)
    elif sheet.table.aside and not any(column.width for column in sheet.table.columns):
        workbook_flat.fill(book, sheet.name, sheet.table)
    else:
        workbook_print.fill(book, sheet.name, sheet.above, sheet.table, found.below)


def _looked_at(found: Plan) -> tuple[list[Sheet], bool]:
    """The sheets, and whether any of their tables is so long that it must be streamed: their first rows are read."""
    sheets, streamed = [], False
    for sheet in found.sheets:
        if sheet.table is None:
            sheets.append(sheet)
            continue
        rows = iter(sheet.table.rows)
        first = list(islice(rows, MERGED + 1))
        streamed = streamed or len(first) > MERGED
        sheets.append(sheet._replace(table=sheet.table._replace(rows=_counted(sheet.name, chain(first, rows)))))
    return sheets, streamed


def _counted(name: str, rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows):
        if number >= ROWS - 500:
            raise Refused("sheet-full", name=name, most=ROWS - 500)
        yield row


def peeked(table: Table, most: int = 200) -> tuple[list[tuple[str, ...]], Iterator[tuple[str, ...]]]:
    """The first rows of a table, to choose the widths of its columns by, and all its rows."""
    rows = iter(table.rows)
    first = list(islice(rows, most))
    return first, chain(first, rows)

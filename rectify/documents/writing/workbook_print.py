"""A sheet for people: title, head on every page, aspects merged down, room for every line, colours by the day of the file."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rectify.documents.document import Column, Fine, Signature, Table
from rectify.documents.writing import visible
from rectify.documents.writing.fitting import lines, pieces
from rectify.documents.writing.workbook import Book, peeked
from rectify.documents.writing.workbook_cells import Cells, fitting, widths
from rectify.documents.writing.workbook_rules import add_rules
from rectify.language import say

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LINE, PAD, TITLE_HEIGHT = 15, 5, 26
"""Points: a line of text, what a row has above and below its lines, a line of the title."""
MOST_LINES = 26
"""No row can be higher than 409 points (Excel's limit); what needs more lines goes on in the row below."""
WARNED = 30
"""Days before its deadline from which a cell is coloured, unless somebody writes another number into the sheet."""
_A3, _A4 = 8, 9
_ON_A4 = 9
"""Columns that can be read on A4; more of them want A3."""
_UPRIGHT = 45
"""Chinese characters across that fit a page held upright."""
_LABEL, _DAY = 7, 6


def fill(book: Book, name: str, above: Iterable[str], table: Table, below: Iterable[Signature | Fine | str]) -> None:
    """Adds the sheet."""
    sheet: Worksheet = book.file.add_worksheet(name)
    first, rows = peeked(table)
    page = _Page(book, sheet, table.columns, widths(table, first))
    page.title()
    page.name(table.name)
    for text in above:
        page.text(text)
    cells = page.day() if book.day and any(column.settled for column in table.columns) else None
    head = page.head()
    body = _Body(page, head + 1)
    for row in rows:
        body.add(row)
    body.end_groups()
    page.row = body.row
    add_rules(book, sheet, table.columns, (head + 1, body.row - 1), cells)
    for each in below:
        page.foot(each)
    page.set_up(head)


class _Page:
    """What stands around the rows of the table; `row` is the next that is free."""

    def __init__(self, book: Book, sheet: "Worksheet", columns: Sequence[Column], wide: Sequence[int]) -> None:
        self.book = book
        self.sheet = sheet
        self.columns = columns
        self.widths = wide
        self.row = 0
        self._last = len(columns) - 1
        for at, width in enumerate(wide):
            sheet.set_column(at, at, width * 2 + 1.5, book.look(num_format="@") if _is_name(columns[at]) else None)

    def title(self) -> None:
        look = self.book.look(font_name=self.book.title_font, font_size=16, align="center", text_wrap=True)
        text = visible(self.book.title)
        self._across(text, look, lines(text, max(sum(self.widths) * 2 * 10 // 17, 1)) * TITLE_HEIGHT)

    def name(self, name: str) -> None:
        """Which table it is, where the title does not say so: a printed page has no name of a sheet."""
        if name and name not in self.book.title:
            self._across(visible(name), self.book.look(bold=True, font_size=12, align="center"), LINE + PAD)

    def text(self, text: str) -> None:
        plain = visible(text)
        look = self.book.look(text_wrap=True, align="left")
        for piece in pieces(plain, sum(self.widths) * 2, MOST_LINES):
            self._across(piece, look, lines(piece, sum(self.widths) * 2) * LINE + PAD)

    def foot(self, block: Signature | Fine | str) -> None:
        """A line below the table: the signature to the right, the head of the ledger in small print."""
        if isinstance(block, str):
            self.text(block)
        elif isinstance(block, Fine):
            text = visible(block.text)
            look = self.book.look(font_size=8, font_color="#7F7F7F", text_wrap=True)
            self._across(text, look, lines(text, max(sum(self.widths) * 5 // 2, 1)) * LINE)
        else:
            look = self.book.look(align="right", indent=2)
            for text in filter(None, block):
                self._across(visible(text), look, LINE + PAD)

    def _across(self, text: str, look: object, height: float) -> None:
        self.sheet.set_row(self.row, min(height, 409))
        if self._last:
            self.sheet.merge_range(self.row, 0, self.row, self._last, "", look)
        self.sheet.write_string(self.row, 0, text, look)
        self.row += 1

    def day(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The day that the colours count from and the days of warning, each behind its label; where they stand."""
        label, strong = self.book.look(align="right"), {"bold": True, "bottom": 4, "align": "center"}
        assert self.book.day
        self.sheet.set_row(self.row, LINE + PAD)
        at = self._label("writing.as-of", 0, label)
        day = self.row, at
        at = self._over(at, _DAY, self.book.look(**strong, num_format="yyyy-mm-dd"))
        self.sheet.write_datetime(*day, self.book.day, self.book.look(**strong, num_format="yyyy-mm-dd"))
        at = self._label("writing.warned", at, label)
        warned = self.row, at
        self._over(at, 2, self.book.look(**strong))
        self.sheet.write_number(*warned, WARNED, self.book.look(**strong))
        self.row += 1
        return day, warned

    def _label(self, key: str, at: int, look: object) -> int:
        after = self._over(at, _LABEL, look)
        self.sheet.write_string(self.row, at, say(self.book.language, key), look)
        return after

    def _over(self, at: int, needed: int, look: object) -> int:
        """Merges as many columns as hold `needed` characters; the column after them."""
        end = at
        while sum(self.widths[at : end + 1]) < needed and end < self._last:
            end += 1
        if end > at:
            self.sheet.merge_range(self.row, at, self.row, end, "", look)
        return end + 1

    def head(self) -> int:
        """The names of the columns; the row in which they stand."""
        look = self.book.look(bold=True, border=1, bg_color="#DDEBF7", align="center", text_wrap=True)
        if not any(column.title for column in self.columns):
            return self.row - 1
        most = max(lines(column.title, 2 * wide) for column, wide in zip(self.columns, self.widths, strict=True))
        self.sheet.set_row(self.row, most * LINE + PAD + 4)
        for at, column in enumerate(self.columns):
            self.sheet.write_string(self.row, at, column.title, look)
        self.row += 1
        return self.row - 1

    def set_up(self, head: int) -> None:
        """How it is printed, and what stays in sight while it is scrolled."""
        sheet, names = self.sheet, [column.field for column in self.columns]
        narrow = len(self.columns) <= _ON_A4
        sheet.set_paper(_A4 if narrow else _A3)
        if not narrow or sum(self.widths) > _UPRIGHT:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        sheet.center_horizontally()
        sheet.set_footer("&C" + say(self.book.language, "writing.footer"))
        sheet.repeat_rows(head)
        sheet.freeze_panes(head + 1, names.index("title") + 1 if "title" in names[:4] else 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self.row + 1}"})


def _is_name(column: Column) -> bool:
    """Names such as 3-1, which a spreadsheet would take for a day."""
    return column.field == "number"


class _Body:
    """The rows of the table."""

    def __init__(self, page: _Page, first: int) -> None:
        self.row = first
        self._page = page
        self._sheet = page.sheet
        self._merging = not page.book.streamed
        look = page.book.look
        basis = {"border": 1, "text_wrap": True}
        self._cells = []
        for column in page.columns:
            align = "center" if column.choices or column.days or _is_name(column) else column.align
            group = {"valign": "top"} if column.groups else {}
            text = look(**basis, **group, align=align, **({"num_format": "@"} if _is_name(column) else {}))
            day = look(**basis, align="center", num_format="yyyy-mm-dd")
            self._cells.append(Cells(column, text, day, look(**basis, align=align, num_format="0.0%")))
        self._groups: dict[int, tuple[int, str]] = {}
        """Column -> the first row and the text of the cell that is being merged down."""
        self._lines: dict[int, int] = {}
        """How many lines each of the rows has that merged cells may reach over."""

    def add(self, row: Sequence[str]) -> None:
        """A row of the table: one of the sheet, or several where a text needs more lines than a row can have."""
        page, texts = self._page, []
        for at, (text, wide) in enumerate(zip(row, page.widths, strict=True)):
            merged = self._merging and page.columns[at].groups
            plain = fitting(text)
            texts.append(plain if merged else [one for each in plain for one in pieces(each, 2 * wide, MOST_LINES)])
        height = max(map(len, texts))
        for part in range(height):
            self._part(texts, part)
        if height > 1 and self._merging:
            self._merge(texts, height)
        self._group(row)
        self.row += height

    def _part(self, texts: Sequence[Sequence[str]], part: int) -> None:
        page, row = self._page, self.row + part
        most = 1
        for at, (column, parts) in enumerate(zip(page.columns, texts, strict=True)):
            if column.groups and self._merging:
                continue
            text = parts[part] if part < len(parts) else parts[0] if column.field == "number" else ""
            self._cells[at].put(self._sheet, row, at, text)
            most = max(most, lines(text, 2 * page.widths[at]))
        self._height(row, most)

    def _height(self, row: int, number: int) -> None:
        """Room for so many lines. Programs do not find it themselves: without it wrapped texts lie over each other."""
        self._sheet.set_row(row, min(number * LINE + PAD, 409))
        if self._merging:
            self._lines[row] = number
            return
        # Row by row, the row above is in the file already, and the library would keep its height all the same.
        self._sheet.row_info.pop(row - 1, None)
        self._sheet.row_sizes.pop(row - 1, None)

    def _merge(self, texts: Sequence[Sequence[str]], height: int) -> None:
        for at, (column, parts) in enumerate(zip(self._page.columns, texts, strict=True)):
            if len(parts) == 1 and not column.groups:
                self._down(at, self.row, self.row + height - 1, parts[0])

    def _down(self, at: int, first: int, final: int, text: str) -> None:
        if final > first:
            self._sheet.merge_range(first, at, final, at, "", self._cells[at].text)
        self._cells[at].put(self._sheet, first, at, text)

    def _group(self, row: Sequence[str]) -> None:
        for at, column in enumerate(self._page.columns):
            if not (column.groups and self._merging):
                continue
            if at in self._groups and self._groups[at][1] == row[at] and row[at]:
                continue
            self._end_group(at)
            self._groups[at] = (self.row, row[at])

    def _end_group(self, at: int) -> None:
        """Merges the cells that say the same; the last row becomes higher where they have no room for the text."""
        if at not in self._groups:
            return
        first, text = self._groups[at]
        final = self.row - 1
        plain = fitting(text)[0]
        self._down(at, first, final, plain)
        lacking = lines(plain, 2 * self._page.widths[at]) - sum(self._lines[row] for row in range(first, final + 1))
        if lacking > 0:
            self._height(final, self._lines[final] + lacking)

    def end_groups(self) -> None:
        for at in self._groups:
            self._end_group(at)

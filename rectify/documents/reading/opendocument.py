"""OpenDocument spreadsheets (.ods): a table a sheet, with the texts as they are shown (OpenDocument 1.3, part 3, 9)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rectify.documents.reading import Contents, LeftOut
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.guard import COLUMNS, ROWS
from rectify.documents.reading.package import STREAMED, Package
from rectify.documents.reading.sheets import Area, Sheet, laid_out
from rectify.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from rectify.documents.document import Table

CELLS = 1_200_000
_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_DIGITS = 9
"""A number with more digits than this is none of this world."""

_SPACES = 100
"""The most spaces that one sign for several of them stands for."""


def _name(space: str, name: str) -> str:
    return f"{_NAMES}{space}:1.0}}{name}"


def _t(name: str) -> str:
    return _name("table", name)


_PARENTS = [
    _name("office", "automatic-styles"),
    *map(_t, ("table", "table-rows", "table-row-group", "table-header-rows", "table-columns", "table-column-group")),
    _t("table-header-columns"),
]
_HIDING = {"collapse", "filter"}


def read(content: bytes, _kind: str, _encoding: str) -> Contents:
    """The sheets that are shown, in the order of their tabs."""
    with Package(content) as package:
        if package.is_encrypted():
            raise Unreadable("input-encrypted")
        reader = _Reader()
        for element in package.stream("content.xml", *_PARENTS, limit=STREAMED):
            reader.take(element)
        return reader.contents()


class _Reader:
    """Takes the rows of all sheets as they come."""

    def __init__(self) -> None:
        self._blocks: list[Table] = []
        self._left_out: list[LeftOut] = []
        self._hidden_styles: set[str] = set()
        self._element: Element | None = None
        self._style = ""
        self._sheet = Sheet("", Grid(), set(), set(), [], [])
        self._row = self._column = self._cells = 0

    def contents(self) -> Contents:
        self._finish()
        return Contents(tuple(self._blocks), tuple(self._left_out))

    def take(self, element: "Element") -> None:
        if element.tag == _name("style", "style"):
            shown = element.find(_name("style", "table-properties"))
            if shown is not None and shown.get(_t("display")) == "false":
                self._hidden_styles.add(element.get(_name("style", "name"), ""))
            return
        sheet = next(element.iterancestors(_t("table")), None)
        if sheet is not None and sheet is not self._element:
            self._finish()
            self._element, self._style = sheet, sheet.get(_t("style-name"), "")
            self._row = self._column = 0
            self._sheet = Sheet(sheet.get(_t("name"), ""), Grid(self._sheet.grid.length), set(), set(), [], [])
        if element.tag == _t("table-row"):
            self._take_row(element)
        elif element.tag == _t("table-column"):
            times = _times(element, "columns-repeated")
            if element.get(_t("visibility")) in _HIDING:
                self._sheet.hidden_columns.update(range(self._column, min(self._column + times, COLUMNS)))
            self._column += times
        elif element.tag == _t("shapes"):
            self._sheet.leave_out(_text(element), "drawing")

    def _finish(self) -> None:
        if self._element is not None:
            hidden = self._style in self._hidden_styles
            table, left_out = laid_out(self._sheet, hidden=hidden)
            self._left_out.extend(left_out)
            if table.rows:
                self._blocks.append(table)

    def _take_row(self, element: "Element") -> None:
        """A row, as often as it is repeated; the empty ones at the end of a sheet are a million."""
        times = _times(element, "rows-repeated")
        cells = list(self._cells_of(element))
        if element.get(_t("visibility")) in _HIDING:
            self._sheet.hidden_rows.update(range(self._row, min(self._row + times, ROWS * 2)))
        if cells:
            for row in range(self._row, self._row + times):
                for column, text in cells:
                    self._sheet.grid.put(row, column, text)
        self._row += times

    def _cells_of(self, row: "Element") -> Iterator[tuple[int, str]]:
        column = 0
        for cell in row:
            if cell.tag not in {_t("table-cell"), _t("covered-table-cell")}:
                continue
            self._cells += 1
            if self._cells > CELLS:
                raise Unreadable("input-too-much")
            times = _times(cell, "columns-repeated")
            if text := self._shown(cell):
                yield from ((column + each, text) for each in range(min(times, COLUMNS + 1)))
            down, right = _times(cell, "rows-spanned"), _times(cell, "columns-spanned")
            if down > 1 or right > 1:
                self._sheet.merge(Area(self._row, column, self._row + down - 1, column + right - 1))
            column += times

    def _shown(self, cell: "Element") -> str:
        for note in cell.iterchildren(_name("office", "annotation")):
            self._sheet.leave_out(_text(note), "comment", f"row {self._row + 1}")
        date = cell.get(_name("office", "date-value"))
        if date:
            return date.removesuffix("T00:00:00").replace("T", " ")
        return _text(cell) or cell.get(_name("office", "value"), "")


def _text(element: "Element") -> str:
    """The paragraphs in `element`, without the comment of a cell."""
    lines: list[str] = []
    for child in element:
        if child.tag == _name("text", "p"):
            lines.append("".join(_inline(child)))
        elif child.tag != _name("office", "annotation"):
            lines.append(_text(child))
    return "\n".join(filter(None, lines)).strip()


def _inline(element: "Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == _name("text", "s"):
            yield " " * min(_whole(child.get(_name("text", "c"))), _SPACES)
        elif child.tag == _name("text", "tab"):
            yield "\t"
        elif child.tag == _name("text", "line-break"):
            yield "\n"
        elif child.tag != _name("office", "annotation"):
            yield from _inline(child)
        yield child.tail or ""


def _times(element: "Element", name: str) -> int:
    return _whole(element.get(_t(f"number-{name}")))


def _whole(text: str | None) -> int:
    """A number of times, at least once."""
    return max(int(text), 1) if text and text.isascii() and text.isdigit() and len(text) < _DIGITS else 1

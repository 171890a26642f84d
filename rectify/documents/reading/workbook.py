"""Workbooks (.xlsx): a table a sheet, what is hidden left out, merged cells filled in."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rectify.documents.reading import Contents, LeftOut
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.guard import CHARACTERS, COLUMNS
from rectify.documents.reading.package import STREAMED, Package, Relation
from rectify.documents.reading.sheets import Area, Sheet, laid_out
from rectify.documents.reading.workbook_cells import GENERAL, Format, built_in, number, parsed
from rectify.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SHEETS = 1_000
CELLS = 1_200_000
"""The most sheets of one workbook, and cells, those without a text too."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


_V, _F, _IS, _T, _R = (f"{_MAIN}{name}" for name in ("v", "f", "is", "t", "r"))
_RUNNING_HEADS = {f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")}


def x(name: str) -> str:
    return _MAIN + name


class _Listed(NamedTuple):
    name: str
    part: str
    hidden: bool


def read(content: bytes, _kind: str, _encoding: str) -> Contents:
    """The sheets that are shown, in the order of their tabs."""
    with Package(content) as package:
        book = _Book(package)
        blocks = []
        left_out: list[LeftOut] = []
        for each in book.listed:
            table, gone = laid_out(book.sheet(each), hidden=each.hidden)
            left_out.extend(gone)
            if table.rows:
                blocks.append(table)
        return Contents(tuple(blocks), tuple(left_out))


class _Book:
    """What all sheets of a workbook share."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations = package.relations(package.main)
        self._since_1904 = False
        self.listed: list[_Listed] = []
        self._read_list()
        self._strings = list(self._read_strings())
        self._formats = self._read_formats()
        self._cells = self._length = 0

    def _part(self, kind: str) -> str:
        return next((each.target for each in self._relations.values() if each.kind == kind), "")

    def _read_list(self) -> None:
        for element in self._package.stream(self._package.main, x("workbook"), x("sheets")):
            if element.tag == x("workbookPr"):
                self._since_1904 = element.get("date1904") in {"1", "true"}
            elif element.tag == x("sheet"):
                relation = self._relations.get(element.get(_RELATION, ""))
                if relation and relation.kind == "worksheet":
                    hidden = element.get("state", "visible") != "visible"
                    if len(self.listed) == SHEETS:
                        raise Unreadable("input-too-much")
                    self.listed.append(_Listed(element.get("name", ""), relation.target, hidden))

    def _read_strings(self) -> Iterator[str]:
        length = 0
        for element in self._package.stream(self._part("sharedStrings"), x("sst"), limit=STREAMED):
            text = _rich(element)
            length += len(text)
            if length > CHARACTERS:
                raise Unreadable("input-too-long", limit=CHARACTERS)
            yield text

    def _read_formats(self) -> list[Format]:
        """The format of each style that a cell may have, by the style's number."""
        own: dict[str, Format] = {}
        styles: list[Format] = []
        for element in self._package.stream(self._part("styles"), x("numFmts"), x("cellXfs")):
            if element.tag == x("numFmt"):
                own[element.get("numFmtId", "")] = parsed(element.get("formatCode", ""))
            elif element.tag == x("xf"):
                name = element.get("numFmtId", "")
                styles.append(own[name] if name in own else built_in(_whole(name)))
        return styles

    def sheet(self, listed: _Listed) -> Sheet:
        """One sheet with all that is in it."""
        sheet = Sheet(listed.name, Grid(self._length), set(), set(), [], [])
        row = 0
        parents = [x(each) for each in ("worksheet", "sheetData", "cols", "mergeCells", "headerFooter")]
        for element in self._package.stream(listed.part, *parents, limit=STREAMED):
            match element.tag.removeprefix(_MAIN):
                case "row":
                    row = _whole(element.get("r")) or row + 1
                    self._row(element, sheet, row - 1)
                case "col":
                    _note_columns(element, sheet)
                case "mergeCell":
                    if area := _area(element.get("ref", "")):
                        sheet.merge(area)
                case name if name in _RUNNING_HEADS:
                    sheet.leave_out(element.text or "", "running-head")
        self._beside(listed, sheet)
        self._length = sheet.grid.length
        return sheet

    def _row(self, element: "Element", sheet: Sheet, row: int) -> None:
        hidden = element.get("hidden") in {"1", "true"} or (
            element.get("ht") == "0" and element.get("customHeight") is not None
        )
        if hidden:
            sheet.hidden_rows.add(row)
        column = 0
        for cell in element:
            self._cells += 1
            if self._cells > CELLS:
                raise Unreadable("input-too-much")
            reference = cell.get("r")
            if reference and (found := _REFERENCE.fullmatch(reference)):
                column = _column(found[1])
            text = self._text(cell, sheet)
            if text:
                sheet.grid.put(row, column, text)
            column += 1

    def _text(self, cell: "Element", sheet: Sheet) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_rich(each) for each in cell if each.tag == _IS)
        text = ""
        for each in cell:
            if each.tag == _V:
                text = each.text or ""
        if not text:
            formula = cell.find(_F)
            if formula is not None and formula.text and kind != "str":
                sheet.leave_out(f"={formula.text}", "formula", cell.get("r", ""))
            return ""
        match kind:
            case "s":
                at = _whole(text, -1)
                return self._strings[at] if 0 <= at < len(self._strings) else ""
            case "n":
                style = _whole(cell.get("s"))
                form = self._formats[style] if style < len(self._formats) else GENERAL
                return number(text, form, since_1904=self._since_1904)
            case "b":
                return "TRUE" if text == "1" else "FALSE"
            case "d":
                return text.removesuffix("T00:00:00")
            case _:
                return _unescaped(text)

    def _beside(self, listed: _Listed, sheet: Sheet) -> None:
        """Comments and drawn texts, which lie over the sheet."""
        relations = self._package.relations(listed.part)
        threaded = any(each.kind == "threadedComment" for each in relations.values())
        for relation in dict.fromkeys(relations.values()):
            for why, text, at in self._lying_over(relation, threaded=threaded):
                sheet.leave_out(text, why, at)

    def _lying_over(self, relation: Relation, *, threaded: bool) -> Iterator[tuple[str, str, str]]:
        if relation.kind == "comments" and not threaded:
            for each in self._package.stream(relation.target, x("commentList")):
                yield "comment", _rich(each.find(x("text"))), each.get("ref", "")
        elif relation.kind == "threadedComment":
            for each in self._package.stream(relation.target, f"{_THREADED}ThreadedComments"):
                yield "comment", each.findtext(f"{_THREADED}text") or "", each.get("ref", "")
        elif relation.kind == "drawing" and (root := self._package.tree(relation.target)) is not None:
            paragraphs = ("".join(each.text or "" for each in p.iter(f"{_DRAWN}t")) for p in root.iter(f"{_DRAWN}p"))
            yield "drawing", "\n".join(filter(None, paragraphs)), ""


def _rich(element: "Element | None") -> str:
    """The text of a string that may have parts in several fonts; not how it is pronounced (`rPh`)."""
    if element is None:
        return ""
    said = ""
    for each in element:
        text = each if each.tag == _T else each.find(_T) if each.tag == _R else None
        if text is not None:
            said += text.text or ""
    return _unescaped(said)


def _unescaped(text: str) -> str:
    """What XML cannot hold is written `_x000D_` (ECMA-376 part 1, 22.9.2.19); what no text can hold is dropped."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return chr(code) if code and not 0xD800 <= code <= 0xDFFF else ""  # noqa: PLR2004

    if "_x" in text:
        text = _ESCAPED.sub(character, text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() if "\r" in text else text.strip()


def _note_columns(element: "Element", sheet: Sheet) -> None:
    if len(sheet.hidden_columns) < COLUMNS and (element.get("hidden") in {"1", "true"} or element.get("width") == "0"):
        first, last = _whole(element.get("min")), _whole(element.get("max"))
        sheet.hidden_columns.update(range(max(first, 1) - 1, min(last, COLUMNS)))


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if not start or not end:
        return None
    return Area(int(start[2]) - 1, _column(start[1]), int(end[2]) - 1, _column(end[1]))


@cache
def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default  # noqa: PLR2004

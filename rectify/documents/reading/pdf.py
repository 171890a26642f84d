"""PDF: lines joined into paragraphs, ruled tables, running heads and page numbers left out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rectify.documents.document import Paragraph, Table
from rectify.documents.reading import Block, Contents, LeftOut
from rectify.documents.reading.aside import asked
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.pdf_lines import (
    Line,
    Margins,
    Page,
    page_margins,
    paragraphs,
    running_heads,
    without_radicals,
)
from rectify.errors import Unreadable

_SCANNED = 10
"""A page with fewer characters than this, and a picture, is a picture."""

_PADDING = 6.0
"""The most points between the text of a cell and its rule."""


def read(content: bytes, _kind: str, _encoding: str) -> Contents:
    """The text layer, each block with the page on which it begins; a scan has none and is refused as such."""
    from importlib.util import find_spec

    if find_spec("pypdfium2") is None or find_spec("pdfplumber") is None:
        raise Unreadable("input-needs-extra", extra="pdf-in")
    pages = [_page(number, answer) for number, answer in enumerate(asked("pdf_pages", content), 1)]
    scanned = [page for page in pages if page.pictures and page.characters < _SCANNED]
    if scanned and sum(page.characters for page in pages) < _SCANNED * len(pages):
        raise Unreadable("input-scan")
    heads = list(running_heads(pages))
    left_out = [LeftOut(line.text, why, f"page {line.page}") for line, why in heads]
    left_out.extend(LeftOut("", "picture-page", f"page {page.number}") for page in scanned)
    return Contents(tuple(_blocks(pages, {id(line) for line, _ in heads})), tuple(left_out))


def _page(number: int, answer: Mapping[str, Any]) -> Page:
    items: list[Line | Table] = []
    for item in answer["items"]:
        if isinstance(item[0], str):
            items.append(_line(item, number))
        else:
            table = _table(item, number)
            items.extend([table] if table.rows else [])
    return Page(number, answer["width"], answer["height"], answer["pictures"], items)


def _line(item: Sequence[Any], page: int) -> Line:
    text, left, top, right, bottom = item
    return Line(without_radicals(text), left, top, right, bottom, page)


def _table(cells: Sequence[Any], page: int) -> Table:
    grid = Grid()
    for row, column, down, across, left, right, lines in cells:
        text = _cell([_line(each, page) for each in lines], left, right)
        grid.put(row, column, text)
        for further in range(row, row + down):
            for beside in range(column, column + across):
                if (further, beside) != (row, column):
                    grid.fill(further, beside, text)
    return grid.table(place=f"page {page}")


def _cell(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of a cell. Its lines may be centred, so that where they begin says nothing."""
    if not lines:
        return ""
    padding = min(_PADDING, *(line.left - left for line in lines), _PADDING)
    margins = {lines[0].page: Margins(right, right - max(padding, 0))}
    return "\n".join(text for text, _ in paragraphs(lines, margins))


def _blocks(pages: Sequence[Page], gone: set[int]) -> Iterator[Block]:
    """Paragraphs may go on over the end of a page, but not over a table."""
    margins = page_margins(pages, gone)
    lines: list[Line] = []
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                lines.extend([] if id(item) in gone else [item])
                continue
            yield from _paragraphs(lines, margins)
            lines = []
            yield item
    yield from _paragraphs(lines, margins)


def _paragraphs(lines: Sequence[Line], margins: Mapping[int, Margins]) -> Iterator[Block]:
    return (Paragraph(text, place=f"page {page}") for text, page in paragraphs(lines, margins))

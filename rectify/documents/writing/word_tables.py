"""Tables and forms in the XML of Word: how wide each column is, repeated heads, uncut rows, merged groups."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from math import ceil
from typing import NamedTuple

from rectify.documents.document import Column, Field, Form, Table
from rectify.documents.writing.word_page import page
from rectify.documents.writing.word_styles import looks
from rectify.documents.writing.word_text import indent, paragraph, run, wide

SAMPLE = 200
"""So many rows are looked at for how much room the columns need."""

_CELL_MARGINS = 2 * 57 + 12
_MOST = 18
"""A column that says nothing about its width wants no more characters than this in a line."""

_CROWDED = 1.5
"""A table that would like more than this many times the width of the page is turned, or set in smaller type; one is also
turned whose words would else be torn.
"""

_FIRM, _SPARE = 5.5, 0.2
"""Columns whose texts are as narrow as the first are not squeezed; the second keeps a text from filling its cell."""

_SOLID = re.compile(r"[!-~]+")
_LONGEST_SOLID = 6
"""Latin words and numbers up to the width of so many Chinese characters stay in one line."""

_UNCUT = 24
"""Rows of up to so many lines are kept on one page; a longer one may have to go on over the next."""


class Laid(NamedTuple):
    """A table that was looked at: its columns' widths in twentieths of a point, its type, all its rows."""

    widths: tuple[int, ...]
    style: str
    landscape: bool
    rows: Iterator[tuple[str, ...]]


def laid(table: Table, language: str, *, across: bool = False) -> Laid:
    """How `table` stands on the page: in the size of type and the direction of paper that suit what its columns want.

    `across` is the direction where it is known already.
    """
    rows = iter(table.rows)
    sample = list(islice(rows, SAMPLE))
    needs = [_need(column, [row[at] for row in sample if at < len(row)]) for at, column in enumerate(table.columns)]
    wanted = sum(each.wanted for each in needs) * _em(language, "Cell") + len(needs) * _CELL_MARGINS
    least = sum(each.least for each in needs) * _em(language, "Small") + len(needs) * _CELL_MARGINS
    upright = page(language, landscape=False).width
    landscape = across or wanted > _CROWDED * upright or least > upright
    width = page(language, landscape=landscape).width
    style = "Small" if wanted > width else "Cell"
    room = (width - len(needs) * _CELL_MARGINS) / _em(language, style)
    em = _em(language, style)
    widths = tuple(round(each * em) + _CELL_MARGINS for each in _shared(needs, max(room, len(needs) / 2)))
    return Laid(widths, style, landscape, chain(sample, rows))


def _em(language: str, style: str) -> int:
    """The width of a Chinese character in cells of this style."""
    return looks(language)[style].size * 10


class _Need(NamedTuple):
    """Widths of a column in Chinese characters: the least that looks well, what is wanted, what would hold it all."""

    least: float
    wanted: float
    all: float


def _need(column: Column, texts: Sequence[str]) -> _Need:
    lines = [line for text in texts for line in text.split("\n")]
    solid = max((wide(word) for line in (column.title, *lines) for word in _SOLID.findall(line)), default=0)
    body = max(map(wide, lines), default=0)
    least = max(min(solid, _LONGEST_SOLID), min(wide(column.title), 2), body if body <= _FIRM else 0) + _SPARE
    needed = max(body, wide(column.title)) + _SPARE
    if column.whole:
        least = max(least, body + _SPARE)
    return _Need(least, max(min(column.width or _MOST, needed), least), max(needed, least))


def _shared(needs: Sequence[_Need], room: float) -> list[float]:
    """`room` characters shared out: all that is needed and more if there is enough, else by what is wanted."""
    for enough in ("all", "least"):
        sizes = [getattr(each, enough) for each in needs]
        total = sum(sizes)
        if (total <= room) == (enough == "all"):
            return [size * room / total for size in sizes]
    low, high = 0.0, room
    for _ in range(40):  # by halves to the share at which all is used up
        share = (low + high) / 2
        used = sum(max(each.least, min(each.all, each.wanted * share)) for each in needs)
        low, high = (share, high) if used < room else (low, share)
    return [max(each.least, min(each.all, each.wanted * low)) for each in needs]


def table(block: Table, look: Laid, language: str) -> Iterator[str]:
    """The rows of `block` as they come. Raises ValueError for a row that has not one text for each column."""
    heads = "".join(
        _head(column.title, column.align, width, look.style, language)
        for column, width in zip(block.columns, look.widths, strict=True)
    )
    held = f"{_opening(look.widths)}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
    for row in _rows(block, look, language):
        yield held
        held = row
    yield f"{held}</w:tbl>{paragraph('Gap')}"


def _rows(block: Table, look: Laid, language: str) -> Iterator[str]:
    starts = [_start(width, _style(look.style, each)) for each, width in zip(block.columns, look.widths, strict=True)]
    room = [_UNCUT * (width - _CELL_MARGINS) // _em(language, look.style) for width in look.widths]
    groups = [column.groups for column in block.columns]
    above: tuple[str, ...] = ()
    for row in look.rows:
        if len(row) != len(starts):
            raise ValueError(f"a row of {len(row)} texts in a table of {len(starts)} columns")
        cells = []
        for (before, after), text, grouped, at in zip(starts, row, groups, range(len(row)), strict=True):
            goes_on = grouped and bool(above) and above[at] == text
            merged = ("<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>') if grouped else ""
            said = "" if goes_on else run(text, language)
            cells.append(f"{before}{merged}{after}{said}</w:p></w:tc>")
        uncut = all(len(text) <= most and text.count("\n") < _UNCUT // 2 for text, most in zip(row, room, strict=True))
        yield f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if uncut else ''}{''.join(cells)}</w:tr>"
        above = row


def _head(title: str, align: str, width: int, style: str, language: str) -> str:
    """The head of a column; a Chinese one that needs several lines has lines of the same length: 整改 above 时限."""
    before, after = _start(width, f"{style}Head")
    room = (width - _CELL_MARGINS) / _em(language, style)
    lines = ceil(wide(title) / room)
    if language == "en" and align == "right":
        after = after.replace("</w:pPr>", '<w:jc w:val="right"/></w:pPr>')
    elif language == "zh" and lines > 1:
        spare = max(0, room - ceil(wide(title) / lines) - 0.1) / 2
        after = after.replace("</w:pPr>", f"{indent(left=spare, right=spare, unit=_em(language, style))}</w:pPr>")
    return f"{before}{after}{run(title, language)}</w:p></w:tc>"


def _style(style: str, column: Column) -> str:
    suffix = {"right": "Right", "center": "Center"}.get(column.align, "")
    return f"{style}{suffix}"


def _opening(widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _start(width: int, style: str, span: int = 1) -> tuple[str, str]:
    """What stands before a cell's text; between the two, how it is merged."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}',
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>',
    )


def _cell(text: str, width: int, style: str, language: str, span: int = 1) -> str:
    return f"{''.join(_start(width, style, span))}{run(text, language)}</w:p></w:tc>"


# ---- forms

_LABEL = 0.17
"""The share of the page's width that a label takes."""


def form(block: Form, language: str) -> Iterator[str]:
    """A form as a table of four columns: labels and what stands beside them, or one field over the whole width."""
    width = page(language, landscape=False).width
    label = round(width * _LABEL)
    widths = (label, width // 2 - label, label, width - width // 2 - label)
    yield _opening(widths).replace(' w:val="0020" w:firstRow="1"', ' w:val="0000"')
    for row in block.rows:
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>" if _fits(row) else "<w:tr>"
        for at, field in enumerate(row):
            alone = len(row) == 1
            yield _cell(field.label, widths[2 * at], "FormLabel", language)
            yield _beside(field, sum(widths[1:]) if alone else widths[2 * at + 1], 3 if alone else 1, language)
        yield "</w:tr>"
    yield f"</w:tbl>{paragraph('Gap')}"


def _fits(row: Sequence[Field]) -> bool:
    return all(wide(field.text) < 25 * _UNCUT and field.text.count("\n") < _UNCUT for field in row)


def _beside(field: Field, width: int, span: int, language: str) -> str:
    if not field.room:
        return _cell(field.text, width, "FormText", language, span)
    empty = paragraph("FormText") * field.room
    before, after = _start(width, "FormSign", span)
    start = f"{before}</w:tcPr>{empty}{after.removeprefix('</w:tcPr>')}"
    return f"{start}{run(field.text, language)}</w:p></w:tc>"

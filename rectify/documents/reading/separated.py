"""Separated text (.csv, .tsv): one table, whatever separates its cells."""

import csv
from collections.abc import Iterator

from rectify.documents.reading import Contents
from rectify.documents.reading.decoding import decoded
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.guard import COLUMNS

SEPARATORS = ",;\t|"
_LOOKED_AT = 50
"""Rows by which the separator is chosen."""


def read(content: bytes, _kind: str, encoding: str) -> Contents:
    """The rows as one table. Quotes that do not match are taken for text."""
    text, encoding = decoded(content, encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = text[4:5] if text[:4].lower() == "sep=" else ""
    text = text.partition("\n")[2] if separator else text
    separator = separator or _separator(text)
    try:
        grid = _grid(_rows(text, separator, quoted=True))
    except csv.Error:
        grid = _grid(_rows(text, separator, quoted=False))
    table = grid.table(place="line 1")
    return Contents((table,) if table.rows else (), encoding=encoding)


def _rows(text: str, separator: str, *, quoted: bool) -> Iterator[list[str]]:
    """The cells of each row. A cell that would be longer than any text of a register comes of a quote left open."""
    if quoted:
        yield from csv.reader(_lines(text), delimiter=separator, strict=True)
    else:
        yield from csv.reader(_lines(text), delimiter=separator, quoting=csv.QUOTE_NONE)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, which may stand within a quoted cell."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


def _grid(rows: Iterator[list[str]]) -> Grid:
    grid = Grid()
    widths: list[int] = []
    for row, cells in enumerate(rows):
        widths.append(len(cells))
        for column, cell in enumerate(cells):
            if text := cell.strip():
                grid.put(row, column, text)
    grid.mended.update(_ragged(widths))
    return grid


def _ragged(widths: list[int]) -> Iterator[int]:
    """The rows of several cells that have fewer or more of them than most rows: a program that writes all has equally many."""
    usual = max(set(widths), key=widths.count, default=0)
    if widths.count(usual) * 2 > len(widths):
        yield from (row for row, width in enumerate(widths) if width > 1 and width != usual)


def _separator(text: str) -> str:
    """The sign that divides most rows into equally many cells; a comma where none divides any."""
    return max(SEPARATORS, key=lambda sign: _agreement(text, sign))


def _agreement(text: str, sign: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for cells in csv.reader(_lines(text), delimiter=sign, strict=True):
            if any(map(str.strip, cells)):
                widths.append(len(cells))
            if len(widths) == _LOOKED_AT:
                break
    except csv.Error:
        pass
    if not widths:
        return 0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(usual) / len(widths), min(usual, COLUMNS)) if usual > 1 else (0, 0)

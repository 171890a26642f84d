r"""The tables of a Document as CSV (RFC 4180) in UTF-8 with its byte order mark, which Excel needs to read Chinese.

No cell is a formula: what would begin one gets an apostrophe before it (OWASP's list, also behind leading spaces).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from rectify.documents.document import Document, Table
from rectify.documents.writing import Style, visible

_FORMULA = re.compile(r"[\s\u00a0\u3000]*[=+\-@＝＋－＠\t\r]")  # noqa: RUF001 - full-width signs count too
_FIGURE = re.compile(r"[+-]?\d+(?:\.\d+)?%?")
_ROWS = 500


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: ARG001, B008 - CSV has no look
    """Writes the tables for programs, if the document has such, else all its tables, an empty line between two."""
    stream.write(b"\xef\xbb\xbf")
    pieces = _pieces(document)
    while chunk := "".join(islice(pieces, _ROWS)):
        stream.write(chunk.encode("utf-8", "backslashreplace"))


def _pieces(document: Document) -> Iterator[str]:
    first = True
    for table in _wanted(document):
        if not first:
            yield "\r\n"
        first = False
        yield from _lines([tuple(column.title for column in table.columns)])
        yield from _lines(table.rows)


def _wanted(document: Document) -> Iterable[Table]:
    """Tables are made as they are asked for, so those for people are passed over without being read."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [table for table in tables if table.aside] or tables


def _lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([safe(text) for text in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def safe(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula; figures stay as they are.

    >>> safe("=1+1"), safe("-3.5"), safe(" @x")
    ("'=1+1", '-3.5', "' @x")
    """
    plain = visible(text).strip("\\n")
    return f"'{plain}" if _FORMULA.match(plain) and not _FIGURE.fullmatch(plain) else plain

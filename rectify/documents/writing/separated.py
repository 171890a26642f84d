r"""The tables of a Document as CSV (RFC 4180) in UTF-8 with its byte order mark, which Excel needs to read Chinese.

No cell is a formula: what would begin one gets an apostrophe before it (OWASP's list, also behind leading spaces).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from rectify.documents.document import Document, Table
from rectify.documents.writing import Style, visible

_CALCULATING = "=+-@＝＋－＠"  # noqa: RUF001 - full-width signs count too
_SUSPICIOUS = frozenset(_CALCULATING + " ")
_FORMULA = re.compile(rf"\s*[{re.escape(_CALCULATING)}]")
_GUARDED = re.compile(rf"^'(?=\s*[{re.escape(_CALCULATING)}])")
_ROWS = 100


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: ARG001, B008 - CSV has no look
    """Writes the tables for programs, if the document has such, else all its tables, an empty line between two."""
    stream.write(b"\xef\xbb\xbf")
    for number, table in enumerate(_wanted(document)):
        if number:
            stream.write(b"\r\n")
        rows = iter(table.rows)
        chunk: Sequence[tuple[str, ...]] = [tuple(column.title for column in table.columns)]
        while chunk:
            stream.write(lines(chunk).encode("utf-8", "backslashreplace"))
            chunk = list(islice(rows, _ROWS))


def _wanted(document: Document) -> Iterable[Table]:
    """Tables are made as they are asked for, so those for people are passed over without being read."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [table for table in tables if table.aside] or tables


def lines(rows: Iterable[Sequence[str]]) -> str:
    r"""Rows as lines that end with `\r\n`, no cell of which is a formula."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(_safe(rows))
    return buffer.getvalue()


def _safe(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    # The test is repeated here for speed: nearly every cell passes it, and a call costs more than it does.
    for row in rows:
        yield [text if text.isprintable() and text[:1] not in _SUSPICIOUS else safe(text) for text in row]


def safe(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula.

    >>> safe("=1+1"), safe(" @x"), safe("3.5")
    ("'=1+1", "' @x", '3.5')
    """
    plain = visible(text).strip("\n")
    return f"'{plain}" if _FORMULA.match(plain) else plain


def unguarded(text: str) -> str:
    """A text that was read back, without the apostrophe that `safe` gave it."""
    return _GUARDED.sub("", text, count=1)

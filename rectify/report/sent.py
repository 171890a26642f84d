"""Registers that come back: the tables that `register` and `three_lists` made, read again row by row.

A row is known by its ledger id on the flat sheet, and on the sheets for people by its number there. A text that went on
in the rows below, since no row is high enough for it, is put together again.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify.documents.document import Document, Table
from rectify.language import LANGUAGES, Language
from rectify.language.report import WORDS
from rectify.report import register, three_lists

_VERSION = re.compile(r"([0-9a-f-]{36})@(\d{1,15})(?:@(\d{4}-\d\d-\d\d))?")
_HEAD = 60
"""The head of a table stands in one of its first rows."""
_LEAST = 3
_ISSUES = (*register.FIELDS, *three_lists.FIELDS["issues"], *three_lists.FIELDS["posts"])
_TASKS = (*three_lists.FIELDS["tasks"], *three_lists.FLAT)


class Version(NamedTuple):
    """What the ledger was when a row was written: its id, its last entry, the day if the report was as of one."""

    ledger: str
    entry: int
    day: str


class Row(NamedTuple):
    """A row: the issue's id (0 for one that is new), the measure's id (0 where none is told, -1 for the next one of the
    issue), its cells by field, and where it stands.
    """

    issue: int
    measure: int
    cells: dict[str, str]
    place: str
    version: Version | None


class Sent(NamedTuple):
    """All rows of a file, the language of its heads, and the ledger that wrote it."""

    language: Language
    ledger: str
    rows: tuple[Row, ...]


class _Head(NamedTuple):
    language: Language
    row: int
    fields: tuple[str, ...]

    @property
    def of_tasks(self) -> bool:
        return "status" in self.fields


def sent(document: Document) -> Sent | None:
    """The rows of a register that a ledger wrote; None for any other document."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    found = [(table, head) for table in tables if (head := _head(table))]
    flat = [(table, head) for table, head in found if {"id", "version"} <= set(head.fields)]
    rows = [row for table, head in flat for row in _rows(table, head, {})]
    known = {row.cells["number"]: row for row in rows if row.issue and row.version and row.cells.get("number")}
    ledgers = {row.version.ledger for row in rows if row.version}
    if len(ledgers) != 1:
        return None
    for table, head in found:
        if (table, head) not in flat:
            rows += _rows(table, head, known)
    return Sent(flat[0][1].language, ledgers.pop(), tuple(rows))


def _head(table: Table) -> _Head | None:
    for number, row in enumerate(list(table.rows)[:_HEAD]):
        texts = ["".join(text.split()) for text in row]
        for at, language in enumerate(LANGUAGES):
            titles = {"".join(WORDS[f"column-{field}"][at].split()): field for field in reversed(_ISSUES)}
            if "".join(WORDS["column-status"][at].split()) in texts:
                titles = {"".join(WORDS[f"column-{field}"][at].split()): field for field in reversed(_TASKS)}
            fields = tuple(titles.get(text, "") for text in texts)
            if {"id", "version"} <= set(fields):  # the table for programs, which tells how many pieces there are
                fields = tuple("evidence" if field == "proof" else field for field in fields)
            if "title" in fields and len(set(fields) - {""}) >= _LEAST:
                return _Head(language, number, fields)
    return None


def _rows(table: Table, head: _Head, known: dict[str, Row]) -> Iterator[Row]:
    """The rows below the head. On a sheet without ids the issues are `known` by their numbers."""
    last: Row | None = None
    for number, texts in enumerate(table.rows):
        own = {
            field: text
            for at, (field, text) in enumerate(zip(head.fields, texts, strict=True))
            if field and (number, at) not in table.filled
        }
        said = {field: text for field, text in own.items() if text}
        if number <= head.row or not said or _stands_alone(table, number, texts):
            continue
        name = own.get("id", "") or own.get("number", "")
        if last and not said.get("title") and name in ("", last.cells.get("id") or last.cells.get("number", "")):
            _go_on(last, said)
            continue
        if last:
            yield last
        last = _row(own, f"{table.place} row {number + 1}", head, known)
    if last:
        yield last


def _stands_alone(table: Table, row: int, texts: tuple[str, ...]) -> bool:
    """Whether one text reaches over the whole row: a signature, or the head of the ledger."""
    return len(texts) > 1 and all((row, at) in table.filled for at in range(1, len(texts)))


def _go_on(row: Row, said: dict[str, str]) -> None:
    for field, text in said.items():
        if field not in ("id", "number"):
            row.cells[field] = f"{row.cells[field]}\n{text}" if row.cells.get(field) else text


def _row(own: dict[str, str], place: str, head: _Head, known: dict[str, Row]) -> Row:
    version = _VERSION.fullmatch(own.get("version", ""))
    measure = -1 if head.of_tasks and "measure_id" not in own else _id(own.get("measure_id", ""))
    if version:
        at = Version(version[1], int(version[2]), version[3] or "")
        return Row(_id(own.get("id", "")), measure, own, place, at)
    there = known.get(own.get("number", "")) if "id" not in own else None
    return Row(there.issue if there else 0, measure, own, place, there.version if there else None)


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0  # noqa: PLR2004

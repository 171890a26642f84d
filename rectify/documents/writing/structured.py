"""A Document as JSON, for programs: its facts, then its blocks one a line, in UTF-8."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

from rectify.documents.document import Document, Items, Table
from rectify.documents.writing import Style

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_ROWS = 500


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: ARG001, B008 - JSON has no look
    """Writes `document` to `stream` as its blocks come.

    The keys are those of the facts (`format`, `kind`, `figures` …), `title`, `language`, `day`, `letterhead`, `addressee`
    and `blocks`. Each block has its `type` (`heading`, `paragraph` …) and its fields; of a table, each row is an object
    whose keys are the columns' fields.
    """
    pieces = _pieces(document)
    while chunk := "".join(islice(pieces, _ROWS)):
        stream.write(chunk.encode("utf-8", "backslashreplace"))


def _pieces(document: Document) -> Iterator[str]:
    letterhead = document.letterhead._asdict() if document.letterhead else None
    head = {
        **document.facts,
        "title": document.title,
        "language": document.language,
        "day": document.day,
        "letterhead": letterhead,
        "addressee": document.addressee,
    }
    yield "{\n"
    yield from (f" {_encode(key)}: {_encode(value)},\n" for key, value in head.items())
    yield ' "blocks": ['
    comma = ""
    for block in document.blocks:
        yield f"{comma}\n  "
        yield from _block(block)
        comma = ","
    yield "\n ]\n}\n"


def _block(block: Any) -> Iterator[str]:
    plain = {"type": type(block).__name__.lower()}
    if isinstance(block, Items):
        yield from _streamed({**plain, "ordered": block.ordered}, "texts", map(_encode, block.texts))
    elif isinstance(block, Table):
        columns = [column._asdict() for column in block.columns]
        names = [column.field or column.title for column in block.columns]
        rows = (_encode(dict(zip(names, row, strict=True))) for row in block.rows)
        values = {**plain, "caption": block.caption, "name": block.name, "aside": block.aside, "columns": columns}
        yield from _streamed(values, "rows", rows)
    else:
        yield _encode({**plain, **_fields(block)})


def _fields(value: Any) -> Any:
    """Named values as objects, all the way down."""
    if hasattr(value, "_asdict"):
        return {key: _fields(each) for key, each in value._asdict().items() if key != "place"}
    return [_fields(each) for each in value] if isinstance(value, tuple) else value


def _streamed(values: dict[str, Any], key: str, rows: Iterator[str]) -> Iterator[str]:
    yield _encode(values)[:-1] + f", {_encode(key)}: ["
    first = next(rows, None)
    if first is not None:
        yield from chain([first], (f",\n   {row}" for row in rows))
    yield "]}"

r"""A Document as plain text in UTF-8: what a person would type, each line ended by `\n`, tables in columns."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, assert_never

from rectify.documents.charts import Bars, Curves, Tiles, Timeline
from rectify.documents.document import (
    Block,
    Document,
    Enclosed,
    Enclosure,
    Fine,
    Form,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Signature,
    Table,
)
from rectify.documents.writing import Style, visible
from rectify.documents.writing.words import addressed, enclosed, enclosure, issued

ALIGNED = 200
"""A table of up to so many rows is laid out in columns; a longer one has tabs between its cells."""


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: ARG001, B008 - of one look only
    """Writes `document` to `stream` as its blocks come; little of it is in memory at any time."""
    pieces = _pieces(document)
    while chunk := "".join(islice(pieces, 100)):
        stream.write(chunk.encode())


def _pieces(document: Document) -> Iterator[str]:
    """The text line by line, with an empty line between blocks."""
    gap = ""
    head = (*issued(document), document.title, *addressed(document))
    for block in chain(map(Paragraph, head), document.blocks):
        few = 0 if document.long and isinstance(block, Table) else ALIGNED
        lines = _block(block, document.language, few)
        first = next(lines, None)
        if first is not None:
            yield f"{gap}{first}\n"
            gap = "\n"
        yield from (f"{line}\n" for line in lines)


def _block(block: Block, language: str, few: int) -> Iterator[str]:  # noqa: PLR0911 - one for each kind
    match block:
        case Heading():
            return _told(f"{block.number}{block.text}")
        case Paragraph():
            return _told(f"{block.lead}{block.text}" if language == "zh" else f"{block.lead} {block.text}".strip())
        case Items():
            return _items(block)
        case Table():
            return iter(()) if block.aside else _table(block, few)
        case Form():
            return _form(block)
        case Signature():
            return _told(f"{block.unit}\n{block.date}")
        case Enclosed():
            return _told("\n".join(enclosed(block, language)))
        case Enclosure():
            return _told(enclosure(block, language))
        case NewPage() | Bars() | Timeline() | Curves() | Tiles():
            return iter(())
        case Fine():
            return _told(block.text)
        case _:
            assert_never(block)


def _told(text: str) -> Iterator[str]:
    return filter(None, (line.strip(" ") for line in visible(text).strip().split("\n")))


def _items(items: Items) -> Iterator[str]:
    for number, text in enumerate(items.texts, 1):
        yield f"{number}. {_one_line(text)}" if items.ordered else f"- {_one_line(text)}"


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())


def _table(table: Table, few: int) -> Iterator[str]:
    yield from filter(None, [_one_line(table.caption)])
    heads = [_one_line(column.title) for column in table.columns]
    rows = ([_one_line(text) for text in row] for row in table.rows)
    first = list(islice(rows, few + 1))
    if len(first) <= few:
        yield from _aligned(heads, first, [column.align for column in table.columns])
    else:
        yield from ("\t".join(row) for row in chain([heads], first, rows))


def _aligned(heads: list[str], rows: list[list[str]], aligns: list[str]) -> list[str]:
    from tabulate import tabulate

    table = tabulate(rows, headers=heads, tablefmt="simple", disable_numparse=True, colalign=aligns)
    return [line.rstrip() for line in table.split("\n")]


def _form(form: Form) -> Iterator[str]:
    yield from filter(None, [_one_line(form.caption)])
    for row in form.rows:
        yield from (f"{_one_line(field.label)}: {_one_line(field.text)}".rstrip() for field in row)

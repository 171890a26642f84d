"""A neutral document: headings, paragraphs, lists, tables and a signature, written to files and read from them.

Texts are plain: no character in them is markup. A line break in a text is a line break in the file; white space at
the ends of a text says nothing. A writer goes through `blocks` once, so they may come from a generator, and so may
the rows of a table: a document of any length needs little memory.

A document that was read from a file is made of headings, paragraphs and tables only; each says its `place` in the source
(`line 12`, `page 3`, `sheet 台账`), and its blocks and rows are tuples.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple


class Heading(NamedTuple):
    """A heading under the title.

    `level` counts from 1 and names the layer itself (GB/T 9704-2012, 7.3.3: 一、 is 1, （一） is 2, 1. is 3, （1） is 4),
    so a document may leave a layer out. `number` is printed as it is, right before the text: `一、`, or `1. ` with its
    space.
    """

    level: int
    text: str
    number: str = ""
    place: str = ""


class Paragraph(NamedTuple):
    """A paragraph of the body; `lead` is its opening sentence, set off from the rest (bold, or another typeface)."""

    text: str
    lead: str = ""
    place: str = ""


class Items(NamedTuple):
    """A list, one text an item; `ordered` where the writer shall count them."""

    texts: Iterable[str]
    ordered: bool = False


class Column(NamedTuple):
    """The head of a column; figures stand to the `right`."""

    title: str
    align: Literal["left", "right"] = "left"


class Table(NamedTuple):
    """A table, each row with one text for each column; `caption` stands above it.

    Of a table that was read, `columns` is empty, since which rows are its head is for the reader of its words to say;
    all rows have the same width. `filled` are the cells (row, column, from 0) that repeat a merged cell whose text stands
    elsewhere in the table.
    """

    columns: tuple[Column, ...]
    rows: Iterable[tuple[str, ...]]
    caption: str = ""
    place: str = ""
    filled: frozenset[tuple[int, int]] = frozenset()


class Signature(NamedTuple):
    """Who answers for the document, and the day in words (署名, 成文日期: GB/T 9704-2012, 7.3.5)."""

    unit: str
    date: str


class Fine(NamedTuple):
    """Small print at the end, such as the basis of the figures or the head of the ledger."""

    text: str


Block = Heading | Paragraph | Items | Table | Signature | Fine
"""Whatever stands in a document. Writers match all of them: the type checker names the writer that forgot one."""


class Document(NamedTuple):
    """What a report says: its title, its language (`zh` or `en`) and its blocks, in order."""

    title: str
    language: str
    blocks: Iterable[Block]

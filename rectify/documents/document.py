"""A neutral document: headings, paragraphs, lists, tables and a signature, written to files and read from them.

Texts are plain: no character in them is markup. A line break in a text is a line break in the file; white space at
the ends of a text says nothing. A writer goes through `blocks` once, so they may come from a generator, and so may
the rows of a table: a document of any length needs little memory.

A document that was read from a file is made of headings, paragraphs and tables only; each says its `place` in the source
(`line 12`, `page 3`, `sheet 台账`), and its blocks and rows are tuples.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from rectify.documents.charts import Bars, Curves, Tiles, Timeline


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
    """The head of a column; figures stand to the `right`.

    `field` is its name for programs (`number`, `deadline`), the same in every language. `width` is how many Chinese
    characters it would like to hold in a line, 0 for as many as its texts have. Where `groups`, equal texts below each
    other are one cell; where it tells `days`, an exact one is a text as ISO has it. `choices` are all the texts that its
    cells may hold, if the list is closed; of a column of states, `settled` are those after which no deadline runs any
    more, unless another column says one of its `unsettled`. The texts of a `whole` one are codes, which no line may part.
    """

    title: str
    align: Literal["left", "right", "center"] = "left"
    field: str = ""
    width: int = 0
    groups: bool = False
    choices: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    days: bool = False
    whole: bool = False


class Table(NamedTuple):
    """A table, each row with one text for each column; `caption` stands above it.

    Of a table that was read, `columns` is empty, since which rows are its head is for the reader of its words to say;
    all rows have the same width. `filled` are the cells (row, column, from 0) that repeat a merged cell whose text stands
    elsewhere in the table; `mended` the rows (from 0) that the reader had to put right, because they were torn, had lost
    a bar, or had fewer or more cells than the others. Of a table to be written, `name` is what a workbook calls its sheet, and `aside` one that only
    workbooks and lists for programs carry: documents for people leave it out.
    """

    columns: tuple[Column, ...]
    rows: Iterable[tuple[str, ...]]
    caption: str = ""
    place: str = ""
    filled: frozenset[tuple[int, int]] = frozenset()
    name: str = ""
    aside: bool = False
    mended: frozenset[int] = frozenset()


class Field(NamedTuple):
    """A label and what stands beside it in a form; `room` is how many empty lines are left for a hand to write in."""

    label: str
    text: str
    room: int = 0


class Form(NamedTuple):
    """A form of labelled boxes, such as a closing slip: rows of one or two fields each."""

    rows: tuple[tuple[Field, ...], ...]
    caption: str = ""


class NewPage(NamedTuple):
    """What follows begins on a page of its own."""


class Enclosed(NamedTuple):
    """The note that something is attached (附件说明: GB/T 9704-2012, 7.3.4)."""

    names: tuple[str, ...]


class Enclosure(NamedTuple):
    """An attachment begins, on a page of its own (GB/T 9704-2012, 7.3.7); `number` counts from 1, 0 for the only one."""

    title: str
    number: int = 0


class Signature(NamedTuple):
    """Who answers for the document, and the day in words (署名, 成文日期: GB/T 9704-2012, 7.3.5)."""

    unit: str
    date: str


class Fine(NamedTuple):
    """Small print at the end, such as the basis of the figures or the head of the ledger."""

    text: str


Chart = Bars | Timeline | Curves | Tiles
"""A picture of figures. Writers that cannot draw leave it out: what it shows is told in the blocks around it."""

Block = Heading | Paragraph | Items | Table | Form | Chart | Signature | Enclosed | Enclosure | NewPage | Fine
"""Whatever stands in a document. Writers match all of them: the type checker names the writer that forgot one."""


class Letterhead(NamedTuple):
    """The red head of an official document: who issues it, and its number (发文机关标志, 发文字号: GB/T 9704-2012, 7.2)."""

    unit: str
    number: str = ""


class Document(NamedTuple):
    """What a report says: its title, its language (`zh` or `en`) and its blocks, in order.

    `addressee` is to whom it is sent (主送机关), `day` the ISO day that it speaks of, `facts` its figures for programs;
    `one_page` asks for smaller letters where it would be longer than a page. `long` is one that grows with its rows: its
    tables are not laid out in columns, which would take a library's memory. One that is wide tables from its start to its
    end lies `across`.
    """

    title: str
    language: str
    blocks: Iterable[Block]
    letterhead: Letterhead | None = None
    addressee: str = ""
    day: str = ""
    facts: Mapping[str, object] = MappingProxyType({})
    one_page: bool = False
    long: bool = False
    across: bool = False

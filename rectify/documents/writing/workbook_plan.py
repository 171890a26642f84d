"""Which sheets a Document makes in a workbook, and what stands on each.

A sheet holds a table with the paragraphs that stand right before it, or forms, a page each. What is signed, and all
that follows the signature, stands below the tables for people. A document without either is one sheet of its texts.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from rectify.documents.document import (
    Block,
    Column,
    Document,
    Fine,
    Form,
    Heading,
    Items,
    Paragraph,
    Signature,
    Table,
)
from rectify.documents.writing import visible
from rectify.documents.writing.words import addressed, issued, language_of
from rectify.language import say

FORMS = 1_000
"""The forms of one sheet: Excel breaks a sheet into some 1,020 pages at most."""
TEXTS = 10_000
"""The lines of text of a document without tables that are taken over."""
_LONGEST = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


class Sheet(NamedTuple):
    """A sheet: its name, the texts above its table, the table; or forms, each with the small print below it."""

    name: str
    above: tuple[str, ...] = ()
    table: Table | None = None
    forms: tuple[tuple[Form, str], ...] = ()


class Plan(NamedTuple):
    """The sheets of a workbook, and what stands below each table that is meant for people."""

    sheets: tuple[Sheet, ...]
    below: tuple[Signature | Fine | str, ...]


class _Gathered:
    """The blocks of a document, sorted while they pass."""

    def __init__(self, document: Document) -> None:
        self.language = language_of(document.language)
        self.sheets: list[Sheet] = []
        self.below: list[Signature | Fine | str] = []
        self.forms: list[tuple[Form, str]] = []
        self.texts: list[str] = []
        self._first = ""
        self._before: list[str] = []
        self._heading = ""
        self._signed = False

    def take(self, block: Block) -> None:
        match block:
            case Table():
                self._table(block)
            case Form():
                self.forms.append((block, ""))
            case Fine() if self.forms:
                self.forms[-1] = (self.forms[-1][0], block.text)
            case Signature() | Fine():
                self._signed = True
                self.below.append(block)
            case Heading():
                self._heading, self._before = block.text, []
                self._text(f"{block.number}{block.text}")
            case Paragraph():
                self._text(block.lead + block.text)
                self._before.append(block.lead + block.text)
                self._first = self._first or self._before[0]
            case Items():
                for text in block.texts if self._signed or len(self.texts) < TEXTS else ():
                    self._text(text)
                self._before = []
            case _:  # new pages, pictures and notes on attachments: what they show is told elsewhere
                pass

    def _text(self, text: str) -> None:
        if self._signed:
            self.below.append(text)
        elif len(self.texts) < TEXTS:
            self.texts.append(text)

    def _table(self, table: Table) -> None:
        shown = () if table.aside else tuple(dict.fromkeys(filter(None, (self._first, *self._before, table.caption))))
        name = table.name or self._heading or say(self.language, "writing.sheet", number=len(self.sheets) + 1)
        self.sheets.append(Sheet(name, shown, table))
        self._before = []


def plan(document: Document) -> Plan:
    """The sheets of `document`; the rows of its tables are not read yet."""
    gathered = _Gathered(document)
    for block in document.blocks:
        gathered.take(block)
    texts = [*issued(document), *addressed(document)]
    sheets = [sheet._replace(above=(*texts, *sheet.above)) if sheet.above else sheet for sheet in gathered.sheets]
    forms = iter(gathered.forms)
    while page := tuple(islice(forms, FORMS)):
        sheets.append(Sheet(document.title, forms=page))
    if not sheets:
        rows = ((text,) for text in gathered.texts)
        sheets.append(Sheet(document.title, tuple(texts), Table((Column("", width=45),), rows)))
    return Plan(tuple(_named(sheets)), tuple(gathered.below))


def _named(sheets: list[Sheet]) -> Iterator[Sheet]:
    r"""The sheets with names that Excel takes: 31 UTF-16 units, without []:*?/\ and ' at an end, no two alike."""
    taken = {"history"}
    for sheet in sheets:
        plain = _cut(" ".join(visible(sheet.name).translate(_FORBIDDEN).split()).strip("'"), _LONGEST) or "-"
        numbered = (f"{_cut(plain, _LONGEST - 5)} {number}" for number in range(2, 10_000))
        name = next(name for name in chain((plain,), numbered) if name.casefold() not in taken)
        taken.add(name.casefold())
        yield sheet._replace(name=name)


def _cut(text: str, most: int) -> str:
    return text.encode("utf-16-le", "ignore")[: 2 * most].decode("utf-16-le", "ignore").strip(" '")

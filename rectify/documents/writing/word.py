"""A Document as a Word file (.docx): in Chinese an official document after GB/T 9704-2012, in English a business one.

The text is a stream of XML into a zip of parts that are our own, so a document of any length needs little memory, and
the same document gives the same bytes. Charts are left out: what they show is told in the blocks around them.
"""

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
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
    Letterhead,
    NewPage,
    Paragraph,
    Signature,
    Table,
)
from rectify.documents.writing import Style
from rectify.documents.writing.title_breaks import TITLE_WIDTH, broken
from rectify.documents.writing.word_page import RELATIONS, page, section
from rectify.documents.writing.word_parts import HEAD, Bundle, put_beside
from rectify.documents.writing.word_styles import LINE, MAIN
from rectify.documents.writing.word_tables import Laid, form, laid, table
from rectify.documents.writing.word_text import indent, paragraph, run, wide
from rectify.documents.writing.words import addressed, enclosed, enclosure_mark
from rectify.documents.writing.zipping import zipped

_STYLE = re.compile(r'<w:pStyle w:val="\w+"/>(?!<w:keepNext/>)')
_PIECES = 400
_LEVELS = 4
_AHEAD = 12
"""So many paragraphs may stand between the beginning of a part and its table, and be turned with it."""


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: B008 - a value
    """Writes `document` to `stream` as its blocks come, or into the office's own form where the style names one.

    Raises ValueError for a row of a table that has not one text for each column, Unreadable for a form that is none.
    """
    with zipped(stream) as whole:
        if style.template:
            from rectify.documents.writing.word_template import fill

            fill(style.template, document, whole)
        else:
            _compose(document, whole, style)


def _compose(document: Document, stream: BinaryIO, style: Style) -> None:
    body = _Body(document, sealed=style.sealed)
    bundle = Bundle(stream)
    with bundle.part("word/document.xml") as part:
        part.write(f'{HEAD}<w:document xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"><w:body>'.encode())
        pieces = body.pieces()
        while chunk := "".join(islice(pieces, _PIECES)):
            part.write(chunk.encode())
        part.write(b"</w:body></w:document>")
    put_beside(bundle, document, style.fonts, body.lists)
    bundle.close()


_Pair = tuple[Block, Laid | None]
"""A block and, of a table, how it lies on the page."""

_STARTS = (Heading, Enclosure, NewPage)
"""What begins a part."""


def _with_direction(document: Document) -> Iterator[tuple[Block, Laid | None, bool]]:
    """The blocks, each with whether its page is turned: a part whose table is too wide lies across from its start on.

    Nothing is asked of the blocks beyond one that streams.
    """
    across = document.across
    pairs: Iterator[_Pair] = (
        (block, laid(block, document.language, across=across) if isinstance(block, Table) else None)
        for block in document.blocks
        if not (isinstance(block, Table) and block.aside)
    )
    ahead: deque[_Pair] = deque()
    begins, landscape = True, False
    while pair := ahead.popleft() if ahead else next(pairs, None):
        block, look = pair
        begins = begins or isinstance(block, _STARTS)
        if look is None and begins:
            first = _first_table(block, ahead, pairs)
            landscape = across or (first is not None and first.landscape)
        elif look:
            landscape = look.landscape or (landscape and not begins)
        begins = False
        yield block, look, landscape


def _first_table(start: Block, ahead: deque[_Pair], pairs: Iterator[_Pair]) -> Laid | None:
    """The table of the part that begins with `start`, if no more than a few paragraphs stand before it."""
    only_starts = isinstance(start, _STARTS)
    for at in range(_AHEAD):
        if at == len(ahead):
            ahead.extend(islice(pairs, 1))
        if at == len(ahead):
            return None
        block, look = ahead[at]
        if look or not isinstance(block, Paragraph | Heading | Enclosure | NewPage):
            return look
        if isinstance(block, Paragraph):
            only_starts = False
        elif not only_starts:
            return None
    return None


class _Body:
    """One pass over the blocks; it keeps count of what the next paragraph has to know."""

    def __init__(self, document: Document, *, sealed: bool) -> None:
        self._document = document
        self._language = document.language
        self._chinese = document.language == "zh"
        self._sealed = sealed
        self._fresh = False
        """The next paragraph begins a page."""
        self._top = True
        """The next paragraph stands on top of a page as it is."""
        self.lists = 0
        """How many lists count."""

    def pieces(self) -> Iterator[str]:
        """The content of the body, none of it empty."""
        before: bool | None = None
        held = ""
        for block, look, landscape in _with_direction(self._document):
            if before is None:
                yield from self._head()
            elif landscape != before:
                held += paragraph("Turn", more=section(self._language, before))
                self._fresh, self._top = False, True
            before = landscape
            if isinstance(block, Signature | Enclosed):
                held = _STYLE.sub(r"\g<0><w:keepNext/>", held)  # no page that holds a signature and nothing of the text
            for piece in filter(None, self._block(block, look)):
                yield held
                held = piece
        if before is None:
            yield from self._head()
        yield held + section(self._language, bool(before))

    # ---- before the blocks

    def _head(self) -> Iterator[str]:
        of = self._document
        if of.letterhead:
            yield from self._letterhead(of.letterhead)
        yield self._title(of.title, "TitleBelowHead" if of.letterhead else "Title")
        for text in addressed(of):
            yield self._told("Addressee", text)

    def _letterhead(self, head: Letterhead) -> Iterator[str]:
        """The issuing body as large as its name allows, its upper edge 35 mm below the edge of the text (7.2.4)."""
        more = line = ""
        if self._chinese:
            size = max(22, min(62, int(page("zh", landscape=False).width / 20 / (wide(head.unit) + 1))))
            more = f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>'
            line = f'<w:spacing w:before="{_BELOW_EDGE - 3 * size}" w:line="{24 * size}" w:lineRule="exact"/>'
        yield paragraph("Letterhead", run(head.unit, self._language, more=more), more=line)
        yield self._told("DocumentNumber", head.number)

    def _title(self, text: str, style: str) -> str:
        if self._chinese:
            text = broken(text, TITLE_WIDTH)
        return self._told(style, text)

    # ---- blocks

    def _block(self, block: Block, look: Laid | None) -> Iterator[str]:  # noqa: PLR0911 - one for each kind
        match block:
            case Heading():
                return iter((self._told(f"Heading{min(block.level, _LEVELS)}", f"{block.number}{block.text}"),))
            case Paragraph():
                return iter((self._paragraph(block),))
            case Items():
                return self._items(block)
            case Table():
                return self._table(block, look or laid(block, self._language))
            case Form():
                return self._form(block)
            case Signature():
                return self._signature(block)
            case Enclosed():
                return self._enclosed(block)
            case Enclosure():
                return self._enclosure(block)
            case NewPage():
                self._fresh = not self._top
                return iter(())
            case Bars() | Timeline() | Curves() | Tiles():
                return iter(())
            case Fine():
                return iter((self._told("Fine", block.text),))
            case _:
                assert_never(block)

    def _put(self, style: str, content: str, more: str = "") -> str:
        fresh, self._fresh, self._top = self._fresh, False, False
        return paragraph(style, content, fresh=fresh, more=more)

    def _told(self, style: str, text: str, more: str = "") -> str:
        return self._put(style, run(text.strip(), self._language), more)

    def _paragraph(self, block: Paragraph) -> str:
        lead, text = block.lead.strip(), block.text.strip()
        gap = "" if self._chinese or not lead or not text else " "
        content = run(lead, self._language, "Lead") + run(gap + text, self._language)
        return self._put("Body", content) if content else ""

    def _items(self, block: Items) -> Iterator[str]:
        more = ""
        if block.ordered:
            self.lists += 1
            more = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.lists + 1}"/></w:numPr>'
        style = "Counted" if block.ordered else "Item"
        yield from (self._told(style, text, more) for text in block.texts)

    def _table(self, block: Table, look: Laid) -> Iterator[str]:
        if block.caption:
            yield self._told("Caption", block.caption)
        elif self._fresh:
            yield self._put("Turn", "")
        yield from table(block, look, self._language)

    def _form(self, block: Form) -> Iterator[str]:
        """Each form that has a page of its own says what it is, since it is handed in by itself."""
        if block.caption:
            yield self._told("Caption", block.caption)
        elif self._fresh:
            yield self._title(self._document.title, "Title")
        yield from form(block, self._language)

    def _signature(self, block: Signature) -> Iterator[str]:
        """Who signs and when: with a seal the name over the middle of the date (7.3.5.1), else the date begins two
        characters to the right of the name (7.3.5.2).
        """
        name, day = block.unit.strip(), block.date.strip()
        if not self._chinese:
            yield from (self._told(style, text) for style, text in (("Signer", name), ("SignedOn", day)) if text)
            return
        of_name, of_day = (_sealed if self._sealed else _unsealed)(wide(name), wide(day))
        above = f'<w:spacing w:before="{LINE * (2 if self._sealed else 1)}"/>'
        if name:
            yield self._told("Signer", name, above + indent(right=of_name))
        yield self._told("SignedOn", day, ("" if name else above) + indent(right=of_day))

    def _enclosed(self, block: Enclosed) -> Iterator[str]:
        """The names of what is attached, each with its further lines under itself (7.3.4)."""
        lines = enclosed(block, self._language)
        for at, text in enumerate(lines):
            more = ""
            if self._chinese:
                above = "" if at else f'<w:spacing w:before="{LINE}"/>'
                number = 1 if len(lines) > 1 else 0
                more = above + indent(left=5 + number, hanging=number if at else 3 + number)
            yield self._told("Enclosed", text, more)

    def _enclosure(self, block: Enclosure) -> Iterator[str]:
        """附件 flush left in the first line, its title in the third (7.3.7)."""
        self._fresh = not self._top
        yield self._told("EnclosureMark", enclosure_mark(block, self._language))
        yield self._title(block.title, "EnclosureTitle")


_BELOW_EDGE = round(35 / 25.4 * 1440)
"""35 mm, of which the line above the ink of the name is a part: some 0.15 of its size."""


def _sealed(name: float, day: float) -> tuple[float, float]:
    """How far name and day end before the right edge, in characters: the day by 4, the name over its middle."""
    of_name = 4 + (day - name) / 2
    return (of_name, 4) if of_name >= 0 else (0, (name - day) / 2)


def _unsealed(name: float, day: float) -> tuple[float, float]:
    """The name by 2 and the day 2 further in than the name begins; a longer day by 2, and the name moves with it."""
    return (2, name - day) if name >= day else (day - name + 4, 2)

"""A Document as values that the layouts read: its texts made visible, its blocks in stretches of pages of one sheet."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, assert_never

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
from rectify.documents.writing import visible
from rectify.documents.writing.drawing import draw
from rectify.documents.writing.pdf_tables import MAY_BREAK, ROOMS, Sheet, breakable, form, laid
from rectify.documents.writing.title_breaks import broken
from rectify.documents.writing.words import addressed, enclosure_mark, language_of
from rectify.language import Language, say

_PROSE, _TITLE = 28, 20
"""Chinese characters in a line of the text, and of the title."""

_AHEAD = 8
"""So many blocks between the beginning of a part and its table are turned with it."""

_TITLE_SIZE = 22
"""2号, in points."""

_DRAWN = 400
"""The width of a picture in its own units, of which a letter is 13 high."""

_STRING = 2000
"""A longer heading is no bookmark, and no more of the title is told to programs: PDF/A limits such strings."""

_FIRST_DAY = "1980-01-01"
"""The date of a document that names none: PDF/A wants one, and the same document gives the same bytes."""

Values = dict[str, Any]


def data(document: Document) -> Values:
    """All that a layout needs to know but the typefaces. Every text in it is to be shown as it stands."""
    language = language_of(document.language)
    shown = list(_shown(document.blocks))
    tables = _tables(shown, language)
    blocks = [_block(block, document) | tables.get(at, {}) for at, block in enumerate(shown)]
    if document.one_page:
        _put_pictures(blocks, shown)
    sheets = _sheets(blocks)
    for sheet, block in zip(sheets, blocks, strict=True):
        if block["is"] == "enclosure":
            block["title"] = _title(block["title"], document, sheet)
    pairs = zip(sheets, blocks, strict=True)
    head = document.letterhead
    return {
        "title": _title(document.title, document, sheets[0] if sheets else "upright"),
        "subject": visible(document.title)[:_STRING],
        "day": [int(part) for part in (document.day or _FIRST_DAY).split("-")],
        "letterhead": {"unit": breakable(head.unit, _TITLE), "number": _prose(head.number)} if head else None,
        "addressee": "".join(map(_prose, addressed(document))),
        "stretches": [
            {"sheet": sheet, "blocks": [block for _, block in of]} for sheet, of in groupby(pairs, lambda pair: pair[0])
        ]
        or [{"sheet": "upright", "blocks": []}],
        "opens": not next((isinstance(block, Form) for block in shown if not isinstance(block, NewPage)), False),
        "one_page": document.one_page,
    }


def _shown(blocks: Iterable[Block]) -> Iterator[Block]:
    """What people are to see; the rows of tables held, since they are gone through twice."""
    for block in blocks:
        if not isinstance(block, Table):
            yield block
        elif not block.aside:
            yield block._replace(rows=tuple(block.rows))


def _tables(blocks: list[Block], language: Language) -> dict[int, Values]:
    """Of each table, by its place, how it lies. Those with no more than headings between them have sheets of one size."""
    made: dict[int, Values] = {}
    together: dict[int, Table] = {}
    for at, block in enumerate([*blocks, NewPage()]):
        if isinstance(block, Table):
            together[at] = block
        elif together and not isinstance(block, Heading):
            sizes = {laid(table, language).sheet for table in together.values()}
            largest = next(sheet for sheet in reversed(ROOMS[language]) if sheet in sizes)
            made |= {place: laid(table, language, largest)._asdict() for place, table in together.items()}
            together = {}
    return made


def _put_pictures(blocks: list[Values], shown: list[Block]) -> None:
    """Bars and curves side by side where the first of them stands. A timeline takes more room than a page has."""
    pictures = [(at, chart) for at, chart in enumerate(shown) if isinstance(chart, Bars | Curves)]
    drawings = [
        {"caption": _prose(chart.caption), "svg": draw(chart, f"p{at}", _DRAWN), "told": chart.caption}
        for at, chart in pictures
    ]
    if pictures:
        blocks[pictures[0][0]] = {"is": "pictures", "drawings": drawings}


def _title(text: str, document: Document, sheet: Sheet = "upright") -> str:
    """A title that breaks on sense where it is Chinese, and as large as its sheet allows."""
    shown = breakable(text.strip(), _TITLE)
    if document.language == "en" or document.one_page or MAY_BREAK in shown:
        return shown
    return broken(shown, ROOMS["zh"][sheet].width / _TITLE_SIZE)


def _prose(text: str) -> str:
    return breakable(text.strip(), _PROSE)


def _block(block: Block, document: Document) -> Values:  # noqa: PLR0911 - one for each kind
    language = language_of(document.language)
    match block:
        case Heading():
            text = _prose(f"{block.number}{block.text}")
            return {"is": "heading", "level": block.level, "text": text, "bookmarked": len(text) < _STRING}
        case Paragraph():
            return _paragraph(block, language)
        case Items():
            return {"is": "items", "texts": [_prose(text) for text in block.texts], "ordered": block.ordered}
        case Table():
            return {"is": "table", "caption": _prose(block.caption)}
        case Form():
            return {"is": "form", "caption": _title(block.caption or document.title, document), **form(block, language)}
        case Signature():
            return {"is": "signature", "unit": _prose(block.unit), "date": _prose(block.date)}
        case Enclosed():
            return _enclosed(block, language)
        case Enclosure():
            mark = enclosure_mark(block, language)
            return {"is": "enclosure", "mark": mark, "title": block.title}
        case NewPage():
            return {"is": "page"}
        case Bars() | Timeline() | Curves() | Tiles():
            return {"is": "nothing"}
        case Fine():
            return {"is": "fine", "text": _prose(block.text)}
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, language: Language) -> Values:
    lead, text = _prose(block.lead), _prose(block.text)
    if lead and text:
        text = (" " if language == "en" else MAY_BREAK if MAY_BREAK in lead + text else "") + text
    return {"is": "paragraph", "lead": lead, "text": text}


def _enclosed(block: Enclosed, language: str) -> Values:
    """The label, and each name with its number; numbers only where there are several (GB/T 9704-2012, 7.3.4)."""
    of, several = language_of(language), len(block.names) > 1
    numbers = [
        say(of, "writing.enclosed-number", number=n, name="") if several else "" for n in range(1, len(block.names) + 1)
    ]
    names = [list(pair) for pair in zip(numbers, map(_prose, block.names), strict=True)]
    return {"is": "enclosed", "label": say(of, "writing.enclosed", names=""), "names": names}


def _sheets(blocks: list[Values]) -> list[Sheet]:
    """The sheet of each block: a table takes with it the headings before it, a short beginning of its part, and what
    signs it.
    """
    sheets: list[Sheet] = ["upright"] * len(blocks)
    for at, block in enumerate(blocks):
        if block["is"] != "table":
            continue
        sheet = block["sheet"]
        first = _beginning(blocks, at)
        sheets[first : at + 1] = [sheet] * (at + 1 - first)
        for after in range(at + 1, len(blocks)):
            if blocks[after]["is"] not in {"signature", "fine", "nothing"}:
                break
            sheets[after] = sheet
    return sheets


def _beginning(blocks: list[Values], table: int) -> int:
    """The first block that goes with a table."""
    at = table
    while at and blocks[at - 1]["is"] == "heading":
        at -= 1
    start = at
    while start and table - start <= _AHEAD and blocks[start - 1]["is"] in {"heading", "paragraph", "items", "nothing"}:
        start -= 1
    if not start or blocks[start - 1]["is"] in {"enclosure", "page"}:
        return max(0, start - 1)
    return at

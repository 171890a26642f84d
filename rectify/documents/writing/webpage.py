"""A Document as one web page that needs nothing else: no script, no network, no font but the reader's own.

The frame and the blocks are templates that escape every text; drawings are ours. Blocks are written as they come into a
temporary file, since the contents that stand before them are known only behind them: little is in memory at any time.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, BinaryIO, NamedTuple, assert_never

from rectify.documents.charts import Bars, Curves, Tiles, Timeline
from rectify.documents.document import (
    Block,
    Column,
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
from rectify.documents.writing import Style, charted, palette, visible
from rectify.documents.writing.drawing import draw
from rectify.documents.writing.title_breaks import phrases
from rectify.documents.writing.words import addressed, enclosed, enclosure, language_of
from rectify.language import say

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FOLDER = Path(__file__).parent / "page"
BROAD, NARROW = 760, 330
"""A drawing is made twice, for desks and for phones, so that its letters have the size of letters on both."""
LONG, ENTRIES = 4, 60
"""From so many headings on there is a table of contents; of more than `ENTRIES`, only the first level is in it."""
SCROLLS, LANDSCAPE = 5, 10
"""A table of so many columns can be moved sideways; one of so many is printed across."""
_IN_MEMORY = 1 << 20
_PIECE = 1 << 16
_DEEPEST = 6


class Entry(NamedTuple):
    """A line of the contents."""

    depth: int
    ident: str
    text: str


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: ARG001, B008 - of one look only
    """Writes `document` to `stream`. Raises ValueError for a row of a table that has not one text for each column."""
    environment = _environment()
    page = _Page(document, environment)
    with SpooledTemporaryFile(_IN_MEMORY) as body:
        for piece in page.pieces():
            body.write(piece.encode())
        body.seek(0)
        frame = environment.get_template("frame.html").generate(
            document=document,
            language="zh-CN" if document.language == "zh" else "en",
            say=page.say,
            contents=page.contents(),
            body=_pieces(body),
            palette=palette,
        )
        while chunk := "".join(islice(frame, 100)):
            stream.write(chunk.encode())


def _pieces(body: IO[bytes]) -> Iterator["Markup"]:
    """What was written to `body`, line by line; it was escaped when it was."""
    from markupsafe import Markup

    while lines := body.readlines(_PIECE):
        yield Markup(b"".join(lines).decode())  # noqa: S704 - our own, made of escaped texts


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup, escape

    line_break, may_break = Markup("<br>"), Markup("<wbr>")

    def shown(text: str) -> "Markup":
        """A text as the content of an element, its lines as lines."""
        plain = escape(visible(text).strip())
        return plain.replace("\n", line_break) if "\n" in plain else plain

    def titled(text: str, language: str) -> "Markup":
        """A title, a Chinese one with its phrases, and with the places where their lines may end."""
        if language != "zh":
            return shown(text)
        lines = (phrases(line) for line in visible(text).strip().split("\n"))
        phrase = Markup('<span class="phrase">{}</span>').format
        return line_break.join(
            Markup().join(phrase(may_break.join(map(escape, pieces))) for pieces in line) for line in lines
        )

    made = Environment(
        autoescape=True,
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"shown": shown, "titled": titled, "plain": _plain}
    return made


def _plain(text: str) -> str:
    """A text in one line, for attributes and names."""
    return " ".join(visible(text).split())


class _Page:
    """The blocks of a document as pieces of markup, and what is noted on the way."""

    def __init__(self, document: Document, environment: "Environment") -> None:
        self._document = document
        self._language = language_of(document.language)
        self._macros: Any = environment.get_template("blocks.html").module
        self._entries: list[Entry] = []
        self._levels: list[int] = []
        self._under = document.title
        self._charts = 0
        self._forms = 0

    def say(self, key: str) -> str:
        return say(self._language, f"writing.{key}")

    def contents(self) -> list[Entry]:
        """The lines of the contents, none for a short document."""
        if len(self._entries) < LONG:
            return []
        most = 2 if len(self._entries) <= ENTRIES else 1
        return [each for each in self._entries if each.depth <= most]

    def pieces(self) -> Iterator[str]:
        for addressee in addressed(self._document):
            yield self._macros.addressee(addressee)
        for block in self._document.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one for each kind
        macros = self._macros
        match block:
            case Heading():
                yield self._heading(block.level, f"{block.number}{block.text}")
            case Paragraph():
                yield macros.paragraph(block)
            case Items():
                yield macros.items_begin(block.ordered)
                yield from map(macros.item, block.texts)
                yield macros.items_end(block.ordered)
            case Table():
                if not block.aside:
                    yield from self._table(block)
            case Form():
                self._forms += 1
                yield macros.form(block, self._document.title, first=self._forms == 1)
            case Tiles():
                self._charts += 1
                yield macros.tiles(block, f"c{self._charts}")
            case Bars() | Timeline() | Curves():
                yield from self._chart(block)
            case Signature():
                yield macros.signature(block)
            case Enclosed():
                yield macros.enclosed(enclosed(block, self._document.language))
            case Enclosure():
                yield macros.new_page()
                yield self._heading(1, enclosure(block, self._document.language))
            case NewPage():
                yield macros.new_page()
            case Fine():
                yield macros.fine(block)
            case _:
                assert_never(block)

    def _heading(self, level: int, text: str) -> str:
        """A heading one deeper than the one that it stands under, also where the document leaves a layer out."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        self._under = _plain(text)
        entry = Entry(len(self._levels), f"s{len(self._entries) + 1}", self._under)
        self._entries.append(entry)
        return str(self._macros.heading(entry, min(entry.depth + 1, _DEEPEST), text))

    def _chart(self, chart: Bars | Timeline | Curves) -> Iterator[str]:
        from markupsafe import Markup

        self._charts += 1
        ident = f"c{self._charts}"
        drawings = [Markup(draw(chart, f"{ident}{size}", room)) for size, room in (("b", BROAD), ("n", NARROW))]  # noqa: S704 - ours
        yield self._macros.chart_begin(chart, ident, drawings, self.say("data"))
        yield from self._table(charted.table(chart, self._document.language)._replace(caption=""), chart.caption)
        yield self._macros.chart_end()

    # ---- tables

    def _table(self, table: Table, label: str = "") -> Iterator[str]:
        columns = table.columns
        group = next((at for at, column in enumerate(columns) if column.groups), None)
        shown = [column for at, column in enumerate(columns) if at != group]
        label = _plain(label or table.caption or table.name or self._under)
        scrolls = len(columns) >= SCROLLS
        yield self._macros.table_begin(table, shown, label, scrolls=scrolls, landscape=len(shown) >= LANDSCAPE)
        if group is None:
            yield from (self._row(shown, row) for row in self._checked(table.rows, len(columns)))
        else:
            yield from self._grouped(table.rows, shown, group)
        yield self._macros.table_end(scrolls=scrolls)

    def _grouped(self, rows: Iterable[tuple[str, ...]], shown: list[Column], group: int) -> Iterator[str]:
        """Rows of the same group in a body of their own, under its name."""
        before: str | None = None
        for row in self._checked(rows, len(shown) + 1):
            if row[group] != before:
                yield self._macros.group(row[group] or self.say("no-group"), len(shown), first=before is None)
                before = row[group]
            yield self._row(shown, row[:group] + row[group + 1 :])

    def _row(self, columns: list[Column], row: tuple[str, ...]) -> str:
        return str(self._macros.row(columns, row))

    @staticmethod
    def _checked(rows: Iterable[tuple[str, ...]], width: int) -> Iterator[tuple[str, ...]]:
        for row in rows:
            if len(row) != width:
                raise ValueError(f"a row of {len(row)} texts in a table of {width} columns")
            yield row

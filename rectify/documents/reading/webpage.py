"""Web pages (.html): headings, paragraphs and tables as a browser lays them out, without scripts and styles."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from rectify.documents.document import Heading, Paragraph
from rectify.documents.reading import Block, Contents, LeftOut
from rectify.documents.reading.decoding import decoded
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.guard import BLOCKS, COLUMNS
from rectify.documents.reading.number_formats import written
from rectify.errors import Unreadable, Word, WrongUsage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SIZE = 12 << 20
MARKS = 400_000
"""The most bytes, and tags and attributes, of a page: it is in memory as a whole."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHINESE_ENCODINGS = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"}
"""Names that pages give themselves, all of which GB18030 contains."""

_ROWSPAN = 65_534
"""The most rows that a cell may span (HTML, 4.9.11)."""

_DIGITS = 9

_WHITE = re.compile(r"[ \t\r\n\f]+")
_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NO_TEXT = {"script", "style", "template", "noscript", "svg", "head", "object", "iframe"}
_ASIDE = {
    "nav": "navigation",
    "button": "navigation",
    "select": "navigation",
    "title": "page-title",
    "del": "deleted",
    "rt": "phonetic",
}
_BREAKING = re.compile(
    r"address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    r"|hr|html|li|main|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements before and after which a line ends."""

_BOLD = frozenset(("b", "strong"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_COUNTERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read(content: bytes, _kind: str, encoding: str) -> Contents:
    """What the page shows. What its style sheets or scripts hide or add cannot be told."""
    text, encoding = _text(content, encoding)
    root = _parsed(text)
    left_out: list[LeftOut] = []
    blocks: list[Block] = []
    for block in _Flow(root, left_out).blocks() if root is not None else ():
        blocks.append(block)
        if len(blocks) > BLOCKS:
            raise Unreadable("input-too-many", count=len(blocks), things=Word("reading.paragraphs"), limit=BLOCKS)
    return Contents(tuple(blocks), tuple(left_out), encoding)


def _text(content: bytes, encoding: str) -> tuple[str, str]:
    """By what the user says, by what the page says of itself if that can be, or by its bytes."""
    if len(content) > SIZE:
        raise Unreadable("input-too-big", limit=SIZE >> 20)
    marked = content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    found = None if encoding or marked else _CHARSET.search(content[:4096])
    if found:
        said = found[1].decode("ascii", "replace").lower()
        try:
            return decoded(content, "gb18030" if said in _CHINESE_ENCODINGS else said)
        except (Unreadable, WrongUsage):
            return decoded(content)
    return decoded(content, encoding)


def _parsed(text: str) -> "Element | None":
    from lxml import etree

    if text.count("<") + text.count("=") > MARKS:
        raise Unreadable("input-too-much")
    # Pages nest deeper than the library likes; their size is the limit here.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        raise Unreadable("input-damaged") from None
    # The library mends what is wrong with a page, but where it gives up the rest would be lost.
    if any(each.level == etree.ErrorLevels.FATAL for each in parser.error_log):
        raise Unreadable("input-too-much")
    return root


class _Flow:
    """The blocks in one element. It goes through the page without recursion, however deep that is."""

    def __init__(self, root: "Element", left_out: list[LeftOut]) -> None:
        self._root = root
        self._left_out = left_out
        self._pieces: list[str] = []
        self._line = 0
        self._says = False
        self._level = 0
        self._label = ""
        self._kept = 0
        self._bold = 0
        self._plain = False
        self._items: list[tuple[str, int] | None] = []
        """The lists that are open: how their items are counted and the next number, None for no numbers."""
        self._skipped: Element | None = None

    def blocks(self) -> Iterator[Block]:
        from lxml import etree

        walk = etree.iterwalk(self._root, ("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "end":
                yield from self._closed(element, tag)
            elif self._is_aside(element):
                self._skipped = element
                walk.skip_subtree()
            elif tag == "table" and element is not self._root and _is_data(element):
                yield from self._block()
                table = self._grid(element).table(_caption(element), _place(element))
                if table.rows:
                    yield table
                self._skipped = element
                walk.skip_subtree()
            else:
                yield from self._opened(element, tag)
        yield from self._block()

    def _opened(self, element: "Element", tag: str) -> Iterator[Block]:
        if _BREAKING.fullmatch(tag):
            yield from self._block()
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "pre":
            self._kept += 1
        elif tag in _BOLD:
            self._bold += 1
        elif tag in {"ol", "ul"}:
            start = element.get("start", "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1  # noqa: PLR2004
            self._items.append((_COUNTERS.get(element.get("type", "1"), "decimal"), first) if tag == "ol" else None)
        elif tag == "li" and self._items and (count := self._items[-1]):
            self._label = f"{written(count[1], count[0])}. "
            self._items[-1] = (count[0], count[1] + 1)
        yield from self._say(element.text, element)

    def _closed(self, element: "Element", tag: str) -> Iterator[Block]:
        if _BREAKING.fullmatch(tag):
            yield from self._block()
        if element is self._skipped:
            pass
        elif tag in _HEADINGS:
            self._level = 0
        elif tag == "pre":
            self._kept -= 1
        elif tag in _BOLD:
            self._bold -= 1
        elif tag in {"ol", "ul"}:
            self._items.pop()
        if element is not self._root:
            yield from self._say(element.tail, element)

    def _say(self, text: str | None, element: "Element") -> Iterator[Block]:
        if not text:
            return
        if not self._kept:
            text = _WHITE.sub(" ", text)
        if not self._says and text.strip():
            self._says = True
            self._plain = False
            self._line = _line(element) or self._line
        self._plain |= not self._bold and bool(text.strip())
        *lines, last = text.split("\n")
        for line in lines:
            self._pieces.append(line)
            yield from self._block()
        self._pieces.append(last)

    def _block(self) -> Iterator[Block]:
        text = "".join(self._pieces).strip()
        self._pieces.clear()
        self._says = False
        if text:
            place = f"line {self._line}"
            if self._level:
                yield Heading(self._level, text, self._label, place)
            elif self._plain:
                yield Paragraph(self._label + text, place=place)
            else:
                yield Paragraph("", self._label + text, place)
            self._label = ""

    def _is_aside(self, element: "Element") -> bool:
        """Whether the element says nothing here; what it would say is noted."""
        tag = element.tag
        why = _ASIDE.get(tag, "")
        if element.get("hidden") is not None or _NOT_SHOWN.search(element.get("style", "")):
            why = "hidden"
        elif element.get("role") == "note":
            why = "note"
        elif tag == "figure" and any(element.find(f".//{each}") is not None for each in ("svg", "dl")):
            why = "picture"
        if not why and tag == "head":
            return False
        if tag in _NO_TEXT:
            return True
        if why:
            text = _WHITE.sub(" ", "".join(_own_texts(element))).strip()
            if text:
                self._left_out.append(LeftOut(text, why, _place(element)))
        return bool(why)

    def _grid(self, table: "Element") -> Grid:
        """The cells with what they span, as HTML lays tables out (HTML, 4.9.12)."""
        grid = Grid()
        reaching: dict[int, tuple[int, str]] = {}
        for row, line in enumerate(line for line in table.iter("tr") if not self._is_aside(line)):
            column = 0
            for cell in line.iterchildren("td", "th"):
                while column in reaching:
                    column = _reach(grid, row, column, reaching)
                text = "\n".join(_flat(block) for block in _Flow(cell, self._left_out).blocks())
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                for beside in range(column, column + across):
                    if beside == column:
                        grid.put(row, beside, text)
                    else:
                        grid.fill(row, beside, text)
                    if down > 1:
                        reaching[beside] = (down, text)
                    else:
                        reaching.pop(beside, None)
                column += across
            for left in sorted(each for each in reaching if each >= column):
                _reach(grid, row, left, reaching)
            reaching = {each: (down - 1, text) for each, (down, text) in reaching.items() if down > 1}
        return grid


def _reach(grid: Grid, row: int, column: int, reaching: dict[int, tuple[int, str]]) -> int:
    grid.fill(row, column, reaching[column][1])
    return column + 1


def _is_data(table: "Element") -> bool:
    """A table that only arranges a page holds another one, or has one row or one column."""
    if table.find(".//table") is not None:
        return False
    rows = list(table.iter("tr"))
    return len(rows) > 1 and max(len(list(row.iterchildren("td", "th"))) for row in rows) > 1


def _caption(table: "Element") -> str:
    caption = table.find("caption")
    return "" if caption is None else _WHITE.sub(" ", "".join(map(str, caption.itertext()))).strip()


def _own_texts(element: "Element") -> Iterator[str]:
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in _NO_TEXT:
            yield each.text or ""
        if each is not element:
            yield each.tail or ""


def _span(cell: "Element", name: str) -> int:
    text = cell.get(name, "1").strip()
    most = COLUMNS + 1 if name == "colspan" else _ROWSPAN
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 1


def _line(element: "Element") -> int:
    return cast("int | None", element.sourceline) or 0


def _place(element: "Element") -> str:
    return f"line {_line(element)}"


def _flat(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.number}{block.text}"
    return block.lead + block.text if isinstance(block, Paragraph) else ""

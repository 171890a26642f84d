"""Lines of a PDF: which belong to one paragraph, and which to no text at all."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rectify.documents.document import Table


class Line(NamedTuple):
    """A line and its box, in points from the upper left corner of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    page: int

    @property
    def em(self) -> float:
        """The width of a Chinese character, or of two Latin letters."""
        return (self.right - self.left) / max(sum(1 if _is_wide(each) else 0.5 for each in self.text), 1)


class Page(NamedTuple):
    """A page: its size in points, whether it shows pictures, and its lines and tables in order."""

    number: int
    width: float
    height: float
    pictures: bool
    items: Sequence[Line | Table]

    @property
    def lines(self) -> list[Line]:
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def characters(self) -> int:
        tables = (text for item in self.items if isinstance(item, Table) for row in item.rows for text in row)
        return sum(map(len, tables)) + sum(len(line.text) for line in self.lines)


class Margins(NamedTuple):
    """Where lines begin and end that fill the page from side to side."""

    left: float
    right: float


_INDENT = 0.8
"""In ems: a line that begins further right than this begins a paragraph."""

_LEADING = 1.3
"""In heights of a line: a gap greater than this parts paragraphs."""

_SIZES = 1.25
"""Lines whose characters differ in size by more than this factor are not of one paragraph."""


def paragraphs(lines: Sequence[Line], margins: Mapping[int, Margins]) -> Iterator[tuple[str, int]]:
    """The paragraphs of `lines`, each with the page on which it begins; `margins` are those of each page."""
    text = ""
    first: Line | None = None
    before: Line | None = None
    for line in lines:
        if first and before and _goes_on(before, line, margins, first=before is first):
            text = _joined(text, line.text)
        else:
            if first:
                yield text, first.page
            text, first = line.text, line
        before = line
    if first:
        yield text, first.page


def _goes_on(line: Line, following: Line, margins: Mapping[int, Margins], *, first: bool) -> bool:
    """Whether `following` stands in the paragraph of `line`, which is the `first` of it or not."""
    em = min(line.em, following.em)
    if max(line.em, following.em) > _SIZES * em or not _fills(line, following, margins[line.page]):
        return False
    height = line.bottom - line.top
    if line.page == following.page and not -height < following.top - line.bottom < _LEADING * height:
        return False
    if following.left <= margins[following.page].left + _INDENT * em:
        return not (_LABEL().match(following.text) and line.text.endswith(_ENDS))
    beside = abs(following.left - line.left) < _INDENT * em
    hanging = following.left > line.left and _LABEL().match(line.text) is not None
    return hanging if first else beside


_TWO = 2.2


def _fills(line: Line, following: Line, margins: Margins) -> bool:
    """Whether the next word would not have found room. Two more characters may go along with a sign that opens no line."""
    word = re.match("[!-\u024f]+", following.text)
    return margins.right - line.right < (len(word[0]) / 2 + 1 if word else _TWO) * line.em


_ENDS = tuple("。！？；：.!?;:”")


@cache
def _LABEL() -> re.Pattern[str]:  # noqa: N802 - a constant that is made when it is asked for
    return re.compile(
        r"[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)、.．]|第[一二三四五六七八九十百\d]{1,4}[条章节项方面、，]|[①-⑳•·●○■□▪◆➢-]|[a-zA-Z][.)]\s"
    )


def _joined(text: str, further: str) -> str:
    if text.endswith("-") or _is_wide(text[-1]) or _is_wide(further[0]):
        return text + further
    return f"{text} {further}"


def _is_wide(character: str) -> bool:
    return character > "\u2010" and (character in "“”‘’—…·" or unicodedata.east_asian_width(character) in "WF")


def page_margins(pages: Sequence[Page], gone: set[int]) -> dict[int, Margins]:
    """The margins of each page; the right one from all pages of its width, or as wide as the left one."""
    shown = {page.number: [line for line in page.lines if id(line) not in gone] for page in pages}
    widest: dict[int, float] = {}
    for page in pages:
        right = max((line.right for line in shown[page.number]), default=0)
        widest[round(page.width)] = max(widest.get(round(page.width), 0), right)
    found = {}
    for page in pages:
        lines = shown[page.number]
        left = _left(lines)
        right, even = widest[round(page.width)], page.width - left
        em = max((line.em for line in lines), default=0)
        found[page.number] = Margins(left, even if right < even - 3 * em else right)
    return found


def _left(lines: Sequence[Line]) -> float:
    """The place furthest to the left at which more than one line begins."""
    begun = Counter(round(line.left / 2) for line in lines)
    often = [line.left for line in lines if begun[round(line.left / 2)] > 1]
    return min(often or [line.left for line in lines], default=0)


_LONG = 40
"""No page number is longer."""

_ZONE = 0.12
"""The share of a page's height, above and below, in which running heads stand."""


@cache
def _PAGE_NUMBER() -> re.Pattern[str]:  # noqa: N802 - as above
    return re.compile(
        r"[-—–·•\s]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/,，]?\s*共?\s*\d{1,4}\s*页?)?|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)[-—–·•\s]*",
        re.IGNORECASE,
    )


def running_heads(pages: Sequence[Page]) -> Iterator[tuple[Line, str]]:
    """The lines that belong to the page and not to the text, and why: `page-number` or `running-head`."""
    edges = {page.number: [line for line in page.lines if _at_edge(line, page)] for page in pages}
    seen = Counter(key for lines in edges.values() for key in {_likeness(line) for line in lines})
    for page in pages:
        tops = [line.top for line in page.lines]
        for line in edges[page.number]:
            often = seen[_likeness(line)]
            outermost = line.top in (min(tops), max(tops)) and len(line.text) < _LONG
            if outermost and _PAGE_NUMBER().fullmatch(unicodedata.normalize("NFKC", line.text)):
                yield line, "page-number"
            elif often > 1 and often * 3 >= len(pages):
                yield line, "running-head"


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom < _ZONE * page.height or line.top > (1 - _ZONE) * page.height


def _likeness(line: Line) -> tuple[str, int]:
    """The same for the heads of two pages that differ in their numbers only."""
    return re.sub(r"\d+", "0", line.text), round(line.top / 4)


# --- letters that only look like letters

_RADICALS = "[\u2e80-\u2eff\u2f00-\u2fd5]"
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺅⺆⺇⺈⺉⺊⺋⺌⺎⺒⺓⺔⺕⺖⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻冂几刀刂卜㔾小兀巳幺彑彐忄扌攵旡月歺母民氵氺灬爫丬牛犭王疋罒示礻竹糹纟罓罒羊羊耂肀聿肉臼艹艹艹虎衤覀西见角讠贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""The radicals that Unicode's compatibility forms leave as they are, and the characters that they are printed for."""


def without_radicals(text: str) -> str:
    """Radicals (U+2E80 to U+2FD5) as the characters that they look like; some programs write those for these.

    Nothing else is changed: full-width signs stay what they are.
    """

    def character(found: re.Match[str]) -> str:
        return _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0])

    return re.sub(_RADICALS, character, text)

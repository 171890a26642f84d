"""The prose of a Document as lines: one for each line break, litter taken out, full-width signs folded."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rectify.documents.document import Block, Heading, Paragraph
from rectify.intake.litter import Piece, inside, whole


class Line(NamedTuple):
    """One line of prose.

    `text` is the source without its litter; `folded` has the same length, with full-width digits, letters and brackets
    as their ASCII twins and every quotation mark as “ or ”, so that rules are written once. `level` is that of a
    Heading, 0 for a paragraph. `cuts` are the positions in `text` where litter stood, `shifts` how many characters of
    it stood up to there.
    """

    block: int
    start: int
    text: str
    folded: str
    place: str
    level: int = 0
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    bold: bool = False
    """Whether the whole line is set off by bold type, as a heading may be that has neither number nor style."""

    def at(self, position: int) -> int:
        """Where the character at `position` of `text` stands in the text of its block."""
        if not self.cuts:
            return self.start + position
        found = bisect_right(self.cuts, position)
        return self.start + position + (self.shifts[found - 1] if found else 0)


_TWINS = "％（）［］：；．＋－／＂＃＊＿～＝＜＞＆＠｜"
_ASCII = '%()[]:;.+-/"#*_~=<>&@|'


@cache
def _folding() -> dict[int, str]:
    table = {ord(sign): twin for sign, twin in zip(_TWINS, _ASCII, strict=True)}
    for first, twin, count in (("０", "0", 10), ("Ａ", "A", 26), ("ａ", "a", 26)):
        table |= {ord(first) + step: chr(ord(twin) + step) for step in range(count)}
    table |= dict.fromkeys((0x3000, 0xA0, 0x202F, 0x205F, 9, 0xB, 0xC, *range(0x2000, 0x200B)), " ")
    return table | {ord(sign): "“" for sign in "「『﹁﹃"} | {ord(sign): "”" for sign in "」』﹂﹄"}


def fold(text: str) -> str:
    """`text` with its full-width signs as ASCII, character for character.

    >>> fold('（一）“六”　３０％')
    '(一)“六” 30%'
    """
    if text.isascii() and "\t" not in text:
        return text
    folded = text.translate(_folding())
    if "【" in folded:
        folded = _bracketed_label().sub(r"\1 \2:", folded)
    return _comma().sub("，", folded) if "," in folded else folded


@cache
def _bracketed_label() -> "re.Pattern[str]":
    """【整改情况】 as the label that it is."""
    return re.compile(r"(^\s*|[。；;]\s*)【([一-鿿]{2,8})】")


@cache
def _comma() -> "re.Pattern[str]":
    """A half-width comma that stands for a Chinese one."""
    return re.compile(r"(?<=[一-鿿\d)”》%]),(?=[一-鿿“《(])|(?<=[一-鿿)”》]),")


def block_text(block: Block) -> str:
    """All text of a heading or paragraph as it stands in the source; the account counts its characters."""
    if isinstance(block, Heading):
        return block.number + block.text
    return block.lead + block.text if isinstance(block, Paragraph) else ""


LONGEST = 20_000
"""No line of a report is longer, and no field of a ledger; what stands behind that is not read, and so unplaced."""


class Litter(NamedTuple):
    """Litter at a stretch of a block."""

    block: int
    start: int
    end: int
    name: str


def read_lines(blocks: Iterable[Block]) -> tuple[list[Line], list[Litter]]:
    """The lines of all headings and paragraphs, and the litter between and in them."""
    lines: list[Line] = []
    litter: list[Litter] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading | Paragraph):
            level = block.level if isinstance(block, Heading) else 0
            bold = isinstance(block, Paragraph) and bool(block.lead) and not block.text.strip()
            for start, whole_line in _split(block_text(block)):
                if len(whole_line) > LONGEST and not whole_line.strip():
                    litter.append(Litter(index, start, start + len(whole_line), "blank"))
                    continue
                text = whole_line[:LONGEST]
                name = whole(fold(text))
                pieces = inside(text)
                if name:
                    litter.append(Litter(index, start, start + len(text), name))
                litter.extend(Litter(index, start + one.start, start + one.end, one.name) for one in pieces)
                if name:
                    continue
                line = _line(index, start, text, pieces, block.place, level)
                if bold or _is_emphasised(text, pieces):
                    line = line._replace(bold=True)
                if line.text.strip():
                    lines.append(line)
    return lines, litter


def _split(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a block, each with where it starts; a break belongs to the line before it. Findings that were run
    together (…。2.关于“…”的问题) each begin a line.
    """
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if "关于" in text[start:end] or "方面" in text[start:end]:
            for found in _run_together().finditer(text, start + 1, min(end, start + LONGEST)):
                yield from _aspect_apart(text, start, found.start())
                start = found.start()
            yield from _aspect_apart(text, start, end)
            start = end
            continue
        yield start, text[start:end]
        start = end


def _aspect_apart(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """A line, or the lines of one that opens with an aspect and tells its findings in the same paragraph."""
    opening = _aspect_sentence().match(text, start, end)
    cuts = list(_finding_in_it().finditer(text, opening.end(), end)) if opening else []
    if not opening or not cuts or text[opening.end() : cuts[0].start()].strip():
        yield start, text[start:end]
        return
    for here, there in pairwise([start, *(cut.start() for cut in cuts), end]):
        yield here, text[here:there]


@cache
def _aspect_sentence() -> "re.Pattern[str]":
    return re.compile(r"[^。；;：:]{2,60}方面(?:[，,]?[^，。；;：:]{0,16}问题)?\s?[。：:；;]")


@cache
def _finding_in_it() -> "re.Pattern[str]":
    return re.compile(r"(?<=[。；;：:])\s*(?:(?:关于|针对)[“\"「‘]|[一二三四五六七八九十]是(?!否))")


@cache
def _run_together() -> "re.Pattern[str]":
    return re.compile(
        r"(?<=[。；;：:\s#])(?:[0-9０-９]{1,2}\s?[.．、]\s?关于[“\"「‘]|[（(][一二三四五六七八九十0-9]{1,3}[）)]\s?关于[“\"「‘]|第[一二三四五六七八九十]方面[，,])"
    )


def _is_emphasised(text: str, pieces: list[Piece]) -> bool:
    """Whether marks of emphasis stand around the whole line and nowhere else."""
    marks = [piece for piece in pieces if piece.name == "emphasis"]
    return len(marks) == _BOTH and not text[: marks[0].start].strip() and not text[marks[1].end :].strip(" 。.:：")


_BOTH = 2


def _line(block: int, start: int, text: str, pieces: list[Piece], place: str, level: int) -> Line:
    if not pieces:
        return Line(block, start, text, fold(text), place, level)
    kept, cuts, shifts, last, removed = [], [], [], 0, 0
    for piece in pieces:
        kept.append(text[last : piece.start])
        removed += piece.end - piece.start
        cuts.append(piece.end - removed)
        shifts.append(removed)
        last = piece.end
    clean = "".join((*kept, text[last:]))
    return Line(block, start, clean, fold(clean), place, level, tuple(cuts), tuple(shifts))

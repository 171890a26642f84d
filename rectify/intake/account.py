"""The account: what became of every character of a Document."""

import re
from collections.abc import Iterator
from functools import cache

from rectify.documents.document import Block, Table
from rectify.intake.draft import Account, Span
from rectify.intake.lines import Line, block_text

UNPLACED = "unplaced"
_LITTER = "litter."


class Ink:
    """Paints the characters of a Document with the use that was made of them; what is painted later lies on top."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks
        self._texts: dict[int, bytearray] = {}
        self._uses: list[str] = [UNPLACED]
        self._codes: dict[str, int] = {UNPLACED: 0}
        self._cells: dict[tuple[int, int, int], str] = {}

    def paint(self, block: int, start: int, end: int, use: str) -> None:
        """Gives the characters from `start` to `end` of a heading, a paragraph or a table's caption their use."""
        if start < end:
            painted = self._texts.setdefault(block, bytearray(len(self._text(block))))
            painted[start:end] = bytes([self._code(use)]) * (min(end, len(painted)) - start)

    def line(self, line: Line, start: int, end: int, use: str) -> None:
        """As `paint`, for a stretch of the text of `line`."""
        if start < end:
            self.paint(line.block, line.at(start), line.at(end - 1) + 1, use)

    def cell(self, block: int, row: int, column: int, use: str) -> None:
        """Gives a whole cell of a table its use."""
        self._cells[block, row, column] = use

    def forget(self) -> None:
        """Takes back every use, so that only litter is told from the rest."""
        for painted in self._texts.values():
            uses = bytes(code if use.startswith(_LITTER) else 0 for code, use in enumerate(self._uses))
            painted[:] = painted.translate(uses.ljust(256, b"\0"))
        self._cells.clear()

    def account(self) -> Account:
        """Every character once: disjoint spans in the order of the source, and their sums."""
        spans = tuple(self._spans())
        sums = {"used": 0, "litter": 0, UNPLACED: 0}
        for span in spans:
            kind = "litter" if span.use.startswith(_LITTER) else span.use if span.use == UNPLACED else "used"
            sums[kind] += span.end - span.start
        return Account(sum(sums.values()), sums["used"], sums["litter"], sums[UNPLACED], spans)

    def _text(self, block: int) -> str:
        there = self._blocks[block]
        return there.caption if isinstance(there, Table) else block_text(there)

    def _code(self, use: str) -> int:
        if use not in self._codes:
            self._codes[use] = len(self._uses)
            self._uses.append(use)
        return self._codes[use]

    def _spans(self) -> Iterator[Span]:
        for index, block in enumerate(self._blocks):
            yield from self._painted(index)
            if isinstance(block, Table):
                for row, cells in enumerate(block.rows):
                    for column, text in enumerate(cells):
                        if text and (row, column) not in block.filled:
                            yield Span(
                                index, row, column, 0, len(text), self._cells.get((index, row, column), UNPLACED)
                            )

    def _painted(self, index: int) -> Iterator[Span]:
        length = len(self._text(index))
        painted = self._texts.get(index)
        if painted is None:
            if length:
                yield Span(index, -1, -1, 0, length, UNPLACED)
            return
        for run in _runs(len(self._uses)).finditer(painted):
            yield Span(index, -1, -1, run.start(), run.end(), self._uses[painted[run.start()]])


@cache
def _runs(codes: int) -> "re.Pattern[bytes]":
    r"""Runs of one code each. Written out, since `(.)\1*` takes a hundred bytes of memory for each character."""
    return re.compile(b"|".join(re.escape(bytes([code])) + b"+" for code in range(codes)))

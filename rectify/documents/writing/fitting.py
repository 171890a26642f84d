"""How much room a text takes in a column: no spreadsheet finds the height of merged cells, so rows are measured here.

Widths are in halves of a Chinese character, which is about what a Latin letter takes.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_WORDS = re.compile(r"[!-~]+ *|.", re.DOTALL)
"""What is not broken: a Latin word with the space behind it, or any one character."""


def units(text: str) -> int:
    """The width of a text in one line: two for each character that is not ASCII."""
    return len(text) if text.isascii() else 2 * len(text) - len(text.encode("ascii", "ignore"))


def lines(text: str, width: int) -> int:
    """How many lines a column of `width` units needs for a text."""
    if "\n" not in text and units(text) <= width:
        return 1
    return sum(1 for _ in breaks(text, width))


def breaks(text: str, width: int) -> Iterator[int]:
    """Where each line of a text ends when a column of `width` units wraps it."""
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if units(line) > width:
            yield from _wrapped(line, at, width)
        yield end
        at = end + 1


def _wrapped(line: str, start: int, width: int) -> Iterator[int]:
    """The ends of all lines but the last; a word longer than a line is broken anywhere."""
    taken, at = 0, 0
    for found in _WORDS.finditer(line):
        needed = units(found[0].rstrip(" "))
        spaces = len(found[0]) - len(found[0].rstrip(" "))
        if taken and taken + needed > width:
            yield start + at
            taken = 0
        while needed > width:
            at += width
            needed -= width
            yield start + at
        at = found.end()
        taken += needed + spaces


def pieces(text: str, width: int, most: int) -> list[str]:
    """A text in pieces of at most `most` lines each, which together are the text; breaks of lines between them fall away."""
    ends = list(breaks(text, width))
    if len(ends) <= most:
        return [text]
    cuts = [0, *ends[most - 1 :: most]]
    if cuts[-1] != len(text):
        cuts.append(len(text))
    return [text[start:end].removeprefix("\n") for start, end in pairwise(cuts)]

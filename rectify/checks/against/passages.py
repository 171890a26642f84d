"""A document passage by passage, each with the issue, or the aspect, of which it speaks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from rectify.documents.document import Document, Heading, Table
from rectify.intake.lines import fold, read_lines

WHOLE = ""
TOLD, LISTED, ROW = "told", "listed", "row"


class Passage(NamedTuple):
    """`of` is the issue's name, `#2` for an aspect, empty for the whole; `label` is what a cell is the answer to.

    `spot` says how the document comes to speak of the issue: `told` at length, `listed` in a line, or as a `row`.
    """

    of: str
    text: str
    place: str
    label: str = ""
    spot: str = ""


class Names:
    """By what a document calls the issues and aspects of a ledger: titles (name -> wordings), and aspects by number."""

    def __init__(self, issues: Mapping[str, Iterable[str]], aspects: Mapping[int, str]) -> None:
        self.issues = {name: [plain(title) for title in titles] for name, titles in issues.items()}
        self._aspects = {plain(title): f"#{number}" for number, title in aspects.items() if title}
        self._starts: dict[str, list[tuple[str, str]]] = {}
        for name, titles in self.issues.items():
            for title in titles:
                if title:
                    self._starts.setdefault(title[:_START], []).append((title, name))

    def issue(self, text: str, number: str = "") -> str:
        """The name of the issue with whose title `text` begins, give or take a number or a label; empty for none."""
        said = plain(text[:_LONGEST])
        found: list[tuple[int, str]] = []
        for at in range(min(len(said), _BEFORE) + 1):
            for size in range(1, _START + 1):
                found += [
                    (len(title), name)
                    for title, name in self._starts.get(said[at : at + size], ())
                    if said.startswith(title, at)
                ]
            if found:
                break
        names = [name for length, name in sorted(found, key=lambda each: -each[0]) if length == max(found)[0]]
        mark = number or _number_of(text)
        return next((name for name in names if name == mark), names[0] if names else "")

    def numbered(self, text: str) -> str:
        """The issue that a heading names by nothing but its number: `Finding 1.1`, `问题3`."""
        found = _bare().fullmatch(fold(text).strip(" *"))
        return found["name"] if found and found["name"] in self.issues else ""

    def aspect(self, text: str) -> str:
        """The aspect that a heading names; empty for none."""
        said = plain(text)
        return next((key for title, key in self._aspects.items() if title in said[: len(title) + _BEFORE]), "")


_START = 6
_BEFORE = 14
_LONGEST = 500


@cache
def _bare() -> "re.Pattern[str]":
    return re.compile(r"(?:问题|Finding|Issue|No\.)\s?(?P<name>\d+(?:[.-]\d+)*)[.:：]?")


def plain(text: str) -> str:
    """A title without its frame, signs and spaces, as titles are compared."""
    bare = re.sub(r"[\s“”\"'*。.，,：:；;、]", "", fold(text)).casefold()
    return re.sub(r"的?问题$", "", bare.removeprefix("关于")) or bare


@cache
def _numbers() -> "re.Pattern[str]":
    return re.compile(r"[\s*-]*(?:问题|Finding|Issue|No\.)?\s?(?P<name>\d+(?:[.-]\d+)*)")


def _number_of(text: str) -> str:
    found = _numbers().match(fold(text))
    return found["name"] if found else ""


_ITEM = re.compile(r"\s*(?:[-•·*]\s+|(?:问题|Finding|Issue)?\s?\d+(?:[.-]\d+)*\s?[:：]\s?|\(问题)")
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十\d]{1,3}(?:个)?方面|附件|\d+\. [A-Z])"
)
_ENTRY = re.compile(r"[\s*]*(?P<label>[A-Z][a-z]+(?: [a-z]+){0,3}|[一-鿿]{2,8}):\**\s?(?=\S)")
"""A line that is an entry of its issue: Rating: high."""
_LONG = 60


_HEAD = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""The head or the version of a ledger, which say when a report was made: `verify --head` knows what came after."""


def passages(document: Document, names: Names, renamed: Mapping[str, str] = MappingProxyType({})) -> Iterator[Passage]:
    """Every stretch of text of a document but the line that states the ledger's head; `renamed` are the issues that reading
    found at a place under another title.
    """
    return (each for each in _passages(document, names, renamed) if not _HEAD.search(each.text))


def _passages(document: Document, names: Names, renamed: Mapping[str, str]) -> Iterator[Passage]:
    of = WHOLE
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _of_table(block, names)
            continue
        for line in read_lines([block])[0]:
            text, head = line.text.strip(), isinstance(block, Heading)
            named = names.issue(text) or names.numbered(text) or renamed.get(line.place, "")
            if named and not head and _ITEM.match(line.folded) and not names.numbered(text):
                yield Passage(named, text, line.place, spot=LISTED)
                continue
            if named:
                of = named
            elif head or (len(text) < _LONG and _SECTION.match(line.folded)):
                of = names.aspect(text) or WHOLE
            elif _ends(line.folded):
                of = WHOLE
            entry = _ENTRY.match(line.folded) if of and of[0] != "#" else None
            label = plain(entry["label"]) if entry else ""
            yield Passage(of, text, line.place, label, TOLD if named else "")


def _ends(folded: str) -> bool:
    """A line after which a list of its own comes, or the last line: of no issue."""
    return bool(
        re.match(r".{0,40}(?:的问题|事项|findings|work)\s?\(?\d+\)?个?[:：]?\.?$", folded.strip(), re.IGNORECASE)
    )


def _of_table(table: Table, names: Names) -> Iterator[Passage]:
    rows = [tuple(row) for row in table.rows]
    if table.caption:
        yield Passage(WHOLE, table.caption, table.place)
    named = [_of_row(row, names) for row in rows]
    several = set(filter(None, named))
    form = len(several) == 1 and len(rows[0]) <= _FORM if rows else False
    only = several.pop() if form else ""
    top = -1 if form else _head(named)
    for number, row in enumerate(rows, 1):
        place = f"{table.place}, row {number}" if table.place else f"row {number}"
        of = only or named[number - 1]
        for column, cell in enumerate(row):
            if not cell.strip() or (number - 1, column) in table.filled:
                continue
            if form:
                label = row[column - 1] if column else ""
            else:
                label = rows[top][column] if number - 1 > top >= 0 else ""
                if not of and column and label:
                    label = f"{row[0]}|{label}"
            yield Passage(of, cell, place, plain(label), ROW if of else "")


_FORM = 4


def _of_row(row: tuple[str, ...], names: Names) -> str:
    number = next((cell.strip() for cell in row[:2] if re.fullmatch(r"\d+(?:[.-]\d+)*", cell.strip())), "")
    return next((name for cell in row if (name := names.issue(cell, number)) and len(plain(cell)) <= _LONGEST), "")


def _head(named: list[str]) -> int:
    """The row that says what the columns are: the last one above the first issue, else the first."""
    return max(next((at for at, name in enumerate(named) if name), 1) - 1, 0)

"""Plain text and Markdown: a paragraph a line, headings, and tables whose cells are divided by `|`."""

import re
from collections.abc import Iterator, Sequence

from rectify.documents.document import Heading, Paragraph, Table
from rectify.documents.reading import Block, Contents
from rectify.documents.reading.decoding import decoded
from rectify.documents.reading.grid import Grid
from rectify.documents.reading.guard import BLOCKS
from rectify.errors import Unreadable, Word

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_DIVIDER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_BARS = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_WRAPPED = 3
"""The lines of one cell that may go by before a bar comes."""

_FENCE = re.compile(r" {0,3}(```|~~~)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(content: bytes, kind: str, encoding: str) -> Contents:
    """The lines of `content`; of Markdown (`kind` is `md`) the headings too, and escaped signs as themselves.

    Marks within a line, such as `**`, stay: what they are is for the reader of the words to say.
    """
    text, encoding = decoded(content, encoding)
    count = text.count("\n") + text.count("\r") - text.count("\r\n") + 1  # before they take memory, each of its own
    if count > BLOCKS:
        raise Unreadable("input-too-many", count=count, things=Word("reading.lines"), limit=BLOCKS)
    lines = _LINE_ENDS.split(text)
    return Contents(tuple(_blocks(lines, markdown=kind == "md", tables="|" in text)), encoding=encoding)


def _blocks(lines: Sequence[str], *, markdown: bool, tables: bool) -> Iterator[Block]:
    at = 0
    fence = ""
    while at < len(lines):
        line = lines[at].strip()
        if found := markdown and _FENCE.match(lines[at]):
            fence = "" if found[1] == fence else fence or found[1]
        elif tables and not fence and _opens_table(lines, at):
            rows, end = _table_rows(lines, at)
            table = _table(rows, f"line {at + 1}")
            if table.rows:
                yield table
            at = end
            continue
        if line:
            yield _plain(line, at) if fence or not markdown else _marked(line, lines[at], at)
        at += 1


def _plain(line: str, at: int) -> Paragraph:
    return Paragraph(line, place=f"line {at + 1}")


def _marked(line: str, whole: str, at: int) -> Block:
    """A line of Markdown. A backslash at its end breaks the line, which here is its end anyway."""
    place = f"line {at + 1}"
    heading = _HEADING.match(whole)
    text = _without_closing_signs(whole[heading.end() :].strip()) if heading else ""
    if heading and text:
        return Heading(len(heading[1]), _unescaped(text), place=place)
    return Paragraph(_unescaped(line.removesuffix("\\") or line), place=place)


def _without_closing_signs(text: str) -> str:
    open_text = text.rstrip("#")
    return open_text.rstrip() if not open_text or open_text[-1] in " \t" else text


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _opens_table(lines: Sequence[str], at: int) -> bool:
    """Whether a table begins here: a head and a divider, or two lines that both begin with a bar."""
    if "|" not in lines[at] or at + 1 >= len(lines) or "|" not in lines[at + 1]:
        return False
    return _is_divider(lines[at + 1]) or all(_is_row(lines[each]) for each in (at, at + 1))


def _is_divider(line: str) -> bool:
    return "-" in line and _DIVIDER.fullmatch(line.strip()) is not None


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and len(_BARS.findall(line)) > 1


def _table_rows(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The lines of the rows of the table at `at`, a torn row as one, and where it ends."""
    rows = [lines[at]]
    width = len(_cells(rows[0]))
    at += 1
    while at < len(lines):
        if not lines[at].strip():
            following = _after_blanks(lines, at)
            # Blank lines tear a table apart, but the next piece shows by its width that it belongs here.
            if following == len(lines) or not _is_row(lines[following]) or len(_cells(lines[following])) != width:
                break
            if following + 1 < len(lines) and _is_divider(lines[following + 1]):
                break
            at = following
        if not _BARS.search(lines[at]):
            break
        line, at = _joined(lines, at, width)
        if not _is_divider(line):
            rows.append(line)
    return rows, at


def _after_blanks(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _joined(lines: Sequence[str], at: int, width: int) -> tuple[str, int]:
    """The row at `at`, with the lines after it that can only be the rest of its last cell: a bar comes in them."""
    start, end = at, at + 1
    while at - end < _WRAPPED and at + 1 < len(lines) and not lines[at].rstrip().endswith("|"):
        at += 1
        further = lines[at]
        if not further.strip() or further.lstrip().startswith("|"):
            break
        if "|" in further:
            if len(_cells("\n".join(lines[start : at + 1]))) > width:
                break
            end = at + 1
    return "\n".join(lines[start:end]), end


def _cells(line: str) -> list[str]:
    cells = _BARS.split(line.strip())
    if cells and not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip():
        del cells[-1]
    return [_BREAK.sub("\n", _unescaped(cell.strip())) for cell in cells]


def _table(rows: Sequence[str], place: str) -> Table:
    """The table of these rows; the first is the one whose form the others ought to have."""
    grid = Grid()
    width, bars = len(_cells(rows[0])), _outer_bars(rows[0])
    for row, line in enumerate(rows):
        cells = _cells(line)
        if len(cells) != width or _outer_bars(line) != bars or "\n" in line:
            grid.mended.add(row)
        for column, text in enumerate(cells):
            grid.put(row, column, text)
    return grid.table(place=place)


def _outer_bars(line: str) -> tuple[bool, bool]:
    line = line.strip()
    return line.startswith("|"), line.endswith("|")

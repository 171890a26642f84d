r"""A Document as Markdown (CommonMark 0.31 with GitHub's tables), in UTF-8, each line ended by `\n`.

No text of the document is read as markup, and prose stays as clean as Markdown lets it: a character gets its
backslash only where it would mean something. What cannot be seen is written out, such as `\u202E`. White space at
the ends of a line is dropped, as Markdown does by itself.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, assert_never

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
from rectify.documents.writing import Style, visible
from rectify.documents.writing.words import addressed, enclosed, enclosure, issued

ALIGNED = 200
"""A table of up to so many rows is laid out in columns; a longer one is written row by row, as it comes."""

_SPECIAL = re.compile(r"[\\`*~_<&\]]")
_SPECIAL_IN_CELLS = re.compile(r"[\\`*~_<&\]|]")
_MARKUP = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)       # a backslash before punctuation, or before a line break of ours
    | `
    | [*~](?!(?<=\s.)\s)            # one that stands free means nothing
    | (?<![^\W_])_                  # nor does one after a letter
    | <(?=[A-Za-z/!?]|[^\s<>@]+@)   # tags, comments, addresses
    | &(?=\#?[0-9A-Za-z]{1,32};)
    | \](?=[(:])                    # links, definitions, footnotes
    """,
    re.VERBOSE,
)
_OPENING = re.compile(
    r"""
      \#{1,6}(?:\s|$) | [-+](?:\s|$) | >
    | (?P<number>\d{1,9})[.)](?:\s|$)
    | =+\s*$ | [-:|][-:|\s]*$       # underlines, rules, the second line of a table
    | \[[\ xX]\](?:\s|$)            # a box to tick
    """,
    re.VERBOSE,
)
_CLOSING_SIGNS = re.compile(r"(?:(?<=\s)|^)(?=#+$)")


def write(document: Document, stream: BinaryIO, style: Style = Style()) -> None:  # noqa: ARG001, B008 - of one look only
    """Writes `document` to `stream` as its blocks come; little of it is in memory at any time.

    Raises ValueError for a row of a table that has not one text for each column.
    """
    pieces = _pieces(document)
    while chunk := "".join(islice(pieces, 100)):
        stream.write(chunk.encode())


def _pieces(document: Document) -> Iterator[str]:
    """The text in pieces, none of them empty, with an empty line between blocks."""
    before: Block | None = None
    other = False
    head = [Paragraph(text) for text in issued(document)]
    addressee = [Paragraph(text) for text in addressed(document)]
    for block in chain(head, [Heading(0, document.title)], addressee, document.blocks):
        other = _same_list(before, block) and not other
        few = 0 if document.long and isinstance(block, Table) else ALIGNED
        pieces = _block(block, document.language, other=other, few=few)
        first = next(pieces, "")
        if not first:
            continue
        gap = "\n" if before else ""
        if isinstance(block, Fine) and not isinstance(before, Fine):
            gap += "---\n\n"
        yield gap + first
        yield from pieces
        before = block


def _same_list(before: Block | None, block: Block) -> bool:
    """Whether Markdown would take the items of `block` for more items of the list before it."""
    return isinstance(before, Items) and isinstance(block, Items) and before.ordered == block.ordered


def _block(block: Block, language: str, *, other: bool, few: int) -> Iterator[str]:  # noqa: PLR0911 - one for each kind
    """The lines of `block`, none where it is empty; `other` asks for the other of the two markers of a list, and a table
    of up to `few` rows is laid out in columns.
    """
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return _lines(_paragraph(block))
        case Items():
            return _items(block, other=other)
        case Table():
            return iter(()) if block.aside else _table(block, few)
        case Form():
            return _form(block)
        case Signature():
            return _lines(_prose(f"{block.unit}\n{block.date}"))
        case Enclosed():
            return _lines(_prose("\n".join(enclosed(block, language))))
        case Enclosure():
            return _heading(Heading(1, enclosure(block, language)))
        case NewPage() | Bars() | Timeline() | Curves() | Tiles():
            return iter(())
        case Fine():
            return _lines(_prose(block.text))
        case _:
            assert_never(block)


def _lines(text: str) -> Iterator[str]:
    return iter((f"{text}\n",) if text else ())


def _heading(heading: Heading) -> Iterator[str]:
    text = _CLOSING_SIGNS.sub(r"\\", _one_line(f"{heading.number}{heading.text}"))
    if text:
        yield f"{'#' * min(heading.level + 1, 6)} {text}\n"


def _paragraph(paragraph: Paragraph) -> str:
    lead = _prose(paragraph.lead, opens=False)
    if not lead:
        return _prose(paragraph.text)
    # Without the space the closing ** after a Chinese full stop would not count as closing.
    return f"**{lead}** {_prose(paragraph.text, opens=False)}".rstrip()


def _items(items: Items, *, other: bool) -> Iterator[str]:
    bullet, point = ("*", ")") if other else ("-", ".")
    for number, text in enumerate(items.texts, 1):
        marker = f"{number}{point}" if items.ordered else bullet
        prose = _prose(text)
        if "\n" in prose:
            prose = prose.replace("\n", "\n" + " " * (len(marker) + 1))
        yield f"{marker} {prose}".rstrip() + "\n"


def _table(table: Table, few: int = ALIGNED) -> Iterator[str]:
    if caption := _one_line(table.caption):
        yield f"**{caption}**\n\n"
    heads = [_cell(column.title) for column in table.columns]
    rows = (_cells(row, len(heads)) for row in table.rows)
    first = list(islice(rows, few + 1))
    if len(first) <= few:
        yield _aligned(heads, first, table.columns)
        return
    yield _row(heads)
    yield _row(["---:" if column.align == "right" else ":---" for column in table.columns])
    yield from map(_row, chain(first, rows))


def _aligned(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> str:
    """The whole table, its columns aligned also where Chinese and Latin letters are mixed."""
    from tabulate import tabulate

    # Without disable_numparse 1.10 would become 1.1; tabulate escapes nothing.
    aligns = [column.align for column in columns]
    return tabulate(rows, headers=heads, tablefmt="pipe", disable_numparse=True, colalign=aligns) + "\n"


def _form(form: Form) -> Iterator[str]:
    """A form as a table of two columns without heads, one row a field."""
    rows = tuple((field.label, field.text) for row in form.rows for field in row)
    return _table(Table((Column(""), Column("")), rows, form.caption))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cells(row: Sequence[str], width: int) -> list[str]:
    if len(row) != width:
        raise ValueError(f"a row of {len(row)} texts in a table of {width} columns")
    whole = "".join(row)
    if whole.isprintable() and not _SPECIAL_IN_CELLS.search(whole):  # as in most rows of a long table
        return list(map(str.strip, row))
    return [_cell(text) for text in row]


def _cell(text: str) -> str:
    return _one_line(text).replace("|", r"\|")


def _one_line(text: str) -> str:
    """`text` for a place that has but one line: a break is the tag that all renderers of Markdown know."""
    if text.isprintable():  # most texts: one line, with nothing in it that is hidden
        return _inline(text.strip())
    return "<br>".join(_inline(line.strip(" ")) for line in visible(text).strip().split("\n"))


def _prose(text: str, *, opens: bool = True) -> str:
    """`text` as the lines of a paragraph; `opens` where its first line is the first of the block."""
    if text.isprintable():  # most texts
        text = text.strip()
        return _line(text, opens=True) if opens else _inline(text)
    lines = visible(text).strip().split("\n")
    return "\\\n".join(_line(line.strip(" "), opens=opens or bool(number)) for number, line in enumerate(lines))


def _line(line: str, *, opens: bool) -> str:
    """`line` without meaning, also where it `opens` like a heading, a list, a rule, a table."""
    found = _OPENING.match(line) if opens else None
    if not found:
        return _inline(line)
    start = max(found.end("number"), 0)
    return f"{line[:start]}\\{_inline(line[start:])}"


def _inline(line: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", line) if _SPECIAL.search(line) else line

"""From a file to a Document: which reader reads what, and what all readers share."""

import os
import re
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, cast

from rectify.documents.document import Document, Heading, Paragraph, Table

Block = Heading | Paragraph | Table
"""What a document that was read is made of."""


class LeftOut(NamedTuple):
    """Text of the source that is not in the Document: hidden rows, comments, deleted text, running heads."""

    text: str
    why: str
    """A key of `language/reading.py`: `hidden`, `comment`, `deleted`, `running-head`, `page-number` …"""
    place: str


class Source(NamedTuple):
    """A file that was read: what it is, and what it says."""

    name: str
    sha256: str
    size: int
    """Bytes."""
    format: str
    """`txt`, `md`, `docx`, `xlsx` …, by what is in the file rather than by its name."""
    encoding: str
    """The encoding chosen for a text file, empty for other formats."""
    document: Document
    left_out: tuple[LeftOut, ...] = ()


class Contents(NamedTuple):
    """What a reader found in a file."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    encoding: str = ""


class Reader(Protocol):
    """A module of this package."""

    def read(self, content: bytes, kind: str, encoding: str) -> Contents:
        """What the bytes of a file say; `encoding` is the one that the user named, if any.

        Raises Unreadable.
        """


READERS: dict[str, str] = {
    "txt": "text",
    "md": "text",
    "csv": "separated",
    "html": "webpage",
    "docx": "word",
    "xlsx": "workbook",
    "ods": "opendocument",
    "xls": "oldworkbook",
    "pdf": "pdf",
}
"""Format -> the module that reads it, imported when it is asked for."""


def read(path: str | os.PathLike[str], *, encoding: str = "") -> Source:
    """The file at `path`. `encoding` overrides what the bytes of a text file look like.

    Raises Unreadable for whatever cannot be read, and WrongUsage for an encoding that does not exist.
    """
    from rectify.documents.reading.guard import content_of, shown

    return read_bytes(content_of(path), shown(Path(path).name), encoding=encoding)


def read_stdin(stream: BinaryIO, *, encoding: str = "") -> Source:
    """What comes on standard input, named `-`."""
    from rectify.documents.reading.guard import bounded

    return read_bytes(bounded(stream), "-", encoding=encoding)


def read_bytes(content: bytes, name: str, *, encoding: str = "") -> Source:
    """The file `name` that holds `content`."""
    from hashlib import sha256

    from rectify.documents.reading.guard import kind_of
    from rectify.errors import Unreadable

    kind = kind_of(content, name)
    reader = cast("Reader", import_module(f"{__name__}.{READERS[kind]}"))
    try:
        found = reader.read(content, kind, encoding)
    except RecursionError:
        raise Unreadable("input-too-much") from None
    if not found.blocks and not found.left_out:
        raise Unreadable("input-no-text")
    document = Document("", _language(found.blocks), found.blocks)
    return Source(name, sha256(content).hexdigest(), len(content), kind, found.encoding, document, found.left_out)


_ENOUGH = 5_000
_LATIN = re.compile(r"[A-Za-z]+")


def _language(blocks: tuple[Block, ...]) -> str:
    """`zh` where there are at least as many Chinese characters as words of Latin letters, by the beginning of the text."""
    pieces: list[str] = []
    length = 0
    for block in blocks:
        pieces.extend(" ".join(row) for row in block.rows) if isinstance(block, Table) else pieces.append(block.text)
        length += len(pieces[-1]) if pieces else 0
        if length > _ENOUGH:
            break
    text = " ".join(pieces)[:_ENOUGH]
    chinese = sum("\u3400" <= sign <= "\u9fff" for sign in text)  # to compile so wide a range takes ten times as long
    return "zh" if chinese >= max(len(_LATIN.findall(text)), 1) else "en"

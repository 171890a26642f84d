"""From a file to a Document: which reader reads what, and what all readers share."""

from typing import NamedTuple

from rectify.documents.document import Document


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

"""The journal as a text: the body of each entry and a line feed, so that the SHA-256 of the file is the text head."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from rectify.acts import Entry
from rectify.acts.codec import UnknownAct, from_json
from rectify.acts.soundness import Contradiction, Course, Unsound
from rectify.errors import Damaged, Unreadable, Word, WrongUsage
from rectify.journal import Head, Row, RunningHead, canonically_said, chained

LONGEST = 16 << 20
"""Bytes of the longest line that is read: a single act on a million issues has half of that."""


class Lines(Protocol):
    """What is read line by line, each with its line feed, and at most so many bytes of it."""

    def readline(self, limit: int, /) -> bytes: ...


def write(rows: Iterable[Row], stream: BinaryIO) -> Head:
    """Write a whole journal, and give the head of what was written."""
    running = RunningHead()
    for row in rows:
        running.take(row)
        stream.write(b"%b\n" % row.body)
    return running.head


def read(stream: Lines, name: str) -> Iterator[tuple[Row, Entry]]:
    """The entries that a text holds, each chained to the one before; one line is in memory at a time.

    `name` is what the text is called. Raises Unreadable, with the line, for what is no journal, and Damaged for an entry that
    could not have followed those before it.
    """
    course = Course()
    for row in chained(_lines(stream, name)):
        entry = _entry(row, name)
        try:
            course.take(entry)
        except Unsound as error:
            raise _unlike(name, row.seq, "journal-field", str(error)) from error
        except Contradiction as error:
            raise Damaged("journal-contradicts", name=name, line=row.seq, about=str(error)) from error
        yield row, entry


def _lines(stream: Lines, name: str) -> Iterator[bytes]:
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if not line.endswith(b"\n"):
            key = "journal-long" if len(line) > LONGEST else "journal-cut"
            raise Unreadable(key, name=name, line=number, limit=LONGEST >> 20)
        yield line[:-1]
    if not number:
        raise Unreadable("journal-empty", name=name)


def _entry(row: Row, name: str) -> Entry:
    try:
        body = canonically_said(row.body)  # what is read of it, and `Course`, look at every part
    except ValueError as error:
        raise _unlike(name, row.seq, _why(row)) from error
    try:
        return from_json(row.seq, body)
    except UnknownAct as error:
        raise _unlike(name, row.seq, "journal-act", str(error)) from error
    except (AttributeError, KeyError, TypeError, ValueError, WrongUsage) as error:
        raise _unlike(name, row.seq, "journal-fields") from error


def _why(row: Row) -> str:
    """What is wrong with a line that is not canonical JSON: its editor, its encoding, or something else."""
    if row.seq == 1 and row.body.startswith(b"\xef\xbb\xbf"):
        return "journal-bom"
    if row.body.endswith(b"\r"):
        return "journal-crlf"
    try:
        row.body.decode()
    except UnicodeDecodeError:
        return "journal-encoding"
    return "journal-form"


def _unlike(name: str, line: int, why: str, about: str = "") -> Unreadable:
    return Unreadable("journal-line", name=name, line=line, why=Word(f"errors.{why}"), about=about[:80])

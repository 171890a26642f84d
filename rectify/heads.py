"""A head as a text that stands by itself: printed, signed, handed to others, and read back to see whether it still holds.

    rectify-head v1
    ledger 3f0c2a1e-5b7d-4c8e-9a10-2b3c4d5e6f70
    seq 128
    chain <64 hexadecimal digits>
    text <64 hexadecimal digits>
    at 2026-11-23T00:00:00Z

Each line ends with LF. `ledger` is the identifier of the ledger, `seq` the number of entries, `chain` the hash of the last
one, `text` the SHA-256 of their bodies each followed by LF, `at` when the statement was made, in UTC.
"""

import re
from datetime import datetime
from typing import NamedTuple

from rectify.errors import Unreadable
from rectify.journal import Head

FIRST_LINE = "rectify-head v1"
LIMIT = 4096
"""Bytes that are looked at; a statement has some 250."""
_OTHER_VERSION = re.compile(r"rectify-head v[0-9]{1,6}")
_HASH = r"[0-9a-f]{64}"
_LINES = (
    ("ledger", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    ("seq", r"0|[1-9][0-9]{0,14}"),
    ("chain", _HASH),
    ("text", _HASH),
    ("at", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
)
_SHOWN = 80


class Statement(NamedTuple):
    """What somebody holds in hand: the ledger `ledger` had `seq` entries that came to `chain` and `text`, said `at`."""

    ledger: str
    seq: int
    chain: str
    text: str
    at: str

    @property
    def head(self) -> Head:
        return Head(self.seq, self.chain, self.text)


def written(statement: Statement) -> bytes:
    """The statement as text, always the same bytes. Raises ValueError for values that it could not be read back from."""
    text = "".join(f"{line}\n" for line in (FIRST_LINE, *(f"{name} {getattr(statement, name)}" for name, _ in _LINES)))
    try:
        again = parsed(text.encode())
    except Unreadable as error:
        raise ValueError(f"not a statement: {statement}") from error
    if again != statement:
        raise ValueError(f"not a statement: {statement}")
    return text.encode()


def parsed(content: bytes) -> Statement:
    """The statement that a text says; line ends of Windows, a byte order mark and empty lines around it do not matter.

    Raises Unreadable, with the line, for a text that is none.
    """
    if len(content) > LIMIT:
        raise Unreadable("head-long", limit=LIMIT)
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").strip(" \n")
    lines = [line.rstrip(" ") for line in text.split("\n")]
    if lines[0] != FIRST_LINE:
        if _OTHER_VERSION.fullmatch(lines[0]):
            raise Unreadable("head-newer", found=lines[0])
        raise Unreadable("head-line", line=1, expected=FIRST_LINE, found=lines[0][:_SHOWN])
    values = {}
    for number, (name, form) in enumerate(_LINES, 2):
        line = lines[number - 1] if number <= len(lines) else ""
        start, _, value = line.partition(" ")
        if start != name or not re.fullmatch(form, value, re.ASCII) or (name == "at" and not _is_moment(value)):
            raise Unreadable("head-line", line=number, expected=f"{name} …", found=line[:_SHOWN])
        values[name] = value
    if len(lines) > len(_LINES) + 1:
        raise Unreadable("head-more", line=len(_LINES) + 2, found=lines[len(_LINES) + 1][:_SHOWN])
    return Statement(values["ledger"], int(values["seq"]), values["chain"], values["text"], values["at"])


def _is_moment(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False

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
from typing import Literal, NamedTuple

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


class Held(NamedTuple):
    """As much of a head as somebody has: at least the beginning of the text head; what is not known is empty or None."""

    text: str
    ledger: str = ""
    seq: int | None = None
    chain: str = ""
    at: str = ""


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

    @property
    def held(self) -> Held:
        return Held(self.text, self.ledger, self.seq, self.chain, self.at)


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


SHORTEST = 16
"""Characters of a text head that are enough to name it."""
_GROUPED = r"(?:[0-9a-f]\s?){64}(?![0-9a-f])"
_STATED = re.compile(
    rf"({_LINES[0][1]})[^0-9]{{1,40}}([0-9]{{1,15}})[^0-9a-f][^0-9]{{0,40}}?(?<![0-9a-f])({_GROUPED})", re.ASCII
)
_BARE = re.compile(rf"(?<![0-9a-f]){_HASH}(?![0-9a-f])", re.ASCII)


def stated(text: str) -> Held | None:
    """The head that a report states in its last line, a slip, or any text with a text head in it; None where it has none.

    The last one counts. The digits of the head may stand in groups, or be broken over two lines.
    """
    lines = list(_STATED.finditer(text))
    if lines:
        ledger, seq, head = lines[-1].groups()
        return Held("".join(head.split()), ledger, int(seq))
    bare = _BARE.findall(text)
    return Held(bare[-1]) if bare else None


def beginning(text: str) -> Held | None:
    """The head that these digits, perhaps in groups, are (the beginning of) the text head of; None where they are none."""
    digits = "".join(text.split()).lower()
    known = SHORTEST <= len(digits) <= 64 and set(digits) <= set("0123456789abcdef")  # noqa: PLR2004 - of SHA-256
    return Held(digits) if known else None


Answer = Literal["head-holds", "head-elsewhere", "head-rolled-back", "head-rewritten", "head-chain", "head-unknown"]


def answer(held: Held, ledger: str, count: int, found: Head | None) -> Answer:
    """Whether a head still holds for a ledger with this identifier and `count` entries.

    `found` is the head that the ledger comes to at the entry that `held` names, or where it names none, the one whose text
    head begins as it does; None where there is no such entry.
    """
    if held.ledger and held.ledger != ledger:
        return "head-elsewhere"
    if held.seq is not None and held.seq > count:
        return "head-rolled-back"
    if found is None:
        return "head-unknown"
    if not found.text.startswith(held.text):
        return "head-rewritten"
    return "head-chain" if held.chain and held.chain != found.chain else "head-holds"

"""From bytes to text: which encoding a text file is in."""

import codecs
import re
from collections.abc import Iterator

from rectify.documents.reading.guard import CHARACTERS
from rectify.errors import Unreadable, WrongUsage

CHUNK = 1 << 20

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CLEARLY = 10
"""So many good signs for each bad one make the encoding clear."""


def decoded(content: bytes, encoding: str = "") -> tuple[str, str]:
    """The text of `content`, without its byte order mark, and the encoding that was chosen.

    A given `encoding` is believed. Else: the byte order mark; UTF-8 if all of it is; UTF-16 by its zero bytes;
    Windows-1252 if every byte beyond ASCII stands alone, as no Chinese does; GB18030 (with GBK and GB2312 in it).
    Raises Unreadable if none fits, and WrongUsage for a name that is no encoding.
    """
    if encoding:
        return _as_asked(content, _known(encoding))
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :], name)
    if b"\0" in content:
        return _checked(content, _utf_16(content))
    try:
        return _decode(content, "utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _not_utf_8(content, error)


def _not_utf_8(content: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    text = _decode(content, "utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(len(run) for run in _beyond_ascii(text)) - bad > _CLEARLY * bad:
        raise Unreadable("input-broken-text", encoding="UTF-8") from error
    beyond = sum(map(len, re.findall(rb"[\x80-\xff]+", content)))
    if sum(map(len, re.findall(rb"[\x80-\xff]{2,}", content))) * 2 < beyond:
        name = "cp1252"
    else:
        name = "gb18030"
    return _checked(content, name)


def _beyond_ascii(text: str) -> Iterator[str]:
    return (each[0] for each in re.finditer(r"[^\x00-\x7f]+", text))


def _utf_16(content: bytes) -> str:
    """Which UTF-16 it is, by where its zero bytes stand: the upper halves of Latin letters, signs and line ends."""
    upper, lower = content[1::2].count(0), content[::2].count(0)
    if len(content) % 2 == 0 and upper > _CLEARLY * lower:
        return "utf-16-le"
    if len(content) % 2 == 0 and lower > _CLEARLY * upper:
        return "utf-16-be"
    raise Unreadable("input-unknown")


def _checked(content: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = _decode(content, encoding)
    except UnicodeDecodeError:
        raise Unreadable("input-no-encoding") from None
    if "\0" in text:
        raise Unreadable("input-unknown")
    return text, encoding


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)  # refuses what is no encoding of text, such as `zip`
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError, ValueError):
        raise WrongUsage("encoding-unknown", encoding=encoding) from None


def _as_asked(content: bytes, encoding: str) -> tuple[str, str]:
    for mark, name in _MARKS:
        if content.startswith(mark) and name.startswith(encoding):
            content, encoding = content[len(mark) :], name
    try:
        text = _decode(content, encoding)
    except (UnicodeError, ValueError):
        raise Unreadable("input-other-encoding", encoding=encoding) from None
    if "\0" in text or (not text.isascii() and _surrogate(text)):
        raise Unreadable("input-other-encoding", encoding=encoding)
    return text, encoding


def _surrogate(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is not None


def _decode(content: bytes, encoding: str, errors: str = "strict") -> str:
    """The text, refused as soon as it is longer than any document."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    pieces: list[str] = []
    length = 0
    for at in range(0, len(content), CHUNK):
        pieces.append(decoder.decode(content[at : at + CHUNK], at + CHUNK >= len(content)))
        length += len(pieces[-1])
        if length > CHARACTERS:
            raise Unreadable("input-too-long", limit=CHARACTERS)
    return "".join(pieces)

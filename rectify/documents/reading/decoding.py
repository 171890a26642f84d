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

_USUAL, _UNUSUAL = 0.95, 0.8
"""Of text in UTF-16 at least, and of the same bytes in the wrong order at most, is made of usual characters."""

_LOOKED_AT = 8_192


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
    together = sum(map(len, re.findall(rb"[\x80-\xff]{2,}", content)))
    return _checked(content, "cp1252" if together * 2 < beyond else "gb18030")


def _beyond_ascii(text: str) -> Iterator[str]:
    return (each[0] for each in re.finditer(r"[^\x00-\x7f]+", text))


def _utf_16(content: bytes) -> str:
    """Which UTF-16 it is, where one order of the bytes gives usual characters and the other does not."""
    shares = {name: _usual_share(content, name) for name in ("utf-16-le", "utf-16-be")}
    chosen = max(shares, key=lambda name: shares[name])
    if shares[chosen] < _USUAL or min(shares.values()) > _UNUSUAL:
        raise Unreadable("input-unknown")
    return chosen


def _usual_share(content: bytes, encoding: str) -> float:
    """The share of characters, up to some thousand, that a report is written in; 0 where these are no characters."""
    try:
        text = content[:_LOOKED_AT].decode(encoding)
    except UnicodeDecodeError:
        return 0
    return len(re.findall("[\t\r\n -~\u2010-\u2026\u2460-\u2473\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]", text)) / len(
        text
    )


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

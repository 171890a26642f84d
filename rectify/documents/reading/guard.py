"""What a file must be before a library may see it: a regular file of bounded size, of a kind that there is a reader for."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rectify.errors import Unreadable

SIZE = 50 << 20
"""The largest file that is read, in bytes."""

CHARACTERS = 15_000_000
"""The longest document: some three thousand pages."""

BLOCKS = 100_000
"""The most headings, paragraphs and tables in one document."""

ROWS = 20_000
HEAD = 20
"""The rows of the largest table, and how many more there may be for its title, its head and its totals."""

COLUMNS = 200

FILLED = 200_000
"""The most cells that repeat a merged one, and the most merged ones."""

PAGES = 500
"""The most pages of a PDF."""


def content_of(path: str | os.PathLike[str]) -> bytes:
    """The bytes of the regular file `path`; a symbolic link to one is followed.

    Raises Unreadable for whatever else stands there, without ever waiting for it, and for an empty or too large file.
    """
    with opened(path) as stream:
        _check_size(os.fstat(stream.fileno()).st_size)
        return bounded(stream)


@contextmanager
def opened(path: str | os.PathLike[str], *, follow: bool = True) -> Iterator[BinaryIO]:
    """The regular file `path`, open for reading; a symbolic link to one is refused unless it may be followed.

    Raises Unreadable for whatever else stands there, without ever waiting for it, and where reading fails.
    """
    try:
        _check_kind(Path(path).stat(follow_symlinks=follow))
        # A FIFO that takes the file's place in this moment must not hold us up, nor a terminal become ours.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
        flags |= 0 if follow else getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags), "rb") as stream:
            _check_kind(os.fstat(stream.fileno()))
            yield stream
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable("input-absent", path=shown(path)) from None
    except PermissionError:
        raise Unreadable("input-not-permitted", path=shown(path)) from None
    except (OSError, ValueError) as error:
        raise Unreadable("input-failed", path=shown(path), reason=getattr(error, "strerror", "") or error) from None


def bounded(stream: BinaryIO) -> bytes:
    """All that `stream` holds, refused as soon as it is more than the largest file."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(1 << 20):
        pieces.append(piece)
        size += len(piece)
        _check_size(size)
    if not size:
        raise Unreadable("input-empty")
    return b"".join(pieces)


def shown(path: str | os.PathLike[str]) -> str:
    """A path as text: a name in another encoding than the system's is read as UTF-8, then as GB18030."""
    raw = os.fsencode(path)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _check_kind(found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise Unreadable("input-link")
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable("input-folder")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("input-device")


def _check_size(size: int) -> None:
    if size > SIZE:
        raise Unreadable("input-too-big", limit=SIZE >> 20)


def kind_of(content: bytes, name: str) -> str:
    """The format of `content`, by what is in it; the ending of `name` only tells the formats of text apart.

    Raises Unreadable where there is no reader for it, and says what to save it as.
    """
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office_kind(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _old_office_kind(content)
    if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (
        name.lower().endswith(".pdf") and b"%PDF-" in content[:1024]
    ):
        return "pdf"
    for key, known in _REFUSED.items():
        if known().match(content):
            raise Unreadable(key)
    return _text_kind(content, name)


def _signs(pattern: bytes) -> Callable[[], re.Pattern[bytes]]:
    return lambda: re.compile(pattern, re.DOTALL | re.IGNORECASE)


_REFUSED = {
    "input-program": _signs(rb"MZ.{0,510}\x00|\x7fELF|[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|\xca\xfe\xba\xbe"),
    "input-picture": _signs(
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|BM.{0,24}\x00|II\*\x00|MM\x00\*|RIFF....WEBP|....ftyp(heic|heix|mif1|avif)"
    ),
    "input-archive": _signs(rb"7z\xbc\xaf\x27\x1c|Rar!\x1a|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ\x00|.{257}ustar"),
    "input-old-text": _signs(
        rb"\{\\rtf|\s*<\?xml[^>]*>\s*<\?mso-application progid=.Word\.Document|(MIME-Version:|From: <Saved by)"
    ),
    "input-old-sheet": _signs(rb"\s*<\?xml[^>]*>\s*<\?mso-application progid=.Excel\.Sheet"),
}


def _office_kind(content: bytes) -> str:
    from rectify.documents.reading.package import Package

    with Package(content) as package:
        main = package.main
        if main.startswith("word/"):
            return "docx"
        if main.startswith("xl/"):
            if main.endswith(".bin"):
                raise Unreadable("input-old-sheet")
            return "xlsx"
        if main.startswith("ppt/"):
            raise Unreadable("input-slides")
        said = package.said_type()
        if said.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
        raise Unreadable(
            "input-old-text" if said.startswith("application/vnd.oasis.opendocument.text") else "input-archive"
        )


def _old_office_kind(content: bytes) -> str:
    """By the names in the directory of the compound file, which stand at multiples of 128 bytes, in UTF-16."""
    for names, key in (
        (("EncryptedPackage", "EncryptionInfo"), "input-encrypted"),
        (("Workbook", "Book"), ""),
        (("WordDocument",), "input-old-text"),
        (("PowerPoint Document",), "input-slides"),
    ):
        if any(_has_entry(content, each) for each in names):
            if key:
                raise Unreadable(key)
            return "xls"
    raise Unreadable("input-old-text")


def _has_entry(content: bytes, name: str) -> bool:
    wanted = (name + "\0").encode("utf-16-le")
    at = content.find(wanted)
    while at >= 0 and at % 128:
        at = content.find(wanted, at + 1)
    return at >= 0


_HTML = re.compile(
    rb"\s*(?:<!--(?:(?!-->).)*-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+html|html|head|body|table|meta|div)\b",
    re.DOTALL | re.IGNORECASE,
)
_ENDINGS = {
    "md": "md", "markdown": "md", "csv": "csv", "tsv": "csv", "tab": "csv", "html": "html", "htm": "html", "xhtml": "html",
    "txt": "txt", "text": "txt",
    "xls": "csv", "xlsx": "csv", "et": "csv",  # what exports call a workbook is often separated text
}  # fmt: skip


def _text_kind(content: bytes, name: str) -> str:
    head = content[: 1 << 16].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    kind = _ENDINGS.get(name.rpartition(".")[2].lower(), "") if "." in name else ""
    if kind not in {"md", "txt"} and _HTML.match(head[:4096]):
        return "html"
    return kind or _guessed(head)


def _guessed(head: bytes) -> str:
    """Of text without a name: Markdown by its headings and tables, a register by separators that agree in every line."""
    if re.search(rb"^(#{1,6}[ \t]+\S|\|.*\|\s*\n\|?\s*:?-{2,})", head, re.MULTILINE):
        return "md"
    lines = [line for line in head.splitlines()[:20] if line.strip()]
    for sign, least in ((b"\t", 1), (b",", 2), (b";", 2)):
        counts = {line.count(sign) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts.pop() >= least:
            return "csv"
    return "txt"

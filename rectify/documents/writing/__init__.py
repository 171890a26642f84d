"""From a Document to a file: which writer makes which suffix, and what all writers share."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import BinaryIO, Literal, NamedTuple, Protocol, cast

from rectify.documents.document import Document
from rectify.durable import keep_names
from rectify.errors import DiskFailed, RectifyError, Refused, WrongUsage


class Style(NamedTuple):
    """How a document shall look, for writers that have a say in it.

    `fonts` is the set of typefaces by name: those of GB 2312 offices, of Windows, of provinces that use GBK, of macOS.
    `sealed` leaves room for a seal over the signature (GB/T 9704-2012, 7.3.5). `template` is an office's own form, and
    `via` another program that shall make a PDF of the Word file.
    """

    fonts: Literal["gb2312", "windows", "gbk", "macos"] = "gb2312"
    sealed: bool = False
    template: Path | None = None
    via: Literal["", "soffice"] = ""


class Writer(Protocol):
    """Writes a document to an open stream, from where the stream stands; opens and closes nothing."""

    def __call__(self, document: Document, stream: BinaryIO, style: Style) -> None: ...


WRITERS: dict[str, str] = {
    ".md": "rectify.documents.writing.markdown",
    ".txt": "rectify.documents.writing.plain",
    ".html": "rectify.documents.writing.webpage",
    ".htm": "rectify.documents.writing.webpage",
    ".docx": "rectify.documents.writing.word",
    ".pdf": "rectify.documents.writing.pdf",
    ".xlsx": "rectify.documents.writing.workbook",
    ".csv": "rectify.documents.writing.separated",
    ".json": "rectify.documents.writing.structured",
}
"""Suffix -> module that holds `write`, a Writer; loaded only when its format is asked for."""

TEXTS = frozenset((".md", ".txt", ".html", ".htm", ".csv", ".json", ".jsonl"))
"""Suffixes of files that a terminal can show."""

DRAWING = frozenset((".html", ".htm", ".json"))
"""Suffixes of the formats that show charts, or tell them to programs."""

_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def writer(suffix: str) -> Writer:
    """The writer of files that end in `suffix` (`.md`). Raises WrongUsage where there is none."""
    try:
        module = WRITERS[suffix.lower()]
    except KeyError:
        raise WrongUsage("format-unknown", suffix=suffix, known=" ".join(WRITERS)) from None
    return cast("Writer", import_module(module).write)


def visible(text: str) -> str:
    r"""`text` with what cannot be seen made visible or plain.

    Control and bidirectional characters, Unicode's line separators, byte order marks, lone surrogates and what XML takes
    for no characters become `\u202E`; a tab becomes a space; every kind of line break becomes `\n`.
    """
    if not _HIDDEN.search(text):
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04X}", plain)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file `path` when the block ends well; until then `path` is as it was.

    What is written lies in a temporary file of the same folder, which is gone after any failure. An existing file
    keeps its permissions; where `path` is a link, the file behind it is replaced. Raises Refused for a folder, a
    device, a folder that does not exist and a file that may not be written, DiskFailed where the disk is full or fails:
    also where the file is in its place, whole, and the disk would not say that it is there to stay.
    """
    target = Path(os.path.realpath(path))
    temporary = target.parent / f".rectify-{os.urandom(6).hex()}.tmp"
    try:
        mode = _mode(path, target)
        first_mode = 0o666 if mode is None else mode  # never wider than the old file, not even for a moment
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, first_mode)) as stream:
            if mode is not None:
                temporary.chmod(mode)
            yield cast("BinaryIO", stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        if error.filename not in {None, str(temporary), str(target)}:
            raise  # some other file of whoever writes
        raise _failure(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    try:
        keep_names(target.parent)
    except OSError as error:
        raise DiskFailed("output-unsure", path=path) from error


def _mode(path: Path, target: Path) -> int | None:
    """The permissions of the file that is to be replaced, None where there is none yet."""
    try:
        found = target.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not target.parent.is_dir():
            raise Refused("output-no-folder", path=path, folder=target.parent) from None
        return None
    if S_ISDIR(found.st_mode):
        raise Refused("output-is-folder", path=path)
    if not S_ISREG(found.st_mode):
        raise Refused("output-not-file", path=path)
    os.close(os.open(target, os.O_WRONLY))  # a file that is read-only could be replaced all the same
    return S_IMODE(found.st_mode)


def _failure(path: Path, error: OSError) -> RectifyError:
    if error.errno in _FULL:
        return DiskFailed("disk-full")
    if error.errno == errno.EIO:
        return DiskFailed("disk-failed")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Refused("output-not-permitted", path=path)
    return Refused("output-failed", path=path, reason=error.strerror)

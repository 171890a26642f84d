"""The zip that a seal is: written always in the same way, and read only where it was written so."""

import io
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from tempfile import TemporaryFile
from typing import IO, BinaryIO, NamedTuple
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rectify.errors import Refused, Unreadable

LARGEST = (1 << 31) - (1 << 20)
"""Bytes of the largest seal: beyond, a zip takes another form, which the sqlite3 shell does not read."""
MOST = 65_000
"""Members, for the same reason."""
_CHUNK = 1 << 20
_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16  # an ordinary file
_END = struct.Struct("<4s4H2LH")
_NAME = re.compile(
    r"README(\.zh)?\.md|SHA256SUMS|check\.sh|evidence\.jsonl|evidence/[0-9a-f]{64}|head\.txt|journal\.jsonl"
    r"|report-[1-9][0-9]{0,5}\.(md|docx)|signatures/[1-9][0-9]{0,3}\.txt(\.sig)?"
)


class Member(NamedTuple):
    """A member: its name, its size in bytes, its SHA-256, and what gives its bytes."""

    name: str
    size: int
    sha256: str
    chunks: Callable[[], Iterable[bytes]]


def write(members: Iterable[tuple[str, Callable[[], Iterable[bytes]]]], stream: BinaryIO) -> None:
    """Write members, in the order of their names, to a stream that can go back."""
    with ZipFile(stream, "w", ZIP_STORED, allowZip64=False) as made:
        for name, chunks in members:
            about = ZipInfo(name, _TIME)
            about.create_system, about.external_attr = 3, _MODE
            with made.open(about, "w") as opened:
                for chunk in chunks():
                    opened.write(chunk)


def check_size(sizes: Iterable[int]) -> None:
    """Raises Refused for members that are too many or too large for a seal."""
    listed = list(sizes)
    if len(listed) > MOST or sum(listed) + 512 * len(listed) > LARGEST:
        raise Refused("seal-too-large", limit=LARGEST >> 20)


class Container:
    """A seal that is open for reading. Only its form has been looked at: nothing in it is believed yet."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        """Raises Unreadable, naming the file, for what is no zip of the kind that seals are."""
        self._stream = stream
        try:
            self._check_end()
            self._zip = ZipFile(stream)
            self.members = {each.filename: each for each in self._zip.infolist()}
        except (BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise Unreadable("seal-unreadable", name=name) from error
        self.strange = [each.filename for each in self._zip.infolist() if not _is_plain(each)]
        """Members that no seal has: other names, compressed, encrypted, or not the only one of their name."""
        self.strange += [each.filename for each in self._zip.infolist() if self.members[each.filename] is not each]

    def _check_end(self) -> None:
        """A zip may declare a directory of any size: it is looked at before it is read."""
        size = self._stream.seek(0, io.SEEK_END)
        self._stream.seek(max(size - _END.size, 0))
        mark, _, _, _, count, length, start, comment = _END.unpack(self._stream.read(_END.size))
        self._stream.seek(0)
        if mark != b"PK\5\6" or comment or count > MOST or size > LARGEST or start + length + _END.size != size:
            raise BadZipFile("another end")

    def __contains__(self, name: str) -> bool:
        return name in self.members

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A member as a stream. Raises BadZipFile while it is read where its check sum is another."""
        try:
            member = self._zip.open(name)
        except (NotImplementedError, UnicodeDecodeError, struct.error) as error:  # of the name before the content
            raise BadZipFile(str(error)) from error
        with member as opened:
            yield opened

    def read(self, name: str, limit: int = 1 << 20) -> bytes:
        """A small member; no more of it than the limit."""
        with self.open(name) as opened:
            return opened.read(limit)

    def chunks(self, name: str) -> Iterator[bytes]:
        with self.open(name) as opened:
            while chunk := opened.read(_CHUNK):
                yield chunk

    def is_as_written(self) -> bool:
        """Whether the file is, byte for byte, what is written for its members: nothing before, between or behind them."""
        names = list(self.members)
        if self.strange or names != sorted(names):
            return False
        with TemporaryFile() as again:
            try:
                write(((name, partial(self.chunks, name)) for name in names), again)
            except (BadZipFile, EOFError):
                return False
            self._stream.seek(0)
            again.seek(0)
            while True:
                mine, theirs = again.read(_CHUNK), self._stream.read(_CHUNK)
                if mine != theirs:
                    return False
                if not mine:
                    return True


def _is_plain(member: ZipInfo) -> bool:
    return bool(_NAME.fullmatch(member.filename)) and not member.compress_type and not member.flag_bits

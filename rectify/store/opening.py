"""Opening a ledger file: the pragmas that make an act durable, and every way in which a file is not a ledger."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rectify.errors import Busy, Damaged, DiskFailed, NotFound, RectifyError, Refused, Unreadable
from rectify.store.schema import APPLICATION_ID, FORMAT, Version, version_of

WAIT = 10.0
"""Seconds to wait for another writer before saying that the ledger is busy."""

SMALL = 8 * 1024 * 1024
"""Bytes up to which a ledger is copied for reading; that takes some milliseconds."""

LONGEST = 256 * 1024 * 1024
"""Bytes of one value, or of one row; no evidence, import or text that is taken comes near it."""

MAGIC = b"SQLite format 3\0"
SCRATCH = 49152
"""KiB of a database of our own that are kept in memory."""
_COMMON = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0")
# Against power cuts: DELETE with EXTRA lost no acknowledged act in the trials, FULL did (trust.md §2).
_WRITING = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
)


def open_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. Raises NotFound, Unreadable or Damaged for what is not a ledger."""
    _look(path)
    with translated(path):
        try:
            return _checked(path, "ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
        # A writer was killed in mid-act: opening for writing lets SQLite put the file back as it was.
        refuse_network(path)
        return _checked(path, "rw")


def _checked(path: Path, mode: str) -> sqlite3.Connection:
    connection = connect(path, mode)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        _check_kind(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def detached(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A copy of a small ledger in memory, so that whoever reads it slowly (a pager) keeps no writer waiting.

    A large one is read where it lies: copying it would cost more than the command itself.
    """
    if path.stat().st_size > SMALL:
        return db
    db.execute("BEGIN")
    db.execute("SELECT 1 FROM sqlite_master").fetchone()  # holds what is read; a copy of what is locked never ends
    copy = _wary(sqlite3.connect(":memory:", isolation_level=None))
    db.backup(copy)
    db.close()
    return copy


def empty_scratch() -> sqlite3.Connection:
    """An empty database that trusts what is copied to it as little as a file.

    It is in memory, and beyond SCRATCH in a file without a name, which is gone when it is closed.
    """
    db = _wary(sqlite3.connect("", isolation_level=None))
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{SCRATCH}"):
        db.execute(f"PRAGMA {pragma}")
    return db


def open_writing(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection for writing; nothing has been written yet.

    Raises what `open_reading` does, and Refused for a newer format, a folder or file without write permission.
    """
    new = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    if not new:
        _look(path)
        if not os.access(path, os.W_OK):
            raise Refused("no-permission", path=str(path))
    elif not create:
        raise NotFound("ledger-missing", path=str(path))
    if not path.parent.is_dir():
        raise NotFound("folder-missing", path=str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise Refused("no-permission", path=str(path.parent))
    with translated(path, writing=True):
        connection = connect(path, "rwc" if new else "rw")
        if not new:
            refuse_newer(path, _check_kind(path, connection), connection)
        for pragma in _WRITING:
            connection.execute(pragma)
    return connection


def refuse_network(path: Path) -> None:
    """Raises Refused where the folder of a ledger lies on a network share: its locks may keep nobody out."""
    folder = path.parent
    if sys.platform != "win32" and (not folder.exists() or os.major(folder.stat().st_dev)):
        return  # a device of this machine; shares have none, as few others do
    from rectify.store.mounts import network_kind  # late: most ledgers lie on a device

    if kind := network_kind(folder):
        raise Refused("ledger-on-network", path=str(path), kind=kind)


def refuse_newer(path: Path, version: Version, connection: sqlite3.Connection | None = None) -> None:
    """Raises Refused for a file of a newer format, after closing its connection if one is given."""
    if version.format > FORMAT:
        if connection:
            connection.close()
        raise Refused("newer-format", path=str(path), format=version.format, known=FORMAT)


def connect(path: Path, mode: str, **options: Any) -> sqlite3.Connection:
    """A connection to a file that was looked at: `mode` is ro, rw or rwc; `options` as of `sqlite3.connect`."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection: sqlite3.Connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None, **options)
    return _wary(connection)


def _wary(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    for pragma in _COMMON:
        connection.execute(pragma)
    return connection


def _look(path: Path) -> None:
    """Say what is wrong with a file before SQLite sees it."""
    if not path.exists():
        raise NotFound("ledger-missing", path=str(path))
    if path.is_dir():
        raise Unreadable("ledger-folder", path=str(path))
    if not path.is_file():
        raise Unreadable("ledger-device", path=str(path))
    try:
        with path.open("rb") as stream:
            start = stream.read(len(MAGIC))
    except PermissionError:
        raise Refused("no-permission", path=str(path)) from None
    except OSError as error:
        raise DiskFailed("ledger-unread", path=str(path), reason=error.strerror or str(error)) from None
    if start != MAGIC:
        raise Unreadable("ledger-not-sqlite", path=str(path))


def _check_kind(path: Path, connection: sqlite3.Connection) -> Version:
    """Who made a ledger file. Raises Unreadable for another program's file."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = version_of(connection)
    if application != APPLICATION_ID or version.format < 1 or version.state < 0:
        connection.close()
        raise Unreadable("ledger-foreign", path=str(path))
    return version


@contextmanager
def translated(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Turns what SQLite and the system raise into the project's own errors.

    `writing` is where an act is to be recorded: of a disk that fails it is then told that nothing was written.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error, path, writing=writing) from error
    except UnicodeDecodeError as error:  # SQLite quotes what it stumbled over, and Python cannot read that
        raise Damaged("ledger-damaged", path=str(path), reason=error.reason) from error
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise Refused("no-permission", path=str(path)) from error
        raise _disk_failed(path, error.strerror or str(error), writing=writing) from error


def _translate(error: sqlite3.Error, path: Path, *, writing: bool) -> RectifyError | sqlite3.Error:
    # errors of Python's own making (a value that cannot be bound) have no code: they are bugs and stay what they are
    name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
    place = str(path)
    if name.startswith(("BUSY", "LOCKED")):
        return Busy("busy" if writing else "busy-reading", path=place)
    if name.startswith(("READONLY", "PERM", "AUTH")):
        return Refused("no-permission", path=place)
    if name.startswith("FULL"):
        return DiskFailed("ledger-disk-full", path=place)
    if name.startswith(("IOERR", "CANTOPEN", "NOLFS")):
        return _disk_failed(path, str(error), writing=writing)
    if name.startswith(("CORRUPT", "NOTADB", "FORMAT")):
        from rectify.store.doubting import damaged_or_misread  # late: files are seldom damaged

        return damaged_or_misread(error, path)
    if str(error).startswith(_OF_DAMAGE):
        return Damaged("ledger-damaged", path=place, reason=str(error))
    if name.startswith("TOOBIG"):
        return Refused("too-big", path=place)
    return error


def _disk_failed(path: Path, reason: str, *, writing: bool) -> DiskFailed:
    return DiskFailed("ledger-disk-failed" if writing else "ledger-unread", path=str(path), reason=reason)


_OF_DAMAGE = (
    "no such table",
    "no such column",
    "malformed database schema",
    "use DROP",
    "unsupported file format",
    "unknown function",
    "no such function",
    "Could not decode to UTF-8",
)
"""Errors without a code of their own that only a file changed by others can cause: our SQL fits our schema."""

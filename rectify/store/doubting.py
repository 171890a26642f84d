"""Before anybody is told that a ledger is damaged, it is read once more: to SQLite one read that failed looks the same."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from rectify.errors import Damaged, DiskFailed
from rectify.store.opening import connect

_PIECE = 1 << 20


def damaged_or_misread(error: sqlite3.Error, path: Path) -> Damaged | DiskFailed:
    """What to tell of a file that SQLite called malformed: damage only where it can be read, and is still malformed."""
    try:
        _read_through(path)
        with closing(connect(path, "ro")) as again:
            whole = again.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    except OSError as failure:
        return DiskFailed("ledger-unread", path=str(path), reason=failure.strerror or str(failure))
    except sqlite3.Error as second:
        whole = not isinstance(second, sqlite3.DatabaseError) or second.sqlite_errorname.startswith("SQLITE_BUSY")
    except UnicodeDecodeError:
        whole = False
    if whole:
        return DiskFailed("ledger-unread", path=str(path), reason=str(error))
    return Damaged("ledger-damaged", path=str(path), reason=str(error))


def _read_through(path: Path) -> None:
    """Read every byte, by the call that SQLite uses. Raises OSError where the disk does not give one."""
    with path.open("rb", buffering=0) as stream:
        if os.name == "nt":
            while stream.read(_PIECE):
                pass
            return
        at = 0
        while piece := os.pread(stream.fileno(), _PIECE, at):
            at += len(piece)

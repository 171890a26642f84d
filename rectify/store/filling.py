"""A new file filled from a journal, in one transaction: nobody knows of the file yet, so that it needs no care until then."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from rectify.acts import Entry
from rectify.errors import Damaged, WrongUsage
from rectify.journal import Row
from rectify.store.deferring import Deferring
from rectify.store.entries import fold
from rectify.store.files import Packed, keep
from rectify.store.opening import connect, translated
from rectify.store.projection import settle
from rectify.store.upgrading import bring_up_to_date

_FILLING = (
    "PRAGMA journal_mode = MEMORY",
    "PRAGMA synchronous = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -65536",  # 64 MiB: the indexes of a large ledger stay in memory while it grows
)
_IMPOSSIBLE = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, WrongUsage),
    *(sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.DataError),
)
"""What the fold meets in an act that could not have been recorded."""


def fill(path: Path, journal: Iterable[tuple[Row, Entry]], files: Iterable[Packed], name: str) -> None:
    """Make the empty file at `path` a ledger of these entries, which chain, and of these contents.

    `files` are asked for after the last entry. The file's bytes are not yet durable. Raises Damaged, with the line of the
    journal called `name`, for an act that cannot be.
    """
    with translated(path), closing(connect(path, "rw", factory=Deferring)) as db:
        for pragma in _FILLING:
            db.execute(pragma)
        db.execute("BEGIN")
        bring_up_to_date(db)
        for row, entry in journal:
            db.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (*row[:3], row.body.decode()))
            try:
                fold(db, entry)
            except _IMPOSSIBLE as error:
                raise Damaged("journal-contradicts", name=name, line=row.seq, about=type(error).__name__) from error
        settle(db)
        for file in files:
            keep(db, file)
        db.execute("COMMIT")

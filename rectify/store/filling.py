"""A new file filled from a journal, in one transaction: nobody knows of the file yet, so that it needs no care until then."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from rectify.acts import Entry
from rectify.errors import Damaged, Unreadable, WrongUsage
from rectify.journal import Row
from rectify.store.door import Door
from rectify.store.entries import RECORDING, entries, fold, record
from rectify.store.files import Packed, keep
from rectify.store.opening import connect, translated
from rectify.store.schema import IN_ORDER, guide
from rectify.store.upgrading import bring_journal_up_to_date, empty_state, state_anew

_FILLING = (
    "PRAGMA journal_mode = MEMORY",
    "PRAGMA synchronous = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -49152",  # 48 MiB: the indexes of a large ledger stay in memory while it grows
)
IMPOSSIBLE = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, WrongUsage),
    *(sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.DataError),
)
"""What the fold meets in an act that could not have been recorded."""


def fill(path: Path, journal: Iterable[tuple[Row, Entry]], files: Iterable[Packed], name: str) -> None:
    """Make the empty file at `path` a ledger of these entries, which chain, and of these contents.

    `files` are asked for after the last entry. The file's bytes are not yet durable. Raises Damaged, with the line of the
    journal called `name`, for an act that cannot be.
    """
    with translated(path), closing(connect(path, "rw")) as db:
        for pragma in _FILLING:
            db.execute(pragma)
        db.execute("BEGIN")
        bring_journal_up_to_date(db)
        db.execute("DROP TRIGGER entry_in_order")  # it looks for the last entry at each one, and these chain
        _fold(db, journal, name)
        db.execute(IN_ORDER)
        for file in files:
            keep(db, file)
        db.execute("COMMIT")


def _fold(db: sqlite3.Connection, journal: Iterable[tuple[Row, Entry]], name: str) -> None:
    with state_anew(db) as whole:
        try:
            try:
                for row, entry in journal:
                    record(whole, row)
                    fold(whole, entry)
            except (Damaged, Unreadable):  # what is wrong with a line before comes first
                whole.catch_up()
                raise
            whole.catch_up()
        except IMPOSSIBLE:
            whole.write_rows(RECORDING)
            line, why = _first_refused(db)
            raise Damaged("journal-contradicts", name=name, line=line, about=type(why).__name__) from why


def _first_refused(db: sqlite3.Connection) -> tuple[int, Exception]:
    """The first entry that is not to be folded, found by folding them as in daily use: in portions it cannot be told."""
    empty_state(db)
    guide(db)
    door = Door(db)
    for entry in entries(db):
        try:
            fold(door, entry)
        except IMPOSSIBLE as error:
            return entry.seq, error
    raise AssertionError("folded in portions it was refused")

"""A copy of a ledger file as it stood at one moment, made while others may be writing to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from rectify.store.opening import open_reading, translated


def copy(path: Path, target: Path) -> None:
    """Copy the ledger at `path` into the empty file `target`, which nobody else knows of yet; its bytes are not yet durable.

    All of it is read under one lock: who commits meanwhile waits. Raises what opening for reading does, and Busy.
    """
    with closing(open_reading(path)) as db, translated(path):
        db.execute("BEGIN")
        db.execute("SELECT 1 FROM sqlite_master").fetchone()  # holds what is read; a copy of what is locked never ends
        with translated(target), closing(sqlite3.connect(target, isolation_level=None)) as new:
            # what is lost with the machine has no name yet, so it needs no journal on the disk
            new.execute("PRAGMA journal_mode = MEMORY")
            new.execute("PRAGMA synchronous = OFF")
            db.backup(new)

"""The one door to a ledger: open, record, read, prove."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple, Self

from rectify.acts import CreateLedger, Entry, Pending, Stamp
from rectify.errors import Damaged
from rectify.journal import Fault, Head, check_chain, head
from rectify.store import entries as journal_table
from rectify.store.opening import open_reading, open_writing, translated
from rectify.store.reading import Reading
from rectify.store.schema import FORMAT


class Founding(NamedTuple):
    """What a new ledger is given at its birth."""

    ledger: str
    language: str


Decide = Callable[[Reading], Iterable[Pending]]
"""From what the ledger says to the acts to record; raises what refuses them. It is asked inside the transaction."""


class Ledger:
    """A ledger file that is open. Use as a context manager.

    Reading: one snapshot for as long as it is open. Writing: each `record` is one transaction.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, founding: Founding | None = None) -> None:
        self.path = path
        self._db = db
        self._founding = founding
        self._version = self.format = int(db.execute("PRAGMA user_version").fetchone()[0])
        self._unpublished: Path | None = None

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open for reading; never creates or changes a file. Raises NotFound, Unreadable, Refused, Damaged."""
        db = open_reading(path)
        with translated(path):
            db.execute("BEGIN")
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            if version < FORMAT:
                from rectify.store.upgrading import in_memory

                db = in_memory(db)
        return cls(path, db)

    @classmethod
    def writing(cls, path: Path, founding: Founding | None = None) -> Self:
        """Open for writing. With `founding`, a ledger that does not exist is made by the first act that is recorded.

        Raises what `reading` raises, and Refused for a newer format or without permission to write.
        """
        if founding is None or path.exists():
            db, _ = open_writing(path, create=founding is not None)
            return cls(path, db, founding)
        # A new ledger is made whole beside its place and then put there, so that no half-made one is ever seen.
        unpublished = path.with_name(f".{path.name}.{os.getpid()}.new")
        unpublished.unlink(missing_ok=True)
        db, _ = open_writing(unpublished, create=True)
        self = cls(path, db, founding)
        self._unpublished = unpublished
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()
        if self._unpublished:
            self._unpublished.unlink(missing_ok=True)

    # ---- recording

    def record(self, decide: Decide, stamp: Stamp) -> list[Entry]:
        """Record what `decide` decides, all of it or nothing, and give the entries back once they are proved and durable.

        Raises what `decide` raises, Busy where another writer does not end, DiskFailed, Damaged.
        """
        with translated(self.path), self._transaction():
            if self._version < FORMAT:
                self._bring_up_to_date()
            if self._founding and journal_table.last(self._db)[0] == 0:
                self._append(Pending(CreateLedger(*self._founding)), stamp, None)
            recorded: list[Entry] = []
            for pending in decide(Reading(self._db)):
                recorded.append(self._append(pending, stamp, recorded[0].seq if recorded else None))
        self._version = FORMAT
        return recorded if self._publish() else self.record(decide, stamp)

    def _append(self, pending: Pending, stamp: Stamp, batch: int | None) -> Entry:
        seq = journal_table.last(self._db)[0] + 1
        on = pending.on or stamp.today
        entry = Entry(seq, pending.act, on, stamp.at, stamp.by, stamp.entered_by, batch)
        journal_table.append(self._db, entry)
        return entry

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            # after a failed COMMIT, SQLite may have rolled back already
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise

    def _bring_up_to_date(self) -> None:
        from rectify.store.upgrading import bring_up_to_date, keep_copy

        if self._version:
            keep_copy(self._db, self.path, self._version)
        bring_up_to_date(self._db)

    def _publish(self) -> bool:
        """Put a new ledger in its place. False where another process made one meanwhile: that one is then open."""
        if self._unpublished is None:
            return True
        self._db.close()
        published = _put(self._unpublished, self.path)
        self._unpublished = None
        self._db, self._version = open_writing(self.path, create=False)
        return published

    # ---- reading

    def view(self, as_of: date | None = None) -> Reading:
        """What the ledger says now, or as of a day."""
        return Reading(self._db, as_of)

    def view_at_entry(self, seq: int) -> Reading:
        """What was known after entry `seq`: its journal up to there, folded anew in memory."""
        from rectify.store.upgrading import replay

        return Reading(replay(self._db, seq))

    def entries(self, first: int = 1, final: int = 2**62) -> Iterator[Entry]:
        """The entries from `first` to `final`, streamed."""
        return journal_table.entries(self._db, first, final)

    def head(self) -> Head:
        """The head of the whole journal; reads all of it."""
        return head(journal_table.rows(self._db))

    # ---- proving

    def faults(self) -> Iterator[Fault]:
        """What is wrong with the file, first to last: schema, chain, bodies, state against a replay. Repairs nothing."""
        from rectify.store.upgrading import differing_tables, expected_schema, replay, schema

        with translated(self.path):
            expected, found = expected_schema(), schema(self._db)
            for name in sorted(expected.keys() | found.keys()):
                if expected.get(name) != found.get(name):
                    yield Fault(0, "fault-schema", name)
            chain = list(check_chain(journal_table.rows(self._db)))
            yield from chain
            if chain:
                return
            try:
                anew = replay(self._db)
            except (Damaged, sqlite3.Error) as error:
                yield Fault(0, "fault-replay", str(error))
                return
            for table in differing_tables(self._db, anew):
                yield Fault(0, "fault-state", table)


def _put(new: Path, path: Path) -> bool:
    """Give a finished file its name, durably, unless something already has it."""
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        new.rename(path)
    finally:
        new.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return True


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file durable; Windows does so by itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The one door to a ledger: open, record, read, prove."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from rectify.errors import Damaged, DiskFailed, RectifyError, Refused
from rectify.store.opening import (
    connect,
    detached,
    open_reading,
    open_writing,
    refuse_network,
    refuse_newer,
    translated,
)
from rectify.store.reading import Reading
from rectify.store.schema import FORMAT, Version, altered, this_version, version_of

if TYPE_CHECKING:  # acts and the journal are imported where they are needed: most reading does without them
    from rectify.acts import Entry, Pending, Stamp
    from rectify.journal import Fault, Head, Heads, Row
    from rectify.model.values import GivenHead
    from rectify.store.files import Packed
    from rectify.store.sharing import Share
    from rectify.store.verifying import Depth


class Founding(NamedTuple):
    """What a new ledger is given at its birth."""

    ledger: str
    language: str


Decide = Callable[[Reading], Iterable["Pending"]]
"""From what the ledger says to the acts to record; raises what refuses them. It is asked inside the transaction."""


class Ledger:
    """A ledger file that is open. Use as a context manager.

    Reading: one snapshot for as long as it is open. Writing: each `record` is one transaction.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, founding: Founding | None = None) -> None:
        self.path = path
        self._db = db
        self._founding = founding
        self.version = version_of(db)
        """Who made the file that was opened."""
        self.is_of_another_make = is_of_another_make(self.version)
        """Whether what is read is not the file's own state, but one made anew from its journal."""
        self._unpublished: Path | None = None
        self.kept: Path | None = None
        """The copy of an older file, made before the first act brought it up to date."""
        self._replays: list[sqlite3.Connection] = []

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open for reading; never creates or changes a file. Raises NotFound, Unreadable, Refused, DiskFailed, Damaged.

        A disk that fails to read once looks like a damaged file, so what failed is tried once more.
        """
        with suppress(Damaged, DiskFailed):
            return cls._reading(path)
        return cls._reading(path)

    @classmethod
    def _reading(cls, path: Path) -> Self:
        db = open_reading(path)
        try:
            with translated(path):
                db = detached(db, path)
                db.execute("BEGIN")
            return cls(path, db)
        except BaseException:  # what stays open would keep writers waiting, our own too
            db.close()
            raise

    @classmethod
    def writing(cls, path: Path, founding: Founding | None = None, *, on_network: bool = False) -> Self:
        """Open for writing. With `founding`, a ledger that does not exist is made by the first act that is recorded.

        Raises what `reading` raises, and Refused for a newer format, without permission to write, and for a network
        share unless `on_network` takes its risk.
        """
        if not on_network:
            refuse_network(path)
        if founding is None or path.exists():
            with translated(path, writing=True):
                return cls(path, open_writing(path, create=founding is not None), founding)
        # A new ledger is made whole beside its place and then put there, so that no half-made one is ever seen.
        from rectify.store.publishing import beside  # late: most acts are recorded in a ledger that is there

        unpublished = beside(path)
        try:
            with translated(path, writing=True):
                self = cls(path, open_writing(unpublished, create=True), founding)
        except BaseException:
            unpublished.unlink(missing_ok=True)
            raise
        self._unpublished = unpublished
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        try:
            if isinstance(error, sqlite3.Error):  # what a view met while it read
                with translated(self.path):
                    raise error
        except sqlite3.Error:
            self._refuse_damaged(error)
            raise
        else:
            if isinstance(
                error, ArithmeticError | AssertionError | AttributeError | LookupError | TypeError | ValueError
            ):
                self._refuse_damaged(error)
        finally:
            self.close()

    def _refuse_damaged(self, error: BaseException | None) -> None:
        """What looks like a bug may come of values that no act could have written: look before it is called one."""
        fault = next(self.faults(), None)
        if fault:
            reason = " ".join(map(str, filter(None, (fault.key, fault.seq, fault.about))))
            raise Damaged("ledger-damaged", path=str(self.path), reason=reason) from error

    def close(self) -> None:
        for each in (self._db, *self._replays):
            each.close()
        if self._unpublished:
            self._unpublished.unlink(missing_ok=True)

    # ---- recording

    def record(self, decide: Decide, stamp: "Stamp", files: "Iterable[Packed]" = ()) -> "list[Entry]":
        """Record what `decide` decides, all of it or nothing, and give the entries back once they are proved and durable.

        `files` are what these acts speak of by its SHA-256, kept with them; they may be asked for twice. Raises what
        `decide` raises, Busy where another writer does not end, DiskFailed, Damaged.
        """
        from rectify.acts import CreateLedger, Pending
        from rectify.store.entries import append, last

        with translated(self.path, writing=True), self._transaction():
            self._bring_up_to_date()
            self._refuse_altered()
            self._refuse_alone()
            if self._founding and last(self._db)[0] == 0:
                append(self._db, Pending(CreateLedger(*self._founding)), stamp)
            recorded: list[Entry] = []
            for pending in decide(Reading(self._db)):
                recorded.append(append(self._db, pending, stamp, recorded[0].seq if recorded else None))
            if recorded and files:
                self._keep(files)
            self._agree(recorded, self._let_go(recorded))
        return recorded if self._publish() else self.record(decide, stamp, files)

    def _keep(self, files: "Iterable[Packed]") -> None:
        from rectify.store.files import keep  # late: few commands keep a file

        for file in files:
            keep(self._db, file)

    def _let_go(self, recorded: "list[Entry]") -> list[str]:
        """Contents leave the ledger where they are purged, or where attaching them is taken back; gives their SHA-256."""
        from rectify.acts import Attach, Purge, Undo

        acts = [entry.act for entry in recorded]
        gone = [act.sha256 for act in acts if isinstance(act, Purge)]
        undone = (
            old.act for act in acts if isinstance(act, Undo) for seq in act.entries for old in self.entries(seq, seq)
        )
        gone += [act.sha256 for act in undone if isinstance(act, Attach)]
        if gone:
            from rectify.store.files import let_go  # late: contents seldom leave

            let_go(self._db, gone)
        return gone

    def _refuse_alone(self) -> None:
        """Raises Refused for a ledger that is shared: its next entry is whatever the server takes first.

        It is asked inside the transaction, since the ledger may have been shared after it was opened.
        """
        if (share := self.share) and share.left_at is None:
            raise Refused("share-alone", path=str(self.path))

    def _agree(self, recorded: "list[Entry]", gone: list[str]) -> None:
        """What stands between the acts and their commit: nothing for a ledger of this machine alone."""

    @property
    def share(self) -> "Share | None":
        """Where the journal is or was shared; None for a ledger of this machine alone."""
        if not version_of(self._db).shared:
            return None
        from rectify.store.sharing import share_of  # late: most ledgers are not

        return share_of(self._db)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._commit()
        except BaseException:
            # after a failed COMMIT, SQLite may have rolled back already
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            if self.kept and version_of(self._db).format < FORMAT:  # nothing was brought up to date
                self.kept.unlink(missing_ok=True)
                self.kept = None
            raise

    def _commit(self) -> None:
        """Raises DiskFailed where the act stands and the disk would not say that it is there to stay."""
        from rectify.store.entries import last

        meant = last(self._db)
        try:
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            with suppress(sqlite3.Error), closing(connect(self._unpublished or self.path, "ro")) as other:
                if last(other) == meant:
                    raise DiskFailed("ledger-unsure", path=str(self.path)) from error
            raise

    def rebuild(self) -> int:
        """Make the state tables anew from the journal, and say of how many entries.

        Raises Damaged for a journal that is not whole, Refused for one with acts of a newer version.
        """
        from rectify.store.upgrading import bring_up_to_date

        with translated(self.path, writing=True), self._transaction():
            refuse_newer(self.path, version_of(self._db))
            self._refuse_broken_chain()
            bring_up_to_date(self._db)
            return self.last_entry()

    def note_share(self, share: "Share", agree: Callable[[], None] = lambda: None) -> None:
        """Note where the journal is shared from now on, or that it was left, if `agree` raises nothing meanwhile."""
        from rectify.store.sharing import mark

        with translated(self.path, writing=True), self._transaction():
            self._bring_up_to_date()
            self._refuse_altered()
            mark(self._db, share)
            agree()

    def _bring_up_to_date(self) -> None:
        """Make an older file, or one whose state another version made, one of ours; a copy is kept of an older journal."""
        version = version_of(self._db)  # asked now: another version may have written since the file was opened
        refuse_newer(self.path, version)
        if not is_of_another_make(version):
            return
        from rectify.store.upgrading import bring_up_to_date, keep_copy

        if version.format:  # it is not new
            self._refuse_broken_chain()
            if version.format < FORMAT:
                self.kept = keep_copy(self.path, version.format)
        bring_up_to_date(self._db)

    def _refuse_broken_chain(self) -> None:
        """State is not made of a journal that is not whole: the old tables may be all that still shows what it said."""
        from rectify.journal import check_chain
        from rectify.store.entries import rows

        fault = next(check_chain(rows(self._db)), None)
        if fault:
            raise Damaged("ledger-damaged", path=str(self.path), reason=f"{fault.key} {fault.seq}")

    def _refuse_altered(self) -> None:
        """What others made of our tables is neither read nor written to: a view can be endless, a trigger do anything."""
        if name := altered(self._db):
            raise Damaged("ledger-damaged", path=str(self.path), reason=f"fault-schema {name}")

    def _publish(self) -> bool:
        """Put a new ledger in its place. False where another process made one meanwhile: that one is then open."""
        if self._unpublished is None:
            return True
        from rectify.store.publishing import put

        self._db.close()
        try:
            with translated(self.path, writing=True):
                published = put(self._unpublished, self.path)
            self._unpublished = None
            self._db = open_writing(self.path, create=False)
        except DiskFailed as error:
            if self.path.exists():
                raise DiskFailed("ledger-unsure", path=str(self.path)) from error
            raise
        return published

    # ---- reading

    def view(self, as_of: date | None = None) -> Reading:
        """What the ledger says now, or as of a day. Raises Damaged where a table is not as it was made."""
        return Reading(self._state, as_of)

    @cached_property
    def _state(self) -> sqlite3.Connection:
        """Where the state is read: in the file, or in a copy with tables of our own make."""
        if not self.is_of_another_make:
            if self.version.format <= FORMAT:
                with translated(self.path):
                    self._refuse_altered()
            return self._db
        from rectify.store.upgrading import copy_up_to_date

        with translated(self.path):
            self._replays.append(copy_up_to_date(self._db))
        return self._replays[-1]

    def view_at_entry(self, seq: int, as_of: date | None = None) -> Reading:
        """What was known after entry `seq` (then, or as of a day): its journal up to there, folded anew in memory."""
        from rectify.store.upgrading import replay

        self._replays.append(replay(self._db, seq))
        return Reading(self._replays[-1], as_of)

    def entries(self, first: int = 1, final: int = 2**62) -> "Iterator[Entry]":
        """The entries from `first` to `final`, streamed."""
        from rectify.store.entries import entries

        return entries(self._db, first, final)

    def rows(self, first: int = 1, final: int = 2**62) -> "Iterator[Row]":
        """The stored entries from `first` to `final`, in order, as bytes, streamed."""
        from rectify.store.entries import rows

        return rows(self._db, first, final)

    def setbacks(self, numbers: Sequence[int]) -> dict[int, int]:
        """Those of some entries, in order, at which the clock had gone back, and by how many seconds."""
        from rectify.store.entries import setbacks

        return setbacks(self._db, numbers)

    def file(self, sha256: str) -> bytes | None:
        """The content of a file that the ledger keeps, by its SHA-256; None where it does not."""
        from rectify.store.files import kept

        return kept(self._state, sha256)

    @property
    def name(self) -> str:
        """The identifier that the ledger was given at its birth; empty where its first entry does not say it."""
        from rectify.acts import CreateLedger

        first = next(self.entries(1, 1), None)
        return first.act.ledger if first and isinstance(first.act, CreateLedger) else ""

    def last_entry(self) -> int:
        """How many entries the journal has."""
        from rectify.store.entries import last

        return last(self._db)[0]

    def last_given_head(self) -> "GivenHead | None":
        """The newest head that was handed to somebody; None also where the state cannot be read, as `faults` will tell."""
        try:
            return self.view().last_given_head()
        except (sqlite3.Error, RectifyError, ArithmeticError, LookupError, TypeError, ValueError):
            return None

    def head(self) -> "Head":
        """The head of the whole journal; reads all of it."""
        return self.heads().last

    def heads(self, seqs: Iterable[int] = (), texts: Iterable[str] = ()) -> "Heads":
        """The last head, those at some entries, and those whose text head begins so; reads the whole journal once."""
        from rectify.journal import heads

        with translated(self.path):
            return heads(self.rows(), seqs, texts)

    # ---- proving

    def faults(self, depth: "Depth" = "whole") -> "Iterator[Fault]":
        """What is wrong with the file, streamed; see `store.verifying`. Repairs nothing.

        Raises Damaged where it cannot be read to the end.
        """
        from rectify.store.verifying import faults

        with translated(self.path):
            yield from faults(self._db, depth, foreign=self.is_of_another_make)


def is_of_another_make(version: Version) -> bool:
    """Whether state tables have to be made anew before this program can use a file; a newer format is used as it is."""
    return version.format <= FORMAT and version[:2] != this_version()[:2]

"""The journal in its table: appending, proving what was written, reading back, folding."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from rectify.acts import Entry, Pending, Stamp, Undo
from rectify.acts.codec import UnknownAct, from_json, to_json
from rectify.errors import Damaged, Refused, WrongUsage
from rectify.journal import GENESIS, Row, canonical, link
from rectify.store.door import Door

_COLUMNS = "seq, prev, hash, CAST(body AS BLOB)"


def last(db: sqlite3.Connection) -> tuple[int, str]:
    """The number and hash of the newest entry; (0, GENESIS) where there is none."""
    row = db.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    return row or (0, GENESIS)


def append(db: sqlite3.Connection, pending: Pending, stamp: Stamp, batch: int | None = None) -> Entry:
    """Write an act after the newest entry, prove that it stands as meant, fold it into the state, and give its entry.

    Raises Damaged where what is read back is not what was to be written; the caller rolls back.
    """
    seq, prev = last(db)
    entry = Entry(seq + 1, pending.act, pending.on or stamp.today, stamp.at, stamp.by, stamp.entered_by, batch)
    body = canonical(to_json(entry))
    meant = Row(entry.seq, prev, link(prev, body), body)
    db.execute(RECORDING, meant)
    _prove(db, meant, entry)
    fold(Door(db), entry)
    return entry


def record(db: Door, row: Row) -> None:
    """Write an entry that stands elsewhere already."""
    db.later(RECORDING, (row,))


RECORDING = "INSERT INTO entry VALUES (?, ?, ?, CAST(? AS TEXT))"


def _prove(db: sqlite3.Connection, meant: Row, entry: Entry) -> None:
    """Read the row back: its bytes, its hash and the act that it says must be the ones meant."""
    (stored,) = rows(db, meant.seq, meant.seq)
    said = from_json(stored.seq, json.loads(stored.body)) if stored == meant else None
    if said != entry or link(stored.prev, stored.body) != stored.hash:
        raise Damaged("written-wrong", entry=meant.seq)


def rows(db: sqlite3.Connection | Door, first: int = 1, final: int = 2**62) -> Iterator[Row]:
    """The stored entries from `first` to `final`, in order, as bytes."""
    query = f"SELECT {_COLUMNS} FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq"
    return (Row(*row) for row in db.execute(query, (first, final)))


def entries(db: sqlite3.Connection | Door, first: int = 1, final: int = 2**62) -> Iterator[Entry]:
    """The entries from `first` to `final`, read.

    Raises Damaged for a body that says no act, Refused for an act that this program does not know.
    """
    yield from map(said, rows(db, first, final))


def said(row: Row, read: Callable[[bytes], Any] = json.loads) -> Entry:
    """What a stored entry says; raises as `entries`."""
    try:
        return from_json(row.seq, read(row.body))
    except UnknownAct as error:
        raise Refused("entry-newer", entry=row.seq, what=error) from error
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError, WrongUsage) as error:
        raise Damaged("entry-unreadable", entry=row.seq) from error


def entry(db: sqlite3.Connection, seq: int) -> Entry | None:
    return next(entries(db, seq, seq), None)


def setbacks(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Those of some entries that were entered at an earlier time than the one before each, and by how many seconds.

    Order is that of the numbers; a clock that went back refuses nothing and is only told.
    """
    run = isinstance(numbers, range)
    found = "entry e" if run else "json_each(:numbers) k CROSS JOIN entry e ON e.seq = k.value"
    query = f"""SELECT seq, CAST(strftime('%s', before) - strftime('%s', at) AS INTEGER) FROM (
      SELECT e.seq, json_extract(e.body, '$.at') AS at, json_extract(b.body, '$.at') AS before
      FROM {found} CROSS JOIN entry b ON b.seq = e.seq - 1 WHERE e.seq BETWEEN :first AND :final) WHERE at < before"""
    ends = {"first": numbers[0], "final": numbers[-1]} if numbers else {"first": 1, "final": 0}
    return dict(db.execute(query, ends if run else {**ends, "numbers": json.dumps(numbers)}).fetchall())


def fold(db: Door, new: Entry) -> None:
    """Fold one entry into the state tables."""
    if isinstance(new.act, Undo):
        from rectify.store.reverting import revert  # late: seldom needed

        revert(db, (old for seq in new.act.entries for old in entries(db, seq, seq)), new.seq)
    else:
        _apply()(db, new)


@cache
def _apply() -> Callable[[Door, Entry], None]:
    from rectify.store.projection import apply  # late: who only reads the journal folds nothing

    return apply

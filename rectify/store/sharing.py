"""What a shared ledger keeps beside its journal: where the server is; and taking in what others recorded there."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from rectify.acts import Entry
from rectify.acts.codec import UnknownAct, from_json
from rectify.acts.soundness import Contradiction, Course, Unsound
from rectify.errors import Damaged, Refused
from rectify.journal import Row, link, said
from rectify.store.door import Door
from rectify.store.entries import fold, last, record
from rectify.store.filling import IMPOSSIBLE
from rectify.store.opening import connect, translated
from rectify.store.schema import SHARED, version_of


class Share(NamedTuple):
    """Where a journal is shared: the address of the server, never with a password, and the name that the ledger has there.

    `left_at` is the entry at which this file left the others; None while it is with them.
    """

    server: str
    name: str
    left_at: int | None = None


def share_of(db: sqlite3.Connection) -> Share:
    """Where a ledger is or was shared that says so in its version. Raises Damaged where that was tampered with."""
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'share'").fetchone() or ("",)
    row = db.execute("SELECT server, name, left_at FROM share").fetchone() if sql == SHARED else None
    if row is None:
        raise Damaged("share-altered")
    return Share(*row)


def mark(db: sqlite3.Connection, share: Share) -> None:
    """Note where the ledger is shared, inside the caller's transaction."""
    version = version_of(db)
    if not version.shared:
        db.execute(SHARED)
        db.execute(f"PRAGMA user_version = {version._replace(shared=True).number}")
    db.execute("INSERT OR REPLACE INTO share VALUES (1, ?, ?, ?)", share)


def mark_file(path: Path, share: Share) -> None:
    """Note it in a new file that nobody knows of yet; its bytes are not yet durable."""
    with translated(path), closing(connect(path, "rw")) as db:
        db.execute("BEGIN")
        mark(db, share)
        db.execute("COMMIT")


def take_in(db: sqlite3.Connection, rows: Iterable[Row]) -> list[Entry]:
    """Write and fold entries that others recorded, as far as they are not here yet.

    They are held to what a journal from elsewhere is. Raises Damaged for one that does not chain to ours or that could not
    have been recorded, Refused for an act of a newer program.
    """
    course = Course(dict(db.execute("SELECT name, last FROM counters").fetchall()))
    door, taken = Door(db), list[Entry]()
    for row in rows:
        seq, prev = last(db)
        if row.seq <= seq:  # another process of this machine was faster
            continue
        if row[:2] != (seq + 1, prev) or link(row.prev, row.body) != row.hash:
            raise Damaged("share-rewritten", entry=row.seq)
        entry = _sound(row, course)
        record(door, row)
        try:
            fold(door, entry)
        except IMPOSSIBLE as error:
            raise Damaged("share-impossible", entry=row.seq, about=type(error).__name__) from error
        taken.append(entry)
    return taken


def _sound(row: Row, course: Course) -> Entry:
    try:
        entry = from_json(row.seq, said(row.body))
        course.take(entry)
    except UnknownAct as error:
        raise Refused("entry-newer", entry=row.seq, what=error) from error
    except (Contradiction, Unsound, *IMPOSSIBLE) as error:
        raise Damaged("share-impossible", entry=row.seq, about=str(error)[:80]) from error
    return entry


_TOUCHED = """WITH recent(entry, told) AS (
  SELECT seq, seq FROM entry WHERE seq > :looked UNION ALL SELECT entry, undone_by FROM undone WHERE undone_by > :looked)
SELECT theirs.told, b.thing FROM recent mine
  CROSS JOIN touches a ON a.entry = mine.entry CROSS JOIN touches b ON b.thing = a.thing AND b.entry > 0
  JOIN recent theirs ON theirs.entry = b.entry
 WHERE mine.told >= :first AND theirs.told < :first
   AND (a.writes OR b.writes OR a.thing NOT LIKE 'inspection:%' AND a.thing NOT LIKE 'aspect:%')
UNION ALL
SELECT theirs.entry, iif(mine.aspect, 'aspect:' || mine.aspect, 'inspection:' || mine.inspection) FROM narratives mine
  JOIN narratives theirs USING (inspection, part, aspect, public)
 WHERE mine.entry >= :first AND theirs.entry > :looked AND theirs.entry < :first
ORDER BY 1, 2 LIMIT 1"""


def acted_on(db: sqlite3.Connection, looked: int, first: int) -> tuple[int, str] | None:
    """The first entry later than `looked` that touches what the entries from `first` on touch, and the thing that both do.

    Of inspections and aspects, which every new issue refers to, one of both must change it. An undoing touches what it takes
    back.
    """
    found = db.execute(_TOUCHED, {"looked": looked, "first": first}).fetchone()
    return (int(found[0]), str(found[1])) if found else None

"""New files, older files, and state tables made anew from the journal."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from rectify.acts import Entry
from rectify.store.deferring import Deferring
from rectify.store.entries import entries, fold
from rectify.store.opening import connect, empty_memory
from rectify.store.projection import settle
from rectify.store.schema import KEPT, STATE, state_script, this_version, version_of


def rebuild(db: sqlite3.Connection, journal: Iterable[Entry]) -> None:
    """Drop the state tables, also those of another version, and fold `journal` into new ones, inside the caller's transaction.

    State was never more than tables with indexes: views, and triggers on the journal, are not ours and stay to be found.
    """
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid DESC").fetchall()
    for (table,) in rows:
        if table not in KEPT and not table.startswith("sqlite_"):
            db.execute('DROP TABLE "{}"'.format(table.replace('"', '""')))
    for statement in state_script():
        db.execute(statement)
    for entry in journal:
        fold(db, entry)
    settle(db)


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Migrate the journal side to the present format and make the state anew, inside the caller's transaction."""
    if version_of(db).format < this_version().format:
        from rectify.store.migrations import migrate  # late: only a new or an older file needs it

        migrate(db)
    rebuild(db, entries(db))
    db.execute(f"PRAGMA user_version = {this_version().number}")


def keep_copy(path: Path, version: int) -> Path:
    """A copy of an older file beside it, made before it is brought up to date; whole, or not there at all.

    A connection that is writing cannot be copied (SQLite would wait for itself), so another one reads. The file must
    not be opened in any other way meanwhile: closing it would let go of the locks of the whole process.
    """
    copy, number = path.with_name(f"{path.name}.format-{version}"), 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.format-{version}-{number}")
    try:
        with closing(connect(path, "ro")) as older, closing(sqlite3.connect(copy, isolation_level=None)) as target:
            older.backup(target)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def in_memory(db: sqlite3.Connection) -> sqlite3.Connection:
    """An older file as the present format, in memory; the file stays as it is."""
    with _memory() as copy:
        db.backup(copy)
        bring_up_to_date(copy)
    return copy


def replay(db: sqlite3.Connection, final: int = 2**62) -> sqlite3.Connection:
    """The state, in memory, that the entries up to `final` come to."""
    with _memory(factory=Deferring) as copy:
        copy.execute("CREATE TABLE entry(seq INTEGER PRIMARY KEY, prev TEXT, hash TEXT, body TEXT) STRICT")
        rows = db.execute("SELECT seq, prev, hash, body FROM entry WHERE seq <= ? ORDER BY seq", (final,))
        copy.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
        rebuild(copy, entries(copy))
    return copy


@contextmanager
def _memory(**options: Any) -> Iterator[sqlite3.Connection]:
    """A database in memory, closed only where making it fails."""
    db = empty_memory(**options)
    try:
        yield db
    except BaseException:
        db.close()
        raise


def differing_tables(db: sqlite3.Connection, other: sqlite3.Connection) -> Iterator[str]:
    """The state tables that do not hold the same rows in both."""
    for table in STATE:
        columns = [row[1] for row in other.execute(f"PRAGMA table_info({table})")]
        names = ", ".join(f'"{name}"' for name in columns)
        query = f"SELECT {names} FROM {table} ORDER BY {names}"
        try:
            differs = any(mine != theirs for mine, theirs in _side_by_side(db.execute(query), other.execute(query)))
        except sqlite3.OperationalError:  # a column is gone, or holds bytes that are no text
            differs = True
        if differs:
            yield table


def _side_by_side(
    mine: Iterator[tuple[object, ...]], theirs: Iterator[tuple[object, ...]]
) -> Iterator[tuple[object, object]]:
    from itertools import zip_longest

    return zip_longest(mine, theirs)


def expected_schema() -> dict[str, str]:
    """Every object that a ledger file of the present format holds, with its SQL."""
    from rectify.store.migrations import migrate

    with _memory() as copy, closing(copy):
        copy.execute("BEGIN")
        migrate(copy)
        for statement in state_script():
            copy.execute(statement)
        return schema(copy)


def schema(db: sqlite3.Connection) -> dict[str, str]:
    """Every object of a file with its SQL; SQLite's own are left out."""
    rows = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return dict(rows.fetchall())

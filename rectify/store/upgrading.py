"""New files, older files, and state tables made anew from the journal."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from operator import itemgetter
from pathlib import Path

from rectify.acts import Entry
from rectify.errors import DiskFailed
from rectify.journal import plainly_read
from rectify.store.deferring import Deferring
from rectify.store.entries import entries, fold, record, rows, said
from rectify.store.opening import connect, empty_scratch
from rectify.store.schema import KEPT, SHARED, STATE, serve, state_script, state_tables, this_version, version_of
from rectify.store.searching import build


def rebuild(db: sqlite3.Connection, journal: Iterable[Entry]) -> None:
    """Drop the state tables, also those of another version, and fold `journal` into new ones, inside the caller's transaction."""
    with state_anew(db) as whole:
        for entry in journal:
            fold(whole, entry)


@contextmanager
def state_anew(db: sqlite3.Connection) -> Iterator[Deferring]:
    """The door by which a whole journal is folded into new state tables, which are whole when the block ends well."""
    empty_state(db)
    whole = Deferring(db)
    yield whole
    whole.settle()
    build(db)
    serve(db)


def empty_state(db: sqlite3.Connection) -> None:
    """Drop the state tables and make new ones, yet without indexes.

    State was never more than tables with indexes: views, and triggers on the journal, are not ours and stay to be found.
    """
    found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid DESC").fetchall()
    for (table,) in found:
        if table not in KEPT and not table.startswith("sqlite_"):
            db.execute('DROP TABLE "{}"'.format(table.replace('"', '""')))
    for statement in state_tables():
        db.execute(statement)


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Migrate the journal side to the present format and make the state anew, inside the caller's transaction."""
    bring_journal_up_to_date(db)
    rebuild(db, entries(db))


def bring_journal_up_to_date(db: sqlite3.Connection) -> None:
    """Migrate the journal side alone; the caller makes the state anew in the same transaction."""
    version = version_of(db)
    if version.format < this_version().format:
        from rectify.store.migrations import migrate  # late: only a new or an older file needs it

        migrate(db)
    db.execute(f"PRAGMA user_version = {this_version()._replace(shared=version.shared).number}")


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


def copy_up_to_date(db: sqlite3.Connection) -> sqlite3.Connection:
    """An older file as the present format, beside it; the file stays as it is."""
    with _scratch() as copy:
        db.backup(copy)
        bring_up_to_date(copy)
    return copy


def replay(db: sqlite3.Connection, final: int = 2**62) -> sqlite3.Connection:
    """The state that the entries up to `final` come to, beside the ledger: in memory, and what is too large in a file."""
    with _scratch() as copy:
        copy.execute("BEGIN")
        copy.execute("CREATE TABLE entry(seq INTEGER PRIMARY KEY, prev TEXT, hash TEXT, body TEXT) STRICT")
        with state_anew(copy) as whole:
            for row in rows(db, 1, final):
                record(whole, row)
                fold(whole, said(row, plainly_read))
        copy.execute("COMMIT")
    return copy


@contextmanager
def _scratch() -> Iterator[sqlite3.Connection]:
    """A database of our own, closed only where making it fails. Raises DiskFailed where there is no room for it."""
    db = empty_scratch()
    try:
        yield db
    except BaseException as error:
        db.close()
        if getattr(error, "sqlite_errorname", "").startswith(_NO_ROOM):
            raise DiskFailed("no-room-beside") from error
        raise


_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_CANTOPEN")
"""What only writing raises, and so is not the ledger's, which is read."""


def differences(db: sqlite3.Connection, other: sqlite3.Connection) -> Iterator[str]:
    """The state tables that do not hold the same rows in both, each with the key of the first row that differs."""
    for table in STATE:
        columns = other.execute(f"PRAGMA table_info({table})").fetchall()
        key = [name for _, name, *_, place in sorted(columns, key=itemgetter(5)) if place]
        names = ", ".join(f'"{name}"' for name in (*key, *(name for _, name, *_, place in columns if not place)))
        query = f"SELECT {names} FROM {table} ORDER BY {', '.join(key)}"
        try:
            pairs = zip_longest(db.execute(query), other.execute(query))
            found = next((pair for pair in pairs if pair[0] != pair[1]), None)
        except sqlite3.OperationalError:  # a column is gone, or holds bytes that are no text
            yield table
            continue
        if found:
            first = min((row[: len(key)] for row in found if row), key=str)
            yield f"{table}({', '.join(f'{name}={part!s:.40}' for name, part in zip(key, first, strict=True))})"


def expected_schema(*, shared: bool = False) -> dict[str, str]:
    """Every object that a ledger file of the present format holds, with its SQL."""
    from rectify.store.migrations import migrate

    with _scratch() as copy, closing(copy):
        copy.execute("BEGIN")
        migrate(copy)
        for statement in state_script():
            copy.execute(statement)
        if shared:
            copy.execute(SHARED)
        return schema(copy)


def schema(db: sqlite3.Connection) -> dict[str, str]:
    """Every object of a file with its SQL; SQLite's own are left out."""
    rows = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return dict(rows.fetchall())

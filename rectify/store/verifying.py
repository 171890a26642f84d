"""What is wrong with a ledger file: found at three depths, never mended."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Literal

from rectify.errors import DiskFailed, Refused
from rectify.journal import Fault, check_chain, check_end
from rectify.store.contents import faulty_contents
from rectify.store.entries import rows
from rectify.store.schema import has_impostors, version_of
from rectify.store.upgrading import copy_up_to_date, differences, expected_schema, replay, schema

Depth = Literal["quick", "whole", "evidence"]
"""How deep to look: pages, schema and the end of the chain; also the whole chain and the state; also the contents of files."""


def faults(db: sqlite3.Connection, depth: Depth, *, foreign: bool) -> Iterator[Fault]:
    """The faults of a file, streamed. `foreign`: another version made its state, so that only our own can be looked at.

    Raises what SQLite does where the file cannot be read to the end.
    """
    yield from (Fault(0, "fault-page", said) for said in _damaged_pages(db, quick=depth == "quick"))
    yield from _foreign_objects(db) if foreign else _other_objects(db)
    if has_impostors(db):  # they were told; reading them may have no end
        return
    if depth == "quick":
        yield from _end(db)
        return
    whole = True
    for fault in check_chain(rows(db)):
        whole = False
        yield fault
    if whole:
        yield from _state(db, depth, foreign=foreign)


def _damaged_pages(db: sqlite3.Connection, *, quick: bool) -> Iterator[str]:
    """What SQLite itself finds wrong with pages, rows and (if not `quick`) indexes, at most ten sentences in English."""
    return (said for (said,) in db.execute(f"PRAGMA {'quick' if quick else 'integrity'}_check(10)") if said != "ok")


def _other_objects(db: sqlite3.Connection) -> Iterator[Fault]:
    expected, found = expected_schema(shared=version_of(db).shared), schema(db)
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield Fault(0, "fault-schema", name)


def _foreign_objects(db: sqlite3.Connection) -> Iterator[Fault]:
    """Of whatever another version made: the guards of the journal, and no other trigger or view."""
    query = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    expected = {name: sql for name, sql in expected_schema().items() if sql.startswith("CREATE TRIGGER")}
    found = dict(db.execute(query).fetchall())
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield Fault(0, "fault-schema", name)


def _end(db: sqlite3.Connection) -> Iterator[Fault]:
    """The last two links; and that there are as many entries as the last one's number says."""
    count, last = db.execute("SELECT count(*), ifnull(max(seq), 0) FROM entry").fetchone()
    if count != last:
        yield Fault(last, "fault-order")
    yield from check_end(rows(db, last - 1, last))


def _state(db: sqlite3.Connection, depth: Depth, *, foreign: bool) -> Iterator[Fault]:
    """State against a replay of a journal that is whole, and then the contents against that replay."""
    try:
        anew = copy_up_to_date(db) if foreign else replay(db)
    except Refused as error:
        yield Fault(int(str(error.values.get("entry", 0))), "fault-newer", str(error.values.get("what", error.key)))
        return
    except DiskFailed:  # no fault of the ledger's
        raise
    except Exception as error:  # noqa: BLE001 - a journal made by others can break the fold anywhere
        yield Fault(0, "fault-replay", str(error))
        return
    with closing(anew):
        if not foreign:
            yield from (Fault(0, "fault-state", which) for which in differences(db, anew))
        if depth == "evidence":
            yield from faulty_contents(db, anew)

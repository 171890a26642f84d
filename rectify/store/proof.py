"""The fold of what proves the work, and its mirror: evidence and what becomes of it."""

import sqlite3
from collections.abc import Callable
from typing import Any

from rectify.acts import Attach, Entry, Purge
from rectify.model.naming import Thing
from rectify.model.terms import EvidenceState
from rectify.store.projection import count_up, dated, day, insert, recount_evidence


def _attach(db: sqlite3.Connection, entry: Entry, act: Attach) -> None:
    count_up(db, "evidence", act.id)
    insert(
        db,
        "evidence",
        id=act.id,
        entry=entry.seq,
        inspection=act.inspection,
        name=act.name,
        sha256=act.sha256,
        size=act.size,
        kind=act.kind,
        reference=int(bool(act.reference)),
        **dated(date=entry.on),
        latest=day(entry.on, entry.at),
        by=entry.by,
        state=EvidenceState.DRAFT,
        purged="",
        void="",
    )
    db.executemany("INSERT INTO evidence_links VALUES (?, ?)", [(thing, act.id) for thing in act.things])
    recount_evidence(db, Thing("evidence", act.id))


def _unattach(db: sqlite3.Connection, _: Entry, act: Attach) -> None:
    db.execute("UPDATE evidence SET state = ? WHERE id = ?", (EvidenceState.REJECTED, act.id))
    recount_evidence(db, Thing("evidence", act.id))
    db.execute("DELETE FROM evidence_links WHERE evidence = ?", (act.id,))
    db.execute("DELETE FROM evidence WHERE id = ?", (act.id,))


def _purge(db: sqlite3.Connection, _: Entry, act: Purge) -> None:
    """Whatever else is the same file has lost its content too."""
    db.execute("UPDATE evidence SET purged = ? WHERE sha256 = ? AND purged = ''", (act.reason, act.sha256))


Fold = Callable[[sqlite3.Connection, Entry, Any], None]

APPLY: dict[type, Fold] = {Attach: _attach, Purge: _purge}
REVERT: dict[type, Fold] = {Attach: _unattach}
"""Purging is not in it: what is gone cannot be brought back, so no decision takes it back."""

"""Evidence as values: one piece, all of an issue, an action or a measure, and all that are the same file."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from rectify.model.dates import When
from rectify.model.naming import Thing
from rectify.model.terms import EvidenceState
from rectify.model.values import Evidence

_PIECES = """SELECT e.id, e.entry, e.inspection, e.name, e.sha256, e.size, e.kind, e.reference, e.date, e.date_words, e."by", e.state,
  e.purged, e.void FROM evidence e WHERE e.latest <= :as_of"""
_OF_ISSUE = """SELECT 'i' || :key UNION ALL SELECT 'a' || action FROM action_issues WHERE issue = :key
  UNION ALL SELECT 'm' || id FROM measures WHERE issue = :key"""


class Exhibits:
    """The evidence of a ledger, as of the ISO day `as_of`; void pieces too, in the order in which they were attached."""

    def __init__(self, db: sqlite3.Connection, as_of: str) -> None:
        self._db = db
        self._as_of = as_of

    def _all(self, query: str, **values: Any) -> sqlite3.Cursor:
        return self._db.execute(query, {"as_of": self._as_of, **values})

    def piece(self, key: int) -> Evidence | None:
        return next(self._pieces("e.id = :key", key=key), None)

    def every(self) -> Iterator[Evidence]:
        return self._pieces("1")

    def of(self, target: Thing) -> Iterator[Evidence]:
        """What is attached to an action or a measure; to an issue, also by way of its actions and measures."""
        things = _OF_ISSUE if target.kind == "issue" else "SELECT :name"
        where = f"e.id IN (SELECT evidence FROM evidence_links WHERE thing IN ({things}))"
        return self._pieces(where, key=target.id, name=str(target))

    def alike(self, sha256: str) -> Iterator[Evidence]:
        """The pieces that are the file with this hash."""
        return self._pieces("e.sha256 = :sha256", sha256=sha256)

    def _pieces(self, where: str, **values: Any) -> Iterator[Evidence]:
        for row in self._all(f"{_PIECES} AND {where} ORDER BY e.id", **values):
            key, entry, inspection, name, sha256, size, kind, reference, date, words, by, state, purged, void = row
            shared = self._all(
                "SELECT id FROM evidence WHERE sha256 = :sha256 AND id <> :key AND void = '' AND latest <= :as_of ORDER BY id",
                sha256=sha256,
                key=key,
            )
            links = self._all("SELECT thing FROM evidence_links WHERE evidence = :key ORDER BY thing", key=key)
            yield Evidence(
                key,
                entry,
                inspection,
                name,
                sha256,
                size,
                kind,
                bool(reference),
                When(date, words),
                by,
                EvidenceState.VOID if void else EvidenceState(state),
                purged,
                void,
                tuple(thing for (thing,) in links),
                tuple(other for (other,) in shared),
            )

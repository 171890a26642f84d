"""Evidence as values: one piece, all of an issue, an action or a measure, and all that are the same file."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from rectify.model.dates import When
from rectify.model.naming import Thing
from rectify.model.terms import EvidenceState
from rectify.model.values import DrawRow, Evidence, LookBackRow, ReviewRow
from rectify.store.listing import CLAIMING, STATE_AS_OF

_PIECES = f"""SELECT e.id, e.entry, e.inspection, e.name, e.sha256, e.size, e.kind, e.reference, e.date, e.date_words, e."by", {STATE_AS_OF},
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

    def reviews(self, target: Thing) -> list[ReviewRow]:
        """What reviewers said of an issue or a piece of evidence, in order of entry."""
        rows = self._all(
            'SELECT entry, step, verdict, note, "by", date, date_words FROM reviews '
            "WHERE thing = :thing AND latest <= :as_of ORDER BY entry",
            thing=str(target),
        )
        return [ReviewRow._make((*row[:5], When(*row[5:]))) for row in rows]

    def draws(self, inspection: int) -> list[DrawRow]:
        """The lots that were drawn of an inspection, in their order."""
        rows = self._all(
            'SELECT id, entry, inspection, seq, head, seed, sample, "by", date, date_words FROM draws '
            "WHERE inspection = :inspection AND latest <= :as_of ORDER BY id",
            inspection=inspection,
        )
        return [DrawRow._make((*row[:8], When(*row[8:]))) for row in rows]

    def look_backs(self, draw: int | None = None, issue: int | None = None) -> list[LookBackRow]:
        """What was drawn and what was found of it: of one lot in its order, or of one issue."""
        found = "iif(b.latest <= :as_of, {}, {})".format
        rows = self._all(
            f"SELECT b.draw, b.issue, b.place, {found('b.finding', chr(39) * 2)}, {found('b.note', chr(39) * 2)}, "
            f"""{found('b."by"', chr(39) * 2)}, {found("b.date", "NULL")}, b.date_words, {found("b.entry", "NULL")} """
            "FROM look_backs b JOIN draws d ON d.id = b.draw WHERE d.latest <= :as_of "
            + ("AND b.draw = :draw ORDER BY b.place" if draw is not None else "AND b.issue = :issue ORDER BY b.draw"),
            draw=draw,
            issue=issue,
        )
        return [
            LookBackRow(number, key, place, finding, note, by, When(date, words) if date else None, entry)
            for number, key, place, finding, note, by, date, words, entry in rows
        ]

    def findings(self, inspection: int) -> dict[str, int]:
        """How many looks on site found what, by finding; under the empty text those that are still to be made."""
        rows = self._all(
            "SELECT iif(b.latest <= :as_of, b.finding, '') AS found, count(*) FROM draws d "
            "CROSS JOIN look_backs b ON b.draw = d.id WHERE d.inspection = :inspection AND d.latest <= :as_of GROUP BY found",
            inspection=inspection,
        )
        return dict(rows.fetchall())

    def doers(self, issue: int) -> set[str]:
        """Who did something for an issue, or for one under it, or claimed anything of it: every `by`.

        An action that was made void counts, since undoing the voiding brings it back.
        """
        rows = self._all(
            "WITH wanted AS (SELECT :issue AS id UNION ALL SELECT id FROM issues WHERE parent = :issue) "
            'SELECT x."by" FROM wanted w CROSS JOIN action_issues l ON l.issue = w.id CROSS JOIN actions x ON x.id = l.action '
            f'UNION SELECT c."by" FROM wanted w CROSS JOIN claims c ON c.issue = w.id WHERE {CLAIMING} AND c.claim NOT IN '
            "('pending', 'acting')",
            issue=issue,
        )
        return {name for (name,) in rows}

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

"""What a report is told issue by issue and action by action, with all that belongs to each, in few queries."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

from rectify.model.dates import When
from rectify.model.dossier import Brief, Deed, Dossier
from rectify.model.quantities import Outcome
from rectify.model.values import ClaimRow, DeadlineRow, Issue, Measure
from rectify.store.reading import ACTION_ORDER, STEP, short_name, step
from rectify.store.sums import COUNTED, KNOWN

CHUNK = 100
"""How many are looked up together; a query for each issue and each action takes several times as long."""

_DEED = 'x.id, x.text, x.kind, x.date, x.date_words, x."by"'
_LINKS = f"""SELECT l.issue, {_DEED} FROM json_each(:keys) k CROSS JOIN action_issues l ON l.issue = k.value
  CROSS JOIN actions x ON x.id = l.action WHERE x.void = '' AND x.latest <= :as_of ORDER BY {ACTION_ORDER}"""
_ACTIONS = f"SELECT 0, {_DEED} FROM json_each(:keys) k CROSS JOIN actions x ON x.id = k.value"
_OUTCOMES = """SELECT o.action, o.name, o.quantity, o.unit, o.at_least, o.minor, o.currency FROM json_each(:keys) k
  CROSS JOIN outcomes o ON o.action = k.value ORDER BY o.action, o.position"""
_RULES = """SELECT r.action, r.name FROM json_each(:keys) k CROSS JOIN action_rules r ON r.action = k.value
  ORDER BY r.action, r.position"""
_SERVED = f"""SELECT l.action, i.number, f.numbering, a.number, p.number FROM json_each(:keys) k
  CROSS JOIN action_issues l ON l.action = k.value CROSS JOIN issues i ON i.id = l.issue
  JOIN inspections f ON f.id = i.inspection LEFT JOIN aspects a ON a.id = i.aspect LEFT JOIN issues p ON p.id = i.parent
  WHERE {KNOWN} ORDER BY l.action, i.id"""
_CLAIMS = f"""SELECT c.issue, {STEP} FROM json_each(:keys) k
  CROSS JOIN claims c ON c.issue = k.value WHERE c.latest <= :as_of ORDER BY c.issue, c.entry"""
_PLANNED = "SELECT DISTINCT m.issue FROM json_each(:keys) k CROSS JOIN measures m ON m.issue = k.value"
_BRIEFS = """SELECT i.id, s.since, i.due, i.claim, i.verdict, i.severity, i.owner, i.lead, i.unit,
  ifnull(i.aspect, 0), i.deadline FROM {issues} i JOIN issues s ON s.id = i.id
  WHERE i.inspection = :inspection AND i.parent IS NULL AND i.void = '' ORDER BY i.id"""


class Rows(Protocol):
    """What only few issues have, asked for one by one."""

    def measures(self, issue: int) -> list[Measure]: ...
    def deadlines(self, issue: int) -> list[DeadlineRow]: ...


class Files:
    """The state tables as reports read them: `source` are the issues, `as_of` the ISO day."""

    def __init__(self, db: sqlite3.Connection, source: str, as_of: str) -> None:
        self._db = db
        self._source = source
        self._as_of = as_of

    def _all(self, query: str, **values: Any) -> sqlite3.Cursor:
        return self._db.execute(query, {"as_of": self._as_of, **values})

    def _each(self, query: str, keys: Iterable[int]) -> sqlite3.Cursor:
        return self._all(query, keys=json.dumps(list(keys)))

    def briefs(self, inspection: int) -> Iterator[Brief]:
        """See `Reading.briefs`."""
        return map(Brief._make, self._all(_BRIEFS.format(issues=self._source), inspection=inspection))

    def deeds(self, inspection: int, first: str) -> Iterator[tuple[Deed, tuple[str, ...]]]:
        """See `Reading.deeds`."""
        query = f"SELECT x.id FROM actions x WHERE {COUNTED} ORDER BY {ACTION_ORDER}"
        rows = self._all(query, inspection=inspection, first=first)
        while keys := [key for (key,) in islice(rows, CHUNK)]:
            deeds = self._told(self._each(_ACTIONS, keys).fetchall())
            names = _grouped((row[0], short_name(*row[1:])) for row in self._each(_SERVED, keys))
            yield from ((deeds[key], tuple(names[key])) for key in keys)

    def dossiers(self, issues: Iterator[Issue], rows: Rows) -> Iterator[Dossier]:
        """Each of `issues` with all that belongs to it."""
        while chunk := list(islice(issues, CHUNK)):
            yield from self._chunk(chunk, rows)

    def _chunk(self, issues: list[Issue], rows: Rows) -> Iterator[Dossier]:
        keys = [issue.id for issue in issues]
        claims: Mapping[int, list[ClaimRow]] = _grouped((row[0], step(row[1:])) for row in self._each(_CLAIMS, keys))
        deeds = self._deeds(keys)
        planned = {key for (key,) in self._each(_PLANNED, keys)}
        for issue in issues:
            measures = (each for each in (rows.measures(issue.id) if issue.id in planned else ()) if not each.void)
            moved = issue.deadline != issue.first_deadline
            deadlines = rows.deadlines(issue.id) if moved else ()
            done, claimed = tuple(deeds.get(issue.id, ())), tuple(claims.get(issue.id, ()))
            yield Dossier(issue, done, claimed, tuple(measures), tuple(deadlines))

    def _deeds(self, issues: list[int]) -> Mapping[int, list[Deed]]:
        """The actions of each issue in their order; one that serves several is one value."""
        links = self._each(_LINKS, issues).fetchall()
        deeds = self._told(links)
        return _grouped((row[0], deeds[row[1]]) for row in links)

    def _told(self, rows: list[Any]) -> dict[int, Deed]:
        """The actions of these rows by their ids, as they are told."""
        keys = dict.fromkeys(row[1] for row in rows)
        outcomes = _grouped((row[0], _outcome(row)) for row in self._each(_OUTCOMES, keys))
        rules = _grouped(self._each(_RULES, keys))
        return {
            key: Deed(key, text, kind, _when(edtf, words), by, tuple(outcomes.get(key, ())), tuple(rules.get(key, ())))
            for _, key, text, kind, edtf, words, by in rows
        }


_when = lru_cache(256)(When)
"""The days of a chunk; many of them are the same."""


def _grouped(pairs: Iterable[tuple[int, Any]]) -> Mapping[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _outcome(row: Any) -> Outcome:
    _, name, quantity, unit, at_least, minor, currency = row
    return Outcome(name, quantity, unit, bool(at_least), minor, currency)

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
_KEPT = 1024
"""So many dates, counts and rules that were read last are kept: they come again and again, and are slow to make."""

_DEED = """x.id, x.text, x.kind, x.date, x.date_words, x."by",
  (SELECT json_group_array(json_array(o.name, o.quantity, o.unit, o.at_least, o.minor, o.currency)) FROM outcomes o
    WHERE o.action = x.id), (SELECT json_group_array(r.name) FROM action_rules r WHERE r.action = x.id)"""
"""Both tables lie in the order of action and position, so they are read in it; to sort them again takes a tenth more."""
_LINKS = f"""SELECT l.issue, {_DEED} FROM json_each(:keys) k CROSS JOIN action_issues l ON l.issue = k.value
  CROSS JOIN actions x ON x.id = l.action WHERE x.void = '' AND x.latest <= :as_of ORDER BY {ACTION_ORDER}"""
_ACTIONS = f"SELECT x.id, {_DEED} FROM json_each(:keys) k CROSS JOIN actions x ON x.id = k.value"
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
            names = _grouped((row[0], short_name(*row[1:])) for row in self._each(_SERVED, keys))
            yield from ((deed, tuple(names[key])) for key, deed in map(_deed, self._each(_ACTIONS, keys)))

    def dossiers(self, issues: Iterator[Issue], rows: Rows) -> Iterator[Dossier]:
        """Each of `issues` with all that belongs to it."""
        while chunk := list(islice(issues, CHUNK)):
            yield from self._chunk(chunk, rows)

    def _chunk(self, issues: list[Issue], rows: Rows) -> Iterator[Dossier]:
        keys = [issue.id for issue in issues]
        claims: Mapping[int, list[ClaimRow]] = _grouped((row[0], step(row[1:])) for row in self._each(_CLAIMS, keys))
        deeds = _grouped(map(_deed, self._each(_LINKS, keys)))
        planned = {key for (key,) in self._each(_PLANNED, keys)}
        for issue in issues:
            measures = (each for each in (rows.measures(issue.id) if issue.id in planned else ()) if not each.void)
            moved = issue.deadline != issue.first_deadline
            deadlines = rows.deadlines(issue.id) if moved else ()
            done, claimed = tuple(deeds.get(issue.id, ())), tuple(claims.get(issue.id, ()))
            yield Dossier(issue, done, claimed, tuple(measures), tuple(deadlines))


_when = lru_cache(_KEPT)(When)


@lru_cache(_KEPT)
def _outcomes(array: str) -> tuple[Outcome, ...]:
    rows = json.loads(array)
    return tuple(Outcome(name, number, unit, bool(low), minor, code) for name, number, unit, low, minor, code in rows)


@lru_cache(_KEPT)
def _rules(array: str) -> tuple[str, ...]:
    return tuple(json.loads(array))


def _deed(row: Any) -> tuple[int, Deed]:
    """An action as it is told, and what it is found by: the first column."""
    found_by, key, text, kind, edtf, words, by, outcomes, rules = row
    return found_by, Deed(key, text, kind, _when(edtf, words), by, _outcomes(outcomes), _rules(rules))


def _grouped(pairs: Iterable[tuple[int, Any]]) -> Mapping[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found

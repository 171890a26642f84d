"""What a report is told issue by issue and action by action, with all that belongs to each, in few queries."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

from rectify.model.dates import When
from rectify.model.dossier import Brief, Deed, Dossier, Tell
from rectify.model.values import ClaimRow, DeadlineRow, Issue, Measure
from rectify.store.listing import short_name
from rectify.store.reading import ACTION_ORDER, STEP, step
from rectify.store.sums import COUNTED, KNOWN, outcomes_of, rules_of

CHUNK = 100
"""How many are looked up together; a query for each issue and each action takes several times as long."""
_KEPT = 1024
"""So many dates that were read last are kept: they come again and again."""

_DEED = 'x.id, x.text, x.kind, x.date, x.date_words, x."by", x.outcomes, x.rules'
_OF = f"""FROM json_each(:keys) k CROSS JOIN action_issues l ON l.issue = k.value
  CROSS JOIN actions x ON x.id = l.action WHERE x.void = '' AND x.latest <= :as_of ORDER BY {ACTION_ORDER}"""
_DONE = f"SELECT l.issue, {_DEED} {_OF}"
_TOLD = f"SELECT l.issue, x.text, x.date, x.date_words, x.outcomes, x.rules {_OF}"
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
            yield from ((deed, tuple(names[key])) for key, deed in _deeds(self._each(_ACTIONS, keys)))

    def dossiers(self, issues: Iterator[Issue], rows: Rows, tell: Tell | None) -> Iterator[Dossier]:
        """Each of `issues` with all that belongs to it; see `Reading.dossiers`."""
        while chunk := list(islice(issues, CHUNK)):
            yield from self._chunk(chunk, rows, tell)

    def _chunk(self, issues: list[Issue], rows: Rows, tell: Tell | None) -> Iterator[Dossier]:
        keys = [issue.id for issue in issues]
        claims: Mapping[int, list[ClaimRow]] = _grouped((row[0], step(row[1:])) for row in self._each(_CLAIMS, keys))
        deeds = {} if tell else _grouped(_deeds(self._each(_DONE, keys).fetchall()))
        told = _grouped(_told(self._each(_TOLD, keys).fetchall(), tell)) if tell else {}
        planned = {key for (key,) in self._each(_PLANNED, keys)}
        for issue in issues:
            key = issue.id
            measures = tuple(each for each in rows.measures(key) if not each.void) if key in planned else ()
            deadlines = tuple(rows.deadlines(key)) if issue.deadline != issue.first_deadline else ()
            done, said, claimed = (tuple(of.get(key, ())) for of in (deeds, told, claims))
            yield Dossier(issue, done, claimed, measures, deadlines, said)


_when = lru_cache(_KEPT)(When)


def _deeds(rows: Iterable[Any]) -> Iterator[tuple[int, Deed]]:
    """Actions as they are told, each with what it is found by: the first column."""
    for found_by, key, text, kind, edtf, words, by, outcomes, rules in rows:
        yield found_by, Deed(key, text, kind, _when(edtf, words), by, outcomes_of(outcomes), rules_of(rules))


def _told(rows: Iterable[Any], tell: Tell) -> Iterator[tuple[int, str]]:
    """Actions as sentences, each with its issue."""
    for issue, text, edtf, words, outcomes, rules in rows:
        yield issue, tell(text, _when(edtf, words), outcomes_of(outcomes), rules_of(rules))


def _grouped(pairs: Iterable[tuple[int, Any]]) -> Mapping[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found

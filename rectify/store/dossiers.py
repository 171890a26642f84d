"""What a report is told issue by issue and action by action, with all that belongs to each, in few queries."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice, repeat
from typing import Any, Protocol

from rectify.model.dates import When
from rectify.model.dossier import Brief, Deed, Dossier, Tell
from rectify.model.values import DeadlineRow, Issue, Measure
from rectify.store.listing import short_name
from rectify.store.reading import ACTION_ORDER, DEADLINE_KNOWN, EXTENSION, STEP, dated, extension, steps
from rectify.store.sums import COUNTED, KNOWN, outcomes_of, rules_of

CHUNK = 100
"""How many are looked up together; a query for each issue and each action takes several times as long."""
_KEPT = 1024
"""So many outcomes and rules that were read last are kept: they come again and again, and are slow to make."""

_DEED = 'x.id, x.text, x.kind, x.date, x.date_words, x."by", x.outcomes, x.rules'
_OF = f"""FROM json_each(:keys) k CROSS JOIN action_issues l ON l.issue = k.value
  CROSS JOIN actions x ON x.id = l.action WHERE x.void = '' AND x.latest <= :as_of ORDER BY k.key, {ACTION_ORDER}"""
_DONE = f"SELECT l.issue, {_DEED} {_OF}"
_TOLD = f"SELECT l.issue, x.text, x.date, x.date_words, x.outcomes, x.rules {_OF}"
_ACTIONS = f"SELECT {_DEED} FROM json_each(:keys) k CROSS JOIN actions x ON x.id = k.value"
_SERVED = f"""SELECT l.action, i.number, f.numbering, a.number, p.number FROM json_each(:keys) k
  CROSS JOIN action_issues l ON l.action = k.value CROSS JOIN issues i ON i.id = l.issue
  JOIN inspections f ON f.id = i.inspection LEFT JOIN aspects a ON a.id = i.aspect LEFT JOIN issues p ON p.id = i.parent
  WHERE {KNOWN} ORDER BY l.action, i.id"""
_CLAIMS = f"""SELECT c.issue, {STEP} FROM json_each(:keys) k
  CROSS JOIN claims c ON c.issue = k.value WHERE c.latest <= :as_of ORDER BY k.key, c.entry"""
_DEADLINES = f"""SELECT d.issue, {EXTENSION} FROM json_each(:keys) k
  CROSS JOIN deadlines d ON d.issue = k.value WHERE {DEADLINE_KNOWN} ORDER BY k.key, d.entry"""
_PLANNED = "SELECT DISTINCT m.issue FROM json_each(:keys) k CROSS JOIN measures m ON m.issue = k.value"
_BRIEFS = """SELECT i.id, {since}, i.due, i.claim, i.verdict, i.severity, i.owner, i.lead, i.unit,
  ifnull(i.aspect, 0), i.deadline FROM {issues} i
  WHERE i.inspection = :inspection AND i.parent IS NULL AND i.void = '' ORDER BY i.id"""


class Rows(Protocol):
    """What only few issues have, asked for one by one."""

    def measures(self, issue: int) -> list[Measure]: ...


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
        since = "i.since" if self._source == "issues" else "(SELECT since FROM issues WHERE id = i.id)"
        rows = self._all(_BRIEFS.format(since=since, issues=self._source), inspection=inspection)
        return map(partial(tuple.__new__, Brief), rows)

    def deeds(self, inspection: int, first: str) -> Iterator[tuple[Deed, tuple[str, ...]]]:
        """See `Reading.deeds`."""
        query = f"SELECT x.id FROM actions x WHERE {COUNTED} ORDER BY {ACTION_ORDER}"
        rows = self._all(query, inspection=inspection, first=first)
        while keys := [key for (key,) in islice(rows, CHUNK)]:
            names = _grouped((row[0], short_name(*row[1:])) for row in self._each(_SERVED, keys))
            for deed in _deeds(*zip(*self._each(_ACTIONS, keys), strict=True)):
                yield deed, tuple(names[deed.id])

    def dossiers(self, issues: Iterator[Issue], rows: Rows, tell: Tell | None) -> Iterator[Dossier]:
        """Each of `issues` with all that belongs to it; see `Reading.dossiers`."""
        telling = _telling(tell) if tell else None
        while chunk := list(islice(issues, CHUNK)):
            yield from self._chunk(chunk, rows, telling)

    def _chunk(self, issues: list[Issue], rows: Rows, telling: "_Values | None") -> Iterator[Dossier]:
        keys = [issue.id for issue in issues]
        planned = {key for (key,) in self._each(_PLANNED, keys)}
        later = [issue.id for issue in issues if issue.deadline != issue.first_deadline]
        return map(
            _made,
            zip(
                issues,
                repeat(()) if telling else self._of(keys, _DONE, _deeds),
                self._of(keys, _CLAIMS, steps),
                (tuple(each for each in rows.measures(key) if not each.void) if key in planned else () for key in keys),
                self._of(keys, _DEADLINES, _extensions, later),
                self._of(keys, _TOLD, telling) if telling else repeat(()),
                strict=False,
            ),
        )

    def _of(
        self, keys: Sequence[int], query: str, values: "_Values", asked: Sequence[int] | None = None
    ) -> Iterable[tuple[Any, ...]]:
        """What `query` gives of each issue of `keys`, made by `values`; where only some are `asked` for, of these."""
        rows = self._each(query, keys if asked is None else asked).fetchall() if asked != [] else []
        if not rows:
            return repeat(())
        owners, *columns = zip(*rows, strict=True)
        return _shared_out(keys, owners, tuple(values(*columns)))


_made: Callable[[tuple[Any, ...]], Dossier] = partial(tuple.__new__, Dossier)
_outcomes = lru_cache(_KEPT)(outcomes_of)
_rules = lru_cache(_KEPT)(rules_of)
_Values = Callable[..., Iterable[Any]]
"""What makes values of the columns of rows: column by column, for there are many rows."""


def _shared_out(keys: Sequence[int], owners: Iterable[int], values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The values of each key; `owners` says whose each value is, and comes in the order of `keys`."""
    counts = Counter(owners)
    start = 0
    for key in keys:
        end = start + counts[key]
        yield values[start:end]
        start = end


def _extensions(*columns: Sequence[Any]) -> Iterable[DeadlineRow]:
    return map(extension, *columns)


def _deeds(*columns: Sequence[Any]) -> Iterable[Deed]:
    keys, texts, kinds, dates, words, by, outcomes, rules = columns
    made = map(_outcomes, outcomes), map(_rules, rules)
    return map(Deed, keys, texts, kinds, map(dated, dates, words), by, *made)


def _telling(tell: Tell) -> _Values:
    """What makes sentences of actions."""
    date = lru_cache(_KEPT)(lambda edtf, words: tell.date(When(edtf, words)))
    outcomes = lru_cache(_KEPT)(lambda text: tell.outcomes(outcomes_of(text)))
    rules = lru_cache(_KEPT)(lambda text: tell.rules(rules_of(text)))

    def told(*columns: Sequence[Any]) -> Iterable[str]:
        texts, dates, words, counted, named = columns
        return map(tell.sentence, texts, map(date, dates, words), map(outcomes, counted), map(rules, named))

    return told


def _grouped(pairs: Iterable[tuple[int, Any]]) -> Mapping[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found

"""How an inspection took its course: when its issues were acted on, and how they went from one state to the next."""

import sqlite3
from collections.abc import Iterator

from rectify.model.dates import When
from rectify.model.dossier import Acted, Turn
from rectify.store.sums import KNOWN

_ACTED = f"""SELECT NULL, x.date, x.date_words, count(*) FROM actions x
  WHERE x.inspection = :inspection AND x.whole = 1 AND x.void = '' AND x.latest <= :as_of GROUP BY x.date, x.date_words
  UNION ALL
  SELECT ifnull(i.aspect, 0), x.date, x.date_words, count(DISTINCT x.id) FROM actions x
  JOIN action_issues l ON l.action = x.id JOIN issues i ON i.id = l.issue
  WHERE x.inspection = :inspection AND x.whole = 0 AND x.void = '' AND x.latest <= :as_of AND {KNOWN}
  GROUP BY 1, x.date, x.date_words"""
_TURNS = """SELECT c.issue, c.latest, c.claim, c.verdict FROM issues i CROSS JOIN claims c ON c.issue = i.id
  WHERE i.inspection = :inspection AND i.parent IS NULL AND i.void = '' AND c.latest <= :as_of
  ORDER BY i.id, c.entry"""


def acted(db: sqlite3.Connection, inspection: int, as_of: str) -> Iterator[Acted]:
    """See `Reading.acted`."""
    for aspect, date, words, count in db.execute(_ACTED, {"inspection": inspection, "as_of": as_of}):
        yield Acted(aspect, When(date, words), count)


def turns(db: sqlite3.Connection, inspection: int, as_of: str) -> Iterator[Turn]:
    """See `Reading.turns`."""
    return map(Turn._make, db.execute(_TURNS, {"inspection": inspection, "as_of": as_of}))

"""What adds up over the actions of an inspection: how many of each kind, their outcomes, the rules that they made."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from rectify.model.quantities import Outcome

KNOWN = """i.void = ''
  AND (i.since <= :as_of OR (SELECT feedback_from FROM inspections WHERE id = i.inspection) <= :as_of)"""
"""An issue that is not void and was known on the day."""
COUNTED = f"""x.inspection = :inspection AND x.void = '' AND x.latest BETWEEN :first AND :as_of AND (x.whole = 1
  OR NOT EXISTS (SELECT 1 FROM issues i WHERE ({KNOWN}) IS NOT TRUE)
  OR EXISTS (SELECT 1 FROM action_issues l JOIN issues i ON i.id = l.issue WHERE l.action = x.id AND {KNOWN}))"""
"""An action counts once, and where it is told: for the inspection as a whole, or under an issue that is not void.

Whether there is any issue but such is asked once for all actions: mostly there is none, and no action need be asked.
"""


_FAR = 10**18
"""With this added, ids are texts of one length, which are sorted like numbers."""


def outcomes_of(text: str) -> tuple[Outcome, ...]:
    """The outcomes that the row of an action holds as `text`."""
    return tuple(map(Outcome._make, json.loads(text))) if text else ()


def rules_of(text: str) -> tuple[str, ...]:
    """The names of rules that the row of an action holds as `text`."""
    return tuple(json.loads(text)) if text else ()


class Sums:
    """The actions of one inspection from the ISO day `first` to `as_of`, added up."""

    def __init__(self, db: sqlite3.Connection, inspection: int, first: str, as_of: str) -> None:
        self._db = db
        self._values = {"inspection": inspection, "first": first, "as_of": as_of}

    def _rows(self, query: str) -> Iterator[Any]:
        return self._db.execute(query, self._values)

    def counted(self) -> Iterator[tuple[str, tuple[Outcome, ...], int]]:
        """Their kinds and outcomes, each pair with how many actions have it, in the order in which it first came about;
        streamed.

        Many actions come to the same: those are counted together, so that few have to be read.
        """
        rows = self._rows(
            f"SELECT x.kind, x.outcomes, count(*) FROM actions x WHERE {COUNTED} GROUP BY x.outcomes, x.kind "
            f"ORDER BY min(x.latest || ifnull(x.earliest, '') || ({_FAR} + x.id))"
        )
        return ((kind, outcomes_of(text), number) for kind, text, number in rows)

    def rules(self) -> list[str]:
        """The names of the rules that they made or revised, each once, in the order in which they came about."""
        rows = self._rows(
            f"SELECT r.name FROM action_rules r CROSS JOIN actions x ON x.id = r.action WHERE {COUNTED} "
            "GROUP BY r.name ORDER BY min(x.latest), min(x.id), r.name"
        )
        return [name for (name,) in rows]

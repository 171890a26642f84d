"""Folding a whole journal: what the fold writes is kept back, and written in large portions.

The fold is the same as in daily use. What it asks of the door is kept back; whatever else it executes first writes that.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from operator import itemgetter
from typing import Any

from rectify.model.naming import Thing
from rectify.store.door import HELD, Columns, Door, Tally, insertion, setting
from rectify.store.schema import STATE

AT_ONCE = 20_000
"""Rows that are kept back at most."""
HELD_AT_ONCE = 10_000
"""Issues that are remembered at most from one portion to the next."""

Row = tuple[Any, ...]


class Deferring(Door):
    """The state tables of a ledger while they are made, empty at first; `settle` ends it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        self._later: dict[str, list[Any]] = {}
        self._number = 0
        self._issues: dict[int, Columns] = {}
        self._new: set[int] = set()
        self._insertion = ""
        self._changes: dict[int, Columns] = {}
        self._counts: dict[Tally, int] = {}
        self._last: dict[str, int] = {}

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        self._give_way()
        return self.db.execute(statement, values)

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> sqlite3.Cursor:
        self._give_way()
        return self.db.executemany(statement, rows)

    def _give_way(self) -> None:
        self.write()
        self._issues.clear()  # what is known of them may be changed

    def later(self, statement: str, rows: Sequence[Row]) -> None:
        """As of `Door`. What is inserted is sorted by its first two columns, so that a page of a table is written once."""
        if not rows:
            return
        kept = self._later.get(statement)
        if kept is None:
            kept = self._later[statement] = []
            self._later = dict(sorted(self._later.items(), key=_turn))
        kept += rows
        self._number += len(rows)
        if self._number >= AT_ONCE:
            self.write()

    def insert_issue(self, issue: Columns) -> None:
        """As of `Door`; the row changes with the issue until it is written."""
        key = issue["id"]
        self._issues[key] = issue
        self._new.add(key)
        if not self._insertion:
            self._insertion = insertion("issues", tuple(issue))
        self.later(self._insertion, (issue.values(),))  # type: ignore[arg-type]

    def held(self, issue: int) -> Columns:
        found = self._issues.get(issue)
        if found is None:
            found = self._issues[issue] = super().held(issue)
        return found

    def _forget(self) -> None:
        """Keep of new issues what `held` gives, and of all issues no more than HELD_AT_ONCE."""
        if len(self._issues) > HELD_AT_ONCE:
            self._issues.clear()
            return
        for key in self._new:
            self._issues[key] = dict(zip(HELD, _held(self._issues[key]), strict=True))

    def set_issue(self, issue: int, changes: Columns) -> None:
        self._issues[issue].update(changes)
        if issue not in self._new:
            known = self._changes.get(issue)
            if known is None:
                self._changes[issue] = dict(changes)
                self._number += 1
            else:
                known.update(changes)
        if "aspect" in changes:  # it takes a number there, and leaves one here
            self.write()

    def count(self, where: Tally, sign: int) -> None:
        self._counts[where] = self._counts.get(where, 0) + sign

    def count_up(self, kind: str, number: int) -> None:
        self._last[kind] = max(number, self._last.get(kind, number))

    def find_by(self, issues: Iterable[int], texts: Sequence[str]) -> None:
        """Nothing now: how issues are found is made of all texts, at the end."""

    def found_anew(self, target: Thing) -> AbstractContextManager[None]:
        del target
        return nullcontext()

    def write(self) -> None:
        """Write what was kept back, but for the counts."""
        if not self._number:
            return
        for statement in self._later:
            self.write_rows(statement)
        alike: dict[tuple[str, ...], list[Row]] = {}
        for issue, changes in self._changes.items():
            alike.setdefault(tuple(changes), []).append((*changes.values(), issue))
        for names, rows in alike.items():
            self.db.executemany(setting(names), rows)
        self._forget()
        self._changes.clear()
        self._new.clear()
        self._number = 0

    def write_rows(self, statement: str) -> None:
        """Write what was kept back of one statement."""
        rows = self._later.get(statement)
        if rows:
            in_order = sorted(map(tuple, rows), key=_key) if statement.startswith("INSERT") else rows
            self.db.executemany(statement, in_order)
            rows.clear()

    def settle(self) -> None:
        """Write all that was kept back."""
        self.write()
        for where, number in self._counts.items():
            if number:
                super().count(where, number)
        for kind, number in self._last.items():
            super().count_up(kind, number)


def _turn(kept: tuple[str, object]) -> int:
    """When a statement has its turn: what is pointed at is there before what points at it, as in the list of tables."""
    verb, _, rest = kept[0].partition(" INTO ")
    table = rest.partition("(")[0].partition(" ")[0]
    return _TABLES.index(table) if verb.startswith("INSERT") and table in _TABLES else len(_TABLES)


_TABLES = tuple(STATE)
_key = itemgetter(slice(2))
_held = itemgetter(*HELD)

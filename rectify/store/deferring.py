"""Folding a whole journal: what the fold writes is kept back, and written in large portions.

The fold is the same as in daily use. What it asks of the door is kept back; whatever else it executes first writes that.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from rectify.model.naming import Thing
from rectify.store.door import HELD, HOLDING, Columns, Door, Tally, insertion, setting
from rectify.store.schema import STATE, guide

AT_ONCE = 20_000
"""Rows that are kept back at most."""
HELD_AT_ONCE = 10_000
"""Issues that are remembered at most from one portion to the next."""
TOGETHER = 40
"""Rows that one statement inserts where there are as many: from one to the next takes as long as a short row itself."""
AHEAD = 64
"""Issues that are read at once where they are asked for one after the other."""

Row = tuple[Any, ...]


class Deferring(Door):
    """The state tables of a ledger while they are made, empty at first; `settle` ends it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        self._later: dict[str, list[Row]] = defaultdict(list)
        self._number = 0
        self._issues: dict[int, Columns] = {}
        self._new: dict[int, Columns] = {}
        self._next = 0
        self._guided = False
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
        self.catch_up()
        self._issues.clear()  # what is known of them may be changed

    def catch_up(self) -> None:
        """Write what was kept back; what cannot be is refused now at the latest.

        The indexes that the fold goes by are made when it first looks for something: of many rows at once they cost less.
        """
        self.write()
        if not self._guided:
            guide(self.db)
            self._guided = True

    def later(self, statement: str, rows: Sequence[Row]) -> None:
        """As of `Door`. What is inserted is sorted by its first two columns, so that a page of a table is written once."""
        if rows:
            self._later[statement] += rows
            self._number += len(rows)
            if self._number >= AT_ONCE:
                self.write()

    def insert_issue(self, issue: Columns) -> None:
        """As of `Door`; the row changes with the issue until it is written."""
        if issue["id"] in self._new:  # which SQLite is to refuse
            self.write()
        self._issues[issue["id"]] = self._new[issue["id"]] = issue
        self._number += 1

    def held(self, issue: int) -> Columns:
        return self._issues.get(issue) or self._read(issue)

    def _read(self, issue: int) -> Columns:
        """As `held`, of an issue that is not remembered."""
        if len(self._issues) > HELD_AT_ONCE:
            self.write()
            self._forget()
        final = issue + AHEAD if issue == self._next else issue
        self._next = final + 1
        for row in self.db.execute(HOLDING, (issue, final)):
            if row[0] not in self._issues:
                self._issues[row[0]] = dict(zip(HELD, row, strict=True))
        return self._issues[issue]

    def _forget(self) -> None:
        """Remember no more than HELD_AT_ONCE issues, and no new ones: they have more columns than `held` gives."""
        if len(self._issues) > HELD_AT_ONCE:
            self._issues.clear()
        for key in self._new:
            self._issues.pop(key, None)

    def set_issue(self, issue: int, changes: Columns) -> None:
        self.held(issue).update(changes)
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
        if self._new:
            rows = [tuple(issue.values()) for issue in self._new.values()]
            self._later[insertion("issues", tuple(next(iter(self._new.values()))))] = rows
        for statement in sorted(self._later, key=_turn):
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
        rows = self._later.pop(statement, [])
        if statement.startswith("INSERT"):
            rows.sort(key=_key)
            if whole := len(rows) // TOGETHER * TOGETHER:
                together = (tuple(chain.from_iterable(rows[at : at + TOGETHER])) for at in range(0, whole, TOGETHER))
                self.db.executemany(_of_many(statement, TOGETHER), together)
                rows = rows[whole:]
        self.db.executemany(statement, rows)

    def settle(self) -> None:
        """Write all that was kept back, and the counts."""
        self.catch_up()
        for where, number in self._counts.items():
            if number:
                super().count(where, number)
        for kind, number in self._last.items():
            super().count_up(kind, number)


@cache
def _of_many(statement: str, rows: int) -> str:
    """An insertion of a row as one of so many rows."""
    start, values, marks = statement.partition(" VALUES ")
    return start + values + ", ".join([marks] * rows)


@cache
def _turn(statement: str) -> int:
    """When a statement has its turn: what is pointed at is there before what points at it, as in the list of tables."""
    verb, _, rest = statement.partition(" INTO ")
    table = rest.partition("(")[0].partition(" ")[0]
    return _TABLES.index(table) if verb.startswith("INSERT") and table in _TABLES else len(_TABLES)


_TABLES = tuple(STATE)
_key = itemgetter(0, 1)

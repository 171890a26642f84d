"""How the fold gets at the state tables: one entry at a time, as here, or a whole journal in portions (`deferring`)."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from rectify.model.naming import Thing

Columns = dict[str, Any]
"""Columns of a row by their names."""
Tally = tuple[Any, ...]
"""The name of a table of tallies, and the key of a row in it."""
_TALLIED = {
    "tallies": ("inspection", "aspect", "level", "claim", "verdict", "checked"),
    "due_tallies": ("inspection", "aspect", "level", "due"),
    "review_tallies": ("inspection", "level", "due"),
}

HELD = (
    "id", "inspection", "aspect", "parent", "claim", "verdict", "checked", "due", "review_due", "void", "open", "actions",
    "first_deadline", "owner", "lead", "unit", "supporting",
)  # fmt: skip
HOLDING = "SELECT {} FROM issues WHERE id BETWEEN ? AND ?".format(", ".join(f'"{name}"' for name in HELD))


class Door:
    """The state tables of a ledger in which each row is written at once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.db.execute(statement, values)

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> sqlite3.Cursor:
        return self.db.executemany(statement, rows)

    def insert(self, table: str, **values: Any) -> None:
        self.later(insertion(table, tuple(values)), (tuple(values.values()),))

    def later(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Execute a statement for each row, if not now, then before anything is read that `held` does not give.

        It inserts rows that begin with their key, or it is the only one that sets what it sets and is not an insertion.
        """
        if rows:
            self.db.executemany(statement, rows)

    def insert_issue(self, issue: Columns) -> None:
        """A new row of `issues`, with every column."""
        self.insert("issues", **issue)

    def held(self, issue: int) -> Columns:
        """Of an issue as it stands, at least the columns of HELD. Raises TypeError or LookupError where there is none."""
        return dict(zip(HELD, self.db.execute(HOLDING, (issue, issue)).fetchone(), strict=True))

    def set_issue(self, issue: int, changes: Columns) -> None:
        """Set columns of an issue that `held` has just given."""
        self.db.execute(setting(tuple(changes)), (*changes.values(), issue))

    def count(self, where: Tally, sign: int) -> None:
        """Add to a number of issues; what counts to nothing has no row."""
        table, *key = where
        names = _TALLIED[table]
        columns, marks = ", ".join(names), ", ".join("?" * len(key))
        (left,) = self.db.execute(
            f"INSERT INTO {table}({columns}, issues) VALUES ({marks}, ?) "
            f"ON CONFLICT({columns}) DO UPDATE SET issues = issues + excluded.issues RETURNING issues",
            (*key, sign),
        ).fetchone()
        if not left:
            self.db.execute(f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in names)}", key)

    def count_up(self, kind: str, number: int) -> None:
        """Keep the last id that was given to things of a kind."""
        statement = "INSERT INTO counters VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET last = max(last, excluded.last)"
        self.db.execute(statement, (kind, number))

    def find_by(self, issues: Iterable[int], texts: Sequence[str]) -> None:
        """Let issues be found by the words of texts that are said of them from now on."""
        from rectify.store.searching import learn  # late: most acts say nothing new

        for issue in issues:
            learn(self.db, issue, texts)

    def found_anew(self, target: Thing) -> AbstractContextManager[None]:
        """Around what changes the texts of a thing, or takes it away: issues are then found by what is still said."""
        from rectify.store.searching import followed

        return followed(self.db, target)


@cache
def insertion(table: str, names: tuple[str, ...]) -> str:
    """The statement that inserts a row with these columns."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table}({quoted}) VALUES ({', '.join('?' * len(names))})"


@cache
def setting(names: tuple[str, ...]) -> str:
    """The statement that sets these columns of an issue."""
    return "UPDATE issues SET {} WHERE id = ?".format(", ".join(f'"{name}" = ?' for name in names))

"""Folding a whole journal: what the fold writes and never reads again is kept back and written in large portions."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

AT_ONCE = 50_000
"""Rows that are kept back at most, of each statement."""

Row = tuple[Any, ...]


class Deferring(sqlite3.Connection):
    """A connection on which a journal is folded into tables that were empty; `settle` ends it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._later: dict[str, list[Row]] = {}
        self.counts: Counter[Any] = Counter()
        """What is counted, by where it is counted."""

    def later(self, statement: str, rows: Iterable[Row]) -> None:
        kept = self._later.setdefault(statement, [])
        kept.extend(rows)
        if len(kept) >= AT_ONCE:
            self._write(statement)

    def settle(self) -> None:
        """Write what was kept back; the counts are the caller's."""
        for statement in self._later:
            self._write(statement)

    def _write(self, statement: str) -> None:
        self.executemany(statement, self._later[statement])
        self._later[statement].clear()

"""DuckDB: merges what goes up into one Parquet set, and asks it. No other module speaks to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from rectify.errors import DiskFailed, Refused
from rectify.rollup.questions import sql
from rectify.rollup.tables import MEASURES, PLACE, REFUSED, SUMMARIES, TABLES, UNITS, Column

if TYPE_CHECKING:
    import duckdb

MEMORY = "700MB"
"""What DuckDB counts; the process has up to a third more."""
THREADS = 2
WRITTEN = "FORMAT parquet, COMPRESSION zstd"
"""How the tables of a set are written."""
_AT_ONCE = 1_000
_GLOB = re.compile(r"[\[*?]")


class Duck:
    """A connection of its own, in memory; what does not fit there lies under `scratch`. Use as a context manager."""

    def __init__(self, scratch: Path) -> None:
        try:
            import duckdb
        except ImportError:
            raise Refused("rollup-needs-extra") from None
        self._error: type[Exception] = duckdb.Error
        self._db: duckdb.DuckDBPyConnection = duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "threads": THREADS,
                "temp_directory": str(scratch),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        self._db.execute("SET enable_progress_bar = false")  # it goes to stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def _run(self, query: str, values: object = None) -> "duckdb.DuckDBPyConnection":
        with self._translated():
            return self._db.execute(query, values)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            if type(error).__name__ in ("IOException", "OutOfMemoryException"):
                raise DiskFailed("rollup-disk", reason=str(error).partition("\n")[0]) from error
            raise

    def choose(self, lines: Path) -> None:
        """Out of which source each ledger is taken: `lines` of JSON with `ledger`, `source`, and `folder`, that of a set
        or null.
        """
        self._run(
            f"CREATE TABLE chosen AS SELECT * FROM read_json({_quoted(lines)}, format = 'newline_delimited', "
            "columns = {'ledger': 'VARCHAR', 'source': 'BIGINT', 'folder': 'VARCHAR'})"
        )

    def merge(self, table: str, target: Path, lines: Path, parts: Sequence[Path], *, texts: bool) -> None:
        """The rows of what was chosen, out of `lines` (JSON, one row a line) and out of Parquet files, as one file.

        The table of units comes first: by it the others know their places.
        """
        if table == REFUSED:
            self._write(self._refused(lines, parts), TABLES[table], target)
            return
        columns = [column for column in TABLES[table] if column.name != PLACE]
        shape = {"source": "BIGINT"} | {column.name: column.kind for column in columns}
        spelt = ", ".join(f"'{name}': '{kind}'" for name, kind in shape.items())
        names = ", ".join(_named(column) for column in columns)
        rows = (
            f"SELECT {names} FROM read_json({_quoted(lines)}, format = 'newline_delimited', columns = {{{spelt}}}) t "
            "JOIN chosen c ON c.ledger = t.ledger AND c.source = t.source"
        )
        if parts:
            files = ", ".join(map(_quoted, parts))
            taken = ", ".join(_taken(column, texts=texts) for column in columns)
            rows += (
                f" UNION ALL SELECT {taken} FROM read_parquet([{files}], filename = true) t "
                "JOIN chosen c ON c.ledger = t.ledger AND t.filename = c.folder || '/' || parse_filename(t.filename)"
            )
        if table == UNITS:
            rows = f"SELECT row_number() OVER (ORDER BY unit, ledger, inspection) AS {PLACE}, * FROM ({rows})"
        elif len(columns) < len(TABLES[table]):
            rows = f"SELECT p.{PLACE}, t.* FROM ({rows}) t JOIN placed p USING (ledger, inspection)"
        self._write(rows, TABLES[table], target)
        if table == UNITS:
            query = f"SELECT ledger, inspection, {PLACE} FROM read_parquet({_quoted(target)})"
            self._run(f"CREATE TABLE placed AS {query}")

    def summarize(self, files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
        """The files of a set with those of its summaries, which are made in `folder` out of the others."""
        every = dict(files)
        for table in SUMMARIES:
            self.open(every)
            every[table] = folder / f"{table}.parquet"
            self._copy(sql(f"summaries/{table}"), every[table])
        return every

    def _refused(self, lines: Path, parts: Sequence[Path]) -> str:
        """The rows of what is refused, each once, of the last day; without the ledgers that are counted after all."""
        *names, day = (column.name for column in TABLES[REFUSED])
        spelt = ", ".join(f"'{name}': 'VARCHAR'" for name in (*names, day))
        every = f"SELECT * FROM read_json({_quoted(lines)}, format = 'newline_delimited', columns = {{{spelt}}})"
        if parts:
            every += f" UNION ALL BY NAME SELECT * FROM read_parquet([{', '.join(map(_quoted, parts))}])"
        return (
            f"SELECT {', '.join(names)}, MAX({day}) AS {day} FROM ({every}) "
            f"WHERE ledger = '' OR ledger NOT IN (SELECT ledger FROM chosen) GROUP BY ALL"
        )

    def _write(self, rows: str, columns: Sequence[Column], target: Path) -> None:
        keys = ", ".join(f'"{column.name}"' for column in columns if column.key)
        names = ", ".join(f'"{column.name}"' for column in columns)
        self._copy(f"SELECT {names} FROM ({rows}) ORDER BY {keys}", target)

    def _copy(self, query: str, target: Path) -> None:
        """Sorted rows, written by one thread, so that the same rows make the same bytes."""
        self._run("SET threads = 1")
        self._run(f"COPY ({query}) TO $target ({WRITTEN})", {"target": str(target)})
        self._run(f"SET threads = {THREADS}")

    def open(self, files: Mapping[str, Path]) -> None:
        """Make each table of a set a view by its name."""
        for table, path in files.items():
            self._run(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM read_parquet({_quoted(path)})")

    def ask(self, query: str, day: str, text: str) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, streamed; the query finds what is asked in the table `asked`, of one row."""
        self._run("CREATE OR REPLACE TABLE asked (day VARCHAR, text VARCHAR)")
        self._run("INSERT INTO asked VALUES (?, ?)", [day, text])
        cursor = self._db.cursor()  # of its own, so that two answers can be read side by side
        with self._translated():
            cursor.execute(query)
        while rows := self._next(cursor):
            yield from rows

    def _next(self, cursor: "duckdb.DuckDBPyConnection") -> list[tuple[Any, ...]]:
        with self._translated():  # what is spilled to a disk is read back here
            return cursor.fetchmany(_AT_ONCE)

    def rows(self, table: str, path: Path) -> list[tuple[Any, ...]]:
        """The rows of a small table, in the order of its columns."""
        names = ", ".join(column.name for column in TABLES[table])
        keys = ", ".join(column.name for column in TABLES[table] if column.key)
        return self._run(f"SELECT {names} FROM read_parquet({_quoted(path)}) ORDER BY {keys}").fetchall()

    def unit(self, path: Path, ledger: str) -> str:
        """Of which unit a ledger is, by a table of units; empty where it does not say."""
        query = f"SELECT COALESCE(MIN(unit), '') FROM read_parquet({_quoted(path)}) WHERE ledger = ? AND unit <> ''"
        return str(self._run(query, [ledger]).fetchall()[0][0])

    def doubled(self) -> list[tuple[Any, ...]]:
        """The units of the set that is open of which there are several ledgers, with their number."""
        return self._run(
            "SELECT unit, COUNT(DISTINCT ledger) FROM units WHERE unit <> '' GROUP BY unit "
            "HAVING COUNT(DISTINCT ledger) > 1 ORDER BY unit"
        ).fetchall()


def _taken(column: Column, *, texts: bool) -> str:
    """A column of a set that came from below, without what shall not go up any further."""
    if texts:
        return _named(column)
    if column.name == "texts":
        return "CAST(0 AS BIGINT) AS texts"
    if column.name == "measure":
        known = ", ".join(f"'{word}'" for word in sorted(MEASURES))
        return f"CASE WHEN t.measure IN ({known}) THEN t.measure ELSE '' END AS measure"
    return f"'' AS \"{column.name}\"" if column.text else _named(column)


def _named(column: Column) -> str:
    return f't."{column.name}"'


def _quoted(path: Path) -> str:
    """A path as SQL; what would stand for other names in it stands for itself."""
    plain = _GLOB.sub(lambda sign: f"[{sign[0]}]", str(path)).replace("'", "''")
    return f"'{plain}'"

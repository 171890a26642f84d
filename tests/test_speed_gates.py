"""Speed without a clock: what daily commands load, how their queries are planned, and how much SQLite has to do."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import pytest

from rectify.acts import AddAspect, AddInspection, AddIssue, Complete, LogAction, Pending, Stamp
from rectify.cli.registry import COMMANDS
from rectify.ledger import Founding, Ledger
from rectify.model.dates import When
from rectify.model.figures import figures
from rectify.store.schema import STATE

MAKER = Path(__file__).resolve().parent.parent / "benchmarks" / "make_ledger.py"
FEW, MANY = 30, 300
DAILY_READS = (["status"], ["list"], ["show", "3"])
DAILY_WRITES = (["add-issue", "关于值班值守"], ["log-action", "3", "开会"], ["complete", "3"])
OF_ONE_THING = (
    *(["show", "3"], ["history", "3"], ["timeline", "3"], *DAILY_WRITES),
    ["add-issue", "关于值班值守", "--aspect", "1", "--deadline", "2023-09-01"],
    ["add-issue", "关于值班值守", "--under", "3"],
    ["log-action", "3,5-7", "开会", "--date", "5月12日", "--outcome", "训练=50人", "--rule", "《值班办法》"],
    ["log-action", "--whole", "开会"],
    *(["add-aspect", "又一方面"], ["add-measure", "3", "开会"], ["reopen", "1", "--reason", "重做"], ["undo"]),
    *(["extend", "3", "--to", "2023-09-01", "--reason", "招标"], ["assign", "3", "--owner", "陈某"]),
    *(["attach", "3,a3", "rectify.db", "--by-reference"], ["attach", "3", "note.txt"]),
    *(["review", "1", "accept", "--by", "李某"], ["review", "1", "waive", "--note", "不属本级", "--by", "李某"]),
    *(["amend", "3", "--title", "改名"], ["void", "3", "--reason", "重复"], ["void", "a3", "--reason", "重复"]),
)
"""Commands that are about one thing, or few; and `status`, which reads counts, is held to the same."""
OF_FEW = (["list", "--text", "没有"], ["list", "--text", "没有 的字"], ["list", "--text", "没有的"])
NEXT = (
    ["list", "--open", "--sort", "deadline", "--limit", "5"],
    ["list", "--overdue", "--sort", "due", "--limit", "5", "--inspection", "2023-1"],
)
"""What an index gives in order, and is read only as far as it is shown."""


def make(path: Path, issues: int) -> Path:
    """A ledger of that many issues under three aspects, due on five days, each acted on twice, a third completed."""

    def acts() -> Iterator[Pending]:
        yield Pending(AddInspection(1, "2023-1", unit="某单位", feedback=When("2023-02-14")))
        for number in (1, 2, 3):
            yield Pending(AddAspect(number, 1, number, f"方面{number}"))
        for key in range(1, issues + 1):
            due = When(f"2023-06-2{key % 5}")
            yield Pending(
                AddIssue(key, 1, key, f"关于制度{key}", aspect=1 + key % 3, owner=f"某{key % 7}", deadline=due)
            )
        for key in range(1, 2 * issues + 1):
            yield Pending(LogAction(key, 1, "开会研究", "meeting", (1 + key % issues,)), When("2023-05-12"))
        for key in range(1, issues + 1, 3):
            yield Pending(Complete("completed", (key,)))

    stamp = Stamp("2023-06-30T01:00:00Z", "某", "某", When("2023-06-30"))
    with Ledger.writing(path, Founding("11111111-1111-4111-8111-111111111111", "zh")) as ledger:
        ledger.record(lambda _: acts(), stamp)
        ledger.record(lambda _: [Pending(LogAction(2 * issues + 1, 1, "再开会", "meeting", (2,)))], stamp)
    return path


Place = Callable[[int], Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return cache(lambda issues: make(tmp_path_factory.mktemp("made") / "rectify.db", issues))


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    """A folder with a ledger of so many issues, ours to write to."""

    def place(issues: int) -> Path:
        folder = tmp_path / str(issues)
        folder.mkdir()
        shutil.copy(made(issues), folder)
        (folder / "note.txt").write_text("x")
        return folder

    return place


def test_the_ledgers_that_the_benchmarks_measure_are_real(tmp_path: Path, environ: dict[str, str]) -> None:
    """They are whole, the same seed gives the same journal, and they have something of everything."""
    heads = []
    for name, seed in (("one.db", "1"), ("again.db", "1"), ("other.db", "2")):
        size = ["--issues", "60", "--actions", "90", "--seed", seed]
        subprocess.run([sys.executable, MAKER, tmp_path / name, *size], env=environ, check=True, capture_output=True)
        with Ledger.reading(tmp_path / name) as ledger:
            heads.append(ledger.head())
            assert not list(ledger.faults())
            view = ledger.view()
            found = figures(view.tallies(), view.overdue("2023-10-31"))
            assert 0 < found.completed < found.issues < len(list(view.issues())) == 60
            assert found.overdue
    assert heads[0] == heads[1] != heads[2]


# --- what a command loads

BESIDE = "import sqlite3, typer, urllib.parse"
"""What every command needs, and is given for free: Typer, SQLite, and what pathlib loads early or late."""
PROBE = """
import sys
told = sys.argv.pop(1)
from rectify.__main__ import main
code = main()
with open(told, "w") as stream:
    stream.write("\\n".join(sys.modules))
sys.exit(code)
"""
HEAVY = {
    *("pydantic", "sqlite_utils", "tabulate", "jinja2", "lxml", "docx", "xlsxwriter", "edtf", "markdown_it", "wcwidth"),
    *("psycopg", "rectify.remote", "rectify.store.sharing"),
    *("importlib.metadata", "unittest", "email", "http", "ssl", "asyncio", "logging", "csv", "tempfile", "_hashlib"),
}
DRAWING = {"rich", "dataclasses", "decimal", "fractions"}
WRITING = {"rectify.acts", "rectify.journal", "rectify.store.entries", "rectify.store.projection"}


class Load(NamedTuple):
    """How many modules a command may load beside Typer and SQLite, and which it may not."""

    words: list[str]
    most: int
    forbidden: set[str]
    environ: dict[str, str] = {}  # noqa: RUF012 - never changed


# 139 modules are Typer's and SQLite's; the bounds of the whole are 190, and 260 where Rich draws.
RICH = {"FORCE_COLOR": "1"}
LOADS = [
    *(Load(words, 110, HEAVY | WRITING, RICH) for words in DAILY_READS),
    *(Load(words, 47, HEAVY | WRITING | DRAWING | {"json"}) for words in DAILY_READS),
    *(Load([*words, "--json"], 47, HEAVY | WRITING | DRAWING) for words in DAILY_READS),
    *(Load(words, 52, HEAVY | DRAWING) for words in DAILY_WRITES),
    Load(["--help"], 20, HEAVY | WRITING | DRAWING | {"sqlite3", "json"}),
]


def loaded(words: Iterable[str], folder: Path, environ: dict[str, str]) -> set[str]:
    """The modules that `rectify WORDS` loads as a process of its own.

    Without `site` (-S), so that what an environment loads into every Python is not taken for ours.
    """
    told = folder / "modules"
    subprocess.run(
        [sys.executable, "-S", "-c", PROBE, told, *words], env=environ, cwd=folder, check=True, capture_output=True
    )
    return set(told.read_text().split())


@pytest.fixture
def bare(environ: dict[str, str]) -> dict[str, str]:
    """The environment of a process that finds every package without `site`."""
    path = os.pathsep.join([environ["PYTHONPATH"], *(each for each in sys.path if each)])
    return {**environ, "PYTHONPATH": path, "RECTIFY_ACTOR": "clerk", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def beside(bare: dict[str, str]) -> set[str]:
    script = f"{BESIDE}\nimport sys\nprint(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-S", "-c", script], env=bare, text=True).split())


@pytest.mark.parametrize("load", LOADS, ids=lambda load: " ".join([*load.environ, *load.words]))
def test_a_daily_command_loads_little_beside_typer_and_sqlite(
    load: Load, place: Place, bare: dict[str, str], beside: set[str]
) -> None:
    found = loaded(load.words, place(FEW), {**bare, **load.environ})
    assert not found & load.forbidden
    own = sorted(found - beside)
    assert len(own) <= load.most, own


def test_what_a_command_loads_is_seen(place: Place, bare: dict[str, str]) -> None:
    """The control: CSV needs a module that daily commands may not load, and a terminal needs Rich."""
    folder = place(FEW)
    assert "csv" in loaded(["list", "--format", "csv"], folder, bare)
    assert loaded(["status"], folder, {**bare, **RICH}) >= DRAWING


def test_a_long_report_needs_no_library_that_lays_out_tables(place: Place, bare: dict[str, str]) -> None:
    """It took a tenth of the memory for a table of three aspects; a short one is laid out by it."""
    assert "tabulate" not in loaded(["report"], place(MANY), bare)
    assert "tabulate" in loaded(["report"], place(FEW), bare)


# --- how queries are planned

SMALL = {
    "ledger",
    "counters",
    "inspections",
    "aspects",
    "tallies",
    "due_tallies",
    "review_tallies",
    "draws",
    "look_backs",
    "undone",
}
"""Tables with a row for each inspection, heading, claim, day or mistake; the others have one for each thing or act."""
GROWING = {"entry", *STATE} - SMALL


NEWEST = re.compile(r"SELECT (?:coalesce\()?max\(seq\)[^()]*|SELECT [\w, ]+ FROM entry ORDER BY seq DESC LIMIT 1")
"""What looks at the end of the journal only; a plan says `SCAN` or `SEARCH` of that, as it does of the whole."""


def full_scans(sql: str, plan: Iterable[str]) -> list[str]:
    """The steps of a plan that read a growing table, or an index of it, from end to end.

    SQLite says `SCAN`; where only the greatest or least value is wanted, `SEARCH` without saying by what; where it makes
    an index for the purpose, `AUTOMATIC`.
    """
    if NEWEST.fullmatch(sql):
        return []
    found = []
    for step in plan:
        read = re.match(r"(?:SCAN|SEARCH(?!.*[<=>])) (?:TABLE )?(\w+)", step)
        if "AUTOMATIC" in step or (read and _tables(read[1], sql) & GROWING):
            found.append(f"{step}: {sql}")
    return found


def _tables(name: str, sql: str) -> set[str]:
    """The tables that a plan may mean by `name`, which can be an alias in the query."""
    return {name, *re.findall(rf"(?:FROM|JOIN|UPDATE|,) (\w+) (?:AS )?{name}\b", sql)}


class Planned(sqlite3.Connection):
    """A connection that asks SQLite for the plan of each statement before it runs it, with the same values."""

    found: ClassVar[list[str]] = []
    statements: ClassVar[int] = 0

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        self._plan(sql, values)
        return super().execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> sqlite3.Cursor:
        kept = list(rows)
        if kept:
            self._plan(sql, kept[0])
        return super().executemany(sql, kept)

    def _plan(self, sql: str, values: Any) -> None:
        if sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            plan = [str(row[3]) for row in super().execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            type(self).found += full_scans(sql, plan)
            type(self).statements += 1


def connect_as(factory: type[sqlite3.Connection], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the standard library make connections of this kind."""
    connect = sqlite3.connect

    def connecting(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return connect(*arguments, factory=factory, **options)

    monkeypatch.setattr(sqlite3, "connect", connecting)


# `undo` looks back from the newest entry for one that still stands, which only its steps tell from a scan.
@pytest.mark.parametrize(
    "words", [["status"], *OF_FEW, *(words for words in OF_ONE_THING if words != ["undo"])], ids=" ".join
)
def test_no_daily_command_reads_a_growing_table_from_end_to_end(
    words: list[str], place: Place, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = place(FEW)
    Planned.found, Planned.statements = [], 0
    connect_as(Planned, monkeypatch)
    assert run(*words, cwd=folder).code == 0
    assert Planned.statements
    assert not Planned.found


def test_a_query_without_an_index_is_reported(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: by name, by alias, for a greatest value, in a table without rowid, in a view as of a day."""
    path = place(FEW) / "rectify.db"
    Planned.found, Planned.statements = [], 0
    connect_as(Planned, monkeypatch)
    queries = [
        "SELECT count(*) FROM issues WHERE title = ?",
        "SELECT max(i.actions) FROM issues i WHERE i.owner = ?",
        "SELECT entry FROM touches WHERE writes > ?",
        "SELECT i.title FROM inspections n JOIN issues AS i WHERE i.owner = ? AND n.title = i.title",
        "UPDATE issues SET owner = '' WHERE owner = ?",
    ]
    with Ledger.reading(path) as ledger:
        ledger.view(date(2023, 6, 30)).tallies()
    db = sqlite3.connect(path)
    for query in queries:
        db.execute(query, ("x",))
    db.close()
    assert [sql for sql in queries if any(sql in each for each in Planned.found)] == queries
    assert any("claims" in each for each in Planned.found)


# --- how much SQLite has to do


class Counted(sqlite3.Connection):
    """A connection that counts the steps of SQLite's machine, those of triggers and foreign keys too."""

    steps: ClassVar[Counter[str]] = Counter()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.set_progress_handler(lambda: self.steps.update(all=1), 1)


@pytest.fixture
def steps(place: Place, run: Callable[..., Any]) -> Callable[..., int]:
    """The steps of a command on a ledger of so many issues."""

    def counted(issues: int, *words: str) -> int:
        folder = place(issues)
        Counted.steps.clear()
        with pytest.MonkeyPatch.context() as patch:
            connect_as(Counted, patch)
            assert run(*words, cwd=folder).code == 0
        return Counted.steps["all"]

    return counted


@pytest.mark.parametrize("words", [["status"], *OF_ONE_THING, *OF_FEW, *NEXT], ids=" ".join)
def test_a_daily_command_does_no_more_on_a_ledger_ten_times_as_large(
    words: list[str], steps: Callable[..., int]
) -> None:
    few, many = steps(FEW, *words), steps(MANY, *words)
    assert 0 < many <= 1.1 * few


def test_a_command_that_reads_every_issue_does_more(steps: Callable[..., int]) -> None:
    """The control."""
    assert steps(MANY, "list") > 5 * steps(FEW, "list")


def test_every_daily_command_exists() -> None:
    assert {words[0] for words in (*DAILY_READS, *DAILY_WRITES)} <= set(COMMANDS)

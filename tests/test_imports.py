"""The house stays easy to see: who may import whom, and where each foreign library may appear."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import rectify

ROOT = Path(rectify.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

ARROWS: dict[str, set[str]] = {
    "errors": set(),
    "durable": set(),
    "model": {"errors"},
    "acts": {"model"},
    "journal": set(),
    "heads": {"journal", "errors"},
    "language": {"errors", "model"},
    "documents": {"errors", "language", "durable"},
    "deciding": {"acts", "model", "errors", "intake"},
    "intake": {"model", "acts", "documents", "errors"},
    "report": {"model", "documents", "language", "errors", "heads"},
    "checks": {"model", "intake", "documents", "language", "errors"},
    "view": {"model", "acts", "language", "errors", "documents", "intake"},
    "store": {"acts", "journal", "model", "errors", "durable"},
    "ledger": {"store", "journal", "acts", "model", "errors"},
    "exchange": {"ledger", "store", "journal", "acts", "errors"},
    "remote": {"ledger", "store", "exchange", "journal", "acts", "errors"},
    "sealing": {"exchange", "journal", "heads", "acts", "documents", "errors"},
    "rollup": {
        "ledger",
        "store",
        "exchange",
        "sealing",
        "journal",
        "heads",
        "model",
        "documents",
        "language",
        "errors",
    },
    "__main__": {"cli", "language"},
    "cli": {
        "errors",
        "heads",
        "durable",
        "journal",
        "model",
        "acts",
        "language",
        "documents",
        "deciding",
        "report",
        "view",
        "store",
        "ledger",
        "intake",
        "checks",
        "exchange",
        "sealing",
        "rollup",
        "remote",
        "",
    },
}
"""Part of the house -> what it may import besides itself; the empty name is the package's version."""

FOREIGN: dict[str, tuple[str, ...]] = {
    "typer": ("cli/",),
    "rich": ("view/terminal.py",),
    "sqlite3": ("store/", "ledger.py", "remote/ledger.py", "cli/commands/doctor.py"),  # the doctor tells its version
    "sqlite_utils": ("store/migrations.py",),
    "orjson": ("journal.py",),
    **dict.fromkeys(("tabulate", "xlsxwriter", "docxtpl"), ("documents/writing/",)),
    "jinja2": ("documents/writing/webpage.py", "documents/writing/word_template.py"),
    "duckdb": ("rollup/duck.py",),
    **dict.fromkeys(("pyspark", "py4j"), ("rollup/spark.py",)),
    "psycopg": ("remote/server.py",),
    "markupsafe": ("documents/writing/webpage.py",),
    "typst": ("documents/writing/pdf.py",),
    **dict.fromkeys(("lxml", "python_calamine", "pypdfium2", "pdfplumber"), ("documents/reading/",)),
}
"""Library (sqlite3 counts as one) -> the files in which it may appear."""


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    return place(path).partition("/")[0].removesuffix(".py")


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_arrows_point_one_way() -> None:
    rooms = {each.stem for each in ROOT.iterdir()}
    for path in FILES:
        own = [name.split(".")[1] for name in imported(path) if name.startswith("rectify.")]
        used = {name if name in rooms else "" for name in own} - {room(path)}
        assert used <= ARROWS.get(room(path), set()), f"{place(path)} imports too much"


def test_each_library_has_its_place() -> None:
    known = set(sys.stdlib_module_names) - {"sqlite3"} | {"rectify"}
    for path in FILES:
        used = {name.partition(".")[0] for name in imported(path)} - known
        assert [name for name in used if not place(path).startswith(FOREIGN.get(name, ()))] == [], place(path)


def test_the_tables_are_not_wider_than_the_house() -> None:
    """A library or a room that is gone leaves the tables."""
    used = {name.partition(".")[0] for path in FILES for name in imported(path)}
    assert set(FOREIGN) <= used
    assert set(ARROWS) <= {room(path) for path in FILES}


def test_nothing_is_printed_and_no_module_shadows_the_standard_library() -> None:
    for path in FILES:
        called = [node.func for node in nodes(path) if isinstance(node, ast.Call)]
        assert "print" not in [func.id for func in called if isinstance(func, ast.Name)], place(path)
        assert path.stem not in sys.stdlib_module_names - {"__main__"}, place(path)


def test_sql_stays_in_the_store() -> None:
    """But for the ledger's own transactions, the pragma that tells the format, and what DuckDB, Spark and PostgreSQL are asked."""
    begins = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "DROP ", "PRAGMA ", "BEGIN", "WITH ")
    for path in FILES:
        texts = [node.value for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        found = {text for text in texts if text.startswith(begins)}
        assert (
            room(path) == "store"
            or place(path) in {"rollup/duck.py", "rollup/spark.py", "remote/server.py"}
            or found <= {"BEGIN", "BEGIN IMMEDIATE", "PRAGMA user_version"}
        ), place(path)

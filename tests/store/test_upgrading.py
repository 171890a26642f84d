"""Files of an older and of a newer format: read as they are, brought up to date only by a writer, after a copy is kept."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Migrations

from rectify import ledger as door
from rectify.deciding.registering import add_aspect, add_issue
from rectify.errors import NotFound, Refused
from rectify.ledger import Ledger
from rectify.store import entries, migrations, opening, schema, upgrading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

    from tests.conftest import Book, Run


@pytest.fixture
def old(book: Book) -> Book:
    """A ledger of format 1."""
    book.do(add_issue, "旧题")
    return book


@pytest.fixture
def format_2(old: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as a later release might be, once there is an `old` ledger: one more table on either side."""
    later = Migrations("rectify")

    @later()
    def journal(db: Database) -> None:
        for statement in schema.JOURNAL:
            db.execute(statement)

    @later()
    def notes(db: Database) -> None:
        db.execute("CREATE TABLE notes(seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")

    monkeypatch.setattr(migrations, "migrations", later)
    for module in (schema, opening, door):
        monkeypatch.setattr(module, "FORMAT", 2)
    monkeypatch.setattr(schema, "KEPT", (*schema.KEPT, "notes"))
    monkeypatch.setattr(upgrading, "KEPT", schema.KEPT)
    monkeypatch.setitem(schema.STATE, "more", "(id INTEGER PRIMARY KEY) STRICT")


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return schema.version_of(db).format


@pytest.mark.usefixtures("format_2")
def test_an_older_file_is_read_in_the_new_shape_and_stays_as_it_is(old: Book) -> None:
    before = old.bytes
    with old.open() as ledger:
        assert [each.title for each in ledger.view().issues()] == ["旧题"]
        assert ledger._state.execute("SELECT count(*) FROM more").fetchone() == (0,)
        assert [entry.seq for entry in ledger.entries()] == [1, 2, 3]
        assert list(ledger.faults()) == []
    assert old.bytes == before
    assert os.listdir(old.path.parent) == ["rectify.db"]  # noqa: PTH208


@pytest.mark.usefixtures("format_2")
def test_the_first_act_brings_it_up_to_date_after_a_copy_is_kept(old: Book) -> None:
    before = old.bytes
    with Ledger.writing(old.path) as ledger:
        ledger.record(lambda state: add_issue(state, old.today, "新题"), old.stamp())
        assert ledger.kept == old.path.with_name("rectify.db.format-1")
        assert version(ledger.kept) == 1
        with pytest.raises(NotFound):
            ledger.record(lambda state: add_issue(state, old.today, "题", aspect="9"), old.stamp())
    assert version(old.path) == 2
    assert sorted(os.listdir(old.path.parent)) == ["rectify.db", "rectify.db.format-1"]  # noqa: PTH208
    copy = ledger.kept.read_bytes()
    assert len(copy) == len(before)
    assert old.faults() == []
    with old.view() as view:
        assert [each.title for each in view.issues()] == ["旧题", "新题"]
    old.do(add_issue, "又一题")
    assert ledger.kept.read_bytes() == copy, "only the first act keeps a copy, and a later refusal leaves it"


@pytest.mark.usefixtures("format_2")
def test_a_refused_act_does_not_bring_it_up_to_date(old: Book) -> None:
    before = old.bytes
    with pytest.raises(NotFound):
        old.do(add_issue, "题", aspect="9")
    assert old.bytes == before
    assert os.listdir(old.path.parent) == ["rectify.db"]  # noqa: PTH208


@pytest.mark.usefixtures("format_2")
def test_an_earlier_copy_is_not_overwritten(old: Book) -> None:
    earlier = old.path.with_name("rectify.db.format-1")
    earlier.write_bytes(b"what was kept before")
    old.do(add_aspect, "甲")
    assert earlier.read_bytes() == b"what was kept before"
    assert version(old.path.with_name("rectify.db.format-1-2")) == 1


@pytest.mark.usefixtures("format_2")
def test_nobody_else_writes_while_the_copy_is_made(
    old: Book, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock of the writer is held throughout: opening the file in any other way would let go of it (POSIX)."""
    monkeypatch.setattr(opening, "WAIT", 0.2)
    intruder = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute('BEGIN IMMEDIATE')"
    )
    seen = []

    def rebuild(db: sqlite3.Connection, journal: object) -> None:
        done = subprocess.run(
            [sys.executable, "-c", intruder, old.path], env=environ, capture_output=True, text=True, check=False
        )
        seen.append("database is locked" in done.stderr)
        real(db, journal)  # type: ignore[arg-type]

    real = upgrading.rebuild
    monkeypatch.setattr(upgrading, "rebuild", rebuild)
    old.do(add_issue, "新题")
    assert seen == [True]


@pytest.mark.usefixtures("format_2")
def test_a_new_ledger_has_the_newest_format_at_once(ledger: Callable[..., Book]) -> None:
    book = ledger()
    book.do(add_issue, "题")
    assert version(book.path) == 2
    assert book.faults() == []
    assert os.listdir(book.path.parent) == ["rectify.db"]  # noqa: PTH208


def test_state_that_was_spoilt_is_made_anew_from_the_journal(old: Book, request: pytest.FixtureRequest) -> None:
    """State is a projection: whatever stood in its tables, the upgrade folds the journal."""
    with closing(sqlite3.connect(old.path, isolation_level=None)) as db:
        db.execute("UPDATE issues SET title = '被改'")
        db.execute("DROP TABLE tallies")
    request.getfixturevalue("format_2")
    old.do(add_issue, "新题")
    assert old.faults() == []
    assert [old.issue(name).title for name in "12"] == ["旧题", "新题"]


# --- a newer format


@pytest.fixture
def newer(old: Book) -> Book:
    with closing(sqlite3.connect(old.path, isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 99")
    return old


WRITING = [
    ("add-inspection",), ("add-aspect", "x"), ("add-issue", "x"), ("add-measure", "1", "x"), ("log-action", "1", "x"),
    ("complete", "1"), ("reopen", "1", "--reason", "x"), ("extend", "1", "--to", "2024"), ("assign", "1", "--owner", "x"),
    ("amend", "1", "--title", "x"), ("void", "1", "--reason", "x"), ("write", "opening", "x"), ("attach", "1", "rectify.db"), ("review", "1", "accept"),
    ("undo",), ("init",),
]  # fmt: skip


@pytest.mark.parametrize("argv", WRITING, ids=lambda argv: argv[0])
@pytest.mark.parametrize(("language", "word"), [("zh", "升级"), ("en", "upgrade")])
def test_no_command_writes_to_a_newer_format(
    newer: Book, run: Run, argv: tuple[str, ...], language: str, word: str
) -> None:
    before = newer.bytes
    said = run(*argv, "--lang", language)
    assert (said.code, said.out) == (4, "")
    assert said.err.count("\n") == 1
    assert word in said.err or argv == ("init",)
    assert newer.bytes == before
    assert os.listdir(newer.path.parent) == ["rectify.db"]  # noqa: PTH208


@pytest.mark.parametrize(
    "argv", [("status",), ("list",), ("show", "1"), ("timeline",), ("history",), ("report",)], ids=" ".join
)
def test_a_newer_format_is_read_with_a_note(newer: Book, run: Run, argv: tuple[str, ...]) -> None:
    before = newer.bytes
    said = run(*argv, "--lang", "en")
    assert said.code == 0
    assert said.out
    assert "newer rectify (format 99, this program knows 1)" in said.err
    assert newer.bytes == before


def test_a_newer_format_of_another_shape_is_no_bug(newer: Book, run: Run) -> None:
    with closing(sqlite3.connect(newer.path, isolation_level=None)) as db:
        db.execute("ALTER TABLE issues RENAME COLUMN title TO heading")
    said = run("list", "--lang", "en")
    assert (said.code, said.out) == (5, "")
    assert len(said.err.splitlines()) == 2


def test_the_door_says_the_same(newer: Book) -> None:
    with pytest.raises(Refused, match="newer-format"):
        Ledger.writing(newer.path)
    with newer.open() as ledger:
        assert ledger.version.format == 99


def test_replay_stands_apart_from_the_journal_table_of_the_file(old: Book) -> None:
    with old.open() as ledger, closing(upgrading.replay(ledger._db)) as anew:
        assert entries.last(anew)[0] == 3
        assert list(upgrading.differences(ledger._db, anew)) == []

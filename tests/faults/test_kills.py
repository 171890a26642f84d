"""A writer that is killed at any moment: what it acknowledged is there, and what it did not is there whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from rectify.deciding.registering import add_issue
from rectify.errors import Refused
from rectify.store.opening import open_writing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Book, Run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs SIGKILL and fork")

# One process loads the program and forks the writers, so that a kill falls into recording and not into importing.
STORM = """
import json, os, random, signal, sys, time
from datetime import date
from pathlib import Path
from rectify.acts import Stamp
from rectify.deciding.registering import add_issue
from rectify.ledger import Founding, Ledger
from rectify.model.dates import When
from rectify.store import entries, projection, reverting

path, kills, early = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "early"
today, chance = date(2023, 6, 30), random.Random(20230630)
stamp = Stamp("2023-06-30T02:00:00Z", "a", "a", When("2023-06-30"))

def write(out):
    while True:
        with Ledger.writing(path, Founding("id", "zh")) as ledger:
            def decide(state):
                yield from add_issue(state, today, "x" * chance.randrange(5000))
                if early:
                    os.write(out, b"%d " % (state.last_entry()))
            new = ledger.record(decide, stamp)
        if not early:
            os.write(out, b"%d " % new[-1].seq)

def run():
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write(outward)
        finally:
            os._exit(1)
    os.close(outward)
    time.sleep(chance.random() * 0.06)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(inward) as stream:
        said = stream.read().split()
    assert os.WIFSIGNALED(status), "it ended by itself"
    return int(said[-1]) if said else 0

lost, unsaid, journals, faults, last = [], 0, 0, [], 0
for number in range(kills):
    said = run()
    journals += path.with_name(path.name + "-journal").exists()
    if not path.exists():
        assert said == 0
        continue
    with Ledger.reading(path) as ledger:
        found = ledger.view().last_entry()
        if number % 20 == 0 or number == kills - 1:
            faults += [fault.key for fault in ledger.faults()]
    if found < said:
        lost.append((number, said, found))
    assert found >= last
    unsaid += found > max(said, last)
    last = found
print(json.dumps({"entries": last, "lost": len(lost), "unsaid": unsaid, "journals": journals, "faults": faults}))
"""


class Storm(NamedTuple):
    """What came of many kills."""

    entries: int
    lost: int
    """Runs in which an acknowledged act was gone."""
    unsaid: int
    """Runs in which an act was there that nobody was told of; that is normal."""
    journals: int
    """Runs that left SQLite's journal behind: killed in the middle of an act."""
    faults: list[str]


def storm(book: Book, kills: int, acknowledging: str, environ: dict[str, str]) -> Storm:
    argv = [sys.executable, "-c", STORM, str(book.path), str(kills), acknowledging]
    done = subprocess.run(argv, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return Storm(**json.loads(done.stdout))


def test_two_hundred_kills_lose_nothing_that_was_acknowledged(book: Book, environ: dict[str, str]) -> None:
    book.do(add_issue, "first")
    found = storm(book, 200, "after-commit", environ)
    assert (found.lost, found.faults) == (0, [])
    assert found.entries > 50
    assert found.journals > 20, "most kills should fall into the middle of an act"
    book.do(add_issue, "next")
    assert book.faults() == []


def test_the_control_a_writer_that_acknowledges_too_early_loses_some(book: Book, environ: dict[str, str]) -> None:
    """If this ever loses nothing, the test above proves nothing any more."""
    book.do(add_issue, "first")
    found = storm(book, 60, "early", environ)
    assert found.lost > 0
    assert found.faults == []


# --- a journal that a killed writer left


@pytest.fixture
def hot(book: Book, tmp_path: Path) -> Book:
    """A ledger whose writer was killed when half of its act was in the file already, and its bytes before that."""
    for _ in range(3):
        book.do(add_issue, "题" * 5000)
    db = open_writing(book.path, create=False)
    with closing(db):
        db.execute("PRAGMA cache_size = 2")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE issues SET title = replace(title, '题', '改')")
        for suffix in ("", "-journal"):
            shutil.copy(f"{book.path}{suffix}", tmp_path / f"killed.db{suffix}")
        db.execute("ROLLBACK")
    before = book.bytes
    for suffix in ("", "-journal"):
        (tmp_path / f"killed.db{suffix}").rename(f"{book.path}{suffix}")
    assert "改".encode() * 1000 in book.bytes[: len(before)], "half of it is there"
    return book


def journal(book: Book) -> Path:
    return book.path.with_name("rectify.db-journal")


@pytest.mark.parametrize("argv", [("status",), ("list",), ("history",), ("report",)], ids=" ".join)
def test_a_reading_command_puts_the_file_back_as_it_was(hot: Book, run: Run, argv: tuple[str, ...]) -> None:
    said = run(*argv, "--lang", "en")
    assert said.code == 0
    assert not journal(hot).exists()
    assert hot.faults() == []
    assert hot.issue("1").title == "题" * 5000


def test_a_writing_command_puts_it_back_too(hot: Book, run: Run) -> None:
    assert run("add-issue", "二").code == 0
    assert not journal(hot).exists()
    assert hot.faults() == []


def test_where_it_may_not_be_put_back_nothing_is_read(hot: Book, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an act is never shown: without the right to write, SQLite cannot take it out."""
    real = sqlite3.connect

    def only_reading(target: str, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(target.replace("mode=rw", "mode=ro"), **options)
        return connection

    monkeypatch.setattr(sqlite3, "connect", only_reading)
    said = run("list", "--lang", "en")
    assert (said.code, said.out) == (Refused.exit_code, "")
    assert "permission" in said.err
    assert journal(hot).exists()

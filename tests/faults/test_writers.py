"""Several writers at once: every act that was acknowledged is there, in one order."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rectify.acts import AddInspection, AddIssue, CreateLedger
from rectify.deciding.registering import add_issue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.conftest import Book

PRELUDE = """
import sys, time
from datetime import date
from pathlib import Path
from rectify.acts import Stamp
from rectify.deciding.registering import add_issue
from rectify.ledger import Founding, Ledger
from rectify.model.dates import When
from rectify.store import opening

opening.WAIT = 120  # a slow disk is no fault
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
today = date(2023, 6, 30)
stamp = Stamp("2023-06-30T02:00:00Z", name, name, When("2023-06-30"))
titled = lambda title: lambda state: add_issue(state, today, title)
"""
THROUGH_THE_DOOR = """
for number in range(count):
    with Ledger.writing(path) as ledger:
        ledger.record(titled(f"{name}-{number}"), stamp)
    print(f"{name}-{number}", flush=True)
"""
# The control: the same acts in a plain BEGIN, which looks before it locks, as most libraries do.
PLAIN_BEGIN = """
import sqlite3
from rectify.store.entries import append
from rectify.store.reading import Reading

for number in range(count):
    db = opening.open_writing(path, create=False)
    try:
        db.execute("BEGIN")
        for pending in list(titled(f"{name}-{number}")(Reading(db))):
            time.sleep(0.002)
            append(db, pending, stamp)
        db.execute("COMMIT")
    except sqlite3.OperationalError:
        db.close()
        continue
    db.close()
    print(f"{name}-{number}", flush=True)
"""
# Both have made their own file before either is let go, so that they are sure to meet.
BOTH_MAKE_IT = """
with Ledger.writing(path, Founding(name, "zh")) as ledger:
    print("ready", flush=True)
    sys.stdin.readline()
    entries = ledger.record(titled(name), stamp)
    print(entries[-1].seq, flush=True)
"""


def start(script: str, book: Book, names: str, count: int, environ: dict[str, str]) -> list[subprocess.Popen[str]]:
    argv = [sys.executable, "-c", PRELUDE + script, str(book.path)]
    pipe = subprocess.PIPE
    return [
        subprocess.Popen([*argv, name, str(count)], env=environ, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for name in names
    ]


def end(children: Sequence[subprocess.Popen[str]]) -> list[str]:
    """What the children acknowledged."""
    said: list[str] = []
    for child in children:
        out, err = child.communicate("go\n", timeout=300)
        assert (child.returncode, err) == (0, "")
        said += out.split()
    return said


def titles(book: Book) -> list[str]:
    with book.view() as view:
        return [each.title for each in view.issues()]


def test_four_writers_with_a_hundred_acts_each_lose_nothing(book: Book, environ: dict[str, str]) -> None:
    book.do(add_issue, "first")
    said = end(start(THROUGH_THE_DOOR, book, "abcd", 100, environ))
    assert len(said) == 400
    assert sorted(titles(book)) == sorted(["first", *said])
    assert book.faults() == []
    with book.open() as ledger:
        entries = list(ledger.entries())
    assert [entry.seq for entry in entries] == list(range(1, 404))
    assert [entry.act.id for entry in entries if isinstance(entry.act, AddIssue)] == list(range(1, 402))
    for name in "abcd":
        own = [entry.act.title for entry in entries if isinstance(entry.act, AddIssue) and entry.by == name]
        assert own == [f"{name}-{number}" for number in range(100)], "each writer's acts are in its order"


def test_the_control_a_plain_begin_loses_some(book: Book, environ: dict[str, str]) -> None:
    """If this ever passes with everything there, the test above proves nothing any more."""
    book.do(add_issue, "first")
    said = end(start(PLAIN_BEGIN, book, "abcd", 25, environ))
    assert len(said) < 100
    assert sorted(titles(book)) == sorted(["first", *said]), "what was acknowledged is there even so"


def test_four_command_lines_with_ten_acts_each_lose_nothing(
    book: Book, environ: dict[str, str], tmp_path: Path
) -> None:
    loop = 'for n in 1 2 3 4 5 6 7 8 9 10; do "$0" -m rectify add-issue "$1-$n" --as "$1" || exit 1; done'
    argv = ["sh", "-c", loop, sys.executable]
    children = [
        subprocess.Popen(
            [*argv, name], cwd=tmp_path, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in "abcd"
    ]
    for child in children:
        out, err = child.communicate(timeout=300)
        assert child.returncode == 0, err
        assert len(out.splitlines()) == 10
    assert sorted(titles(book)) == sorted(f"{name}-{number}" for name in "abcd" for number in range(1, 11))
    assert book.faults() == []
    with book.open() as ledger:
        births = [entry for entry in ledger.entries() if isinstance(entry.act, CreateLedger | AddInspection)]
    assert len(births) == 2, "all of them work on one ledger, whoever made it"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["rectify.db"]


@pytest.mark.parametrize("count", [2, 4])
def test_of_several_processes_that_make_the_ledger_at_once_no_act_is_lost(
    ledger: Callable[..., Book], environ: dict[str, str], count: int
) -> None:
    book = ledger()
    names = "abcd"[:count]
    children = start(BOTH_MAKE_IT, book, names, 1, environ)
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    assert not book.path.exists()
    said = end(children)
    assert sorted(map(int, said)) == [*range(3, 3 + count)], "each was told the number under which its act stands"
    assert sorted(titles(book)) == list(names)
    assert book.faults() == []
    assert [each.name for each in book.path.parent.iterdir()] == ["rectify.db"], "no half-made file is left"

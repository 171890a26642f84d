"""Somebody else is writing: wait, then say so and write nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from rectify.deciding.registering import add_issue
from rectify.errors import Busy
from rectify.store import opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Book, Run

HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(f"BEGIN {sys.argv[2]}")
print("held", flush=True)
sys.stdin.readline()
"""
Held = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def held(book: Book, environ: dict[str, str]) -> Held:
    """`with held("IMMEDIATE"):` another process holds the ledger. (Not this one: its locks end with any file it closes.)"""
    book.do(add_issue, "题")

    @contextmanager
    def held(how: str) -> Iterator[None]:
        argv = [sys.executable, "-c", HOLD, str(book.path), how]
        with subprocess.Popen(argv, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "held\n"
            yield
            child.communicate("\n")

    return held


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "正被别人读写，没有写入任何内容；请稍后再试"), ("en", "nothing was written, try again")],
)
def test_after_the_wait_a_writer_says_busy_and_nothing_is_written(
    held: Held, book: Book, run: Run, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.3)
    before = book.bytes
    with held("IMMEDIATE"):
        began = time.monotonic()
        said = run("add-issue", "二", "--lang", language)
        waited = time.monotonic() - began
    assert (said.code, said.out) == (75, "")
    assert said.err.count("\n") == 1
    assert words in said.err
    assert waited >= 0.3
    assert book.bytes == before


def test_a_reader_does_not_wait_for_a_writer_at_work(held: Held, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.0)
    with held("IMMEDIATE"):
        assert run("list").code == 0


@pytest.mark.parametrize("argv", [("list",), ("status",), ("add-issue", "二"), ("report",)], ids=" ".join)
def test_while_a_writer_puts_its_act_into_the_file_nobody_gets_in(
    held: Held, run: Run, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.1)
    with held("EXCLUSIVE"):
        said = run(*argv)
    assert (said.code, said.out) == (75, "")
    assert said.err.count("\n") == 1


def test_a_reader_that_a_writer_overtakes_gives_up_as_well(
    held: Held, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has opened the file, and is about to copy it, when the writer takes it."""
    monkeypatch.setattr(opening, "WAIT", 0.1)
    db = opening.open_reading(book.path)
    with held("EXCLUSIVE"), pytest.raises(Busy), closing(db), opening.translated(book.path):
        opening.detached(db, book.path)


def test_a_writer_that_gets_its_turn_within_the_wait_says_nothing_of_it(held: Held, book: Book, process: Run) -> None:
    """The other ends while it waits."""
    with held("IMMEDIATE"):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "rectify", "add-issue", "二", "--ledger", str(book.path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(0.5)
    _, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, err
    with book.view() as view:
        assert len(list(view.issues())) == 2


@pytest.mark.slow
def test_the_wait_is_ten_seconds(held: Held, process: Run) -> None:
    with held("IMMEDIATE"):
        began = time.monotonic()
        said = process("add-issue", "二")
        waited = time.monotonic() - began
    assert (said.code, said.out) == (75, "")
    assert 10 <= waited < 20

"""A file that was hurt: every command says so or still works, and none of them takes it for a bug."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from rectify.deciding.correcting import write
from rectify.deciding.progressing import complete, log_action
from rectify.deciding.registering import add_aspect, add_issue
from rectify.errors import RectifyError
from rectify.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Book, Run

READING = [("status",), ("list",), ("show", "1"), ("timeline",), ("history",), ("report",), ("status", "--json")]
WRITING = [("add-issue", "二"), ("complete", "2", "--partial"), ("undo",)]
PAGE = 4096


@pytest.fixture(scope="module")
def whole(ledger: Callable[..., Book]) -> bytes:
    """The bytes of a ledger in which a few things happened."""
    book = ledger()
    for number in range(6):
        book.do(add_aspect, f"方面 {number}")
        book.do(add_issue, f"题 {number}", aspect=str(number + 1), deadline="2023-06-01", owner="张")
        book.do(log_action, "会" * 50, issues=str(number + 1), outcomes=("训练=50人",), rules=("甲",))
        book.do(complete, str(number + 1))
    book.do(write, "opening", "话")
    return book.bytes


def survives(book: Book, run: Run, raw: bytes) -> None:
    """What commands make of these bytes: an answer, or the sentence of one of our own errors.

    What streams may have begun its answer before it meets the damage.
    """
    book.path.write_bytes(raw)
    for argv in (*READING, *WRITING):
        said = run(*argv, "--lang", "en")
        assert said.code in (0, 2, 3, 4, 5, 6, 75), (argv, said)
        assert said.code == 0 or said.out == "" or argv in READING
    book.path.write_bytes(raw)
    said = run("doctor", "--lang", "en")
    assert said.code in (0, 1, 5, 6), said


@pytest.mark.parametrize("seed", range(6))
def test_bits_that_flipped(book: Book, run: Run, whole: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(8):
        raw = bytearray(whole)
        for _ in range(chance.choice([1, 1, 4, 40])):
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        survives(book, run, bytes(raw))


@pytest.mark.parametrize("page", range(0, 40, 2))
def test_a_page_that_was_lost(book: Book, run: Run, whole: bytes, page: int) -> None:
    if page * PAGE < len(whole):
        raw = whole[: page * PAGE] + bytes(PAGE) + whole[(page + 1) * PAGE :]
        survives(book, run, raw)
        book.path.write_bytes(raw)
        assert hurt(book)


@pytest.mark.parametrize("left", [1, 15, 16, 50, 99, 100, 1000, PAGE, PAGE + 1, 5 * PAGE, 20 * PAGE, -PAGE, -1])
def test_a_copy_that_was_cut_short(book: Book, run: Run, whole: bytes, left: int) -> None:
    survives(book, run, whole[:left])
    book.path.write_bytes(whole[:left])
    assert hurt(book)


HANDS = {
    "a claim that there is not": ("UPDATE issues SET claim = 'nonsense'", ("list",)),
    "a verdict that there is not": ("UPDATE issues SET verdict = ''", ("list",)),
    "a part that there is not": ("UPDATE claims SET claim = 'nonsense'", ("timeline",)),
    "a column that is gone": ("ALTER TABLE issues RENAME COLUMN since TO later", ("add-issue", "二")),
    "a table that is gone": ("DROP TABLE tallies", ("add-issue", "二")),
}


@pytest.mark.parametrize("what", HANDS)
def test_what_somebody_did_to_the_tables_is_damage_and_no_bug(book: Book, run: Run, whole: bytes, what: str) -> None:
    """Values that no act could have written look like bugs when they are met: the journal tells what they are."""
    statement, argv = HANDS[what]
    book.path.write_bytes(whole)
    with closing(sqlite3.connect(book.path, isolation_level=None)) as db:
        db.execute("PRAGMA legacy_alter_table = ON")
        db.execute(statement)
    before = book.bytes
    said = run(*argv, "--lang", "en")
    assert said.code == 5
    assert "damaged" in said.err
    assert book.bytes == before


def hurt(book: Book) -> bool:
    """Whether the door refuses the file or finds a fault in it."""
    try:
        with Ledger.reading(book.path) as ledger:
            return bool(list(ledger.faults()))
    except RectifyError as error:
        return error.exit_code in (5, 6)

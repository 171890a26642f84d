"""Ledgers that earlier versions made, kept as they were written: every one still opens, verifies, and takes an act."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rectify.deciding.registering import add_issue
from rectify.store.schema import FORMAT, KEPT, STATE, this_version, version_of
from rectify.store.upgrading import expected_schema
from tests.conftest import Book

FILES = Path(__file__).parent.parent / "data" / "formats"
HEADS = {
    "1-early.db": "0bdfb13a47e394ac067b6f3f972a924c57c380fd91f9db701dda3b6957f71d46",
    "1.db": "69405dec40dc81b459a54324a677dbaeb55b89fd1dc32c1257bfb1cfbb357707",
}
"""File -> its chain. `1-early.db`: before files said who made their state. The other names begin with their format; files
are only ever added. All tell the same story.
"""


@pytest.fixture(params=HEADS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    shutil.copy(FILES / request.param, tmp_path / request.param)
    return Book(tmp_path / request.param)


def test_every_format_is_here() -> None:
    assert {path.name for path in FILES.iterdir()} == set(HEADS)
    assert {int(name.split("-")[0].removesuffix(".db")) for name in HEADS} == set(range(1, FORMAT + 1))


def test_it_says_what_it_said(kept: Book) -> None:
    before = kept.bytes
    with kept.open() as ledger:
        view = ledger.view()
        told = [(each.name, each.title, each.claim, each.verdict, each.actions, each.void) for each in view.issues()]
        assert told == [
            ("1", "采购三家比价没有记录", "completed", "accepted", 1, ""),
            ("2", "食堂周转金没有按月核对", "acting", "unreviewed", 1, ""),
        ]
        deadline = next(view.issues(sort="-id")).deadline
        assert deadline is not None
        assert deadline.edtf == "2023-09-30"
        (evidence,) = view.every_evidence()
        assert ledger.file(evidence.sha256) == "会议记录：逐笔核对。\n".encode()
        assert len(list(ledger.entries())) == 17
        assert ledger.head().chain == HEADS[kept.path.name]
        assert list(ledger.faults()) == []
    assert kept.bytes == before


def test_it_takes_an_act(kept: Book) -> None:
    kept.do(add_issue, "新题")
    assert kept.faults() == []
    assert kept.issue("4").title == "新题"
    with closing(sqlite3.connect(kept.path)) as db:
        assert version_of(db) == this_version()
        assert db.execute("SELECT hash FROM entry WHERE seq = 17").fetchone() == (HEADS[kept.path.name],)


def test_what_is_kept_and_what_is_state_is_all_that_a_file_holds() -> None:
    tables = {name for name, sql in expected_schema(shared=True).items() if sql.startswith("CREATE TABLE")}
    assert tables == {*KEPT, *STATE}

"""A whole journal is folded in portions: the tables come out as in daily use, where each act is folded by itself.

The laws of the ledger hold the two against each other for any acts; here are the orders in which portions could go wrong.
"""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from rectify.acts import AddIssue, Entry
from rectify.deciding.correcting import amend, undo
from rectify.deciding.progressing import assign, complete, extend, log_action
from rectify.deciding.registering import add_aspect, add_inspection, add_issue, add_measure
from rectify.deciding.reviewing import review
from rectify.exchange.restoring import restore
from rectify.exchange.text import write
from rectify.ledger import Ledger
from rectify.model.dates import When
from rectify.store import deferring
from rectify.store.door import Door
from rectify.store.entries import fold
from rectify.store.opening import empty_scratch
from rectify.store.upgrading import empty_state

if TYPE_CHECKING:
    from tests.conftest import Book


@pytest.fixture(params=[1, 3, 20_000])
def portions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deferring, "AT_ONCE", request.param)
    monkeypatch.setattr(deferring, "HELD_AT_ONCE", request.param)
    monkeypatch.setattr(deferring, "TOGETHER", min(request.param, 2))


def whole(book: Book) -> bool:
    """Whether its journal can be replayed, and imported into a file that refuses what points at nothing."""
    text = BytesIO()
    with book.open() as ledger:
        head = write(ledger.rows(), text)
    text.seek(0)
    path = book.path.with_name("again.db")
    assert restore(path, text, "journal").head == head
    with Ledger.reading(path) as again:
        return list(again.faults()) == book.faults() == []


@pytest.mark.usefixtures("portions")
def test_what_comes_before_what_it_points_at_in_the_first_acts(book: Book) -> None:
    """An issue without an aspect, then an aspect, and an issue in it: in one portion the aspect must be there first."""
    book.do(add_issue, "无方面")
    book.do(add_aspect, "甲")
    book.do(add_issue, "有方面", aspect="1")
    book.do(add_issue, "子", parent="1")
    assert whole(book)


@pytest.mark.usefixtures("portions")
def test_a_number_that_an_issue_left_is_taken_by_another(book: Book) -> None:
    book.do(add_inspection, code="2023-1", numbering="by-aspect")
    book.do(add_aspect, "甲")
    book.do(add_aspect, "乙")
    book.do(add_issue, "题", aspect="1", number=1)
    book.do(amend, "1.1", {"aspect": "2"})
    book.do(add_issue, "子", parent="2.1", number=1)
    book.do(amend, "2.1", {"aspect": "1"})
    book.do(add_issue, "另一题", aspect="2", number=1)
    assert whole(book)


@pytest.mark.usefixtures("portions")
def test_steps_deadlines_and_posts_follow_each_other_through_portions(book: Book) -> None:
    book.do(add_issue, "题", owner="陈某")
    book.do(add_issue, "题二", deadline="2023-07-31")
    book.do(add_measure, "1", "措施")
    for name in ("1", "2"):
        book.do(extend, name, "2023-08-31", reason="理由")
        book.do(log_action, "会", issues=name, outcomes=("训练=50人",), rules=("办法",))
        book.do(assign, name, owner="林某")
        book.do(extend, name, "2023-09-30", reason="理由")
        book.do(complete, name, claim="partial")
        book.do(complete, name)
        book.do(assign, name, lead="周某")
    book.do(review, "1", "return", reviewer="leader", note="缺附件")
    book.do(undo)
    book.do(complete, "m1")
    assert whole(book)


@pytest.mark.parametrize("ahead", [1, 2, 64])
@pytest.mark.usefixtures("portions")
def test_issues_that_are_read_ahead_are_as_the_acts_before_left_them(
    book: Book, monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    """One after the other they are read several at once, and some of these have changes that are yet to be written."""
    monkeypatch.setattr(deferring, "AHEAD", ahead)
    for title in "甲乙丙丁戊":
        book.do(add_issue, title)
    book.do(amend, "5", {"title": "己"})  # looks for what it changes, so that all before is written
    for names in ("4", "1", "2", "3", "4", "5", "1", "2,5", "3", "4"):
        book.do(log_action, "会", issues=names)
    book.do(complete, "3")
    for names in ("1", "2", "3", "4"):
        book.do(assign, names, owner="林某")
    assert whole(book)
    assert [book.issue(name).actions for name in "12345"] == [2, 2, 2, 3, 2]


def test_a_new_issue_is_written_with_every_column() -> None:
    """Else a later act in the same portion could set one that its row has not."""
    seen: list[dict[str, Any]] = []

    class Watched(Door):
        def insert_issue(self, issue: dict[str, Any]) -> None:
            seen.append(issue)
            super().insert_issue(issue)

    with closing(empty_scratch()) as db:
        empty_state(db)
        db.execute("PRAGMA foreign_keys = OFF")
        act = AddIssue(1, 1, 1, "题", deadline=When("2023-06"), owner="陈某")
        fold(Watched(db), Entry(2, act, When("2023-05-12"), "2023-05-12T01:00:00Z", "甲", "甲"))
        columns = {row[1] for row in db.execute("PRAGMA table_info(issues)")}
        row = db.execute("SELECT * FROM issues").fetchone()
    assert seen[0].keys() == columns
    assert row is not None


def test_however_issues_are_asked_for_few_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deferring, "HELD_AT_ONCE", 100)
    with closing(empty_scratch()) as db:
        empty_state(db)
        db.execute("PRAGMA foreign_keys = OFF")
        door = deferring.Deferring(db)
        for number in range(1, 2_001):
            fold(
                door,
                Entry(
                    number + 1, AddIssue(number, 1, number, "题"), When("2023-06-20"), "2023-06-20T02:00:00Z", "", ""
                ),
            )
        door.catch_up()
        for number in (1, *range(2, 2_000, deferring.AHEAD + 1)):
            assert door.held(number)["id"] == number
            door.set_issue(number, {"owner": "陈某"})
            assert len(vars(door)["_issues"]) <= 100 + deferring.AHEAD + 1
        door.settle()
        assert db.execute("SELECT count(*) FROM issues WHERE owner = '陈某'").fetchone() == (32,)

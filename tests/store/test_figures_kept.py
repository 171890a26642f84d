"""The figures that are kept beside the state: they follow every act, without reading all issues."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from rectify.deciding.correcting import amend, undo, void
from rectify.deciding.progressing import complete, extend, log_action, reopen
from rectify.deciding.registering import add_aspect, add_issue
from rectify.model.figures import figures

if TYPE_CHECKING:
    from tests.conftest import Book


class Counts(NamedTuple):
    """Issues, completed, standing, overdue on 30 June, due from 1 to 31 July."""

    issues: int
    completed: int
    standing: int
    overdue: int
    due: int


@pytest.fixture
def four(book: Book) -> Book:
    """Two aspects; issues due on 1 June and 15 July in the first, on 1 June in the second, without a deadline in none."""
    book.do(add_aspect, "甲")
    book.do(add_aspect, "乙")
    for aspect, deadline in (("1", "2023-06-01"), ("1", "2023-07-15"), ("2", "2023-06-01"), (None, None)):
        book.do(add_issue, "题", aspect=aspect, deadline=deadline)
    return book


def counts(book: Book, aspect: int | None = None) -> Counts:
    """As kept; and the same as of today, where every issue is read."""
    found = []
    for as_of in (None, date(2023, 6, 30)):
        with book.view(as_of) as view:
            total = figures(view.tallies(aspect=aspect), view.overdue("2023-06-30", aspect=aspect))
            due = view.due_between("2023-07-01", "2023-07-31")
            found.append(Counts(total.issues, total.completed, total.standing, total.overdue, due))
    assert found[0] == found[1]
    return found[0]


STEPS: list[tuple[Any, tuple[Any, ...], dict[str, Any], Counts]] = [
    (log_action, ("会",), {"issues": "1,2"}, Counts(4, 0, 0, 2, 1)),
    (complete, ("1",), {}, Counts(4, 1, 0, 1, 1)),
    (complete, ("2",), {}, Counts(4, 2, 0, 1, 0)),
    (complete, ("3",), {"claim": "standing"}, Counts(4, 2, 1, 1, 0)),
    (reopen, ("1,2", "反弹"), {}, Counts(4, 0, 1, 2, 1)),
    (extend, ("1", "2023-07-31"), {"reason": "理由"}, Counts(4, 0, 1, 1, 2)),
    (void, ("2", "重复"), {}, Counts(3, 0, 1, 1, 1)),
    (undo, (), {}, Counts(4, 0, 1, 1, 2)),
    (undo, (), {}, Counts(4, 0, 1, 2, 1)),
    (complete, ("4",), {"claim": "partial"}, Counts(4, 0, 1, 2, 1)),
    (add_issue, ("子",), {"parent": "1", "deadline": "2023-06-01"}, Counts(4, 0, 1, 2, 1)),
]


def test_the_figures_follow_every_act(four: Book) -> None:
    assert counts(four) == Counts(4, 0, 0, 2, 1)
    for decide, asked, options, wanted in STEPS:
        four.do(decide, *asked, **options)
        assert counts(four) == wanted, decide.__name__


def test_they_are_kept_by_aspect_and_level(four: Book) -> None:
    assert [counts(four, key)[:4] for key in (0, 1, 2)] == [(1, 0, 0, 0), (2, 0, 0, 1), (1, 0, 0, 1)]
    four.do(amend, "1", {"aspect": "2"})
    four.do(complete, "3")
    assert [counts(four, key)[:4] for key in (0, 1, 2)] == [(1, 0, 0, 0), (1, 0, 0, 0), (2, 1, 0, 1)]
    four.do(add_issue, "子", parent="1", deadline="2023-06-01")
    with four.view() as view:
        assert [view.overdue("2023-06-30", level=level) for level in (0, 1)] == [1, 1]
        assert [sum(tally.issues for tally in view.tallies(level=level)) for level in (0, 1)] == [4, 1]
        assert view.overdue_by("aspect", "2023-06-30", 1) == {2: 1}


def test_no_count_is_left_over(four: Book) -> None:
    """What counts to nothing has no row: the tables stay as small as the ledger has aspects."""
    four.do(complete, "1,2,3,4")
    four.do(reopen, "1,2,3,4", "反弹")
    with four.open() as ledger:
        assert ledger._db.execute("SELECT count(*) FROM tallies WHERE issues <= 0").fetchone() == (0,)
        assert ledger._db.execute("SELECT claim, issues FROM tallies ORDER BY aspect").fetchall() == [
            ("acting", 1),
            ("acting", 2),
            ("acting", 1),
        ]


def test_an_issue_that_is_done_is_marked_as_no_longer_open(four: Book) -> None:
    """The mark by which lists of open issues find theirs without reading all."""
    four.do(complete, "1")
    four.do(void, "2", "重复")
    with four.open() as ledger:
        assert ledger._db.execute('SELECT id FROM issues WHERE "open" = 1 ORDER BY id').fetchall() == [(3,), (4,)]

"""What the ledger says of a day: stories with known answers (the laws stand in `laws/`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from rectify.deciding.correcting import amend, void, write
from rectify.deciding.progressing import assign, complete, extend, log_action, reopen
from rectify.deciding.registering import add_inspection, add_issue, add_measure
from rectify.model.dates import When
from rectify.model.figures import figures

if TYPE_CHECKING:
    from tests.conftest import Book

JUNE_30 = date(2023, 6, 30)


@pytest.fixture
def told(book: Book) -> Book:
    """Feedback on 14 February, issue 1 due on 1 June."""
    book.do(add_inspection, feedback="2023-02-14")
    book.do(add_issue, "题", deadline="2023-06-01", owner="张")
    return book


def claims(book: Book, *days: str) -> list[str]:
    return [book.issue("1", date.fromisoformat(day)).claim for day in days]


def test_an_issue_is_there_from_the_feedback_on(told: Book) -> None:
    """Though it was entered on 30 June."""
    counted = []
    for day in ("2023-02-13", "2023-02-14"):
        with told.view(date.fromisoformat(day)) as view:
            counted.append(figures(view.tallies(), view.overdue(day)).issues)
    assert counted == [0, 1]


def test_what_was_done_counts_from_its_last_day(told: Book) -> None:
    told.do(log_action, "会", issues="1", on="2023-04")
    told.do(complete, "1", on="2023-05-20")
    assert claims(told, "2023-04-01", "2023-04-29", "2023-04-30", "2023-05-19", "2023-05-20") == [
        "pending", "pending", "acting", "acting", "completed",
    ]  # fmt: skip


def test_what_was_done_this_month_or_at_some_time_counts_from_its_entry(told: Book) -> None:
    """Its last possible day is still to come, or nobody knows it; that it was done is known."""
    told.do(log_action, "会", issues="1", on="2023", today=date(2023, 6, 10))
    told.do(complete, "1", on="2023-06", today=date(2023, 6, 20))
    assert claims(told, "2023-06-09", "2023-06-10", "2023-06-19", "2023-06-20") == [
        "pending",
        "acting",
        "acting",
        "completed",
    ]
    told.do(reopen, "1", "反弹", on="unknown", today=date(2023, 6, 25))
    assert claims(told, "2023-06-24", "2023-06-25") == ["completed", "acting"]


def test_an_action_that_is_entered_after_the_completion_still_came_before_it(told: Book) -> None:
    told.do(complete, "1", on="2023-05-20")
    told.do(log_action, "会", issues="1", on="2023-03-01")
    assert claims(told, "2023-02-28", "2023-03-01", "2023-05-20") == ["pending", "acting", "completed"]
    assert told.issue("1", date(2023, 3, 1)).actions == 1


def test_a_reopened_issue_was_completed_in_between(told: Book) -> None:
    told.do(complete, "1", on="2023-03-01")
    told.do(reopen, "1", "反弹", on="2023-04-01")
    told.do(complete, "1", on="2023-05-01")
    assert claims(told, "2023-03-15", "2023-04-15", "2023-05-15") == ["completed", "acting", "completed"]


def test_overdue_is_asked_against_the_deadline_of_that_day(told: Book) -> None:
    told.do(extend, "1", "2023-08-01", reason="理由", on="2023-06-15")
    told.do(complete, "1", on="2023-06-25")
    for day, late in (("2023-06-01", 0), ("2023-06-02", 1), ("2023-06-14", 1), ("2023-06-15", 0), ("2023-06-30", 0)):
        with told.view(date.fromisoformat(day)) as view:
            assert view.overdue(day) == late
    assert told.issue("1", date(2023, 6, 14)).deadline == When("2023-06-01")
    with told.view(date(2023, 6, 14)) as view:
        assert [row.deadline.edtf for row in view.deadlines(1)] == ["2023-06-01"]


def test_who_answers_goes_by_the_day_too(told: Book) -> None:
    told.do(assign, "1", owner="李", on="2023-04-01")
    told.do(assign, "1", lead="王", on="2023-05-01")
    seen = [
        (one.owner, one.lead)
        for day in ("2023-03-31", "2023-04-01", "2023-05-01")
        for one in [told.issue("1", date.fromisoformat(day))]
    ]
    assert seen == [("张", ""), ("李", ""), ("李", "王")]


def test_a_measure_is_completed_from_its_day_on(told: Book) -> None:
    told.do(add_measure, "1", "措施")
    told.do(complete, "m1", on="2023-05-10")
    for day, completed in (("2023-05-09", None), ("2023-05-10", When("2023-05-10"))):
        with told.view(date.fromisoformat(day)) as view:
            assert view.measures(1)[0].completed_on == completed


def test_an_amended_date_moves_the_action_and_what_it_made(told: Book) -> None:
    told.do(log_action, "会", issues="1", on="2023-03-01")
    told.do(amend, "a1", {"date": "2023-04-01"})
    assert claims(told, "2023-03-15", "2023-04-01") == ["pending", "acting"]


def test_what_is_void_is_void_on_every_day(told: Book) -> None:
    told.do(log_action, "会", issues="1", on="2023-03-01")
    told.do(void, "1", "重复")
    with told.view(date(2023, 3, 15)) as view:
        assert list(view.issues()) == []
        assert view.tallies() == []


def test_the_words_of_a_report_are_no_happening(told: Book) -> None:
    """A report as of a past day is written in the newest words."""
    told.do(write, "opening", "旧", today=date(2023, 5, 1))
    told.do(write, "opening", "新", today=date(2023, 6, 1))
    with told.view(date(2023, 3, 1)) as view:
        assert [each.text for each in view.narratives(1)] == ["新"]


def test_a_day_to_come_is_like_today(told: Book) -> None:
    told.do(complete, "1", on="2023-05-20")
    assert told.issue("1", date(2030, 1, 1)) == told.issue("1", JUNE_30) == told.issue("1")

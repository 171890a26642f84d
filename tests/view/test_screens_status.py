"""The status screen: what it counts, what it names, what it says comes next, and that it never reads every issue."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from rectify.deciding import correcting, progressing, registering
from rectify.ledger import Ledger
from rectify.store.door import Door
from rectify.store.projection import update_issue
from rectify.store.reading import Reading
from rectify.view import plain
from rectify.view.screens.status import SHOWN, Status, as_json, status
from rectify.view.screens.status_screen import screen

TODAY = date(2023, 6, 30)


def day(distance: int) -> str:
    return (TODAY + timedelta(distance)).isoformat()


def stand(book: Any, **options: Any) -> Status:
    with book.view() as view:
        return status(view, TODAY, **options)


def shown(found: Status, language: Any = "en") -> str:
    return "\n".join(plain.lines(screen(language, found), None))


def add(book: Any, *titles: str, **options: Any) -> None:
    for title in titles:
        book.do(registering.add_issue, title, **options)


def reviewed(book: Any, name: str, verdict: str) -> None:
    """A verdict as a review will give it; the command for it comes later."""
    key = book.issue(name).id
    db = sqlite3.connect(book.path, isolation_level=None)
    update_issue(Door(db), key, verdict=verdict)
    db.close()


# --- the summary


def test_when_all_is_done_it_says_so_and_what_is_not_so_good_beside_it(book: Any) -> None:
    for title in ("思想方面", "财务方面"):
        book.do(registering.add_aspect, title)
    add(book, "甲", aspect="1")
    add(book, "乙", aspect="2")
    book.do(progressing.complete, "1,2")
    said = shown(stand(book), "zh")
    assert "共2个方面2个问题，已全部完成，进度100%。" in said
    assert "已完成的2个中，未验收2个，已销号0个。" in said
    assert said.endswith("rectify report > 整改报告.md")


def test_the_last_issue_decides_over_a_hundred_percent(book: Any) -> None:
    """999 of 1000 is 99.9%, and never rounded up."""
    with Ledger.writing(book.path, book.founding) as ledger:
        for number in range(1001):
            ledger.record(lambda state, n=number: registering.add_issue(state, TODAY, f"{n}"), book.stamp())  # type: ignore[misc]
        ledger.record(lambda state: progressing.complete(state, TODAY, "1..1000"), book.stamp())
    found = stand(book)
    assert found.figures.percent == "99.9%"
    assert "all completed" not in shown(found)


def test_standing_and_waived_issues_are_in_the_whole_and_never_completed(book: Any) -> None:
    add(book, "a", "b", "c", "d")
    book.do(progressing.complete, "1")
    book.do(progressing.complete, "2", claim="standing")
    reviewed(book, "3", "waived")
    found = as_json(stand(book))
    assert (found["issues"], found["completed"], found["standing"], found["waived"]) == (4, 1, 1, 1)
    assert found["progress"] == 0.25


def test_what_was_returned_is_not_completed_and_comes_first(book: Any) -> None:
    add(book, "late", deadline=day(-3))
    add(book, "returned")
    book.do(progressing.complete, "2")
    reviewed(book, "2", "returned")
    found = stand(book)
    assert (found.figures.completed, found.figures.returned) == (0, 1)
    assert [name for name, _ in found.returned.issues] == ["2"]
    assert (found.next.command, found.next.name) == ("log-action", "2")
    assert "Returned (1)" in shown(found)


def test_closed_issues_wait_for_nobody(book: Any) -> None:
    add(book, "a", "b")
    book.do(progressing.complete, "1,2")
    reviewed(book, "1", "accepted")
    found = stand(book)
    assert (found.figures.closed, found.figures.unreviewed) == (1, 1)
    assert [name for name, _ in found.unreviewed.issues] == ["2"]


def test_sub_issues_are_a_level_of_their_own(book: Any) -> None:
    add(book, "whole")
    add(book, "part", parent="1", deadline=day(-1))
    book.do(progressing.complete, "1")
    found = stand(book)
    assert (found.figures.issues, found.figures.completed, found.figures.overdue) == (1, 1, 0)
    assert (found.sub_issues.issues, found.sub_issues.completed, found.sub_issues.overdue) == (1, 0, 1)
    assert "Sub-issues, counted apart: 0 of 1 completed (0%), 1 overdue." in shown(found)


def test_without_sub_issues_nothing_is_said_of_them(book: Any) -> None:
    add(book, "whole")
    assert "Sub-issues" not in shown(stand(book))


def test_void_issues_are_in_no_figure(book: Any) -> None:
    add(book, "a", "b", deadline=day(-1))
    book.do(correcting.void, "2", "entered twice")
    found = stand(book)
    assert (found.figures.issues, found.figures.overdue, found.overdue.total) == (1, 1, 1)


# --- late and soon


@pytest.mark.parametrize(("distance", "late", "soon"), [(-1, 1, 0), (0, 0, 1), (14, 0, 1), (15, 0, 0)])
def test_an_issue_is_late_the_day_after_its_deadline_and_soon_two_weeks_before(
    book: Any, distance: int, late: int, soon: int
) -> None:
    add(book, "x", deadline=day(distance))
    found = stand(book)
    assert (found.overdue.total, found.due_soon.total) == (late, soon)
    assert (len(found.overdue.issues), len(found.due_soon.issues)) == (late, soon)


def test_a_deadline_without_a_day_is_late_after_its_last_possible_day(book: Any) -> None:
    add(book, "x", deadline="2023-06")
    assert stand(book).overdue.total == 0
    with book.view() as view:
        assert status(view, date(2023, 7, 1)).overdue.total == 1


def test_what_is_completed_is_neither_late_nor_soon(book: Any) -> None:
    add(book, "a", deadline=day(-9))
    add(book, "b", deadline=day(3))
    book.do(progressing.complete, "1,2")
    found = stand(book)
    assert (found.overdue.total, found.due_soon.total) == (0, 0)


def test_only_the_ten_most_overdue_are_named_and_all_are_counted(book: Any) -> None:
    for distance in range(1, SHOWN + 3):
        add(book, f"{distance} days late", deadline=day(-distance))
    found = stand(book)
    assert found.overdue.total == SHOWN + 2
    assert [issue.title for _, issue in found.overdue.issues] == [f"{n} days late" for n in range(12, 2, -1)]
    assert "Overdue (12, the first 10; all: rectify list --overdue --sort deadline)" in shown(found)


# --- the shares


def test_issues_without_an_aspect_are_a_row_of_their_own_so_that_the_rows_add_up(book: Any) -> None:
    book.do(registering.add_aspect, "Purchases")
    add(book, "a", aspect="1")
    add(book, "b", "c")
    found = stand(book)
    assert [(share.title, share.figures.issues) for share in found.campaigns[0].shares] == [("Purchases", 1), ("", 2)]
    assert "(under no aspect)" in shown(found)


def test_a_ledger_without_aspects_needs_no_table(book: Any) -> None:
    add(book, "a")
    assert "Aspect" not in shown(stand(book))


def test_a_heading_that_states_another_count_is_pointed_out(book: Any) -> None:
    book.do(registering.add_aspect, "Purchases", claimed=3)
    add(book, "a", aspect="1")
    assert "aspect 1 is said to have 3 issues; the ledger has 1" in shown(stand(book))


def test_owners_with_most_to_catch_up_come_first(book: Any) -> None:
    add(book, "a", owner="Lee")
    add(book, "b", owner="Kim", deadline=day(-1))
    add(book, "c")
    found = stand(book, by="owner")
    assert [share.title for share in found.campaigns[0].shares] == ["Kim", "", "Lee"]
    assert "(no owner)" in shown(found)


@pytest.mark.parametrize("by", ["owner", "unit"])
def test_a_share_by_post_goes_by_who_held_it_on_the_day(book: Any, by: str) -> None:
    add(book, "a", **{by: "first"}, on="2023-01-01")
    book.do(progressing.assign, "1", **{by: "second"}, on="2023-06-01")
    with book.view(date(2023, 5, 1)) as view:
        assert [each.title for each in status(view, date(2023, 5, 1), by=by).campaigns[0].shares] == ["first"]
    assert [each.title for each in stand(book, by=by).campaigns[0].shares] == ["second"]


# --- several inspections


@pytest.fixture
def twice(book: Any) -> Any:
    """Two inspections, each with an issue 1."""
    for code, distance in (("2022-1", -5), ("2023-1", -9)):
        book.do(registering.add_inspection, code=code, unit=f"unit of {code}")
        book.do(registering.add_aspect, f"aspect of {code}")
        add(book, f"issue of {code}", aspect="1", deadline=day(distance))
    return book


def test_all_inspections_are_shown_grouped_and_added_up(twice: Any) -> None:
    said = shown(stand(twice))
    order = ["2022-1", "aspect of 2022-1", "2023-1", "aspect of 2023-1", "Total"]
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    assert stand(twice).figures.issues == 2


def test_issues_of_several_inspections_are_called_by_their_full_names(twice: Any) -> None:
    found = stand(twice)
    assert [name for name, _ in found.overdue.issues] == ["2023-1/1", "2022-1/1"]
    assert 'rectify log-action 2023-1/1 "what was done"' in shown(found)


def test_one_inspection_can_be_looked_at_alone(twice: Any) -> None:
    with twice.view() as view:
        found = status(view, TODAY, inspection=view.inspections()[0])
    assert found.figures.issues == 1
    assert [name for name, _ in found.overdue.issues] == ["2022-1/1"]
    assert "2023-1" not in shown(found)


# --- what comes next


def logged(book: Any) -> None:
    book.do(progressing.log_action, "met", issues="1")


@pytest.mark.parametrize(
    ("deadline", "then", "command"),
    [
        (None, (), 'rectify log-action 1 "what was done"'),
        (day(-3), (), 'rectify log-action 1 "what was done"'),
        (day(-3), (logged,), "rectify complete 1"),
        (day(3), (), 'rectify log-action 1 "what was done"'),
        (day(3), (logged,), "rectify complete 1"),
        (None, (logged,), "rectify complete 1"),
        (None, (lambda book: book.do(progressing.complete, "1", claim="standing"),), "rectify report > report.md"),
        (None, (lambda book: book.do(progressing.complete, "1"),), "rectify report > report.md"),
    ],
)
def test_the_next_command_can_be_typed_as_it_stands(
    book: Any, deadline: str | None, then: tuple[Callable[[Any], None], ...], command: str
) -> None:
    add(book, "x", deadline=deadline)
    for step in then:
        step(book)
    assert shown(stand(book)).splitlines()[-1] == f"  {command}"


# --- it does not read every issue


class Watched:
    """A connection that keeps what it is asked."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.asked: list[str] = []
        self._db = db
        db.set_trace_callback(self.asked.append)

    def plans(self) -> Iterator[str]:
        self._db.set_trace_callback(None)
        for query in self.asked:
            yield from (row[3] for row in self._db.execute(f"EXPLAIN QUERY PLAN {query}"))


@pytest.fixture
def full(book: Any) -> Any:
    """A ledger in which every list of the status has something to show."""
    add(book, "late", deadline=day(-1))
    add(book, "soon", deadline=day(1))
    add(book, "standing", "returned", "completed", "pending")
    book.do(progressing.complete, "3", claim="standing", on=day(-3), every="1d")
    book.do(progressing.complete, "4,5")
    reviewed(book, "4", "returned")
    return book


def reads(book: Any, by: str) -> list[str]:
    with book.open() as ledger:
        watched = Watched(ledger._db)
        found = status(Reading(ledger._db), TODAY, by=by)
        assert all(
            getattr(found, name).issues
            for name in ("overdue", "due_soon", "standing", "returned", "unreviewed", "reviews")
        )
        return list(watched.plans())


FEW = (
    "issues_due (inspection=? AND due>? AND due<?)",
    "issues_claim (inspection=? AND claim=? AND verdict=?)",
    "issues_review (inspection=? AND review_due<?)",
)
"""Ways to the issues that end after the first few."""


def whole_reads(plans: list[str]) -> list[str]:
    """The steps that read all issues of an inspection, or of the ledger, or all that was done."""
    large = [
        plan for plan in plans if plan.split()[1] in ("i", "issues", "actions", "action_issues", "claims", "entry")
    ]
    return [plan for plan in large if not plan.endswith(FEW)]


def test_no_table_that_grows_is_read_from_end_to_end(full: Any) -> None:
    plans = reads(full, "aspect")
    assert whole_reads(plans) == []
    assert not [plan for plan in plans if "FOR ORDER BY" in plan]
    assert all(any(way in plan for plan in plans) for way in FEW)


def test_a_count_by_owner_does_read_every_issue(full: Any) -> None:
    """The control: what the test above looks for can be seen."""
    assert whole_reads(reads(full, "owner"))

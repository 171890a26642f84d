"""The two ways to look back: in order of happening, and in order of entry."""

from datetime import date
from typing import Any

from rectify.deciding import correcting, progressing, registering
from rectify.view import plain
from rectify.view.screens.history import Aside, screen as history
from rectify.view.screens.timeline import NAMED, Told, moments

TODAY = date(2023, 6, 30)


def told(book: Any, *issues: int, language: Any = "en") -> list[list[str]]:
    """The rows of the timeline, each as its cells."""
    with book.view() as view:
        lines = list(plain.lines(Told(language, view, TODAY).screen(moments(view.events(None, issues))), None))
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines[2:]]


def test_what_one_entry_did_to_several_issues_is_one_row(book: Any) -> None:
    for title in "abc":
        book.do(registering.add_issue, title)
    book.do(progressing.complete, "1,2,3")
    assert told(book) == [["2023-06-30", "1, 2, 3", "claim", "completed"]]


def test_of_very_many_issues_some_are_named_and_all_are_counted(book: Any) -> None:
    for number in range(NAMED + 5):
        book.do(registering.add_issue, f"{number}")
    book.do(progressing.complete, f"1..{NAMED + 5}")
    ((_, names, *_),) = told(book)
    assert names.endswith(f"20 and more, {NAMED + 5} in all")


def test_an_action_that_makes_an_issue_acting_is_told_once(book: Any) -> None:
    book.do(registering.add_issue, "a")
    book.do(progressing.log_action, "met", issues="1", kind="meeting")
    assert told(book) == [["2023-06-30", "1", "meeting", "a1", "met"]]


def test_reopening_is_told_with_its_reason(book: Any) -> None:
    book.do(registering.add_issue, "a")
    book.do(progressing.complete, "1")
    book.do(progressing.reopen, "1", "it came back")
    assert told(book)[-1] == ["2023-06-30", "1", "claim", "in progress", "it came back"]


def test_only_the_present_deadline_has_its_place_and_extensions_are_events(book: Any) -> None:
    book.do(registering.add_issue, "a", deadline="2023-06-01")
    book.do(progressing.extend, "1", "2023-07-15", reason="illness", on="2023-05-30", said_by="Kim")
    assert told(book) == [
        ["2023-05-30", "1", "extension", "to 2023-07-15", "because: illness", "decided by Kim"],
        ["-- today, 2023-06-30 --"],
        ["2023-07-15", "1", "deadline", "to come"],
    ]


def test_what_is_void_or_taken_back_did_not_happen(book: Any) -> None:
    for title in "ab":
        book.do(registering.add_issue, title, deadline="2023-06-01")
    book.do(progressing.log_action, "met", issues="1")
    book.do(correcting.void, "a1", "wrong issue")
    book.do(correcting.void, "2", "entered twice")
    book.do(progressing.complete, "1")
    book.do(correcting.undo)
    assert [row[2] for row in told(book)] == ["deadline"]


def test_two_inspections_are_told_apart(book: Any) -> None:
    for code in ("2022-1", "2023-1"):
        book.do(registering.add_inspection, code=code)
        book.do(registering.add_issue, "a")
    book.do(progressing.log_action, "met", issues="2022-1/1")
    book.do(progressing.complete, "2023-1/1")
    book.do(progressing.log_action, "all met", inspection="2022-1")
    assert [row[1] for row in told(book)] == ["2022-1/1", "2023-1/1", "2022-1"]
    with book.open() as ledger:
        view = ledger.view()
        lines = "\n".join(plain.lines(history("en", view, ledger.entries(), Aside(view.undone(), {})), None))
    assert "for issue 2022-1/1" in lines


def test_a_view_of_one_inspection_leaves_the_others_out(book: Any) -> None:
    for code in ("2022-1", "2023-1"):
        book.do(registering.add_inspection, code=code)
        book.do(registering.add_issue, "a", deadline="2023-06-01")
        book.do(progressing.log_action, code, inspection=code)
    with book.view() as view:
        found = list(view.events(view.inspections()[0].id))
    assert [event.kind for event in found] == ["deadline", "action"]


def test_who_entered_for_whom_is_told(book: Any) -> None:
    book.do(registering.add_issue, "a", said_by="Kim")
    with book.open() as ledger:
        view = ledger.view()
        lines = list(plain.lines(history("en", view, ledger.entries(), Aside(view.undone(), {})), None))
    assert "clerk for Kim" in lines[-1]

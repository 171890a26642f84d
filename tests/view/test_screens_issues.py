"""Issues in rows: every column there is, in JSON and in words."""

from datetime import date
from typing import Any

import pytest

from rectify.deciding import correcting, progressing, registering
from rectify.errors import WrongUsage
from rectify.language import LANGUAGES
from rectify.model.values import Filter
from rectify.view import plain
from rectify.view.layout import text_of
from rectify.view.screen import Group
from rectify.view.screens.issues import COLUMNS, CONTRACT, MORE, SHOWN, Around, Rows, chosen, facts, read_for, screen

TODAY = date(2023, 6, 30)


@pytest.fixture
def office(book: Any) -> Any:
    """Two aspects; an issue with everything known, one that is late, one completed, and a void one."""
    for title in ("Purchases", "Cash"):
        book.do(registering.add_aspect, title)
    book.do(
        registering.add_issue,
        "No tender was held",
        aspect="1",
        kind="staged",
        severity="high",
        owner="Lee",
        lead="Kim",
        unit="Finance",
        supporting="Legal",
        acceptance="A tender is on file",
        recommendation="Hold one",
        response="Agreed",
        deadline="2023-08",
    )
    book.do(registering.add_issue, "The cash book has gaps", aspect="2", deadline="2023-06-20")
    book.do(registering.add_issue, "No receipts", aspect="2", deadline="2023-06-10")
    book.do(registering.add_issue, "No receipts", aspect="2")
    book.do(progressing.extend, "2", "2023-06-25", reason="illness")
    book.do(progressing.complete, "3", on="2023-06-12")
    book.do(correcting.void, "4", "entered twice")
    return book


def row(book: Any, name: str, *columns: str, language: Any = "en", whole: bool = True) -> list[str]:
    """The cells of one issue as words."""
    with book.view() as view:
        (issue,) = (each for each in view.issues(Filter(void=True)) if each.name == name)
        return [
            text_of(part)
            for cells in Rows(language, columns, Around.of(view, TODAY)).rows([issue], whole=whole)
            for part in cells
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_title_and_words_for_every_issue(office: Any, language: Any) -> None:
    with office.view() as view:
        rows = Rows(language, COLUMNS, Around.of(view, TODAY))
        assert all(title.strip() for title in rows.titles())
        assert len(set(rows.titles())) == len(COLUMNS)
        cells = list(rows.rows(view.issues(Filter(void=True))))
        assert len(cells) == 4
        assert {len(row) for row in cells} == {len(COLUMNS)}


@pytest.mark.parametrize("name", COLUMNS)
def test_no_more_is_read_of_issues_than_their_columns_tell(office: Any, name: str) -> None:
    with office.view() as view:
        rows, wanted = Rows("en", [name], Around.of(view, TODAY)), Filter(void=True)
        whole = list(rows.rows(view.issues(wanted)))
        assert list(rows.rows(view.issues(wanted, fields=read_for([name])))) == whole
        around = Around.of(view, TODAY)
        told = [facts([name], issue, around) for issue in view.issues(wanted, fields=read_for([name]))]
        assert told == [facts([name], issue, around) for issue in view.issues(wanted)]


def test_what_is_not_asked_for_is_not_read(office: Any) -> None:
    with office.view() as view:
        first, *_ = view.issues(fields=read_for(["number"]))
        assert (first.title, first.deadline, first.actions) == ("", None, 0)
        assert (first.name, first.claim) == ("1", "pending")


def test_what_is_known_stands_in_its_column(office: Any) -> None:
    place = ("number", "aspect", "aspect_title", "kind", "severity", "owner", "lead", "unit", "supporting")
    assert row(office, "1", *place) == ["1", "1", "Purchases", "by stages", "high", "Lee", "Kim", "Finance", "Legal"]
    names = ("acceptance", "recommendation", "response", "deadline", "due")
    assert row(office, "1", *names) == ["A tender is on file", "Hold one", "Agreed", "August 2023", "2023-08-31"]


def test_a_late_issue_tells_by_how_much_and_against_which_deadline(office: Any) -> None:
    names = ("overdue", "deadline", "first_deadline", "on_time_first", "on_time_last", "completed_on")
    assert row(office, "2", *names) == ["5 days", "2023-06-25", "2023-06-20", "late", "late", ""]
    assert row(office, "3", *names) == ["", "2023-06-10", "2023-06-10", "late", "late", "2023-06-12"]
    assert row(office, "1", *names) == ["", "August 2023", "August 2023", "still open", "still open", ""]


def test_what_is_void_is_not_overdue(office: Any) -> None:
    assert row(office, "4", "void", "overdue") == ["entered twice", ""]


def test_in_a_table_a_verdict_that_nobody_gave_is_left_out_and_elsewhere_it_is_a_word(office: Any) -> None:
    assert row(office, "3", "claim", "verdict", whole=False) == ["completed", ""]
    assert row(office, "3", "claim", "verdict", whole=True) == ["completed", "not reviewed"]


def test_no_action_at_all_is_a_nought_and_no_blank(office: Any) -> None:
    assert row(office, "1", "actions", whole=False) == ["0"]


def test_json_has_codes_numbers_and_nulls(office: Any) -> None:
    with office.view() as view:
        around = Around.of(view, TODAY)
        first, *_ = (facts((*CONTRACT, *MORE), issue, around) for issue in view.issues())
    assert first["kind"] == "staged"
    assert first["deadline"] == "2023-08"
    assert first["overdue"] is False
    assert first["completed_on"] is None
    assert (first["aspect"], first["number"]) == (1, "1")


def test_columns_that_hold_nothing_are_left_out_of_a_table(office: Any) -> None:
    with office.view() as view:
        rows = Rows("en", SHOWN, Around.of(view, TODAY))
        some = [issue for issue in view.issues() if issue.name == "3"]
        assert rows.telling(some).titles() == ["No.", "Issue", "Claim", "Deadline", "Actions"]
        assert rows.telling(view.issues()).titles() == ["No.", "Issue", "Claim", "Owner", "Deadline", "Late", "Actions"]


def test_each_aspect_stands_once_above_its_issues(office: Any) -> None:
    with office.view() as view:
        rows = Rows("en", ("number",), Around.of(view, TODAY))
        found = list(rows.grouped(view.issues(), whole=False))
        assert [each.text for each in found if isinstance(each, Group)] == ["1. Purchases", "2. Cash"]
        assert "2. Cash" in "\n".join(plain.lines(screen(rows, view.issues(), grouped=True), None))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("number,title", ["number", "title"]),
        (" number， on-time-first ", ["number", "on_time_first"]),
        ("title,title", ["title", "title"]),
    ],
)
def test_columns_are_chosen_by_their_names_in_json(text: str, names: list[str]) -> None:
    assert chosen(text) == names


@pytest.mark.parametrize("text", ["", " , ", "colour", "number;title"])
def test_a_column_that_there_is_not_is_refused_with_those_that_there_are(text: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        chosen(text)
    assert "number, title" in str(refused.value.values["known"])

"""One thing shown whole, in both languages."""

from datetime import date
from typing import Any

import pytest

from rectify.deciding import correcting, progressing, registering
from rectify.deciding.resolving import any_thing
from rectify.language import LANGUAGES
from rectify.view import plain
from rectify.view.screens.show import screen
from rectify.view.screens.show_json import as_json

TODAY = date(2023, 6, 30)


@pytest.fixture
def office(book: Any) -> Any:
    """One issue to which everything has happened."""
    book.do(registering.add_inspection, unit="Harbour Office", title="Audit", feedback="2023-02-14", due="2023-12-31")
    book.do(registering.add_aspect, "Cash", claimed=2)
    texts = {"acceptance": "Two lines\nof what counts", "owner": "Lee"}
    book.do(registering.add_issue, "The cash book has gaps", aspect="1", deadline="2023-05-31", **texts)
    book.do(registering.add_issue, "In March", parent="1")
    book.do(registering.add_measure, "1", "Compare with the bank", standard="No gap is left", deadline="2023-05-01")
    given = {"outcomes": ("found=30+ receipts", "returned=3.5万元"), "rules": ("Rules for cash",)}
    book.do(progressing.log_action, "Compared", issues="1", kind="correction", on="since April 2023", **given)
    book.do(progressing.log_action, "By mistake", issues="1")
    book.do(correcting.void, "a2", "was another issue")
    book.do(progressing.log_action, "All met", kind="meeting")
    book.do(progressing.extend, "1", "2023-07-31", reason="illness", on="2023-05-30", said_by="Kim")
    book.do(progressing.complete, "1", effect="no gap left", on="2023-06-20")
    book.do(progressing.reopen, "1", "gaps in May", on="2023-06-25")
    book.do(progressing.complete, "m1")
    book.do(correcting.amend, "1", {"title": "The cash book has many gaps"}, reason="as in the feedback")
    book.do(correcting.amend, "m1", {"deadline": "2023-05-15"})
    book.do(correcting.write, "opening", "First line\nsecond line")
    return book


def shown(book: Any, name: str, language: Any = "en") -> str:
    with book.view() as view:
        return "\n".join(plain.lines(screen(language, view, any_thing(view, name), TODAY), None))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (
            "1",
            [
                "issue 1  i1",
                "The cash book has many gaps",
                "2023-1  Audit",
                "1. Cash",
                "Lee",
                "Two lines\n            of what counts",
                "in progress, not reviewed",
                "first 2023-05-31",
                "extended to 2023-07-31  because: illness  decided by Kim, 2023-05-30",
                "2023-06-20  completed  no gap left",
                "2023-06-25  in progress  gaps in May",
                "m1   Compare with the bank  standard: No gap is left",
                "a1   since April 2023  correction  Compared",
                "outcome: found: 30+ receipts, returned: 3.5 万元",
                "rule: “Rules for cash”",
                "void: was another issue",
                "In March",
                "title: The cash book has gaps → The cash book has many gaps",
                "because: as in the feedback",
            ],
        ),
        ("1-1", ["under issue", "1  The cash book has many gaps", "not started"]),
        ("a1", ["action a1", "Compared", "since April 2023", "clerk"]),
        ("a2", ["void: was another issue"]),
        ("a3", ["inspection 2023-1 as a whole"]),
        ("m1", ["Compare with the bank", "1  The cash book has many gaps", "2023-05-01 → 2023-05-15"]),
        ("1.", ["Cash", "0 of 1 completed", "The cash book has many gaps", "In March"]),
        ("/", ["Audit", "Harbour Office", "2023-02-14", "1. Cash", "All met", "opening", "second line"]),
    ],
)
def test_everything_that_belongs_to_a_thing_is_shown(office: Any, name: str, parts: list[str]) -> None:
    said = shown(office, name)
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["1", "1-1", "a1", "a3", "m1", "1.", "/"])
def test_every_thing_can_be_told_in_both_languages(office: Any, name: str, language: Any) -> None:
    assert shown(office, name, language)


def test_a_thing_about_which_little_is_known_has_no_empty_labels(book: Any) -> None:
    book.do(registering.add_issue, "x")
    said = shown(book, "1")
    assert "owner" not in said
    assert "Amendments" not in said
    assert "Measures" not in said


def test_an_issue_as_json_has_all_its_rows(office: Any) -> None:
    with office.view() as view:
        found = as_json(view, any_thing(view, "1"), TODAY)
        found["actions_done"] = list(found["actions_done"])
    assert (found["number"], found["aspect"], found["inspection"], found["overdue"]) == ("1", 1, "2023-1", False)
    assert [each["deadline"] for each in found["deadlines"]] == ["2023-05-31", "2023-07-31"]
    assert [each["claim"] for each in found["claims"]] == ["acting", "completed", "acting"]
    assert found["actions_done"][0]["date"] == "2023-04/.."
    assert (
        found["actions_done"][0]["outcomes"][0] | {"quantity": "30", "at_least": True}
        == found["actions_done"][0]["outcomes"][0]
    )
    assert [each["title"] for each in found["sub_issues"]] == ["In March"]
    assert found["changes"][0]["old"] == "The cash book has gaps"

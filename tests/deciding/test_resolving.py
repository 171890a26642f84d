"""From names as people type them to the things of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rectify.deciding.correcting import void
from rectify.deciding.progressing import log_action
from rectify.deciding.registering import add_aspect, add_inspection, add_issue, add_measure
from rectify.deciding.resolving import any_thing, aspect, inspection, issue, issues
from rectify.errors import NotFound, RectifyError, Refused, WrongUsage
from rectify.model.naming import Thing

if TYPE_CHECKING:
    from tests.conftest import Book


@pytest.fixture
def two(book: Book) -> Book:
    """Two inspections: `old` (run-on: 1 to 12, 3-1, 3-2, 7-9) and `new` (by aspect: 1.1, 1.2, 2.1, 2.2)."""
    book.do(add_inspection, code="old")
    for _ in range(12):
        book.do(add_issue, "题")
    for parent, number in (("3", None), ("3", None), ("7", 9)):
        book.do(add_issue, "子", parent=parent, number=number)
    book.do(add_measure, "3", "措施")
    book.do(log_action, "会", issues="4")
    book.do(add_inspection, code="new", numbering="by-aspect")
    for title in ("甲", "乙"):
        book.do(add_aspect, title)
    for under in ("1", "1", "2", "2"):
        book.do(add_issue, "题", aspect=under)
    return book


def found(book: Book, text: str) -> list[int]:
    with book.view() as view:
        return [each.id for each in issues(view, text)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("old/3", [3]),
        ("i3", [3]),
        ("old/3-1", [13]),
        ("3-1", [13]),
        ("3-2, 3-1", [14, 13]),
        ("new/1.2", [17]),
        ("1.2", [17]),
        ("2.1，2.2", [18, 19]),
        ("5,4,5,i4", [5, 4]),
        ("4-6", [4, 5, 6]),
        ("4..6", [4, 5, 6]),
        ("7-9", [15]),
        ("7..9", [7, 8, 9]),
        ("old/10-12", [10, 11, 12]),
        ("new/1.1-2", [16, 17]),
        ("003", [3]),
    ],
)
def test_names_of_issues(two: Book, text: str, ids: list[int]) -> None:
    assert found(two, text) == ids


def test_a_name_that_fits_several_lists_them(two: Book) -> None:
    with pytest.raises(NotFound, match="name-ambiguous") as refused:
        found(two, "1")
    assert refused.value.values["candidates"] == "old/1 (i1), new/1.1 (i16), new/2.1 (i18)"


@pytest.mark.parametrize(
    ("text", "error", "key"),
    [
        ("99", NotFound, "no-issue"),
        ("i99", NotFound, "no-issue"),
        ("1-9", NotFound, "name-ambiguous"),
        ("old/11-13", NotFound, "no-issue"),
        ("3-3", NotFound, "no-issue"),
        ("old/9.1", NotFound, "no-issue"),
        ("none/1", NotFound, "no-issue"),
        ("a1", WrongUsage, "name-bad"),
        ("m1", WrongUsage, "name-bad"),
        ("题", WrongUsage, "name-bad"),
        ("1.", WrongUsage, "name-bad"),
        ("5..4", WrongUsage, "range-bad"),
        ("1..999999999", WrongUsage, "range-bad"),
        ("", WrongUsage, "name-empty"),
        ("i999999999999999", NotFound, "no-issue"),
    ],
)
def test_names_of_nothing(two: Book, text: str, error: type[RectifyError], key: str) -> None:
    with pytest.raises(error, match=f"'{key}'"):
        found(two, text)


def test_one_issue_is_one_issue(two: Book) -> None:
    with two.view() as view:
        assert issue(view, "4").id == 4
        with pytest.raises(WrongUsage, match="name-one-issue"):
            issue(view, "4,5")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("a1", Thing("action", 1)),
        ("m1", Thing("measure", 1)),
        ("4", Thing("issue", 4)),
        ("i4", Thing("issue", 4)),
        ("2.", Thing("aspect", 2)),
        ("new/1.", Thing("aspect", 1)),
        ("old/", Thing("inspection", 1)),
        ("/", Thing("inspection", 2)),
        (" a1 ", Thing("action", 1)),
    ],
)
def test_every_kind_of_thing_has_a_name(two: Book, text: str, thing: Thing) -> None:
    with two.view() as view:
        assert any_thing(view, text) == thing


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a9", "no-action"),
        ("m9", "no-measure"),
        ("e1", "no-evidence"),
        ("old/1.", "no-aspect"),
        ("none/", "no-inspection"),
    ],
)
def test_things_that_are_not_there(two: Book, text: str, key: str) -> None:
    with two.view() as view, pytest.raises(NotFound, match=f"'{key}'"):
        any_thing(view, text)


def test_an_aspect_goes_by_number_or_title(two: Book) -> None:
    with two.view() as view:
        of = inspection(view, "new")
        assert {aspect(view, of, text).id for text in ("1", "1.", " 甲 ")} == {1}


def test_a_number_goes_before_a_title_that_looks_like_one(book: Book) -> None:
    for title in ("2", "乙", "第三。", "3."):
        book.do(add_aspect, title)
    with book.view() as view:
        of = inspection(view, None)
        assert [aspect(view, of, text).number for text in ("2", "2.", "第三。", "3.")] == [2, 2, 3, 3]


def test_without_a_code_the_newest_living_inspection_is_meant(two: Book) -> None:
    with two.view() as view:
        assert inspection(view, None).code == "new"
        with pytest.raises(NotFound, match="no-inspection") as refused:
            inspection(view, "other")
    assert refused.value.values["known"] == "old, new"
    two.do(add_inspection, code="third")
    two.do(void, "third/", "重复")
    with two.view() as view:
        assert inspection(view, None).code == "new"


def test_a_ledger_without_inspections_says_how_to_begin(book: Book) -> None:
    book.do(add_inspection)
    book.do(void, "/", "重复")
    with book.view() as view, pytest.raises(NotFound, match="no-inspection-yet"):
        inspection(view, None)


def test_what_is_void_is_still_named_but_nothing_is_done_to_it(two: Book) -> None:
    two.do(void, "4", "重复")
    assert found(two, "4") == [4]
    with pytest.raises(Refused, match="void-thing"):
        two.do(log_action, "会", issues="4")

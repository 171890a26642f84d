"""A post changes hands: what is open goes along, what was stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rectify.acts import Assign
from rectify.deciding.correcting import undo, void
from rectify.deciding.handing_over import hand_over
from rectify.deciding.progressing import complete
from rectify.deciding.registering import add_inspection, add_issue, add_measure
from rectify.deciding.reviewing import review
from rectify.errors import NotFound, WrongUsage
from rectify.model.people import named, replaced

if TYPE_CHECKING:
    from tests.conftest import Book


@pytest.fixture
def office(book: Book) -> Book:
    """张 owns 1 (open), 2 (completed), 3 (returned), 4 (standing), 5 (void), 6 (waived); leads 7 with 李, owner 李."""
    book.do(add_inspection, feedback="2023-02-14")
    for _ in range(6):
        book.do(add_issue, "题", owner="张")
    book.do(add_issue, "题", owner="李", lead="李、张")
    book.do(add_measure, "1", "措施", owner="张")
    book.do(add_measure, "1", "措施", owner="张，王")
    book.do(add_measure, "2", "措施", owner="张")
    book.do(complete, "m1")
    book.do(complete, "2,3", on="2023-05-01")
    book.do(complete, "4", claim="standing")
    for opinion, names in (("return", "3"), ("waive", "6")):
        book.do(review, names, opinion, note="理由", said_by="王", reviewer="王")
    book.do(void, "5", "重复")
    return book


def test_what_is_open_goes_along_and_what_was_stays(office: Book) -> None:
    entries = office.do(hand_over, "张", "赵", on="2023-06-15")
    assert [entry.act for entry in entries][:2] == [Assign((1, 3, 4), owner="赵"), Assign((7,), lead="李、赵")]
    assert [office.issue(name).owner for name in "12346"] == ["赵", "张", "赵", "赵", "张"]
    with office.view() as view:
        assert [measure.owner for measure in view.measures(1)] == ["张", "赵，王"]
        assert view.measures(2)[0].owner == "张"
    days = [office.today.replace(day=day) for day in (14, 15)]
    assert [office.issue("1", as_of=day).owner for day in days] == ["张", "赵"]
    office.do(undo)
    assert office.issue("1").owner == "张"
    assert office.faults() == []


def test_who_takes_over_is_then_no_reviewer_of_it(office: Book) -> None:
    from rectify.errors import Refused

    office.do(hand_over, "张", "赵")
    office.do(complete, "1")
    with pytest.raises(Refused, match="review-doer"):
        office.do(review, "1", "accept", said_by="赵", reviewer="赵")
    office.do(review, "1", "accept", said_by="张", reviewer="张")


def test_nothing_to_hand_over_is_said(office: Book) -> None:
    with pytest.raises(NotFound, match="hand-over-nothing"):
        office.do(hand_over, "孙", "赵")
    with pytest.raises(WrongUsage, match="hand-over"):
        office.do(hand_over, "张", "张")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("张", "赵"),
        ("张、李", "赵、李"),
        ("李, 张", "李, 赵"),
        ("张三", "张三"),
        ("赵、张", "赵"),
        ("张、赵", "赵"),
        ("李、张、赵", "李、赵"),
        ("", ""),
    ],
)
def test_one_name_among_several_is_replaced(text: str, new: str) -> None:
    assert replaced(text, "张", "赵") == new


def test_names_stand_in_a_row_in_many_ways() -> None:
    assert named(" 张、李，王; Lee / Ash\n孙、张 ") == ("张", "李", "王", "Lee", "Ash", "孙")

"""What the unit does: actions, claims, reopening, extensions, responsibilities."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rectify.acts import Assign, Complete, Extend, LogAction, Reopen
from rectify.deciding.correcting import void
from rectify.deciding.progressing import assign, complete, extend, log_action, reopen
from rectify.deciding.registering import add_inspection, add_issue, add_measure
from rectify.errors import NotFound, RectifyError, Refused, WrongUsage
from rectify.model.dates import UNKNOWN, When

if TYPE_CHECKING:
    from tests.conftest import Book


@pytest.fixture
def three(book: Book) -> Book:
    """Three issues; the feedback was on 14 February 2023, today is 30 June."""
    book.do(add_inspection, feedback="2023-02-14", due="2023-12-31")
    for deadline in ("2023-06-01", "2023-09", None):
        book.do(add_issue, "题", deadline=deadline)
    return book


def claim(book: Book, name: str) -> str:
    return book.issue(name).claim.value


# --- actions


def test_an_action_serves_several_issues_and_makes_them_acting(three: Book) -> None:
    (entry,) = three.do(
        log_action, "开会", issues="1,3", kind="meeting", on="5月12日", outcomes=("参会=30余人",), rules=("《办法》",)
    )
    assert isinstance(entry.act, LogAction)
    assert entry.on == When("?2023-05-12", "5月12日")
    assert [claim(three, name) for name in "123"] == ["acting", "pending", "acting"]
    with three.view() as view:
        (action,) = view.actions()
        assert (action.issues, action.rules, action.text) == (("1", "3"), ("办法",), "开会")
        assert [(each.quantity, each.at_least) for each in action.outcomes] == [("30", True)]


def test_an_action_for_the_whole_belongs_to_no_issue(three: Book) -> None:
    three.do(log_action, "开会", on="unknown", said_by="王")
    with three.view() as view:
        (action,) = view.actions(whole=1)
        assert (action.issues, action.date, action.by, action.kind) == ((), UNKNOWN, "王", "other")
        assert list(view.actions(issue=1)) == []
    assert claim(three, "1") == "pending"


@pytest.mark.parametrize(
    ("options", "error", "key"),
    [
        ({"issues": "9"}, NotFound, "no-issue"),
        ({"issues": ""}, None, ""),
        ({"issues": ","}, WrongUsage, "name-empty"),
        ({"kind": "party"}, WrongUsage, "not-one-of"),
        ({"on": "2023-07-01"}, Refused, "not-yet"),
        ({"on": "2024"}, Refused, "not-yet"),
        ({"on": "2月30日"}, WrongUsage, "date-short-month"),
        ({"outcomes": ("很多",)}, WrongUsage, "outcome-bad"),
        ({"rules": ("",)}, WrongUsage, "text-empty"),
        ({"text": ""}, WrongUsage, "text-empty"),
    ],
)
def test_actions_that_are_refused(
    three: Book, options: dict[str, Any], error: type[RectifyError] | None, key: str
) -> None:
    before = three.bytes
    text = options.pop("text", "开会")
    if error is None:
        three.do(log_action, text, **options)
        return
    with pytest.raises(error, match=f"'{key}'"):
        three.do(log_action, text, **options)
    assert three.bytes == before


@pytest.mark.parametrize(
    ("rule", "name"), [("《甲》", "甲"), ("甲", "甲"), ("《甲》和《乙》", "《甲》和《乙》"), ("《甲", "《甲")]
)
def test_the_name_of_a_rule_stands_without_its_marks(three: Book, rule: str, name: str) -> None:
    three.do(log_action, "建制度", rules=(rule,))
    with three.view() as view:
        assert next(view.actions()).rules == (name,)


# --- claims


def test_a_claim_keeps_its_words_its_day_and_who_said_it(three: Book) -> None:
    (entry,) = three.do(complete, "1,2", on="6月中旬", effect="已全部到位", said_by="王")
    assert entry.act == Complete("completed", (1, 2), (), "已全部到位")
    with three.view() as view:
        (row,) = view.claims(2)
    assert (row.claim, row.verdict, row.words, row.by, row.entry) == (
        "completed",
        "unreviewed",
        "已全部到位",
        "王",
        entry.seq,
    )
    assert three.issue("1").claimed_on == When("?2023-06-11/?2023-06-20", "6月中旬")


def test_what_was_completed_is_only_reopened(three: Book) -> None:
    three.do(complete, "1", claim="partial")
    three.do(complete, "1", claim="standing")
    three.do(complete, "1")
    for again in ("partial", "substantial", "standing"):
        with pytest.raises(Refused, match="claim-after-completed"):
            three.do(complete, "1", claim=again)
    with pytest.raises(Refused, match="claim-already"):
        three.do(complete, "1")
    (entry,) = three.do(reopen, "1", "查出新情况")
    assert entry.act == Reopen((1,), "查出新情况")
    assert claim(three, "1") == "acting"
    with pytest.raises(Refused, match="reopen-not-complete"):
        three.do(reopen, "1", "再来")


def test_of_several_issues_all_are_claimed_or_none(three: Book) -> None:
    three.do(complete, "2")
    before = three.bytes
    with pytest.raises(Refused, match="claim-already"):
        three.do(complete, "1,2,3")
    assert three.bytes == before


def test_measures_have_a_completion_of_their_own(three: Book) -> None:
    for text in ("甲", "乙"):
        three.do(add_measure, "1", text)
    (entry,) = three.do(complete, "m1,2,m1", on="2023-06-20")
    assert entry.act == Complete("completed", (2,), (1,))
    with three.view() as view:
        assert [each.completed_on for each in view.measures(1)] == [When("2023-06-20"), None]
    assert claim(three, "1") == "pending"
    with pytest.raises(Refused, match="measure-completed"):
        three.do(complete, "m1")
    with pytest.raises(WrongUsage, match="measure-only-completed"):
        three.do(complete, "m2", claim="partial")


def test_a_measure_of_a_void_issue_or_a_void_measure_is_not_completed(three: Book) -> None:
    three.do(add_measure, "1", "甲")
    three.do(add_measure, "1", "乙")
    three.do(void, "m1", "重复")
    with pytest.raises(Refused, match="void-thing"):
        three.do(complete, "m1")
    three.do(void, "1", "重复")
    with pytest.raises(Refused, match="void-thing"):
        three.do(complete, "m2")


@pytest.mark.parametrize("decide", [complete, log_action, reopen, extend, assign])
def test_nothing_is_done_to_a_void_issue(three: Book, decide: Any) -> None:
    three.do(void, "1", "重复")
    asked: dict[Any, Any] = {
        complete: (("1",), {}),
        log_action: (("会",), {"issues": "2,1"}),
        reopen: (("1", "理由"), {}),
        extend: (("1", "2024-01-01"), {"reason": "理由"}),
        assign: (("1",), {"owner": "张"}),
    }
    words, options = asked[decide]
    before = three.bytes
    with pytest.raises(Refused, match="void-thing"):
        three.do(decide, *words, **options)
    assert three.bytes == before


# --- deadlines


def test_the_first_deadline_is_kept_for_ever(three: Book) -> None:
    (entry,) = three.do(extend, "1", "2023-08-01", reason="设备未到", said_by="局长", on="2023-05-30")
    assert entry.act == Extend((1,), When("2023-08-01"), "设备未到")
    three.do(extend, "1", "2023-09", reason="再延")
    found = three.issue("1")
    assert (found.first_deadline, found.deadline, found.due) == (When("2023-06-01"), When("2023-09"), "2023-09-30")
    with three.view() as view:
        rows = view.deadlines(1)
    assert [(row.deadline.edtf, row.reason, row.by) for row in rows] == [
        ("2023-06-01", "", "clerk"), ("2023-08-01", "设备未到", "局长"), ("2023-09", "再延", "clerk"),
    ]  # fmt: skip


def test_a_first_deadline_needs_no_reason(three: Book) -> None:
    three.do(extend, "3", "2023-08")
    assert three.issue("3").first_deadline == When("2023-08")


@pytest.mark.parametrize(
    ("names", "deadline", "reason", "error", "key"),
    [
        ("1", "2023-08-01", "", WrongUsage, "text-empty"),
        ("1", "2023-06-01", "理由", Refused, "extend-not-later"),
        ("1", "2023-05-31", "理由", Refused, "extend-not-later"),
        ("2", "2023-09-30", "理由", Refused, "extend-not-later"),
        ("1", "unknown", "理由", Refused, "extend-not-later"),
        ("1", "2023-07以后", "理由", Refused, "extend-not-later"),
        ("3", "2023-02-13", "", Refused, "deadline-before-feedback"),
        ("1,3", "2023-06-01", "理由", Refused, "extend-not-later"),
    ],
)
def test_a_deadline_only_moves_later(
    three: Book, names: str, deadline: str, reason: str, error: type[RectifyError], key: str
) -> None:
    """Also not to a day that nobody can tell: an issue would stop being late by it."""
    before = three.bytes
    with pytest.raises(error, match=f"'{key}'"):
        three.do(extend, names, deadline, reason=reason)
    assert three.bytes == before


def test_a_completed_issue_is_not_extended(three: Book) -> None:
    three.do(complete, "1")
    with pytest.raises(Refused, match="extend-completed"):
        three.do(extend, "1", "2024-01-01", reason="理由")


# --- responsibilities


def test_a_post_that_is_not_named_stays_as_it_is(three: Book) -> None:
    three.do(assign, "1,2", owner="张", unit="办公室")
    (entry,) = three.do(assign, "1", owner="李", on="2023-06-01")
    assert entry.act == Assign((1,), "李")
    assert (three.issue("1").owner, three.issue("1").unit) == ("李", "办公室")
    assert three.issue("2").owner == "张"
    with pytest.raises(WrongUsage, match="assign-nobody"):
        three.do(assign, "1")


# --- when things happened


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("today", "2023-06-30"),
        ("2023-06-30", "2023-06-30"),
        ("5月18日", "?2023-05-18"),
        ("2023", "2023"),
        ("2023-06", "2023-06"),
        ("4月以来", "?2023-04/.."),
    ],
)
def test_what_happened_lies_between_the_feedback_and_today(three: Book, said: str, on: str) -> None:
    (entry,) = three.do(log_action, "会", on=said)
    assert entry.on.edtf == on


def test_a_year_is_inferred_in_the_time_of_rectification(three: Book) -> None:
    """The same words mean the year in which they can lie after the feedback, whenever they are entered."""
    (entry,) = three.do(log_action, "会", on="5月18日", today=date(2024, 3, 1))
    assert entry.on.edtf == "?2023-05-18"

"""What the inspectors left: inspections, aspects, issues, measures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rectify.acts import AddAspect, AddInspection, AddIssue, AddMeasure
from rectify.deciding.correcting import void
from rectify.deciding.registering import add_aspect, add_inspection, add_issue, add_measure
from rectify.errors import NotFound, Refused, WrongUsage
from rectify.model.dates import When

if TYPE_CHECKING:
    from tests.conftest import Book


def issue(book: Book, *asked: object, **options: Any) -> AddIssue:
    (*_, entry) = book.do(add_issue, *asked, **options)
    assert isinstance(entry.act, AddIssue)
    return entry.act


# --- inspections


def test_the_first_issue_needs_nothing_set_up(book: Book) -> None:
    """It makes the ledger, and an inspection without facts; both acts belong to one command."""
    entries = book.do(add_issue, "关于甲的问题")
    assert [type(entry.act) for entry in entries] == [AddInspection, AddIssue]
    assert [(entry.seq, entry.batch) for entry in entries] == [(2, None), (3, 2)]
    with book.view() as view:
        assert (view.ledger_id(), view.language()) == (book.founding.ledger, "zh")
        assert [each.code for each in view.inspections()] == ["2023-1"]
    assert book.issue("1").title == "关于甲的问题"


def test_an_inspection_keeps_its_facts(book: Book) -> None:
    facts: dict[str, Any] = {
        "title": "专项",
        "unit": "某局",
        "authority": "县委",
        "inspectors": "第三组",
        "kind": "巡察",
    }
    dates: dict[str, Any] = {"start": "2022年11月1日", "end": "12月30日", "feedback": "2023-02-14", "due": "2023-06"}
    book.do(add_inspection, **facts, **dates, numbering="by-aspect")
    with book.view() as view:
        (found,) = view.inspections()
    assert {name: getattr(found, name) for name in facts} == facts
    assert found.start == When("2022-11-01", "2022年11月1日")
    assert found.end == When("?2022-12-30", "12月30日"), "the year is inferred from the start, and said to be"
    assert (found.feedback, found.due) == (When("2023-02-14"), When("2023-06"))
    assert (found.code, found.numbering) == ("2023-1", "by-aspect")


def test_codes_count_up_by_the_year_of_the_feedback(book: Book) -> None:
    for feedback in ("2022-03-01", "2022-08-01", "2023-01-05", ""):
        book.do(add_inspection, feedback=feedback)
    with book.view() as view:
        assert [each.code for each in view.inspections()] == ["2022-1", "2022-2", "2023-1", "2023-2"]


def test_a_code_stays_taken_also_by_what_is_void(book: Book) -> None:
    book.do(add_inspection, code="甲")
    book.do(void, "甲/", "重复")
    with pytest.raises(Refused, match="code-twice"):
        book.do(add_inspection, code="甲")


@pytest.mark.parametrize(
    "dates",
    [
        {"start": "2023-03-01", "end": "2023-02-01"},
        {"feedback": "2023-03-01", "due": "2023-02-28"},
        {"start": "2023-03", "end": "2023-02"},
    ],
)
def test_dates_out_of_order_are_refused(book: Book, dates: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="dates-out-of-order"):
        book.do(add_inspection, **dates)
    assert not book.path.exists()


def test_dates_that_may_be_in_order_are_taken(book: Book) -> None:
    book.do(add_inspection, start="2023-03-15", end="2023-03", feedback="2023", due="2023-01-01")


# --- aspects


def test_aspects_are_numbered_in_their_inspection(book: Book) -> None:
    book.do(add_aspect, "甲", claimed=6)
    book.do(add_aspect, "乙", number=5)
    book.do(add_aspect, "丙")
    book.do(add_inspection)
    book.do(add_aspect, "丁")
    with book.view() as view:
        first, second = view.inspections()
        assert [(each.number, each.title, each.claimed) for each in view.aspects(first.id)] == [
            (1, "甲", 6), (5, "乙", None), (6, "丙", None),
        ]  # fmt: skip
        assert [each.number for each in view.aspects(second.id)] == [1]


@pytest.mark.parametrize("number", [0, -1, 10**9, 10**30])
def test_numbers_that_nobody_could_type_are_refused(book: Book, number: int) -> None:
    wrong: list[tuple[Any, dict[str, Any]]] = [
        (add_aspect, {"number": number}),
        (add_aspect, {"claimed": number}),
        (add_issue, {"number": number}),
    ]
    for decide, options in wrong:
        with pytest.raises(WrongUsage, match="number-bad"):
            book.do(decide, "题", **options)
    assert not book.path.exists()


def test_a_number_given_twice_is_refused(book: Book) -> None:
    book.do(add_aspect, "甲", number=3)
    book.do(add_issue, "题", number=7, aspect="3")
    with pytest.raises(Refused, match="aspect-twice"):
        book.do(add_aspect, "乙", number=3)
    with pytest.raises(Refused, match="number-twice"):
        book.do(add_issue, "又一题", number=7)


# --- issues


def test_numbers_run_on_across_the_aspects(book: Book) -> None:
    book.do(add_aspect, "甲")
    book.do(add_aspect, "乙")
    for aspect in ("1", "2", "1", None):
        book.do(add_issue, "题", aspect=aspect)
    with book.view() as view:
        assert [each.name for each in view.issues(sort="id")] == ["1", "2", "3", "4"]


def test_numbers_restart_in_each_aspect(book: Book) -> None:
    book.do(add_inspection, numbering="by-aspect")
    book.do(add_aspect, "甲")
    book.do(add_aspect, "乙")
    for aspect in ("1", "2", "1", None, None):
        book.do(add_issue, "题", aspect=aspect)
    book.do(add_issue, "子", parent="1.2")
    with book.view() as view:
        assert [each.name for each in view.issues(sort="id")] == ["1.1", "2.1", "1.2", "1", "2", "1.2-1"]
    with pytest.raises(Refused, match="number-twice"):
        book.do(add_issue, "题", aspect="1", number=2)
    assert issue(book, "题", aspect="2", number=2).number == 2


def test_sub_issues_are_numbered_under_their_issue_and_stand_in_its_aspect(book: Book) -> None:
    book.do(add_aspect, "甲")
    book.do(add_aspect, "乙")
    book.do(add_issue, "题", aspect="2")
    book.do(add_issue, "子", parent="1")
    book.do(add_issue, "子", parent="1", aspect="2.")
    assert (book.issue("1-2").aspect, book.issue("1-2").parent) == (2, 1)
    with pytest.raises(Refused, match="sub-of-sub"):
        book.do(add_issue, "孙", parent="1-1")
    with pytest.raises(Refused, match="number-twice"):
        book.do(add_issue, "子", parent="1", number=2)
    with pytest.raises(Refused, match="sub-aspect"):
        book.do(add_issue, "子", parent="1", aspect="1")


def test_a_sub_issue_goes_to_the_inspection_of_its_issue(book: Book) -> None:
    book.do(add_issue, "题")
    book.do(add_inspection, code="新")
    assert issue(book, "子", parent="2023-1/1").inspection == 1


def test_nothing_is_added_under_a_void_issue(book: Book) -> None:
    book.do(add_issue, "题")
    book.do(void, "1", "重复")
    with pytest.raises(Refused, match="void-thing"):
        book.do(add_issue, "子", parent="1")
    with pytest.raises(Refused, match="void-thing"):
        book.do(add_measure, "1", "措施")
    assert issue(book, "题").number == 2, "the number of a void issue is not given again"


def test_an_issue_keeps_every_field(book: Book) -> None:
    fields = {"owner": "张", "lead": "李", "unit": "办公室", "supporting": "财务科"}
    fields |= {"acceptance": "看得见", "recommendation": "建制度", "response": "同意"}
    act = issue(book, "  关于“甲”的问题。 ", kind="staged", severity="high", deadline="2023-12-31", **fields)
    assert act.title == "关于“甲”的问题。"
    found = book.issue("1")
    assert {name: getattr(found, name) for name in fields} == fields
    assert (found.kind, found.severity, found.due) == ("staged", "high", "2023-12-31")
    assert found.deadline == found.first_deadline == When("2023-12-31")


@pytest.mark.parametrize(
    ("options", "error", "key"),
    [
        ({"kind": "sometimes"}, WrongUsage, "not-one-of"),
        ({"severity": "terrible"}, WrongUsage, "not-one-of"),
        ({"aspect": "9"}, NotFound, "no-aspect"),
        ({"parent": "9"}, NotFound, "no-issue"),
        ({"parent": "1,1-1"}, WrongUsage, "name-one-issue"),
        ({"inspection": "9"}, NotFound, "no-inspection"),
        ({"owner": "\0"}, WrongUsage, "text-nul"),
        ({"deadline": "2023-02-30"}, WrongUsage, "date-short-month-of"),
        ({"deadline": "2023-02-13"}, Refused, "deadline-before-feedback"),
        ({"on": "2023-07-01"}, Refused, "not-yet"),
        ({"on": "yes"}, WrongUsage, "date-form"),
    ],
)
def test_what_is_refused_changes_nothing(book: Book, options: dict[str, Any], error: type[Exception], key: str) -> None:
    book.do(add_inspection, feedback="2023-02-14")
    book.do(add_issue, "题")
    book.do(add_issue, "子", parent="1")
    before = book.bytes
    with pytest.raises(error, match=f"'{key}'"):
        book.do(add_issue, "题", **options)
    assert book.bytes == before


def test_a_deadline_without_a_year_lies_in_the_year_after_the_feedback(book: Book) -> None:
    book.do(add_inspection, feedback="2022-10-14")
    assert issue(book, "题", deadline="3月底").deadline == When("?2023-03-21/?2023-03-31", "3月底")
    assert issue(book, "题", deadline="11月").deadline == When("?2022-11", "11月")


def test_an_issue_was_found_on_a_day_that_has_come(book: Book) -> None:
    (*_, entry) = book.do(add_issue, "题", on="2023-05")
    assert entry.on == When("2023-05")
    (*_, entry) = book.do(add_issue, "题")
    assert entry.on == When(book.today.isoformat())


# --- measures


def test_measures_stand_under_an_issue(book: Book) -> None:
    book.do(add_issue, "题")
    (entry,) = book.do(add_measure, "1", "建制度", standard="印发", lead="李", owner="张", deadline="2023-09")
    assert entry.act == AddMeasure(1, 1, "建制度", "印发", "李", "张", When("2023-09"))
    with book.view() as view:
        (found,) = view.measures(1)
    assert (found.text, found.deadline, found.completed_on) == ("建制度", When("2023-09"), None)


def test_ids_are_never_given_again(book: Book) -> None:
    """Not even those of what was taken back."""
    from rectify.deciding.correcting import undo

    book.do(add_issue, "题")
    assert issue(book, "二").id == 2
    book.do(undo)
    again = issue(book, "二")
    assert (again.id, again.number) == (3, 2)
    (entry,) = book.do(add_aspect, "甲", today=date(2023, 7, 1))
    assert isinstance(entry.act, AddAspect)

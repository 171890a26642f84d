"""Which issues a list shows, and in what order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rectify.deciding.correcting import void
from rectify.deciding.progressing import complete, log_action
from rectify.deciding.registering import add_aspect, add_inspection, add_issue
from rectify.errors import WrongUsage
from rectify.model.values import Filter, Issue
from rectify.store.listing import ORDERS

if TYPE_CHECKING:
    from tests.conftest import Book


@pytest.fixture(scope="module")
def many(ledger: Callable[..., Book]) -> Book:
    """Eleven issues of every sort, two of them sub-issues, one void, in two inspections; it is only read."""
    book = ledger()
    book.do(add_inspection, code="甲", feedback="2023-01-31")
    for title in ("一", "二"):
        book.do(add_aspect, title)
    plain: list[dict[str, Any]] = [
        {"aspect": "2", "owner": "张", "deadline": "2023-06-01", "severity": "low"},
        {"aspect": "1", "owner": "李", "deadline": "2023-06-30", "severity": "critical", "kind": "staged"},
        {"aspect": "1", "lead": "张", "deadline": "2023-07-01", "kind": "at-once"},
        {"unit": "张", "deadline": "2023-09", "severity": "medium"},
        {"aspect": "2", "supporting": "张"},
        {"deadline": "2023-04/..", "severity": "high"},
        {"number": 30, "deadline": "2023-06-01"},
    ]
    for number, fields in enumerate(plain, 1):
        book.do(add_issue, f"题 {number} 100%_\\ Ab", **fields)
    book.do(add_issue, "子", parent="2", deadline="2023-05-01")
    book.do(add_issue, "子", parent="1")
    book.do(add_issue, "多余", deadline="2023-01-31")
    book.do(void, "31", "重复")
    book.do(log_action, "会", issues="1,3", on="2023-03-01")
    book.do(log_action, "会", issues="1,4", on="2023-04")
    book.do(log_action, "误记", issues="5", on="2023-03-01")
    book.do(void, "a3", "误记")
    book.do(complete, "3,30", on="2023-06-10")
    book.do(complete, "4", claim="standing")
    book.do(add_inspection, code="乙", numbering="by-aspect")
    book.do(add_aspect, "一")
    book.do(add_issue, "题", aspect="1")
    return book


def listed(book: Book, wanted: Filter, sort: str = "number", limit: int = -1, as_of: date | None = None) -> list[Issue]:
    with book.view(as_of) as view:
        return list(view.issues(wanted, sort, limit))


def open_(one: Issue) -> bool:
    return one.claim != "completed" and not one.void


WANTED: list[tuple[Filter, Callable[[Issue], bool]]] = [
    (Filter(inspection=1), lambda one: one.inspection == 1),
    (Filter(aspect=1), lambda one: one.aspect == 1),
    (Filter(owner="张"), lambda one: "张" in (one.owner, one.lead, one.unit)),
    (Filter(claim="standing"), lambda one: one.claim == "standing"),
    (Filter(verdict="unreviewed"), lambda one: True),
    (Filter(verdict="accepted"), lambda one: False),
    (Filter(kind="staged"), lambda one: one.kind == "staged"),
    (Filter(severity="critical"), lambda one: one.severity == "critical"),
    (Filter(text="题 2"), lambda one: "题 2" in one.title),
    (Filter(text="aB"), lambda one: "ab" in one.title.lower()),
    (Filter(text="%"), lambda one: "%" in one.title),
    (Filter(text="0%_\\"), lambda one: "0%_\\" in one.title),
    (Filter(text="_题"), lambda one: False),
    (
        Filter(overdue=True, as_of=date(2023, 6, 30)),
        lambda one: open_(one) and one.due is not None and one.due < "2023-06-30",
    ),
    (
        Filter(overdue=True, as_of=date(2023, 7, 1)),
        lambda one: open_(one) and one.due is not None and one.due < "2023-07-01",
    ),
    (
        Filter(overdue=True, open=True, as_of=date(2023, 7, 1)),
        lambda one: open_(one) and one.due is not None and one.due < "2023-07-01",
    ),
    (Filter(open=True), open_),
    (
        Filter(due_from="2023-06-01", due_to="2023-06-30"),
        lambda one: one.due is not None and "2023-06-01" <= one.due <= "2023-06-30",
    ),
    (Filter(due_from="2023-07-01"), lambda one: one.due is not None and one.due >= "2023-07-01"),
    (Filter(acted_from="2023-03-02", acted_to="2023-04-30"), lambda one: one.id in (1, 4)),
    (Filter(acted_to="2023-03-31"), lambda one: one.id in (1, 3)),
    (Filter(acted_from="2023-05-01"), lambda one: False),
    (Filter(level=0), lambda one: one.parent is None),
    (Filter(level=1), lambda one: one.parent is not None),
    (Filter(aspect=2, open=True, level=0), lambda one: one.aspect == 2 and open_(one) and one.parent is None),
]


@pytest.mark.parametrize("as_of", [None, date(2023, 6, 30)])
@pytest.mark.parametrize(("wanted", "keeps"), WANTED)
def test_a_filter_keeps_what_it_says(
    many: Book, wanted: Filter, keeps: Callable[[Issue], bool], as_of: date | None
) -> None:
    """The same now and as of today; void issues only where they are asked for."""
    everything = listed(many, Filter(void=True))
    assert listed(many, wanted, as_of=as_of) == [one for one in everything if keeps(one) and not one.void]
    assert listed(many, wanted._replace(void=True), as_of=as_of) == [one for one in everything if keeps(one)]


def test_as_of_a_day_what_was_done_later_is_not_looked_for(many: Book) -> None:
    wanted = Filter(acted_from="2023-04-01")
    assert [one.id for one in listed(many, wanted)] == [1, 4]
    assert listed(many, wanted, as_of=date(2023, 4, 15)) == []


RANK = ["critical", "high", "medium", "low", ""]
CLAIMS = ["pending", "acting", "partial", "substantial", "completed", "standing"]
KEYS: dict[str, Callable[[Issue], Any]] = {
    "id": lambda one: one.id,
    "due": lambda one: one.due or "",
    "deadline": lambda one: one.due or "",
    "owner": lambda one: one.owner,
    "claim": lambda one: CLAIMS.index(one.claim),
    "actions": lambda one: one.actions,
    "review": lambda one: one.review_due or "",
    "severity": lambda one: RANK.index(one.severity),
}


@pytest.mark.parametrize("sort", [name for name in ORDERS if name != "number"])
def test_a_list_is_in_the_order_asked_for_also_turned_round(many: Book, sort: str) -> None:
    """What has nothing to sort by comes last either way."""
    last = {"deadline": "", "due": "", "review": "", "owner": "", "severity": RANK.index("")}.get(sort)
    for name, reverse in ((sort, False), (f"-{sort}", True)):
        keys = [KEYS[sort](one) for one in listed(many, Filter(void=True), name)]
        saying = [key for key in keys if key != last]
        assert keys == sorted(saying, reverse=reverse) + [last] * (len(keys) - len(saying))
        assert len(keys) == 11


def test_the_order_of_the_inspectors(many: Book) -> None:
    """By inspection and aspect, those under none last, sub-issues after theirs."""
    ids = [one.id for one in listed(many, Filter(void=True))]
    assert ids == [2, 8, 3, 1, 9, 5, 4, 6, 7, 10, 11]
    assert [one.id for one in listed(many, Filter(void=True), "-number")] == ids[::-1]


def test_only_so_many(many: Book) -> None:
    everything = listed(many, Filter())
    assert listed(many, Filter(), limit=3) == everything[:3]
    assert listed(many, Filter(), limit=0) == []
    assert listed(many, Filter(), limit=99) == everything


@pytest.mark.parametrize("sort", ["", "-", "title", "id; DROP TABLE issues", "--id"])
def test_there_is_no_other_order(many: Book, sort: str) -> None:
    with pytest.raises(WrongUsage, match="not-one-of"):
        listed(many, Filter(), sort)


@pytest.mark.parametrize(
    "wanted", [Filter(owner="\udcff"), Filter(text="\udcff"), Filter(text="\0"), Filter(text="长" * 20_001)]
)
def test_what_cannot_be_stored_is_not_looked_for(many: Book, wanted: Filter) -> None:
    with pytest.raises(WrongUsage, match="text-"):
        listed(many, wanted)


def test_a_long_text_is_looked_for(book: Book) -> None:
    book.do(add_issue, "长" * 20_000)
    assert [one.id for one in listed(book, Filter(text="长" * 20_000))] == [1]

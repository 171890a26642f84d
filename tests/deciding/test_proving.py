"""Evidence: what a file is attached to, what counts, what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rectify.acts import Attach
from rectify.deciding.correcting import amend, undo, void
from rectify.deciding.progressing import log_action
from rectify.deciding.proving import Brought, attach
from rectify.deciding.registering import add_inspection, add_issue, add_measure
from rectify.errors import NotFound, RectifyError, Refused, WrongUsage
from rectify.model.dates import UNKNOWN, When
from rectify.model.naming import Thing

if TYPE_CHECKING:
    from tests.conftest import Book

FILE = Brought("minutes.txt", "a" * 64, 12)
OTHER = Brought("photo.jpg", "b" * 64, 34)


@pytest.fixture
def two(book: Book) -> Book:
    """Two issues, an action that serves both, a measure of the second."""
    book.do(add_inspection, feedback="2023-02-14")
    book.do(add_issue, "题")
    book.do(add_issue, "题")
    book.do(log_action, "开会", issues="1,2")
    book.do(add_measure, "2", "措施")
    return book


def counts(book: Book) -> list[int]:
    return [book.issue(name).evidence for name in "12"]


def test_a_file_has_a_date_of_its_own_and_none_where_nobody_gave_one(two: Book) -> None:
    (dated,) = two.do(attach, "1", [FILE], kind="minutes", on="5月18日", said_by="王")
    (undated,) = two.do(attach, "2", [FILE])
    assert (dated.on, undated.on) == (When("?2023-05-18", "5月18日"), UNKNOWN)
    with two.view() as view:
        piece = view.evidence(1)
        assert piece is not None
        assert (piece.kind, piece.by, piece.state, piece.things) == ("minutes", "王", "draft", ("i1",))
        assert piece.shared == (2,)


@pytest.mark.parametrize(
    ("names", "expected"),
    [("1", [1, 0]), ("1,2", [1, 1]), ("a1", [1, 1]), ("m1", [0, 1]), ("2,a1,m1", [1, 1]), ("1-2", [1, 1])],
)
def test_what_shows_an_action_or_a_measure_shows_the_issue(two: Book, names: str, expected: list[int]) -> None:
    two.do(attach, names, [FILE])
    assert counts(two) == expected
    two.do(undo)
    assert counts(two) == [0, 0]
    assert two.faults() == []


@pytest.mark.parametrize(("name", "expected"), [("e1", [1, 2]), ("a1", [1, 1]), ("m1", [2, 1])])
def test_what_is_void_shows_nothing(two: Book, name: str, expected: list[int]) -> None:
    two.do(attach, "1", [FILE])
    two.do(attach, "a1", [OTHER])
    two.do(attach, "m1", [FILE])
    assert counts(two) == [2, 2]
    two.do(void, name, "重复")
    assert counts(two) == expected
    assert two.faults() == []
    two.do(undo)
    assert counts(two) == [2, 2]
    assert two.faults() == []


def test_evidence_counts_once_however_it_comes_to_an_issue(two: Book) -> None:
    two.do(attach, "1,a1", [FILE, OTHER])
    assert counts(two) == [2, 2]
    two.do(void, "a1", "重复")
    assert counts(two) == [2, 0]
    two.do(void, "e1", "重复")
    assert counts(two) == [1, 0]
    with two.view() as view:
        assert [each.id for each in view.evidence_of(Thing("issue", 1))] == [1, 2], "what is void is still shown"


def test_it_counts_from_the_day_of_what_it_shows(two: Book) -> None:
    two.do(attach, "1", [FILE], on="2023-05-18")
    assert [two.issue("1", as_of=two.today.replace(month=5, day=day)).evidence for day in (17, 18)] == [0, 1]
    two.do(amend, "e1", {"date": "2023-05-20", "kind": "photo"})
    assert two.issue("1", as_of=two.today.replace(month=5, day=18)).evidence == 0
    assert two.faults() == []


def test_the_same_file_is_not_attached_twice_to_the_same(two: Book) -> None:
    assert len(two.do(attach, "1", [FILE, OTHER], reference=True)) == 2
    assert two.do(attach, "1", [FILE]) != [], "now its content is kept as well"
    assert two.do(attach, "1", [FILE, OTHER], reference=True) == []
    assert len(two.do(attach, "1,2", [FILE])) == 1
    two.do(void, "e2", "重复")
    assert [entry.act.name for entry in two.do(attach, "1", [OTHER]) if isinstance(entry.act, Attach)] == ["photo.jpg"]


@pytest.mark.parametrize(
    ("names", "options", "error", "key"),
    [
        ("9", {}, NotFound, "no-issue"),
        ("a9", {}, NotFound, "no-action"),
        ("m9", {}, NotFound, "no-measure"),
        ("e1", {}, WrongUsage, "name-bad"),
        ("", {}, WrongUsage, "name-empty"),
        ("1", {"kind": "song"}, WrongUsage, "not-one-of"),
        ("1", {"on": "2023-07-01"}, Refused, "not-yet"),
        ("1", {"files": [Brought("", "a" * 64, 1)]}, WrongUsage, "text-empty"),
        ("1", {"files": [Brought("x" * 1001, "a" * 64, 1)]}, WrongUsage, "text-too-long"),
    ],
)
def test_attachments_that_are_refused(
    two: Book, names: str, options: dict[str, Any], error: type[RectifyError], key: str
) -> None:
    before = two.bytes
    with pytest.raises(error, match=f"'{key}'"):
        two.do(attach, names, options.pop("files", [FILE]), **options)
    assert two.bytes == before


def test_nothing_is_attached_to_what_is_void_or_to_two_inspections(two: Book) -> None:
    two.do(void, "a1", "重复")
    with pytest.raises(Refused, match="void-thing"):
        two.do(attach, "a1", [FILE])
    two.do(add_inspection, code="X")
    two.do(add_issue, "题")
    with pytest.raises(WrongUsage, match="inspections-mixed"):
        two.do(attach, "2023-1/1,X/1", [FILE])


def test_an_action_is_not_taken_back_under_its_evidence(two: Book) -> None:
    (entry,) = two.do(log_action, "会", issues="1")
    two.do(attach, "a2", [FILE])
    with pytest.raises(Refused, match="undo-stands"):
        two.do(undo, entry.seq)


def test_purging_is_for_good(two: Book) -> None:
    two.do(attach, "1", [FILE])
    two.do(attach, "2", [FILE])
    two.do(void, "e1", "含个人信息", purge=True)
    with two.view() as view:
        states = [(each.state, each.purged) for each in view.every_evidence()]
    assert states == [("void", "含个人信息"), ("draft", "含个人信息")]
    with pytest.raises(Refused, match="undo-purge"):
        two.do(undo)
    with pytest.raises(Refused, match="purge-twice"):
        two.do(void, "e2", "又", purge=True)
    with pytest.raises(Refused, match="attach-purged"):
        two.do(attach, "1", [FILE])
    two.do(attach, "1", [FILE], reference=True)
    assert two.faults() == []


def test_what_is_void_already_can_still_be_purged(two: Book) -> None:
    two.do(attach, "1", [FILE])
    two.do(void, "e1", "重复")
    assert len(two.do(void, "e1", "含个人信息", purge=True)) == 1


@pytest.mark.parametrize(
    ("name", "error", "key"), [("1", WrongUsage, "purge-what"), ("e1", Refused, "purge-reference")]
)
def test_only_a_content_that_is_kept_can_be_purged(two: Book, name: str, error: type[RectifyError], key: str) -> None:
    two.do(attach, "1", [FILE], reference=True)
    with pytest.raises(error, match=key):
        two.do(void, name, "理由", purge=True)

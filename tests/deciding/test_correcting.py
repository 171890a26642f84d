"""What is put right in the ledger itself: amending, voiding, writing, undoing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from rectify.acts import Amend, Entry, Undo
from rectify.deciding.correcting import amend, undo, void, write
from rectify.deciding.progressing import assign, complete, extend, log_action, reopen
from rectify.deciding.registering import add_aspect, add_inspection, add_issue, add_measure
from rectify.errors import NotFound, RectifyError, Refused, WrongUsage
from rectify.model.amending import AMENDABLE
from rectify.model.dates import When
from rectify.model.naming import Thing
from rectify.store.schema import STATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Book


@pytest.fixture
def full(book: Book) -> Book:
    """One of each: aspects 1 and 2, issue 1 with 1-1 (aspect 1), issue 2 (aspect 2), measure m1, action a1 (8 entries)."""
    book.do(add_inspection, feedback="2023-02-14")
    book.do(add_aspect, "甲", claimed=2)
    book.do(add_aspect, "乙")
    book.do(add_issue, "一", aspect="1")
    book.do(add_issue, "子", parent="1")
    book.do(add_issue, "二", aspect="2")
    book.do(add_measure, "1", "措施")
    book.do(log_action, "会", issues="1", on="2023-05-12")
    return book


# --- amending

NEW = {
    "/": dict.fromkeys(("title", "unit", "authority", "inspectors", "kind"), "新")
    | {"start": "2023-01-05", "end": "2023-01-31", "feedback": "2023-02-20", "due": "2023-12-31"}
    | {"review_steps": "2", "checkers": "李某", "signers": "王某", "strict": "yes"},
    "1.": {"title": "新", "claimed": "3", "public_text": "新"},
    "1": {"title": "新", "aspect": "2", "kind": "standing", "severity": "low"}
    | dict.fromkeys(("acceptance", "recommendation", "response"), "新"),
    "m1": dict.fromkeys(("text", "standard", "lead", "owner"), "新") | {"deadline": "2023-08"},
    "a1": {"text": "新", "kind": "meeting", "date": "2023-05-13"},
}
for _thing in ("1", "m1", "a1"):
    NEW[_thing] |= {"internal": "yes", "public_text": "新"}


@pytest.mark.parametrize("name", NEW)
def test_every_field_that_can_be_amended_is_amended_and_can_be_taken_back(full: Book, name: str) -> None:
    kind = {"/": "inspection", "1.": "aspect", "1": "issue", "m1": "measure", "a1": "action"}[name]
    assert tuple(NEW[name]) and set(NEW[name]) == set(AMENDABLE[kind])
    before = snapshot(full)
    (entry,) = full.do(amend, name, dict(NEW[name]), reason="抄错了")
    assert isinstance(entry.act, Amend)
    with full.view() as view:
        target = Thing(kind, 1)
        changes = {each.field: each for each in view.changes(target)}
        shown: Any = {
            "inspection": view.inspection,
            "aspect": view.aspect,
            "issue": view.issue,
            "measure": view.measure,
            "action": view.action,
        }
        thing = shown[kind](1)
        publicity = view.publicity()
    for field, text in NEW[name].items():
        if field == "internal":
            assert publicity.internal == {str(target)}
            continue
        value = publicity.texts[str(target)] if field == "public_text" else getattr(thing, field)
        if field == "strict":
            value = "yes" if value else ""
        assert (value.edtf if isinstance(value, When) else str(value)) == text
        assert changes[field].reason == "抄错了"
    assert full.faults() == []
    full.do(undo)
    assert snapshot(full) == before


def snapshot(book: Book) -> list[Any]:
    """All that a view tells of the things in the fixture."""
    with book.view() as view:
        found: list[Any] = [
            view.inspections(),
            view.aspects(1),
            list(view.issues()),
            list(view.actions()),
            view.tallies(),
        ]
        return [*found, *(view.measures(key) for key in (1, 2, 3)), *(view.claims(key) for key in (1, 2, 3))]


@pytest.mark.parametrize(
    ("name", "fields", "error", "key"),
    [
        ("1", {}, WrongUsage, "amend-nothing"),
        ("1", {"owner": "张"}, WrongUsage, "amend-field"),
        ("a1", {"title": "题"}, WrongUsage, "amend-field"),
        ("1", {"title": " "}, WrongUsage, "text-empty"),
        ("a1", {"text": ""}, WrongUsage, "text-empty"),
        ("a1", {"date": ""}, WrongUsage, "text-empty"),
        ("a1", {"kind": ""}, WrongUsage, "text-empty"),
        ("a1", {"kind": "party"}, WrongUsage, "not-one-of"),
        ("a1", {"date": "2023-07-01"}, Refused, "not-yet"),
        ("1", {"severity": "terrible"}, WrongUsage, "not-one-of"),
        ("1", {"aspect": "9"}, NotFound, "no-aspect"),
        ("1-1", {"aspect": "2"}, Refused, "sub-aspect"),
        ("1.", {"claimed": "many"}, WrongUsage, "number-bad"),
        ("1.", {"claimed": "0"}, WrongUsage, "number-bad"),
        ("1.", {"claimed": "9" * 30}, WrongUsage, "number-bad"),
        ("m1", {"deadline": "2023-02-13"}, Refused, "deadline-before-feedback"),
        ("/", {"due": "2023-02-13"}, Refused, "dates-out-of-order"),
        ("1", {"title": "a\udcff"}, WrongUsage, "text-surrogate"),
        ("9", {"title": "新"}, NotFound, "no-issue"),
    ],
)
def test_amendments_that_are_refused(
    full: Book, name: str, fields: dict[str, str], error: type[RectifyError], key: str
) -> None:
    before = full.bytes
    with pytest.raises(error, match=f"'{key}'"):
        full.do(amend, name, fields)
    assert full.bytes == before


@pytest.mark.parametrize(
    ("name", "field"),
    [("1", "severity"), ("1", "aspect"), ("1.", "claimed"), ("m1", "deadline"), ("/", "feedback"), ("1", "acceptance")],
)
def test_an_optional_field_can_be_emptied(full: Book, name: str, field: str) -> None:
    full.do(amend, name, {field: NEW[name][field]})
    full.do(amend, name, {field: ""})
    assert full.faults() == []


def test_sub_issues_go_with_their_issue_to_another_aspect(full: Book) -> None:
    full.do(amend, "1", {"aspect": "2"})
    assert (full.issue("1").aspect, full.issue("1-1").aspect) == (2, 2)
    with full.view() as view:
        assert [sum(tally.issues for tally in view.tallies(aspect=key, level=1)) for key in (1, 2)] == [0, 1]
    full.do(undo)
    assert (full.issue("1").aspect, full.issue("1-1").aspect) == (1, 1)
    assert full.faults() == []


def test_where_numbers_restart_an_issue_goes_only_to_where_its_number_is_free(book: Book) -> None:
    book.do(add_inspection, numbering="by-aspect")
    book.do(add_aspect, "甲")
    book.do(add_aspect, "乙")
    for aspect in "112":
        book.do(add_issue, "题", aspect=aspect)
    with pytest.raises(Refused, match="aspect-number-taken"):
        book.do(amend, "1.1", {"aspect": "2"})
    book.do(amend, "1.1", {"aspect": "1"})
    book.do(undo)
    (moved,) = book.do(amend, "1.2", {"aspect": "2"})
    book.do(add_issue, "题", aspect="1")
    with pytest.raises(Refused, match="aspect-number-taken"):
        book.do(undo, moved.seq)
    assert book.faults() == []


def test_the_claim_that_an_action_made_goes_with_its_date(full: Book) -> None:
    full.do(amend, "a1", {"date": "2023-04-03"})
    assert full.issue("1").claimed_on == When("2023-04-03")
    full.do(amend, "a1", {"date": "2023-06"})
    with full.view() as view:
        assert [row.date for row in view.claims(1)] == [When("2023-06")]
    assert full.faults() == []


# --- voiding


def test_what_is_void_is_in_no_figure(full: Book) -> None:
    full.do(void, "2", "与问题 1 重复")
    assert full.issue("1").void == ""
    with full.view() as view:
        assert sum(tally.issues for tally in view.tallies()) == 1
        assert [each.name for each in view.issues()] == ["1", "1-1"]
        found = view.issue(3)
        assert found is not None
        assert found.void == "与问题 1 重复"


@pytest.mark.parametrize(
    ("name", "reason", "error", "key"),
    [
        ("1", "", WrongUsage, "text-empty"),
        ("1", "重复", Refused, "void-under"),
        ("1.", "重复", Refused, "void-under"),
        ("/", "重复", Refused, "void-under"),
        ("9", "重复", NotFound, "no-issue"),
    ],
)
def test_voidings_that_are_refused(full: Book, name: str, reason: str, error: type[RectifyError], key: str) -> None:
    before = full.bytes
    with pytest.raises(error, match=f"'{key}'"):
        full.do(void, name, reason)
    assert full.bytes == before


@pytest.mark.parametrize("name", ["1-1", "m1", "a1", "2"])
def test_what_is_void_is_neither_amended_nor_made_void_again(full: Book, name: str) -> None:
    full.do(void, name, "重复")
    for decide, asked in ((void, "又"), (amend, {"text": "新"})):
        with pytest.raises(Refused, match="void-thing"):
            full.do(decide, name, asked)


def test_a_void_action_is_counted_no_more(full: Book) -> None:
    full.do(void, "a1", "误记")
    assert full.issue("1").actions == 0
    with full.view() as view:
        assert list(view.actions()) == []
        assert [each.void for each in view.actions(void=True)] == ["误记"]


def test_where_everything_is_void_the_next_issue_begins_a_new_inspection(book: Book) -> None:
    book.do(add_inspection, code="甲")
    book.do(void, "/", "重复")
    book.do(add_issue, "题")
    with book.view() as view:
        assert [each.code for each in view.inspections()] == ["甲", "2023-1"]


# --- parts of the report


def test_the_newest_wording_holds_and_an_empty_one_takes_it_out(full: Book) -> None:
    for text in ("旧", "新"):
        full.do(write, "opening", text)
    full.do(write, "results", "方面的话", aspect="2")
    with full.view() as view:
        assert {(each.part, each.aspect, each.text) for each in view.narratives(1)} == {
            ("opening", None, "新"),
            ("results", 2, "方面的话"),
        }
    full.do(write, "opening", "")
    with full.view() as view:
        assert [each.part for each in view.narratives(1)] == ["results"]
    full.do(undo)
    with full.view() as view:
        assert [each.text for each in view.narratives(1) if each.part == "opening"] == ["新"]


def test_there_are_four_parts(full: Book) -> None:
    with pytest.raises(WrongUsage, match="not-one-of"):
        full.do(write, "ending", "文字")


# --- undoing


def test_undo_takes_back_the_last_command_as_a_whole(book: Book) -> None:
    book.do(add_issue, "题")
    (entry,) = book.do(undo)
    assert entry.act == Undo((2, 3))
    with book.view() as view:
        assert (list(view.issues()), view.inspections(), view.undone()) == ([], [], {2: 4, 3: 4})
    with pytest.raises(Refused, match="undo-nothing"):
        book.do(undo)
    with book.open() as ledger:
        assert [entry.seq for entry in ledger.entries()] == [1, 2, 3, 4], "nothing leaves the journal"


COMMANDS: dict[str, tuple[Any, tuple[Any, ...], dict[str, Any]]] = {
    "add-inspection": (add_inspection, (), {}),
    "add-aspect": (add_aspect, ("丙",), {}),
    "add-issue": (add_issue, ("三",), {"aspect": "2", "deadline": "2023-08", "owner": "张", "parent": "2"}),
    "add-measure": (add_measure, ("2", "措施"), {"deadline": "2023-08"}),
    "log-action": (log_action, ("会",), {"issues": "1,2", "outcomes": ("训练=50人",), "rules": ("甲",)}),
    "log-action --whole": (log_action, ("会",), {}),
    "complete": (complete, ("1,2,m1",), {}),
    "complete --standing": (complete, ("1",), {"claim": "standing"}),
    "extend": (extend, ("1,2", "2023-12"), {"reason": "理由"}),
    "assign": (assign, ("1,2",), {"owner": "李", "lead": "王"}),
    "amend an issue": (amend, ("1", {"title": "新", "aspect": "2"}), {}),
    "amend an action": (amend, ("a1", {"date": "2023-06"}), {}),
    "amend a measure": (amend, ("m1", {"deadline": "2023-08"}), {}),
    "amend an inspection": (amend, ("/", {"feedback": "2023-02-20"}), {}),
    "void an issue": (void, ("2", "重复"), {}),
    "void an action": (void, ("a1", "重复"), {}),
    "void a measure": (void, ("m1", "重复"), {}),
    "write": (write, ("opening", "话"), {}),
}


@pytest.mark.parametrize("what", COMMANDS)
def test_every_command_is_taken_back_without_a_trace_in_the_state(full: Book, what: str) -> None:
    """But for the ids, which are not given again, and the history."""
    decide, asked, options = COMMANDS[what]
    before = tables(full)
    full.do(decide, *asked, **options)
    assert tables(full) != before
    full.do(undo)
    assert tables(full) == before
    assert full.faults() == []


def tables(book: Book) -> dict[str, list[Any]]:
    kept = STATE.keys() - {"counters", "undone", "touches"}
    with closing(sqlite3.connect(book.path)) as db:
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(kept)}


def test_undo_goes_back_step_by_step(full: Book) -> None:
    for left in (8, 7, 6, 5, 4, 3, 2, 1):
        with full.view() as view:
            assert view.last_living_entry() == left + 1
        full.do(undo)
    assert full.faults() == []
    with pytest.raises(Refused, match="undo-nothing"):
        full.do(undo)


@pytest.mark.parametrize(
    ("seq", "error", "key"),
    [
        (0, NotFound, "no-entry"),
        (-1, NotFound, "no-entry"),
        (99, NotFound, "no-entry"),
        (10**30, NotFound, "no-entry"),
        (1, Refused, "undo-first"),
        (5, Refused, "undo-stands"),
        (10, Refused, "undo-undo"),
        (9, Refused, "undo-twice"),
    ],
)
def test_undoings_that_are_refused(full: Book, seq: int, error: type[RectifyError], key: str) -> None:
    full.do(undo, 9)
    before = full.bytes
    with pytest.raises(error, match=f"'{key}'"):
        full.do(undo, seq)
    assert full.bytes == before


def test_what_stands_on_an_entry_is_named(full: Book) -> None:
    """Entry 5 is issue 1: a sub-issue, a measure and an action stand on it; the first of them is named."""
    with pytest.raises(Refused, match="undo-stands") as refused:
        full.do(undo, 5)
    assert refused.value.values == {"entry": 5, "later": 6}


LATER: dict[str, tuple[Any, str, Callable[[Book], list[Entry]]]] = {
    "an issue moved into the aspect": (add_aspect, "丙", lambda book: book.do(amend, "2", {"aspect": "3"})),
    "words written for the aspect": (add_aspect, "丙", lambda book: book.do(write, "results", "文字", aspect="3")),
    "an issue in the aspect": (add_aspect, "丙", lambda book: book.do(add_issue, "三", aspect="3")),
    "an action for the issue": (add_issue, "三", lambda book: book.do(log_action, "会", issues="3")),
    "a claim on the issue": (add_issue, "三", lambda book: book.do(complete, "3")),
    "an assignment": (add_issue, "三", lambda book: book.do(assign, "3", owner="张")),
    "an extension": (add_issue, "三", lambda book: book.do(extend, "3", "2023-12-01")),
    "an amendment": (add_issue, "三", lambda book: book.do(amend, "3", {"title": "新"})),
    "its voiding": (add_issue, "三", lambda book: book.do(void, "3", "重复")),
    "a sub-issue": (add_issue, "三", lambda book: book.do(add_issue, "子", parent="3")),
    "a measure": (add_issue, "三", lambda book: book.do(add_measure, "3", "措施")),
}


@pytest.mark.parametrize("what", LATER)
def test_nothing_is_taken_back_from_under_what_stands_on_it(full: Book, what: str) -> None:
    decide, title, later = LATER[what]
    (entry,) = full.do(decide, title)
    (on_it,) = later(full)
    with pytest.raises(Refused, match="undo-stands") as refused:
        full.do(undo, entry.seq)
    assert refused.value.values["later"] == on_it.seq
    full.do(undo, on_it.seq)
    full.do(undo, entry.seq)
    assert full.faults() == []


def test_an_action_that_made_an_issue_acting_is_not_taken_back_from_under_its_completion(full: Book) -> None:
    full.do(complete, "1")
    with pytest.raises(Refused, match="undo-stands"):
        full.do(undo, 9)
    full.do(undo)
    full.do(undo, 9)
    assert full.issue("1").claim == "pending"


def test_an_issue_does_not_come_back_under_something_void(full: Book) -> None:
    (under,) = full.do(void, "1-1", "重复")
    (above,) = full.do(void, "1", "重复")
    with pytest.raises(Refused, match="undo-under-void"):
        full.do(undo, under.seq)
    full.do(undo, above.seq)
    full.do(undo, under.seq)
    assert full.issue("1-1").void == ""


def test_an_issue_does_not_move_back_into_a_void_aspect(full: Book) -> None:
    (moved,) = full.do(amend, "2", {"aspect": "1"})
    full.do(void, "2.", "合并")
    with pytest.raises(Refused, match="undo-under-void"):
        full.do(undo, moved.seq)


def test_reopening_and_completing_are_taken_back_to_what_was_claimed_before(full: Book) -> None:
    full.do(complete, "1", claim="substantial", on="2023-06-01", effect="基本到位")
    full.do(complete, "1", on="2023-06-20")
    full.do(reopen, "1", "反弹")
    wanted = [("completed", When("2023-06-20")), ("substantial", When("2023-06-01")), ("acting", When("2023-05-12"))]
    for claim, on in wanted:
        full.do(undo)
        found = full.issue("1")
        assert (found.claim, found.claimed_on) == (claim, on)

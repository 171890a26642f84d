"""The one door: making, recording, reading, proving."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from rectify.acts import AddInspection, CreateLedger, Pending
from rectify.deciding.correcting import undo
from rectify.deciding.progressing import complete, log_action
from rectify.deciding.registering import add_aspect, add_issue
from rectify.errors import Damaged, NotFound, Refused
from rectify.journal import canonical, link
from rectify.ledger import Founding, Ledger
from rectify.model.dates import When
from rectify.store.schema import STATE, this_version, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rectify.deciding import State
    from tests.conftest import Book


# --- making


def test_a_ledger_is_born_with_its_first_act(book: Book) -> None:
    with Ledger.writing(book.path, book.founding) as ledger:
        assert not book.path.exists()
        ledger.record(lambda state: add_issue(state, book.today, "题"), book.stamp())
        assert book.path.exists()
    with book.open() as ledger:
        first, *_ = ledger.entries()
    assert first.act == CreateLedger(*book.founding, format=1)
    assert os.listdir(book.path.parent) == ["rectify.db"]  # noqa: PTH208


def test_a_refused_first_act_makes_no_ledger(book: Book) -> None:
    with pytest.raises(NotFound):
        book.do(add_issue, "题", aspect="1")
    assert os.listdir(book.path.parent) == []  # noqa: PTH208


def test_without_a_founding_no_ledger_is_made(book: Book) -> None:
    with pytest.raises(NotFound, match="ledger-missing"):
        Ledger.writing(book.path)
    assert os.listdir(book.path.parent) == []  # noqa: PTH208


def test_an_empty_file_becomes_a_ledger_and_stays_empty_where_the_act_is_refused(book: Book) -> None:
    book.path.touch()
    with pytest.raises(NotFound):
        book.do(add_issue, "题", aspect="1")
    assert book.bytes == b""
    book.do(add_issue, "题")
    assert book.faults() == []


def test_several_acts_are_recorded_through_one_open_ledger(book: Book) -> None:
    with Ledger.writing(book.path, book.founding) as ledger:
        for title in "甲乙丙":
            ledger.record(lambda state, title=title: add_issue(state, book.today, title), book.stamp())  # type: ignore[misc]
    with book.view() as view:
        assert [each.title for each in view.issues()] == ["甲", "乙", "丙"]


@pytest.mark.parametrize("name", ["a b.db", "a?b#c%20.db", "账本.db", "'quoted'.db", "rectify"])
def test_a_ledger_can_have_any_name(ledger: Callable[..., Book], name: str) -> None:
    book = ledger(name)
    book.do(add_issue, "题")
    assert book.path.exists()
    assert book.issue("1").title == "题"


def test_the_file_is_set_up_for_durability_and_for_other_programs(book: Book) -> None:
    book.do(add_issue, "题")
    raw = book.bytes
    assert (raw[18], raw[19]) == (1, 1), "no write-ahead log"
    with closing(sqlite3.connect(book.path)) as db:
        assert db.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"RCTY", "big")
        assert version_of(db) == this_version()
        assert version_of(db).format == 1
        tables = {
            name: bool(strict)
            for _, name, kind, _, _, strict in db.execute("PRAGMA table_list")
            if kind == "table" and name in {*STATE, "entry"}
        }
        assert tables == dict.fromkeys({*STATE, "entry"}, True)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    with Ledger.writing(book.path) as ledger:
        wanted = {
            "journal_mode": "delete",
            "synchronous": 3,
            "secure_delete": 1,
            "foreign_keys": 1,
            "trusted_schema": 0,
        }
        assert {name: ledger._db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


# --- recording


def test_all_of_a_command_is_recorded_or_nothing(book: Book) -> None:
    book.do(add_issue, "题")
    before = book.bytes

    def half(state: State) -> Iterator[Pending]:
        yield Pending(AddInspection(7, "半"))
        raise Refused("code-twice", code="半")

    with pytest.raises(Refused), Ledger.writing(book.path) as ledger:
        ledger.record(half, book.stamp())
    assert book.bytes == before


def test_a_bug_in_the_middle_of_a_command_leaves_nothing(book: Book) -> None:
    book.do(add_issue, "题")
    before = book.bytes

    def broken(state: State) -> Iterator[Pending]:
        yield Pending(AddInspection(7, "半"))
        raise ZeroDivisionError

    with Ledger.writing(book.path) as ledger:
        with pytest.raises(ZeroDivisionError):
            ledger.record(broken, book.stamp())
        ledger.record(lambda state: add_aspect(state, book.today, "甲"), book.stamp())
    assert book.bytes != before
    with book.view() as view:
        assert [each.code for each in view.inspections()] == ["2023-1"]


def test_a_later_act_of_a_command_sees_the_earlier_ones(book: Book) -> None:
    def two(state: State) -> Iterator[Pending]:
        yield from add_issue(state, book.today, "甲")
        yield from complete(state, book.today, "1")

    with Ledger.writing(book.path, book.founding) as ledger:
        entries = ledger.record(two, book.stamp())
    assert [entry.batch for entry in entries] == [None, 2, 2]
    assert book.issue("1").claim == "completed"


def test_an_act_without_a_date_happened_on_the_day_of_entry(book: Book) -> None:
    (*_, entry) = book.do(log_action, "会")
    assert (entry.on, entry.at) == (When("2023-06-30"), "2023-06-30T02:00:00Z")
    assert (entry.by, entry.entered_by) == ("clerk", "clerk")
    (*_, entry) = book.do(log_action, "会", said_by="局长")
    assert (entry.by, entry.entered_by) == ("局长", "clerk")


# --- reading


def test_whoever_reads_a_small_ledger_slowly_keeps_no_writer_waiting(book: Book) -> None:
    book.do(add_issue, "题")
    with book.open() as ledger:
        issues = ledger.view().issues()
        book.do(add_issue, "又一题")
        assert len(list(issues)) == 1, "and it sees one moment however long it looks"


def test_a_reader_of_a_large_one_sees_one_moment_too(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rectify.store.opening.SMALL", 0)
    book.do(add_issue, "题")
    with book.open() as ledger:
        assert len(list(ledger.view().issues())) == 1
        with (
            closing(sqlite3.connect(book.path, timeout=0)) as db,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            db.execute("CREATE TABLE other(x)")  # a writer waits until it has looked
        assert len(list(ledger.view().issues())) == 1


def test_reading_writes_nothing(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rectify.store.opening.SMALL", 0)
    book.do(add_issue, "题")
    before = book.bytes
    book.path.chmod(0o444)
    with book.open() as ledger:
        list(ledger.view().issues())
        ledger.head()
        assert list(ledger.faults()) == []
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            ledger._db.execute("DELETE FROM issues")
    assert book.bytes == before
    assert os.listdir(book.path.parent) == ["rectify.db"]  # noqa: PTH208


def test_what_was_known_at_an_entry(book: Book) -> None:
    book.do(add_issue, "题")
    book.do(complete, "1")
    book.do(undo)
    with book.open() as ledger:
        claims = [[each.claim for each in ledger.view_at_entry(seq).issues()] for seq in (2, 3, 4, 5)]
    assert claims == [[], ["pending"], ["completed"], ["pending"]]


# --- proving: each way in which a file can be other than its journal says


@pytest.fixture
def told(book: Book) -> Book:
    """A ledger in which a few things happened."""
    book.do(add_issue, "题", deadline="2023-06-01", owner="张")
    book.do(log_action, "会", issues="1", outcomes=("训练=50人",))
    book.do(complete, "1")
    return book


def tampered(book: Book, *statements: str) -> list[tuple[int, str, str]]:
    """What is wrong once somebody who has the file has had their way with it."""
    with closing(sqlite3.connect(book.path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)
    return book.faults()


def test_a_whole_ledger_has_no_fault(told: Book) -> None:
    assert told.faults() == []
    with told.open() as ledger:
        assert ledger.head().seq == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = body",
        "DELETE FROM entry",
        "REPLACE INTO entry SELECT * FROM entry",
        "INSERT INTO entry SELECT seq + 2, prev, hash, body FROM entry WHERE seq = 5",
        "INSERT INTO entry SELECT 6, prev, hash, body FROM entry WHERE seq = 5",
    ],
)
def test_accidents_are_stopped_by_the_file_itself(told: Book, statement: str) -> None:
    with closing(sqlite3.connect(told.path)) as db, pytest.raises(sqlite3.IntegrityError, match="journal"):
        db.execute("PRAGMA recursive_triggers = ON")
        db.execute(statement)


CHANGES = {
    "issues(id=1)": "UPDATE issues SET title = '别的'",
    "tallies(inspection=1, aspect=0, level=0, claim=completed, verdict=unreviewed, checked=0)": "UPDATE tallies SET issues = 2",
    "due_tallies(inspection=1, aspect=0, level=0, due=2023-01-01)": "INSERT INTO due_tallies VALUES (1, 0, 0, '2023-01-01', 1)",
    "claims(issue=1, entry=4)": "DELETE FROM claims WHERE claim = 'acting'",
    "outcomes(action=1, position=0)": "UPDATE outcomes SET quantity = '51'",
    "counters(name=action)": "UPDATE counters SET last = last + 1",
    "undone(entry=3)": "INSERT INTO undone VALUES (3, 4)",
    "ledger(id=1)": "UPDATE ledger SET language = 'en'",
    "touches(thing=a1, entry=4)": "DELETE FROM touches",
    "assignments(issue=1, entry=3)": "UPDATE assignments SET owner = '李'",
}


@pytest.mark.parametrize("row", CHANGES)
def test_a_state_table_that_was_changed_is_named(told: Book, row: str) -> None:
    """With the key of its first row that differs."""
    assert (0, "fault-state", row) in tampered(told, CHANGES[row])


NO_TRIGGERS = [f"DROP TRIGGER entry_{name}" for name in ("no_update", "no_delete", "in_order")]


def test_dropped_triggers_are_named(told: Book) -> None:
    found = tampered(told, *NO_TRIGGERS)
    assert found == [(0, "fault-schema", f"entry_{name}") for name in ("in_order", "no_delete", "no_update")]


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE entry SET body = replace(body, '题', '題') WHERE seq = 3", (3, "fault-chain", "")),
        ("UPDATE entry SET hash = upper(hash) WHERE seq = 4", (4, "fault-chain", "")),
        ("DELETE FROM entry WHERE seq = 4", (5, "fault-order", "")),
        ("UPDATE entry SET prev = NULL || '' WHERE 0", None),
    ],
)
def test_a_journal_that_was_changed_is_caught_at_the_entry(told: Book, statement: str, fault: Any) -> None:
    found = [each for each in tampered(told, *NO_TRIGGERS, statement) if each[1] != "fault-schema"]
    assert found[:1] == ([fault] if fault else [])


def test_a_tail_that_was_cut_off_passes_where_state_was_replayed_and_not_otherwise(told: Book) -> None:
    """Against this only a head that somebody else holds helps (trust.md)."""
    found = tampered(told, *NO_TRIGGERS, "DELETE FROM entry WHERE seq = 5")
    assert ("fault-state", "issues(id=1)") in [each[1:] for each in found]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE tallies",
        "ALTER TABLE issues RENAME COLUMN title TO heading",
        "CREATE TABLE more(x)",
        "CREATE VIEW more AS SELECT * FROM issues",
        "CREATE TRIGGER more AFTER INSERT ON issues BEGIN SELECT 1; END",
        "DROP INDEX issues_aspect",
        "DROP TABLE entry",
    ],
)
def test_a_schema_that_was_changed_is_named_and_stops_no_check(told: Book, statement: str) -> None:
    with closing(sqlite3.connect(told.path, isolation_level=None)) as db:
        db.execute(statement)
    with told.open() as ledger:
        found: list[str] = []
        try:
            found.extend(fault.key for fault in ledger.faults())
        except Damaged:
            assert "entry" in statement
    assert "fault-schema" in found


def rewritten(book: Book, *bodies: str) -> list[tuple[int, str, str]]:
    """A history made anew by somebody who knows the rules: every hash fits, only what it says is odd."""
    with closing(sqlite3.connect(book.path, isolation_level=None)) as db:
        for statement in NO_TRIGGERS:
            db.execute(statement)
        seq, prev = db.execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        for number, body in enumerate(bodies, seq + 1):
            db.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (number, prev, link(prev, body.encode()), body))
            prev = link(prev, body.encode())
    return [fault for fault in book.faults() if fault[1] != "fault-schema"]


def said(act: object, **fields: Any) -> str:
    on = {"edtf": "2023-06-30"}
    body = {"act": act, "at": "2023-06-30T02:00:00Z", "by": "a", "entered_by": "a", "on": on, **fields}
    return canonical(body).decode()


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        "7",
        '"text"',
        said(7),
        said("complete", claim="completed", issues=[99]),
        said("complete", claim="finished", issues=[1]),
        said("complete", claim="completed", issues=[1], on="2023-06-30"),
        said("complete", claim="completed", issues=[1], on={"edtf": "2023-02-30"}),
        said("complete", claim="completed", issues=7),
        said("add-issue", id="x", inspection=1, number=1, title="x"),
        said("add-issue", id=2, inspection=1, number=1, title="x"),
        said("amend", thing="i1", fields={"nonsense": "x"}),
        said("amend", thing="i1", fields={}),
        said("amend", thing="nothing", fields={"title": "x"}),
        said("undo", entries=[1]),
    ],
)
def test_a_journal_that_makes_no_sense_is_a_fault_and_no_crash(told: Book, body: str) -> None:
    assert [key for _, key, _ in rewritten(told, body)] == ["fault-replay"]


def test_an_act_that_nobody_here_knows_is_of_a_newer_version(told: Book) -> None:
    assert rewritten(told, said("destroy")) == [(6, "fault-newer", "destroy")]


def test_more_acts_than_the_state_knows_of_are_a_fault(told: Book) -> None:
    body = said("write", inspection=1, part="opening", text="x")
    assert rewritten(told, body) == [
        (0, "fault-state", "narratives(inspection=1, part=opening, aspect=0, public=0, entry=6)"),
        (0, "fault-state", "touches(thing=inspection:1, entry=6)"),
    ]


def test_other_bytes_for_the_same_act_are_a_fault(told: Book) -> None:
    body = said("write", inspection=1, part="opening", text="x").replace(":", ": ", 1)
    assert rewritten(told, body) == [(6, "fault-body", "")]


def test_looking_for_faults_repairs_nothing(told: Book, tmp_path: Path) -> None:
    tampered(told, "UPDATE issues SET title = '别的'")
    before = told.bytes
    assert told.faults() == told.faults() != []
    assert told.bytes == before
    assert [each.name for each in tmp_path.iterdir()] == ["rectify.db"]


def test_founding_is_only_for_the_first(book: Book) -> None:
    book.do(add_issue, "题")
    with Ledger.writing(book.path, Founding("another", "en")) as ledger:
        ledger.record(lambda state: add_issue(state, book.today, "二"), book.stamp())
    with book.view() as view:
        assert (view.ledger_id(), view.language()) == (book.founding.ledger, "zh")


# --- with the tools that everybody has


@pytest.mark.skipif(not (shutil.which("sqlite3") and shutil.which("sha256sum")), reason="no sqlite3 or sha256sum here")
def test_the_text_head_is_what_common_tools_make_of_the_file(told: Book) -> None:
    """One pipe, as the manual tells an inspector who does not have this program."""
    told.do(add_issue, "多\n行\t“字”\u2028\x1b[31m🙂 'quoted' \\")
    with told.open() as ledger:
        head = ledger.head()
    pipe = 'sqlite3 -readonly "$1" "select body from entry where seq<=$2 order by seq" | sha256sum'
    done = subprocess.run(
        ["sh", "-c", pipe, "sh", told.path, str(head.seq)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[0] == head.text

"""State tables that another version of the program made: read as ours, made anew by the first act, never called damage."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from rectify.deciding.proving import Brought, attach
from rectify.deciding.registering import add_aspect, add_issue
from rectify.errors import Damaged, NotFound, Refused
from rectify.journal import canonical, link
from rectify.ledger import Ledger
from rectify.store import schema
from rectify.store.files import pack
from rectify.store.schema import this_version, version_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Book, Run

FILE = pack("会议记录".encode())


def hurt(book: Book, *statements: str) -> None:
    with closing(sqlite3.connect(book.path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def version(path: Path) -> schema.Version:
    with closing(sqlite3.connect(path)) as db:
        return version_of(db)


@pytest.fixture
def foreign(book: Book) -> Book:
    """A ledger as another version left it: a column less, a column more, a table that we lack, an index, another fold."""
    with pytest.MonkeyPatch.context() as other:
        issues = schema.STATE["issues"].replace("(\n", "(\n  mood TEXT NOT NULL DEFAULT 'fine',\n", 1)
        other.setitem(schema.STATE, "issues", issues)
        other.setitem(
            schema.STATE, "moods", "(id INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues) STRICT"
        )
        other.setattr(schema, "GUIDING", (*schema.GUIDING, "CREATE INDEX moods_issue ON moods(issue)"))
        book.do(add_aspect, "甲")
        book.do(add_issue, "旧题", aspect="1")
        with Ledger.writing(book.path) as ledger:
            said = Brought("minutes.txt", FILE.sha256, FILE.size)
            ledger.record(lambda state: attach(state, book.today, "1", [said]), book.stamp(), [FILE])
        assert book.faults() == [], "whole, says the version that made it"
        hurt(book, "INSERT INTO moods(issue) VALUES (1)")
    assert version(book.path).format == this_version().format
    return book


def test_it_is_read_in_our_shape_and_stays_as_it_is(foreign: Book, run: Run) -> None:
    before = foreign.bytes
    with foreign.open() as ledger:
        assert [each.title for each in ledger.view().issues()] == ["旧题"]
        assert ledger.file(FILE.sha256) == "会议记录".encode()
        assert list(ledger.faults()) == []
    said = run("doctor", "--json")
    assert said.code == 0, said
    assert [each["code"] for each in json.loads(said.out)["remarks"]] == ["other-state"]
    assert foreign.bytes == before


@pytest.mark.parametrize("depth", [[], ["--evidence"]])
def test_verify_says_that_its_tables_were_not_looked_at(foreign: Book, run: Run, depth: list[str]) -> None:
    told = run("verify", *depth, "--lang", "en").out
    assert "against the journal" not in told
    assert "they were not compared" in told
    foreign.do(add_issue, "新题")
    told = run("verify", *depth, "--lang", "en").out
    assert "the tables against the journal" in told
    assert "not compared" not in told


def test_the_first_act_makes_it_ours_and_keeps_no_copy(foreign: Book) -> None:
    with foreign.open() as ledger:
        head = ledger.head()
    foreign.do(add_issue, "新题")
    assert version(foreign.path) == this_version()
    assert foreign.faults() == []
    assert [foreign.issue(name).title for name in "12"] == ["旧题", "新题"]
    assert os.listdir(foreign.path.parent) == ["rectify.db"]  # noqa: PTH208
    with foreign.open() as ledger:
        assert ledger.heads([head.seq]).at[head.seq] == head, "the journal is the same"
        assert ledger.file(FILE.sha256) == "会议记录".encode()


def test_a_refused_act_leaves_it(foreign: Book) -> None:
    before = foreign.bytes
    with pytest.raises(NotFound):
        foreign.do(add_issue, "题", aspect="9")
    assert foreign.bytes == before


def test_what_somebody_wrote_into_its_tables_does_not_live_on(foreign: Book) -> None:
    hurt(foreign, "UPDATE issues SET title = '被改'", "DROP TABLE tallies")
    assert foreign.issue("1").title == "旧题"
    foreign.do(add_issue, "新题")
    assert foreign.issue("1").title == "旧题"
    assert foreign.faults() == []


def test_two_versions_take_turns(foreign: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the other one writes between our opening and our act."""
    with Ledger.writing(foreign.path) as ledger:
        ledger.record(lambda state: add_issue(state, foreign.today, "二"), foreign.stamp())
        with monkeypatch.context() as other:
            other.setitem(schema.STATE, "more", "(id INTEGER PRIMARY KEY) STRICT")
            foreign.do(add_issue, "三")
        assert version(foreign.path) != this_version()
        ledger.record(lambda state: add_issue(state, foreign.today, "四"), foreign.stamp())
    assert version(foreign.path) == this_version()
    assert foreign.faults() == []
    with foreign.view() as view:
        assert [each.title for each in view.issues()] == ["旧题", "二", "三", "四"]


def test_the_same_tables_filled_in_another_way_are_another_make(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.do(add_issue, "题")
    monkeypatch.setattr(schema, "FOLD", schema.FOLD + 1)
    hurt(book, "UPDATE issues SET title = 'as an earlier fold had it'")
    assert book.issue("1").title == "题"
    assert book.faults() == []


def test_any_change_of_the_tables_is_another_make() -> None:
    """No number to remember: each letter of the script counts."""
    ours = this_version()
    assert version_of_script("TEXT", "INTEGER") != ours
    assert version_of_script("issues", "isseus") != ours
    assert 0 < ours.state < 2**23
    assert ours.number < 2**31, "SQLite keeps 32 bits, with a sign"


def version_of_script(old: str, new: str) -> schema.Version:
    with pytest.MonkeyPatch.context() as other:
        other.setitem(schema.STATE, "issues", schema.STATE["issues"].replace(old, new, 1))
        other.setitem(schema.STATE, "changes", schema.STATE["changes"].replace(old, new, 1))
        return this_version()


# --- and yet tampering is told


HANDS = {
    "a view": ("CREATE VIEW v AS SELECT * FROM entry",),
    "a trigger on the journal": ("CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END",),
    "a guard that is gone": ("DROP TRIGGER entry_no_update",),
}


@pytest.mark.parametrize("hand", HANDS)
def test_what_no_version_ever_made_is_damage_on_a_foreign_file_too(foreign: Book, hand: str) -> None:
    hurt(foreign, *HANDS[hand])
    assert {key for _, key, _ in foreign.faults()} == {"fault-schema"}


@pytest.mark.parametrize("hand", [*HANDS, "a column", "a table"])
def test_the_same_on_a_file_of_ours_is_damage_though_it_looks_like_another_version(book: Book, hand: str) -> None:
    book.do(add_issue, "题")
    more = {"a column": ("ALTER TABLE issues ADD COLUMN mood TEXT",), "a table": ("CREATE TABLE moods(id)",)}
    hurt(book, *{**HANDS, **more}[hand])
    assert {key for _, key, _ in book.faults()} == {"fault-schema"}


def test_no_state_is_made_of_a_journal_that_is_not_whole(foreign: Book) -> None:
    """The old tables may be all that still shows what the journal said."""
    hurt(foreign, "DROP TRIGGER entry_no_update", "UPDATE entry SET body = replace(body, '旧题', '假题')")
    before = foreign.bytes
    with pytest.raises(Damaged):
        foreign.do(add_issue, "新题")
    assert foreign.bytes == before


# --- acts of a newer version


@pytest.fixture
def ahead(book: Book) -> Callable[..., Book]:
    """A ledger in which a newer version recorded something, as `change` makes it of an act of ours."""

    def make(change: Callable[[dict[str, object]], dict[str, object]]) -> Book:
        book.do(add_issue, "题")
        book.do(add_issue, "题二")
        with closing(sqlite3.connect(book.path, isolation_level=None)) as db:
            (said, prev) = db.execute("SELECT body, prev FROM entry WHERE seq = 4").fetchone()
            body = canonical(change(json.loads(said)))
            trigger = db.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_no_update'").fetchone()[0]
            db.execute("DROP TRIGGER entry_no_update")
            db.execute("UPDATE entry SET body = ?, hash = ? WHERE seq = 4", (body.decode(), link(prev, body)))
            db.execute(trigger)
            db.execute("PRAGMA user_version = 513")
        return book

    return make


NEWER: dict[str, tuple[Callable[[dict[str, object]], dict[str, object]], str]] = {
    "an act": (lambda body: {**body, "act": "sing"}, "sing"),
    "a part of an act": (lambda body: {**body, "melody": "low"}, "add-issue.melody"),
}


@pytest.mark.parametrize("what", NEWER)
@pytest.mark.parametrize("argv", [("list",), ("add-issue", "新题"), ("history",)], ids=" ".join)
def test_what_this_program_does_not_know_is_said_to_be_newer_and_not_damage(
    ahead: Callable[..., Book], run: Run, what: str, argv: tuple[str, ...]
) -> None:
    change, name = NEWER[what]
    book = ahead(change)
    before = book.bytes
    said = run(*argv, "--lang", "en")
    assert (said.code, said.out) == (4, "")
    assert f"entry 4 ({name}) was written by a newer rectify" in said.err
    assert book.bytes == before


def test_it_is_not_damage_for_the_doctor_either(ahead: Callable[..., Book], run: Run) -> None:
    ahead(NEWER["an act"][0])
    said = run("doctor", "--json")
    assert (said.code, [each["code"] for each in json.loads(said.out)["remarks"]]) == (
        4,
        ["other-state", "fault-newer"],
    )


def test_an_act_that_is_no_act_is_damage(ahead: Callable[..., Book]) -> None:
    book = ahead(lambda body: {**body, "act": 7})
    with pytest.raises((Damaged, Refused)) as caught, book.open() as ledger:
        list(ledger.entries())
    assert caught.type is Damaged

"""Ledger files that somebody made to do harm: what is foreign in them is never run, and none of them is taken for a bug."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from rectify.deciding.progressing import complete, log_action
from rectify.deciding.registering import add_aspect, add_issue
from rectify.store.schema import APPLICATION_ID, STATE
from tests.conftest import Book, Run
from tests.intake.fuzzing import in_time

READING = [("status",), ("list",), ("show", "1"), ("timeline",), ("history",), ("report",), ("check",), ("doctor",)]
WRITING = [("add-issue", "二"), ("log-action", "1", "会"), ("complete", "1"), ("undo",)]
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"
ISSUES = STATE["issues"].removeprefix("(").rpartition(")")[0]
Harm = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def whole(ledger: Callable[..., Book]) -> bytes:
    book = ledger()
    for number in range(3):
        book.do(add_aspect, f"方面 {number}")
        book.do(add_issue, f"题 {number}", aspect=str(number + 1), deadline="2023-06-01", owner="张")
    book.do(log_action, "会" * 50, issues="1,2", outcomes=("训练=50人",))
    book.do(complete, "2")
    return book.bytes


def script(text: str) -> Harm:
    return lambda db: db.executescript(text)


def schema(name: str, old: str, new: str) -> Harm:
    """Other words in the text of the schema, as one does by `writable_schema`."""

    def write(db: sqlite3.Connection) -> None:
        db.execute("PRAGMA writable_schema = ON")
        done = db.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, name))
        assert done.rowcount == 1

    return write


ALTERED: dict[str, Harm] = {
    "a trigger that takes back what was done": script(
        "CREATE TRIGGER x AFTER INSERT ON issues BEGIN DELETE FROM actions; UPDATE issues SET title = 'y'; END"
    ),
    "a trigger on the journal": script("CREATE TRIGGER x AFTER INSERT ON entry BEGIN DELETE FROM claims; END"),
    "triggers of ours that do nothing any more": schema("entry_no_update", "RAISE(ABORT,", "ifnull(1,"),
    "a view without an end in place of the issues": script(
        f"DROP TABLE issues; CREATE VIEW issues AS {ENDLESS} i AS id FROM n"
    ),
    "a view without an end in place of the journal": script(
        f"DROP TABLE entry; CREATE VIEW entry(seq, prev, hash, body) AS {ENDLESS} i, '', '', '' FROM n"
    ),
    "a column that is made as it is read": script(
        f"""PRAGMA legacy_alter_table = ON; ALTER TABLE issues RENAME TO old;
        CREATE TABLE issues({ISSUES}, more TEXT GENERATED ALWAYS AS (hex(zeroblob(200000000))) VIRTUAL) STRICT;
        DROP TABLE old"""
    ),
    "a title that is made as it is read": schema(
        "issues", "title TEXT NOT NULL", "title TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000)))"
    ),
    "a rule that runs at every act": schema(
        "issues", "void TEXT NOT NULL", "void TEXT CHECK (length(hex(randomblob(9))))"
    ),
    "a table of full text in place of the claims": script(
        "DROP TABLE claims; CREATE VIRTUAL TABLE claims USING fts5(a)"
    ),
    "no issues": script("DROP TABLE issues"),
    "no journal": script("DROP TABLE entry"),
}
BESIDE: dict[str, Harm] = {
    "a view of somebody's own": script(f"CREATE VIEW mine AS {ENDLESS} i FROM n"),
    "a table of somebody's own": script("CREATE TABLE mine(x); INSERT INTO mine VALUES (zeroblob(100000))"),
    "a table of full text": script("CREATE VIRTUAL TABLE mine USING fts5(a)"),
    "an index over what somebody likes": script("CREATE INDEX mine ON issues(upper(title))"),
    "counts that mislead": script("ANALYZE; UPDATE sqlite_stat1 SET stat = '1 1'"),
}


def harmed(book: Book, whole: bytes, harm: Harm) -> bytes:
    book.path.write_bytes(whole)
    with closing(sqlite3.connect(book.path, isolation_level=None)) as db:
        harm(db)
    return book.bytes


@pytest.mark.parametrize("what", ALTERED)
def test_what_others_made_of_our_tables_is_neither_read_nor_written_to(
    book: Book, run: Run, whole: bytes, what: str
) -> None:
    before = harmed(book, whole, ALTERED[what])
    for argv in (*READING, *WRITING):
        with in_time():
            said = run(*argv, "--lang", "en")
        assert said.code == 5, (argv, said)
        assert argv == ("doctor",) or (said.out == "" and said.err.count("\n") == 1)
    assert book.bytes == before


@pytest.mark.parametrize("what", BESIDE)
def test_what_others_put_beside_our_tables_is_let_be_and_told_by_the_doctor(
    book: Book, run: Run, whole: bytes, what: str
) -> None:
    harmed(book, whole, BESIDE[what])
    for argv in (*READING, *WRITING):
        with in_time():
            said = run(*argv, "--lang", "en")
        assert said.code in ((0, 5) if argv == ("doctor",) else (0, 1, 4)), (argv, said)
    assert "mine" not in what or run("doctor").code == 5


def test_an_index_over_a_function_that_there_is_not(book: Book, run: Run, whole: bytes) -> None:
    harmed(book, whole, schema("issues_number", "ifnull", "ifnulm"))
    for argv in (*READING, *WRITING):
        assert run(*argv).code in ((5,) if argv == ("doctor",) else (0, 1, 4, 5)), argv


def alien(db: sqlite3.Connection) -> None:
    """Another program's tables under our mark."""
    for (name,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall():
        db.execute(f"DROP TABLE IF EXISTS {name}")
    db.execute("CREATE TABLE bookmarks(url)")
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def utf16(whole: bytes) -> bytes:
    """The same ledger with its texts in UTF-16."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as old, closing(sqlite3.connect(":memory:")) as new:
        old.deserialize(whole)
        new.execute("PRAGMA encoding = 'UTF-16le'")
        new.executescript("\n".join(old.iterdump()))
        for pragma in ("application_id", "user_version"):
            new.execute(f"PRAGMA {pragma} = {old.execute(f'PRAGMA {pragma}').fetchone()[0]}")
        return new.serialize()


def patched(at: int, value: bytes) -> Callable[[bytes], bytes]:
    return lambda whole: whole[:at] + value + whole[at + len(value) :]


HEADERS: dict[str, Callable[[bytes], bytes]] = {
    "writes by a log": patched(18, b"\x02\x02"),
    "a log that nobody knows": patched(18, b"\x09\x09"),
    "pages of one byte": patched(16, b"\x00\x01"),
    "pages of no size": patched(16, b"\x00\x00"),
    "reserved bytes": patched(20, b"\xff"),
    "a number of pages without end": patched(28, b"\xff\xff\xff\xff"),
    "a list of free pages without end": patched(32, b"\x00\x00\x00\x02\x7f\xff\xff\xff"),
    "a schema of another kind": patched(44, b"\x00\x00\x00\x63"),
    "an encoding that there is not": patched(56, b"\x00\x00\x00\x07"),
    "the mark of UTF-16": patched(56, b"\x00\x00\x00\x02"),
    "texts in UTF-16": utf16,
    "only the first page": lambda whole: whole[:4096],
    "much behind the end": lambda whole: whole + bytes(100 * 4096),
    "twice": lambda whole: whole + whole,
}


@pytest.mark.parametrize("what", HEADERS)
def test_a_header_that_misleads(book: Book, run: Run, whole: bytes, what: str) -> None:
    for argv in (*READING, *WRITING):
        book.path.write_bytes(HEADERS[what](whole))
        with in_time():
            said = run(*argv, "--lang", "en")
        assert said.code in (0, 1, 4, 5, 6), (argv, said)
        assert said.code < 2 or argv == ("doctor",) or said.err.count("\n") == 1, (argv, said)
        for each in book.path.parent.glob("rectify.db-*"):
            each.unlink()


@pytest.mark.parametrize("what", ["texts in UTF-16", "only the first page", "a number of pages without end"])
def test_the_doctor_finds_it(book: Book, run: Run, whole: bytes, what: str) -> None:
    book.path.write_bytes(HEADERS[what](whole))
    assert run("doctor").code in (5, 6)


def test_the_mark_of_a_ledger_does_not_make_one(book: Book, run: Run, whole: bytes) -> None:
    before = harmed(book, whole, alien)
    for argv in (*READING, *WRITING):
        said = run(*argv, "--lang", "en")
        assert said.code == 5, (argv, said)
    assert book.bytes == before


def test_a_whole_ledger_passes_all_of_this(book: Book, run: Run, whole: bytes) -> None:
    """The control."""
    book.path.write_bytes(whole)
    for argv in (*READING, *WRITING):
        assert run(*argv).code in (0, 1), argv

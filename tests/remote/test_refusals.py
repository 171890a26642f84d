"""Bad input: one sentence, an exit code, nothing written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rectify.deciding.registering import add_issue
from rectify.remote.server import script
from tests.conftest import Book, Run
from tests.remote.conftest import Desk, Desks
from tests.remote.postgres import LOCKED, STRANGER, Postgres


def refused(said: Any, code: int, *parts: str) -> None:
    assert (said.code, said.out) == (code, ""), said
    assert len(said.err.splitlines()) == 1, said.err
    assert all(part in said.err for part in parts), said.err


@pytest.mark.parametrize(
    ("address", "code", "part"),
    [
        ("mysql://h/d", 2, "no address"),
        ("nonsense", 2, "no address"),
        ("postgresql://h:port/d", 2, "no address"),
        ("postgresql://jia:secret@h/d", 2, "password"),
        ("postgresql://h/d?password=secret", 2, "password"),
        ("postgresql://h/d?sslkey=/home/x", 2, "sslkey"),
        ("postgresql://h/d?passfile=/home/x", 2, "passfile"),
        ("postgresql://h/d?host=/tmp&options=-c", 2, "options"),
        ("postgresql://jia@127.0.0.1:1/d", 75, "does not answer"),
        ("postgresql://jia@no-such-host.invalid/d", 75, "does not answer"),
        ("postgresql://127.0.0.1:1/d?sslmode=perhaps", 4, "sslmode"),
    ],
)
@pytest.mark.parametrize("what", ["create", "join"])
def test_an_address_that_is_none(
    what: str, address: str, code: int, part: str, run: Run, unchanged: Callable[[], Any]
) -> None:
    with unchanged():
        said = run("share", what, address)
    refused(said, code, part)
    assert "secret" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        ["create"],
        ["join"],
        ["status", "postgresql://h/d"],
        ["leave", "--name", "x"],
        ["sql", "x"],
        ["join", "postgresql://h/d", "--name", ""],
        ["part"],
        ["create", ""],
        ["join", ""],
        ["status", ""],
    ],
)
def test_words_that_do_not_go_together(words: list[str], run: Run) -> None:
    said = run("share", *words)
    assert (said.code, said.out) == (2, "")


def test_the_server_refuses(
    desk: Desks, postgres: Postgres, database: str, unchanged: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, monkey = postgres.database(), monkeypatch
    monkey.setenv("PGPASSWORD", "wrong")
    jia = desk("jia")
    with unchanged():
        for user, place, code, part in (
            (LOCKED, database, 4, "password"),
            ("nobody-here", database, 4, "does not exist"),
            ("jia", "no_such_database", 4, "does not exist"),
            (STRANGER, database, 4, "GRANT clerk"),
            ("jia", empty, 4, "rectify share sql"),  # may not make it
        ):
            refused(jia("share", "create", postgres.url(place, user)), code, part)
        refused(jia("share", "join", postgres.url(empty, "jia")), 3, "rectify share sql")
        refused(jia("share", "join", postgres.url(database, "jia")), 3, "rectify share create")


def test_who_may_makes_the_database_one_for_shared_ledgers(desk: Desks, postgres: Postgres) -> None:
    empty, jia = postgres.database(), desk("jia")
    jia.does("share", "create", postgres.url(empty))
    desk("yi").does("share", "join", postgres.url(empty, "yi"))


def test_a_database_in_another_encoding_is_refused(desk: Desks, postgres: Postgres) -> None:
    refused(desk("jia")("share", "create", postgres.url(postgres.database("SQL_ASCII"))), 4, "UTF8")


def test_the_sql_is_printed_as_it_is(run: Run) -> None:
    assert run("share", "sql").out == script()


def test_two_ledgers_of_one_name(desk: Desks, postgres: Postgres, database: str, tmp_path: Path) -> None:
    one, other, new = desk("one", "jia"), desk("other", "jia"), desk("new", "jia")
    address = postgres.url(database, "jia")
    one.does("share", "create", address)
    Book(other.ledger).do(add_issue, "账物不符")  # with an identifier of its own
    before = other.ledger.read_bytes()
    for each in (other, new):
        refused(each("share", "create", address), 4, "--name")
    assert other.ledger.read_bytes() == before
    assert not new.ledger.exists()
    other.does("share", "create", address, "--name", "乙")
    refused(desk("third", "yi")("share", "join", address), 3, "rectify", "乙", "--name")


def test_join_needs_a_name_where_there_are_several(desk: Desks, postgres: Postgres, database: str) -> None:
    address = postgres.url(database, "jia")
    postgres.ask(database, "SELECT rectify.found('甲', 'id-1'), rectify.found('乙', 'id-2')")
    yi = desk("yi")
    refused(yi("share", "join", address), 3, "甲", "乙", "--name")
    refused(yi("share", "join", address, "--name", "丙"), 3, "丙", "甲")


def test_nothing_is_written_over_and_nothing_shared_twice(
    two: tuple[Desk, Desk], postgres: Postgres, database: str
) -> None:
    _, yi = two
    before = yi.ledger.read_bytes()
    refused(yi("share", "join", postgres.url(database, "yi")), 4)
    refused(yi("share", "create", postgres.url(database, "yi")), 4, "already")
    assert yi.ledger.read_bytes() == before
    yi.does("share", "leave")
    refused(yi("share", "leave"), 4, "not shared")


def test_what_is_wrong_here_is_said_before_the_server_is_asked_or_changed(desk: Desks, postgres: Postgres) -> None:
    jia, database = desk("jia"), postgres.database()
    (jia.folder / "empty.db").touch()
    with sqlite3.connect(jia.folder / "other.db") as db:
        db.execute("CREATE TABLE notes(text)")
    for name in ("empty.db", "other.db"):
        before = (jia.folder / name).read_bytes()
        refused(jia("share", "create", postgres.url(database), "--ledger", name), 6, name)
        assert (jia.folder / name).read_bytes() == before
    assert postgres.ask(database, "SELECT to_regnamespace('rectify') IS NULL") == [(True,)]
    silent = "postgresql://jia@127.0.0.1:1/d"
    refused(jia("share", "join", silent, "--ledger", "other.db"), 4, "other.db", "already")
    refused(jia("share", "join", silent, "--ledger", "nowhere/new.db"), 3, "nowhere")


def test_a_ledger_that_is_not_shared(run: Run) -> None:
    run("add-issue", "账物不符")
    for what in ("status", "leave"):
        refused(run("share", what), 4, "not shared")


def test_a_damaged_ledger_is_not_shared(desk: Desks, postgres: Postgres, database: str) -> None:
    jia = desk("jia")
    jia.does("add-issue", "账物不符")
    content = jia.ledger.read_bytes()
    at = content.rindex("账物不符".encode())
    jia.ledger.write_bytes(content[:at] + "账物相符".encode() + content[at + 12 :])
    said = jia("share", "create", postgres.url(database, "jia"))
    assert (said.code, said.out) == (5, "")
    assert postgres.ask(database, "SELECT count(*) FROM rectify.ledger") == [(0,)]


def test_a_newer_server_is_read_from_the_file_and_not_written_to(
    two: tuple[Desk, Desk], postgres: Postgres, database: str
) -> None:
    jia, _ = two
    before = jia.ledger.read_bytes()
    postgres.ask(
        database, "CREATE OR REPLACE FUNCTION rectify.protocol() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 2'"
    )
    refused(jia("add-issue", "又一个"), 4, "upgrade")
    said = jia("status")
    assert said.code == 0
    assert "upgrade" in said.err
    refused(jia("share", "join", postgres.url(database, "jia"), "--ledger", "new.db"), 4, "upgrade")
    assert jia.ledger.read_bytes() == before
    assert not (jia.folder / "new.db").exists()


def test_without_the_library_one_can_look_and_is_told_what_to_install(
    two: tuple[Desk, Desk], environ: dict[str, str]
) -> None:
    jia, _ = two
    blocked = "import sys; sys.modules['psycopg'] = None; from rectify.__main__ import main; sys.exit(main())"

    def without(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-c", blocked, *words],
            cwd=jia.folder,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    code, out, err = without("status")
    assert code == 0
    assert out
    assert "rectify[share]" in err
    assert without("add-issue", "又一个")[:2] == (4, "")
    assert without("share", "join", "postgresql://h/d", "--ledger", "n.db")[:2] == (4, "")


def test_a_file_that_names_a_server_of_its_makers_choice_takes_no_key_along(two: tuple[Desk, Desk]) -> None:
    """What the file says of its server is held to what an address may be."""
    import sqlite3

    jia, _ = two
    with sqlite3.connect(jia.ledger) as db:
        db.execute("UPDATE share SET server = server || '?passfile=/etc/passwd'")
    refused(jia("add-issue", "又一个"), 2, "passfile")
    assert "passfile" in jia("status").err
    with sqlite3.connect(jia.ledger) as db:
        db.execute("DELETE FROM share")
    refused(jia("add-issue", "又一个"), 5)

"""What a clerk can do on the server, and what nobody can do there unseen."""

from __future__ import annotations

import psycopg
import pytest

from rectify.remote.server import script
from tests.remote.conftest import Desk, Desks
from tests.remote.postgres import STRANGER, Postgres

BODY = """'{"act":"void"}'"""
PAST = {
    "update": "UPDATE rectify.entry SET body = 'x' WHERE seq = 2",
    "delete": "DELETE FROM rectify.entry WHERE seq = 5",
    "insert": f"INSERT INTO rectify.entry(ledger, seq, prev, hash, body) VALUES ('rectify', 6, 'x', 'x', {BODY})",
    "truncate": "TRUNCATE rectify.entry",
    "drop-trigger": "DROP TRIGGER no_change ON rectify.entry",
    "disable-trigger": "ALTER TABLE rectify.entry DISABLE TRIGGER no_change",
    "replication-role": "SET session_replication_role = replica",
    "drop-table": "DROP TABLE rectify.entry CASCADE",
    "replace-function": "CREATE OR REPLACE FUNCTION rectify.link(text, text) RETURNS text LANGUAGE sql AS 'SELECT $2'",
    "lock": "SELECT FROM rectify.ledger FOR UPDATE",
    "content-update": "UPDATE rectify.content SET data = ''",
    "content-delete": "SET rectify.lets_go = 'yes'; DELETE FROM rectify.content",
    "content-insert": "INSERT INTO rectify.content VALUES ('rectify', 'x', '')",
    "rename": "UPDATE rectify.ledger SET name = 'other'",
}
"""Ways to change the past; the first seven are those that were asked for."""


@pytest.mark.usefixtures("two")
def test_a_clerk_cannot_change_the_past(postgres: Postgres, database: str) -> None:
    before = postgres.ask(database, "SELECT * FROM rectify.entry ORDER BY seq")
    for name, query in PAST.items():
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            postgres.ask(database, query, user="yi")
        assert postgres.ask(database, "SELECT * FROM rectify.entry ORDER BY seq") == before, name


GUARDED = ["update", "delete", "insert", "truncate", "content-update", "rename"]


def test_nor_can_the_owner_while_the_guards_stand(two: tuple[Desk, Desk], postgres: Postgres, database: str) -> None:
    """Also where ordinary triggers are kept quiet."""
    jia, _ = two
    (jia.folder / "paper.txt").write_text("一页")
    jia.does("attach", "1", "paper.txt")
    for name in GUARDED:
        for before in ("", "SET session_replication_role = replica; "):
            with pytest.raises(psycopg.Error, match=r"append-only|out of order"):
                postgres.ask(database, before + PAST[name])


def test_the_owner_who_drops_the_guards_can_and_every_client_tells(
    two: tuple[Desk, Desk], postgres: Postgres, database: str
) -> None:
    """The control: the guards are what refuses. And `verify` tells, nothing is taken from such a server, nothing sent to it."""
    jia, yi = two
    jia.does("log-action", "1", "盘点")
    yi.does("status")
    assert yi("verify").code == 0
    postgres.ask(database, "DROP TRIGGER no_change ON rectify.entry")
    postgres.ask(database, "UPDATE rectify.entry SET body = replace(body, '手续不全', '手续齐全') WHERE seq = 4")
    assert (yi("verify", "--quick").code, yi("verify").code) == (0, 5)
    assert "entry 4 is not on the server as it is here" in yi("verify").out
    # the whole chain made anew, so that it holds again
    postgres.ask(
        database,
        """DO $$ DECLARE e record; p text := repeat('0', 64); BEGIN
        FOR e IN SELECT * FROM rectify.entry ORDER BY seq LOOP
          UPDATE rectify.entry SET prev = p, hash = rectify.link(p, e.body) WHERE seq = e.seq;
          p := rectify.link(p, e.body);
        END LOOP; END $$""",
    )
    assert (yi("verify", "--quick").code, yi("verify").code) == (5, 5)
    before = yi.ledger.read_bytes()
    said = yi("log-action", "3", "补记")
    assert (said.code, said.out) == (5, "")
    assert "no longer the one that was replayed" in said.err
    said = yi("show", "2")
    assert said.code == 0
    assert "no longer the one that was replayed" in said.err
    assert yi.ledger.read_bytes() == before
    assert postgres.ask(database, "SELECT count(*) FROM rectify.entry") == [(6,)]


def test_a_server_that_was_put_back_is_told(two: tuple[Desk, Desk], postgres: Postgres, database: str) -> None:
    jia, yi = two
    jia.does("log-action", "1", "盘点")
    postgres.ask(database, "DROP TRIGGER no_change ON rectify.entry")
    postgres.ask(database, "DELETE FROM rectify.entry WHERE seq = 6")
    said = jia("add-issue", "又一个")
    assert (said.code, said.out) == (5, "")
    assert jia("verify").code == 5
    assert yi("verify").code == 0  # who has not seen the entry cannot know; a head that is held outside can


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[1]",
        '{"act":"void","thing":"i99","reason":"x","at":"2023-06-30T02:00:00Z","by":"x","entered_by":"x","on":{"edtf":"2023-06-30"}}',
        '{"act": "undo"}',
        '{"act":"from-the-future","at":"2023-06-30T02:00:00Z","by":"x","entered_by":"x","on":{"edtf":"2023-06-30"}}',
    ],
)
def test_what_no_program_of_ours_could_have_sent_is_not_taken_in(
    body: str, two: tuple[Desk, Desk], postgres: Postgres, database: str
) -> None:
    """A clerk with psql can append what is no act: it stays theirs, and no file is spoilt by it."""
    jia, _ = two
    jia.does("status")
    before = jia.ledger.read_bytes()
    append = f"""SELECT accepted FROM rectify.append('rectify', 5, (SELECT hash FROM rectify.entry WHERE seq = 5),
      ARRAY['{body}'], 'k', '{{}}')"""
    if body == "[1]":
        with pytest.raises(psycopg.Error, match="object"):
            postgres.ask(database, append, user="yi")
        return
    assert postgres.ask(database, append, user="yi") == [(True,)]
    assert postgres.ask(database, "SELECT login FROM rectify.entry WHERE seq = 6") == [("yi",)]
    assert jia("log-action", "1", "盘点").code in {4, 5}
    said = jia("status")
    assert said.code == 0
    assert "as of entry 5" in said.err
    assert jia.ledger.read_bytes() == before


def test_contents_leave_only_with_an_act_that_says_so(
    two: tuple[Desk, Desk], postgres: Postgres, database: str
) -> None:
    jia, _ = two
    (jia.folder / "paper.txt").write_text("一页")
    jia.does("attach", "1", "paper.txt")
    gone = """SELECT accepted FROM rectify.append('rectify', 6, (SELECT hash FROM rectify.entry WHERE seq = 6),
      ARRAY['{"act":"void"}'], 'k', ARRAY(SELECT sha256 FROM rectify.content))"""
    assert postgres.ask(database, gone, user="yi") == [(True,)]
    assert postgres.ask(database, "SELECT count(*) FROM rectify.content") == [(1,)]


def test_nobody_becomes_a_clerk_by_having_the_address(desk: Desks, postgres: Postgres, database: str) -> None:
    jia = desk("jia")
    jia.does("share", "create", postgres.url(database, "jia"))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres.ask(database, "SELECT * FROM rectify.entry", user=STRANGER)
    said = desk("other")("share", "join", postgres.url(database, STRANGER))
    assert (said.code, said.out) == (4, "")
    assert "GRANT clerk" in said.err


def test_the_script_is_run_once(postgres: Postgres, database: str) -> None:
    with pytest.raises(psycopg.errors.DuplicateSchema):
        postgres.ask(database, script())

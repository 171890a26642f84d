"""The wire is cut, the server is gone, the client is killed: never twice, never lost, and said as it is."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import rectify.remote.server
from rectify.acts import AddIssue
from rectify.ledger import Ledger
from rectify.remote.server import script
from tests.remote.conftest import Desk, Desks
from tests.remote.postgres import Postgres
from tests.remote.wire import Wire, wired


@pytest.fixture
def wire(postgres: Postgres) -> Iterator[Wire]:
    with wired(postgres.port) as made:
        yield made


def far(desk: Desk, postgres: Postgres, database: str, wire: Wire) -> Desk:
    """A desk that reaches the server over the wire."""
    desk.does("share", "create", postgres.url(database, "jia").replace(str(postgres.port), str(wire.port)))
    return desk


def titles(postgres: Postgres, database: str) -> list[str]:
    query = """SELECT body::json ->> 'title' FROM rectify.entry WHERE body::json ->> 'act' = 'add-issue' ORDER BY seq"""
    return [str(title) for (title,) in postgres.ask(database, query)]


def local_titles(path: Path) -> list[str]:
    with Ledger.reading(path) as ledger:
        assert not list(ledger.faults())
        return [entry.act.title for entry in ledger.entries() if isinstance(entry.act, AddIssue)]


@pytest.mark.parametrize("mood", ["cut-before", "cut-after"])
def test_an_act_whose_connection_is_lost_is_recorded_once(
    mood: str, desk: Desks, postgres: Postgres, database: str, wire: Wire
) -> None:
    jia = far(desk("jia"), postgres, database, wire)
    wire.mood = mood  # type: ignore[assignment]
    said = jia("add-issue", "账物不符")
    assert said.code == 0, said
    assert wire.cut == 1
    assert titles(postgres, database) == local_titles(jia.ledger) == ["账物不符"]


def test_without_its_key_it_would_be_recorded_twice(desk: Desks, postgres: Postgres, wire: Wire) -> None:
    """The control: a server that does not know what was sent before."""
    database = postgres.database()
    assert script().count("AND e.key = sent_as") == 1
    postgres.ask(database, script().replace("AND e.key = sent_as", "AND false"))
    jia = far(desk("jia"), postgres, database, wire)
    jia.does("add-inspection", "--code", "2023-1")
    wire.mood = "cut-after"
    jia("add-issue", "账物不符")
    assert titles(postgres, database) == ["账物不符"] * 2


def test_where_it_is_not_known_whether_the_act_arrived_that_is_said_and_the_next_look_tells(
    desk: Desks, postgres: Postgres, database: str, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rectify.remote.server, "PATIENCE", 0.5)
    jia = far(desk("jia"), postgres, database, wire)
    jia.does("add-issue", "账物不符")
    wire.mood = "cut-after-and-dead"
    said = jia("log-action", "1", "盘点")
    assert (said.code, said.out) == (74, "")
    assert "not known" in said.err
    assert "盘点" not in jia.does("show", "1")  # offline
    wire.mood = "sound"
    said = jia("log-action", "1", "盘点")  # done again without looking: their own act is what they are told of
    assert said.code == 4
    assert "jia acted on issue 1" in said.err
    assert jia.does("show", "1").count("盘点") == 1


def test_who_is_overtaken_between_looking_and_sending_decides_anew(
    desk: Desks, postgres: Postgres, database: str, wire: Wire
) -> None:
    """Numbers are given by the client, so it has to have seen all; what somebody did to the same thing is told as ever."""
    jia, yi = far(desk("jia"), postgres, database, wire), desk("yi")
    for title in ("账物不符", "手续不全"):
        jia.does("add-issue", title)
    yi.does("share", "join", postgres.url(database, "yi"))
    wire.before = lambda: yi.does("log-action", "2", "补签")
    assert "a2" in jia.does("log-action", "1", "盘点")
    yi.does("status")
    wire.before = lambda: yi.does("log-action", "1", "再盘点")
    said = jia("log-action", "1", "又盘点")
    assert said.code == 4
    assert "再盘点" in said.err
    yi.does("status")
    with Ledger.reading(jia.ledger) as one, Ledger.reading(yi.ledger) as other:
        assert one.head() == other.head()


def test_without_that_comparison_two_would_give_one_number(desk: Desks, postgres: Postgres, wire: Wire) -> None:
    """The control: a server that takes what comes. Whoever pulls it then tells that no ledger can have recorded this."""
    database = postgres.database()
    compared = "(newest, newest_hash) = (seen, seen_hash) AND"
    assert script().count(compared) == 1
    postgres.ask(database, script().replace(compared, ""))
    jia, yi, third = far(desk("jia"), postgres, database, wire), desk("yi"), desk("third")
    jia.does("add-issue", "账物不符")
    for each in (yi, third):
        each.does("share", "join", postgres.url(database, "yi"))
    wire.before = lambda: yi.does("add-issue", "手续不全")
    assert jia("add-issue", "没有记录").code == 5
    assert "could not have been recorded" in third("status").err


@pytest.mark.parametrize("mood", ["dead", "silent"])
def test_without_the_server_one_can_look_and_not_write(
    mood: str, desk: Desks, postgres: Postgres, database: str, wire: Wire
) -> None:
    jia = far(desk("jia"), postgres, database, wire)
    jia.does("add-issue", "账物不符")
    before = jia.ledger.read_bytes()
    wire.mood = mood  # type: ignore[assignment]
    started = time.monotonic()
    said = jia("list")
    assert time.monotonic() - started < 20
    assert said.code == 0
    assert "账物不符" in said.out
    assert len(said.err.splitlines()) == 1
    assert "offline: this is as of entry 3 (2023-06-30" in said.err
    said = jia("list", RECTIFY_LANG="zh")
    assert "脱机：以下截至第 3 条" in said.err
    said = jia("add-issue", "手续不全")
    assert (said.code, said.out) == (75, "")
    assert len(said.err.splitlines()) == 1
    assert "nothing was written" in said.err
    assert jia.ledger.read_bytes() == before
    wire.mood = "sound"
    assert not jia("list").err


def test_what_reads_the_file_alone_needs_no_server(desk: Desks, postgres: Postgres, database: str, wire: Wire) -> None:
    jia = far(desk("jia"), postgres, database, wire)
    jia.does("add-issue", "账物不符")
    wire.mood = "dead"
    for words in (["doctor"], ["doctor", "--rebuild"], ["backup", "copy.db"], ["share", "status"], ["share", "leave"]):
        jia.does(*words)
    said = jia("verify", "--ledger", "copy.db")
    assert said.code == 0
    assert "not compared with the server" in said.err


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from rectify.acts import Stamp
from rectify.deciding.registering import add_issue
from rectify.model.dates import When
from rectify.remote.ledger import SharedLedger

class Killed(SharedLedger):
    def _commit(self):
        if self._accepted:
            os.kill(os.getpid(), signal.SIGKILL)
        super()._commit()

with Killed.at(Path(sys.argv[1])) as ledger:
    ledger.record(lambda state: add_issue(state, date(2023, 6, 30), "账物不符"),
                  Stamp("2023-06-30T02:00:00Z", "jia", "jia", When("2023-06-30")))
"""


def test_what_the_server_took_and_a_killed_client_did_not_is_brought_by_the_next_look(
    desk: Desks, postgres: Postgres, database: str, environ: dict[str, str]
) -> None:
    jia = desk("jia")
    jia.does("share", "create", postgres.url(database, "jia"))
    done = subprocess.run([sys.executable, "-c", KILLED, jia.ledger], env=environ, check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    assert "账物不符" in jia.does("list")
    assert titles(postgres, database) == local_titles(jia.ledger) == ["账物不符"]


FULL = """
import resource, sys
from datetime import date
from pathlib import Path
from rectify.acts import Stamp
from rectify.deciding.registering import add_issue
from rectify.errors import DiskFailed
from rectify.model.dates import When
from rectify.remote.ledger import SharedLedger

class Full(SharedLedger):
    def _agree(self, recorded, gone):
        super()._agree(recorded, gone)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

with Full.at(Path(sys.argv[1])) as ledger:
    try:
        ledger.record(lambda state: add_issue(state, date(2023, 6, 30), "账物不符"),
                      Stamp("2023-06-30T02:00:00Z", "jia", "jia", When("2023-06-30")))
    except DiskFailed as error:
        print(error.key)
"""


def test_what_the_server_took_and_a_full_disk_did_not_is_said_and_brought_by_the_next_look(
    desk: Desks, postgres: Postgres, database: str, environ: dict[str, str]
) -> None:
    jia = desk("jia")
    jia.does("share", "create", postgres.url(database, "jia"))
    before = jia.ledger.read_bytes()
    said = subprocess.check_output([sys.executable, "-c", FULL, jia.ledger], env=environ, text=True)
    assert said == "share-not-here\n"
    assert titles(postgres, database) == ["账物不符"]
    assert local_titles(jia.ledger) == [] and jia.ledger.read_bytes() == before
    jia.does("list")
    assert local_titles(jia.ledger) == ["账物不符"]


def test_a_ledger_that_becomes_shared_while_somebody_is_about_to_write_is_not_written_to_alone(
    desk: Desks, postgres: Postgres, database: str
) -> None:
    from datetime import date

    from rectify.acts import Stamp
    from rectify.deciding.registering import add_issue
    from rectify.errors import Refused
    from rectify.model.dates import When

    jia = desk("jia")
    jia.does("add-issue", "账物不符")
    stamp = Stamp("2023-06-30T02:00:00Z", "jia", "jia", When("2023-06-30"))
    with Ledger.writing(jia.ledger) as early:
        jia.does("share", "create", postgres.url(database, "jia"))
        with pytest.raises(Refused, match="share-alone"):
            early.record(lambda state: add_issue(state, date(2023, 6, 30), "手续不全"), stamp)
    assert titles(postgres, database) == local_titles(jia.ledger) == ["账物不符"]

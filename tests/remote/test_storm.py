"""Many clients at one server that is killed while they work: what was acknowledged is there, once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from rectify.acts import LogAction
from rectify.ledger import Ledger
from rectify.remote.server import script
from tests.remote.conftest import Desk, Desks
from tests.remote.postgres import Postgres

CLIENTS, ACTS, KILLS = (8, 150, 3) if os.environ.get("RECTIFY_TESTS") == "nightly" else (4, 12, 1)
ISSUES = 6
CLIENT = """
import sys, time
from datetime import date
from pathlib import Path
from rectify.acts import LogAction, Stamp
from rectify.deciding.progressing import log_action
from rectify.errors import Busy, DiskFailed
from rectify.model.dates import When
from rectify.remote.ledger import Overtaken, SharedLedger

path, name, count, issues = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
stamp = Stamp("2023-06-30T02:00:00Z", name, name, When("2023-06-30"))

def is_there(text):
    with SharedLedger.at(path) as ledger:
        ledger.pull()
        return any(isinstance(entry.act, LogAction) and entry.act.text == text for entry in ledger.entries())

def done(issue, text):
    with SharedLedger.at(path) as ledger:
        ledger.record(lambda state: log_action(state, date(2023, 6, 30), text, issues=str(issue)), stamp)

unsure = False
for number in range(count):
    text, issue = f"{name}-{number}", 1 + (number * 5 + ord(name)) % issues
    while True:
        try:
            if unsure and is_there(text):
                break
            unsure = False
            done(issue, text)
            break
        except Overtaken as error:
            print("told", error.entry.seq, flush=True)
        except DiskFailed:
            unsure = True
            print("unsure", flush=True)
        except Busy:
            print("busy", flush=True)
            time.sleep(0.1)
    unsure = False
    print("done", text, flush=True)
"""


def storm(postgres: Postgres, desk: Desks, database: str, environ: dict[str, str]) -> tuple[list[Desk], list[str]]:
    """Let all clients act while the server is killed and started again; the desks, and all that the clients said."""
    first = desk("desk-A", "jia")
    for number in range(ISSUES):
        first.does("add-issue", f"问题之{number}")
    first.does("share", "create", postgres.url(database, "jia"))
    desks = [first, *(desk(f"desk-{chr(66 + number)}", "yi") for number in range(CLIENTS - 1))]
    for each in desks[1:]:
        each.does("share", "join", postgres.url(database, "yi"))
    children = [client(each, each.folder.name[-1], environ) for each in desks]
    children.append(client(first, "Z", environ))  # two at one file
    try:
        for kill in range(1, KILLS + 1):
            while newest(postgres, database) < ISSUES + CLIENTS * ACTS * kill // (KILLS + 1):
                assert any(child.poll() is None for child in children)
                time.sleep(0.05)
            postgres.kill()
            time.sleep(0.3)
            postgres.start()
        assert [child.wait(900) for child in children] == [0] * len(children)
    finally:
        for child in children:
            child.kill()
            child.wait()
        postgres.start()
    said = [path.read_text() for each in desks for path in each.folder.glob("said-*")]
    return desks, "".join(said).splitlines()


def client(desk: Desk, name: str, environ: dict[str, str]) -> subprocess.Popen[bytes]:
    words: list[str | Path] = [sys.executable, "-c", CLIENT, desk.ledger, name, str(ACTS), str(ISSUES)]
    with (desk.folder / f"said-{name}").open("wb") as out:
        return subprocess.Popen(words, env=environ, stdout=out)


def newest(postgres: Postgres, database: str) -> int:
    return int(postgres.ask(database, "SELECT max(seq) FROM rectify.entry")[0][0])


def test_every_act_that_was_acknowledged_is_there_once(
    postgres: Postgres, desk: Desks, environ: dict[str, str]
) -> None:
    database = postgres.database()
    postgres.ask(database, script())
    desks, said = storm(postgres, desk, database, environ)
    assert Counter(line.split()[0] for line in said)["done"] == (CLIENTS + 1) * ACTS
    acked = {line.split()[1] for line in said if line.startswith("done")}
    heads = set()
    for each in desks:
        each.does("status")
        with Ledger.reading(each.ledger) as ledger:
            assert not list(ledger.faults())
            texts = [entry.act.text for entry in ledger.entries() if isinstance(entry.act, LogAction)]
            heads.add(ledger.head())
        assert Counter(texts) == Counter(acked)
    assert len(heads) == 1
    assert postgres.ask(database, "SELECT count(*) FROM rectify.entry") == [(heads.pop().seq,)]
    assert any(line.startswith("told") for line in said)

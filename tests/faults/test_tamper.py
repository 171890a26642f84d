"""Attacks by whoever owns the file, one test for each: what catches them, and what does not.

The controls belong to it: an attack that a check cannot see must pass that check, or more is promised than is kept.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from rectify.acts.codec import from_json
from rectify.cli.app import run as run_program
from rectify.heads import Statement, written
from rectify.journal import link
from rectify.ledger import Ledger
from rectify.store.schema import STATE, state_script
from rectify.store.upgrading import rebuild
from tests.conftest import Office, Run

ENTRIES = 40
HEADS = (10, 20, 30, 40)
GUARDS = ("entry_no_update", "entry_no_delete", "entry_in_order")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bytes of a ledger of 40 entries, of what it was after 30, and of the heads that were handed over meanwhile."""
    folder = tmp_path_factory.mktemp("unit")
    files = {}

    def run(*argv: str) -> None:
        assert run_program(argv, Office(folder, {"HOME": str(folder), "LOGNAME": "clerk"})) == 0, argv

    run("init", "--unit", "Harbour Office", "--language", "en")
    (folder / "minutes.txt").write_text("Every asset was counted. " * 20)
    run("add-issue", "Assets were not booked")
    run("attach", "1", "minutes.txt")
    for number in range(5, ENTRIES + 1):
        run("log-action", "1", f"Counted store {number}", "--date", "2023-03-01")
        if number in HEADS:
            run("head", "-o", f"head-{number}.txt")
        if number == 30:
            files["earlier.db"] = (folder / "rectify.db").read_bytes()
    return files | {path.name: path.read_bytes() for path in folder.iterdir()}


class Unit(NamedTuple):
    """The attacker's folder, and the ledger's own tools to look at it."""

    path: Path
    run: Run

    def sql(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
            for statement in statements:
                db.execute(statement)

    def codes(self, *argv: str) -> set[str]:
        said = self.run("verify", "--json", *argv)
        found = {each["code"] for each in json.loads(said.out)["findings"]}
        assert said.code == (5 if found else 0)
        return found

    def caught_by_heads(self) -> list[int]:
        """Which of the heads that others hold contradict the ledger."""
        argv = [word for seq in HEADS for word in ("--head", f"head-{seq}.txt")]
        told = json.loads(self.run("verify", "--quick", "--json", *argv).out)["heads"]
        return [seq for seq, each in zip(HEADS, told, strict=True) if not each["holds"]]


@pytest.fixture
def unit(whole: dict[str, bytes], tmp_path: Path, run: Run) -> Unit:
    for name, content in whole.items():
        (tmp_path / name).write_bytes(content)
    return Unit(tmp_path / "rectify.db", run)


def unguarded(path: Path, change: Callable[[sqlite3.Connection], None], *, state: bool = True) -> None:
    """Change a ledger with its guards off, put them back as they were, and let the state follow: a careful forger."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        guards = [db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] for name in GUARDS]
        db.execute("BEGIN")
        for name in GUARDS:
            db.execute(f"DROP TRIGGER {name}")
        change(db)
        for sql in guards:
            db.execute(sql)
        if state:
            rows = db.execute("SELECT seq, body FROM entry ORDER BY seq").fetchall()
            rebuild(db, [from_json(seq, json.loads(body)) for seq, body in rows])
        db.execute("COMMIT")


def rewrite(db: sqlite3.Connection, first: int) -> None:
    """Put other words into an entry and make every hash from there on anew."""
    prev = db.execute("SELECT hash FROM entry WHERE seq = ?", (first - 1,)).fetchone()[0]
    for seq, body in db.execute("SELECT seq, body FROM entry WHERE seq >= ? ORDER BY seq", (first,)).fetchall():
        said = body.replace("Counted", "Sold") if seq == first else body
        new = link(prev, said.encode())
        db.execute("UPDATE entry SET prev = ?, hash = ?, body = ? WHERE seq = ?", (prev, new, said, seq))
        prev = new


def cut(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM entry WHERE seq > 33")


def test_the_control_nobody_touched_it(unit: Unit) -> None:
    assert unit.codes("--evidence") == set()
    assert unit.caught_by_heads() == []


BY_HAND = {
    "UPDATE": "UPDATE entry SET body = '{}' WHERE seq = 20",
    "DELETE": "DELETE FROM entry WHERE seq = 40",
    "INSERT in between": "INSERT INTO entry SELECT 45, prev, hash, body FROM entry WHERE seq = 20",
    "INSERT OR REPLACE": "INSERT OR REPLACE INTO entry SELECT seq, prev, hash, '{}' FROM entry WHERE seq = 40",
    "UPDATE OR REPLACE": "UPDATE OR REPLACE entry SET body = '{}' WHERE seq = 40",
    "UPSERT": "INSERT INTO entry SELECT seq, prev, hash, '{}' FROM entry WHERE seq = 40 "
    "ON CONFLICT(seq) DO UPDATE SET body = '{}'",
}


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("statement", BY_HAND)
def test_changing_the_journal_by_hand_is_refused_by_the_file_itself(unit: Unit, statement: str, recursive: str) -> None:
    before = unit.path.read_bytes()
    with pytest.raises(sqlite3.DatabaseError, match="journal"):
        unit.sql(f"PRAGMA recursive_triggers = {recursive}", BY_HAND[statement])
    assert unit.path.read_bytes() == before


def test_triggers_dropped_are_seen_in_the_schema_only(unit: Unit) -> None:
    unit.sql(*(f"DROP TRIGGER {name}" for name in GUARDS))
    assert unit.codes() == unit.codes("--quick") == {"fault-schema"}
    assert unit.caught_by_heads() == []


def test_triggers_made_harmless_through_the_schema_table_are_seen_too(unit: Unit) -> None:
    unit.sql(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'RAISE(ABORT,', 'ifnull(1,') WHERE type = 'trigger'",
    )
    assert unit.codes("--quick") == {"fault-schema"}


def edited(*, with_hash: bool) -> Callable[[sqlite3.Connection], None]:
    def edit(db: sqlite3.Connection) -> None:
        db.execute("UPDATE entry SET body = replace(body, 'Counted', 'Sold') WHERE seq = 20")
        if with_hash:
            prev, body = db.execute("SELECT prev, body FROM entry WHERE seq = 20").fetchone()
            db.execute("UPDATE entry SET hash = ? WHERE seq = 20", (link(prev, body.encode()),))

    return edit


@pytest.mark.parametrize(("with_hash", "entry"), [(False, 20), (True, 21)])
def test_one_body_edited_is_caught_at_that_or_the_next_entry_and_by_the_heads(
    unit: Unit, with_hash: bool, entry: int
) -> None:
    unguarded(unit.path, edited(with_hash=with_hash))
    found = json.loads(unit.run("verify", "--json").out)["findings"]
    assert [(each["code"], each["entry"]) for each in found] == [("fault-chain", entry)]
    assert unit.caught_by_heads() == [20, 30, 40]


def test_a_state_table_edited_is_caught_by_the_replay_and_by_no_head(unit: Unit) -> None:
    unit.sql("UPDATE issues SET claim = 'completed'")
    assert unit.codes() == {"fault-state"}
    assert unit.codes("--quick") == set(), "a control: without a replay it passes"
    assert unit.caught_by_heads() == []


def test_the_last_entries_removed_pass_the_chain_and_are_caught_by_a_head(unit: Unit) -> None:
    unguarded(unit.path, cut)
    assert unit.codes("--evidence") == set(), "a control: nothing in the file can show it"
    assert unit.caught_by_heads() == [40]
    assert unit.codes("--head", "head-40.txt") == {"head-rolled-back"}


def test_history_rewritten_passes_the_chain_and_is_caught_by_every_head_from_there_on(unit: Unit) -> None:
    unguarded(unit.path, lambda db: rewrite(db, 15))
    assert unit.codes("--evidence") == set(), "a control: nothing in the file can show it"
    assert unit.caught_by_heads() == [20, 30, 40]
    said = unit.run("verify", "--head", "head-10.txt", "--head", "head-20.txt", "--lang", "en").out
    assert "head-10.txt: holds, entries 1 to 10" in said
    assert "something in entries 11 to 20 was changed" in said


def test_history_rewritten_after_the_last_head_is_not_caught_and_not_promised(unit: Unit) -> None:
    unguarded(unit.path, lambda db: rewrite(db, 35))
    assert unit.codes("--head", "head-30.txt") == set(), "that is why heads are made often"
    data = json.loads(unit.run("verify", "--head", "head-30.txt", "--json").out)
    assert (data["promised"], data["entries"]) == (30, 40)


def test_an_older_copy_put_back_is_caught_by_whoever_holds_the_latest_head(unit: Unit) -> None:
    shutil.copy(unit.path.with_name("earlier.db"), unit.path)
    assert unit.codes("--evidence") == set()
    assert unit.codes("--head", "head-30.txt") == set(), "a control: an old head says nothing of what came later"
    assert unit.codes("--head", "head-40.txt") == {"head-rolled-back"}


def test_evidence_swapped_is_caught_by_its_hash_and_by_the_common_tool(unit: Unit) -> None:
    unit.sql("UPDATE sqlar SET data = CAST('Nothing was counted.' AS BLOB), sz = 20")
    assert unit.codes() == set(), "a control: the default depth does not read contents"
    assert unit.codes("--evidence") == {"file-size"}
    unit.sql("UPDATE sqlar SET sz = (SELECT size FROM evidence), data = zeroblob((SELECT size FROM evidence))")
    assert unit.codes("--evidence") == {"file-changed"}
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum here")
    folder = unit.path.parent
    with closing(sqlite3.connect(unit.path)) as db:
        name, data = db.execute("SELECT name, data FROM sqlar").fetchone()
    (folder / name).write_bytes(data)
    done = subprocess.run(
        ["sha256sum", "-c"], input=f"{name}  {name}\n".encode(), cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 1


def test_a_head_of_another_ledger_proves_nothing_of_this_one(unit: Unit) -> None:
    with Ledger.reading(unit.path) as ledger:
        head = ledger.head()
    other = Statement("99999999-9999-4999-8999-999999999999", *head, "2023-06-30T02:00:00Z")
    unit.path.with_name("other.txt").write_bytes(written(other))
    assert unit.codes("--head", "other.txt") == {"head-elsewhere"}


def test_a_forger_who_calls_the_state_that_of_another_version_changes_nothing_that_is_read(unit: Unit) -> None:
    """The mark of the version cannot hide an altered table: it is then made anew from the journal."""
    unit.sql("UPDATE issues SET title = 'Sold'", "PRAGMA user_version = 257")
    assert "Assets were not booked" in unit.run("list").out
    unit.run("add-issue", "new")
    assert unit.codes() == set()
    assert len(state_script()) > len(STATE)

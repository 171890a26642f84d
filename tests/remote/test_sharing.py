"""Two people, two machines, one ledger on a real server."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from rectify.ledger import Ledger
from tests.conftest import SOURCE, contents
from tests.remote.conftest import Desk, Desks
from tests.remote.postgres import BIN, Postgres


def entries(path: Path) -> int:
    with Ledger.reading(path) as ledger:
        return ledger.last_entry()


def head(path: Path) -> tuple[int, str, str]:
    with Ledger.reading(path) as ledger:
        assert not list(ledger.faults("evidence"))
        return ledger.head()


def test_what_one_records_the_other_reads(two: tuple[Desk, Desk]) -> None:
    jia, yi = two
    jia.does("log-action", "1", "逐件盘点")
    assert "逐件盘点" in yi.does("show", "1")
    yi.does("complete", "1")
    assert json.loads(jia.does("status", "--json"))["completed"] == 1
    assert head(jia.ledger) == head(yi.ledger)


def test_who_looked_before_another_acted_is_told_who_did_what_and_may_then_go_on(two: tuple[Desk, Desk]) -> None:
    jia, yi = two
    jia.does("log-action", "2", "补签凭证")
    said = yi("complete", "2", RECTIFY_LANG="zh")
    assert (said.code, said.out) == (4, "")
    assert all(part in said.err for part in ("jia", "第 6 条", "补签凭证", "rectify show 2")), said.err
    assert entries(yi.ledger) == 6
    assert "补签凭证" in yi.does("show", "2")
    yi.does("complete", "2")


def test_acts_on_different_issues_do_not_meet(two: tuple[Desk, Desk]) -> None:
    """Also not by the inspection that both stand in, nor by the action's own number, which is given anew."""
    jia, yi = two
    jia.does("log-action", "1", "盘点")
    jia.does("add-issue", "值班脱岗")
    assert "a2" in yi.does("log-action", "2", "补签")
    jia.does("add-issue", "会议纪要缺失")
    yi.does("add-issue", "没有台账")
    assert [each["number"] for each in json.loads(jia.does("list", "--json"))["issues"]] == list("123456")
    assert head(jia.ledger) == head(yi.ledger)


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        (["log-action", "1", "盘点"], ["complete", "1"]),
        (["extend", "1", "--to", "2023-12-31", "--reason", "招标"], ["assign", "1", "--owner", "陈某"]),
        (["attach", "1", "paper.txt"], ["complete", "1"]),
        (["complete", "m1"], ["amend", "m1", "--text", "逐件盘点"]),
        (["review", "e1", "accept", "--by", "李某"], ["void", "e1", "--reason", "重复"]),
        (["amend", "2023-1/", "--unit", "某某局"], ["add-issue", "值班脱岗"]),
        (["add-inspection", "--code", "2024-1"], ["add-issue", "值班脱岗"]),
        (["write", "opening", "今年春天"], ["write", "opening", "今年三月"]),
        (["undo"], ["log-action", "3", "补记"]),
        (["log-action", "3", "补记"], ["undo"]),
        (["log-action", "2", "补签"], ["undo", "6"]),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_nobody_acts_on_what_another_changed_unseen(theirs: list[str], mine: list[str], two: tuple[Desk, Desk]) -> None:
    jia, yi = two
    for desk in two:
        (desk.folder / "paper.txt").write_text("一页")
    jia.does("log-action", "2", "先做的")  # entry 6
    jia.does("add-measure", "1", "盘点")
    jia.does("attach", "2", "paper.txt")
    jia.does("log-action", "3", "再做的")
    yi.does("status")
    jia.does(*theirs)
    before = head(jia.ledger)
    said = yi(*mine)
    assert said.code == 4, said
    assert "since you looked" in said.err or mine == ["undo", "6"], said.err
    assert head(yi.ledger) == head(jia.ledger) == before


def test_a_shared_and_a_local_ledger_fed_the_same_acts_have_the_same_head(
    desk: Desks, postgres: Postgres, database: str
) -> None:
    """So everything that is made of a ledger is the same, too."""
    alone, shared, other = desk("alone", "clerk"), desk("shared", "clerk"), desk("other")
    shared.does("share", "create", postgres.url(database, "jia"))
    acts = [
        ["add-inspection", "--code", "2023-1"],
        ["add-issue", "账物不符", "--deadline", "2023-09-30"],
        ["add-issue", "手续不全"],
        ["import", str(SOURCE / "tests/data/intake/audit-register.csv"), "--attach"],
        ["log-action", "1,2", "盘点", "--date", "5月12日"],
        ["attach", "1", "paper.txt"],
        ["complete", "1"],
        ["undo"],
        ["void", "e1", "--reason", "重复", "--purge"],
    ]
    for each in (alone, shared):
        (each.folder / "paper.txt").write_text("一页")
        for words in acts:
            each.does(*words)
    other.does("share", "join", postgres.url(database, "yi"))
    assert head(alone.ledger) == head(shared.ledger) == head(other.ledger)
    assert alone.does("report") == shared.does("report") == other.does("report", LOGNAME="clerk")


def test_an_auditor_needs_psql_and_sha256sum_only(two: tuple[Desk, Desk], postgres: Postgres, database: str) -> None:
    jia, _ = two
    query = "SELECT body FROM rectify.entry WHERE ledger = 'rectify' ORDER BY seq"
    bodies = subprocess.check_output([BIN / "psql", "-XAtc", query, postgres.url(database, "jia")])
    local = subprocess.check_output(["sqlite3", "-readonly", jia.ledger, "SELECT body FROM entry ORDER BY seq"])
    assert bodies == local
    digest = subprocess.check_output(["sha256sum"], input=bodies).decode().split()[0]
    assert digest == head(jia.ledger)[2]


def test_evidence_comes_along_once_and_leaves_when_it_is_purged(
    two: tuple[Desk, Desk], postgres: Postgres, database: str
) -> None:
    jia, yi = two
    (jia.folder / "paper.bin").write_bytes(bytes(range(256)) * 40)
    jia.does("attach", "1", "paper.bin")
    jia.does("attach", "2", "paper.bin")
    assert postgres.ask(database, "SELECT count(*), min(octet_length(data)) FROM rectify.content") == [(1, 10240)]
    yi.does("export", "--evidence", "out")
    assert (jia.folder / "paper.bin").read_bytes() in contents(yi.folder / "out").values()
    yi.does("void", "e1", "--reason", "身份证号", "--purge")
    assert postgres.ask(database, "SELECT count(*) FROM rectify.content") == [(0,)]
    jia.does("status")
    with sqlite3.connect(jia.ledger) as db:
        assert db.execute("SELECT count(*) FROM sqlar").fetchone() == (0,)
    assert head(jia.ledger) == head(yi.ledger)


def test_what_was_attached_and_taken_back_leaves_the_server(
    two: tuple[Desk, Desk], postgres: Postgres, database: str
) -> None:
    """But not while something else is that file."""
    jia, _ = two
    (jia.folder / "paper.txt").write_text("一页")
    jia.does("attach", "1", "paper.txt")
    jia.does("attach", "2", "paper.txt")
    jia.does("undo")
    assert postgres.ask(database, "SELECT count(*) FROM rectify.content") == [(1,)]
    jia.does("undo", "6")
    assert postgres.ask(database, "SELECT count(*) FROM rectify.content") == [(0,)]


def test_a_document_of_many_issues_is_one_batch_that_can_be_undone(two: tuple[Desk, Desk]) -> None:
    jia, yi = two
    jia.does("import", str(SOURCE / "tests/data/intake/audit-register.csv"))
    found = json.loads(yi.does("status", "--json"))["issues"]
    assert found > 3
    yi.does("undo")
    assert json.loads(jia.does("status", "--json"))["issues"] == 3
    assert head(jia.ledger) == head(yi.ledger)


def test_a_ledger_that_left_says_so_and_writes_only_here(two: tuple[Desk, Desk]) -> None:
    jia, yi = two
    yi.does("share", "leave")
    said = yi("log-action", "1", "盘点")
    assert said.code == 0
    assert "left" in said.err and "entry 5" in said.err
    assert entries(jia.ledger) == 5
    jia.does("log-action", "2", "补签")
    assert "补签" not in yi.does("show", "2")
    told = json.loads(yi.does("share", "status", "--json"))
    assert (told["left_at"], told["entries"], told["on_server"]) == (5, 6, None)
    assert "only" in yi("log-action", "3", "补记").err


def test_a_copy_of_the_file_is_one_more_client(two: tuple[Desk, Desk]) -> None:
    jia, _ = two
    jia.does("backup", "copy.db")
    shutil.copy(jia.ledger, jia.folder / "plain.db")
    jia.does("log-action", "1", "盘点")
    for name in ("copy.db", "plain.db"):
        assert "盘点" in jia.does("show", "1", "--ledger", name)
        jia.does("add-issue", name, "--ledger", name)
    assert json.loads(jia.does("status", "--json"))["issues"] == 5


def test_what_is_made_of_a_shared_ledger_is_as_of_any_other(two: tuple[Desk, Desk]) -> None:
    """Also by commands that look at several, or at a ledger that they are told."""
    jia, yi = two
    jia.does("log-action", "1", "逐件盘点")
    yi.does("report", "-o", "report.md")
    yi.does("seal", "-o", "seal.zip")
    yi.does("verify", "seal.zip", "--head", "report.md")
    assert yi.does("rollup", "rectify.db", "--ask", "counts")
    assert "postgresql://" in yi.does("doctor")
    jia.does("complete", "1")
    yi("check", "report.md", "--against", "rectify.db")
    assert head(yi.ledger) == head(jia.ledger)
    yi.does("export", "--journal", "kept.jsonl")
    yi.does("import", "--journal", "kept.jsonl", "--ledger", "own.db")
    assert head(yi.folder / "own.db") == head(yi.ledger)
    assert yi("share", "status", "--ledger", "own.db").code == 4


def test_state_that_another_version_made_is_made_anew_and_stays_shared(two: tuple[Desk, Desk]) -> None:
    """By reading, by writing and by the doctor."""
    jia, yi = two
    for words in (["log-action", "1", "盘点"], ["doctor", "--rebuild"], ["status"]):
        with sqlite3.connect(yi.ledger) as db:
            number = db.execute("PRAGMA user_version").fetchone()[0]
            db.execute(f"PRAGMA user_version = {number & 0xFF | 7 << 8}")
        yi.does(*words)
        jia.does("add-issue", "又一个")
        assert yi.does("share", "status").count("rectify")
        yi.does("status")
        assert head(yi.ledger) == head(jia.ledger)


def test_creating_goes_on_where_it_was_cut_short(desk: Desks, postgres: Postgres, database: str) -> None:
    """The server has it, and the file does not know: what a kill between the two commits leaves."""
    jia = desk("jia")
    jia.does("add-issue", "账物不符")
    before = jia.ledger.read_bytes()
    jia.does("share", "create", postgres.url(database, "jia"))
    jia.ledger.write_bytes(before)
    jia.does("add-issue", "手续不全")
    jia.does("share", "create", postgres.url(database, "jia"))
    assert postgres.ask(database, "SELECT count(*) FROM rectify.entry") == [(entries(jia.ledger),)]
    jia.ledger.write_bytes(before)
    said = jia("share", "create", postgres.url(database, "jia"))
    assert (said.code, said.out) == (4, "")
    assert "rectify share join" in said.err
    assert jia.ledger.read_bytes() == before


def test_an_older_program_does_not_write_to_a_shared_ledger(two: tuple[Desk, Desk]) -> None:
    """It takes all eight bits for the format."""
    jia, _ = two
    with sqlite3.connect(jia.ledger) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] & 0xFF > 1

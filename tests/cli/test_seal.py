"""`seal`: one file to hand over; the same ledger gives the same bytes, and nothing doubtful is sealed."""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rectify.heads import parsed
from rectify.ledger import Ledger
from rectify.sealing.making import script
from tests.conftest import Run, contents
from tests.faults.seals import members

DAY = ("--as-of", "2023-06-30")


@pytest.fixture
def office(tmp_path: Path, run: Run) -> Path:
    run("init", "--unit", "某某局", "--feedback", "2023-03-01")
    run("add-issue", "公章管理不规范", "--deadline", "2023-07-31")
    for name in ("../../etc/passwd", "purged", "void"):
        place = tmp_path / Path(name).name
        place.write_text(name)
        run("attach", "1", place.name)
    run("void", "e2", "--reason", "误传", "--purge")
    run("void", "e3", "--reason", "重复")
    run("attach", "1", "purged", "--by-reference")
    return tmp_path


def test_a_seal_holds_the_journal_the_head_the_evidence_and_the_report(office: Path, run: Run) -> None:
    said = run("seal", *DAY, "--lang", "en")
    assert said.code == 0, said.err
    with Ledger.reading(office / "rectify.db") as ledger:
        head = ledger.head()
        text = b"".join(row.body + b"\n" for row in ledger.rows())
        last = list(ledger.entries())[-1].at
    seal = office / f"rectify-seal-{head.seq}.zip"
    parts = members(seal)
    assert parts["journal.jsonl"] == text
    statement = parsed(parts["head.txt"])
    assert (statement.head, statement.at) == (head, last)
    assert {name for name in parts if name.startswith("evidence/")} == {
        f"evidence/{hashlib.sha256(content).hexdigest()}" for content in (b"../../etc/passwd", b"void")
    }
    states = [json.loads(line)["state"] for line in parts["evidence.jsonl"].splitlines()]
    assert states == ["kept", "purged", "kept", "by-reference"]
    assert head.text in parts["report-1.md"].decode().splitlines()[-1]
    assert hashlib.sha256(seal.read_bytes()).hexdigest() in said.out
    assert "not encrypted" in said.err
    assert run("report", *DAY).out == parts["report-1.md"].decode()


def test_the_same_ledger_and_day_give_the_same_bytes(office: Path, run: Run, process: Run) -> None:
    """Whenever, wherever, in whatever language it is asked for, and of a ledger made anew from its journal."""
    run("seal", "-o", "a.zip", *DAY)
    later = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
    run("seal", "-o", "b.zip", *DAY, now=later, RECTIFY_LANG="en")
    assert process("seal", "-o", "c.zip", *DAY, LC_ALL="C", TZ="Asia/Shanghai").code == 0
    run("export", "--journal", "j.jsonl", "--evidence", "out")
    (office / "more").mkdir()
    shutil.copy(office / "void", office / "more")
    shutil.copytree(office / "out", office / "more/out")
    run("import", "--journal", "j.jsonl", "--evidence", "more", "--ledger", "new.db")
    run("seal", "-o", "d.zip", *DAY, "--ledger", "new.db")
    first = (office / "a.zip").read_bytes()
    for name in ("b.zip", "c.zip", "d.zip"):
        assert (office / name).read_bytes() == first, name
    assert (office / "a.zip").read_bytes() != run("seal", "-o", "e.zip", "--as-of", "2023-06-29").out.encode()


def test_each_inspection_has_its_report(office: Path, run: Run) -> None:
    run("add-inspection", "--code", "2024-1")
    run("add-issue", "新问题", "--inspection", "2024-1")
    run("seal", "-o", "a.zip", *DAY)
    assert {name for name in members(office / "a.zip") if name.startswith("report")} == {
        f"report-{number}.{kind}" for number in (1, 2) for kind in ("md", "docx")
    }


def test_a_seal_changes_nothing_and_writes_nothing_over(office: Path, run: Run, unchanged: Callable[[], Any]) -> None:
    before = (office / "rectify.db").read_bytes()
    run("seal", "-o", "a.zip", *DAY)
    assert (office / "rectify.db").read_bytes() == before
    with unchanged():
        for words, code in (
            (["-o", "a.zip"], 4),
            (["-o", "rectify.db"], 4),
            (["-o", "."], 4),
            (["-o", "no/such.zip"], 3),
            (["-o", ""], 2),
            (["--as-of", "2031-01-01"], 4),
            (["--as-of", "someday"], 2),
            (["--signature", "absent.sig"], 3),
            (["--ledger", "absent.db"], 3),
        ):
            said = run("seal", *words, "--lang", "en")
            assert (said.code, said.out, said.err.count("\n")) == (code, "", 1), (words, said)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE issues SET title = '公章管理规范'",
        "DROP TRIGGER entry_no_update",
        "DELETE FROM sqlar WHERE name LIKE '%'",
        "UPDATE sqlar SET data = zeroblob(16)",
    ],
)
def test_what_is_damaged_or_lacks_evidence_is_not_sealed(office: Path, run: Run, spoil: str) -> None:
    with closing(sqlite3.connect(office / "rectify.db", isolation_level=None)) as db:
        db.execute(spoil)
    before = contents(office)
    said = run("seal", *DAY)
    assert (said.code, said.out) == (5, ""), said.err
    assert contents(office) == before


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen")
def test_only_signatures_of_heads_of_this_ledger_go_in(office: Path, run: Run, tmp_path_factory: Any) -> None:
    import subprocess

    def sign(name: str, statement: bytes, namespace: str = "rectify-head") -> None:
        (office / name).write_bytes(statement)
        words = ["ssh-keygen", "-q", "-Y", "sign", "-f", "key", "-n", namespace, name]
        subprocess.run(words, cwd=office, check=True, capture_output=True)

    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key"], cwd=office, check=True)
    run("seal", "-o", "a.zip", *DAY)
    head = members(office / "a.zip")["head.txt"]
    text = parsed(head).text.encode()
    sign("good", head)
    sign("other", head.replace(text, b"0" * 64))
    sign("purpose", head, "file")
    sign("later", head.replace(b"seq ", b"seq 9"))
    (office / "lost.sig").write_bytes((office / "good.sig").read_bytes())
    (office / "swapped").write_bytes(head)
    (office / "swapped.sig").write_bytes((office / "other.sig").read_bytes())
    for name in ("other", "purpose", "later", "swapped"):
        said = run("seal", "-o", "b.zip", *DAY, "--signature", f"{name}.sig", "--lang", "en")
        assert (said.code, said.out) == (4, ""), name
        assert not (office / "b.zip").exists()
    said = run("seal", "-o", "b.zip", *DAY, "--signature", "good.sig", "--signature", "lost.sig")
    assert said.code == 0, said.err
    parts = members(office / "b.zip")
    assert parts["signatures/1.txt"] == parts["signatures/2.txt"] == head
    assert parts["signatures/1.txt.sig"] == (office / "good.sig").read_bytes()


def test_the_script_can_be_had_without_a_seal(run: Run) -> None:
    assert run("seal", "--script").out.encode() == script()


def test_a_seal_in_json(office: Path, run: Run) -> None:
    said = json.loads(run("seal", "-o", "a.zip", *DAY, "--json").out)
    assert said["sha256"] == hashlib.sha256((office / "a.zip").read_bytes()).hexdigest()
    assert said["evidence"] == 2
    assert os.path.samefile(said["path"], office / "a.zip")  # noqa: PTH121 - a text

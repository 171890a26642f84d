"""`backup` and `export --journal`: what comes out is what is in the ledger, and nothing is written over."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rectify.ledger import Ledger
from tests.conftest import Run, contents


@pytest.fixture
def office(tmp_path: Path, run: Run) -> Path:
    run("add-issue", "公章管理不规范", "--deadline", "2023-07-31")
    run("log-action", "1", "修订印章管理办法\n并印发", "--date", "2023-06-20")
    (tmp_path / "minutes.txt").write_text("会议记录")
    run("attach", "1", "minutes.txt")
    return tmp_path


def heads(path: Path) -> object:
    with Ledger.reading(path) as ledger:
        assert list(ledger.faults()) == []
        return ledger.head()


# --- backup


def test_a_backup_is_the_ledger(office: Path, run: Run) -> None:
    said = run("backup", "copy.db", "--lang", "en")
    assert said.code == 0
    assert f"copy.db ({(office / 'copy.db').stat().st_size:,} bytes) and proved whole: entry 5, text head " in said.out
    assert heads(office / "copy.db") == heads(office / "rectify.db")
    assert run("list", "--json", "--ledger", "copy.db").out == run("list", "--json").out
    assert run("export", "--evidence", "out", "--ledger", "copy.db").code == 0
    assert run("complete", "1", "--ledger", "copy.db").code == 0


def test_a_backup_without_a_name_is_called_after_the_ledger_and_the_time(office: Path, run: Run) -> None:
    below = office / "below"
    below.mkdir()
    assert run("backup", cwd=below).code == 0
    assert list(contents(below)) == ["rectify-20230630T020000Z.db"]


def test_a_backup_in_json(office: Path, run: Run) -> None:
    import json

    said = json.loads(run("backup", "copy.db", "--json").out)
    assert said["head"]["seq"] == 5
    assert said["size"] == (office / "copy.db").stat().st_size


def test_nothing_is_written_over(office: Path, run: Run, unchanged: Callable[[], Any]) -> None:
    (office / "folder").mkdir()
    if os.name == "posix":
        (office / "nowhere").symlink_to("absent")
        os.mkfifo(office / "pipe")
        (office / "pipe").unlink()
    with unchanged():
        for place, code in (
            ("rectify.db", 4),
            ("minutes.txt", 4),
            ("folder", 4),
            ("no/such.db", 3),
            ("", 2),
            *([("/dev/null", 4), ("nowhere", 4)] if os.name == "posix" else []),
        ):
            said = run("backup", place, "--lang", "en")
            assert (said.code, said.out) == (code, ""), place
            assert said.err.count("\n") == 1 + (code == 2 and "Try" in said.err), said.err
    assert run("backup", "x.db", "--ledger", "absent.db").code == 3
    assert not (office / "x.db").exists()


@pytest.mark.skipif(os.name != "posix", reason="needs permissions of files")
def test_a_backup_can_be_read_by_no_more_people_than_the_ledger(office: Path, run: Run) -> None:
    (office / "rectify.db").chmod(0o600)
    run("backup", "copy.db")
    assert (office / "copy.db").stat().st_mode & 0o777 == 0o600


def test_a_damaged_ledger_gives_no_backup(office: Path, run: Run) -> None:
    with closing(sqlite3.connect(office / "rectify.db", isolation_level=None)) as db:
        db.execute("UPDATE issues SET title = '公章管理规范'")
    before = contents(office)
    said = run("backup", "copy.db", "--lang", "en")
    assert (said.code, said.out) == (5, "")
    assert "damaged" in said.err
    assert contents(office) == before


def test_a_backup_that_is_killed_leaves_no_file_of_that_name(office: Path, environ: dict[str, str]) -> None:
    """Killed at any moment: there is a whole backup, or none of that name."""
    whole = 0
    for number in range(12):
        target = office / f"copy-{number}.db"
        program = [sys.executable, "-m", "rectify", "backup", target.name]
        with subprocess.Popen(program, cwd=office, env=environ, stdout=subprocess.DEVNULL) as process:
            time.sleep(0.04 * number)
            process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        if target.exists():
            whole += 1
            assert heads(target) == heads(office / "rectify.db")
    assert whole < 12


def test_a_backup_while_others_write(office: Path, run: Run, environ: dict[str, str]) -> None:
    """Every backup is the ledger of some moment, and no act is lost to it."""
    script = "from rectify.__main__ import main\nimport sys\nfor n in range(15):\n sys.argv = ['rectify', 'add-issue', f'问题 {n}']\n try:\n  main()\n except SystemExit as end:\n  assert not end.code"
    command = [sys.executable, "-c", script]
    writers = [
        subprocess.Popen(command, cwd=office, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    taken = 0
    while any(writer.poll() is None for writer in writers):
        assert run("backup", f"copy-{taken}.db").code == 0
        taken += 1
    assert [writer.returncode for writer in writers] == [0, 0]
    assert taken > 1
    with Ledger.reading(office / "rectify.db") as ledger:
        whole = [row.body for row in ledger.rows()]
    assert len(whole) == 5 + 30
    for number in range(taken):
        heads(office / f"copy-{number}.db")
        with Ledger.reading(office / f"copy-{number}.db") as copy:
            found = [row.body for row in copy.rows()]
        assert found == whole[: len(found)]


# --- the journal as text


def test_the_sha256_of_the_exported_journal_is_the_text_head(office: Path, run: Run) -> None:
    said = run("export", "--journal", "journal.jsonl", "--lang", "en")
    assert said.code == 0
    text = (office / "journal.jsonl").read_bytes()
    with Ledger.reading(office / "rectify.db") as ledger:
        assert text == b"".join(row.body + b"\n" for row in ledger.rows())
        head = ledger.head().text
    assert hashlib.sha256(text).hexdigest() == head
    assert head in said.out


def test_the_journal_goes_to_standard_output_and_its_head_beside_it(office: Path, process: Run, run: Run) -> None:
    run("export", "--journal", "journal.jsonl")
    said = process("export", "--journal", "-", "--lang", "en")
    assert (said.code, said.out.encode()) == (0, (office / "journal.jsonl").read_bytes())
    assert "5 entries" in said.err
    assert process("export", "--journal", "-", "--json").out == said.out


def test_journal_and_evidence_in_one_call(office: Path, run: Run) -> None:
    import json

    said = json.loads(run("export", "--journal", "j.jsonl", "--evidence", "out", "--json").out)
    assert said["head"]["seq"] == 5
    assert [each["evidence"] for each in said["files"]] == [1]
    assert (office / "j.jsonl").exists()
    assert sorted(contents(office / "out")) == ["SHA256SUMS", "e1-minutes.txt"]


def test_an_export_must_say_what_and_never_writes_over_a_ledger(
    office: Path, run: Run, unchanged: Callable[[], Any]
) -> None:
    with unchanged():
        assert run("export").code == 2
        assert run("export", "--journal", "").code == 2
        assert run("export", "--journal", "rectify.db").code == 4
        assert run("export", "--journal", ".").code == 4

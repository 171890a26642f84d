"""Ledgers on network shares: read, not written to, since locks may keep nobody out there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from rectify.deciding.registering import add_issue
from rectify.errors import RectifyError
from rectify.ledger import Ledger
from rectify.store import mounts
from tests.conftest import Book, Run, child_environ

TABLE = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:40 / /home rw,relatime shared:2 master:7 - nfs4 server:/home rw,vers=4.2
24 23 8:2 / /home/local rw - xfs /dev/sda2 rw
25 22 0:41 / /mnt/the\\040share rw - cifs //server/share rw
26 22 0:42 / /mnt/tree rw - ext4 /dev/sda3 rw
27 22 0:43 / /mnt/tree rw - fuse.sshfs far:/ rw
28 22 0:44 / /mnt/plain rw - fuseblk /dev/sdb1 rw
a line that is none
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/rectify", "ext4"),
        ("/home/clerk", "nfs4"),
        ("/home", "nfs4"),
        ("/homes", "ext4"),
        ("/home/local/unit", "xfs"),
        ("/mnt/the share/unit", "cifs"),
        ("/mnt/tree/unit", "fuse.sshfs"),
        ("/mnt/plain/unit", "fuseblk"),
    ],
)
def test_the_longest_mount_point_that_holds_a_file_tells_its_kind(path: str, kind: str) -> None:
    assert mounts.kind_in(TABLE, path) == kind
    assert mounts.kind_in("", path) == ""


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder on no device of this machine, which a table of mounts says is a share by NFS."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    if not (memory.is_dir() and os.access(memory, os.W_OK)) or os.major(memory.stat().st_dev):
        pytest.skip("no file system in memory")
    folder = Path(mkdtemp(dir=memory, prefix="rectify-"))
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 0:40 / {folder} rw - nfs4 server:/home rw\n")
    monkeypatch.setattr(mounts, "TABLE", table)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize(("language", "words"), [("zh", "网络文件系统（nfs4）"), ("en", "network share (nfs4)")])
def test_a_share_is_read_and_not_written_to(share: Path, book: Book, run: Run, language: str, words: str) -> None:
    book.do(add_issue, "题")
    shutil.copy(book.path, share / "rectify.db")
    joining = ["share", "join", "postgresql://127.0.0.1:1/d", "--ledger", "new.db"]
    for argv in (["add-issue", "二"], ["undo"], ["add-issue", "二", "--ledger", "new.db"], joining):
        said = run(*argv, "--lang", language, cwd=share)
        assert (said.code, said.out, said.err.count("\n")) == (4, "", 1), said
        assert words in said.err
    assert [each.name for each in share.iterdir()] == ["rectify.db"]
    assert (share / "rectify.db").read_bytes() == book.bytes
    for argv in (["list"], ["status"], ["report"], ["history"]):
        assert run(*argv, cwd=share).code == 0
    said = run("doctor", "--lang", language, cwd=share)
    assert said.code == 0
    assert words in said.out


def test_who_takes_the_risk_is_warned_each_time(share: Path, run: Run) -> None:
    for count in (1, 2):
        said = run("add-issue", "x", "--lang", "en", cwd=share, RECTIFY_ALLOW_NETWORK="yes")
        assert said.code == 0
        assert "network share (nfs4)" in said.err.splitlines()[0]
        assert len(run("list", "--format", "csv", cwd=share).out.splitlines()) == count + 1


def test_who_takes_the_risk_of_joining_there_is_warned_too(share: Path, run: Run) -> None:
    said = run("share", "join", "postgresql://127.0.0.1:1/d", "--lang", "en", cwd=share, RECTIFY_ALLOW_NETWORK="yes")
    assert said.code == 75
    assert "network share (nfs4)" in said.err.splitlines()[0]


@pytest.mark.parametrize("value", ["", "no", "1"])
def test_nothing_but_yes_takes_the_risk(share: Path, run: Run, value: str) -> None:
    assert run("add-issue", "x", cwd=share, RECTIFY_ALLOW_NETWORK=value).code == 4


def test_half_an_act_on_a_share_is_not_taken_out_by_who_reads(share: Path, book: Book, run: Run) -> None:
    """Where locks do nothing, what looks like the rest of a killed writer may be one at work."""
    book.do(add_issue, "题")
    script = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "db.execute('PRAGMA cache_size = 1'); db.execute('BEGIN IMMEDIATE'); db.execute('CREATE TABLE x(y)'); "
        "db.execute('INSERT INTO x WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
        "SELECT hex(zeroblob(200)) FROM n'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", script, book.path], check=False)
    for path in (book.path, book.path.with_name("rectify.db-journal")):
        shutil.copy(path, share)
    said = run("list", "--lang", "en", cwd=share)
    assert (said.code, said.out) == (4, "")
    assert (share / "rectify.db-journal").exists()


def test_a_folder_of_this_machine_is_written_to(run: Run) -> None:
    """The control, with the machine's own table."""
    assert run("add-issue", "x").code == 0


WITHOUT_LOCKS = """
import sys
from datetime import date
from pathlib import Path
from rectify.acts import Stamp
from rectify.deciding.registering import add_issue
from rectify.errors import RectifyError
from rectify.ledger import Ledger
from rectify.model.dates import When
from rectify.store import opening
import sqlite3

real = sqlite3.connect
sqlite3.connect = lambda target, **options: real(f"{target}&nolock=1", **options)
opening.WAIT = 30
stamp = Stamp("2023-06-30T02:00:00Z", "a", "a", When("2023-06-30"))
print("ready", flush=True)
sys.stdin.readline()
for number in range(60):
    try:
        with Ledger.writing(Path(sys.argv[1])) as ledger:
            ledger.record(lambda state: add_issue(state, date(2023, 6, 30), "x" * 2000), stamp)
        print("told", flush=True)
    except (RectifyError, sqlite3.Error, AssertionError, TypeError, ValueError, LookupError):
        pass
"""


def test_the_reason_two_writers_whose_locks_do_nothing_break_a_ledger_and_it_is_noticed(book: Book, home: Path) -> None:
    """What a bad share does: acts that somebody was told of are gone, and the file says so."""
    book.do(add_issue, "first")
    pipe = subprocess.PIPE
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WITHOUT_LOCKS, str(book.path)],
            env=child_environ(home),
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )
        for _ in range(3)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    told = 1
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        out, _ = writer.communicate(timeout=300)
        told += out.count("told")
    try:
        with Ledger.reading(book.path) as ledger:
            faults = list(ledger.faults())
            found = sum(1 for _ in ledger.view().issues()) if not faults else -1
    except RectifyError as error:
        assert error.exit_code in (5, 6, 74)
        return
    assert faults or found < told

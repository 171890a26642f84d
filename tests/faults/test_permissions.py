"""Files and folders that may not be written to or looked into. Root may do anything, so it gives that up first."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rectify.deciding.registering import add_issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Book, Run, Said

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")

# DAC_OVERRIDE, DAC_READ_SEARCH and FOWNER leave the bounding set, so that what is started has them no more.
LIKE_ANYBODY = """
import ctypes, os, sys
if os.geteuid() == 0:
    for capability in (1, 2, 3):
        if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
            sys.exit(99)
os.execv(sys.argv[1], sys.argv[1:])
"""
UNDER = [sys.executable, "-c", LIKE_ANYBODY]


@pytest.fixture
def anybody(process: Run, tmp_path: Path) -> Iterator[Callable[..., Said]]:
    """Run the program as a process without the powers of root."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = subprocess.run([*UNDER, "/bin/sh", "-c", f"touch {locked}/x"], capture_output=True, check=False)
    if done.returncode in (0, 99):
        pytest.skip("the powers of root cannot be given up here")
    locked.rmdir()
    yield lambda *argv, **options: process(*argv, under=UNDER, **options)
    for folder, _, _ in os.walk(tmp_path):
        os.chmod(folder, 0o700)  # noqa: PTH101


def refused(said: Said, *words: str, code: int = 4) -> None:
    assert (said.code, said.out) == (code, "")
    assert said.err.count("\n") == 1
    assert all(word in said.err for word in words)


@pytest.mark.parametrize(("language", "word"), [("zh", "权限"), ("en", "permission")])
def test_a_file_without_permission_to_write_is_read_and_not_written(
    anybody: Callable[..., Said], book: Book, language: str, word: str
) -> None:
    book.do(add_issue, "题")
    before = book.bytes
    book.path.chmod(0o444)
    refused(anybody("add-issue", "二", "--lang", language), word, "rectify.db")
    assert book.bytes == before
    said = anybody("list", "--lang", language)
    assert (said.code, said.err) == (0, "")
    assert "题" in said.out


def test_a_folder_without_permission_to_write_is_told_before_anything_is_begun(
    anybody: Callable[..., Said], book: Book
) -> None:
    """SQLite's journal has to stand beside the file."""
    book.do(add_issue, "题")
    before = book.bytes
    book.path.parent.chmod(0o555)
    refused(anybody("add-issue", "二", "--lang", "en"), "permission", book.path.parent.name)
    assert anybody("list").code == 0
    assert anybody("report").code == 0
    assert book.bytes == before


def test_no_ledger_is_made_where_we_may_not(anybody: Callable[..., Said], tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    refused(anybody("add-issue", "题", "--lang", "en"), "permission")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_read(anybody: Callable[..., Said], book: Book) -> None:
    book.do(add_issue, "题")
    book.path.chmod(0o000)
    for argv in (("list",), ("add-issue", "二")):
        refused(anybody(*argv, "--lang", "en"), "permission")


def test_a_folder_that_may_not_be_looked_into(anybody: Callable[..., Said], tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "rectify.db").touch()
    closed.chmod(0o000)
    for argv in (("list",), ("add-issue", "二")):
        refused(anybody(*argv, "--ledger", str(closed / "rectify.db"), "--lang", "en"), "may not")


def test_half_an_act_that_may_not_be_taken_out_is_not_shown(anybody: Callable[..., Said], book: Book) -> None:
    """A journal that a killed writer left, in a folder that only others may write to."""
    book.do(add_issue, "题")
    script = "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); db.execute('PRAGMA cache_size = 1'); db.execute('BEGIN IMMEDIATE'); db.execute('CREATE TABLE x(y)'); db.execute(\"INSERT INTO x WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT hex(zeroblob(200)) FROM n\"); os._exit(1)"
    subprocess.run([sys.executable, "-c", script, book.path], check=False)
    left = book.path.with_name("rectify.db-journal")
    assert left.exists()
    book.path.chmod(0o444)
    book.path.parent.chmod(0o555)
    refused(anybody("list", "--lang", "en"), "permission")
    book.path.parent.chmod(0o755)
    book.path.chmod(0o644)
    assert anybody("list").code == 0
    assert not left.exists()

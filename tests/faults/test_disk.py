"""A disk that is full, fails, or does not keep what it was given."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from rectify.deciding.registering import add_issue
from rectify.errors import Damaged
from rectify.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Book, Run

# --- full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 KiB; made only where we may."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], capture_output=True, check=False
    )
    if not made or made.returncode or umount is None:
        pytest.skip("no file system can be made here")
    yield folder
    subprocess.run([umount, folder], check=True)


def fill(folder: Path, left: int) -> Path:
    """Take all of a disk but `left` bytes."""
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(max(shutil.disk_usage(folder).free - left, 0)))
    return ballast


def test_a_full_disk_is_said_and_loses_nothing(small_disk: Path, run: Run) -> None:
    assert run("add-issue", "first", cwd=small_disk).code == 0
    ballast = fill(small_disk, 64 * 1024)
    recorded = ["first"]
    while (said := run("add-issue", f"{len(recorded)} " + "x" * 5000, cwd=small_disk, RECTIFY_LANG="zh")).code == 0:
        recorded.append(f"{len(recorded)} " + "x" * 5000)
    assert (said.code, said.out) == (74, "")
    assert said.err == "rectify: 磁盘满了，没有写入任何内容；请腾出空间再试。\n"
    assert sorted(each.name for each in small_disk.iterdir()) == ["ballast", "rectify.db"]
    assert (
        run("list", "--columns", "title", "--format", "csv", cwd=small_disk, RECTIFY_LANG="en").out.split("\r\n")[1:-1]
        == recorded
    )
    ballast.unlink()
    assert run("add-issue", "after", cwd=small_disk).code == 0
    assert run("doctor", cwd=small_disk).code == 0


def test_no_ledger_is_left_where_there_was_no_room_to_make_one(small_disk: Path, run: Run) -> None:
    fill(small_disk, 40 * 1024)
    for language in LANGUAGES:
        said = run("add-issue", "x", "--lang", language, cwd=small_disk)
        assert (said.code, said.out, said.err.count("\n")) == (74, "", 1)
    assert [each.name for each in small_disk.iterdir()] == ["ballast"]


LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_a_file_that_may_not_grow_is_said_and_loses_nothing(process: Run, book: Book) -> None:
    """Where no disk can be filled: the system refuses to write beyond a size."""
    book.do(add_issue, "first")
    recorded = 1
    limit = str(len(book.bytes) + 40_000)
    while (said := process("add-issue", "x" * 15_000, under=[sys.executable, "-c", LIMITED, limit])).code == 0:
        recorded += 1
    assert (said.code, said.out) == (74, "")
    assert said.err.count("\n") == 1
    with book.view() as view:
        assert len(list(view.issues())) == recorded
    assert book.faults() == []
    assert [each.name for each in book.path.parent.iterdir()] == ["rectify.db"]
    assert process("add-issue", "after").code == 0


SPILLING = """
import resource, sys
from rectify.store import opening
opening.SCRATCH = 16
resource.setrlimit(resource.RLIMIT_FSIZE, (4096,) * 2)
from rectify.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_no_room_for_a_replay_is_no_damage(book: Book, environ: dict[str, str]) -> None:
    """What is too large for memory goes to a file beside, and that there is no room for it says nothing of the ledger."""
    for _ in range(20):
        book.do(add_issue, "x" * 15_000)
    words = [sys.executable, "-c", SPILLING, "verify", "--lang", "en"]
    done = subprocess.run(words, cwd=book.path.parent, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (74, ""), done.stderr
    assert "no room in the folder for temporary files" in done.stderr
    assert book.faults() == []


# --- a row that is not kept as it was given


class Bent(sqlite3.Connection):
    """A connection to a disk that alters what is written to the journal, after it was handed over."""

    bend: int | None = None
    """Which value of the row is altered."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if self.bend is None or not sql.startswith("INSERT INTO entry"):
            return super().execute(sql, parameters)
        values = list(parameters)
        old = values[self.bend]
        text = old.decode() if isinstance(old, bytes) else old
        values[self.bend] = old + 1 if isinstance(old, int) else _other(text)
        return super().execute(sql, values)


def _other(text: str) -> str:
    """`text` with one sign changed, still JSON where it was."""
    return text.replace("题", "提") if "题" in text else text.translate({ord("0"): "1", ord("a"): "b"})


@pytest.mark.parametrize("bend", [0, 1, 2, 3], ids=["seq", "prev", "hash", "body"])
def test_a_row_that_was_altered_on_its_way_is_caught_before_the_end(
    book: Book, monkeypatch: pytest.MonkeyPatch, bend: int
) -> None:
    """Read back, re-hashed and read as an act before COMMIT; a number or link that is off is refused by the file itself."""
    book.do(add_issue, "题")
    before = book.bytes
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: real(*args, **{"factory": Bent, **options}))
    monkeypatch.setattr(Bent, "bend", bend)
    error = Damaged if bend in (2, 3) else sqlite3.IntegrityError
    with pytest.raises(error, match=r"written-wrong|journal"):
        book.do(add_issue, "题")
    assert book.bytes == before
    monkeypatch.setattr(Bent, "bend", None)
    book.do(add_issue, "题")
    assert book.faults() == []


def test_the_user_is_told_that_nothing_was_written(book: Book, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    book.do(add_issue, "题")
    before = book.bytes
    real = sqlite3.connect
    monkeypatch.setattr(Bent, "bend", 3)
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: real(*args, **{"factory": Bent, **options}))
    for language, words in (("zh", "没有写入"), ("en", "rolled back")):
        said = run("add-issue", "题", "--lang", language)
        assert (said.code, said.out) == (5, "")
        assert words in said.err
    assert book.bytes == before


def test_a_new_ledger_that_was_written_wrong_is_not_put_in_its_place(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(Bent, "bend", 3)
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: real(*args, **{"factory": Bent, **options}))
    with pytest.raises(Damaged):
        book.do(add_issue, "题")
    assert list(book.path.parent.iterdir()) == []

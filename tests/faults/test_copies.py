"""Copies that are made while somebody writes: of the file, by an ordinary copy, and of a whole disk, as a power cut leaves it.

A copy may be whole or broken, but never one that looks whole and is short of what was acknowledged before it was begun.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from rectify.deciding.registering import add_issue
from rectify.errors import RectifyError
from rectify.ledger import Ledger
from tests.conftest import Book

DEEP = os.environ.get("RECTIFY_TESTS") == "nightly"
COPIES = 100 if DEEP else 30
IMAGES = 30 if DEEP else 6

# Records one act after the other, with other pragmas where the control asks for them, and notes each that is durable.
WRITER = """
import os, sys
from datetime import date
from pathlib import Path
from rectify.acts import Stamp
from rectify.deciding.registering import add_issue
from rectify.ledger import Ledger
from rectify.model.dates import When
from rectify.store import opening

path, noted, pragmas = Path(sys.argv[1]), os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT), sys.argv[3:]
opening._WRITING += tuple(pragmas)
today = date(2023, 6, 30)
stamp = Stamp("2023-06-30T02:00:00Z", "clerk", "clerk", When("2023-06-30"))
with Ledger.writing(path) as ledger:
    for number in range(1_000_000):
        entries = ledger.record(lambda state: add_issue(state, today, f"{number} " + "题" * 300), stamp)
        os.pwrite(noted, b"%012d" % entries[-1].seq, 0)
"""


class Found(NamedTuple):
    """How many copies were whole, were seen to be broken, or looked whole and were short of what had been acknowledged."""

    whole: int = 0
    broken: int = 0
    short: int = 0


class Writer(NamedTuple):
    """Somebody who writes, and where he notes what was acknowledged."""

    process: subprocess.Popen[bytes]
    noted: Path

    def acknowledged(self) -> int:
        """The last entry that was."""
        return int(self.noted.read_bytes() or b"0")

    @contextmanager
    def halted(self) -> Iterator[None]:
        """In the middle of whatever he does, for as long as the block lasts; what he handed to the disk has got there."""
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(0.05)
        yield
        self.process.send_signal(signal.SIGCONT)


@contextmanager
def writing(path: Path, noted: Path, environ: dict[str, str], *pragmas: str) -> Iterator[Writer]:
    """While the block lasts somebody writes."""
    noted.write_bytes(b"")
    argv = [sys.executable, "-c", WRITER, str(path), str(noted), *pragmas]
    with subprocess.Popen(argv, env=environ, stderr=subprocess.PIPE) as child:
        writer = Writer(child, noted)
        try:
            while writer.acknowledged() < 5 and child.poll() is None:
                time.sleep(0.01)
            assert child.poll() is None, child.stderr and child.stderr.read().decode()
            yield writer
        finally:
            child.kill()


def counted(path: Path) -> int:
    """How many entries a file holds for whoever trusts its pages and its chain; -1 where they are seen to be broken."""
    try:
        with closing(sqlite3.connect(path)) as db:
            if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return -1
            return int(db.execute("SELECT count(*) FROM entry").fetchone()[0])
    except sqlite3.Error:
        return -1


def through_the_door(path: Path) -> int:
    """The same as this program sees it, the state of the ledger included."""
    try:
        with Ledger.reading(path) as ledger:
            return -1 if next(ledger.faults(), None) else ledger.head().seq
    except RectifyError:
        return -1


def judged(found: Found, entries: int, due: int) -> Found:
    if entries < 0:
        return found._replace(broken=found.broken + 1)
    if entries < due:
        return found._replace(short=found.short + 1)
    return found._replace(whole=found.whole + 1)


# --- the file


def copied(book: Book, tmp_path: Path, environ: dict[str, str], count: Callable[[Path], int], *pragmas: str) -> Found:
    book.do(add_issue, "first")
    found, copy = Found(), tmp_path / "copy.db"
    with writing(book.path, tmp_path / "noted", environ, *pragmas) as writer:
        for number in range(COPIES):
            time.sleep(0.003 * (number % 7))
            due = writer.acknowledged()
            shutil.copyfile(book.path, copy)
            found = judged(found, count(copy), due)
            for beside in tmp_path.glob("copy.db-*"):
                beside.unlink()
    return found


def test_no_plain_copy_is_silently_short(book: Book, tmp_path: Path, environ: dict[str, str]) -> None:
    found = copied(book, tmp_path, environ, through_the_door)
    assert found.short == 0
    assert found.whole + found.broken == COPIES
    assert found.whole > 0


def test_the_control_copies_of_a_file_with_a_log_beside_it_are(
    book: Book, tmp_path: Path, environ: dict[str, str]
) -> None:
    """Why the journal is no write-ahead log: what was written last lies in another file, which an ordinary copy leaves behind."""
    pragmas = ("PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 100000")
    found = copied(book, tmp_path, environ, counted, *pragmas)
    assert found.short > COPIES // 2


# --- the disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """An image of an ext4 file system and where it is mounted; made only where we may."""
    if not all(map(shutil.which, ("mkfs.ext4", "mount", "umount"))):
        pytest.skip("mkfs.ext4 and mount are not here: apt-get install e2fsprogs")
    image, folder = tmp_path / "disk.img", tmp_path / "disk"
    with image.open("wb") as stream:
        stream.truncate(16 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True, capture_output=True)
    folder.mkdir()
    if not mounted(image, folder):
        pytest.skip("no file system can be mounted here: that needs root and loop devices")
    yield image, folder
    unmounted(folder)


def mounted(image: Path, folder: Path) -> bool:
    return not subprocess.run(["mount", "-o", "loop", image, folder], capture_output=True, check=False).returncode


def unmounted(folder: Path) -> None:
    for _ in range(50):
        if not subprocess.run(["umount", folder], capture_output=True, check=False).returncode:
            return
        time.sleep(0.1)
    raise AssertionError(f"{folder} stays mounted")


def imaged(disk: tuple[Path, Path], tmp_path: Path, environ: dict[str, str], *pragmas: str) -> Found:
    """Copies of the image at moments in which somebody writes to it, each mounted and looked at."""
    image, folder = disk
    book = Book(folder / "rectify.db")
    book.do(add_issue, "first")
    subprocess.run(["sync", "-f", folder], check=True)
    found, copy, after = Found(), tmp_path / "copy.img", tmp_path / "after"
    after.mkdir()
    with writing(book.path, tmp_path / "noted", environ, *pragmas) as writer:
        for number in range(IMAGES):
            time.sleep(0.1 + 0.013 * (number % 7))
            due = writer.acknowledged()
            with writer.halted():  # a copy takes some milliseconds, a power cut none
                shutil.copyfile(image, copy)
            entries = -1
            if mounted(copy, after):
                try:
                    entries = through_the_door(after / "rectify.db")
                finally:
                    unmounted(after)
            found = judged(found, entries, due)
    return found


def test_an_ext4_disk_keeps_what_was_acknowledged(
    disk: tuple[Path, Path], tmp_path: Path, environ: dict[str, str]
) -> None:
    found = imaged(disk, tmp_path, environ)
    assert (found.short, found.broken) == (0, 0)
    assert found.whole == IMAGES


def test_the_control_without_syncs_it_does_not(
    disk: tuple[Path, Path], tmp_path: Path, environ: dict[str, str]
) -> None:
    found = imaged(disk, tmp_path, environ, "PRAGMA synchronous = OFF")
    assert found.short + found.broken > 0

"""`import` of files that are made to do harm, as the process that a user starts: little memory and time, one sentence."""

import os
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.test_import import REPORT
from tests.conftest import Run
from tests.documents.reading.hostile import HOSTILE
from tests.documents.reading.making import docx, packed, xlsx

MEMORY, SECONDS, UNREADABLE = 256, 5, 6
"""MB at any time, and seconds of the processor: the machine may be busy with other things."""

MEASURED = """
import os, subprocess, sys
process = subprocess.Popen([sys.executable, "-m", "rectify", *sys.argv[1:]])
_, status, used = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
print(process.returncode, used.ru_maxrss >> 10, used.ru_utime + used.ru_stime, file=open("cost", "w"))
"""
"""A small process between, since one that is started counts the memory of the one that starts it as its own."""


class Cost(NamedTuple):
    code: int
    memory: int
    seconds: float
    out: bytes
    err: str


def cost(environ: dict[str, str], folder: Path, *words: str) -> Cost:
    argv = [sys.executable, "-c", MEASURED, *words]
    done = subprocess.run(
        argv, env=environ, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False
    )
    code, memory, seconds = (folder / "cost").read_text().split()
    (folder / "cost").unlink()
    return Cost(int(code), int(memory), float(seconds), done.stdout, done.stderr.decode())


def deflated(content: bytes, times: int) -> bytes:
    """A PDF of one page whose content was deflated so often."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), b"/FlateDecode " * times, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>"


def pages(number: int) -> bytes:
    """A PDF that names its one page so often."""
    kids = b"3 0 R " * number
    return (
        b"%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\ntrailer<</Root 1 0 R/Size 4>>"
        % (kids, number)
    )


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MORE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an empty file": ("a.txt", bytes),
    "a program": ("a.docx", lambda: b"\x7fELF" + bytes(500)),
    "half a document": ("a.docx", lambda: half(docx("<w:p/>" * 500))),
    "a zip in a zip": ("a.docx", lambda: packed({"a.zip": packed({"b.txt": bytes(1 << 20)})})),
    "a page that unpacks to a gigabyte": ("a.pdf", lambda: deflated(bytes(1 << 30), 1)),
    "a page that unpacks twice": ("a.pdf", lambda: deflated(bytes(1 << 30), 2)),
    "a page of ten million letters": ("a.pdf", lambda: deflated(b"BT /F 1 Tf " + b"(a) Tj " * 10_000_000 + b"ET", 1)),
    "a hundred thousand pages": ("a.pdf", lambda: pages(100_000)),
    "what only begins as PDF": ("a.pdf", lambda: b"%PDF-1.7\n" + os.urandom(1 << 20)),
    "a page of 50 MB": ("a.html", lambda: b"<html>" + b"<p>x</p>" * (6 << 20)),
    "a page nested deep": ("a.html", lambda: b"<b>" * 190_000 + b"x"),
    "a document nested deep": ("a.docx", lambda: docx("<w:r>" * 200_000 + "</w:r>" * 200_000)),
    "a sheet nested deep": ("a.xlsx", lambda: xlsx({"a": "<sheetData>" + "<row>" * 9**6 + "</row>" * 9**6})),
    "a million columns": ("a.csv", lambda: b"a," * 1_000_000),
    "a quote that stays open": ("a.csv", lambda: '序号,问题\n1,"'.encode() + "甲,乙\n".encode() * (4 << 20)),
    "49 MB in one line": ("a.txt", lambda: "的".encode() * (16 << 20)),
    "quotes of 14 million characters": ("a.txt", lambda: "关于“".encode() * 4_666_666),
    "four million lines": ("a.txt", lambda: "一、\n".encode() * 4_000_000),
    "what only begins as xls": ("a.xls", lambda: OLD_OFFICE + os.urandom(200_000)),
    "an xls of directory entries": ("a.xls", lambda: OLD_OFFICE + bytes(504) + "Workbook\0".encode("utf-16-le") * 20_000),
}  # fmt: skip
FILES = {**{kind: (name, make) for kind, (make, name, _) in HOSTILE.items()}, **MORE}


def refused(environ: dict[str, str], folder: Path, *words: str) -> None:
    ledger = folder / "rectify.db"
    before = ledger.read_bytes()
    found = cost(environ, folder, "import", *words)
    assert (found.code, found.out) == (UNREADABLE, b""), found
    assert found.err.startswith("rectify: ")
    assert found.err.count("\n") == 1
    assert found.memory < MEMORY
    assert found.seconds < SECONDS
    assert ledger.read_bytes() == before


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """A folder with a ledger in it."""
    run("import", str(REPORT))
    return tmp_path


linux = pytest.mark.skipif(sys.platform != "linux", reason="only there is the memory of a process measured like this")


@linux
@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_and_changes_nothing(kind: str, folder: Path, environ: dict[str, str]) -> None:
    name, make = FILES[kind]
    (folder / name).write_bytes(make())
    refused(environ, folder, name)


@linux
def test_what_is_no_file_is_refused_without_waiting_for_it(folder: Path, environ: dict[str, str]) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "around.txt").symlink_to("around.txt")
    (folder / "empty").mkdir()
    os.mkfifo(folder / "empty" / "pipe.txt")
    for name in ("pipe.txt", "zero.txt", "empty"):
        refused(environ, folder, name)


@linux
def test_a_file_that_grows_while_it_is_read_is_refused_at_the_limit(folder: Path, environ: dict[str, str]) -> None:
    grown = folder / "grown.txt"
    grown.write_bytes(b"1." * (20 << 20))
    stop = threading.Event()

    def grow() -> None:
        with grown.open("ab") as stream:
            for _ in range(200):
                if stop.is_set():
                    break
                stream.write(bytes(1 << 20))

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        refused(environ, folder, "grown.txt")
    finally:
        stop.set()
        writer.join()


@linux
def test_an_endless_standard_input_is_refused(folder: Path, environ: dict[str, str]) -> None:
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        argv = [sys.executable, "-m", "rectify", "import", "-"]
        done = subprocess.run(argv, env=environ, cwd=folder, stdin=endless.stdout, capture_output=True, check=False)
        endless.kill()
    assert (done.returncode, done.stdout) == (UNREADABLE, b"")

"""Files as people attach them, and as they come out again: by their bytes, whatever they are called and wherever they lie."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rectify.cli.attaching import plain_name
from rectify.documents.reading.guard import SIZE
from tests.conftest import Run, contents

NOISE = os.urandom(5_000)
TEXT = "会议记录，逐字逐句。".encode() * 500
posix = pytest.mark.skipif(os.name == "nt", reason="names and links of POSIX")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    """A ledger with two issues and an action, and two files beside it."""
    run("init", "--feedback", "2023-02-14", "--language", "zh")
    run("add-issue", "题")
    run("add-issue", "题")
    run("log-action", "1", "会")
    (tmp_path / "minutes.txt").write_bytes(TEXT)
    (tmp_path / "noise.bin").write_bytes(NOISE)
    return tmp_path


def stored(folder: Path) -> dict[str, tuple[int, bytes]]:
    with closing(sqlite3.connect(folder / "rectify.db")) as db:
        return {name: (size, data) for name, size, data in db.execute("SELECT name, sz, data FROM sqlar")}


def test_content_is_kept_by_its_hash_and_deflated_where_it_helps(office: Path, run: Run) -> None:
    said = run("attach", "1", "minutes.txt", "noise.bin", "--kind", "会议记录", "--date", "2023-05-18", "--lang", "en")
    assert (said.code, said.out) == (0, "evidence e1, e2 attached to issue 1.\n")
    assert stored(office) == {digest(TEXT): (len(TEXT), zlib.compress(TEXT, 9)), digest(NOISE): (len(NOISE), NOISE)}
    shown = run("show", "1", "--evidence", "--lang", "en").out
    for word in (
        digest(TEXT),
        digest(NOISE),
        "2023-05-18",
        "minutes",
        "5,000 bytes",
        "not reviewed",
        "kept in the ledger",
    ):
        assert word in shown
    data = json.loads(run("show", "1", "--evidence", "--json").out)
    found = [(each["id"], each["size"], each["kind"], each["sha256"]) for each in data["evidence"]]
    assert found == [(1, len(TEXT), "minutes", digest(TEXT)), (2, len(NOISE), "minutes", digest(NOISE))]


def test_the_same_file_is_kept_once_and_said_to_be_shared(office: Path, run: Run) -> None:
    shutil.copy(office / "minutes.txt", office / "again.txt")
    run("attach", "1", "minutes.txt")
    said = run("attach", "a1,2", "again.txt", "--lang", "en")
    assert "e2 “again.txt” is the same file as e1" in said.err
    assert list(stored(office)) == [digest(TEXT)]
    for name, other in (("e1", "e2"), ("e2", "e1")):
        assert other in run("show", name, "--lang", "en").out.partition("the same file")[2]
    twice = run("attach", "1", "minutes.txt", "--json", "--lang", "en")
    assert json.loads(twice.out) == {"format": 1, "entries": []}
    assert "attached already" in twice.err


def test_by_reference_only_the_hash_is_kept(office: Path, run: Run) -> None:
    big = office / "film.mp4"
    with big.open("wb") as stream:  # larger than what is kept, and on a disk that knows holes no larger than its name
        stream.truncate(SIZE + 1)
    refused = run("attach", "1", "film.mp4", "--lang", "en")
    assert (refused.code, refused.out) == (6, "")
    assert "film.mp4: the file is too large" in refused.err
    assert run("attach", "1", "film.mp4", "--by-reference").code == 0
    assert stored(office) == {}
    shown = run("show", "e1", "--lang", "en").out
    assert hashlib.sha256(b"\0" * (SIZE + 1)).hexdigest() in shown
    assert "its SHA-256 only" in shown


def test_a_folder_stands_for_what_lies_in_it(office: Path, run: Run) -> None:
    folder = office / "佐证"
    (folder / "现场").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("b.txt", "a.txt", "现场/1.txt", ".hidden", "~$a.docx", "Thumbs.db", ".git/config"):
        (folder / name).write_text(name)
    said = run("attach", "1", "佐证", "--lang", "en")
    assert (said.code, said.out) == (0, "evidence e1, e2, e3 attached to issue 1.\n")
    assert "3 hidden files" in said.err
    data = json.loads(run("show", "1", "--evidence", "--json").out)
    assert [each["name"] for each in data["evidence"]] == ["a.txt", "b.txt", "现场/1.txt"]


@posix
def test_a_name_in_gbk_is_kept_in_words_and_in_bytes(office: Path, run: Run) -> None:
    raw = "证据.txt".encode("gbk")
    Path(os.fsdecode(os.fsencode(office) + b"/" + raw)).write_bytes(b"x")
    assert run("attach", "1", os.fsdecode(raw)).code == 0
    (entry,) = json.loads(run("history", "e1", "--json").out)["entries"]
    assert (entry["name"], entry["raw"]) == ("证据.txt", raw.hex())


# --- what is no file to keep


@pytest.fixture
def strange(office: Path) -> dict[str, str]:
    """Names of what is no ordinary file, and a word of why not."""
    (office / "folder").mkdir()
    (office / "folder/inner.txt").write_text("x")
    (office / "empty.txt").touch()
    found = {"empty.txt": "empty", "nothing.txt": "no file"}
    if os.name == "posix":
        (office / "link.txt").symlink_to("minutes.txt")
        (office / "linked").symlink_to("folder")
        os.mkfifo(office / "pipe")
        found |= {"link.txt": "symbolic link", "linked": "symbolic link", "pipe": "device", "/dev/zero": "device"}
    return found


def test_what_is_no_ordinary_file_is_refused_by_name_and_at_once(
    office: Path, run: Run, strange: dict[str, str]
) -> None:
    before = (office / "rectify.db").read_bytes()
    for reference in ((), ("--by-reference",)):
        for name, word in strange.items():
            said = run("attach", "1", "minutes.txt", name, *reference, "--lang", "en")
            assert said.code in (3, 6), name
            assert said.out == ""
            assert word in said.err
            assert Path(name).name in said.err
    assert (office / "rectify.db").read_bytes() == before, "not even the good file among them"


@posix
def test_in_a_folder_links_and_pipes_are_passed_over(office: Path, run: Run) -> None:
    folder = office / "佐证"
    folder.mkdir()
    (folder / "a.txt").write_text("x")
    (folder / "link").symlink_to(office / "minutes.txt")
    (folder / "deeper").symlink_to(office)
    os.mkfifo(folder / "pipe")
    said = run("attach", "1", "佐证", "--lang", "en")
    assert said.out == "evidence e1 attached to issue 1.\n"
    assert "2 hidden files, links or devices" in said.err


def test_too_many_files_are_refused_before_they_are_read(office: Path, run: Run) -> None:
    folder = office / "many"
    folder.mkdir()
    for number in range(1001):
        (folder / f"{number}").touch()
    said = run("attach", "1", "many", "--lang", "en")
    assert (said.code, said.out) == (4, "")
    assert "1001 files" in said.err


# --- out again


def test_what_comes_out_is_what_went_in(office: Path, run: Run) -> None:
    run("attach", "1", "minutes.txt", "noise.bin")
    run("attach", "2", "minutes.txt")
    run("attach", "1", "rectify.db", "--by-reference")
    said = run("export", "--evidence", "out", "--lang", "en")
    assert (said.code, said.out) == (0, "3 files were written to out.\n")
    assert "e4: the ledger holds no content" in said.err
    out = contents(office / "out")
    sums = out.pop("SHA256SUMS").decode()
    assert out == {"e1-minutes.txt": TEXT, "e2-noise.bin": NOISE, "e3-minutes.txt": TEXT}
    assert sums == "".join(f"{digest(content)}  {name}\n" for name, content in out.items())


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="needs the sqlite3 shell")
def test_the_stock_sqlite3_unpacks_it(office: Path, run: Run) -> None:
    run("attach", "1", "minutes.txt", "noise.bin")
    run("attach", "1", "rectify.db", "--by-reference")
    place = office / "unpacked"
    place.mkdir()
    subprocess.run(["sqlite3", "../rectify.db", "-Ax"], cwd=place, check=True)
    assert contents(place) == {digest(TEXT): TEXT, digest(NOISE): NOISE}


def test_an_export_writes_into_nothing_that_is_there(office: Path, run: Run, unchanged: Callable[[], Any]) -> None:
    run("attach", "1", "minutes.txt")
    (office / "full").mkdir()
    (office / "full/e1-minutes.txt").write_text("mine")
    if os.name == "posix":
        (office / "empty").mkdir()
        (office / "link").symlink_to("empty")
    with unchanged():
        for place, code in (
            ("full", 4),
            ("minutes.txt", 4),
            ("no/such", 3),
            *([("link", 4)] if os.name == "posix" else []),
        ):
            said = run("export", "--evidence", place, "--lang", "en")
            assert (said.code, said.out) == (code, ""), place


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("会议.txt", "会议.txt"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "file"),
        ("/abs/x.pdf", "_abs_x.pdf"),
        ("C:\\a\\b.doc", "C__a_b.doc"),
        ("a\nb\x1b[31m.txt", "a_b_[31m.txt"),
        ("\u202egpj.exe", "_gpj.exe"),
        ("con. ", "con"),
        (".profile", "profile"),
        ('<>:"|?*', "_______"),
        ("长" * 200 + ".pdf", "长" * 65 + ".pdf"),
        ("no.such-long-ending-is-an-ending", "no.such-long-ending-is-an-ending"),
    ],
)
def test_a_name_is_only_a_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@posix
def test_names_that_would_climb_or_hide_stay_in_the_folder(office: Path, run: Run) -> None:
    from rectify.deciding.proving import Brought, attach
    from rectify.store.files import pack
    from tests.conftest import Book

    book = Book(office / "rectify.db")
    from rectify.ledger import Ledger

    names = ["../../up.txt", "/etc/passwd", "a/../../b", "SHA256SUMS", "same", "SAME", "\u202etxt.exe"]
    packed = [pack(f"{place}".encode()) for place in range(len(names))]
    files = [Brought(name, each.sha256, each.size) for name, each in zip(names, packed, strict=True)]
    with Ledger.writing(book.path) as ledger:
        ledger.record(lambda state: attach(state, book.today, "1", files), book.stamp(), packed)
    before = {name for name in contents(office.parent) if "/out/" not in name}
    assert run("export", "--evidence", "out").code == 0
    assert {name for name in contents(office.parent) if "/out/" not in name} == before
    assert len({each.casefold() for each in contents(office / "out")}) == len(names) + 1
    assert all("/" not in each for each in contents(office / "out"))


def test_a_file_that_was_altered_in_the_ledger_does_not_come_out(office: Path, run: Run) -> None:
    run("attach", "1", "minutes.txt")
    for spoil in ("zeroblob(40)", "'text'", "NULL", "x'789c'"):
        with closing(sqlite3.connect(office / "rectify.db", isolation_level=None)) as db:
            db.execute(f"UPDATE sqlar SET data = {spoil}")
        said = run("export", "--evidence", f"out-{len(spoil)}", "--lang", "en")
        assert (said.code, said.out) == (5, "")
        assert digest(TEXT) in said.err


# --- out for good


@pytest.mark.parametrize("name", ["minutes.txt", "noise.bin"])
def test_what_is_purged_is_in_no_byte_of_the_file(office: Path, run: Run, name: str) -> None:
    run("attach", "1", "minutes.txt", "noise.bin")
    run("attach", "2", name)
    content = (office / name).read_bytes()
    data = stored(office)[digest(content)][1]
    pieces = [data[at : at + 64] for at in range(0, len(data) - 64, 512)]
    raw = (office / "rectify.db").read_bytes()
    assert sum(piece in raw for piece in pieces) >= len(pieces) // 2, "the control: it was there"
    said = run("void", "e1" if name == "minutes.txt" else "e2", "--reason", "含个人信息", "--purge", "--lang", "en")
    assert said.code == 0
    assert "gone from the ledger for good" in said.err
    raw = (office / "rectify.db").read_bytes()
    assert not any(piece in raw for piece in pieces)
    assert digest(content) not in stored(office)
    assert digest(content) in run("show", "e3").out
    assert run("doctor").code == 0
    run("export", "--evidence", "out")
    assert sorted(contents(office / "out")) == sorted(
        ["SHA256SUMS", "e2-noise.bin" if name == "minutes.txt" else "e1-minutes.txt"]
    )


def test_taking_an_attachment_back_takes_its_content_out_unless_something_else_is_that_file(
    office: Path, run: Run
) -> None:
    run("attach", "1", "minutes.txt")
    run("attach", "2", "minutes.txt")
    run("undo")
    assert list(stored(office)) == [digest(TEXT)]
    run("undo")
    assert stored(office) == {}
    assert run("attach", "1", "minutes.txt").code == 0
    assert list(stored(office)) == [digest(TEXT)]


def test_what_was_purged_does_not_come_in_by_import(office: Path, run: Run) -> None:
    report = "一、整改结果\n（一）作风方面\n1.关于会议记录不规范的问题。已完成整改。5月18日，召开专题会议。\n"
    (office / "report.txt").write_text(report, encoding="utf-8")
    run("attach", "1", "report.txt")
    run("void", "e1", "--reason", "含个人信息", "--purge")
    said = run("import", "report.txt", "--attach", "--lang", "en")
    assert (said.code, said.out) == (4, "")
    assert stored(office) == {}


def test_the_timeline_tells_it_on_the_day_of_what_it_shows(office: Path, run: Run) -> None:
    run("attach", "1,a1", "minutes.txt", "--date", "2023-05-18")
    assert "2023-05-18  a1, 1" in run("timeline", "1", "--lang", "en").out
    assert "minutes.txt" not in run("timeline", "2").out
    events = json.loads(run("timeline", "--json").out)["events"]
    assert [each["things"] for each in events if each["kind"] == "evidence"] == [["a1", "i1"]]


def test_amending_evidence_keeps_what_was_said_before(office: Path, run: Run) -> None:
    run("attach", "1", "minutes.txt")
    assert run("amend", "e1", "--kind", "照片", "--date", "2023-05-18", "--lang", "en").out.startswith("e1 amended: ")
    shown = run("show", "e1", "--lang", "en").out
    assert "photo" in shown
    assert "kind: other → photo" in shown

"""`import --journal`: a ledger anew from its journal, with the same heads; whatever no ledger wrote is refused and leaves nothing."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rectify.exchange.text import LONGEST
from rectify.journal import canonical
from rectify.ledger import Ledger
from tests.conftest import Run, contents


@pytest.fixture
def office(tmp_path: Path, run: Run) -> Path:
    """A ledger with evidence, its journal beside it as `j.jsonl`."""
    run("add-aspect", "财务管理", "--claimed", "2")
    run("add-issue", "公章管理不规范", "--deadline", "2023-07-31", "--owner", "陈某", "--aspect", "1")
    run("add-issue", "报销缺少附件", "--severity", "high")
    run("add-measure", "1", "修订办法")
    run("log-action", "1,2", "修订办法\n并印发", "--date", "2023-06-20", "--kind", "rule", "--outcome", "追回=3.5万元")
    for name in ("minutes", "purged", "undone"):
        (tmp_path / f"{name}.txt").write_text(name)
        run("attach", "1", f"{name}.txt")
    run("undo")
    run("void", "e2", "--reason", "误传", "--purge")
    run("attach", "2", "minutes.txt", "--by-reference")
    run("amend", "1", "--title", "公章管理不够规范", "--reason", "笔误")
    run("complete", "1", "--effect", "已建立登记簿")
    run("export", "--journal", "j.jsonl", "--evidence", "out")
    return tmp_path


def lines(office: Path) -> list[bytes]:
    return (office / "j.jsonl").read_bytes().splitlines(keepends=True)


def head(path: Path) -> object:
    with Ledger.reading(path) as ledger:
        assert list(ledger.faults()) == []
        return ledger.head()


def test_a_ledger_is_made_anew_with_the_same_heads_and_the_same_state(office: Path, run: Run) -> None:
    said = run("import", "--journal", "j.jsonl", "--evidence", "out", "--ledger", "new.db", "--lang", "en")
    assert said.code == 0, said.err
    text = hashlib.sha256((office / "j.jsonl").read_bytes()).hexdigest()
    assert f"{len(lines(office))} entries, 1 contents of files; text head {text}" in said.out
    assert said.err == ""
    assert head(office / "new.db") == head(office / "rectify.db")
    for words in (["list", "--json"], ["history", "--json"], ["show", "1", "--json"], ["report"]):
        assert run(*words, "--ledger", "new.db").out == run(*words).out
    assert run("export", "--evidence", "again", "--ledger", "new.db").code == 0
    assert contents(office / "again") == contents(office / "out")
    run("export", "--journal", "k.jsonl", "--ledger", "new.db")
    assert (office / "k.jsonl").read_bytes() == (office / "j.jsonl").read_bytes()
    assert run("add-issue", "新问题", "--ledger", "new.db").code == 0


def test_without_ledger_it_is_made_here_and_from_a_pipe(office: Path, process: Run) -> None:
    here = office / "here"
    here.mkdir()
    said = process("import", "--journal", "-", "--json", stdin=(office / "j.jsonl").read_bytes(), cwd=here)
    assert said.code == 0, said.err
    assert head(here / "rectify.db") == head(office / "rectify.db")
    assert [each["evidence"] for each in json.loads(said.out)["missing"]] == [1]


def test_contents_that_are_missing_are_named_and_others_are_not_taken(office: Path, run: Run) -> None:
    """What was purged does not come back, nor what another hash belongs to."""
    other = office / "other"
    other.mkdir()
    for name in ("purged", "undone"):
        shutil.copy(office / f"{name}.txt", other)
    (other / "minutes.txt").write_text("minuteS")
    said = run("import", "--journal", "j.jsonl", "--evidence", "other", "--ledger", "new.db", "--lang", "en")
    assert said.code == 0
    assert said.err == f"contents that were not found (1): e1 {hashlib.sha256(b'minutes').hexdigest()}\n"
    with closing(sqlite3.connect(office / "new.db")) as db:
        assert db.execute("SELECT count(*) FROM sqlar").fetchone() == (0,)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--journal", "j.jsonl"], 4),
        (["--journal", "j.jsonl", "--ledger", "out"], 4),
        (["--journal", "j.jsonl", "--ledger", "no/such.db"], 3),
        (["--journal", "absent.jsonl", "--ledger", "new.db"], 6),
        (["--journal", "out", "--ledger", "new.db"], 6),
        (["--journal", "/dev/zero", "--ledger", "new.db"], 6),
        (["--journal", "rectify.db", "--ledger", "new.db"], 6),
        (["--journal", "j.jsonl", "--evidence", "absent", "--ledger", "new.db"], 3),
        (["--journal", "j.jsonl", "minutes.txt", "--ledger", "new.db"], 2),
        (["--journal", "j.jsonl", "--dry-run", "--ledger", "new.db"], 2),
        (["--evidence", "out", "minutes.txt"], 2),
        ([], 2),
    ],
)
def test_what_is_asked_wrongly_changes_nothing(
    office: Path, run: Run, unchanged: Callable[[], Any], words: list[str], code: int
) -> None:
    with unchanged():
        said = run("import", *words, "--lang", "en")
    assert (said.code, said.out) == (code, "")


# --- texts that no ledger wrote


def act(seq: int, **changes: Any) -> Callable[[list[bytes]], list[bytes]]:
    """The journal with fields of one entry changed (None: taken out), canonical again."""

    def altered(given: list[bytes]) -> list[bytes]:
        body = {**json.loads(given[seq - 1]), **changes}
        given[seq - 1] = canonical({name: value for name, value in body.items() if value is not None}) + b"\n"
        return given

    return altered


def raw(number: int, change: Callable[[bytes], bytes]) -> Callable[[list[bytes]], list[bytes]]:
    return lambda given: [*given[: number - 1], change(given[number - 1]), *given[number:]]


HOSTILE: dict[str, tuple[int, int, Callable[[list[bytes]], list[bytes]]]] = {
    # name: exit code, line, change
    "nothing": (6, 0, lambda given: []),
    "an empty line": (6, 3, lambda given: [*given[:2], b"\n", *given[2:]]),
    "a fraction": (6, 5, raw(5, lambda line: line.replace(b'"number":2', b'"number":2.5'))),
    "a fraction in an outcome": (6, 7, raw(7, lambda line: line.replace(b'"quantity":"3.5"', b'"quantity":3.5'))),
    "a fraction in a date": (6, 7, raw(7, lambda line: line.replace(b'"edtf":"2023-06-20"', b'"edtf":2023.0'))),
    "a key that is not ASCII": (6, 5, raw(5, lambda line: line.replace(b"}\n", b',"\xe9\xa2\x9c":"x"}\n'))),
    "no JSON": (6, 4, raw(4, lambda line: b"{" + line)),
    "a list": (6, 4, raw(4, lambda line: b"[1]\n")),
    "a space too many": (6, 4, raw(4, lambda line: line.replace(b'":', b'": ', 1))),
    "an escape that is not needed": (6, 4, raw(4, lambda line: line.replace(b"\xe5\x85\xac", b"\\u516c", 1))),
    "keys out of order": (6, 1, raw(1, lambda line: b'{"on":1,"act":"x"}\n')),
    "a key twice": (
        6,
        4,
        raw(4, lambda line: line.replace(b'{"act":"add-issue",', b'{"act":"void","act":"add-issue",')),
    ),
    "NUL": (6, 4, raw(4, lambda line: line.replace(b"\xe5\x85\xac", b"\\u0000", 1))),
    "a raw NUL": (6, 4, raw(4, lambda line: line.replace(b"\xe5\x85\xac", b"\0", 1))),
    "half a character": (6, 4, raw(4, lambda line: line.replace(b"\xe5\x85\xac", b"\\ud800", 1))),
    "not UTF-8": (6, 4, raw(4, lambda line: line.replace(b"\xe5\x85\xac", b"\xff\xfe", 1))),
    "a byte order mark": (6, 1, raw(1, lambda line: b"\xef\xbb\xbf" + line)),
    "line ends of Windows": (6, 1, lambda given: [line[:-1] + b"\r\n" for line in given]),
    "UTF-16": (6, 1, lambda given: [b"".join(given).decode().encode("utf-16")]),
    "a cut line": (6, 9, lambda given: [*given[:8], given[8][:-20]]),
    "no final line feed": (6, 16, lambda given: [*given[:-1], given[-1][:-1]]),
    "a long line": (6, 2, lambda given: [given[0], b'"' + b"x" * LONGEST + b'"\n']),
    "a deep line": (6, 2, lambda given: [given[0], b"[" * 200_000 + b"]" * 200_000 + b"\n"]),
    "a number for a person": (6, 4, act(4, by=7)),
    "no moment at the start": (6, 1, act(1, at="")),
    "no moment": (6, 4, act(4, at="")),
    "half a batch": (6, 5, act(5, batch="1")),
    "a kind taken from an action": (6, 15, act(15, thing="a1", fields={"kind": ""})),
    "an unknown act": (6, 5, act(5, act="forget")),
    "an act that is no text": (6, 5, raw(5, lambda line: line.replace(b'"act":"add-issue"', b'"act":["add-issue"]'))),
    "a field too many": (6, 5, act(5, colour="red")),
    "a field too few": (6, 5, act(5, title=None)),
    "a number for a text": (6, 5, act(5, title=5)),
    "a text for a number": (6, 5, act(5, number="5")),
    "true for a number": (6, 5, act(5, number=True)),
    "a severity that there is not": (6, 5, act(5, severity="urgent")),
    "a kind that there is not": (6, 7, act(7, kind="party")),
    "an outcome that is none": (6, 7, act(7, outcomes=[{"name": 5, "quantity": "1"}])),
    "a date that is none": (6, 4, act(4, deadline={"edtf": "2023-02-31"})),
    "a moment that is none": (6, 4, act(4, at="yesterday")),
    "a hash that is none": (6, 8, act(8, sha256="../../etc/passwd")),
    "a field that cannot be amended": (6, 15, act(15, fields={"claim": "completed"})),
    "SQL for a field": (6, 15, act(15, fields={'title" = 1, "void': "x"})),
    "an aspect that is no number": (6, 15, act(15, fields={"aspect": "x"})),
    "another beginning": (5, 1, lambda given: given[1:]),
    "two beginnings": (5, 2, lambda given: [given[0], *given]),
    "an entry too few": (5, 4, lambda given: [*given[:3], *given[4:]]),
    "an entry twice": (5, 5, lambda given: [*given[:4], given[3], *given[4:]]),
    "an id that jumps": (5, 5, act(5, id=9)),
    "a number twice": (5, 5, act(5, number=1, aspect=1)),
    "an issue that there is not": (5, 7, act(7, issues=[1, 99])),
    "an aspect that there is not": (5, 4, act(4, aspect=7)),
    "evidence for nothing": (5, 8, act(8, things=["i99"])),
    "taking back what is to come": (5, 11, act(11, entries=[15])),
    "taking back twice": (5, 12, lambda given: [*given[:11], given[10], *given[11:]]),
    "two faults, of which the first is told": (5, 5, lambda given: [*act(5, number=1, aspect=1)(given)[:8], b"{"]),
    "a number twice, and nothing after it": (5, 5, lambda given: act(5, number=1, aspect=1)(given)[:5]),
    "a number twice, and then no line": (5, 5, lambda given: [*act(5, number=1, aspect=1)(given)[:5], b"{"]),
    "a number twice, but for a while": (
        5,
        5,
        lambda given: [*act(5, number=1, aspect=1)(given)[:5], act(11, entries=[5], batch=None)(given)[10]],
    ),
    "a batch that is to come": (5, 8, act(8, batch=99)),
    "an issue changed that was taken out": (5, 5, act(5, inspection=2)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_ledger_wrote_is_refused_by_its_line(office: Path, run: Run, name: str) -> None:
    code, line, change = HOSTILE[name]
    (office / "j.jsonl").write_bytes(b"".join(change(lines(office))))
    before = contents(office)
    said = run("import", "--journal", "j.jsonl", "--ledger", "new.db", "--lang", "en")
    assert (said.code, said.out) == (code, ""), said.err
    assert said.err.count("\n") == 1
    if line:
        assert f"line {line} of j.jsonl" in said.err
    assert contents(office) == before


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process")
def test_a_line_of_two_gigabytes_costs_no_memory(office: Path, environ: dict[str, str]) -> None:
    with (office / "j.jsonl").open("ab") as stream:
        stream.truncate(2 << 30)  # a hole: two gigabytes of NUL without a line end
    script = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\nimport sys\nfrom rectify.__main__ import main\nsys.exit(main())"
    words = ["import", "--journal", "j.jsonl", "--ledger", "new.db", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=office, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 6, done.stderr
    assert "longer than 16 MB" in done.stderr
    assert not (office / "new.db").exists()


def test_a_ledger_that_came_meanwhile_is_not_written_over(office: Path, environ: dict[str, str]) -> None:
    """The name is taken only when all is done."""
    words = [sys.executable, "-m", "rectify", "import", "--journal", "-", "--ledger", "new.db"]
    with subprocess.Popen(words, cwd=office, env=environ, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(lines(office)[0])
        process.stdin.flush()
        while not list(office.glob(".*.new")):
            assert process.poll() is None
        (office / "new.db").write_text("mine")
        process.stdin.write(b"".join(lines(office)[1:]))
        process.stdin.close()
        assert process.wait() == 4
    assert (office / "new.db").read_text() == "mine"
    assert not list(office.glob(".*.new"))

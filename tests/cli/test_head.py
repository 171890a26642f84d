"""`head`: exactly the text to be held, signed with the signer's own key, given to somebody, printed as a page to be stamped."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from rectify.deciding.registering import add_issue
from rectify.heads import parsed
from rectify.ledger import Founding, Ledger
from tests.conftest import Book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    run("init", "--unit", "Harbour Office", "--language", "en")
    run("add-issue", "The cash book has gaps")
    return tmp_path


def text_of(folder: Path, final: int = 10**9) -> str:
    """The text head, as common tools compute it."""
    with closing(sqlite3.connect(folder / "rectify.db")) as db:
        rows = db.execute("SELECT body FROM entry WHERE seq <= ? ORDER BY seq", (final,))
        return sha256("".join(f"{body}\n" for (body,) in rows).encode()).hexdigest()


def test_what_is_printed_is_the_statement_and_nothing_else(
    process: Run, office: Path, unchanged: Callable[[], Any]
) -> None:
    with unchanged():
        said = process("head")
    statement = parsed(said.out.encode())
    assert (said.code, said.err) == (0, "")
    assert (statement.seq, statement.text) == (3, text_of(office))
    assert said.out.count("\n") == 6


def test_file_json_and_print_say_the_same(run: Run, office: Path) -> None:
    printed = run("head").out
    assert run("head", "-o", "head.txt").out == ""
    assert (office / "head.txt").read_text() == printed
    data = json.loads(run("head", "--json").out)
    assert data.pop("format") == 1
    assert data == parsed(printed.encode())._asdict()


def test_giving_it_is_an_act_that_names_what_was_given(run: Run, office: Path) -> None:
    said = run("head", "--given-to", "Audit Office", "--by", "Lee", "--lang", "en")
    statement = parsed(said.out.encode())
    assert statement.seq == 3, "the head is that before the act"
    assert "up to entry 3 was given to Audit Office" in said.err
    assert "given to Audit Office" in run("history", "--lang", "en").out
    with closing(sqlite3.connect(office / "rectify.db")) as db:
        body = json.loads(db.execute("SELECT body FROM entry WHERE seq = 4").fetchone()[0])
        kept = db.execute('SELECT seq, chain, text, recipient, "by" FROM given_heads').fetchall()
    assert (body["act"], body["seq"], body["text"], body["to"]) == ("give-head", 3, statement.text, "Audit Office")
    assert kept == [(3, statement.chain, statement.text, "Audit Office", "Lee")]
    verified = run("verify", "--lang", "en")
    assert verified.code == 0
    assert "given to Audit Office (up to entry 3" in verified.out


def test_a_wrong_name_is_taken_back_and_both_stay_in_the_history(run: Run, office: Path) -> None:
    run("head", "--given-to", "Audti")
    assert run("undo").code == 0
    assert "given to Audti" not in run("verify", "--lang", "en").out
    assert "Audti" in run("history").out
    assert run("verify").code == 0


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("--sign",), 2),
        (("--key", "k"), 2),
        (("--sign", "--key", "nowhere"), 3),
        (("--sign", "--key", "rectify.db"), 4),
        (("--sign", "--key", "k", "-o", "-"), 2),
        (("--slip", "--json"), 2),
        (("--given-to", "  "), 2),
        (("--given-to", "  ", "-o", "new.txt"), 2),
        (("--given-to", "Audit Office", "-o", "nowhere/new.txt"), 4),
        (("-o", "rectify.db"), 4),
        (("--slip", "-o", "slip.odt"), 2),
        (("--ledger", "nowhere.db"), 3),
    ],
)
def test_what_is_refused_leaves_everything_as_it_is(
    run: Run, office: Path, argv: tuple[str, ...], code: int, unchanged: Callable[[], Any]
) -> None:
    with unchanged():
        said = run("head", *argv)
    assert said.code == code, said
    assert said.err.startswith("rectify: ")


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen here")
def test_a_signed_head_is_accepted_by_the_common_tool_and_by_verify(run: Run, office: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", office / "lee"], check=True)
    (office / "allowed").write_text(f"lee {(office / 'lee.pub').read_text()}")
    before = (office / "rectify.db").read_bytes()
    assert run("head", "--sign", "--key", "lee").code == 0
    assert (office / "rectify.db").read_bytes() == before, "nothing of it is stored"
    words = ["-Y", "verify", "-f", "allowed", "-I", "lee", "-n", "rectify-head", "-s", "head-3.txt.sig"]
    content = (office / "head-3.txt").read_bytes()
    subprocess.run(["ssh-keygen", *words], cwd=office, input=content, check=True, capture_output=True)
    run("add-issue", "later")
    data = json.loads(run("verify", "--head", "head-3.txt", "--allowed-signers", "allowed", "--json").out)
    assert [(each["holds"], each["signer"]) for each in data["heads"]] == [(True, "lee")]
    assert (data["promised"], data["findings"]) == (3, [])
    run("head", "--sign", "--key", "lee", "-o", "head-3.txt")
    assert parsed((office / "head-3.txt").read_bytes()).seq == 4, "a later one takes its place, with its signature"
    assert run("verify", "--head", "head-3.txt", "--allowed-signers", "allowed").code == 0


def test_without_ssh_keygen_nothing_is_written(run: Run, office: Path, unchanged: Callable[[], Any]) -> None:
    (office / "key").write_text("x")
    with unchanged():
        said = run("head", "--sign", "--key", "key", "--lang", "en", PATH=str(office / "empty"))
    assert (said.code, said.out) == (4, "")
    assert "install OpenSSH" in said.err


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx", "pdf"])
def test_a_slip_has_the_head_in_groups_and_is_itself_a_head(run: Run, office: Path, suffix: str, language: str) -> None:
    assert run("head", "--slip", "-o", f"slip.{suffix}", "--lang", language).code == 0
    run("add-issue", "later")
    data = json.loads(run("verify", "--quick", "--head", f"slip.{suffix}", "--json").out)
    assert [(each["seq"], each["holds"]) for each in data["heads"]] == [(3, True)]
    if suffix == "md":
        groups = re.findall(r"\b[0-9a-f]{8}\b(?: [0-9a-f]{8})+", (office / "slip.md").read_text())
        assert "".join("".join(groups).split()).startswith(text_of(office, 3))
        assert "Harbour Office" in (office / "slip.md").read_text()


def test_a_ledger_whose_name_would_forge_a_line_has_no_head(run: Run, tmp_path: Path) -> None:
    founding = Founding("x\nseq 99", "en")
    with Ledger.writing(tmp_path / "rectify.db", founding) as ledger:
        ledger.record(lambda state: add_issue(state, date(2023, 1, 1), "a"), Book(tmp_path / "x").stamp())
    said = run("head", "--lang", "en")
    assert (said.code, said.out) == (4, "")
    assert "no UUID" in said.err


# --- the doctor makes the state anew


def hurt(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "rectify.db", isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def test_the_doctor_makes_spoilt_tables_anew_from_the_journal(run: Run, office: Path) -> None:
    head = run("head").out
    hurt(office, "UPDATE issues SET title = 'altered'", "DROP TABLE tallies", "ALTER TABLE actions DROP COLUMN kind")
    assert run("verify").code == 5
    said = run("doctor", "--rebuild", "--lang", "en")
    assert said.code == 0
    assert "made anew from the 3 entries" in said.out
    assert run("verify", "--evidence").code == 0
    assert run("head").out == head
    assert "The cash book has gaps" in run("list").out


@pytest.mark.parametrize(
    "statement",
    ["UPDATE entry SET body = replace(body, 'gaps', 'holes')", "DELETE FROM entry WHERE seq = 2"],
)
def test_it_does_not_where_the_journal_itself_is_not_whole(
    run: Run, office: Path, statement: str, unchanged: Callable[[], Any]
) -> None:
    hurt(office, "DROP TRIGGER entry_no_update", "DROP TRIGGER entry_no_delete", statement)
    with unchanged():
        said = run("doctor", "--rebuild")
    assert (said.code, said.out) == (5, "")

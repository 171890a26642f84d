"""What the doctor finds: the program, the terminal, the user, and everything that can be wrong with a ledger file."""

import json
import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rectify.language import LANGUAGES, doctor as words
from rectify.store.schema import FORMAT

Run = Callable[..., Any]


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Path:
    """A ledger with an issue on which something was done."""
    for argv in (
        ("add-issue", "The cash book has gaps"),
        ("log-action", "1", "Filled the gaps", "--date", "2023-03-01"),
    ):
        assert run(*argv).code == 0
    return tmp_path / "rectify.db"


def remarks(run: Run, **environ: str) -> tuple[int, list[dict[str, Any]]]:
    said = run("doctor", "--json", **environ)
    assert said.err == ""
    return said.code, json.loads(said.out)["remarks"]


def tamper(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


# --- the surroundings


def test_without_a_ledger_the_surroundings_are_told_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    said = run("doctor")
    assert said.code == 0
    assert "SQLite" in said.out
    assert "there is no ledger" in said.out
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_was_named_and_is_not_there_is_an_error(run: Run) -> None:
    for said in (run("doctor", "--ledger", "nowhere.db"), run("doctor", RECTIFY_LEDGER="nowhere.db")):
        assert said.code == 3
        assert "nowhere.db" in said.out


@pytest.mark.parametrize(
    ("argv", "environ", "shown"),
    [
        (("--lang", "zh"), {}, "中文（--lang）"),
        ((), {"RECTIFY_LANG": "zh"}, "中文（RECTIFY_LANG=zh）"),
        ((), {"RECTIFY_LANG": "", "LC_ALL": "zh_CN.UTF-8"}, "中文（LC_ALL=zh_CN.UTF-8）"),
        ((), {"RECTIFY_LANG": "", "LANG": "en_GB.UTF-8"}, "English (LANG=en_GB.UTF-8)"),
        (("--as", "Wang"), {"RECTIFY_ACTOR": "Li"}, "Wang (--as)"),
        ((), {"RECTIFY_ACTOR": "Li"}, "Li (RECTIFY_ACTOR=Li)"),
        ((), {}, "clerk (the login name)"),
    ],
)
def test_it_says_where_language_and_name_come_from(
    run: Run, argv: tuple[str, ...], environ: dict[str, str], shown: str
) -> None:
    assert shown in run("doctor", *argv, **environ).out


def test_somebody_without_a_name_is_told_how_to_give_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    code, found = remarks(run, LOGNAME="")
    assert (code, [each["code"] for each in found]) == (0, ["actor-unknown"])
    assert "--as" in found[0]["message"]


# --- a ledger that is whole


def test_a_whole_ledger_is_told_whole(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    said = run("doctor")
    assert said.code == 0
    assert "All is well." in said.out
    assert ledger.read_bytes() == before
    found = json.loads(run("doctor", "--json").out)
    assert found["remarks"] == []
    assert found["ledger"] == {
        "path": str(ledger),
        "found": "here",
        "size": len(before),
        "file_rights": f"{ledger.stat().st_mode & 0o7777:04o}",
        "folder_rights": f"{ledger.parent.stat().st_mode & 0o7777:04o}",
        "format": FORMAT,
        "entries": 4,
        "content": {"inspections": 1, "issues": 1},
        "integrity": True,
    }


def test_it_says_how_the_ledger_was_found(run: Run, ledger: Path, tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()

    def found(*argv: str, **more: Any) -> str:
        return str(json.loads(run("doctor", "--json", *argv, HOME=str(tmp_path), **more).out)["ledger"]["found"])

    assert found() == "here"
    assert found(cwd=below) == "above"
    assert found("--ledger", str(ledger), cwd=below) == "option"
    assert found(cwd=below, RECTIFY_LEDGER=str(ledger)) == "variable"


@pytest.mark.parametrize(
    ("name", "code"),
    [("rectify.db-journal", "left-journal"), ("rectify.db-wal", "left-wal"), (".rectify.db.7.new", "left-new")],
)
def test_what_lies_beside_the_ledger_is_named(run: Run, ledger: Path, name: str, code: str) -> None:
    ledger.with_name(name).write_text("left over")
    exit_code, found = remarks(run)
    assert (exit_code, [each["code"] for each in found]) == (0, [code])
    assert name in found[0]["message"]
    assert found[0]["advice"]


@pytest.mark.skipif(os.name == "nt", reason="modes mean nothing there")
def test_a_ledger_that_anybody_may_change_is_named(run: Run, ledger: Path) -> None:
    ledger.chmod(0o666)
    assert [each["code"] for each in remarks(run)[1]] == ["open-to-all"]
    ledger.chmod(0o600)
    ledger.parent.chmod(0o777)
    assert [each["code"] for each in remarks(run)[1]] == ["open-to-all"]
    ledger.parent.chmod(0o1777)
    assert remarks(run)[1] == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_missing_permission_to_write_is_named(run: Run, ledger: Path) -> None:
    ledger.chmod(0o400)
    ledger.parent.chmod(0o500)
    assert [each["code"] for each in remarks(run)[1]] == ["file-read-only", "folder-read-only"]
    ledger.parent.chmod(0o700)


def test_a_newer_ledger_is_not_called_damaged(run: Run, ledger: Path) -> None:
    tamper(ledger, f"PRAGMA user_version = {FORMAT + 1}")
    code, found = remarks(run)
    assert (code, [each["code"] for each in found]) == (0, ["newer-format"])


# --- a ledger that is not


@pytest.mark.parametrize(
    ("statements", "codes"),
    [
        (["UPDATE issues SET claim = 'completed'"], ["fault-state"]),
        (["DROP TABLE outcomes"], ["fault-schema", "fault-state"]),
        (["ALTER TABLE actions DROP COLUMN kind"], ["fault-schema", "fault-state"]),
        (["CREATE TABLE notes(text)"], ["fault-schema"]),
        (["UPDATE issues SET title = CAST(x'ff' AS TEXT)"], ["fault-state"]),
        (
            ["DROP TRIGGER entry_no_update", "UPDATE entry SET body = replace(body, 'gaps', 'gap') WHERE seq = 3"],
            ["fault-schema", "fault-chain"],
        ),
        (
            ["DROP TRIGGER entry_no_delete", "DELETE FROM entry WHERE seq = 2"],
            ["fault-schema", "fault-order", "fault-chain"],
        ),
        (["DROP TABLE entry"], ["fault-schema"] * 4 + ["fault-page"]),
    ],
)
def test_a_ledger_changed_by_others_is_damaged(run: Run, ledger: Path, statements: list[str], codes: list[str]) -> None:
    tamper(ledger, *statements)
    code, found = remarks(run)
    assert (code, [each["code"] for each in found]) == (5, codes)
    assert all(each["severity"] == "damage" and each["advice"] for each in found)
    said = run("doctor")
    assert said.code == 5
    assert found[0]["message"] in said.out


def test_other_files_are_told_apart_from_damaged_ledgers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rectify.db"
    path.write_text("just a text")
    assert run("doctor").code == 6
    path.unlink()
    tamper(path, "CREATE TABLE x(y)")
    said = run("doctor")
    assert (said.code, "another program" in said.out) == (6, True)


def test_whatever_happens_to_the_bytes_there_is_an_answer(run: Run, ledger: Path) -> None:
    """Where SQLite's own check objects the doctor does too, and it never stumbles."""
    good, chance = ledger.read_bytes(), random.Random(20230630)  # noqa: S311 - to be the same each time
    for round_ in range(120):
        bad = bytearray(good)
        for _ in range(chance.choice((1, 1, 25))):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        ledger.write_bytes(bad[: chance.randrange(len(bad))] if round_ % 10 == 0 else bad)
        code = run("doctor").code
        assert code in (0, 5, 6)
        if code == 0:
            db = sqlite3.connect(ledger)
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            db.close()


def test_reading_a_ledger_changed_by_others_ends_in_damaged(run: Run, ledger: Path) -> None:
    tamper(ledger, "PRAGMA foreign_keys = OFF", "DROP TABLE issues")
    said = run("status")
    assert (said.code, said.out) == (5, "")
    assert "doctor" in said.err


def test_many_faults_are_counted_and_all_in_the_json(run: Run, ledger: Path) -> None:
    for number in range(20):
        tamper(ledger, f"CREATE TABLE more_{number}(x)")
    assert len(remarks(run)[1]) == 20
    assert "8 more; --json shows all of them." in run("doctor").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_fits_where_it_is_drawn(run: Run, ledger: Path, language: str) -> None:
    from rectify.view.text import width

    tamper(ledger, "UPDATE issues SET claim = 'completed'")
    for columns in (60, 80, 200):
        said = run("doctor", RECTIFY_LANG=language, FORCE_COLOR="1", NO_COLOR="1", COLUMNS=str(columns))
        assert max(map(width, said.out.splitlines())) <= columns
        assert "…" not in said.out


def test_every_remark_comes_with_advice() -> None:
    codes = {key.removesuffix(".advice") for key in words.WORDS if key.endswith(".advice")}
    assert codes >= {"left-journal", "open-to-all", "newer-format", "narrow-encoding"}
    assert codes - {"fault", "fault-state"} <= words.WORDS.keys()

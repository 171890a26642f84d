"""Which children are counted: those that are whole, no older than last time, and signed where that is asked for."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rectify.ledger import Ledger
from tests.cli.test_verify import keys, needs_ssh
from tests.conftest import Run, Said, contents
from tests.rollup.conftest import LATER, Asked


def damage(path: Path) -> None:
    """One finding is said to be closed, past the journal."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE issues SET claim = 'completed', verdict = 'accepted' WHERE id = 1")


def name_of(path: Path) -> str:
    with Ledger.reading(path) as ledger:
        return ledger.name


@pytest.fixture
def rolled(run: Run) -> Callable[..., Said]:
    return lambda *words: run("rollup", *words, "--lang", "en", now=LATER)


def as_json(said: Said) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(said.out)
    return data


def test_a_damaged_child_is_listed_and_not_summed_and_the_rest_goes_on(run: Run, asked: Asked, units: Path) -> None:
    whole = asked("units")
    name = name_of(units / "water/rectify.db")
    damage(units / "water/rectify.db")
    said = run("rollup", "units", "--json", "--lang", "en", now=LATER)
    assert said.code == 1
    (refused,) = as_json(said)["refused"]
    assert refused["path"] == "units/water/rectify.db"
    assert "issues" in refused["why"]
    assert as_json(said)["rows"] == [row for row in whole if row["ledger"] != name]
    assert "not counted: units/water/rectify.db" in said.err


@pytest.mark.parametrize("content", [b"", b"spoilt", bytes(8192)])
def test_a_file_with_the_name_of_a_ledger_is_one_that_was_spoilt(
    run: Run, asked: Asked, units: Path, content: bytes
) -> None:
    """Whoever overwrites a ledger does not take its unit out of the count unseen; other programs' files do not matter."""
    whole = asked("units")
    name = name_of(units / "water/rectify.db")
    (units / "water/rectify.db").write_bytes(content)
    (units / "water/thumbs.db").write_bytes(content)
    said = run("rollup", "units", "--json", "--lang", "en", now=LATER)
    assert said.code == 1
    assert [each["path"] for each in as_json(said)["refused"]] == ["units/water/rectify.db"]
    assert as_json(said)["rows"] == [row for row in whole if row["ledger"] != name]


def test_where_nothing_is_whole_nothing_is_written(rolled: Callable[..., Said], units: Path, tmp_path: Path) -> None:
    damage(units / "water/rectify.db")
    said = rolled("units/water", "-o", "set")
    assert (said.code, said.out, (tmp_path / "set").exists()) == (1, "", False)


def test_a_child_that_went_back_is_refused_until_it_comes_forward(
    run: Run, rolled: Callable[..., Said], tmp_path: Path
) -> None:
    run("add-issue", "一")
    shutil.copy(tmp_path / "rectify.db", tmp_path / "old.db")
    run("add-issue", "二")
    assert rolled("rectify.db", "-o", "set").code == 0
    kept = (tmp_path / "set/heads.txt").read_text()
    for child in ("old.db", "older"):
        if child == "older":
            assert rolled("old.db", "-o", "older").code == 0
        said = rolled(child, "-o", "set")
        assert (said.code, said.out) == (1, "")
        assert "rolled back" in said.err
        assert (tmp_path / "set/heads.txt").read_text() == kept
    run("add-issue", "三")
    assert rolled("rectify.db", "-o", "set").code == 0
    assert int((tmp_path / "set/heads.txt").read_text().split()[1]) == int(kept.split()[1]) + 1


def test_another_past_of_the_same_length_is_refused(run: Run, rolled: Callable[..., Said], tmp_path: Path) -> None:
    run("add-issue", "一")
    shutil.copy(tmp_path / "rectify.db", tmp_path / "other.db")
    run("add-issue", "二")
    run("--ledger", "other.db", "add-issue", "不是二")
    run("--ledger", "other.db", "add-issue", "三")
    assert rolled("rectify.db", "-o", "set").code == 0
    said = rolled("other.db", "-o", "set")
    assert said.code == 1
    assert "rewritten" in said.err
    said = rolled("rectify.db", "other.db")
    assert (said.code, said.out) == (1, "")
    assert said.err.count("contradict") == 2


def test_an_older_copy_beside_the_ledger_is_no_fault(run: Run, rolled: Callable[..., Said], tmp_path: Path) -> None:
    run("add-issue", "一")
    run("backup", "kept.db")
    run("add-issue", "二")
    said = rolled(".", "--json")
    assert (said.code, [row["issues"] for row in as_json(said)["rows"]]) == (0, [2])
    assert "kept.db: an older copy" in said.err


def test_a_seal_counts_as_its_ledger_and_one_with_a_flaw_not_at_all(
    run: Run, rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    ledger = str(units / "clean-unit/rectify.db")
    (tmp_path / "seals").mkdir()
    assert run("--ledger", ledger, "seal", "-o", "seals/unit.zip", now=LATER).code == 0
    (tmp_path / "seals/other.zip").write_bytes(b"PK no zip")
    assert rolled("seals", "-o", "by-seal").code == 0
    assert rolled(ledger, "-o", "by-ledger").code == 0
    assert contents(tmp_path / "by-seal") == contents(tmp_path / "by-ledger")
    run("--ledger", ledger, "add-issue", "新的一条")
    said = rolled("units/clean-unit", "seals", "--json")
    assert (said.code, len(as_json(said)["rows"]), "older copy" in said.err) == (0, 1, True)
    seal = tmp_path / "seals/unit.zip"
    seal.write_bytes(seal.read_bytes().replace("青溪镇敬老院".encode(), "清溪镇敬老院".encode(), 1))
    said = rolled("seals", "units/water", "--json")
    assert (said.code, [each["path"] for each in as_json(said)["refused"]]) == (1, ["seals/unit.zip"])
    assert len(as_json(said)["rows"]) == 1


def test_heads_keep_a_line_for_who_did_not_come(rolled: Callable[..., Said], units: Path, tmp_path: Path) -> None:
    assert rolled("units", "-o", "set").code == 0
    before = (tmp_path / "set/heads.txt").read_text()
    name = name_of(units / "water/rectify.db")
    shutil.rmtree(units / "water")
    said = rolled("units", "-o", "set")
    assert (said.code, name in said.err) == (0, True)
    assert (tmp_path / "set/heads.txt").read_text() == before
    assert sorted(before.splitlines()) == before.splitlines()


def test_names_are_data_and_links_lead_nowhere_twice(rolled: Callable[..., Said], units: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a[1]*? 'b';--\x1b[31m {x}"
    odd.mkdir()
    shutil.move(units / "water", odd / "$(id)")
    (odd / "loop").symlink_to(odd, target_is_directory=True)
    (odd / "again.db").symlink_to(odd / "$(id)" / "rectify.db")
    (odd / "broken").symlink_to(tmp_path / "nothing")
    (odd / "notes.txt").write_text("x")
    with closing(sqlite3.connect(odd / "other.db")) as db:
        db.execute("CREATE TABLE t (x)")
    for step in (["-o", str(odd / "set")], ["-o", str(odd / "set")]):
        said = rolled(str(odd), *step, "--json")
        assert (said.code, len(as_json(said)["rows"])) == (0, 1), said.err
    first = contents(odd / "set")
    assert rolled(str(odd / "set"), "-o", str(odd / "up")).code == 0
    assert contents(odd / "up") == first
    assert "\x1b" not in said.err


def test_two_ledgers_of_one_unit_are_counted_apart_and_told(run: Run, units: Path) -> None:
    for name in ("water", "audit"):
        ledger = str(units / name / "rectify.db")
        assert run("--ledger", ledger, "add-inspection", "--code", "2026-9", "--unit", "同名单位").code == 0
    said = run("rollup", "units/water", "units/audit", "--json", "--lang", "zh", now=LATER)
    assert len({row["ledger"] for row in as_json(said)["rows"] if row["unit"] == "同名单位"}) == 2
    assert "“同名单位”有2本台账" in said.err


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["empty"], 3, "neither a ledger"),
        (["absent"], 3, "absent"),
        (["notes.txt"], 6, "notes.txt"),
        (["units", "--ask", "search"], 2, "--text"),
        (["units", "--ask", "same"], 4, "--with-texts"),
        (["units", "-o", "empty/deep/set"], 4, "deep"),
        (["units", "-o", "notes.txt"], 4, "notes.txt"),
        (["units", "-o", "units"], 4, "other things"),
        (["units", "-o", ""], 2, "--output"),
        (["units", "--head", "notes.txt"], 3, "head"),
        (["units", "--signer", "lee"], 2, "--allowed-signers"),
        (["units", "--report", "x.odt"], 2, ".odt"),
        ([], 2, "PATH"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    rolled: Callable[..., Said], units: Path, tmp_path: Path, words: list[str], code: int, why: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    before = contents(tmp_path)
    said = rolled(*words)
    assert (said.code, said.out) == (code, ""), said
    assert why in said.err
    assert contents(tmp_path) == before


@pytest.mark.parametrize("spoil", ["format", "table", "manifest", "summary", "gone", "heads"])
def test_a_set_that_is_not_what_was_written_is_refused(
    rolled: Callable[..., Said], units: Path, tmp_path: Path, spoil: str
) -> None:
    assert rolled("units/water", "-o", "set").code == 0
    manifest, table = tmp_path / "set/rollup.json", next((tmp_path / "set").glob("issues-*.parquet"))
    told = json.loads(manifest.read_text())
    match spoil:
        case "format":
            manifest.write_text(json.dumps(told | {"format": 99}))
        case "table":
            table.write_bytes(table.read_bytes()[:-9] + b"x" * 9)
        case "manifest":
            manifest.write_text(json.dumps(told | {"files": told["files"] | {"issues": "../../x"}}))
        case "summary":
            files = {name: digest for name, digest in told["files"].items() if name != "counts"}
            manifest.write_text(json.dumps(told | {"files": files}))
        case "gone":
            table.unlink()
        case "heads":
            (tmp_path / "set/heads.txt").write_text("nonsense\n")
            said = rolled("units/audit", "-o", "set")
            assert (said.code, said.out, "line 1" in said.err) == (6, "", True)
            return
    said = rolled("set")
    assert (said.code in (4, 6), said.out) == (True, ""), said
    said = rolled("set", "units/audit", "--json")
    assert (said.code, [each["path"] for each in as_json(said)["refused"]]) == (1, ["set"])
    assert len(as_json(said)["rows"]) == 1


def test_a_set_of_an_earlier_format_is_made_anew_in_its_place(
    rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    assert rolled("units", "-o", "set").code == 0
    whole = contents(tmp_path / "set")
    manifest = tmp_path / "set/rollup.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 2}))
    said = rolled("set")
    assert (said.code, said.out) == (4, "")
    assert "format 2, this program 3" in said.err
    assert rolled("units", "-o", "set").code == 0
    assert contents(tmp_path / "set") == whole


def test_a_newer_ledger_is_listed_and_not_summed(rolled: Callable[..., Said], units: Path) -> None:
    with closing(sqlite3.connect(units / "water/rectify.db", isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 99")
    said = rolled("units", "--json")
    assert (said.code, len(as_json(said)["rows"])) == (1, 5)
    (refused,) = as_json(said)["refused"]
    assert (refused["path"], "newer" in refused["why"]) == ("units/water/rectify.db", True)


def test_an_output_of_before_stays_whole_when_nothing_comes_of_it(
    rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    assert rolled("units/water", "-o", "set").code == 0
    before = contents(tmp_path / "set")
    damage(units / "water/rectify.db")
    assert rolled("units/water", "-o", "set").code == 1
    assert contents(tmp_path / "set") == before


@needs_ssh
def test_only_what_is_signed_is_counted_where_signatures_are_asked_for(
    run: Run, rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    keys(tmp_path)
    for unit, who in (("water", "lee"), ("audit", "kim")):
        ledger = str(units / unit / "rectify.db")
        assert run("--ledger", ledger, "head", "--sign", "--key", who, "-o", f"{unit}.txt").code == 0
    heads = ["--head", "water.txt", "--head", "audit.txt"]
    said = rolled("units", *heads, "--allowed-signers", "allowed", "--json")
    assert (said.code, len(as_json(said)["refused"])) == (0, 0)
    assert said.err.count("no head of it that an allowed signer signed") == 5
    said = rolled("units", *heads, "--allowed-signers", "allowed", "--signed", "--json")
    assert said.code == 1
    assert {row["ledger"] for row in as_json(said)["rows"]} == {name_of(units / "water/rectify.db")}
    assert len(as_json(said)["refused"]) == 5
    assert "signer of audit.txt is not among" in said.err
    run("--ledger", str(units / "water/rectify.db"), "undo", "--reason", "x")
    assert rolled("units/water", *heads[:2], "--allowed-signers", "allowed", "--signed").code == 0
    said = rolled("units/water", *heads[:2], "--signed")
    assert (said.code, said.out) == (2, "")


@needs_ssh
def test_signatures_in_a_seal_are_told_and_refuse_only_where_that_is_asked_for(
    run: Run, rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    keys(tmp_path)
    (tmp_path / "seals").mkdir()
    for unit, who in (("water", "lee"), ("audit", "kim"), ("clean-unit", "")):
        ledger = ["--ledger", str(units / unit / "rectify.db")]
        words = ["seal", "-o", f"seals/{unit}.zip"]
        if who:
            assert run(*ledger, "head", "--sign", "--key", who, "-o", f"{unit}.txt").code == 0
            words += ["--signature", f"{unit}.txt.sig"]
        assert run(*ledger, *words, now=LATER).code == 0
    said = rolled("seals", "--allowed-signers", "allowed", "--json")
    assert (said.code, as_json(said)["refused"]) == (0, [])
    assert "seals/water.zip: signatures/1.txt (entry" in said.err
    assert "was signed by lee" in said.err
    assert "seals/audit.zip: the signer of signatures/1.txt is not among the allowed signers" in said.err
    assert "seals/clean-unit.zip: there is no head of it" in said.err
    said = rolled("seals", "--allowed-signers", "allowed", "--signed", "-o", "set")
    assert said.code == 1
    said = rolled("set", "--json")
    assert {row["ledger"] for row in as_json(said)["rows"]} == {name_of(units / "water/rectify.db")}
    assert [each["path"] for each in as_json(said)["refused"]] == ["seals/audit.zip", "seals/clean-unit.zip"]


def test_those_above_see_what_is_missing_below_and_why(
    run: Run, rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    """By its place and, where it can be read at all, by the unit and the ledger that it says it is."""
    with Ledger.reading(units / "water/rectify.db") as ledger:
        name, unit = ledger.name, ledger.view().inspections()[0].unit
    (units / "clean-unit/rectify.db").write_bytes(b"spoilt")
    damage(units / "water/rectify.db")
    assert rolled("units", "-o", "county").code == 1
    assert rolled("units/audit", "-o", "other").code == 0
    below = rolled("county", "--json")
    assert rolled("county", "other", "-o", "city").code == 1
    assert rolled("other", "county", "-o", "again").code == 1
    assert contents(tmp_path / "city") == contents(tmp_path / "again")
    said = rolled("city", "--json", "--report", "up.md")
    assert said.code == below.code == 1
    refused = {each["path"]: each for each in as_json(said)["refused"]}
    assert list(refused.values()) == as_json(below)["refused"]
    assert refused.keys() == {"units/water/rectify.db", "units/clean-unit/rectify.db"}
    assert refused["units/clean-unit/rectify.db"]["ledger"] == ""
    known = refused["units/water/rectify.db"]
    assert (known["ledger"], known["unit"]) == (name, unit)
    assert "issues" in known["why"]
    assert known["day"] == "2026-01-05"
    assert f"not counted below: units/water/rectify.db {unit} (2026-01-05)" in said.err
    assert "units/clean-unit/rectify.db" in (tmp_path / "up.md").read_text()
    said = run("rollup", "city", "--json", "--lang", "zh", now=LATER)
    assert all(re.search("[一-龥]", each["why"]) for each in as_json(said)["refused"])


def test_what_was_missing_below_and_came_another_way_is_not_missing(
    run: Run, rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    shutil.copy(units / "water/rectify.db", tmp_path / "whole.db")
    damage(units / "water/rectify.db")
    assert rolled("units", "-o", "county").code == 1
    said = rolled("county", "whole.db", "--json")
    assert (said.code, as_json(said)["refused"], len(as_json(said)["rows"])) == (0, [], 6)


def test_where_a_refused_child_lay_does_not_tell_whose_folder_it_was(
    rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    home = tmp_path.parent / f"{tmp_path.name}-elsewhere" / "home" / "somebody" / "rounds" / "water"
    home.mkdir(parents=True)
    (home / "rectify.db").write_bytes(b"spoilt")
    assert rolled("units/audit", str(home), "-o", "county").code == 1
    (refused,) = as_json(rolled("county", "--json"))["refused"]
    assert refused["path"] == "rounds/water/rectify.db"
    assert "somebody" not in json.dumps(refused)


def test_a_head_that_does_not_hold_refuses_its_ledger(
    run: Run, rolled: Callable[..., Said], units: Path, tmp_path: Path
) -> None:
    ledger = str(units / "water/rectify.db")
    shutil.copy(ledger, tmp_path / "before.db")
    run("--ledger", ledger, "add-issue", "又一条")
    assert run("--ledger", ledger, "head", "-o", "head.txt").code == 0
    assert rolled(ledger, "--head", "head.txt").code == 0
    said = rolled("before.db", "--head", "head.txt")
    assert (said.code, said.out, "rolled back" in said.err) == (1, "", True)
    said = rolled(ledger, "--head", "0" * 64)
    assert (said.code, said.out) == (2, "")


def test_without_the_extra_it_is_said_what_to_install(units: Path, tmp_path: Path, environ: dict[str, str]) -> None:
    script = "import sys; sys.modules['duckdb'] = None; from rectify.__main__ import main; sys.exit(main())"
    words = [sys.executable, "-c", script, "rollup", "units", "--lang", "en"]
    done = subprocess.run(words, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert "pip install 'rectify[rollup]'" in done.stderr


def test_children_are_not_written_to(rolled: Callable[..., Said], units: Path) -> None:
    before = contents(units)
    for path in units.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert rolled("units").code == 0
    assert contents(units) == before
    for path in [units, *units.rglob("*")]:
        path.chmod(0o755)

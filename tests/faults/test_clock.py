"""A clock that goes backwards: entries keep their order, nothing is refused, and where it went back is told."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import NOW, Book, Run, child_environ


def back_and_forth(run: Run) -> None:
    """Five acts, the third of them 26 hours before the second, and the fifth a second before the fourth."""
    for title, later in (
        ("a", timedelta()),
        ("b", timedelta(hours=1)),
        ("c", timedelta(hours=-25)),
        ("d", timedelta(hours=3)),
        ("e", timedelta(hours=3, seconds=-1)),
    ):
        said = run("add-issue", title, now=NOW + later)
        assert said.code == 0, said.err


@pytest.mark.parametrize(("language", "words"), [("zh", "倒退了1天2小时"), ("en", "the clock had gone back 1 d 2 h")])
def test_history_says_where_the_clock_went_back_and_by_how_much(run: Run, language: str, words: str) -> None:
    back_and_forth(run)
    lines = run("history", "--lang", language).out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["1", "2", "3", "4", "5", "6", "7"], (
        "order is that of the numbers"
    )
    (told,) = (line for line in lines if words in line)
    assert told.split()[0] == "5"
    assert sum("倒退" in line or "gone back" in line for line in lines) == 2
    assert words in run("history", "3", "--lang", language).out
    entries = json.loads(run("history", "--json").out)["entries"]
    assert {each["entry"]: each["clock_back"] for each in entries if "clock_back" in each} == {5: 26 * 3600, 7: 1}


def test_what_is_cut_from_the_beginning_changes_nothing_of_it(run: Run) -> None:
    """The first that is shown is compared with the one before it."""
    back_and_forth(run)
    (shown,) = json.loads(run("history", "--limit", "1", "--json").out)["entries"]
    assert (shown["entry"], shown["clock_back"]) == (7, 1)


def test_the_doctor_remarks_it_and_finds_the_ledger_whole(run: Run, book: Book) -> None:
    back_and_forth(run)
    said = run("doctor", "--json")
    assert said.code == 0
    (remark,) = (each for each in json.loads(said.out)["remarks"] if each["code"] == "clock-back")
    assert (remark["severity"], remark["place"]) == ("warning", "5")
    assert "2 entries" in remark["message"]
    assert book.faults() == []


def test_a_clock_that_goes_forward_is_not_spoken_of(run: Run) -> None:
    """The control."""
    for hours in range(3):
        run("add-issue", str(hours), now=NOW + timedelta(hours=hours))
    assert "gone back" not in run("history", "--lang", "en").out
    assert not [each for each in json.loads(run("doctor", "--json").out)["remarks"] if each["code"] == "clock-back"]


@pytest.mark.skipif(shutil.which("faketime") is None, reason="needs faketime")
def test_a_machine_whose_clock_was_set_back_goes_on(tmp_path: Path, home: Path, run: Run) -> None:
    for clock in ("2024-05-02 10:00:00", "2024-05-01 10:00:00"):
        argv = ["faketime", "-f", f"@{clock}", sys.executable, "-m", "rectify", "add-issue", "x"]
        environ = child_environ(home, TZ="UTC")
        done = subprocess.run(argv, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    entries = json.loads(run("history", "--json").out)["entries"]
    assert [each["clock_back"] for each in entries if "clock_back" in each] == [24 * 3600]

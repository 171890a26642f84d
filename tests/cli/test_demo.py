"""The demo: an example ledger with its report in a new folder, whole or not at all."""

import errno
import json
import os
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from rectify.cli.app import run as run_program
from rectify.cli.registry import COMMANDS
from rectify.cli.story import STORIES, commands, story
from rectify.cli.world import World
from rectify.language import LANGUAGES, Language
from rectify.ledger import Ledger

Run = Callable[..., Any]
TODAY = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)


class Outside(World):
    """A world in which `befall` befalls when the clock is read for the `fatal`-th time."""

    def __init__(self, folder: Path, befall: BaseException | None = None, fatal: int = 0) -> None:
        environ = {"HOME": str(folder), "LOGNAME": "clerk"}
        super().__init__(environ=environ, cwd=folder, stdin=StringIO(), stdout=StringIO(), stderr=StringIO())
        self._befall, self._left = befall, fatal

    def now(self) -> datetime:
        self._left -= 1
        if self._befall and self._left <= 0:
            raise self._befall
        return TODAY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", STORIES)
def test_it_builds_a_ledger_with_its_report_and_shows_how_it_stands(
    run: Run, tmp_path: Path, language: Language, which: str
) -> None:
    said = run("--lang", language, "demo", "--story", which, now=TODAY)
    assert said.code == 0
    folder = tmp_path / "rectify-demo"
    assert sorted(each.name for each in folder.iterdir()) == ["rectify.db", "report.md"]
    assert [each.name for each in tmp_path.iterdir()] == ["rectify-demo"]
    told_in = {"county": "zh", "audit": "en"}[which]
    with Ledger.reading(folder / "rectify.db") as ledger:
        assert (list(ledger.faults()), ledger.view().language()) == ([], told_in)
    assert (folder / "report.md").read_text(encoding="utf-8").startswith("# ")
    shown = next(argv for argv in commands(story(STORIES[which])) if argv[0] == "status")
    assert said.out == run(*shown, cwd=folder, now=TODAY, RECTIFY_LANG=language).out


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_the_case_of_three_aspects_and_nine_issues_all_completed(
    run: Run, tmp_path: Path, language: Language
) -> None:
    said = run("demo", "看看", now=TODAY, RECTIFY_LANG=language)
    assert {"zh": "共3个方面9个问题，已全部完成，进度100%。", "en": "9 issues in 3 aspects"}[language] in said.out
    assert "100%" in said.out
    found = json.loads(run("status", "--json", cwd=tmp_path / "看看", now=TODAY).out)
    assert (found["issues"], found["completed"], found["progress"], len(found["aspects"])) == (9, 9, 1.0, 3)


def test_the_audit_has_findings_at_several_stages(run: Run, tmp_path: Path) -> None:
    run("demo", "--story", "audit", now=TODAY)
    asked = run("status", "--json", "--as-of", "2025-09-30", cwd=tmp_path / "rectify-demo", now=TODAY)
    found = json.loads(asked.out)
    assert {name: found[name] for name in ("issues", "completed", "standing", "overdue")} == {
        "issues": 5,
        "completed": 2,
        "standing": 1,
        "overdue": 1,
    }


def test_its_acts_are_entered_now_by_whoever_asks_and_happened_then(run: Run, tmp_path: Path) -> None:
    run("demo", "--as", "Wu Min", now=TODAY, RECTIFY_LANG="zh")
    with Ledger.reading(tmp_path / "rectify-demo" / "rectify.db") as ledger:
        entries = list(ledger.entries())
    assert {(entry.at, entry.entered_by) for entry in entries} == {("2026-02-03T04:05:00Z", "Wu Min")}
    assert "?2023-06-10" in {entry.on.edtf for entry in entries}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_offers_to_try_next_works(run: Run, tmp_path: Path, language: str) -> None:
    said = run("demo", "a b", now=TODAY, RECTIFY_LANG=language)
    cd, *offered = (shlex.split(line) for line in said.err.splitlines() if line.startswith("  "))
    assert cd == ["cd", "a b"]
    assert len(offered) == 3
    for word, *argv in offered:
        done = run(*argv, cwd=tmp_path / "a b", now=TODAY, RECTIFY_LANG=language)
        assert (word, done.code) == ("rectify", 0), done.err
        assert done.out


@pytest.mark.skipif(os.name == "nt", reason="the lines are pasted into a shell")
def test_what_it_offers_can_be_pasted_where_the_shell_does_not_know_the_program(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    started = tmp_path / "some where" / "rectify"
    started.parent.mkdir()
    started.write_text(f"#!{sys.executable}\nimport sys\nfrom rectify.__main__ import main\nsys.exit(main())\n")
    started.chmod(0o755)
    environ |= {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    said = subprocess.run([started, "demo"], cwd=tmp_path, env=environ, capture_output=True, check=True)
    offered = [line for line in said.stderr.decode().splitlines() if line.startswith("  ")]
    assert all(str(started) in line for line in offered[1:])
    script = "set -e\n" + "\n".join(offered)
    done = subprocess.run(["sh"], cwd=tmp_path, env=environ, input=script.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_it_is_quiet_but_for_where_everything_lies(run: Run) -> None:
    said = run("demo", now=TODAY, RECTIFY_LANG="zh")
    assert len(said.err.splitlines()) == 9
    assert "rectify-demo/rectify.db" in said.err.replace(os.sep, "/")


def test_with_json_it_says_where_everything_lies(run: Run, tmp_path: Path) -> None:
    said = run("demo", "here", "--json", now=TODAY)
    found = json.loads(said.out)
    assert {name: found[name] for name in ("format", "folder")} == {"format": 1, "folder": "here"}
    assert all((tmp_path / found[name]).is_file() for name in ("ledger", "report"))
    assert (len(found["next"]), said.err) == (3, "")


def test_a_ledger_of_the_user_is_left_alone(run: Run, tmp_path: Path) -> None:
    run("add-issue", "Mine", now=TODAY)
    mine = tmp_path / "rectify.db"
    before = mine.read_bytes()
    assert run("demo", now=TODAY, RECTIFY_LEDGER=str(mine)).code == 0
    assert mine.read_bytes() == before
    assert run("demo", "other", "--ledger", str(mine), now=TODAY).code == 2
    assert not (tmp_path / "other").exists()


def test_something_that_exists_is_refused(run: Run, tmp_path: Path, unchanged: Callable[[], Any]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("kept")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("empty", "file", "link"):
        with unchanged():
            said = run("demo", name, now=TODAY)
        assert (said.code, said.out, len(said.err.splitlines())) == (4, "", 1)
        assert name in said.err


def test_it_does_not_make_the_folders_above(run: Run, tmp_path: Path) -> None:
    said = run("demo", "not/there", now=TODAY)
    assert (said.code, said.out, list(tmp_path.iterdir())) == (3, "", [])


@pytest.mark.parametrize("fatal", [1, 2, 20, 60])
def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, fatal: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_program(["demo"], Outside(tmp_path, KeyboardInterrupt(), fatal))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fatal", [1, 20])
def test_a_failure_leaves_nothing_behind_and_says_why(tmp_path: Path, fatal: int) -> None:
    world = Outside(tmp_path, OSError(errno.ENOSPC, "no space"), fatal)
    code = run_program(["demo"], world)
    assert isinstance(world.stdout, StringIO)
    assert isinstance(world.stderr, StringIO)
    assert (code, world.stdout.getvalue(), list(tmp_path.iterdir())) == (74, "", [])
    assert "disk is full" in world.stderr.getvalue()


def test_every_story_is_in_the_package_and_holds_commands_that_exist() -> None:
    table = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    included = table["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {f"examples/{name}/story.sh": f"rectify/stories/{name}.sh" for name in STORIES.values()}
    for name in STORIES.values():
        told = list(commands(story(name)))
        assert [argv[0] for argv in told].count("status") == 1
        assert {argv[0] for argv in told} <= COMMANDS.keys()
        assert told[0][0] == "init"

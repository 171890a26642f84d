"""The examples: each story runs in an empty folder and gives what lies beside it; the case of the seed loses no figure.

RECTIFY_UPDATE_GOLD=1 writes the files beside the stories anew.
"""

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rectify.cli.story import commands
from rectify.cli.world import World
from rectify.language import Language
from rectify.ledger import Ledger
from rectify.model.values import Action

EXAMPLES = Path(__file__).parents[1] / "examples"
SEED = EXAMPLES.parents[1] / "shared" / "seed-report.txt"
EVIDENCE = "evidence"
"""The folder beside a story that holds what it attaches."""
COUNTY = "county-youth-league"
UPDATE = os.environ.get("RECTIFY_UPDATE_GOLD") == "1"
HEAD = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Run = Callable[..., Any]


class Scene(NamedTuple):
    """When and in which language a story is told."""

    now: datetime
    language: Language


SCENES = {
    COUNTY: Scene(datetime(2023, 6, 30, 2, 0, tzinfo=UTC), "zh"),
    "internal-audit": Scene(datetime(2025, 9, 30, 8, 0, tzinfo=UTC), "en"),
    "school-canteen": Scene(datetime(2024, 6, 30, 2, 0, tzinfo=UTC), "zh"),
    "clean-unit": Scene(datetime(2024, 7, 10, 2, 0, tzinfo=UTC), "zh"),
}


def told(name: str) -> list[list[str]]:
    return list(commands((EXAMPLES / name / "story.sh").read_text(encoding="utf-8")))


def perform(run: Run, name: str, folder: Path) -> dict[str, str]:
    """Tell the story `name` in `folder`; what it shows and writes, by the name of the file that holds it."""
    given: dict[str, str] = {}
    if (EXAMPLES / name / EVIDENCE).exists():
        shutil.copytree(EXAMPLES / name / EVIDENCE, folder / EVIDENCE)
    for argv in told(name):
        said = run(*argv, cwd=folder, now=SCENES[name].now, RECTIFY_LANG=SCENES[name].language)
        assert said.code == 0, (argv, said.err)
        if argv[0] in ("status", "list", "check"):
            given[f"{argv[0]}.csv" if "csv" in argv else f"{argv[0]}.txt"] = said.out
    given["report.md"] = (folder / "report.md").read_bytes().decode()
    return given


def masked(text: str) -> str:
    """Without head and name of the ledger, which are others each time."""
    return HEAD.sub("<…>", text)


# --- the stories give what lies beside them


def test_every_folder_is_told() -> None:
    assert {each.parent.name for each in EXAMPLES.glob("*/story.sh")} == set(SCENES)


@pytest.mark.parametrize("name", SCENES)
def test_a_story_gives_what_lies_beside_it(run: Run, tmp_path: Path, name: str) -> None:
    given = {file: masked(text) for file, text in perform(run, name, tmp_path).items()}
    beside = EXAMPLES / name
    if UPDATE:
        for file, text in given.items():
            (beside / file).write_bytes(text.encode())
    kept = {each.name for each in beside.iterdir()} - {"story.sh", "README.md", EVIDENCE}
    assert {file: (beside / file).read_bytes().decode() for file in sorted(kept)} == given


@pytest.mark.parametrize("name", SCENES)
def test_a_story_leaves_a_whole_ledger(run: Run, tmp_path: Path, name: str) -> None:
    perform(run, name, tmp_path)
    with Ledger.reading(tmp_path / "rectify.db") as ledger:
        assert list(ledger.faults()) == []
        assert ledger.view().language() == SCENES[name].language


@pytest.mark.parametrize("name", SCENES)
def test_nothing_in_a_story_is_for_the_shell_to_replace(name: str) -> None:
    """The shell and our reader of stories take it for the same words."""
    lines = (EXAMPLES / name / "story.sh").read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    for line in lines:
        assert re.match(r"(#.*|set -e|rectify [^$`!*?~<>|&;()]*)?$", line), line
        assert "'" not in line or line.startswith("#")
        assert " #" not in line.removeprefix("#") or line.startswith("#")


class Morning(World):
    """The clock of a story, for a process of its own."""

    def now(self) -> datetime:
        return datetime.fromisoformat(os.environ["MORNING"])

    def today(self) -> date:
        return self.now().date()


@pytest.mark.skipif(os.name == "nt", reason="a story is a shell script")
def test_the_case_of_the_seed_also_runs_as_a_shell_script(tmp_path: Path, environ: dict[str, str]) -> None:
    shims, folder = tmp_path / "bin", tmp_path / "case"
    shims.mkdir()
    folder.mkdir()
    shim = shims / "rectify"
    shim.write_text(
        f"#!{sys.executable}\nimport os, sys\nfrom datetime import date, datetime\n"
        "from rectify.cli.app import run\nfrom rectify.cli.world import World\n"
        f"{inspect.getsource(Morning)}\nsys.exit(run(sys.argv[1:], Morning()))\n",
        encoding="utf-8",
    )
    shim.chmod(0o755)
    environ |= {"PATH": f"{shims}{os.pathsep}{environ['PATH']}", "MORNING": SCENES[COUNTY].now.isoformat()}
    script = (EXAMPLES / COUNTY / "story.sh").read_bytes()
    done = subprocess.run(
        ["sh"], cwd=folder, env={**environ, "RECTIFY_LANG": "zh"}, input=script, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    gold = {each.name: each.read_bytes().decode() for each in (EXAMPLES / COUNTY).iterdir()}
    assert masked((folder / "report.md").read_bytes().decode()) == gold["report.md"]
    assert done.stdout.decode().endswith(gold["status.txt"] + gold["list.txt"])


@pytest.mark.parametrize("name", ["school-canteen", "clean-unit"])
def test_a_clean_story_bears_being_looked_at(run: Run, tmp_path: Path, name: str) -> None:
    perform(run, name, tmp_path)
    said = run("check", "--json", now=SCENES[name].now)
    assert said.code == 0
    assert {each["severity"] for each in json.loads(said.out)["remarks"]} <= {"hint"}


# --- the figures of the case


class Figure(NamedTuple):
    """A figure as a reader compares it: of which issue (`—`: the whole), what it counts, how many, of what."""

    issue: str
    kind: str
    value: str
    unit: str = ""


STATED = {
    Figure("—", "专题会议", "5", "次"),
    Figure("1", "date", "6月10日"),
    Figure("1", "参训", "50", "人"),
    Figure("2", "集中学习", "7", "次"),
    Figure("2", "每月宣讲", "≥1", "次"),
    Figure("3", "date", "5月12日"),
    Figure("3", "rule", "团县委档案管理办法"),
    Figure("4", "date", "5月12日"),
    Figure("4", "rule", "共青团XX县委积分制考核评价实施办法"),
    Figure("5", "date", "4月份以来"),
    Figure("5", "date", "5月12日"),
    Figure("5", "志愿服务活动", "≥30", "场"),
    Figure("5", "参会企业", "≥20", "家"),
    Figure("6", "rule", "中国共产主义青年团XX县团费收缴管理办法"),
    Figure("7", "date", "5月18日"),
    Figure("7", "rule", "XX团县委财务工作制度"),
    Figure("8", "date", "5月18日"),
    Figure("9", "date", "5月26日"),
}
"""What the published report states, in its own words for dates."""


def figures_of(action: Action) -> Iterator[Figure]:
    for issue in action.issues or ("—",):
        if not action.date.unknown:
            yield Figure(issue, "date", action.date.words or action.date.edtf)
        for outcome in action.outcomes:
            yield Figure(issue, outcome.name, "≥" * outcome.at_least + outcome.quantity, outcome.unit)
        for rule in action.rules:
            yield Figure(issue, "rule", rule)


@pytest.fixture
def case(run: Run, tmp_path: Path) -> Path:
    """The folder in which the case of the seed was told."""
    perform(run, COUNTY, tmp_path)
    return tmp_path


def test_the_ledger_holds_the_figures_of_the_case_and_no_others(case: Path) -> None:
    with Ledger.reading(case / "rectify.db") as ledger:
        actions = list(ledger.view().actions())
    assert {figure for action in actions for figure in figures_of(action)} == STATED
    assert len(actions) == 21


def test_every_day_of_the_case_lies_in_a_year_that_was_inferred(case: Path) -> None:
    with Ledger.reading(case / "rectify.db") as ledger:
        dates = {action.date for action in ledger.view().actions()}
        (inspection,) = ledger.view().inspections()
    assert all(when.unknown or (when.year_inferred and when.edtf.startswith("?2023-")) for when in dates)
    assert (inspection.start, inspection.end, inspection.feedback) == (
        ("2022-XX-23", "2022年XX月23日"),
        ("2023-XX-28", "2023年X月28日"),
        ("?2023-XX-14", "X月14日"),
    )


def test_the_case_ends_with_everything_completed_and_nothing_on_time(case: Path, run: Run) -> None:
    status = json.loads(run("status", "--json", cwd=case).out)
    assert (status["issues"], status["completed"], status["progress"]) == (9, 9, 1.0)
    assert [(each["issues"], each["completed"]) for each in status["aspects"]] == [(6, 6), (2, 2), (1, 1)]
    with Ledger.reading(case / "rectify.db") as ledger:
        assert all(issue.claimed_on and issue.claimed_on.unknown for issue in ledger.view().issues())


# --- the figures in the report


DATE = re.compile(r"(?:\d{4}年)?[\dX]{1,2}月(?:[\dX]{1,2}日|份以来)")
COUNT = re.compile(r"([^\d，。（）、；《》]+?)(不少于)?(\d+)(余)?([^\d，。（）、；]+)")
RULES = re.compile(r"（((?:《[^》]+》)+)[；）]")
ISSUE = re.compile(r"^\*\*(\d+)\.关于“(.+?)”的问题。\*\* (.*)$", re.MULTILINE)


def read_figures(issue: str, text: str) -> Iterator[Figure]:
    """The figures that a reader finds in what the report says of an issue."""
    for day in DATE.findall(text):
        yield Figure(issue, "date", day)
    for counted in re.findall(r"（([^（）]+)）", text):
        for kind, least, value, more, unit in COUNT.findall(counted):
            yield Figure(issue, kind, "≥" * bool(least or more) + value, unit)
    for names in RULES.findall(text):
        yield from (Figure(issue, "rule", name) for name in re.findall("《(.+?)》", names))


@pytest.fixture
def report(case: Path) -> str:
    return (case / "report.md").read_bytes().decode()


def part(report: str, title: str) -> str:
    return report.split(f"、{title}\n")[1].split("\n## ", maxsplit=1)[0]


def test_the_report_states_the_figures_of_the_case_and_no_others(report: str) -> None:
    found = set(read_figures("—", part(report, "整改工作组织情况")))
    for number, _, text in ISSUE.findall(report):
        found |= set(read_figures(number, text))
    assert found == STATED


def test_the_totals_of_the_report_are_those_of_its_issues(report: str) -> None:
    results = part(report, "整改结果")
    (said,) = re.findall(r"指出(\d+)个方面(\d+)个问题。截至.+?，已完成(\d+)个，整改进度(.+?)。", results)
    assert said == ("3", "9", "9", "100%")
    assert re.findall(r"^### 第.方面，.+。共(\d+)个问题。$", results, re.MULTILINE) == ["6", "2", "1"]
    assert len(ISSUE.findall(results)) == 9
    (counted,) = re.findall("取得的成效，以数字计：(.+?)。", results)
    totals = {
        (kind, "≥" * bool(least or more) + value, unit) for kind, least, value, more, unit in COUNT.findall(counted)
    }
    assert totals == {figure[1:] for figure in STATED if figure.unit}
    (number, names) = re.findall(r"制定、修订制度(\d+)项：(.+?)。", results)[0]
    rules = {figure.value for figure in STATED if figure.kind == "rule"}
    assert (int(number), set(re.findall("《(.+?)》", names))) == (len(rules), rules)


@pytest.mark.skipif(not SEED.exists(), reason="the published report is not part of the project")
def test_nothing_that_the_published_report_states_is_lost(report: str) -> None:
    seed = SEED.read_text(encoding="utf-8")
    assert set(DATE.findall(seed)) <= set(DATE.findall(report))
    assert set(re.findall("《(.+?)》", seed)) <= set(re.findall("《(.+?)》", report))
    assert re.findall(r"\d\.关于“(.+?)”的问题", seed) == [title for _, title, _ in ISSUE.findall(report)]
    digits = str.maketrans("一二三四五六七八九", "123456789")
    counts = re.compile(r"(\d+)(余?)([人场家次])")
    stated = set(counts.findall(re.sub("[五七](?=次)", lambda han: han[0].translate(digits), seed)))
    assert {("50", "", "人"), ("7", "", "次"), ("5", "", "次"), ("30", "余", "场"), ("20", "余", "家")} == stated
    assert stated <= set(counts.findall(report))


def told_in(path: Path) -> list[str]:
    """The texts of a file; of a Word file those of its parts."""
    if path.suffix != ".docx":
        return [path.read_bytes().decode()]
    with zipfile.ZipFile(path) as parts:
        return [re.sub("<[^>]*>", "", parts.read(name).decode()) for name in parts.namelist() if name.endswith(".xml")]


@pytest.mark.skipif(not SEED.exists(), reason="the published report is not part of the project")
def test_the_lecturer_is_not_named(report: str) -> None:
    (name,) = re.findall(r"党校(.{2,3})老师", SEED.read_text(encoding="utf-8"))
    texts = [text for each in EXAMPLES.rglob("*") if each.is_file() for text in told_in(each)]
    assert not [text for text in [*texts, report] if name in text]


@pytest.mark.skipif(not SEED.exists(), reason="the published report is not part of the project")
def test_the_prose_is_our_own() -> None:
    """No run of twelve characters is taken over, but for the inspectors' words and the names of rules and bodies."""
    seed = re.sub("《.+?》|“.+?”|第.方面，.+?情况|第.方面，.+?问题", "\n", SEED.read_text(encoding="utf-8"))
    runs = {seed[at : at + 12] for at in range(len(seed) - 12)}
    text = (EXAMPLES / COUNTY / "story.sh").read_text(encoding="utf-8")
    assert {text[at : at + 12] for at in range(len(text) - 12)} & runs == set()

"""`import`: documents that people already have become a ledger, all of it or nothing, and nothing twice."""

import json
import shutil
from pathlib import Path

import pytest

from rectify.documents.reading import read
from rectify.intake import understand
from rectify.ledger import Ledger
from tests.conftest import NOW, Run

DATA = Path(__file__).parents[1] / "data" / "intake"
REPORT = DATA / "county-archives.txt"
LEDGERS = sorted(
    path.with_name(path.name.removesuffix(".expected.json"))
    for path in DATA.glob("*.expected.json")
    if path.name != "seed.expected.json"
)
SOURCES = [
    source
    for stem in LEDGERS
    for source in DATA.glob(f"{stem.name}.*")
    if not source.name.endswith(".json") and json.loads((DATA / f"{stem.name}.expected.json").read_text()).get("issues")
]


def entries(run: Run) -> int:
    return len(json.loads(run("history", "--json", "--limit", "0").out)["entries"])


def test_a_report_becomes_a_ledger_that_stands_as_it_says(run: Run) -> None:
    said = run("import", str(REPORT), RECTIFY_LANG="zh")
    assert said.code == 0, said.err
    assert "9个问题" in said.out
    found = json.loads(run("status", "--json").out)
    assert (found["issues"], found["completed"], found["progress"]) == (9, 9, 1.0)
    assert [aspect["issues"] for aspect in found["aspects"]] == [6, 2, 1]


def test_the_same_file_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("import", str(REPORT))
    before = (tmp_path / "rectify.db").read_bytes()
    said = run("import", str(REPORT), RECTIFY_LANG="zh")
    assert (said.code, (tmp_path / "rectify.db").read_bytes()) == (0, before)
    assert "以前导入过" in said.out


def test_a_dry_run_only_looks(run: Run, tmp_path: Path) -> None:
    said = run("import", str(REPORT), "--dry-run")
    assert said.code == 0
    assert list(tmp_path.glob("*.db")) == []
    found = json.loads(run("import", str(REPORT), "--dry-run", "--json").out)
    assert {"format", "aspects", "issues", "actions", "remarks", "account"} <= set(found)
    account = found["account"]
    assert account["used"] + account["litter"] + account["unplaced"] == account["characters"]
    assert json.loads(run("import", str(REPORT), "--to", "json").out) == found


def test_a_document_without_a_ledger_says_so_and_makes_none(run: Run, tmp_path: Path) -> None:
    said = run("import", str(DATA / "meeting-news.txt"), RECTIFY_LANG="zh")
    assert (said.code, said.out, list(tmp_path.glob("*.db"))) == (6, "", [])
    assert "没有问题清单" in said.err


def test_issues_that_are_there_already_stop_it_unless_it_is_told_what_to_do(run: Run, tmp_path: Path) -> None:
    changed = tmp_path / "改.txt"
    run("import", str(REPORT))
    text = REPORT.read_text(encoding="utf-8")
    changed.write_text(text + "\n附：更正。\n", encoding="utf-8")
    before = entries(run)
    said = run("import", str(changed), RECTIFY_LANG="zh")
    assert (said.code, said.out, entries(run)) == (4, "", before)
    assert "--on-conflict" in said.err
    assert run("import", str(changed), "--on-conflict", "skip").code == 0
    found = json.loads(run("status", "--json").out)
    assert (found["issues"], found["completed"]) == (9, 9)


def test_update_brings_only_what_is_new(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "台账.csv"
    head = "序号,反馈问题,责任人,整改时限,整改状态\n"
    table.write_text(
        head + "1,未按规定公示,王某,2023-09-30,整改中\n2,手续不全,李某,2023-08-31,整改中\n", encoding="utf-8"
    )
    assert run("import", str(table)).code == 0
    table.write_text(
        head
        + "1,未按规定公示,赵某,2023-09-30,已完成\n2,手续不全,李某,2023-08-31,整改中\n3,档案缺页,周某,2023-10-31,未启动\n",
        encoding="utf-8",
    )
    assert run("import", str(table), "--on-conflict", "update").code == 0
    rows = json.loads(run("list", "--json").out)["issues"]
    assert [(row["number"], row["owner"], row["claim"]) for row in rows] == [
        ("1", "赵某", "completed"),
        ("2", "李某", "acting"),
        ("3", "周某", "pending"),
    ]


MEETING = "一、组织情况\n6月5日召开党组会专题研究整改。\n"
OF_A_UNIT = "县林业局党组关于巡察整改情况的通报\n2023年5月25日，县委第三巡察组向县林业局党组反馈了巡察意见。\n"
FINDINGS = "二、整改情况\n1.关于“护林员管理松散”的问题。{}。\n2.关于“补植不及时”的问题。正在整改。\n"


def test_what_was_done_for_the_whole_is_not_entered_again_with_a_later_report(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    for how, status in (("stop", "正在整改"), ("skip", "已完成整改"), ("update", "已基本完成整改")):
        report.write_text(OF_A_UNIT + MEETING + FINDINGS.format(status), encoding="utf-8")
        assert run("import", str(report), "--on-conflict", how).code == 0
    with Ledger.reading(tmp_path / "rectify.db") as ledger:
        [inspection] = ledger.view().inspections()
        assert [act.text for act in ledger.view().actions(whole=inspection.id)] == ["6月5日召开党组会专题研究整改。"]


def test_a_file_that_was_skipped_can_still_update(run: Run, tmp_path: Path) -> None:
    first, later = tmp_path / "一月.txt", tmp_path / "二月.txt"
    first.write_text(OF_A_UNIT + FINDINGS.format("正在整改"), encoding="utf-8")
    later.write_text(OF_A_UNIT + FINDINGS.format("已完成整改"), encoding="utf-8")
    run("import", str(first))
    run("import", str(later), "--on-conflict", "skip")
    assert json.loads(run("status", "--json").out)["completed"] == 0
    run("import", str(later), "--on-conflict", "update")
    assert json.loads(run("status", "--json").out)["completed"] == 1
    before = entries(run)
    said = run("import", str(later), "--on-conflict", "update", RECTIFY_LANG="zh")
    assert (said.code, entries(run)) == (0, before)
    assert "以前导入过" in said.out


def test_an_update_says_where_the_file_claims_otherwise_than_the_ledger_can_follow(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    for status in ("已完成整改", "正在整改"):
        report.write_text(OF_A_UNIT + FINDINGS.format(status), encoding="utf-8")
        said = run("import", str(report), "--on-conflict", "update", RECTIFY_LANG="zh")
    assert said.code == 0
    assert "问题 1 " in said.err
    assert "rectify reopen" in said.err
    assert json.loads(run("status", "--json").out)["completed"] == 1


def test_words_written_by_hand_stay_unless_an_update_is_asked_for(run: Run, tmp_path: Path) -> None:
    first, later = tmp_path / "一月.txt", tmp_path / "二月.txt"
    first.write_text(OF_A_UNIT + FINDINGS.format("正在整改"), encoding="utf-8")
    later.write_text(OF_A_UNIT + FINDINGS.format("正在整改") + "三、下一步打算\n继续抓好整改。\n", encoding="utf-8")
    run("import", str(first))
    assert run("write", "next", "逐月回头看。").code == 0
    run("import", str(later), "--on-conflict", "skip")
    assert "逐月回头看。" in run("report", RECTIFY_LANG="zh").out
    run("import", str(later), "--on-conflict", "update")
    assert "继续抓好整改" in run("report", RECTIFY_LANG="zh").out


def test_many_files_one_bad_one_is_a_remark_and_no_stop(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    shutil.copy(REPORT, folder / "a.txt")
    (folder / "b.txt").write_text("今天天气很好。", encoding="utf-8")
    (folder / "c.docx").write_bytes(b"PK\x03\x04 broken")
    said = run("import", str(folder), RECTIFY_LANG="zh")
    assert said.code == 0, said.err
    assert said.err.count("没有导入") >= 2
    assert "1 个文件已导入，2 个没有。" in said.err
    assert json.loads(run("status", "--json").out)["issues"] == 9


def test_the_file_itself_is_kept_where_asked(run: Run, tmp_path: Path) -> None:
    run("import", str(REPORT), "--attach")
    source = read(REPORT)
    with Ledger.reading(tmp_path / "rectify.db") as ledger:
        assert ledger.file(source.sha256) == REPORT.read_bytes()
        assert list(ledger.faults()) == []


def test_a_column_of_ones_own_is_named_on_the_command_line_or_in_a_file(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "表.csv"
    table.write_text("序号,反馈问题,盯办人\n1,账目不清,孙某\n", encoding="utf-8")
    said = run("import", str(table), "--dry-run", "--json", "--map", "盯办人=owner")
    assert json.loads(said.out)["issues"][0]["owner"] == "孙某"
    (tmp_path / "列.toml").write_text('[columns]\n"盯办人" = "owner"\n', encoding="utf-8")
    said = run("import", str(table), "--dry-run", "--json", "--map", "列.toml")
    assert json.loads(said.out)["issues"][0]["owner"] == "孙某"


@pytest.mark.parametrize(
    "table",
    [
        "99999999999999999999,账目不清,甲\n2,手续不全,乙\n",
        "1,账目不清,甲\n1,手续不全,乙\n",
        "1000000000,账目不清,甲\n0,手续不全,乙\n",
    ],
)
def test_a_number_that_no_issue_can_have_is_replaced_by_a_free_one(run: Run, table: str, tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_text("序号,反馈问题,责任人\n" + table, encoding="utf-8")
    assert run("import", "表.csv").code == 0
    found = json.loads(run("list", "--json").out)["issues"]
    assert {row["title"] for row in found} == {"账目不清", "手续不全"}
    assert len({row["number"] for row in found}) == 2


def test_what_was_voided_is_not_in_the_way_of_an_import(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "表.csv"
    table.write_text("序号,反馈问题,责任人\n1,账目不清,甲\n", encoding="utf-8")
    run("import", "表.csv")
    run("void", "1", "--reason", "误录")
    table.write_text("序号,反馈问题,责任人\n1,手续不全,乙\n", encoding="utf-8")
    assert run("import", "表.csv").code == 0
    assert [row["title"] for row in json.loads(run("list", "--json").out)["issues"]] == ["手续不全"]


def test_two_aspects_of_one_number_stay_two(run: Run, tmp_path: Path) -> None:
    text = "".join(
        f"第{aspect}方面，{title}。共1个问题。\n1.关于“{issue}”的问题。已整改完成。\n"
        for aspect, title, issue in (
            ("一", "学习", "学习不深入"),
            ("二", "财务", "账目不清"),
            ("二", "队伍", "考勤不严"),
        )
    )
    (tmp_path / "报告.txt").write_text(f"关于巡察整改情况的通报\n{text}", encoding="utf-8")
    assert run("import", "报告.txt").code == 0
    found = json.loads(run("status", "--json").out)
    assert [(each["title"], each["issues"]) for each in found["aspects"]] == [("学习", 1), ("财务", 1), ("队伍", 1)]


@pytest.mark.parametrize("json_", [[], ["--json"]])
def test_many_files_of_which_none_can_be_imported_leave_stdout_empty(
    run: Run, tmp_path: Path, json_: list[str]
) -> None:
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text("今天天气很好。", encoding="utf-8")
    for more in ([], ["--dry-run"]):
        said = run("import", "甲.txt", "乙.txt", *json_, *more)
        assert (said.code, said.out) == (6, "")
    assert list(tmp_path.glob("*.db")) == []


def test_a_ledger_that_cannot_be_used_is_said_once_and_not_of_every_file(run: Run, tmp_path: Path) -> None:
    for name in ("甲.txt", "乙.txt"):
        shutil.copy(REPORT, tmp_path / name)
    (tmp_path / "rectify.db").write_text("no ledger")
    said = run("import", "甲.txt", "乙.txt")
    assert (said.code, said.out, said.err.count("\n")) == (6, "", 1)


def test_many_files_are_all_said_in_json(run: Run, tmp_path: Path) -> None:
    for number in range(3):
        text = REPORT.read_text(encoding="utf-8").replace("县档案馆", f"县第{number}档案馆")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    said = json.loads(run("import", "*.txt", "--json").out)
    assert [each["name"] for each in said["entries"] if each["act"] == "import"] == ["0.txt", "1.txt", "2.txt"]
    assert [each["entry"] for each in said["entries"]] == list(range(2, len(said["entries"]) + 2))


@pytest.mark.parametrize("name", ["no-such.txt", "no-such-*.docx"])
def test_what_is_not_there_is_named(run: Run, name: str) -> None:
    said = run("import", name)
    assert (said.code, said.out) == (3, "")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_nothing_is_lost_from_a_document_to_the_report_of_its_ledger(run: Run, source: Path) -> None:
    """Every issue's title, every date of an action, every count and rule name that was read stands in the report."""
    draft = understand(read(source), today=NOW.date())
    said = run("import", str(source))
    assert said.code == 0, said.err
    text = run("report", "--lang", "zh").out.replace("\\", "").replace("<br>", "\n")
    squeezed = "".join(text.split())
    for issue in draft.issues:
        assert "".join(issue.title.split()).rstrip("。.，,；;") in squeezed, issue.title
    for action in draft.actions:
        assert "".join(action.text.split()).rstrip("。.，,；;") in squeezed, action.text
        for rule in action.rules:
            assert "".join(rule.split()) in squeezed, rule

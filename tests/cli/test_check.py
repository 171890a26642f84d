"""`check`: what an inspector would remark on, in documents, in a ledger, and in many reports side by side."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, Said

DATA = Path(__file__).parents[1] / "data"
REPORT = DATA / "intake" / "county-archives.txt"
SOUND = DATA / "checks" / "county-archives-sound.txt"


def remarks(said: Said) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said.out)["remarks"]
    return found


def codes(said: Said) -> set[str]:
    return {each["code"] for each in remarks(said)}


# --- documents


def test_a_hollow_report_fails_and_says_where(run: Run) -> None:
    said = run("check", str(REPORT), "--json")
    assert said.code == 1
    of_eight = [each for each in remarks(said) if each["place"] == "issue 8, line 16"]
    assert {"object-unmentioned", "soft-only"} <= {each["code"] for each in of_eight}
    assert {frozenset(each) for each in remarks(said)} == {
        frozenset({"code", "family", "severity", "place", "message", "advice"})
    }


def test_a_sound_report_passes(run: Run) -> None:
    said = run("check", str(SOUND), RECTIFY_LANG="zh")
    assert (said.code, said.out.splitlines()[-1]) == (0, "没有要说的。")


def test_the_places_are_said_in_the_readers_language(run: Run) -> None:
    chinese = run("check", str(REPORT), "--select", "object-unmentioned", RECTIFY_LANG="zh").out
    english = run("check", str(REPORT), "--select", "object-unmentioned", RECTIFY_LANG="en").out
    assert "问题8" in chinese and "第16行" in chinese and "line" not in chinese
    assert "issue 8" in english and "line 16" in english


def test_what_is_selected_and_ignored(run: Run) -> None:
    whole = codes(run("check", str(REPORT), "--json"))
    proof = codes(run("check", str(REPORT), "--json", "--select", "proof"))
    assert proof == {"no-evidence", "object-unmentioned", "soft-only"}
    assert codes(run("check", str(REPORT), "--json", "--ignore", "proof,reading")) == whole - proof - {"redaction"}
    said = run("check", str(REPORT), "--json", "--select", "proof", "--ignore", "soft-only", "--ignore", "no-evidence")
    assert (codes(said), said.code) == ({"object-unmentioned"}, 1)
    assert run("check", str(REPORT), "--ignore", "object-unmentioned").code == 0


def test_a_code_is_explained_in_both_languages(run: Run) -> None:
    for language, words in (("zh", ("为什么", "团费收缴")), ("en", ("why", "no completion"))):
        said = run("check", "--explain", "soft-only", RECTIFY_LANG=language)
        assert said.code == 0
        assert all(word in said.out for word in words)
    family = run("check", "--explain", "privacy", RECTIFY_LANG="en").out
    assert [code in family for code in ("person-named", "telephone", "identity-number", "soft-only")] == [1, 1, 1, 0]
    assert run("check", "--explain", "date-garbled", RECTIFY_LANG="zh").code == 0


@pytest.mark.parametrize(
    "argv",
    [
        ["--select", "nothing"],
        ["--explain", "nothing"],
        ["x.txt", "--as-of", "2023-01-01"],
        ["x.txt", "--inspection", "1"],
        ["x.txt", "--batch", "."],
        ["-o", "x.csv"],
    ],
)
def test_what_cannot_be_understood_is_refused(run: Run, argv: list[str]) -> None:
    said = run("check", *argv)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") <= 2


def test_a_file_that_is_missing_or_no_document(run: Run, tmp_path: Path) -> None:
    assert run("check", "missing.txt").code == 3
    (tmp_path / "report.docx").write_bytes(b"PK\x03\x04 torn")
    said = run("check", "report.docx")
    assert (said.code, said.out) == (6, "")


def test_standard_input_is_a_document(process: Run) -> None:
    said = process("check", "-", "--json", stdin=REPORT.read_bytes())
    assert said.code == 1
    assert "object-unmentioned" in codes(said)


def test_of_several_files_a_bad_one_is_said_and_passed_over(run: Run, tmp_path: Path) -> None:
    shutil.copy(SOUND, tmp_path / "good.txt")
    (tmp_path / "torn.docx").write_bytes(b"PK\x03\x04 torn")
    said = run("check", ".", "--json", RECTIFY_LANG="en")
    assert (said.code, remarks(said)) == (6, [])
    assert "torn.docx was not checked" in said.err
    shutil.copy(REPORT, tmp_path / "hollow.txt")
    said = run("check", ".", "--json")
    assert said.code == 1
    assert {each["file"] for each in remarks(said)} == {"hollow.txt"}


def test_a_document_without_a_list_of_issues_is_said_to_be_one(run: Run) -> None:
    said = run("check", str(DATA / "intake" / "meeting-news.txt"), "--json")
    assert (said.code, codes(said)) == (0, {"no-ledger"})


def test_a_total_that_its_rows_do_not_come_to(run: Run, tmp_path: Path) -> None:
    rows = "序号,问题,整改措施,整改状态,涉及金额\n1,多发补贴,6月3日追回补贴3元,已完成,3\n2,少收租金,6月3日收回租金4元,已完成,4\n,合计,,,{}\n"
    for total, found in (("7", []), ("9", ["sheet 1 row 4, column 5"])):
        (tmp_path / "register.csv").write_text(rows.format(total), encoding="utf-8")
        said = run("check", "register.csv", "--json", "--select", "table-sum-disagrees")
        assert [each["place"].endswith("row 4, column 5") for each in remarks(said)] == [True] * len(found)


def test_checking_documents_leaves_no_ledger_behind(run: Run, tmp_path: Path) -> None:
    run("check", str(REPORT))
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_it_is_coloured_and_says_the_same(run: Run) -> None:
    plain = run("check", str(REPORT), RECTIFY_LANG="zh")
    rich = run("check", str(REPORT), RECTIFY_LANG="zh", FORCE_COLOR="1", COLUMNS="100")
    assert "\x1b[" in rich.out
    assert "\x1b[" not in plain.out
    assert rich.out.count("soft-only") == plain.out.count("soft-only")


# --- a ledger


def at(month: int, day: int) -> datetime:
    return datetime(2023, month, day, 2, 0, tzinfo=UTC)


@pytest.fixture
def begun(run: Run) -> Callable[..., Said]:
    """A ledger with three issues; gives `run` back."""
    run("init", "--code", "2023-1", "--unit", "某局", "--feedback", "2023-02-14", now=at(2, 15))
    run("add-aspect", "财务", "--claimed", "4", now=at(2, 15))
    for title in ("固定资产未入账", "大额支出未经集体研究", "食堂采购未比选"):
        run("add-issue", title, "--aspect", "1", "--deadline", "2023-05-31", now=at(2, 15))
    return run


def test_a_ledger_is_checked_as_a_document_is(begun: Run) -> None:
    begun("log-action", "1", "召开专题会议，批评教育有关人员", "--date", "2023-03-01", "--kind", "meeting")
    begun("complete", "1", "--date", "2023-03-02")
    said = begun("check", "--json")
    assert said.code == 1
    assert {("object-unmentioned", "issue 1"), ("soft-only", "issue 1"), ("aspect-count-disagrees", "aspect 1")} <= {
        (each["code"], each["place"]) for each in remarks(said)
    }
    begun("log-action", "1", "12件资产全部登记入账，6月1日核对账实一致", "--date", "2023-03-01")
    assert begun("check", "--json", "--select", "soft-only,object-unmentioned").code == 0


def test_a_completion_that_nothing_is_told_of(begun: Run) -> None:
    begun("complete", "1", "--date", "2023-03-02")
    assert ("no-action", "error") in {(each["code"], each["severity"]) for each in remarks(begun("check", "--json"))}
    assert begun("check", "--select", "no-action").code == 1


def test_time_in_a_ledger(begun: Run) -> None:
    begun("log-action", "1", "12件资产登记入账", "--date", "2023-06-20")
    begun("complete", "1", "--date", "2023-06-10")
    begun("extend", "2", "--to", "2023-06-05", "--date", "2023-05-30", "--reason", "招标")
    begun("extend", "2", "--to", "2023-06-15", "--date", "2023-06-04", "--reason", "再招标")
    found = {(each["code"], each["place"]) for each in remarks(begun("check", "--json", "--select", "time"))}
    assert {
        ("order-impossible", "issue 1, a1"),
        ("completed-late", "issue 1"),
        ("deadline-moved", "issue 2"),
        ("overdue", "issue 2"),
        ("overdue", "issue 3"),
    } == found
    early = begun("check", "--json", "--select", "overdue", "--as-of", "2023-05-20")
    assert remarks(early) == []


def test_what_is_entered_at_the_end(begun: Run) -> None:
    for day in range(1, 7):
        begun("log-action", "1", f"登记资产{day}件入账", "--date", f"2023-03-0{day}", now=at(6, 20))
    found = remarks(begun("check", "--json", "--select", "entered-at-the-end"))
    assert [each["code"] for each in found] == ["entered-at-the-end"]
    assert "6" in found[0]["message"]


def test_what_is_entered_as_it_happens_or_imported_is_no_cluster(begun: Run) -> None:
    for day in range(1, 7):
        begun("log-action", "1", f"登记资产{day}件入账", "--date", f"2023-03-0{day}", now=at(3, day + 1))
    assert remarks(begun("check", "--json", "--select", "entered-at-the-end")) == []
    begun("import", str(SOUND), now=at(6, 29))
    assert remarks(begun("check", "--json", "--select", "entered-at-the-end")) == []


def test_a_fault_that_comes_back(begun: Run) -> None:
    begun("log-action", "1", "12件资产全部登记入账", "--date", "2023-03-01")
    begun("complete", "1", "--date", "2023-03-02")
    begun("add-inspection", "--code", "2024-1", "--feedback", "2024-03-01")
    begun("add-issue", "购置固定资产未及时入账", "--inspection", "2024-1")
    begun("add-issue", "干部因私出国证件未集中保管", "--inspection", "2024-1")
    found = remarks(begun("check", "--json", "--select", "relapse", RECTIFY_LANG="en"))
    assert [(each["code"], each["place"]) for each in found] == [("relapse", "issue 2024-1/1")]
    assert "2023-1/1" in found[0]["message"] and "固定资产未入账" in found[0]["message"]


def test_one_action_for_several_issues_is_one_meeting_and_no_copied_text(begun: Run) -> None:
    begun("log-action", "1,2", "召开整改专题会议，研究这两条怎么改，要求负起责任", "--date", "2023-03-01")
    assert codes(begun("check", "--json", "--select", "sameness")) == {"same-meeting"}


def test_evidence_in_a_ledger(begun: Run, tmp_path: Path) -> None:
    for issue in ("1", "2", "3"):
        begun("log-action", issue, f"第{issue}项已全部办结", "--date", "2023-03-01")
        begun("complete", issue, "--date", "2023-03-02")
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    (tmp_path / "photo.txt").write_text("photo", encoding="utf-8")
    begun("attach", "1", "old.txt", "--date", "2022-12-01")
    begun("attach", "2,a1", "photo.txt", "--date", "2023-03-01")
    found = remarks(begun("check", "--json", "--select", "no-evidence,evidence-old,same-evidence", RECTIFY_LANG="en"))
    assert [(each["code"], each["place"]) for each in found] == [
        ("no-evidence", ""),
        ("evidence-old", "issue 1, e1"),
        ("same-evidence", "issue 1; issue 2"),
    ]
    assert found[0]["message"].endswith("(1): 3.")
    begun("void", "e2", "--reason", "拿错了")
    assert codes(begun("check", "--json", "--select", "sameness")) == set()


def test_an_inspection_is_checked_by_itself(begun: Run) -> None:
    begun("complete", "1", "--date", "2023-03-02")
    begun("add-inspection", "--code", "2024-1", "--feedback", "2024-03-01")
    begun("add-issue", "无关", "--inspection", "2024-1")
    assert codes(begun("check", "--json", "--inspection", "2024-1", "--select", "proof")) == set()
    assert {each["file"] for each in remarks(begun("check", "--json", "--select", "proof"))} == {"某局"}


def test_reading_a_ledger_changes_nothing(begun: Run, unchanged: Callable[[], Any]) -> None:
    with unchanged():
        begun("check")
        begun("check", "--json")


def test_without_a_ledger_it_says_so(run: Run) -> None:
    said = run("check")
    assert (said.code, said.out) == (3, "")


# --- many reports


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Callable[..., Said]:
    """A folder of reports: hollow, sound, torn."""
    folder = tmp_path / "各单位"
    folder.mkdir()
    for path in (REPORT, SOUND):
        shutil.copy(path, folder)
    (folder / "torn.docx").write_bytes(b"PK\x03\x04 torn")
    return lambda *argv, **more: run("check", "--batch", "各单位", *argv, **more)


def test_many_reports_are_a_table_with_the_hollow_first(office: Run) -> None:
    said = office("--json")
    assert said.code == 1
    hollow, sound, torn = json.loads(said.out)["units"]
    assert (hollow["file"], hollow["claimed"], hollow["itemised"], hollow["completed"]) == (REPORT.name, 9, 9, 9)
    assert hollow["soft_only"] >= 3 and hollow["errors"] >= 3 and hollow["remarks"]["sameness"] >= 2
    assert (sound["soft_only"], sound["errors"], sound["completed"]) == (0, 0, 8)
    assert torn["file"] == "torn.docx" and torn["note"]


def test_the_table_as_csv(office: Run, tmp_path: Path) -> None:
    said = office("--format", "csv", RECTIFY_LANG="zh")
    rows = list(csv.reader(io.StringIO(said.out.removeprefix("\ufeff"))))
    assert rows[0][:3] == ["单位", "文件", "自报问题"]
    assert [row[1] for row in rows[1:]] == [REPORT.name, SOUND.name, "torn.docx"]
    assert {len(row) for row in rows} == {len(rows[0])}
    written = office("-o", "table.csv", RECTIFY_LANG="zh")
    assert (written.out, (tmp_path / "table.csv").read_bytes().decode()) == ("", said.out)


def test_the_table_on_the_screen(office: Run) -> None:
    said = office(RECTIFY_LANG="zh", COLUMNS="200")
    assert "中共青禾县档案馆支部委员会" in said.out and "torn.docx" in said.out


def test_a_folder_that_is_none(run: Run) -> None:
    said = run("check", "--batch", "missing")
    assert (said.code, said.out) == (3, "")


def test_a_reviewer_may_become_a_doer_after_the_verdict_and_is_told_so(run: Run) -> None:
    """The gate keeps a doer from accepting; it cannot keep who accepted from doing something later, which `check` names."""
    run("init", "--unit", "Harbour Office")
    run("add-issue", "Assets are not booked", "--owner", "Lee")
    run("log-action", "1", "Booked 12 assets", "--by", "Lee")
    assert run("complete", "1", "--by", "Lee").code == 0
    assert run("review", "1", "accept", "--by", "Lee").code == 4
    assert run("review", "1", "accept", "--by", "Kim").code == 0
    assert codes(run("check", "--json", "--select", "accepted-by-doer")) == set()
    assert run("log-action", "1", "Booked two more", "--by", "Kim").code == 0
    said = run("check", "--json", "--select", "accepted-by-doer")
    assert (said.code, codes(said)) == (1, {"accepted-by-doer"})

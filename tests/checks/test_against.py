"""A finished report against its ledger: the ledger's own reports are silent, and each altered fact is found and placed."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Book, Run
from tests.report.telling import tell_in_chinese, tell_in_english
from tests.test_examples import SCENES, perform

KINDS = ("rectification", "progress", "register", "lists", "slip", "summary")


def remarks(run: Run, *argv: str, **more: Any) -> list[dict[str, str]]:
    said = run("check", *argv, "--json", **more)
    assert said.code in (0, 1), said.err
    found: list[dict[str, str]] = json.loads(said.out)["remarks"]
    assert said.code == any(each["severity"] == "error" for each in found)
    return found


def told(folder: Path, language: str) -> Book:
    tell = tell_in_chinese if language == "zh" else tell_in_english
    return tell(Book(folder / "rectify.db", language=language))


# --- a report of the ledger says nothing that the ledger does not


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("format_", ["md", "txt", "html", "docx", "xlsx", "csv", "pdf"])
def test_a_report_agrees_with_the_ledger_that_gave_it(tmp_path: Path, run: Run, language: str, format_: str) -> None:
    told(tmp_path, language)
    for kind in KINDS:
        lang = language if kind != "register" else "zh" if language == "en" else "en"
        assert run("report", "--kind", kind, "-o", f"{kind}.{format_}", "--lang", lang).code == 0
    files = [f"{kind}.{format_}" for kind in KINDS]
    assert remarks(run, *files, "--against", "rectify.db") == []


@pytest.mark.parametrize("more", [("--since", "2023-05-31"), ("--as-of", "2023-05-31"), ("--basis",)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_so_does_one_of_a_past_day_or_since_the_last(
    tmp_path: Path, run: Run, language: str, more: tuple[str, ...]
) -> None:
    told(tmp_path, language)
    for kind in ("rectification", "progress"):
        assert run("report", "--kind", kind, "-o", f"{kind}.md", *more).code == 0
    assert remarks(run, "rectification.md", "progress.md", "--against", "rectify.db") == []


@pytest.mark.parametrize("name", list(SCENES))
def test_the_stories_agree_with_themselves(tmp_path: Path, run: Run, name: str) -> None:
    perform(run, name, tmp_path)
    scene = SCENES[name]
    for file in ("r.md", "r.docx"):
        assert run("report", "-o", file, "--lang", scene.language, now=scene.now).code == 0
        assert remarks(run, file, "--against", "rectify.db", now=scene.now) == []


def test_the_version_for_the_public_agrees_too(tmp_path: Path, run: Run) -> None:
    run("init", "--unit", "青石县水利局", "--feedback", "2023-02-10", RECTIFY_LANG="zh")
    run("add-issue", "物资账实不符", "--owner", "欧阳明", "--deadline", "2023-06-15", RECTIFY_LANG="zh")
    run("add-issue", "线索没有办结", "--owner", "欧阳明", RECTIFY_LANG="zh")
    run("log-action", "逐笔清点", "--issues", "1", "--date", "2023-05-20", "--outcome", "追回=3.7万元")
    run("amend", "2", "--internal", "yes")
    assert run("report", "--public", "-o", "public.md", "--lang", "zh").code == 0
    assert remarks(run, "public.md", "--against", "rectify.db") == []


# --- one thing altered at a time

CHINESE = [
    ("已完成1个，整改进度", "已完成2个，整改进度", "figure-differs", ""),
    ("整改进度16.6%", "整改进度26.6%", "figure-differs", ""),
    ("3个方面6个问题", "3个方面7个问题", "figure-differs", ""),
    ("整改中2个，未启动1个", "整改中1个，未启动2个", "figure-differs", ""),
    ("追责问责0项", "追责问责3项", "figure-differs", ""),
    ("2022年XX月3日", "2022年XX月8日", "date-differs", ""),
    ("2023年5月20日，逐份", "2023年5月21日，逐份", "date-differs", "1"),
    ("整改时限2023年5月31日", "整改时限2023年6月30日", "date-differs", "1"),
    ("整改时限2023年5月31日", "整改时限2023年6月2日", "date-differs", "1"),
    ("已于6月3日整改完成", "已于6月13日整改完成", "date-differs", "2-1"),
    ("2023年4月以来，班子", "2023年3月以来，班子", "date-differs", "4"),
    ("补签2份）。", "补签3份）。", "figure-differs", "2-1"),
    ("补签2份）。", "补签2件）。", "figure-differs", "2-1"),
    ("培训30余人", "培训30人", "figure-differs", "1"),
    ("追回3.5万元", "追回5.5万元", "figure-differs", "1"),
    ("追回2000元", "追回2000万元", "figure-differs", "3"),
    ("责任人：陈某）。整改时限", "责任人：李某）。整改时限", "name-differs", "1"),
    ("批准：林局长", "批准：王局长", "name-differs", "2"),
    ("组织学习（《工程付款规定》", "组织学习（《工程付款办法》", "rule-differs", "1"),
    ("该问题正在整改（责任人：吴某", "该问题已整改完成（责任人：吴某", "claim-differs", "5"),
    ("局党组负总责。", "局党组负总责，走访群众80户。", "figure-not-in-ledger", ""),
    ("局党组负总责。", "局党组负总责，6月8日又开会。", "date-not-in-ledger", ""),
    ("局党组负总责。", "局党组负总责，制定《印章管理办法》。", "rule-not-in-ledger", ""),
    ("局党组负总责。", "局党组负总责，联系人：孙大伟。", "name-not-in-ledger", ""),
]
ENGLISH = [
    ("progress 25%", "progress 45%", "figure-differs", ""),
    ("at least 3", "at least 5", "figure-differs", ""),
    ("3,180.50 EUR, talks", "3,280.50 EUR, talks", "figure-differs", "1.1"),
    ("Overdue by 51", "Overdue by 31", "figure-differs", "2.1"),
    ("12 April 2023: Trained", "13 April 2023: Trained", "date-differs", "1.1"),
    ("31 July 2023 (revised", "31 August 2023 (revised", "date-differs", "1.2"),
    ("claimed by Head of Cash", "claimed by Head of Sales", "name-differs", "1.1"),
    ("Cashier, owner", "Porter, owner", "name-differs", "1.1"),
    ("approved by Director", "approved by Bursar", "name-differs", "1.2"),
    ("Order the lock", "Order the lock from Smith", "name-not-in-ledger", "1.2"),
    ("Cash Rules”)", "Cash Code”)", "rule-differs", ""),
    ("In progress.", "Completed.", "claim-differs", "2.1"),
]


def alter(file: Path, old: str, new: str) -> None:
    """Puts `new` in the place where the report says `old` first."""
    if file.suffix == ".md":
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return
    with zipfile.ZipFile(file) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    parts["word/document.xml"] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(file, "w") as written:
        for name, content in parts.items():
            written.writestr(name, content)


@pytest.mark.parametrize("suffix", [".md", ".docx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_altered_fact_is_found_where_it_stands(tmp_path: Path, run: Run, language: str, suffix: str) -> None:
    told(tmp_path, language)
    file = tmp_path / f"report{suffix}"
    assert run("report", "-o", file.name).code == 0
    whole = file.read_bytes()
    for old, new, code, issue in (CHINESE if language == "zh" else ENGLISH)[:: 1 if suffix == ".md" else 3]:
        file.write_bytes(whole)
        alter(file, old, new)
        found = remarks(run, file.name, "--against", "rectify.db")
        assert {each["code"] for each in found} == {code}, (old, found)
        at = re.match(r"issue ([^,]+), ", found[0]["place"])
        assert (at[1] if at else "") == issue, (old, found)
        assert re.search(r"(?:line|paragraph) \d+", found[0]["place"])


def test_a_cell_of_the_register_is_compared_too(tmp_path: Path, run: Run) -> None:
    told(tmp_path, "zh")
    for old, new, code in (
        ("| 已完成     | 未验收     | 陈某     | 2023-05-31", "| 已完成     | 同意销号   | 陈某     | 2023-05-31", "entry-differs"),
        ("| 陈某     | 2023-05-31", "| 李某     | 2023-05-31", "entry-differs"),
        ("| 陈某     | 2023-05-31", "| 陈某     | 2023-06-30", "date-differs"),
        ("2023-06-02 |      2", "2023-06-02 |      3", "figure-differs"),
    ):  # fmt: skip
        assert run("report", "-o", "r.md", RECTIFY_LANG="zh").code == 0
        alter(tmp_path / "r.md", old, new)
        (found,) = remarks(run, "r.md", "--against", "rectify.db")
        assert (found["code"], found["place"].partition(",")[0]) == (code, "issue 1")


def test_an_issue_that_was_left_out_and_one_that_was_added(tmp_path: Path, run: Run) -> None:
    told(tmp_path, "zh")
    assert run("report", "-o", "r.md", RECTIFY_LANG="zh").code == 0
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    of_five = next(line for line in text.splitlines() if line.startswith("**5."))
    (tmp_path / "less.md").write_text(text.replace(of_five, ""), encoding="utf-8")
    (found,) = remarks(run, "less.md", "--against", "rectify.db")
    assert (found["code"], found["severity"]) == ("issue-missing", "error")
    assert found["place"].startswith("issue 5, line ")
    added = "**6.关于“公车私用登记不全”的问题。** 该问题已整改完成。"
    (tmp_path / "more.md").write_text(text.replace(of_five, f"{of_five}\n\n{added}"), encoding="utf-8")
    found_more = remarks(run, "more.md", "--against", "rectify.db")
    assert "issue-not-in-ledger" in {each["code"] for each in found_more}


# --- as a user meets it


def test_what_is_selected_explained_and_said(tmp_path: Path, run: Run) -> None:
    told(tmp_path, "zh")
    run("report", "-o", "r.md", RECTIFY_LANG="zh")
    alter(tmp_path / "r.md", "追回3.5万元", "追回5.5万元")
    chinese = run("check", "r.md", "--against", "rectify.db", RECTIFY_LANG="zh")
    assert chinese.code == 1
    assert all(words in chinese.out for words in ("问题1", "5.5万元", "3.5万元", "figure-differs"))
    assert run("check", "r.md", "--against", "rectify.db", "--ignore", "figure-differs").code == 0
    assert remarks(run, "r.md", "--against", "rectify.db", "--select", "date-differs") == []
    assert "figure-differs" in run("check", "--explain", "ledger", RECTIFY_LANG="en").out


def test_files_alone_are_checked_as_ever(tmp_path: Path, run: Run) -> None:
    told(tmp_path, "zh")
    run("report", "-o", "r.md", RECTIFY_LANG="zh")
    alter(tmp_path / "r.md", "追回3.5万元", "追回5.5万元")
    assert not any(each["family"] == "ledger" for each in remarks(run, "r.md"))


def test_what_cannot_be_compared_is_refused(tmp_path: Path, run: Run) -> None:
    told(tmp_path, "zh")
    (tmp_path / "r.md").write_text("整改报告", encoding="utf-8")
    (tmp_path / "no.db").write_bytes(b"no ledger")
    for argv, code in (
        (("--against", "rectify.db"), 2),
        (("--batch", ".", "--against", "rectify.db"), 2),
        (("r.md", "--against", "absent.db"), 3),
        (("r.md", "--against", "no.db"), 6),
        (("absent.md", "--against", "rectify.db"), 3),
    ):
        said = run("check", *argv)
        assert (said.code, said.out) == (code, ""), (argv, said)

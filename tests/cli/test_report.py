"""`report` as people type it: where it goes, of which inspection and day, and what is refused."""

import hashlib
import json
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rectify.deciding import correcting, progressing, registering
from rectify.language import say
from tests.conftest import NOW, Book, Run
from tests.report.telling import tell_in_chinese, tell_in_english


@pytest.fixture
def told(book: Book) -> Book:
    book.do(registering.add_inspection, unit="青石县水利局", feedback="2023-02-10")
    book.do(registering.add_issue, "票据未核销", deadline="2023-05-31")
    book.do(registering.add_issue, "印章未登记")
    book.do(
        progressing.log_action, "核销票据", issues="1", on="2023-05-20", outcomes=("核销=30余张",), rules=("票据办法",)
    )
    book.do(progressing.complete, "1", on="2023-06-02")
    return book


# --- where it goes


def test_it_goes_to_standard_output_and_nothing_else_does(told: Book, run: Run) -> None:
    said = run("report")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("# 青石县水利局关于检查反馈意见整改进展情况的报告\n")
    assert run("report", "-o", "-") == said


@pytest.mark.parametrize("name", ["报告.md", "report.MD", "report", "夹/报告.md"])
def test_it_goes_into_a_file(told: Book, run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "夹").mkdir()
    said = run("report", "-o", name, RECTIFY_LANG="zh")
    assert (said.code, said.out) == (0, "")
    assert (tmp_path / name).read_bytes().decode() == run("report").out
    assert said.err == f"报告已写入 {tmp_path / name}\n"


def test_an_old_report_is_replaced_whole(told: Book, run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text("old" * 10_000, encoding="utf-8")
    run("report", "-o", "r.md")
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == run("report").out


@pytest.mark.parametrize(
    ("name", "code"),
    [("夹", 4), ("没有/报告.md", 4), ("报告.xyz", 2), ("", 2), ("rectify.db", 4), ("/dev/null", 4)],
)
def test_a_place_that_takes_no_report_is_refused_and_left_as_it_was(
    told: Book, run: Run, unchanged: Any, name: str, code: int
) -> None:
    (told.path.parent / "夹").mkdir()
    with unchanged():
        said = run("report", "-o", name, RECTIFY_LANG="zh")
    assert (said.code, said.out) == (code, "")
    assert said.err.startswith("rectify: ")
    assert len(said.err.splitlines()) <= 2


def test_a_link_to_the_ledger_is_the_ledger(told: Book, run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.md").symlink_to(tmp_path / "rectify.db")
    before = told.bytes
    said = run("report", "-o", "report.md", RECTIFY_LANG="en")
    assert said.code == 4
    assert "is a ledger or another database" in said.err
    assert told.bytes == before


def test_it_writes_nothing_to_the_ledger(told: Book, run: Run) -> None:
    before = told.bytes
    for options in ((), ("--basis", "--since", "2023-05-31"), ("--kind", "progress", "--as-of", "2023-06-01")):
        assert run("report", *options).code == 0
    assert told.bytes == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_a_full_disk_is_told_of_zips_as_of_texts(told: Book, environ: dict[str, str], format_: str) -> None:
    """A zip that is thrown away tries to write its end: nobody hears of that."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "rectify", "report", "--format", format_]
        done = subprocess.run(
            command, cwd=told.path.parent, env=environ, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 74
    assert len(done.stderr.splitlines()) == 1, done.stderr.decode()


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_file_for_which_the_disk_has_no_room_is_not_there(
    told: Book, environ: dict[str, str], suffix: str, tmp_path: Path
) -> None:
    pytest.importorskip("resource", reason="limits on the size of a file are POSIX")
    program = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
runpy.run_module("rectify", run_name="__main__", alter_sys=True)
"""
    command = [sys.executable, "-c", program, "report", "-o", str(tmp_path / f"report.{suffix}")]
    environ = {**environ, "RECTIFY_LANG": "en"}
    done = subprocess.run(command, cwd=told.path.parent, env=environ, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (74, b"")
    assert done.stderr.decode() == f"rectify: {say('en', 'errors.disk-full')}\n"
    assert not [each.name for each in tmp_path.iterdir() if "report" in each.name or each.suffix == ".tmp"]


@pytest.mark.parametrize("option", ["--to", "--letterhead", "--number", "--template", "--outline", "--posts"])
def test_an_option_without_a_value_is_told(told: Book, run: Run, option: str) -> None:
    said = run("report", option, " ", RECTIFY_LANG="en")
    assert (said.code, said.out) == (2, "")
    assert said.err == f"rectify: {say('en', 'errors.option-empty', option=option)}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_told_and_the_report_has_no_last_line(told: Book, environ: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "rectify", "report"]
        done = subprocess.run(
            command, cwd=told.path.parent, env=environ, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 74
    assert len(done.stderr.splitlines()) == 1


def test_as_a_process_it_writes_utf8_with_plain_line_ends(told: Book, process: Run, run: Run) -> None:
    assert process("report", "--as-of", "2023-06-30", PYTHONIOENCODING="ascii").out == run("report").out


# --- of which inspection and day


def test_the_newest_inspection_unless_another_is_named(told: Book, run: Run) -> None:
    told.do(registering.add_inspection, code="2023-9", unit="白石县农业局", feedback="2023-06-01")
    said = run("report", RECTIFY_LANG="zh")
    assert "白石县农业局" in said.out
    assert said.err == "台账里有2次检查，这份报告是 2023-9 的；其他的用 --inspection 指明。\n"
    named = run("report", "--inspection", "2023-1")
    assert "**1.关于“票据未核销”的问题。**" in named.out
    assert "| 1      | 票据未核销" in named.out, "of one inspection the code is not said"
    assert ("青石县水利局" in named.out, named.err) == (True, "")
    assert run("report", "--inspection", "2023-7").code == 3


def test_a_void_inspection_is_no_other_one(told: Book, run: Run) -> None:
    told.do(registering.add_inspection, code="2023-9")
    told.do(correcting.void, "2023-9/", "登记错了")
    assert run("report").err == ""


def test_without_a_day_it_is_as_of_today(told: Book, run: Run) -> None:
    assert run("report").out == run("report", "--as-of", "2023-06-30").out == run("report", "--as-of", "今天").out
    later = run("report", now=datetime(2023, 7, 1, 2, 0, tzinfo=UTC)).out
    assert "截至2023年7月1日" in later
    assert "\n2023年7月1日\n" in later, "the day of the signature"


def test_the_same_ledger_and_day_give_the_same_bytes_whenever_it_is_asked(told: Book, run: Run) -> None:
    later = run("report", "--as-of", "2023-06-15", now=datetime(2024, 1, 1, tzinfo=UTC))
    assert run("report", "--as-of", "2023-06-15") == later


@pytest.mark.parametrize(
    ("options", "code", "told_so"),
    [
        (("--as-of", "2023-07-01"), 4, "2023-07-01 还没有到（今天是 2023-06-30）"),
        (("--since", "2023-07-01"), 2, "--since 的 2023-07-01 晚于报告截止的 2023-06-30"),
        (("--as-of", "2023-05-01", "--since", "2023-06-01"), 2, "晚于报告截止的 2023-05-01"),
        (("--as-of", "2月30日"), 2, "2月30日"),
        (("--since", "不详"), 2, "不详"),
        (("--kind", "full"), 2, "--kind 只能是：rectification, progress, register, lists, slip, summary。"),
    ],
)
def test_days_and_kinds_that_cannot_be_are_refused(
    told: Book, run: Run, options: tuple[str, ...], code: int, told_so: str
) -> None:
    said = run("report", *options, RECTIFY_LANG="zh")
    assert (said.code, said.out) == (code, "")
    assert told_so in said.err


def test_the_language_is_the_ledgers_unless_another_is_asked_for(told: Book, run: Run) -> None:
    assert run("report", RECTIFY_LANG="en").out == run("report", RECTIFY_LANG="zh").out
    assert run("report", "--lang", "en").out.startswith("# Rectification report: ")


def test_no_ledger_and_no_inspection_say_how_to_begin(run: Run, book: Book) -> None:
    nothing = run("report", RECTIFY_LANG="zh")
    assert (nothing.code, nothing.out) == (3, "")
    assert "rectify add-issue" in nothing.err
    book.do(registering.add_inspection)
    book.do(correcting.void, "/", "登记错了")
    empty = run("report", RECTIFY_LANG="zh")
    assert (empty.code, empty.out) == (3, "")
    assert "还没有检查" in empty.err


# --- the head, and figures for programs


def test_the_last_line_is_the_head_that_common_tools_compute(told: Book, run: Run) -> None:
    last = run("report").out.splitlines()[-1]
    bodies = sqlite3.connect(told.path).execute("SELECT body FROM entry ORDER BY seq").fetchall()
    head = hashlib.sha256("".join(f"{body}\n" for (body,) in bodies).encode()).hexdigest()
    assert last == f"台账 11111111-1111-4111-8111-111111111111，记录 {len(bodies)} 条，文本摘要 {head}"
    told.do(registering.add_issue, "再来一个")
    assert head not in run("report").out


def test_json_gives_the_figures_of_the_report(told: Book, run: Run, tmp_path: Path) -> None:
    said = run("report", "--json", "--since", "2023-05-31", "-o", "r.md")
    found = json.loads(said.out)
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert (found["format"], found["kind"], found["as_of"], found["since"]) == (
        1,
        "rectification",
        "2023-06-30",
        "2023-05-31",
    )
    assert (found["figures"]["issues"], found["figures"]["completed"], found["gained"], found["lost"]) == (2, 1, 1, 0)
    assert found["outcomes"] == [{"name": "核销", "unit": "张", "quantity": "30", "at_least": True, "outcomes": 1}]
    assert found["rules"] == ["票据办法"]
    assert found["actions"]["other"] == 1
    assert found["head"]["text"] in text
    assert text.startswith(f"# {found['title']}\n")
    assert json.loads(run("report", "--json").out)["figures"] == found["figures"]


def test_the_help_says_which_day_is_the_default(run: Run) -> None:
    for language, told_so in (("zh", "不写则是今天"), ("en", "else today")):
        text = run("report", "--help", RECTIFY_LANG=language).out
        assert told_so in re.sub(r"\s+", " ", text).replace(" ", "" if language == "zh" else " ")
        assert "…" not in text
    assert NOW.date().isoformat() not in text


# --- a page is read back


@pytest.mark.parametrize("tell", [tell_in_chinese, tell_in_english])
def test_the_register_as_a_page_is_read_back_issue_by_issue(book: Book, run: Run, tmp_path: Path, tell: Any) -> None:
    tell(Book(book.path, language="zh" if tell is tell_in_chinese else "en"))
    assert run("report", "--kind", "register", "-o", "page.html").code == 0
    (tmp_path / "new").mkdir()
    read = json.loads(run("import", "../page.html", "--dry-run", "--json", cwd=tmp_path / "new").out)
    with book.view() as view:
        issues = list(view.issues())
        aspects = [each.title for each in view.aspects(1) if view.count_under("aspect", each.id)]
    assert not all(issue.aspect for issue in issues)  # the page's heading for those is no aspect

    def bare(title: str) -> str:
        return re.sub(r"^关于(.+)的问题$", r"\1", title)  # a frame, which the report sets anew

    assert [each["title"] for each in read["aspects"]] == aspects
    assert [
        (
            each["title"],
            each.get("claim"),
            each.get("deadline", {}).get("edtf"),
            each.get("deadline", {}).get("words", ""),
        )
        for each in read["issues"]
    ] == [(bare(each.title), each.claim, each.deadline and each.deadline.edtf, "") for each in issues]


@pytest.mark.parametrize("tell", [tell_in_chinese, tell_in_english])
def test_pictures_and_their_figures_are_not_taken_for_issues(book: Book, run: Run, tmp_path: Path, tell: Any) -> None:
    tell(Book(book.path, language="zh" if tell is tell_in_chinese else "en"))
    (tmp_path / "new").mkdir()

    def read(name: str) -> Any:
        found = json.loads(run("import", f"../{name}", "--dry-run", "--json", cwd=tmp_path / "new").out)
        return [{key: value for key, value in each.items() if key != "place"} for each in found["issues"]]

    assert run("report", "-o", "page.html").code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    bare = re.sub(r"<figure\b.*?</figure>", "", page, flags=re.DOTALL)
    assert len(bare) < len(page)
    (tmp_path / "bare.html").write_text(bare, encoding="utf-8")
    assert read("page.html") == read("bare.html")


def test_slips_are_made_of_the_issues_named_and_of_no_other(told: Book, run: Run) -> None:
    told.do(registering.add_issue, "登记错了")
    told.do(correcting.void, "2", "重复")
    told.do(registering.add_inspection, code="2023-9", unit="白石县农业局")
    told.do(registering.add_issue, "账实不符", inspection="2023-9")
    assert (
        run("report", "--kind", "slip", "--issues", "2023-1/1", "--inspection", "2023-1").out.count("票据未核销") == 1
    )
    for options, code, sentence in (
        (("--issues", "2023-1/2", "--inspection", "2023-1"), 4, "重复"),
        (("--issues", "2023-1/1"), 2, "--inspection 2023-1"),
        (("--issues", "2023-1/7"), 3, "7"),
    ):
        said = run("report", "--kind", "slip", *options, RECTIFY_LANG="zh")
        assert (said.code, said.out) == (code, "")
        assert sentence in said.err
    assert run("report", "--issues", "2023-1/1").code == 2

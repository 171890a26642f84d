"""The writing commands as people type them: what they record, what they say, and what they refuse."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rectify.acts import Amend, Complete, Extend, LogAction, Reopen, Undo, Void, Write
from rectify.acts.codec import to_json
from rectify.cli.registry import COMMANDS
from rectify.ledger import Ledger
from rectify.model.dates import When
from rectify.view.text import width
from tests.conftest import Book, Run, contents

STORY: list[tuple[tuple[str, ...], str, str]] = [
    (("init", "--unit", "某局", "--feedback", "2023-02-14"), "已登记检查 2023-1", "inspection 2023-1 registered"),
    (("add-aspect", "甲", "--claimed", "2"), "第 1 方面：甲", "aspect 1 added: 甲"),
    (("add-issue", "题", "--aspect", "1", "--deadline", "2023-06-01"), "问题 1：题", "issue 1 added: 题"),
    (("add-issue", "子", "--under", "1"), "问题 1-1：子", "issue 1-1 added: 子"),
    (("add-measure", "1", "措施", "--deadline", "9月"), "措施 m1：措施", "measure m1 added to issue 1: 措施"),
    (
        ("log-action", "1", "会", "--on", "5月12日"),
        "行动 a1（2023年5月12日（年份推定））",
        "action a1 (12 May 2023 (year inferred))",
    ),
    (("log-action", "--whole", "会"), "用于整个检查", "for the inspection as a whole"),
    (("attach", "1,a1", "rectify.db"), "佐证材料 e1（问题 1、a1）", "evidence e1 attached to issue 1, a1"),
    (("complete", "m1"), "措施 m1：已完成", "measure m1: completed"),
    (("complete", "1-1", "--partial"), "问题 1-1：部分完成", "issue 1-1: partially complete"),
    (("complete", "1", "--by", "局长"), "问题 1：已完成", "issue 1: completed"),
    (("review", "1", "return", "--note", "不实", "--by", "组长"), "问题 1：退回", "issue 1: returned"),
    (("complete", "1", "--by", "局长"), "问题 1：已完成", "issue 1: completed"),
    (("reopen", "1", "--reason", "反弹"), "问题 1 已重新打开", "issue 1 reopened"),
    (("extend", "1", "--to", "2024-01", "--reason", "理由"), "2024年1月", "January 2024"),
    (("assign", "1,1-1", "--owner", "张"), "问题 1, 1-1", "issue 1, 1-1"),
    (("amend", "1", "--title", "新题"), "已更正 问题 1：标题", "issue 1 amended: title"),
    (("void", "a2", "--reason", "重复"), "已作废 a2：重复", "a2 made void: 重复"),
    (("write", "opening", "话"), "已写入“开头”", "“opening” written"),
    (("undo",), "已撤回第 20 条", "entry 20 taken back"),
    (("add-inspection", "--code", "X"), "已登记检查 X", "inspection X registered"),
]
"""Every writing command, with what it answers."""


def test_the_story_has_every_writing_command() -> None:
    writing = {name for name, (module, _, group) in COMMANDS.items() if group == "record"}
    assert {argv[0] for argv, _, _ in STORY} == writing


@pytest.mark.parametrize(("language", "at"), [("zh", 1), ("en", 2)])
def test_every_command_says_what_it_recorded_and_where(run: Run, tmp_path: Path, language: str, at: int) -> None:
    """One line of answer on stdout; the ledger, by name, on stderr."""
    for number, line in enumerate(STORY, 2):
        said = run(*line[0], "--lang", language)
        assert said.code == 0, said
        assert said.out.count("\n") == 1
        assert str(line[at]) in said.out
        notes = said.err.splitlines()
        assert str(tmp_path / "rectify.db") in notes[0]
        assert any(re.search(rf"\b{number}\b", note) for note in notes[:2])
        assert (len(notes) > 1) is (line[0][0] == "init" or line[0] == ("complete", "1", "--by", "局长"))


def test_with_json_it_prints_what_stands_in_the_journal(run: Run, tmp_path: Path) -> None:
    printed = []
    for argv, _, _ in STORY:
        said = run(*argv, "--json")
        data = json.loads(said.out)
        assert (said.code, data["format"]) == (0, 1)
        printed += data["entries"]
    with Ledger.reading(tmp_path / "rectify.db") as ledger:
        assert printed == [{"entry": entry.seq, **to_json(entry)} for entry in ledger.entries(2)]
        assert list(ledger.faults()) == []


def last(folder: Path) -> Any:
    with Ledger.reading(folder / "rectify.db") as ledger:
        *_, entry = ledger.entries()
    return entry


# --- the four calls of the design card


def test_the_four_calls_in_an_empty_folder(process: Run, tmp_path: Path) -> None:
    assert process("add-issue", "关于甲的问题。").code == 0
    assert process("log-action", "1", "开会研究").code == 0
    assert process("complete", "1").code == 0
    status = process("status", "--json")
    figures = json.loads(status.out)
    assert (figures["format"], figures["issues"], figures["completed"], figures["closed"]) == (1, 1, 1, 0)
    assert figures["progress"] == 1.0
    report = process("report", "--lang", "zh")
    assert report.code == 0
    assert "关于甲的问题" in report.out
    assert "开会研究" in report.out
    assert [each.name for each in tmp_path.iterdir()] == ["rectify.db"]


@pytest.mark.parametrize(
    "argv",
    [
        ("status",),
        ("list",),
        ("report",),
        ("show", "1"),
        ("timeline",),
        ("history",),
        ("log-action", "1", "会"),
        ("complete", "1"),
        ("undo",),
        ("write", "opening", "话"),
    ],
    ids=lambda argv: argv[0],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_ledger_the_first_step_is_told_and_nothing_is_made(
    run: Run, tmp_path: Path, argv: tuple[str, ...], language: str
) -> None:
    said = run(*argv, "--lang", language)
    assert (said.code, said.out) == (3, "")
    assert "rectify add-issue" in said.err
    assert list(tmp_path.iterdir()) == []


# --- texts


def test_a_dash_takes_the_text_from_standard_input(run: Run, tmp_path: Path) -> None:
    said = run("add-issue", "-", stdin="第一行\r\n第二行\n".encode())
    assert said.code == 0
    assert said.out.count("\n") == 1, "on one line, whatever the text holds"
    assert last(tmp_path).act.title == "第一行\n第二行"
    run("log-action", "1", "-", stdin="会".encode())
    assert last(tmp_path).act.text == "会"
    run("complete", "1", "--effect", "-", stdin="到位".encode())
    assert last(tmp_path).act.effect == "到位"


def test_odd_characters_are_kept_and_never_act_in_the_terminal(run: Run, tmp_path: Path) -> None:
    title = "关于[/]“甲”\x1b[31m\u202e红 {name} %s `x` <b> =1+1\u200b"
    said = run("add-issue", title)
    assert last(tmp_path).act.title == title
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out
    assert "[/]" in said.out
    assert "{name}" in said.out


def test_a_title_that_begins_with_a_dash_is_put_behind_two(run: Run, tmp_path: Path) -> None:
    assert run("add-issue", "--", "--owner").code == 0
    assert last(tmp_path).act.title == "--owner"


# --- options


def test_who_decided_and_who_entered_are_kept_apart(run: Run, tmp_path: Path) -> None:
    run("add-issue", "题")
    assert (last(tmp_path).by, last(tmp_path).entered_by) == ("clerk", "clerk")
    run("complete", "1", "--as", "小李", "--by", "王局长")
    assert (last(tmp_path).by, last(tmp_path).entered_by) == ("王局长", "小李")
    run("reopen", "1", "--reason", "反弹", RECTIFY_ACTOR="老赵")
    assert (last(tmp_path).by, last(tmp_path).entered_by) == ("老赵", "老赵")


def test_options_reach_the_act(run: Run, tmp_path: Path) -> None:
    run("add-issue", "题", "--deadline", "2023-06-01")
    run(
        "log-action",
        "1",
        "会",
        "--date",
        "2023-05-12",
        "--kind",
        "meeting",
        "--outcome",
        "训练=50余人",
        "--outcome",
        "追回=3.5万元",
        "--rule",
        "《甲》",
        "--rule",
        "乙",
    )
    act = last(tmp_path).act
    assert isinstance(act, LogAction)
    assert (act.kind, [each.quantity for each in act.outcomes], act.rules) == ("meeting", ["50", "3.5"], ("甲", "乙"))
    assert last(tmp_path).on == When("2023-05-12")
    run("complete", "1", "--standing", "--effect", "常抓")
    assert last(tmp_path).act == Complete("standing", (1,), (), "常抓")
    run("reopen", "1", "--reason", "反弹")
    assert last(tmp_path).act == Reopen((1,), "反弹")
    run("extend", "1", "--to", "2024-01", "--reason", "理由")
    assert last(tmp_path).act == Extend((1,), When("2024-01"), "理由")
    run("amend", "1", "--title", "新", "--severity", "high", "--reason", "抄错")
    assert last(tmp_path).act == Amend("i1", {"title": "新", "severity": "high"}, "抄错")
    run("void", "a1", "--reason", "重复")
    assert last(tmp_path).act == Void("a1", "重复")
    run("write", "next", "下一步")
    assert last(tmp_path).act == Write(1, "next", "下一步")
    run("undo")
    assert last(tmp_path).act == Undo((10,))


def test_what_an_inspector_would_ask_is_pointed_out(run: Run) -> None:
    run("add-issue", "题", "--acceptance", "看得见的变化")
    run("add-issue", "子", "--under", "1")
    said = run("complete", "1", "--lang", "zh")
    assert "没有任何整改行动" in said.err
    assert "1-1" in said.err
    assert "看得见的变化" in said.err
    run("log-action", "1-1", "会")
    assert "没有任何整改行动" not in run("complete", "1-1", "--lang", "zh").err


def test_init_stands_where_it_is_told_and_only_once(run: Run, tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    assert run("init").code == 0
    assert run("init", cwd=below).code == 0, "a ledger of a parent folder is another one"
    assert run("init", "--ledger", "other.db").code == 0
    before = contents(tmp_path)
    said = run("init", "--lang", "en")
    assert (said.code, said.out) == (4, "")
    assert "add-inspection" in said.err
    assert contents(tmp_path) == before


def test_a_ledger_in_a_parent_folder_is_used(run: Run, tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    run("add-issue", "题")
    said = run("log-action", "1", "会", cwd=deep)
    assert str(tmp_path / "rectify.db") in said.err
    assert list(deep.iterdir()) == []


# --- bad input: one sentence, the right code, nothing on stdout, nothing changed

Prepared = Callable[[Path], None]


def not_sqlite(folder: Path) -> None:
    (folder / "rectify.db").write_text("Dear diary, " * 100)


def foreign(folder: Path) -> None:
    (folder / "rectify.db").unlink()
    with closing(sqlite3.connect(folder / "rectify.db")) as db:
        db.execute("CREATE TABLE issues(id)")
        db.execute("PRAGMA user_version = 1")


def nearly(folder: Path) -> None:
    """Our mark on a file without our tables."""
    (folder / "rectify.db").unlink()
    with closing(sqlite3.connect(folder / "rectify.db")) as db:
        db.execute("CREATE TABLE issues(id)")
        db.execute(f"PRAGMA application_id = {int.from_bytes(b'RCTY', 'big')}")


def newer(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "rectify.db")) as db:
        db.execute("PRAGMA user_version = 99")


def a_folder(folder: Path) -> None:
    (folder / "rectify.db").unlink()
    (folder / "rectify.db").mkdir()


def a_pipe(folder: Path) -> None:
    (folder / "rectify.db").unlink()
    os.mkfifo(folder / "rectify.db")


def as_it_is(folder: Path) -> None:
    del folder


BAD: dict[str, tuple[tuple[str, ...], int, str, bytes, Prepared]] = {
    "an empty title": (("add-issue", ""), 2, "标题", b"", as_it_is),
    "a title of blanks": (("add-issue", "  \u3000 "), 2, "标题", b"", as_it_is),
    "an empty text": (("log-action", "1", ""), 2, "正文", b"", as_it_is),
    "a text over 20,000 characters": (("add-issue", "长" * 20_001), 2, "20001", b"", as_it_is),
    "the same from standard input": (("add-issue", "-"), 2, "20001", ("长" * 20_001).encode(), as_it_is),
    "a NUL": (("add-issue", "-"), 2, "第 4 个", "关于甲\0乙".encode(), as_it_is),
    "bytes that are no text": (("add-issue", "甲\udcff"), 2, "第 2 个", b"", as_it_is),
    "such bytes in a name": (("complete", "\udcff/1"), 2, "看不懂", b"", as_it_is),
    "such bytes in a code": (("init", "--ledger", "new.db", "--code", "\udcff"), 2, "代号", b"", as_it_is),
    "such bytes in who": (("complete", "1", "--by", "\udcff"), 2, "第 1 个", b"", as_it_is),
    "such bytes from standard input": (("add-issue", "-"), 6, "UTF-8", b"\xed\xa0\x80", as_it_is),
    "an unknown issue": (("complete", "9"), 3, "“9”", b"", as_it_is),
    "an unknown issue among others": (("log-action", "1,9", "会"), 3, "“9”", b"", as_it_is),
    "an unknown aspect": (("add-issue", "题", "--aspect", "9"), 3, "“9”", b"", as_it_is),
    "an unknown inspection": (("add-issue", "题", "--inspection", "9"), 3, "“9”", b"", as_it_is),
    "a number given twice": (("add-issue", "题", "--number", "1"), 4, "1", b"", as_it_is),
    "an aspect given twice": (("add-aspect", "题", "--number", "1"), 4, "1", b"", as_it_is),
    "a number too large": (("add-issue", "题", "--number", "9" * 30), 2, "整数", b"", as_it_is),
    "a count too large": (("add-aspect", "题", "--claimed", "9" * 30), 2, "整数", b"", as_it_is),
    "a deadline before feedback": (("add-issue", "题", "--deadline", "2023-02-13"), 4, "2023-02-14", b"", as_it_is),
    "a deadline moved before feedback": (("extend", "1", "--to", "2023-02-13"), 4, "2023-02-14", b"", as_it_is),
    "an impossible date": (("complete", "1", "--on", "2月30日"), 2, "29", b"", as_it_is),
    "a day to come": (("complete", "1", "--on", "2123-01-01"), 4, "还没有到", b"", as_it_is),
    "completing a void issue": (("complete", "2"), 4, "作废", b"", as_it_is),
    "an action for a void issue": (("log-action", "2", "会"), 4, "作废", b"", as_it_is),
    "completing twice": (("complete", "3"), 4, "已完成", b"", as_it_is),
    "two claims at once": (("complete", "1", "--partial", "--standing"), 2, "--partial", b"", as_it_is),
    "an outcome that counts nothing": (("log-action", "1", "会", "--outcome", "很多"), 2, "很多", b"", as_it_is),
    "an outcome too large": (("log-action", "1", "会", "--outcome", "款=99999999999999万元"), 2, "太大", b"", as_it_is),
    "an entry that is not there": (("undo", "9" * 30), 3, "9", b"", as_it_is),
    "an entry that something stands on": (("undo", "4"), 4, "撤回", b"", as_it_is),
    "an amendment of nothing": (("amend", "1"), 2, "--title", b"", as_it_is),
    "a ledger that is not SQLite": (("add-issue", "题"), 6, "SQLite", b"", not_sqlite),
    "the same to read": (("list",), 6, "SQLite", b"", not_sqlite),
    "another program's SQLite file": (("add-issue", "题"), 6, "别的程序", b"", foreign),
    "another program's file to read": (("report",), 6, "别的程序", b"", foreign),
    "a file that bears our mark and nothing else": (("list",), 6, "别的程序", b"", nearly),
    "a newer format": (("add-issue", "题"), 4, "升级", b"", newer),
    "a directory": (("add-issue", "题"), 6, "文件夹", b"", a_folder),
    "a directory to read": (("status",), 6, "文件夹", b"", a_folder),
    "a pipe": (("add-issue", "题"), 6, "普通文件", b"", a_pipe),
    "a pipe to read": (("status",), 6, "普通文件", b"", a_pipe),
    "a folder that is not there": (("add-issue", "题", "--ledger", "none/rectify.db"), 3, "none", b"", as_it_is),
}


@pytest.fixture(scope="module")
def raw(ledger: Callable[..., Book]) -> bytes:
    """Feedback on 14 February; aspect 1; issue 1 as it came, 2 void, 3 completed."""
    from rectify.deciding import correcting, progressing, registering

    book = ledger()
    book.do(registering.add_inspection, feedback="2023-02-14")
    book.do(registering.add_aspect, "甲")
    for _ in range(3):
        book.do(registering.add_issue, "题")
    book.do(correcting.void, "2", "重复")
    book.do(progressing.complete, "3")
    book.do(progressing.log_action, "会", issues="1")
    return book.bytes


@pytest.mark.parametrize("what", BAD)
def test_bad_input_in_chinese(run: Run, tmp_path: Path, raw: bytes, what: str) -> None:
    argv, code, words, stdin, prepare = BAD[what]
    (tmp_path / "rectify.db").write_bytes(raw)
    prepare(tmp_path)
    before = contents(tmp_path)
    said = run(*argv, "--lang", "zh", stdin=stdin)
    assert (said.code, said.out) == (code, "")
    assert said.err.count("\n") == 1
    assert words in said.err
    assert width(said.err) > len(said.err), "in Chinese"
    assert re.search("[；，：。？].|只能", said.err), "it goes on to say what to do"
    assert contents(tmp_path) == before


@pytest.mark.parametrize("what", BAD)
def test_bad_input_as_a_real_command_line(process: Run, tmp_path: Path, raw: bytes, what: str) -> None:
    argv, code, _, stdin, prepare = BAD[what]
    (tmp_path / "rectify.db").write_bytes(raw)
    prepare(tmp_path)
    before = contents(tmp_path)
    said = process(*argv, stdin=stdin, LC_ALL="C.UTF-8")
    assert (said.code, said.out) == (code, "")
    assert said.err.startswith("rectify: ")
    assert said.err.count("\n") == 1
    assert not re.search("[\u4e00-\u9fff]", re.sub(r"'.*?'|\(.*?\)|/\S+", "", said.err.replace(argv[-1], ""))), (
        "in English"
    )
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "what",
    [
        what
        for what, row in BAD.items()
        if row[0][0] in ("add-issue", "add-aspect") and row[1] != 4 and row[4] is as_it_is
    ],
)
def test_bad_input_makes_no_ledger(run: Run, tmp_path: Path, what: str) -> None:
    argv, code, _, stdin, _ = BAD[what]
    said = run(*argv, stdin=stdin)
    assert (said.code, said.out) == (code, "")
    assert list(tmp_path.iterdir()) == []

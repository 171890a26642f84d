"""Registers go out, are filled in and come back: nothing changes by itself, what was changed is taken over, rivals are shown."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from rectify.cli.app import run as run_program
from rectify.deciding import correcting, progressing, registering
from rectify.language.report import WORDS
from rectify.report import KINDS
from tests.conftest import Book, Office, Run
from tests.report.telling import tell_in_chinese, tell_in_english

STORIES: dict[str, Callable[[Book], Book]] = {"zh": tell_in_chinese, "en": tell_in_english}


@pytest.fixture(params=STORIES)
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    return STORIES[request.param](Book(tmp_path / "rectify.db", language=request.param))


@pytest.fixture
def story(tmp_path: Path) -> Book:
    return tell_in_chinese(Book(tmp_path / "rectify.db"))


def sent_out(run: Run, name: str, *options: str) -> None:
    said = run("report", "-o", name, *options)
    assert (said.code, said.out) == (0, ""), said.err


class Sheet:
    """A workbook that somebody fills in."""

    def __init__(self, path: Path, sheet: str = "数据", head: int = 0) -> None:
        self.path = path
        self._book = openpyxl.load_workbook(path)
        self._sheet = self._book[sheet]
        rows = [[cell.value for cell in row] for row in self._sheet.iter_rows()]
        self._head = head or next(at for at, row in enumerate(rows, 1) if "问题" in row)
        self._fields = {str(cell.value): cell.column for cell in self._sheet[self._head] if cell.value}

    def fill(self, number: str, column: str, value: object) -> None:
        for row in range(self._head + 1, self._sheet.max_row + 1):
            if str(self._sheet.cell(row, self._fields["序号"]).value) == number:
                self._sheet.cell(row, self._fields[column]).value = value
                return
        raise AssertionError(number)

    def read(self, number: str, column: str) -> str:
        for row in range(self._head + 1, self._sheet.max_row + 1):
            if str(self._sheet.cell(row, self._fields["序号"]).value) == number:
                return str(self._sheet.cell(row, self._fields[column]).value)
        raise AssertionError(number)

    def add(self, **cells: object) -> None:
        row = self._sheet.max_row + 1
        for column, value in cells.items():
            self._sheet.cell(row, self._fields[column]).value = value

    def save(self) -> None:
        self._book.save(self.path)


# --- nothing changes by itself


@pytest.mark.parametrize("kind", ["register", "lists"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("options", [(), ("--as-of", "2023-06-15")])
def test_what_was_sent_out_comes_back_as_it_was(
    told: Book, run: Run, unchanged: Any, kind: str, suffix: str, options: tuple[str, ...]
) -> None:
    sent_out(run, f"r{suffix}", "--kind", kind, *options)
    told.do(registering.add_issue, "后来的问题")
    told.do(progressing.assign, "i3", owner="后来的人")
    told.do(progressing.log_action, "后来的行动", issues="i1")
    with unchanged():
        said = run("import", f"r{suffix}", RECTIFY_LANG="zh")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"“r{suffix}”里没有改动。\n"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("register", "lists")])
def test_csv_of_every_kind_comes_back_as_it_was(told: Book, run: Run, unchanged: Any, kind: str) -> None:
    sent_out(run, "r.csv", "--kind", kind)
    with unchanged():
        assert "没有改动" in run("import", "r.csv", RECTIFY_LANG="zh").out


def test_saved_again_by_another_program_it_is_the_same(story: Book, run: Run, tmp_path: Path, unchanged: Any) -> None:
    sent_out(run, "r.xlsx", "--kind", "register")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    book.save(tmp_path / "r.xlsx")
    with unchanged():
        assert "没有改动" in run("import", "r.xlsx", RECTIFY_LANG="zh").out


TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@|<>\"',;\\\n\t 1.２、。整改aZ_x0041\u202e\u3000\x07"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip() != "")
DAY = st.dates(date(2023, 3, 1), date(2023, 6, 1)).map(date.isoformat)


@settings(max_examples=25)
@given(data=st.data())
def test_no_ledger_changes_by_a_sheet_that_was_not_filled_in(data: st.DataObject, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("trip")
    book = Book(folder / "rectify.db")
    _tell(book, data)
    for name in ("r.xlsx", "r.csv"):
        for kind in ("register", "lists"):
            assert _run(folder, "report", "--kind", kind, "-o", name)[0] == 0
            if data.draw(st.booleans()):
                book.do(progressing.log_action, "别人后来做的", issues="i1", on="2023-06-02")
            before = book.bytes
            code, out, err = _run(folder, "import", name)
            assert (code, err) == (0, ""), err
            assert "没有改动" in out
            assert book.bytes == before


def _run(folder: Path, *argv: str) -> tuple[int, str, str]:
    world = Office(folder, {"HOME": str(folder), "LOGNAME": "clerk", "RECTIFY_LANG": "zh"})
    code = run_program(argv, world)
    assert isinstance(world.stdout, io.StringIO)
    assert isinstance(world.stderr, io.StringIO)
    err = "".join(line for line in world.stderr.getvalue().splitlines() if "报告已写入" not in line)
    return code, world.stdout.getvalue(), err


def _tell(book: Book, data: st.DataObject) -> None:
    """Several aspects of one title, sub-issues, texts of all sorts, measures and actions with them."""
    numbering = data.draw(st.sampled_from(["run-on", "by-aspect"]))
    book.do(registering.add_inspection, unit="某局", feedback="2023-02-10", numbering=numbering)
    title = data.draw(TEXT)
    for name in (title, title, data.draw(TEXT)):
        book.do(registering.add_aspect, name)
    for number in range(data.draw(st.integers(1, 6))):
        texts: dict[str, Any] = {
            name: data.draw(st.one_of(st.just(""), TEXT)) for name in ("owner", "unit", "acceptance", "response")
        }
        aspect = data.draw(st.sampled_from(["1", "2", "3"]))
        deadline = data.draw(st.one_of(st.none(), DAY, st.sampled_from(["2023年9月底前", "2023-12"])))
        book.do(registering.add_issue, data.draw(TEXT), aspect=aspect, deadline=deadline, **texts)
        key = f"i{number + 1}"
        for _ in range(data.draw(st.integers(0, 3))):
            on = data.draw(st.one_of(DAY, st.just("unknown")))
            book.do(progressing.log_action, data.draw(TEXT), issues=key, on=on, outcomes=("会=3次",))
        for _ in range(data.draw(st.integers(0, 2))):
            book.do(registering.add_measure, key, data.draw(TEXT), standard=data.draw(st.one_of(st.just(""), TEXT)))
        claim = data.draw(st.sampled_from(["", "completed", "standing", "partial"]))
        if claim:
            book.do(
                progressing.complete,
                key,
                claim=claim,
                on=data.draw(DAY),
                effect=data.draw(st.one_of(st.just(""), TEXT)),
            )
    if data.draw(st.booleans()):
        book.do(registering.add_issue, data.draw(TEXT), parent="i1")


# --- what was changed is taken over


@pytest.fixture
def filled(story: Book, run: Run, tmp_path: Path) -> Sheet:
    sent_out(run, "r.xlsx", "--kind", "register")
    return Sheet(tmp_path / "r.xlsx")


def test_who_answers_the_deadline_and_the_claim(story: Book, run: Run, filled: Sheet) -> None:
    filled.fill("3", "责任人", "赵某")
    filled.fill("2", "整改时限", "2023-10-31")
    filled.fill("3", "整改状态", "已完成")
    filled.fill("3", "完成日期", "2023-06-28")
    filled.fill("1", "整改目标", "合同都有验收单")
    filled.save()
    shown = run("import", "r.xlsx", "--dry-run", RECTIFY_LANG="zh").out
    assert "问题3 责任人：（空） → 赵某" in shown
    assert "问题2 整改时限：2023-08-31 → 2023-10-31" in shown
    assert "问题3 整改状态：部分完成 → 已完成" in shown
    said = run("import", "r.xlsx", "--on-conflict", "update", RECTIFY_LANG="zh")
    assert (said.code, said.out) == (0, "“r.xlsx”已并入：5 处改动，0 个新问题。\n")
    three = story.issue("3")
    assert (three.owner, three.claim, three.claimed_on and three.claimed_on.edtf) == ("赵某", "completed", "2023-06-28")
    assert (story.issue("2").due, story.issue("1").acceptance) == ("2023-10-31", "合同都有验收单")
    assert story.issue("2").first_deadline != story.issue("2").deadline, "a deadline moves as an extension"
    assert story.faults() == []


def test_results_and_measures(story: Book, run: Run, filled: Sheet) -> None:
    results, plan = filled.read("2", "整改成效"), filled.read("2", "整改措施")
    filled.fill("2", "整改成效", results + "\n2. 2023年6月20日，补齐签字32份，培训15人。")
    filled.fill("2", "整改措施", plan.replace("补齐付款签字", "补齐付款签字和附件") + "\n每季度抽查一次")
    filled.save()
    assert run("import", "r.xlsx", RECTIFY_LANG="zh").code == 0
    with story.view() as view:
        issue = story.issue("2")
        *_, last = view.actions(issue=issue.id)
        assert last.date.edtf == "2023-06-20"
        assert "补齐签字32份" in last.text
        measures = {measure.id: measure.text for measure in view.measures(issue.id)}
    assert measures == {1: "补齐付款签字和附件", 2: "清理往年付款", 3: "每季度抽查一次"}


def test_a_word_within_what_was_done_is_amended(story: Book, run: Run, filled: Sheet) -> None:
    filled.fill("1", "整改成效", filled.read("1", "整改成效").replace("逐份验收养护合同", "逐份验收全部养护合同"))
    filled.save()
    assert run("import", "r.xlsx", RECTIFY_LANG="zh").code == 0
    with story.view() as view:
        action = view.action(2)
    assert action
    assert (action.text, action.date.edtf, len(action.outcomes)) == ("逐份验收全部养护合同", "2023-05-20", 2)


def test_the_sheet_that_is_printed_can_be_filled_in_too(story: Book, run: Run, tmp_path: Path) -> None:
    sent_out(run, "r.xlsx", "--kind", "register")
    sheet = Sheet(tmp_path / "r.xlsx", "整改台账")
    sheet.fill("3", "责任人", "赵某")
    sheet.fill("2-1", "责任部门", "财务科")
    sheet.save()
    assert "2 处改动" in run("import", "r.xlsx", RECTIFY_LANG="zh").out
    assert (story.issue("3").owner, story.issue("2-1").unit) == ("赵某", "财务科")


def test_the_list_of_tasks_can_be_filled_in_too(story: Book, run: Run, tmp_path: Path) -> None:
    sent_out(run, "r.xlsx", "--kind", "lists")
    sheet = Sheet(tmp_path / "r.xlsx", "任务清单")
    sheet.fill("3", "整改措施", "重新盘点")
    sheet.fill("2", "完成标准", "抽查三个月无缺件")
    sheet.save()
    said = run("import", "r.xlsx", RECTIFY_LANG="zh")
    assert said.code == 0, said.err
    with story.view() as view:
        assert [each.text for each in view.measures(story.issue("3").id)] == ["重新盘点"]
        assert [each.standard for each in view.measures(story.issue("2").id)] == ["抽查三个月无缺件", ""]


def test_a_row_that_was_added_is_a_new_issue(story: Book, run: Run, filled: Sheet) -> None:
    filled.add(问题="食堂账目不清", 方面="聚焦作风建设", 责任人="钱某", 整改时限="2023-09-30", 整改状态="未启动")
    filled.save()
    assert "新问题：食堂账目不清" in run("import", "r.xlsx", "--dry-run", RECTIFY_LANG="zh").out
    assert run("import", "r.xlsx").code == 0
    with story.view() as view:
        *_, new = view.issues(sort="id")
        assert (new.title, new.owner, new.due, new.aspect) == ("食堂账目不清", "钱某", "2023-09-30", 2)


def test_the_same_file_again_changes_nothing(story: Book, run: Run, filled: Sheet, unchanged: Any) -> None:
    filled.fill("3", "责任人", "赵某")
    filled.save()
    assert run("import", "r.xlsx").code == 0
    with unchanged():
        assert "没有改动" in run("import", "r.xlsx", RECTIFY_LANG="zh").out


def test_csv_can_be_filled_in_too(story: Book, run: Run, tmp_path: Path) -> None:
    sent_out(run, "r.csv", "--kind", "register")
    rows = list(csv.reader(io.StringIO((tmp_path / "r.csv").read_bytes().decode("utf-8-sig"), newline="")))
    rows[3][rows[0].index("责任人")] = "'=赵某"
    with (tmp_path / "r.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    assert run("import", "r.csv").code == 0
    with story.view() as view:
        issue = view.issue(int(rows[3][0]))
    assert issue
    assert issue.owner == "=赵某", "the apostrophe is the file's"


# --- what cannot be taken over is said


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("验收意见", "同意销号"),
        ("行动", 99),
        ("原定时限", "2022-01-01"),
        ("责任人", None),
        ("序号", "77"),
        ("方面", "另一方面"),
    ],
)
def test_what_a_sheet_cannot_change_is_left_and_said(
    story: Book, run: Run, filled: Sheet, unchanged: Any, column: str, value: object
) -> None:
    filled.fill("1", column, value)
    filled.save()
    with unchanged():
        said = run("import", "r.xlsx", RECTIFY_LANG="zh")
    assert said.code == 0
    assert f"没有采用：问题1 {column} 改成了“{'（空）' if value is None else value}”" in said.err


@pytest.mark.parametrize(
    ("number", "column", "value", "words"),
    [
        ("2", "整改时限", "2023-08-01", "时限"),
        ("2", "整改时限", "下次开会", "下次开会"),
        ("1", "整改状态", "未启动", "未启动"),
        ("7", "整改状态", "整改中", "没有写做了什么"),
        ("1", "整改状态", "好了", "好了"),
        ("4", "完成日期", "2023-06-01", "完成日期"),
        ("1", "完成日期", "2月30日", "2月30日"),
    ],
)
def test_what_the_rules_refuse_stops_the_file_and_names_the_issue(
    story: Book, run: Run, filled: Sheet, unchanged: Any, number: str, column: str, value: str, words: str
) -> None:
    filled.fill("3", "责任人", "赵某")
    filled.fill(number, column, value)
    filled.save()
    with unchanged():
        said = run("import", "r.xlsx", RECTIFY_LANG="zh")
    assert said.code in (2, 4)
    assert said.out == ""
    assert words in said.err


def test_a_sheet_of_a_later_ledger_is_refused(story: Book, run: Run, tmp_path: Path, unchanged: Any) -> None:
    shutil.copy(story.path, tmp_path / "older.db")
    story.do(progressing.assign, "i3", owner="赵某")
    sent_out(run, "r.xlsx", "--kind", "register")
    with unchanged():
        said = run("import", "r.xlsx", "--ledger", "older.db", RECTIFY_LANG="en")
    assert (said.code, said.out) == (4, "")
    assert "use the ledger that it came from" in said.err


def test_in_another_ledger_it_is_a_register_like_any_other(story: Book, run: Run, tmp_path: Path) -> None:
    sent_out(run, "r.xlsx", "--kind", "register")
    said = run("import", "r.xlsx", "--ledger", "other.db", RECTIFY_LANG="zh")
    assert said.code == 0, said.err
    assert "已导入" in said.out


# --- conflicts


@pytest.fixture
def rival(story: Book, filled: Sheet) -> Sheet:
    filled.fill("3", "责任人", "赵某")
    filled.fill("1", "责任人", "钱某")
    filled.save()
    story.do(progressing.assign, "3", owner="孙某")
    return filled


def test_a_conflict_shows_all_values_and_stops(story: Book, run: Run, rival: Sheet, unchanged: Any) -> None:
    with unchanged():
        said = run("import", "r.xlsx", RECTIFY_LANG="zh")
        shown = run("import", "r.xlsx", "--dry-run", RECTIFY_LANG="zh")
    assert (said.code, said.out) == (4, "")
    words = "冲突：问题3 责任人：发出时“（空）”，台账现在“孙某”，表里“赵某”"
    assert words in said.err
    assert words in shown.out
    told = json.loads(run("import", "r.xlsx", "--dry-run", "--json").out)
    assert [(each["issue"], each["field"], each["rival"]) for each in told["changes"]] == [
        ("1", "owner", ""),
        ("3", "owner", "ledger"),
    ]


@pytest.mark.parametrize(("how", "owner"), [("update", "赵某"), ("skip", "孙某")])
def test_a_conflict_goes_as_it_is_asked_for(story: Book, run: Run, rival: Sheet, how: str, owner: str) -> None:
    assert run("import", "r.xlsx", "--on-conflict", how).code == 0
    assert (story.issue("3").owner, story.issue("1").owner) == (owner, "钱某")


def test_what_both_changed_alike_is_no_conflict(story: Book, run: Run, filled: Sheet, unchanged: Any) -> None:
    filled.fill("3", "责任人", "赵某")
    filled.save()
    story.do(progressing.assign, "3", owner="赵某")
    with unchanged():
        assert "没有改动" in run("import", "r.xlsx", RECTIFY_LANG="zh").out


def test_new_lines_on_both_sides_are_no_conflict(story: Book, run: Run, filled: Sheet) -> None:
    filled.fill("4", "整改成效", filled.read("4", "整改成效") + "\n2023年6月21日，回访3个村。")
    filled.save()
    story.do(progressing.log_action, "印制联系卡", issues="4", on="2023-06-22")
    assert run("import", "r.xlsx").code == 0
    with story.view() as view:
        texts = [each.text for each in view.actions(issue=story.issue("4").id)]
    assert len(texts) == 3


def test_two_sheets_that_do_not_agree_are_refused(story: Book, run: Run, tmp_path: Path, unchanged: Any) -> None:
    sent_out(run, "r.xlsx", "--kind", "register")
    for name, owner in (("数据", "赵某"), ("整改台账", "钱某")):
        sheet = Sheet(tmp_path / "r.xlsx", name)
        sheet.fill("3", "责任人", owner)
        sheet.save()
    with unchanged():
        said = run("import", "r.xlsx", "--on-conflict", "update", RECTIFY_LANG="zh")
    assert (said.code, said.out) == (4, "")
    assert "一张表里“赵某”，另一张里“钱某”" in said.err


def test_an_issue_that_was_taken_out_meanwhile_is_told(story: Book, run: Run, filled: Sheet) -> None:
    story.do(correcting.void, "7", "重复")
    assert "没有采用：问题7" in run("import", "r.xlsx", RECTIFY_LANG="zh").err


def test_the_words_of_all_columns_are_told_apart() -> None:
    """But for one: people are told the names of evidence where programs are told how many, and never on the same sheet."""
    from rectify.report.register import _DATA, _PRINTED
    from rectify.report.sent import _ISSUES, _TASKS

    assert "proof" not in _DATA
    assert "evidence" not in [spec.field for spec in _PRINTED]
    for language in (0, 1):
        for fields in (_ISSUES, _TASKS):
            titles = [WORDS[f"column-{field}"][language] for field in dict.fromkeys(fields) if field != "proof"]
            assert len(set(titles)) == len(titles)


# --- a file for each department, out and back


@pytest.fixture
def departments(book: Book) -> Book:
    book.do(registering.add_inspection, unit="某局", feedback="2023-02-10")
    for title, unit in (
        ("账目不清", "财务科、审计科"),
        ("票据缺失", "财务科"),
        ("走访少", "../办公室?"),
        ("没人管", ""),
    ):
        book.do(registering.add_issue, title, unit=unit, owner="陈某")
    book.do(registering.add_issue, "两张票据", parent="2")
    return book


def test_each_department_gets_its_issues_and_no_issue_is_forgotten(departments: Book, run: Run, tmp_path: Path) -> None:
    said = run("report", "--kind", "register", "--each", "unit", "-o", "各部门", RECTIFY_LANG="zh")
    assert (said.code, said.out) == (0, "")
    found = {path.name: _numbers(path) for path in (tmp_path / "各部门").iterdir()}
    assert found == {
        "整改台账-财务科.xlsx": ["1", "2", "2-1"],
        "整改台账-审计科.xlsx": ["1"],
        "整改台账-办公室.xlsx": ["3"],
        "整改台账-没有明确.xlsx": ["4"],
    }
    text = "".join(
        str(cell.value)
        for row in openpyxl.load_workbook(tmp_path / "各部门/整改台账-财务科.xlsx").worksheets[0].iter_rows()
        for cell in row
    )
    assert "只列责任部门“财务科”的问题，共3个。" in text


def _numbers(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path)["数据"]
    return [str(row[1].value) for row in sheet.iter_rows(min_row=2)]


def test_filled_sheets_of_all_departments_are_merged_and_their_conflicts_shown(
    departments: Book, run: Run, tmp_path: Path
) -> None:
    run("report", "--kind", "register", "--each", "unit", "-o", "out")
    for name, number, column, value in (
        ("财务科", "2", "整改成效", "2023年6月1日，补齐票据12张。"),
        ("财务科", "1", "责任人", "赵某"),
        ("审计科", "1", "责任人", "钱某"),
        ("办公室", "3", "整改时限", "2023-12-31"),
    ):
        sheet = Sheet(tmp_path / "out" / f"整改台账-{name}.xlsx")
        sheet.fill(number, column, value)
        sheet.save()
    said = run("import", "out/*.xlsx", RECTIFY_LANG="zh")
    assert said.code == 0
    assert "冲突：问题1 责任人：发出时“陈某”，台账现在“钱某”，表里“赵某”" in said.err, "审计科 comes before 财务科"
    assert departments.issue("3").due == "2023-12-31"
    assert departments.issue("1").owner == "钱某"
    assert run("import", "out/整改台账-财务科.xlsx", "--on-conflict", "update").code == 0
    assert (departments.issue("1").owner, departments.issue("2").claim) == ("赵某", "acting")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--kind", "rectification", "-o", "out"), 2, "register, lists, slip"),
        (("--kind", "register"), 2, "-o"),
        (("--kind", "register", "-o", "-"), 2, "-o"),
        (("--kind", "register", "-o", "file"), 4, "file"),
        (("--kind", "register", "-o", "no/such"), 4, "no/such"),
    ],
)
def test_files_for_each_need_a_folder_and_a_kind_of_rows(
    departments: Book, run: Run, tmp_path: Path, unchanged: Any, options: tuple[str, ...], code: int, words: str
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with unchanged():
        said = run("report", "--each", "unit", *options, RECTIFY_LANG="en")
    assert (said.code, said.out) == (code, "")
    assert words in said.err


def test_each_owner_in_any_format(departments: Book, run: Run, tmp_path: Path) -> None:
    assert run("report", "--kind", "slip", "--each", "owner", "-o", "out", "--format", "md", "--lang", "en").code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["slips-陈某.md"]

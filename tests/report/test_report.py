"""The report says what the ledger says: figure by figure, in both languages, whatever people type."""

import hashlib
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from rectify.deciding import correcting, progressing, registering
from rectify.model.figures import figures
from rectify.report import Asked, HeadLine, document
from rectify.report.rectification import han
from tests.conftest import Book, Run

HEAD = re.compile(r"[0-9a-f]{64}")


@pytest.fixture
def story(book: Book) -> Book:
    """A small inspection at several stages: two aspects, a sub-issue, a standing one, a void one, a late one."""
    book.do(
        registering.add_inspection,
        unit="某县水利局",
        authority="县委",
        inspectors="县委第三巡察组",
        kind="常规巡察",
        start="2022年XX月3日",
        end="2023-01-20",
        feedback="2023-02-10",
        due="2023-12-31",
    )
    book.do(registering.add_aspect, "聚焦项目管理", claimed=3)
    book.do(registering.add_aspect, "聚焦作风建设")
    book.do(registering.add_issue, "水库养护合同没有验收", aspect="1", owner="陈某", deadline="2023-05-31")
    book.do(registering.add_issue, "关于工程款支付手续不全的问题", aspect="1", deadline="2023-09-30")
    book.do(registering.add_issue, "下乡走访少", aspect="2")
    book.do(registering.add_issue, "登记错了", aspect="2")
    book.do(registering.add_issue, "两份合同缺签字", parent="2")
    book.do(correcting.void, "4", "重复登记")
    book.do(progressing.log_action, "局党组开会部署", on="3月1日", kind="meeting", outcomes=("专题会议=4次",))
    book.do(
        progressing.log_action,
        "逐份验收养护合同",
        issues="1",
        on="2023-05-20",
        kind="correction",
        outcomes=("验收合同=12份", "追回=3.5万元"),
    )
    book.do(
        progressing.log_action,
        "印发付款规定",
        issues="1,2",
        on="4月12日",
        kind="rule",
        rules=("《工程付款规定》",),
        outcomes=("培训=30余人",),
    )
    book.do(progressing.complete, "1", on="2023-06-02", effect="合同全部验收")
    book.do(progressing.complete, "3", claim="standing", on="2023-06-10")
    book.do(registering.add_measure, "2", "补齐付款签字", deadline="2023-08-31")
    return book


def made(run: Run, *more: str, **environ: str) -> str:
    said = run("report", *more, **environ)
    assert said.code == 0, said.err
    return said.out


def test_every_figure_of_the_totals_is_the_ledgers(story: Book, run: Run) -> None:
    text = made(run)
    with story.view() as view:
        of = figures(view.tallies(1), view.overdue("2023-06-30", 1))
    found = re.search(r"共涉及(\d+)个方面(\d+)个问题，已完成(\d+)个，整改进度([\d.]+%)", text)
    assert found
    assert found.groups() == ("2", str(of.issues), str(of.completed), of.percent)
    by_claim = re.search(
        r"已完成(\d+)个，基本完成(\d+)个，部分完成(\d+)个，整改中(\d+)个，未启动(\d+)个，长期坚持(\d+)个", text
    )
    assert by_claim
    names = ("completed", "substantial", "partial", "acting", "pending", "standing")
    assert dict(zip(names, map(int, by_claim.groups()), strict=True)) == dict(of.claims)
    assert f"逾期{of.overdue}个" in text


def test_each_issue_tells_what_was_done_when_and_what_came_of_it(story: Book, run: Run) -> None:
    text = made(run)
    first = next(line for line in text.splitlines() if "水库养护合同没有验收”的问题" in line)
    assert "已完成（2023年6月2日）" in first
    assert "4月12日，印发付款规定（培训30余人）。形成制度：《工程付款规定》。" in first
    assert "2023年5月20日，逐份验收养护合同（验收合同12份、追回3.5万元）。" in first
    assert "成效：合同全部验收。" in first
    second = next(line for line in text.splitlines() if line.startswith("**2."))
    assert "**2.关于工程款支付手续不全的问题。**" in second, "a title that has the frame already is not framed again"
    assert "整改时限：2023年9月30日。" in second
    assert "计划：补齐付款签字（时限2023年8月31日）。" in second


def test_sums_keep_the_lower_bound_and_rules_are_named_once(story: Book, run: Run) -> None:
    text = made(run)
    assert "培训30余人" in text
    assert "专题会议4次" in text
    assert "制定或修订制度1项：《工程付款规定》。" in text
    assert "采取行动共3项：会议1项、学习0项" in text, "a kind without an action has its zero"


def test_a_heading_that_claims_another_count_is_told_so(story: Book, run: Run) -> None:
    assert "反馈意见称这一方面有3个问题，台账登记了2个。" in made(run)


def test_a_void_issue_stands_nowhere(story: Book, run: Run) -> None:
    assert "登记错了" not in made(run, "--basis")


def test_the_same_ledger_and_day_give_the_same_bytes(story: Book, run: Run) -> None:
    assert made(run, "--as-of", "2023-06-30") == made(run, "--as-of", "2023-06-30")
    assert made(run) == made(run, "--as-of", "2023-06-30")


def test_the_last_line_is_the_text_head_that_anyone_can_compute(story: Book, run: Run) -> None:
    last = made(run).rstrip().splitlines()[-1]
    bodies = sqlite3.connect(story.path).execute("SELECT body FROM entry ORDER BY seq").fetchall()
    expected = hashlib.sha256("".join(f"{body}\n" for (body,) in bodies).encode()).hexdigest()
    assert HEAD.findall(last) == [expected]
    assert f"记录{len(bodies)}条" in last


def test_as_of_a_day_in_the_past_counts_what_had_happened(story: Book, run: Run) -> None:
    text = made(run, "--as-of", "2023-05-31")
    assert "已完成0个，整改进度0%" in text
    assert "逐份验收养护合同" in text
    earlier = made(run, "--as-of", "2023-05-01")
    assert "逐份验收养护合同" not in earlier
    assert "印发付款规定" in earlier


def test_what_has_come_since_the_last_report_is_counted(story: Book, run: Run) -> None:
    assert "2023年5月31日以来，新增完成1个，采取行动0项。" in made(run, "--since", "2023-05-31")


def test_the_basis_stands_beside_the_figures_on_demand(story: Book, run: Run) -> None:
    assert "数字的口径" not in made(run)
    text = made(run, "--basis")
    assert "已完成数÷问题数" in text
    assert re.search(r"2处日期的年份原文没有写，是按整改期推定的：3月1日、4月12日", text)


def test_parts_written_by_hand_take_the_place_of_computed_ones(story: Book, run: Run) -> None:
    story.do(correcting.write, "next", "我们接着干。\n\n还有第二段 *不是强调*。")
    story.do(correcting.write, "organisation", "局长牵头。")
    text = made(run)
    assert "我们接着干。" in text
    assert "局长牵头。" in text
    assert "面向本次整改全局的行动共1项" in text, "the computed list stands below what is written"
    assert "回头看" not in text


def test_english_has_the_shape_that_auditors_use(book: Book, run: Run) -> None:
    book.do(registering.add_inspection, unit="Port Office", feedback="2023-01-10")
    book.do(
        registering.add_issue,
        "Keys are not returned",
        severity="high",
        deadline="2023-05-10",
        recommendation="Keep a key book.",
        response="Agreed.",
        owner="Facilities",
    )
    book.do(progressing.log_action, "Bought a key cabinet", issues="1", on="2023-04-01")
    text = made(run, "--lang", "en")
    for expected in ("Rating: high.", "Recommendation: Keep a key book.", "Management response: Agreed."):
        assert expected in text
    assert "Follow-up result: not reviewed." in text
    assert "- 1 April 2023: Bought a key cabinet." in text
    assert re.search(r"31–90 days\s*\|\s*1 \|", text), "51 days past its deadline"
    assert "方面" not in text


def test_the_progress_report_is_short_and_says_what_is_late(story: Book, run: Run) -> None:
    story.do(registering.add_issue, "河道采砂未查处", aspect="2", deadline="2023-06-20")
    text = made(run, "--kind", "progress", "--since", "2023-05-01")
    assert "整改进展的报告" in text
    assert "已逾期1个：" in text
    assert "2023年5月1日以来采取的行动1项：" in text
    assert "- 问题5：河道采砂未查处（未启动，时限2023年6月20日）" in text


def test_several_inspections_the_newest_unless_another_is_named(story: Book, run: Run) -> None:
    story.do(registering.add_inspection, code="2023-9", unit="另一单位", feedback="2023-06-01")
    said = run("report")
    assert "另一单位" in said.out
    assert "台账里还没有问题。" in said.out
    assert "2023-9" in said.err
    assert "某县水利局" in made(run, "--inspection", "2023-1")


def test_an_empty_ledger_and_no_ledger_say_what_to_do(run: Run, book: Book) -> None:
    assert run("report").code == 3
    book.do(registering.add_inspection)
    said = run("report", RECTIFY_LANG="zh")
    assert said.code == 0
    assert "台账里还没有问题。" in said.out


HOSTILE = ("a|b", "<b>粗</b>", "# 标题", "=1+1", "[x](javascript:1)", "\x1b[31m红", "‮反", "`code`", "长" * 20_000)


def test_whatever_people_type_is_text(book: Book, run: Run) -> None:
    for title in HOSTILE:
        book.do(registering.add_issue, title)
        book.do(progressing.log_action, title, issues=str(HOSTILE.index(title) + 1))
    text = made(run)
    assert "\x1b" not in text
    assert "‮" not in text
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    tags = set(re.findall(r"</?([a-z0-9]+)", html))
    assert tags <= {
        "h1",
        "h2",
        "p",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "ol",
        "li",
        "br",
        "ul",
    }
    assert "长" * 20_000 in text, "nothing is cut"


def test_a_register_of_201_issues_is_streamed_and_whole(book: Book, run: Run) -> None:
    book.do(registering.add_inspection)
    for number in range(1, 202):
        book.do(registering.add_issue, f"第{number}件")
    rows = [line for line in made(run).splitlines() if re.match(r"\| *\d+ *\|", line)]
    assert len(rows) == 201
    assert "第201件" in rows[-1]


def test_to_a_file_whole_or_not_at_all(story: Book, run: Run, tmp_path: Path) -> None:
    said = run("report", "-o", "报告.md")
    assert said.out == ""
    assert (tmp_path / "报告.md").read_text(encoding="utf-8") == made(run)
    (tmp_path / "夹").mkdir()
    refused = run("report", "-o", "夹")
    assert refused.code != 0
    assert refused.out == ""
    assert run("report", "-o", "r.xyz").code == 2
    assert run("report", "-o", "nowhere/r.md").code == 4


def test_reading_the_report_leaves_the_ledger_as_it_was(story: Book, run: Run) -> None:
    before = story.bytes
    made(run, "--basis", "--kind", "progress")
    assert story.bytes == before


def test_a_report_never_holds_more_than_it_prints(story: Book) -> None:
    """Blocks come one by one: nothing is asked of the ledger before somebody reads."""
    with story.open() as ledger:
        view = ledger.view()
        asked = Asked(view.inspection(1), date(2023, 6, 30), "zh", HeadLine(1, "0" * 64, "x"))
        made_document = document("rectification", view, asked)
    with pytest.raises(sqlite3.ProgrammingError):
        list(made_document.blocks)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_numbers_of_headings_in_chinese(number: int, word: str) -> None:
    assert han(number) == word

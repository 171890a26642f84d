"""A report says what the ledger says: figure by figure, in both languages, whatever people type.

RECTIFY_UPDATE_GOLD=1 writes the gold files of the reports anew.
"""

import os
import re
import sqlite3
import tracemalloc
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from markdown_it import MarkdownIt

from rectify.acts import AddInspection, AddIssue, LogAction, Pending
from rectify.deciding import correcting, progressing, registering
from rectify.documents.document import Block, Fine, Items, NewPage, Paragraph, Table
from rectify.documents.writing.markdown import write
from rectify.ledger import Ledger
from rectify.model.dates import When
from rectify.model.figures import figures
from rectify.model.quantities import Outcome
from rectify.report import KINDS, Asked, HeadLine, document
from tests.conftest import Book
from tests.report.telling import Made, known_figures, masked, tell_in_chinese, tell_in_english, told_figures

UPDATE = os.environ.get("RECTIFY_UPDATE_GOLD") == "1"
GOLD = Path(__file__).parents[1] / "gold"
TODAY = date(2023, 6, 30)
LINE = HeadLine(7, "0" * 64, "11111111-1111-4111-8111-111111111111")
CLAIMS = ("completed", "substantial", "partial", "acting", "pending", "standing")


# --- what it looks like


@pytest.mark.parametrize(
    ("name", "language", "options"),
    [
        ("report-zh", "zh", ()),
        ("report-zh-basis", "zh", ("--basis", "--since", "2023-05-31")),
        ("report-zh-past", "zh", ("--as-of", "2023-05-31")),
        ("report-zh-progress", "zh", ("--kind", "progress", "--since", "2023-05-31")),
        ("report-en", "en", ("--basis",)),
        ("report-en-progress", "en", ("--kind", "progress", "--since", "2023-04-30")),
        ("report-en-of-zh", "zh", ("--lang", "en")),
    ],
)
def test_a_report_is_as_it_was_when_somebody_read_it(
    tmp_path: Path, made: Made, name: str, language: str, options: tuple[str, ...]
) -> None:
    tell = tell_in_chinese if language == "zh" else tell_in_english
    tell(Book(tmp_path / "rectify.db", language=language))
    text = masked(made(*options))
    if UPDATE:
        (GOLD / f"{name}.md").write_bytes(text.encode())
    assert text == (GOLD / f"{name}.md").read_bytes().decode()


# --- figures


def test_every_date_count_and_rule_of_an_issue_is_the_ledgers_and_no_other(bureau: Book, made: Made) -> None:
    assert told_figures(made()) == known_figures(bureau)


@pytest.mark.parametrize("day", ["2023-03-31", "2023-05-20", "2023-06-01"])
def test_as_of_a_day_it_tells_what_had_happened_by_then(bureau: Book, made: Made, day: str) -> None:
    told = told_figures(made("--as-of", day))
    assert told == known_figures(bureau, date.fromisoformat(day))
    assert told < told_figures(made())


@pytest.mark.parametrize("day", ["2023-04-30", "2023-06-02", "2023-06-30"])
def test_the_totals_are_those_of_the_one_function(bureau: Book, made: Made, day: str) -> None:
    text = made("--as-of", day)
    with bureau.view(date.fromisoformat(day)) as view:
        of = figures(view.tallies(1), view.overdue(day, 1))
        sub = figures(view.tallies(1, level=1), view.overdue(day, 1, level=1))
    totals = re.search(r"个方面(\d+)个问题。截至\S+日，已完成(\d+)个，整改进度([\d.]+%)。", text)
    assert totals
    assert totals.groups() == (str(of.issues), str(of.completed), of.percent)
    claims = re.search(
        r"按整改状态分：已完成(\d+)个，\D*(\d+)个，\D*(\d+)个，\D*(\d+)个，\D*(\d+)个，长期坚持(\d+)个。", text
    )
    assert claims
    assert dict(zip(CLAIMS, map(int, claims.groups()), strict=True)) == of.claims
    verdicts = re.search(r"已销号(\d+)个，\D*(\d+)个，退回(\d+)个，免于整改(\d+)个。逾期(\d+)个。", text)
    assert verdicts
    assert tuple(map(int, verdicts.groups())) == (of.closed, of.unreviewed, of.returned, of.waived, of.overdue)
    assert (
        f"另有{sub.issues}个子问题，单独计数：已完成{sub.completed}个，进度{sub.percent}，逾期{sub.overdue}个。" in text
    )


def rows(text: str, width: int) -> list[list[str]]:
    """The rows of all tables with so many columns, heads left out."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    heads = {at - 1 for at, row in enumerate(cells) if set("".join(row)) <= set(":-")}
    return [row for at, row in enumerate(cells) if len(row) == width and not {at, at - 1} & heads]


def test_the_table_of_aspects_adds_up_to_the_totals(bureau: Book, made: Made) -> None:
    *aspects, total = rows(made(), 7)
    assert [sum(int(row[at]) for row in aspects) for at in range(1, 6)] == list(map(int, total[1:6]))
    with bureau.view() as view:
        for row, aspect in zip(aspects, (1, 2, 3, 0), strict=True):
            of = figures(view.tallies(1, aspect), view.overdue("2023-06-30", 1, aspect))
            assert row[1:] == [*map(str, (of.issues, of.completed, of.closed, of.standing, of.overdue)), of.percent]


def test_the_register_holds_every_issue_as_it_stands(bureau: Book, made: Made) -> None:
    told = {row[0]: row for row in rows(made(), 9)}
    with bureau.view() as view:
        issues = {issue.name: issue for issue in view.issues()}
    assert list(told) == list(issues) == ["1", "2", "2-1", "2-2", "3", "4", "5", "7"]
    assert {name: (row[2], int(row[-1])) for name, row in told.items()} == {
        name: (issue.title, issue.actions) for name, issue in issues.items()
    }
    assert told["1"][3:8] == ["已完成", "未验收", "陈某", "2023-05-31", "2023-06-02"]
    assert told["2"][6] == "2023-08-31", "the last deadline"


def test_an_action_counts_once_and_one_for_void_issues_only_counts_nowhere(bureau: Book, made: Made) -> None:
    text = made()
    assert "共开展整改行动7项：会议1项、学习0项、培训0项、建章立制2项、现场检查1项、" in text
    assert "专题会议4次" in text
    assert "只用于作废的问题" not in text


def test_sums_stay_lower_bounds_and_money_is_brought_to_one_unit(bureau: Book, made: Made) -> None:
    text = made()
    assert "、培训不少于45人、" in text, "30余人 and 15人"
    assert "涉及资金：追回3.7万元。" in text, "3.5万元 and 2000元"


def test_a_rule_is_counted_once_however_often_it_was_revised(bureau: Book, made: Made) -> None:
    bureau.do(progressing.log_action, "再次修订", issues="2", on="2023-06-29", kind="rule", rules=("工程付款规定",))
    assert "制定、修订制度2项：《工程付款规定》《公文办理办法》。" in made()


def test_nothing_done_leaves_its_zero_lines(book: Book, made: Made) -> None:
    book.do(registering.add_issue, "票据未核销")
    text = made()
    assert "以数字计的成效0项。" in text
    assert "涉及资金0元。" in text
    assert "制定、修订制度0项。" in text
    assert "逾期0个。" in text


def test_many_sums_and_rules_stand_in_a_list(book: Book, made: Made) -> None:
    book.do(registering.add_issue, "制度不全")
    for number in range(13):
        book.do(
            progressing.log_action, "建制度", issues="1", rules=(f"第{number}号办法",), outcomes=(f"第{number}项=1件",)
        )
    text = made()
    assert "取得的成效，以数字计共13项：" in text
    assert "制定、修订制度13项：" in text
    assert "- 《第12号办法》" in text
    assert "- 第12项1件" in text


def test_since_the_last_report_so_many_more_are_completed(bureau: Book, made: Made) -> None:
    assert "与2023年5月29日相比，已完成数+1（新完成1个：问题1；由完成转为未完成0个）。" in made("--since", "2023-05-29")
    assert "已完成数+0（新完成1个：问题1；由完成转为未完成1个）" in made("--since", "2023-05-31")
    assert "由完成转为" not in made()


# --- issue by issue


def paragraph(text: str, number: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"**{number}"))


def test_the_inspectors_words_are_framed_once_and_kept_exactly(bureau: Book, made: Made) -> None:
    text = made()
    assert paragraph(text, "1.").startswith("**1.关于“水库养护合同没有验收”的问题。** ")
    assert paragraph(text, "2.").startswith("**2.关于工程款支付手续不全的问题。** ")
    assert paragraph(text, "（1）").startswith("**（1）关于“两份合同缺签字”的问题。** ")


def test_each_claim_has_its_sentence(bureau: Book, made: Made) -> None:
    text = made()
    assert "该问题已于2023年6月2日整改完成（责任人：陈某）。" in paragraph(text, "1.")
    assert "该问题正在整改" in paragraph(text, "2.")
    assert "该问题已于6月3日整改完成。" in paragraph(text, "（1）")
    assert "该问题尚未启动整改。" in paragraph(text, "（2）")
    assert "该问题已于2023年6月20日部分完成整改（责任单位：物资站）。" in paragraph(text, "3.")
    assert "该问题自2023年6月10日起转入长期坚持，不计入完成数" in paragraph(text, "4.")
    assert "重新整改的原因：抽查时仍有转办。" in paragraph(text, "5.")


def test_what_it_came_to_is_told_as_long_as_the_claim_stands(bureau: Book, made: Made) -> None:
    assert "合同全部验收，资料归档。" in paragraph(made(), "1.")
    bureau.do(progressing.reopen, "1", "合同丢了一份")
    assert "合同全部验收" not in made()


def test_a_moved_deadline_keeps_the_first_one_with_the_reason_and_who_approved(bureau: Book, made: Made) -> None:
    told = "原定时限2023年6月15日，延至2023年8月31日（2023年6月12日延期；理由：银行系统升级；批准：林局长）。"
    assert told in paragraph(made(), "2.")
    assert "延至" not in made("--as-of", "2023-06-11"), "not yet"


def test_what_is_open_says_what_comes_next_or_that_nothing_is_registered(bureau: Book, made: Made) -> None:
    text = made()
    assert "下一步：补齐付款签字（责任人：陈某；时限：2023年8月31日；完成标准：抽查无缺件）。" in paragraph(text, "2.")
    assert "已落实的措施：清理往年付款（2023年6月10日完成）。" in paragraph(text, "2.")
    assert "台账中没有登记整改行动、下一步措施、整改时限。" in paragraph(text, "7.")


def test_a_claim_without_any_action_is_seen_to_be_hollow(book: Book, made: Made) -> None:
    book.do(registering.add_issue, "票据未核销", deadline="2023-06-20")
    book.do(progressing.complete, "1")
    assert "台账中没有登记整改行动。" in paragraph(made(), "1.")


def test_what_is_late_says_by_how_many_days(book: Book, made: Made) -> None:
    book.do(registering.add_issue, "票据未核销", deadline="2023-06-20")
    assert "整改时限2023年6月20日，已逾期10天。" in paragraph(made(), "1.")
    assert "逾期1个。" in made()


def test_what_was_completed_too_late_is_told_so(bureau: Book, made: Made) -> None:
    assert "该问题已于2023年6月2日整改完成（责任人：陈某）。整改时限2023年5月31日，完成时已过时限。" in paragraph(
        made(), "1."
    )
    bureau.do(progressing.complete, "5", on="2023-06-28")
    assert "时限" not in paragraph(made(), "5."), "in time"


def test_a_heading_that_states_another_count_is_told_so(bureau: Book, made: Made) -> None:
    text = made()
    assert "反馈意见写明本方面4个问题，台账登记3个，两者不一致。" in text
    assert text.count("两者不一致") == 1
    assert "### 第三方面，聚焦基层组织建设。共0个问题。" in text, "an aspect without issues has its place"


def test_a_void_issue_stands_nowhere(bureau: Book, made: Made) -> None:
    assert "登记错了" not in made("--basis")


def test_much_that_was_done_stands_in_a_list(book: Book, made: Made) -> None:
    book.do(registering.add_issue, "票据未核销")
    for day in range(1, 8):
        book.do(progressing.log_action, f"核销第{day}批", issues="1", on=f"2023-06-0{day}")
    book.do(progressing.complete, "1", on="2023-06-08", effect="全部核销")
    text = made()
    assert [line for line in text.splitlines() if "核销第" in line] == [
        f"- 2023年6月{day}日，核销第{day}批。" for day in range(1, 8)
    ]
    assert "\n\n全部核销。\n" in text


def test_who_answers_for_all_is_said_once(book: Book, made: Made) -> None:
    for title in ("票据未核销", "印章未登记"):
        book.do(registering.add_issue, title, lead="林局长", owner="陈某")
    book.do(progressing.assign, "2", owner="吴某")
    text = made()
    assert "各问题的负责人相同，牵头领导：林局长。" in text
    assert "（责任人：陈某）" in paragraph(text, "1.")
    assert "（责任人：吴某）" in paragraph(text, "2.")


# --- dates


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("今天", "2023年6月30日，"),
        ("-3d", "2023年6月27日，"),
        ("2023.5.12", "2023年5月12日，"),
        ("12 May 2023", "2023年5月12日，"),
        ("上月", "2023年5月，"),
        ("5月12日", "5月12日，"),
        ("五月中旬", "五月中旬，"),
        ("2023年5月12日至18日", "2023年5月12日至18日，"),
        ("4月份以来", "4月份以来，"),
        ("X月14日", "X月14日，"),
        ("不详", ""),
    ],
)
def test_original_words_stay_where_they_say_the_same_to_every_reader(
    book: Book, made: Made, said: str, told: str
) -> None:
    """今天 and the like meant something on the day of entry only."""
    book.do(registering.add_inspection, feedback="2023-02-10")
    book.do(registering.add_issue, "票据未核销")
    book.do(progressing.log_action, "逐张核对", issues="1", on=said)
    assert re.search(rf"[。）]{told}逐张核对。", paragraph(made(), "1."))


def test_a_day_that_stands_in_the_text_already_is_not_said_twice(book: Book, made: Made) -> None:
    book.do(registering.add_inspection, feedback="2023-02-10")
    book.do(registering.add_issue, "票据未核销")
    book.do(progressing.log_action, "5月12日，逐张核对", issues="1", on="5月12日")
    assert "。5月12日，逐张核对。" in paragraph(made(), "1.")


# --- parts written by hand


def test_the_organising_part_stands_above_what_is_computed(bureau: Book, made: Made) -> None:
    text = made()
    assert text.index("局党组负总责。\n\n机关各科分头抓。\n\n6个问题中") < text.index("局党组开会，把问题分到人")


def test_what_the_organising_part_says_by_hand_is_not_said_again(bureau: Book, made: Made) -> None:
    bureau.do(correcting.write, "organisation", "3月1日，局党组开会，把问题分到人。")
    assert made().count("局党组开会，把问题分到人") == 1


def test_next_steps_by_hand_stand_above_the_lists_of_what_is_left(bureau: Book, made: Made) -> None:
    assert "回头看" in made()
    bureau.do(correcting.write, "next", "接着干，*不松劲*。")
    text = made()
    assert "## 三、下一步打算\n\n接着干，\\*不松劲\\*。\n\n尚未完成的问题4个：\n\n- 问题2：" in text
    assert "回头看" not in text, "what is promised is theirs to say"


def test_next_steps_by_hand_stand_alone_where_nothing_is_left(book: Book, made: Made) -> None:
    book.do(registering.add_issue, "票据未核销")
    book.do(progressing.complete, "1")
    book.do(correcting.write, "next", "守住。")
    assert "守住。\n\n附件：整改台账" in made()


def test_an_opening_by_hand_takes_the_place_of_the_computed_one(bureau: Book, made: Made) -> None:
    bureau.do(correcting.write, "opening", "根据安排，报告如下。")
    assert "的报告\n\n根据安排，报告如下。\n\n## 一、" in made()


@pytest.mark.parametrize("part", ["opening", "organisation", "results", "next"])
def test_no_part_that_was_written_is_lost(bureau: Book, made: Made, part: str) -> None:
    bureau.do(correcting.write, part, "写给全文")
    bureau.do(correcting.write, part, "写给方面", aspect="3")
    text = made()
    assert text.count("写给全文") == 1
    assert text.count("共0个问题。\n\n写给方面\n") == 1


def test_english_paragraphs_are_parted_by_empty_lines(office: Book, made: Made) -> None:
    office.do(correcting.write, "next", "One\ntwo\n\nthree")
    assert "One\\\ntwo\n\nthree\n" in made()


def test_a_report_as_of_a_past_day_is_written_in_the_newest_words(bureau: Book, made: Made) -> None:
    assert "局党组负总责" in made("--as-of", "2023-05-01")


# --- what is not known


def test_the_opening_leaves_out_what_is_not_known(book: Book, made: Made) -> None:
    book.do(registering.add_issue, "票据未核销")
    text = made()
    assert text.startswith("# 关于检查反馈意见整改进展情况的报告\n\n现将截至2023年6月30日的整改情况报告如下。\n\n")
    assert "###" not in text, "no aspect, no heading for one"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"unit": "某站", "inspectors": "检查组"}, "检查组对某站进行了检查。"),
        ({"unit": "某站", "feedback": "2023-05-01"}, "某站接受了检查，2023年5月1日收到反馈意见。"),
        ({"inspectors": "检查组", "start": "2023-01-05"}, "自2023年1月5日起，检查组对本单位进行了检查。"),
        (
            {"authority": "某局", "kind": "审计", "end": "2023-02-01"},
            "按照某局部署，截至2023年2月1日，本单位接受了审计。",
        ),
    ],
)
def test_the_opening_says_what_is_known(book: Book, made: Made, facts: dict[str, Any], told: str) -> None:
    book.do(registering.add_inspection, **facts)
    assert told in made()


@pytest.mark.parametrize(
    ("authority", "kind", "told"),
    [
        ("青石县委", "县委巡察", "青石县委巡察反馈意见"),
        ("青石县委", "青石县委巡察", "青石县委巡察反馈意见"),
        ("市审计局", "专项审计", "市审计局专项审计反馈意见"),
        ("生态环境部", "部级督察", "生态环境部部级督察反馈意见"),
    ],
)
def test_the_title_says_nothing_of_the_inspectors_twice(
    book: Book, made: Made, authority: str, kind: str, told: str
) -> None:
    book.do(registering.add_inspection, authority=authority, kind=kind)
    assert f"关于{told}" in made().partition("\n")[0]


def test_no_issue_yet_is_said_honestly(book: Book, made: Made) -> None:
    book.do(registering.add_inspection, unit="某站")
    for kind in KINDS:
        for language, told in (("zh", "台账中还没有登记问题。"), ("en", "no finding is registered in the ledger.")):
            text = made("--kind", kind, "--lang", language)
            assert told in text
            assert "|" not in text, "no empty tables"


# --- the shape


def test_english_has_the_shape_that_auditors_use(office: Book, made: Made) -> None:
    text = made()
    first = text[text.index("#### Finding 1.1") : text.index("#### Finding 1.2")]
    labels = re.findall(r"^\*\*(.+?):\*\*", first, re.MULTILINE)
    assert labels == [
        *("Rating", "Finding", "Recommendation", "Management response", "Acceptance", "Responsible"),
        *("Actions taken", "Status", "Effect", "Follow-up result", "Due"),
    ]
    assert "**Status:** Completed, 28 April 2023, claimed by Head of Cash." in first
    assert (
        "- 12 April 2023: Trained the cashiers (trained: 1,250 people, recovered: 3,180.50 EUR, talks: at least 3)."
        in first
    )
    second = text[text.index("#### Finding 1.2") : text.index("### Area 2")]
    assert "**Due:** 15 May 2023 (original); 31 July 2023 (revised 11 May 2023; reason: the lock is late; " in second
    assert re.findall(r"[一-鿿]", text) == []


def test_ratings_and_ages_add_up(office: Book, made: Made) -> None:
    text = made()
    *ratings, total = [list(map(int, row[1:])) for row in rows(text, 5)[:6]]
    assert [sum(column) for column in zip(*ratings, strict=True)] == total == [4, 1, 3, 1]
    ages = {row[0]: list(map(int, row[1:])) for row in rows(text, 5)[6:]}
    assert ages == {"Open, since the findings were given": [0, 0, 3, 0], "Overdue, since the deadline": [0, 1, 0, 0]}


def test_the_progress_report_lists_what_is_late_soon_done_and_open(office: Book, made: Made) -> None:
    text = made("--kind", "progress", "--since", "2023-05-15", "--as-of", "2023-06-20")
    assert (
        "Overdue (1):\n\n- 2.1: Keys are not returned (in progress; due 10 May 2023; overdue by 41 days; Porter, owner)"
        in text
    )
    assert "Due by 20 July 2023, within 30 days: 0." in text
    assert "Due by 14 May 2023, within 30 days (2):\n\n- 1.1: " in made("--kind", "progress", "--as-of", "2023-04-14")
    assert (
        "One by one:\n\n- Inspection as a whole: May 2023: The board went through the findings.\n- 2.1: 20 May 2023: Bought a key cabinet."
        in text
    )
    assert "One by one" not in made("--kind", "progress"), "without a last report there is no period"


def test_headings_are_numbered_up_to_the_signature(bureau: Book, made: Made) -> None:
    heads = [line for line in made("--basis").splitlines() if line.startswith("## ")]
    assert heads == [
        "## 一、整改工作组织情况",
        "## 二、整改结果",
        "## 三、下一步打算",
        "## 附件：整改台账",
        "## 数字口径说明",
    ]


def test_the_basis_names_the_years_that_were_inferred(bureau: Book, made: Made) -> None:
    text = made("--basis").partition("## 数字口径说明")[2]
    assert re.findall(r"^- (?:行动|问题).*推定.*", text, re.MULTILINE) == [
        "- 行动a1：2023年3月1日（年份推定）",
        "- 行动a3：2023年4月12日（年份推定）",
        "- 问题2-1的状态：2023年6月3日（年份推定）",
    ], "an action for two issues is named once"
    assert "即1÷6" in text
    assert "数字口径" not in made()


# --- whatever people type

HOSTILE = (
    "a|b",
    "<b>粗</b><script>",
    "# 标题",
    "=1+1",
    "[x](javascript:1)",
    "\x1b[31m红",
    "\u202e反",
    "`code` **粗**",
    "{unit} {0} %s",
    "一行\n# 又一行",
    "长" * 20_000,
)


def test_whatever_people_type_is_text(book: Book, made: Made) -> None:
    tags = {
        "h1",
        "h2",
        "h3",
        "h4",
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
    for number, text in enumerate(HOSTILE, 1):
        book.do(registering.add_issue, text, owner=text[:50], recommendation=text)
        book.do(
            progressing.log_action,
            text,
            issues=str(number),
            rules=(text[:90],),
            outcomes=(f"{text[:9].split('=')[0]}x=1件",),
        )
        book.do(progressing.complete, str(number), claim="partial", effect=text)
    for language in ("zh", "en"):
        report = made("--lang", language, "--basis")
        assert not set("\x1b\u202e") & set(report)
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(report)
        assert set(re.findall(r"</?([a-z0-9]+)", html)) <= tags
        assert html.count("<h1>") == 1
        assert "长" * 20_000 in report, "nothing is cut"
        assert "{unit} {0} %s" in report


# --- streams


def test_a_register_of_201_issues_is_streamed_and_whole(book: Book, made: Made) -> None:
    _filled(book, 201, 0)
    text = made()
    register = text.partition("## 附件：整改台账")[2]
    assert [row[0] for row in rows(register, 8)] == [str(number) for number in range(1, 202)]
    assert "| 1 | 第1件 |" in register, "not aligned any more"


def _many(issues: int, actions: int) -> list[Pending]:
    """An inspection with so many issues, and so many actions for each."""
    acts = [Pending(AddInspection(1, "2023-1", unit="某站", feedback=When("2023-02-10")))]
    acts += [Pending(AddIssue(key, 1, key, f"第{key}件", owner=f"第{key % 7}科")) for key in range(1, issues + 1)]
    for key in range(issues * actions):
        outcome = (Outcome("核对", str(key), "件"),)
        acts.append(Pending(LogAction(key + 1, 1, f"第{key}次核对", "other", (key // actions + 1,), outcome)))
    return acts


def _filled(book: Book, issues: int, actions: int = 2) -> Book:
    with Ledger.writing(book.path, book.founding) as ledger:
        ledger.record(lambda _: _many(issues, actions), book.stamp())
    return book


class Nowhere:
    """A stream that keeps nothing."""

    def write(self, data: bytes) -> int:
        return len(data)


def peak(book: Book) -> int:
    """The most memory that Python held while the report of `book` was written, in bytes."""
    with book.view() as view:
        asked = Asked(view.inspection(1), TODAY, "zh", LINE)
        tracemalloc.start()
        write(document("rectification", view, asked), cast("BinaryIO", Nowhere()))
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return held


def test_memory_does_not_grow_with_the_ledger(tmp_path: Path) -> None:
    """Eight times the issues take hardly more memory; a report that is held takes eight times as much."""
    books = [_filled(Book(tmp_path / f"{issues}.db"), issues) for issues in (500, 4000)]
    peak(books[0])  # what is loaded once
    assert peak(books[1]) < peak(books[0]) * 1.5


def test_nothing_is_asked_of_the_ledger_before_somebody_reads(bureau: Book) -> None:
    with bureau.open() as ledger:
        view = ledger.view()
        unread = document("rectification", view, Asked(view.inspection(1), TODAY, "zh", LINE))
    with pytest.raises(sqlite3.ProgrammingError):
        list(unread.blocks)


def test_the_head_is_the_last_thing_that_is_said(bureau: Book) -> None:
    """So a report that breaks off half-way cannot look whole."""
    for kind in KINDS:
        with bureau.view() as view:
            made = document(kind, view, Asked(view.inspection(1), TODAY, "zh", LINE, basis=True))
            told = [_read(block) for block in made.blocks]
        pages = 1 + sum(isinstance(block, NewPage) for block in told)
        assert [type(block) for block in told if isinstance(block, Fine)] == [Fine] * pages
        assert told[-1] == Fine("台账 11111111-1111-4111-8111-111111111111，记录 7 条，文本摘要 " + "0" * 64)


def _read(block: Block) -> Block:
    """`block`, its items and rows read."""
    if isinstance(block, Items):
        return Items(tuple(block.texts), block.ordered)
    return block._replace(rows=tuple(block.rows)) if isinstance(block, Table) else block


def test_a_part_of_a_report_can_be_read_without_the_rest(bureau: Book) -> None:
    with bureau.view() as view:
        made = document("rectification", view, Asked(view.inspection(1), TODAY, "zh", LINE))
        assert all(isinstance(block, Paragraph) for block in islice(made.blocks, 1))

"""The ledgers that the tests of reports tell, in Chinese and English, and how a report is read back figure by figure."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from rectify.deciding import correcting, progressing, registering
from tests.conftest import Book

Made = Callable[..., str]
"""Makes the report that the options ask for, as text."""
HEAD = re.compile(r"[0-9a-f]{64}")


def masked(text: str) -> str:
    """Without the text head, which changes with the program."""
    return HEAD.sub("0" * 64, text)


def tell_in_chinese(book: Book) -> Book:
    """A water bureau: three aspects, sub-issues, and an issue at every stage that the unit can claim."""
    book.do(
        registering.add_inspection,
        unit="青石县水利局",
        authority="青石县委",
        inspectors="县委第三巡察组",
        kind="巡察",
        start="2022年XX月3日",
        end="2023-01-20",
        feedback="2023-02-10",
        due="2023-12-31",
    )
    for title, claimed in (("聚焦项目和资金管理", 4), ("聚焦作风建设", 2), ("聚焦基层组织建设", None)):
        book.do(registering.add_aspect, title, claimed=claimed)
    book.do(registering.add_issue, "水库养护合同没有验收", aspect="1", owner="陈某", deadline="2023-05-31")
    book.do(registering.add_issue, "关于工程款支付手续不全的问题", aspect="1", owner="陈某", deadline="2023-06-15")
    book.do(registering.add_issue, "抢险物资账实不符", aspect="1", unit="物资站", deadline="2023-09-30")
    book.do(registering.add_issue, "下乡走访少，走过场", aspect="2", lead="林局长")
    book.do(registering.add_issue, "文件以转代办", aspect="2", owner="吴某", deadline="2023-07-20")
    book.do(registering.add_issue, "登记错了", aspect="2")
    book.do(registering.add_issue, "河道采砂举报未办结")
    book.do(registering.add_issue, "两份合同缺签字", parent="2")
    book.do(registering.add_issue, "一笔付款缺发票", parent="2")

    book.do(progressing.log_action, "局党组开会，把问题分到人", on="3月1日", kind="meeting", outcomes=("专题会议=4次",))
    book.do(
        progressing.log_action,
        "逐份验收养护合同。",
        issues="1",
        on="2023-05-20",
        outcomes=("验收合同=12份", "追回=3.5万元"),
    )
    book.do(
        progressing.log_action,
        "印发付款规定并组织学习",
        issues="1,2",
        on="4月12日",
        kind="rule",
        rules=("《工程付款规定》",),
        outcomes=("培训=30余人",),
    )
    book.do(
        progressing.log_action, "补签合同", issues="2-1", on="2023-06-01", kind="correction", outcomes=("补签=2份",)
    )
    book.do(
        progressing.log_action, "清点仓库", issues="3", on="今天", kind="on-site", outcomes=("追回=2000元", "培训=15人")
    )
    book.do(progressing.log_action, "班子成员联系到村", issues="4", on="2023年4月以来", outcomes=("走访=至少1次",))
    book.do(progressing.log_action, "修订公文办理办法", issues="5", on="unknown", kind="rule", rules=("公文办理办法",))
    book.do(progressing.log_action, "只用于作废的问题", issues="6", kind="meeting", outcomes=("专题会议=9次",))

    book.do(registering.add_measure, "2", "补齐付款签字", owner="陈某", deadline="2023-08-31", standard="抽查无缺件")
    book.do(registering.add_measure, "2", "清理往年付款")
    book.do(progressing.complete, "m2", on="2023-06-10")
    book.do(progressing.complete, "1", on="2023-06-02", effect="合同全部验收，资料归档", said_by="陈某")
    book.do(progressing.complete, "2-1", on="6月3日")
    book.do(progressing.extend, "2", "2023-08-31", reason="银行系统升级", on="2023-06-12", said_by="林局长")
    book.do(progressing.complete, "3", claim="partial", on="2023-06-20")
    book.do(progressing.complete, "4", claim="standing", on="2023-06-10")
    book.do(progressing.complete, "5", on="2023-05-30")
    book.do(progressing.reopen, "5", "抽查时仍有转办", on="2023-06-25")
    book.do(correcting.void, "6", "重复登记")
    book.do(correcting.write, "organisation", "局党组负总责。\n\n机关各科分头抓。")
    book.do(correcting.write, "results", "本方面由财务科牵头。", aspect="1")
    return book


def tell_in_english(book: Book) -> Book:
    """A port office: ratings, recommendations, a revised deadline, a standing issue, one overdue, one under no area."""
    book.do(
        registering.add_inspection,
        code="IA-7",
        kind="internal audit",
        title="Cash and keys",
        unit="Harbour Office",
        inspectors="Internal Audit",
        start="2023-01-09",
        feedback="2023-03-20",
        numbering="by-aspect",
    )
    book.do(registering.add_aspect, "Cash", claimed=2)
    book.do(registering.add_aspect, "Keys")
    book.do(
        registering.add_issue,
        "Cash counts are not signed",
        aspect="1",
        severity="critical",
        owner="Cashier",
        deadline="2023-04-30",
        recommendation="Let two people sign every count.",
        response="Agreed",
        acceptance="Every count of a month bears two names.",
    )
    book.do(registering.add_issue, "The safe is open at noon", aspect="1", severity="high", deadline="2023-05-15")
    book.do(
        registering.add_issue,
        "Keys are not returned",
        aspect="2",
        severity="low",
        owner="Porter",
        deadline="2023-05-10",
    )
    book.do(registering.add_issue, "One key is missing", parent="2.1")
    book.do(registering.add_issue, "The fire plan is out of date")
    book.do(progressing.log_action, "The board went through the findings", on="May 2023", kind="meeting")
    book.do(
        progressing.log_action,
        "Trained the cashiers",
        issues="1.1",
        on="12 April 2023",
        kind="training",
        outcomes=("trained=1,250 people", "recovered=3,180.5 EUR", "talks=at least 3"),
    )
    book.do(
        progressing.log_action,
        "Issued cash rules",
        issues="1.1,1.2",
        on="2023-04-02",
        kind="rule",
        rules=("Cash Rules",),
    )
    book.do(progressing.log_action, "Bought a key cabinet", issues="2.1", on="2023-05-20")
    book.do(
        progressing.complete, "1.1", on="2023-04-28", effect="Twenty counts were looked at.", said_by="Head of Cash"
    )
    book.do(progressing.extend, "1.2", "2023-07-31", reason="the lock is late", on="2023-05-11", said_by="Director")
    book.do(registering.add_measure, "1.2", "Fit a time lock", owner="Facilities", deadline="2023-07-15")
    book.do(registering.add_measure, "1.2", "Order the lock")
    book.do(progressing.complete, "m2", on="2023-05-30")
    book.do(progressing.complete, "1.2", claim="substantial", on="2023-06-15", said_by="Facilities")
    return book


# --- reading a report back


class Figure(NamedTuple):
    """A figure as a reader compares it: of which issue (empty: the whole), what it counts, how many, of what."""

    issue: str
    kind: str
    value: str
    unit: str = ""


_ISSUE = re.compile(r"\*\*(?:(\d+)\.|（(\d+)）)(.+?)\*\* (.*)")
_OUTCOME = re.compile(r"(?P<name>.+?)(?P<least>不少于)?(?P<number>\d[\d.]*)(?P<above>余)?(?P<unit>\D*)")


def outcomes(issue: str, text: str) -> Iterator[Figure]:
    """`参训50人、服务30余场` as figures; a lower bound has its ≥."""
    for part in text.split("、"):
        match = _OUTCOME.fullmatch(part)
        assert match, part
        bound = "≥" if match["least"] or match["above"] else ""
        yield Figure(issue, match["name"], bound + match["number"], match["unit"])


def told_figures(text: str) -> set[Figure]:
    """Every date, count and rule that a Chinese report tells under an issue, or in its organising part."""
    found: set[Figure] = set()
    above = ""
    for line in text.splitlines():
        match = _ISSUE.fullmatch(line)
        if match is None:
            continue
        above = match[1] or above
        name = match[1] or f"{above}-{match[2]}"
        found |= set(_sentences(name, match[4]))
    organised = text.partition("一、整改工作组织情况")[2].partition("## ")[0]
    return found | set(_sentences("", organised.replace("\n", "")))


def _sentences(issue: str, text: str) -> Iterator[Figure]:
    for sentence in text.split("。"):
        if day := re.match(r"((?:\d{4}年)?\d+月(?:\d+日)?(?:以来)?)，", sentence):
            yield Figure(issue, "date", day[1])
        for inner in re.findall(r"（([^（）]*)）", sentence):
            for part in inner.split("；"):
                if "：" in part or part.endswith(("延期", "完成")):
                    continue  # who answers, and how plans and deadlines stand
                for rule in re.findall(r"《([^》]*)》", part):
                    yield Figure(issue, "rule", rule)
                if "《" not in part:
                    yield from outcomes(issue, part)


def known_figures(book: Book, as_of: date | None = None) -> set[Figure]:
    """The same from the ledger, action by action."""
    found: set[Figure] = set()
    with book.view(as_of) as view:
        living = {issue.name.rpartition("/")[2] for issue in view.issues()}
        for action in view.actions():
            for issue in [name.rpartition("/")[2] for name in action.issues] or [""]:
                if issue and issue not in living:
                    continue
                if not action.date.unknown:
                    found.add(Figure(issue, "date", _said(action.date)))
                for each in action.outcomes:
                    found.add(Figure(issue, each.name, "≥" * each.at_least + each.quantity, each.unit))
                for rule in action.rules:
                    found.add(Figure(issue, "rule", rule))
    return found


def _said(when: object) -> str:
    """A date as a Chinese report says it, for the few ways in which these tests write them."""
    edtf, words = str(getattr(when, "edtf", "")), str(getattr(when, "words", ""))
    if "月" in words:
        return words
    year, month, day = edtf.split("-")
    return f"{year}年{int(month)}月{int(day)}日"

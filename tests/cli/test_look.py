"""What people see every day: status, list, show, timeline and history, as they type them.

RECTIFY_UPDATE_GOLD=1 writes the gold files of `status` anew.
"""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from rectify.acts import Stamp
from rectify.deciding import correcting, progressing, registering
from rectify.ledger import Founding, Ledger
from rectify.model.dates import When

Run = Callable[..., Any]
Look = Callable[..., Any]

UPDATE = os.environ.get("RECTIFY_UPDATE_GOLD") == "1"
GOLD = Path(__file__).parents[1] / "gold"
MORNING = datetime(2024, 6, 24, 2, 0, tzinfo=UTC)
RICH = {"FORCE_COLOR": "1", "NO_COLOR": "1"}

LONG = {
    "zh": "项目质保金长期挂账未清理，涉及资金较大、时间跨度长、往来单位多，个别单位已经注销",
    "en": "Deposits of contractors stand on the books for up to nine years, though some of the firms were dissolved",
}
HOSTILE = "标题\x1b[31m红\u202e反[bold]粗[/]\n=1+1|管道|<b>"


def told(language: str, chinese: str, english: str) -> str:
    return chinese if language == "zh" else english


def story(language: str) -> Iterator[tuple[str, Callable[..., Any], tuple[Any, ...], dict[str, Any]]]:
    """An inspection with twelve issues and two sub-issues: day, what is decided, and what it is given."""

    def say(chinese: str, english: str) -> str:
        return told(language, chinese, english)

    facts = {"unit": say("清河县农业农村局", "Harbour Office"), "title": say("常规巡察", "Audit of purchases and cash")}
    yield "2024-02-20", registering.add_inspection, (), {**facts, "feedback": "2024-02-20", "due": "2024-08-20"}
    for title, claimed in (
        (say("落实党的路线方针政策和上级决策部署以及本级工作安排方面", "Purchasing and contracts"), 5),
        (say("群众身边不正之风方面", "Cash and receipts"), 4),
        (say("基层组织建设方面", "Staff records"), 4),
    ):
        yield "2024-02-20", registering.add_aspect, (title,), {"claimed": claimed}
    owners = [
        say("张建国", "Jordan"),
        say("刘洋", "Lee"),
        say("赵敏", "Ash"),
        say("财务股、人事股", "Finance, Personnel"),
    ]
    for aspect, title, owner, deadline in (
        (1, say("学习计划照抄往年", "Contracts are extended without a tender"), 0, "2024-04-30"),
        (1, say("三处泵站建成后闲置", "Two pumps were never put into service"), 1, "2024-05-31"),
        (1, say("补贴政策宣传不到位", "Bidders are not told why they lost"), 2, "2024-06-15"),
        (1, say("检查台账前后矛盾", "Inspection logs contradict one another"), 1, "2024-07-10"),
        (1, say("阵地管理薄弱", "There is no register of interests"), 0, ""),
        (2, say("先接待后补审批单", "Receipts are approved after the event"), 2, "2024-05-15"),
        (2, LONG[language], 2, "2024-06-28"),
        (2, say("下乡补助依据不足", "Field allowances have no written basis"), 3, "2024-07-01"),
        (2, say("采购未比价", "Prices are not compared"), 2, "2024-04-15"),
        (3, say("会议记录事后补写", "Minutes are written up afterwards"), 0, "2024-05-20"),
        (3, say("档案缺少签名", "Leavers keep their access"), 1, "2024-06-30"),
        (3, say("党费收缴不及时", "Training records are incomplete"), 1, "2024-12-31"),
    ):
        given = {"aspect": str(aspect), "owner": owners[owner], "deadline": deadline or None}
        yield "2024-02-21", registering.add_issue, (title,), given
    held = say("召开专题会", "Held a meeting")
    yield "2024-03-05", progressing.log_action, (held,), {"issues": "1,10", "kind": "meeting", "rules": (held,)}
    yield (
        "2024-03-12",
        progressing.log_action,
        (held,),
        {"issues": "2", "outcomes": (say("检修=3处", "repaired=3 pumps"),)},
    )
    yield "2024-03-15", progressing.log_action, (held,), {"kind": "meeting"}
    yield (
        "2024-03-20",
        progressing.log_action,
        (held,),
        {"issues": "6,9", "outcomes": (say("参会=30余人", "present=30+ people"),)},
    )
    yield "2024-04-10", progressing.complete, ("9",), {}
    yield "2024-04-28", progressing.complete, ("1",), {}
    yield "2024-05-11", progressing.log_action, (held,), {"issues": "5"}
    yield "2024-05-11", progressing.complete, ("5",), {"claim": "standing"}
    yield "2024-05-12", progressing.complete, ("6",), {"on": "unknown", "effect": say("已补齐", "all found")}
    yield "2024-05-20", progressing.extend, ("2", "2024-06-20"), {"reason": say("汛期", "Floods")}
    yield "2024-05-25", progressing.complete, ("10",), {}
    yield "2024-06-01", progressing.log_action, (held,), {"issues": "3"}
    yield "2024-06-05", progressing.complete, ("3",), {"claim": "partial"}
    yield (
        "2024-06-10",
        registering.add_issue,
        (say("清理注销单位", "The dissolved firms"),),
        {"parent": "7", "deadline": "2024-06-12"},
    )
    yield "2024-06-10", registering.add_issue, (say("清理其余单位", "The other firms"),), {"parent": "7"}
    yield "2024-06-12", registering.add_measure, ("7", say("逐笔核对", "Check each")), {"deadline": "2024-06-25"}
    yield "2024-06-13", correcting.amend, ("4", {"title": say("检查台账前后不一", "Inspection logs disagree")}), {}
    yield "2024-06-14", progressing.assign, ("12",), {"owner": owners[2]}
    yield "2024-06-14", correcting.undo, (), {}


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The story in both languages; nothing that looks changes it."""
    paths = {}
    for language in ("zh", "en"):
        paths[language] = tmp_path_factory.mktemp(language) / "rectify.db"
        who = told(language, "王小明", "Kim")
        with Ledger.writing(paths[language], Founding("11111111-1111-4111-8111-111111111111", language)) as ledger:
            for day, decide, asked, options in story(language):
                stamp = Stamp(f"{day}T02:00:00Z", who, who, When(day))
                today = date.fromisoformat(day)
                ledger.record(lambda state, do=decide, a=asked, o=options, t=today: do(state, t, *a, **o), stamp)  # type: ignore[misc]
    return paths


@pytest.fixture
def look(run: Run, ledgers: dict[str, Path]) -> Look:
    """Look at the story on the morning of 24 June 2024: `look("status", "--json", language="en", …)`."""

    def look(*argv: str, language: str = "zh", **environ: str) -> Any:
        said = run(*argv, now=MORNING, RECTIFY_LANG=language, RECTIFY_LEDGER=str(ledgers[language]), **environ)
        assert (said.code, said.err) == (0, ""), said.err
        return said.out

    return look


@pytest.fixture
def rows(look: Look) -> Callable[..., list[dict[str, Any]]]:
    """The issues that `list --json` gives."""

    def rows(*argv: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(look("list", "--json", *argv))["issues"]
        return found

    return rows


def numbers(found: list[dict[str, Any]]) -> list[str]:
    return [each["number"] for each in found]


# --- status


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", ["60", "80", "120", "plain"])
def test_status_looks_like_its_gold_file(look: Look, language: str, width: str) -> None:
    drawn = {} if width == "plain" else {**RICH, "COLUMNS": width}
    said = "".join(f"{line.rstrip()}\n" for line in look("status", language=language, **drawn).splitlines())
    gold = GOLD / f"status-{language}-{width}.txt"
    if UPDATE:
        gold.write_text(said, encoding="utf-8")
    assert said == gold.read_text(encoding="utf-8")


LOOKS = (
    ("status",),
    ("status", "--by", "owner"),
    ("list",),
    ("list", "--columns", "number,aspect_title,title,owner,first_deadline,on_time_first"),
    ("show", "7"),
    ("show", "1."),
    ("show", "/"),
    ("timeline",),
    ("history",),
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_cut(
    look: Look, language: str, width: int, ambiguous: int
) -> None:
    for argv in LOOKS:
        said = look(*argv, language=language, COLUMNS=str(width), RECTIFY_AMBIGUOUS=str(ambiguous), **RICH)
        assert "…" not in said
        widest = max(wcswidth(line, ambiguous_width=ambiguous) for line in said.rstrip("\n").split("\n"))
        assert widest <= width, argv


@pytest.mark.parametrize("width", ["40", "60", "80", "200"])
def test_a_long_title_is_there_to_its_last_character(look: Look, width: str) -> None:
    said = "".join(look("show", "7", COLUMNS=width, **RICH).split())
    assert LONG["zh"] in said


def test_status_as_json_keeps_its_contract(look: Look) -> None:
    found = json.loads(look("status", "--json"))
    assert (
        found
        | {
            "format": 1,
            "as_of": "2024-06-24",
            "issues": 12,
            "completed": 4,
            "closed": 0,
            "standing": 1,
            "overdue": 2,
            "progress": 0.333,
        }
        == found
    )
    assert [each["number"] for each in found["aspects"]] == [1, 2, 3]
    for figure in ("issues", "completed", "closed", "overdue"):
        assert sum(each[figure] for each in found["aspects"]) == found[figure]
    assert found["aspects"][0]["title"].startswith("落实")
    assert found["sub_issues"]["issues"] == 2
    assert found["next"] == {"command": "complete", "issue": "3"}


def test_the_same_figures_stand_on_every_screen(look: Look, rows: Callable[..., list[dict[str, Any]]]) -> None:
    found = json.loads(look("status", "--json"))
    top = [each for each in rows() if each["parent"] is None]
    assert len(top) == found["issues"]
    assert sum(each["claim"] == "completed" for each in top) == found["completed"]
    assert sum(each["overdue"] for each in top) == found["overdue"]
    owners = json.loads(look("status", "--json", "--by", "owner"))["owners"]
    assert sum(each["overdue"] for each in owners) == found["overdue"]
    assert sum(each["issues"] for each in owners) == found["issues"]


def test_an_earlier_day_shows_how_things_stood(look: Look) -> None:
    found = json.loads(look("status", "--json", "--as-of", "2024-04-20"))
    assert (found["as_of"], found["completed"], found["overdue"]) == ("2024-04-20", 1, 0)


def test_a_later_day_shows_what_will_be_late(look: Look) -> None:
    assert json.loads(look("status", "--json", "--as-of", "2024-07-31"))["overdue"] == 6


def test_what_was_known_at_an_entry(look: Look) -> None:
    """Issue 9 was completed first."""
    first = next(each for each in json.loads(look("history", "9", "--json"))["entries"] if each["act"] == "complete")
    before, after = (json.loads(look("status", "--json", "--entry", str(first["entry"] + n))) for n in (-1, 0))
    assert (before["completed"], after["completed"]) == (0, 1)
    assert (after["entry"], after["as_of"]) == (first["entry"], "2024-04-10")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_ledger_says_what_to_do_next(run: Run, language: str) -> None:
    run("init", RECTIFY_LANG=language)
    said = run("status", RECTIFY_LANG=language)
    assert said.out.rstrip().splitlines()[-1].startswith("  rectify add-issue")
    assert json.loads(run("status", "--json").out)["progress"] is None


def test_without_a_ledger_nothing_is_shown_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    for argv in (("status",), ("list",), ("show", "1"), ("timeline",), ("history",)):
        said = run(*argv)
        assert (said.code, said.out) == (3, "")
        assert said.err
    assert list(tmp_path.iterdir()) == []


def test_looking_changes_nothing_and_works_on_a_file_that_is_read_only(look: Look, ledgers: dict[str, Path]) -> None:
    path = ledgers["zh"]
    before = path.read_bytes()
    path.chmod(0o444)
    for argv in LOOKS:
        look(*argv)
    path.chmod(0o644)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["rectify.db"]


# --- list: which issues


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--aspect", "3"), "10 11 12"),
        (("--aspect", "2024-1/3."), "10 11 12"),
        (("--aspect", "基层组织建设方面"), "10 11 12"),
        (("--owner", "财务股、人事股"), "8"),
        (("--claim", "partial"), "3"),
        (("--claim", "部分完成"), "3"),
        (("--claim", "standing"), "5"),
        (("--verdict", "未验收", "--claim", "completed"), "1 6 9 10"),
        (("--overdue",), "2 3 7-1"),
        (("--overdue", "--as-of", "2024-06-18"), "3 7-1"),
        (("--open", "--aspect", "2"), "7 7-1 7-2 8"),
        (("--text", "台账"), "4"),
        (("--due-from", "2024-06-28", "--due-to", "2024-07"), "4 7 8 11"),
        (("--acted-from", "2024-05"), "3 5"),
        (("--acted-to", "3月5日"), "1 10"),
        (("--on-time", "first"), "1 9"),
        (("--late", "first"), "2 3 7-1 10"),
        (("--late", "last"), "2 3 7-1 10"),
        (("--late", "last", "--as-of", "2024-06-18"), "3 7-1 10"),
        (("--late", "first", "--as-of", "2024-06-18"), "2 3 7-1 10"),
        (("--kind", "standing"), ""),
        (("--inspection", "2024-1", "--limit", "2"), "1 2"),
    ],
)  # fmt: skip
def test_a_filter_lists_what_it_says(run: Run, ledgers: dict[str, Path], asked: tuple[str, ...], found: str) -> None:
    said = run("list", "--json", *asked, now=MORNING, RECTIFY_LEDGER=str(ledgers["zh"]))
    assert said.code == 0, said.err
    assert " ".join(numbers(json.loads(said.out)["issues"])) == found


def test_an_unknown_completion_date_is_neither_on_time_nor_late_and_said_so(run: Run, ledgers: dict[str, Path]) -> None:
    for which in ("--on-time", "--late"):
        said = run("list", which, "first", now=MORNING, RECTIFY_LEDGER=str(ledgers["zh"]), RECTIFY_LANG="en")
        assert not re.search(r"^ *6 ", said.out, re.MULTILINE)
        assert "1 were completed on a day that is not known" in said.err


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [("number", "1", "12"), ("-number", "12", "1"), ("deadline", "9", "7-2"), ("-deadline", "12", "5")],
)
def test_a_sort_runs_both_ways_and_what_has_no_deadline_comes_last(
    rows: Callable[..., list[dict[str, Any]]], sort: str, first: str, last: str
) -> None:
    found = numbers(rows("--sort", sort))
    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("--columns", "number,colour"), 2, "colour"),
        (("--columns", ","), 2, "number"),
        (("--sort", "colour"), 2, "colour"),
        (("--claim", "done"), 2, "completed"),
        (("--json", "--format", "csv"), 2, "csv"),
        (("--due-to", "2024-02-30"), 2, "2024-02-30"),
        (("--as-of", "2024-04/.."), 2, "2024-04/.."),
        (("--limit", "-1"), 2, "--limit"),
        (("--limit", "9" * 30), 2, "--limit"),
        (("--aspect", "9"), 3, "9"),
        (("--inspection", "2020-1"), 3, "2020-1"),
    ],
)
def test_a_wrong_wish_gets_one_sentence_and_an_empty_stdout(
    run: Run, ledgers: dict[str, Path], asked: tuple[str, ...], code: int, said: str
) -> None:
    found = run("list", *asked, now=MORNING, RECTIFY_LEDGER=str(ledgers["zh"]))
    assert (found.code, found.out) == (code, "")
    assert said in found.err


def test_nothing_found_is_said(run: Run, ledgers: dict[str, Path]) -> None:
    said = run("list", "--text", "没有这样的字", now=MORNING, RECTIFY_LEDGER=str(ledgers["zh"]), RECTIFY_LANG="zh")
    assert (said.code, said.err) == (0, "没有符合条件的问题。\n")


# --- list: in which form


def test_list_as_json_keeps_its_contract(rows: Callable[..., list[dict[str, Any]]]) -> None:
    found = {each["number"]: each for each in rows()}
    assert list(found["2"])[:10] == [
        "number", "title", "aspect", "claim", "verdict", "owner", "deadline", "actions", "evidence", "overdue",
    ]  # fmt: skip
    assert found["2"] | {"aspect": 1, "claim": "acting", "verdict": "unreviewed", "owner": "刘洋"} == found["2"]
    assert found["2"] | {"deadline": "2024-06-20", "actions": 1, "evidence": 0, "overdue": True} == found["2"]
    assert found["2"]["first_deadline"] == "2024-05-31"
    assert found["7-1"]["parent"] == found["7"]["id"]


def test_a_pipe_gets_one_line_for_each_issue_and_always_the_same_columns(look: Look) -> None:
    everything, few = (look("list", *more).splitlines() for more in ((), ("--claim", "pending", "--aspect", "3")))
    assert len(everything) == 2 + 14
    assert everything[0].split() == few[0].split()


def test_a_terminal_gets_the_aspects_as_headings_and_no_empty_columns(look: Look) -> None:
    said = look("list", "--aspect", "3", "--claim", "pending", COLUMNS="80", **RICH)
    lines = said.splitlines()
    assert lines[2] == "3. 基层组织建设方面"
    assert "逾期" not in lines[0]
    assert "行动" in lines[0], "no action at all is something to see"


def test_more_than_two_hundred_rows_are_not_left_to_rich(run: Run, book: Any) -> None:
    """Rich would hold them all; what is streamed instead has the same rows."""
    with Ledger.writing(book.path, book.founding) as ledger:
        for number in range(201):
            ledger.record(lambda state: registering.add_issue(state, book.today, f"第{number}个"), book.stamp())  # noqa: B023
    said = run("list", **RICH)
    assert len(said.out.splitlines()) == 2 + 201
    assert len(run("list", "--limit", "200", **RICH).out.splitlines()) == 2 + 200


@pytest.fixture
def hostile(run: Run) -> Run:
    """A ledger whose texts would act on a terminal, a spreadsheet or a page."""
    run("add-aspect", HOSTILE)
    run("add-issue", HOSTILE, "--aspect", "1", "--owner", "=HYPERLINK(1)", "--deadline", "2023-06-01")
    run("add-issue", "  +1", "--owner", "\u00a0@SUM(1)", "--unit", "-2")
    run("log-action", "1,2", HOSTILE, "--rule", HOSTILE)
    run("extend", "1", "--to", "2023-09-01", "--reason", HOSTILE)
    return run


@pytest.mark.parametrize("argv", [*LOOKS[:4], ("show", "1"), ("show", "a1"), *LOOKS[6:]])
@pytest.mark.parametrize("drawn", [{}, RICH, {**RICH, "RECTIFY_AMBIGUOUS": "2"}])
def test_what_users_write_neither_acts_nor_hides(hostile: Run, argv: tuple[str, ...], drawn: dict[str, str]) -> None:
    said = hostile(*argv, COLUMNS="120", **drawn)
    assert said.code == 0, said.err
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said.out)
    if argv[0] != "status":
        assert "\\u001b[31m" in said.out.replace("\n", "")
        assert "[bold]" in said.out.replace("\n", "")


def test_no_cell_of_a_csv_can_be_taken_for_a_formula(hostile: Run) -> None:
    table = list(
        csv.reader(io.StringIO(hostile("list", "--format", "csv", "--columns", "number,title,owner,unit").out))
    )
    assert table[1][2] == "'=HYPERLINK(1)"
    assert table[2][1:] == ["'+1", "'@SUM(1)", "'-2"]
    assert all(cell.lstrip()[:1] not in tuple("=+-@\t\r") for row in table for cell in row)


def test_csv_ends_its_lines_as_the_standard_says(look: Look) -> None:
    said = look("list", "--format", "csv", "--columns", "number,claim")
    assert said.startswith("序号,整改状态\r\n1,已完成\r\n")
    assert said.count("\r\n") == said.count("\n") == 15


def test_no_text_breaks_out_of_a_markdown_table(hostile: Run) -> None:
    lines = hostile("list", "--format", "md").out.splitlines()
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {10}
    assert r"\<b\>" in lines[2]
    assert r"\[bold\]" in lines[2]


# --- show


def test_an_issue_is_shown_with_everything_that_belongs_to_it(look: Look) -> None:
    said = look("show", "2", language="en")
    for part in (
        "Two pumps were never put into service",
        "Lee",
        "4 days late",
        "first 2024-05-31",
        "extended to 2024-06-20",
        "because: Floods",
        "decided by Kim",
        "a2",
        "repaired: 3 pumps",
    ):
        assert part in said, part


def test_sub_issues_measures_and_amendments_are_shown(look: Look) -> None:
    said = look("show", "7", language="en")
    assert "m1" in said
    assert "The dissolved firms" in said
    assert "Inspection logs contradict one another → Inspection logs disagree" in look("show", "4", language="en")


def test_what_is_void_says_so_and_why(run: Run) -> None:
    run("add-issue", "Twice the same")
    run("void", "1", "--reason", "entered twice")
    said = run("show", "1", RECTIFY_LANG="en")
    assert "void: entered twice" in said.out
    assert json.loads(run("list", "--json").out)["issues"] == []
    assert [each["void"] for each in json.loads(run("list", "--json", "--void").out)["issues"]] == ["entered twice"]


@pytest.mark.parametrize(
    ("thing", "kind", "key"),
    [("2", "issue", "deadlines"), ("a4", "action", "outcomes"), ("m1", "measure", "text"), ("1.", "aspect", "overdue")],
)
def test_everything_can_be_had_as_json(look: Look, thing: str, kind: str, key: str) -> None:
    found = json.loads(look("show", thing, "--json"))
    assert (found["format"], found["thing"]) == (1, kind)
    assert key in found


def test_an_inspection_is_shown_by_its_code_or_as_the_only_one(look: Look) -> None:
    assert look("show", "/") == look("show", "2024-1/")
    assert json.loads(look("show", "/", "--json"))["issues"] == 12


@pytest.mark.parametrize("thing", ["99", "a99", "m99", "e1", "9.", "1999-1/"])
def test_what_does_not_exist_is_not_found(run: Run, ledgers: dict[str, Path], thing: str) -> None:
    said = run("show", thing, RECTIFY_LEDGER=str(ledgers["zh"]))
    assert (said.code, said.out) == (3, "")


# --- timeline


def test_things_come_in_the_order_in_which_they_happened(look: Look) -> None:
    events = json.loads(look("timeline", "--json"))["events"]
    assert [each["day"] for each in events] == sorted(each["day"] for each in events)
    assert {each["kind"] for each in events} == {"action", "claim", "extension", "deadline"}


def test_an_action_entered_late_stands_where_it_happened(run: Run) -> None:
    run("add-issue", "x")
    run("log-action", "1", "second", "--date", "2023-06-20")
    run("log-action", "1", "first", "--date", "2023-05-20")
    said = run("timeline").out
    assert said.index("first") < said.index("second")


def test_today_stands_between_what_was_and_what_is_to_come(look: Look) -> None:
    lines = look("timeline", language="en").splitlines()
    today = next(place for place, line in enumerate(lines) if "today" in line)
    assert "2024-06-20" in lines[today - 1]
    assert "2024-06-28" in lines[today + 1]


@pytest.mark.parametrize(
    ("issue", "outcome"),
    [
        ("1", "due, completed on time"),
        ("10", "due, completed later"),
        ("6", "due, completed on an unknown day"),
        ("3", "due, not completed"),
        ("12", "to come"),
    ],
)
def test_a_deadline_tells_what_became_of_it(look: Look, issue: str, outcome: str) -> None:
    said = look("timeline", issue, language="en")
    assert outcome in next(line for line in said.splitlines() if " deadline " in line)


def test_one_issue_has_only_its_own_events(look: Look) -> None:
    events = json.loads(look("timeline", "2", "--json"))["events"]
    assert [each["kind"] for each in events] == ["action", "extension", "deadline"]


def test_a_terminal_gets_the_newest_and_how_to_see_the_rest(run: Run, ledgers: dict[str, Path]) -> None:
    said = run("timeline", "--limit", "3", now=MORNING, RECTIFY_LEDGER=str(ledgers["zh"]), RECTIFY_LANG="en")
    assert "2024-06-20" in said.out
    assert "2024-03-05" not in said.out
    assert "--limit 0" in said.err
    assert "2024-03-05" in run("timeline", "--limit", "0", RECTIFY_LEDGER=str(ledgers["zh"])).out


def test_a_span_of_time_can_be_chosen(look: Look) -> None:
    events = json.loads(look("timeline", "--json", "--since", "2024-04", "--until", "2024-04"))["events"]
    assert [each["day"] for each in events] == ["2024-04-10", "2024-04-15", "2024-04-28", "2024-04-30"]


# --- history


def test_the_journal_is_told_in_order_of_entry_with_what_was_taken_back(look: Look) -> None:
    lines = look("history", language="en").splitlines()[2:]
    assert [int(line.split()[0]) for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1].endswith(f"entry {len(lines) - 1} taken back")
    assert lines[-2].endswith(f"(taken back by entry {len(lines)})")


def test_when_something_happened_is_told_where_it_is_not_the_day_of_entry(look: Look) -> None:
    (line,) = (line for line in look("history", "6", language="en").splitlines() if "claimed" in line)
    assert line.endswith("(happened unknown)")


def test_the_history_of_one_thing_holds_what_touched_it(look: Look) -> None:
    entries = json.loads(look("history", "12", "--json"))["entries"]
    assert [each["act"] for each in entries] == ["add-issue", "assign", "undo"]
    assert entries[1]["undone_by"] == entries[2]["entry"]


def test_history_as_json_gives_the_bodies_of_the_journal(look: Look, ledgers: dict[str, Path]) -> None:
    with Ledger.reading(ledgers["zh"]) as ledger:
        bodies = [json.loads(row[0]) for row in ledger._db.execute("SELECT body FROM entry ORDER BY seq")]
    entries = json.loads(look("history", "--json"))["entries"]
    assert [{k: v for k, v in each.items() if k not in ("entry", "undone_by")} for each in entries] == bodies


def test_a_thing_that_was_taken_back_does_not_stop_the_history(run: Run) -> None:
    run("add-aspect", "Contracts")
    run("amend", "1.", "--title", "Purchases")
    for _ in range(3):
        run("undo")
    said = run("history", RECTIFY_LANG="en")
    assert said.code == 0
    assert "taken back by" in said.out


def test_the_newest_entries_are_kept_and_the_rest_is_pointed_to(run: Run, ledgers: dict[str, Path]) -> None:
    said = run("history", "--limit", "2", RECTIFY_LEDGER=str(ledgers["zh"]), RECTIFY_LANG="en")
    assert len(said.out.splitlines()) == 2 + 2
    assert "--limit 0" in said.err


def test_on_an_earlier_day_an_action_still_names_all_that_it_serves(run: Run) -> None:
    run("init", "--language", "en")
    run("add-issue", "one", "--date", "2023-05-01")
    run("add-issue", "two", "--date", "2023-01-01")
    run("log-action", "1", "did it", "--date", "2023-05-10")
    run("log-action", "1,2", "both", "--date", "2023-02-12")
    for name, issues in (("a1", ["1"]), ("a2", ["1", "2"])):
        assert json.loads(run("show", name, "--as-of", "2023-03-01", "--json").out)["issues"] == issues


def test_an_issue_that_was_not_found_yet_is_not_there_on_that_day(run: Run) -> None:
    run("init", "--feedback", "2023-02-14", "--language", "en")
    run("add-issue", "one", "--date", "2023-05-01")
    said = run("show", "1", "--as-of", "2023-01-01", "--lang", "en")
    assert (said.code, said.out) == (3, ""), said.err
    assert "bug" not in said.err

"""Pictures say what the ledger says: every figure of every chart, on every day, however much or little there is."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest

from rectify.acts import LogAction, Pending
from rectify.deciding import correcting, progressing, registering
from rectify.documents.charts import Bars, Curves, Lane, Tiles, Timeline, Toned
from rectify.documents.document import Block, Table
from rectify.model.dates import When
from rectify.model.dossier import Turn
from rectify.model.figures import figures
from rectify.report import KINDS, Asked, HeadLine, document
from rectify.report.burnup import POINTS, burn_up, thinned
from tests.conftest import Book
from tests.documents.pages import check, made
from tests.report.telling import Figure, tell_in_chinese, tell_in_english

TODAY = date(2023, 6, 30)
LINE = HeadLine(7, "0" * 64, "11111111-1111-4111-8111-111111111111")
Kind = TypeVar("Kind")


def told(book: Book, kind: str = "rectification", as_of: date | None = None, **more: Any) -> list[Block]:
    """The blocks of a report whose writer draws; rows are read."""
    with book.open() as ledger:
        view = ledger.view(as_of)
        language: Any = view.language()
        asked = Asked(view.inspections()[-1], as_of or book.today, language, LINE, pictures=True)
        if more.get("since"):
            more["before"] = ledger.view(more["since"])
        blocks = document(kind, view, asked._replace(**more)).blocks
        return [each._replace(rows=tuple(each.rows)) if isinstance(each, Table) else each for each in blocks]


def page(book: Book, kind: str = "rectification", **more: Any) -> bytes:
    with book.open() as ledger:
        view = ledger.view()
        language: Any = view.language()
        asked = Asked(view.inspections()[-1], book.today, language, LINE, pictures=True)
        return made(document(kind, view, asked._replace(**more)))


def of(kind: type[Kind], blocks: list[Block]) -> list[Kind]:
    return [each for each in blocks if isinstance(each, kind)]


@pytest.fixture
def bureau(book: Book) -> Book:
    return tell_in_chinese(book)


# --- how they stand


def test_the_bars_hold_every_issue_once_and_agree_with_the_figures(bureau: Book) -> None:
    (chart,) = of(Bars, told(bureau))
    names = [series.name for series in chart.series]
    found = {
        Figure(bar.label, name, str(count)) for bar in chart.rows for name, count in zip(names, bar.counts, strict=True)
    }
    with bureau.view() as view:
        aspects = {each.title: each.id for each in view.aspects(1)}
        for label, aspect in {"全部问题": None, "其他方面": 0, **aspects}.items():
            counted = figures(view.tallies(1, aspect), view.overdue("2023-06-30", 1, aspect))
            (bar,) = (each for each in chart.rows if each.label.endswith(label))
            assert sum(bar.counts) == counted.issues
            for name, value in (
                ("已销号", counted.closed),
                ("已完成、未验收", counted.unreviewed),
                ("逾期", counted.overdue),
            ):
                assert Figure(bar.label, name, str(value)) in found
            assert bar.note == f"完成 {counted.completed}/{counted.issues}"


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        ("rectification", {Tiles, Bars, Curves, Timeline}),
        ("progress", {Tiles, Bars, Curves, Timeline}),
        ("summary", {Tiles, Bars, Curves, Timeline}),
        ("register", {Tiles, Bars}),
        ("lists", set()),
        ("slip", set()),
    ],
)
def test_each_kind_has_its_pictures(bureau: Book, kind: str, drawn: set[type]) -> None:
    assert {type(each) for each in told(bureau, kind)} & {Tiles, Bars, Curves, Timeline} == drawn
    some = told(bureau, "register", only=frozenset({1}))
    assert not of(Bars, some), "a part of the register has no picture of the whole"


def test_what_is_overdue_is_nothing_else_and_what_was_returned_is_in_progress(bureau: Book) -> None:
    late = of(Bars, told(bureau, as_of=date(2023, 6, 30)))[0].rows[0]
    later = of(Bars, told(Book(bureau.path, date(2024, 6, 30))))[0].rows[0]
    assert sum(late.counts) == sum(later.counts) == 6
    assert (late.counts, later.counts) == ((0, 1, 1, 3, 1, 0), (0, 1, 1, 0, 1, 3))


def test_the_tiles_are_the_figures(bureau: Book) -> None:
    first, sums = of(Tiles, told(bureau, since=date(2023, 5, 31)))
    assert [(tile.name, tile.figure, tile.note) for tile in first.tiles] == [
        ("问题", "6", ""),
        ("已完成", "1", "比上次+0"),
        ("整改进度", "16.6%", ""),
        ("已销号", "0", ""),
        ("长期坚持", "1", ""),
        ("逾期", "0", ""),
    ]
    assert {Figure("", tile.name, tile.figure) for tile in sums.tiles} == {
        Figure("", "专题会议", "4次"),
        Figure("", "验收合同", "12份"),
        Figure("", "追回", "3.7万元"),
        Figure("", "培训", "不少于45人"),
        Figure("", "补签", "2份"),
        Figure("", "走访", "不少于1次"),
        Figure("", "制定、修订制度", "2"),
    }


def test_a_register_tones_claims_and_marks_what_is_late(book: Book) -> None:
    tell_in_english(book)
    for kind, at in (("rectification", None), ("register", None)):
        tables = [
            each
            for each in of(Table, told(book, kind))
            if any(c.field == "deadline" for c in each.columns) and not each.aside
        ]
        rows = [{c.field: cell for c, cell in zip(tables[0].columns, row, strict=True)} for row in tables[0].rows]
        late = [row["number"] for row in rows if isinstance(row["deadline"], Toned)]
        with book.view() as view:
            assert len(late) == view.overdue("2023-06-30", 1), at
        assert late == ["2.1"]
        assert {getattr(row["claim"], "tone", "") for row in rows} == {"done", "acting", "pending"}


# --- how it came about


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_day_of_the_course_is_as_a_report_of_that_day_has_it(tmp_path: Path, language: str) -> None:
    book = Book(tmp_path / "rectify.db", language=language)
    (tell_in_chinese if language == "zh" else tell_in_english)(book)
    # entered late, dated early; and entered early, dated late
    book.do(progressing.complete, "3" if language == "zh" else "2.1", on="2023-04-15")
    with book.open() as ledger:
        view = ledger.view()
        inspection = view.inspections()[0]
        days, counts = burn_up(view.briefs(1), view.turns(1), inspection.feedback, TODAY)
        assert days[-1] == TODAY.isoformat()
        for day, *found in zip(days, *counts, strict=True):
            past = ledger.view(date.fromisoformat(day))
            known = figures(past.tallies(1), 0)
            assert found == [known.issues, known.completed, known.closed], day
        first = date.fromisoformat(days[0])
        held = dict(zip(days, zip(*counts, strict=True), strict=True))
        current = (0, 0, 0)
        for number in range((TODAY - first).days + 1):
            day = (first + timedelta(number)).isoformat()
            current = held.get(day, current)
            known = figures(ledger.view(date.fromisoformat(day)).tallies(1), 0)
            assert current == (known.issues, known.completed, known.closed), day


def test_what_is_accepted_closes_and_what_is_returned_goes_back() -> None:
    steps = (
        Turn(1, "2023-05-01", "completed", "unreviewed"),
        Turn(1, "2023-05-09", "completed", "accepted"),
        Turn(2, "2023-05-01", "completed", "unreviewed"),
        Turn(2, "2023-05-20", "completed", "returned"),
        Turn(2, "2023-05-03", "acting", "unreviewed"),  # entered last, so it holds from then on
    )
    days, (_, completed, closed) = burn_up((), steps, None, TODAY)
    assert dict(zip(days, zip(completed, closed, strict=True), strict=True)) == {
        "2023-05-01": (2, 0),
        "2023-05-03": (1, 0),
        "2023-05-09": (1, 1),
        "2023-06-30": (1, 1),
    }


@pytest.mark.parametrize("number", [0, 1, 2, POINTS, POINTS + 1, 5000])
def test_of_many_days_few_are_drawn_and_always_both_ends(number: int) -> None:
    kept = thinned(number)
    assert len(kept) <= POINTS + 1
    assert kept == sorted(set(kept))
    assert not number or (kept[0], kept[-1]) == (0, number - 1)
    assert len({after - before for before, after in pairwise(kept[1:])}) <= 1


# --- when


def lanes(book: Book, **more: Any) -> dict[str, Lane]:
    (chart,) = of(Timeline, told(book, **more))
    return {f"{lane.name} {lane.title}".strip(): lane for lane in chart.lanes}


def test_actions_stand_in_the_lanes_of_their_issues_vague_ones_as_ranges(bureau: Book) -> None:
    found = lanes(bureau)
    deeds = {name: [(s.first, s.last) for s in lane.stretches if s.sign == "deed"] for name, lane in found.items()}
    assert deeds["问题1 水库养护合同没有验收"] == [("2023-04-12", "2023-04-12"), ("2023-05-20", "2023-05-20")]
    assert deeds["问题4 下乡走访少，走过场"] == [("2023-04-01", "2023-06-30")], "that it goes on is shown up to the day"
    assert deeds["问题2 关于工程款支付手续不全的问题"] == [("2023-04-12", "2023-04-12"), ("2023-06-01", "2023-06-01")]
    assert deeds["整改全局"] == [("2023-03-01", "2023-03-01")]
    assert (found["检查时间 2022年XX月3日至2023年1月20日"].stretches[0][:2]) == ("2022-01-03", "2023-01-20")
    assert "问题6 登记错了" not in found


def test_deadlines_say_whether_they_were_met(bureau: Book) -> None:
    later = Book(bureau.path, date(2023, 9, 1))
    dues = [
        (name, s.first, s.tone) for name, lane in lanes(later).items() for s in lane.stretches if s.sign == "deadline"
    ]
    assert [(name[:3], first, tone) for name, first, tone in dues] == [
        ("问题1", "2023-05-31", "done"),
        ("问题2", "2023-08-31", "late"),
        ("问题3", "2023-09-30", "plain"),
        ("问题5", "2023-07-20", "late"),
    ]


def test_what_has_no_date_is_counted_beside_the_picture(bureau: Book) -> None:
    (chart,) = of(Timeline, told(bureau))
    assert "没有画出的有1项" in chart.note


def many(book: Book, issues: int, actions: int) -> Book:
    book.do(registering.add_inspection, feedback="2023-02-10", due="2023-12-31")
    for title in ("甲", "乙"):
        book.do(registering.add_aspect, title)
    for number in range(issues):
        book.do(
            registering.add_issue, f"问题{number}", aspect=str(1 + number % 2), deadline=f"2023-0{5 + number % 4}-15"
        )
    for number in range(actions):
        day = date(2023, 2, 11) + timedelta(number % 130)
        book.do(progressing.log_action, "开会", issues=str(1 + number % issues), on=day.isoformat())
    return book


def test_many_issues_share_the_lanes_of_their_aspects_and_many_days_their_months(book: Book) -> None:
    many(book, 16, 100)
    found = lanes(book)
    assert list(found) == ["第一方面 甲", "第二方面 乙"]
    months = Counter[tuple[str, str, str]]()
    with book.view() as view:
        aspects = {issue.name: "甲" if issue.aspect == 1 else "乙" for issue in view.issues()}
        for action in view.actions():
            months[aspects[action.issues[0]], "deed", action.date.edtf[:7]] += 1
        for issue in view.issues():
            assert issue.due
            months[aspects[issue.name], "deadline", issue.due[:7]] += 1
    drawn = Counter[tuple[str, str, str]]()
    for name, lane in found.items():
        assert len(lane.stretches) <= 40
        for each in lane.stretches:
            drawn[name[-1], each.sign, each.first[:7]] += each.number
    assert drawn == months


# --- however little or much there is


def test_where_nothing_is_drawn_no_chart_costs_anything(bureau: Book) -> None:
    for kind in KINDS:
        blocks = told(bureau, kind, pictures=False)
        assert not [each for each in blocks if isinstance(each, Bars | Curves | Timeline | Tiles)]
        cells = [cell for each in of(Table, blocks) for row in each.rows for cell in row]
        assert not any(isinstance(cell, Toned) for cell in cells)


def ledgers(tmp_path: Path) -> Iterator[tuple[str, Book]]:
    def book(name: str) -> Book:
        (tmp_path / name).mkdir()
        return Book(tmp_path / name / "rectify.db")

    empty = book("empty")
    empty.do(registering.add_inspection)
    yield "empty", empty
    alone = book("alone")
    alone.do(registering.add_issue, "一个")
    yield "alone", alone
    one_day = book("one-day")
    one_day.do(registering.add_inspection, feedback="2023-06-30", due="2023-06-30")
    one_day.do(registering.add_issue, "一天", deadline="2023-06-30")
    one_day.do(progressing.log_action, "开会", issues="1", on="2023-06-30")
    one_day.do(progressing.complete, "1", on="2023-06-30")
    yield "one-day", one_day
    far = book("far")
    far.do(registering.add_inspection, start="2023-01-01", feedback="2023-02-01", due="2023-12-31")
    far.do(registering.add_issue, "远", deadline="2199-12-31")
    # no command takes it, an import may
    far.do(lambda *_: iter([Pending(LogAction(1, 1, "很早", "other", (1,)), When("1949-10-01"))]))
    far.do(progressing.log_action, "开会", issues="1", on="2023-03-01")
    yield "far", far
    edges = book("edges")
    edges.do(registering.add_issue, "边", deadline="9999-12-31")
    edges.do(progressing.log_action, "最早", issues="1", on="0001-01-01")
    yield "edges", edges
    yield "many", many(book("many"), 30, 60)


def test_every_kind_gives_a_page_however_little_or_much_there_is(tmp_path: Path) -> None:
    for name, book in ledgers(tmp_path):
        for kind in KINDS:
            whole = page(book, kind)
            root = check(whole)
            assert root is not None, (name, kind)
            assert whole == page(book, kind), "the same bytes twice"
            for shape in root.xpath("//*[local-name()='svg']"):
                wide = float(shape.get("viewbox").split()[2])
                for each in shape.iter("circle", "rect", "text"):
                    across = float(each.get("cx") or each.get("x"))
                    assert -20 <= across <= wide + 20, (name, kind)


def test_what_lies_years_away_does_not_flatten_the_rest(tmp_path: Path) -> None:
    far = dict(ledgers(tmp_path))["far"]
    (chart,) = of(Timeline, told(far))
    assert (chart.first, chart.last) == ("2022-01-01", "2024-12-30")
    assert {each.first for lane in chart.lanes for each in lane.stretches} >= {"1949-10-01", "2199-12-31"}


def test_a_void_action_is_in_no_picture(bureau: Book) -> None:
    bureau.do(correcting.void, "a2", "记错了")
    assert [s.first for s in lanes(bureau)["问题1 水库养护合同没有验收"].stretches if s.sign == "deed"] == [
        "2023-04-12"
    ]

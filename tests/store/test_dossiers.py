"""What reports are given in few queries is what the views give one by one."""

from collections.abc import Iterator
from datetime import date

import pytest

from rectify.deciding import correcting, progressing, registering
from rectify.language import LANGUAGES, Language
from rectify.model.terms import ActionKind
from rectify.model.values import Filter
from rectify.report.phrases import Phrases
from rectify.store.dossiers import CHUNK
from rectify.store.reading import Reading
from tests.conftest import Book

DAYS = [None, date(2023, 3, 1), date(2023, 5, 15), date(2023, 6, 30)]


@pytest.fixture
def told(book: Book) -> Book:
    """Issues in both numberings of names, sub-issues, a void one, shared and void actions, deadlines that moved."""
    book.do(registering.add_inspection, feedback="2023-02-10", numbering="by-aspect")
    book.do(registering.add_aspect, "甲")
    for title in ("一", "二"):
        book.do(registering.add_issue, title, deadline="2023-06-01", aspect="1")
    book.do(registering.add_issue, "三")
    book.do(registering.add_issue, "四", parent="1.1")
    do = progressing.log_action
    book.do(
        do,
        "共同",
        issues="1.1,1.2,1.1-1",
        on="2023-05-10",
        outcomes=("会议=2次", "追回=3万元"),
        rules=("甲办法", "乙办法"),
    )
    book.do(do, "先做", issues="1.1", on="2023-04-10", kind="meeting", outcomes=("会议=30余次",), rules=("甲办法",))
    book.do(do, "整体", on="2023-03-01", kind="meeting", outcomes=("会议=1次",))
    book.do(do, "错了", issues="1.1", on="2023-04-11", kind="rule")
    book.do(do, "不知哪天", issues="1.1,i3", on="unknown", kind="study")
    book.do(
        do, "只用于作废的", issues="i3", on="2023-04-12", kind="training", outcomes=("训练=9人",), rules=("丙办法",)
    )
    book.do(correcting.void, "a4", "记错")
    book.do(registering.add_measure, "1.1", "甲措施")
    book.do(registering.add_measure, "1.1", "乙措施")
    book.do(correcting.void, "m1", "不要了")
    book.do(progressing.extend, "1.2", "2023-09-01", reason="下雨", on="2023-05-20")
    book.do(progressing.extend, "1.1", "2023-10-01", reason="等钱", on="2023-05-21")
    book.do(progressing.complete, "1.1", on="2023-06-02", effect="好了")
    book.do(correcting.void, "i3", "重复")
    return book


@pytest.mark.parametrize("day", DAYS)
def test_a_dossier_holds_what_the_view_says_of_the_issue(told: Book, day: date | None) -> None:
    with told.view(day) as view:
        dossiers = list(view.dossiers(Filter()))
        assert [each.issue for each in dossiers] == list(view.issues(Filter()))
        for each in dossiers:
            key = each.issue.id
            assert list(each.deeds) == [
                (a.id, a.text, a.kind, a.date, a.by, a.outcomes, a.rules) for a in view.actions(issue=key)
            ]
            assert list(each.claims) == view.claims(key)
            assert list(each.measures) == [measure for measure in view.measures(key) if not measure.void]
            moved = each.issue.deadline != each.issue.first_deadline
            assert list(each.deadlines) == (view.deadlines(key) if moved else [])


TEXTS = (
    "召开会议2次，", " 两头有空格 ", "以句号结束。", "=1+1", "|甲|\n# 乙", "5月10日追回3万元", "制定《甲办法》", "\u202e反写", "。", "10万元", "…",
)  # fmt: skip
ON = ("2023-05-10", "5月10日", "unknown", "2023-XX-10", "2023-04/2023-05", "2023-04")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_what_is_read_to_be_told_is_told_as_what_is_read_whole(
    told: Book, day: date | None, language: Language
) -> None:
    for number, text in enumerate(TEXTS):
        outcomes = ("会议=2次", "追回=3万元", "到会=30余人", "无单位=10")[: number % 5]
        rules = ("甲办法", "《乙办法》", '有"引号\\的办法')[: number % 4]
        on = ON[number % len(ON)]
        told.do(progressing.log_action, text, issues="1.1,1.2", on=on, outcomes=outcomes, rules=rules)
    phrases = Phrases(language)
    with told.view(day) as view:
        whole, sentences = view.dossiers(Filter()), list(view.dossiers(Filter(), phrases.tell))
        assert sentences == [each._replace(deeds=(), told=tuple(map(phrases.action, each.deeds))) for each in whole]
        assert day in DAYS[:2] or any(each.told for each in sentences)


def living(view: Reading) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The actions that are told in a report, one by one, with the issues that they serve."""
    names = {issue.name for issue in view.issues()}
    for action in view.actions():
        served = tuple(name.rpartition("/")[2] for name in action.issues if name in names)
        if served or not action.issues:
            yield action.id, served


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("first", ["", "2023-04-11", "2023-07-01"])
def test_what_adds_up_adds_up_over_the_actions_that_are_told(told: Book, day: date | None, first: str) -> None:
    with told.view(day) as view:
        actions = {action.id: action for action in view.actions()}
        latest = {event.key: event.day for event in view.events() if event.kind == "action"}
        wanted = [(key, names) for key, names in living(view) if first <= latest[key]]
        assert [(deed.id, names) for deed, names in view.deeds(1, first)] == wanted
        found, sums = [actions[key] for key, _ in wanted], view.sums(1, first)
        counts = {kind.value: sum(action.kind == kind for action in found) for kind in ActionKind}
        counted = list(sums.counted())
        assert sum(number for *_, number in counted) == sum(counts.values())
        for kind, number in counts.items():
            assert sum(times for each, _, times in counted if each == kind) == number
        outcomes = [each for action in found for each in action.outcomes]
        assert sorted(each for _, of, times in counted for each in of * times) == sorted(outcomes)
        assert list(dict.fromkeys(each for _, of, _ in counted for each in of)) == list(dict.fromkeys(outcomes))
        assert set(sums.rules()) == {name for action in found for name in action.rules}
        assert len(list(sums.rules())) == len(set(sums.rules()))


def test_nothing_of_another_inspection_is_counted(told: Book) -> None:
    told.do(registering.add_inspection, code="2023-2")
    told.do(progressing.log_action, "别的检查", inspection="2023-2", outcomes=("会议=9次",), rules=("别的办法",))
    with told.view() as view:
        assert "别的办法" not in list(view.sums(1).rules())
        assert [(kind, one.quantity, times) for kind, (one,), times in view.sums(2).counted()] == [("other", "9", 1)]
        assert [deed.text for deed, _ in view.deeds(2)] == ["别的检查"]
        assert list(view.briefs(2)) == []


@pytest.mark.parametrize("day", DAYS)
def test_a_brief_says_what_the_issue_says(told: Book, day: date | None) -> None:
    with told.view(day) as view:
        wanted = Filter(inspection=1, level=0)
        assert [(b.id, b.due, b.claim, b.verdict, b.severity, b.owner, b.lead, b.unit) for b in view.briefs(1)] == [
            (i.id, i.due, i.claim, i.verdict, i.severity, i.owner, i.lead, i.unit) for i in view.issues(wanted, "id")
        ]


def test_more_issues_than_are_looked_up_together(book: Book) -> None:
    for number in range(1, 4):
        book.do(registering.add_issue, f"第{number}件")
    with book.view() as view:
        (first, *_) = view.issues()
        many = [first._replace(id=key) for key in [1, 2, 3] * CHUNK]
        files = view._files()
        assert [each.issue.id for each in files.dossiers(iter(many), view, None)] == [1, 2, 3] * CHUNK

"""The score counts right: on a draft and an expectation made by hand, fact by fact."""

from typing import Any

import pytest

from rectify.intake.draft import (
    Account,
    Draft,
    DraftAction,
    DraftAspect,
    DraftInspection,
    DraftIssue,
    Total,
)
from rectify.model.dates import When
from rectify.model.quantities import Outcome
from rectify.model.remarks import Remark, Severity
from tests.intake.score import GROUPS, KINDS, Share, facts_of, group_of, lines, shares

EXPECTED: dict[str, Any] = {
    "inspection": {"unit": "县粮食局", "inspectors": ["县委第一巡察组", ""], "feedback": "2024-03-01", "start": "2024-01-02"},
    "aspects": [{"n": 1, "title": "履职方面"}, {"n": 2, "title": "党建方面"}],
    "issues": [
        {
            "n": 1, "aspect": 1, "title": "仓库漏雨", "claim": "completed", "rules": ["仓库管理办法", "巡查规定"],
            "actions": [{"has": "翻修屋面", "date": "2024-04-01"}, {"has": "验收", "date": ["2024-05-01", None]}],
            "outcomes": ["3座", {"words": "20万元", "name": "投入"}], "never": ["5年"],
        },
        {"n": 2, "aspect": 1, "title": "账实不符", "claim": ["acting", ""], "rules": [], "actions": []},
        {"n": 1, "aspect": 2, "title": "学习走过场", "claim": "completed", "actions": [{"has": "学习", "date": "2024-06"}]},
    ],
    "totals": [{"level": "issues", "number": 3, "words": "3个问题"}, {"percent": "66.6", "words": "66.6%"}],
    "remarks": ["redaction"],
    "maybe": ["status-two"],
}  # fmt: skip


def action(issue: int, text: str, date: str = "", **more: Any) -> DraftAction:
    given = {"outcomes": (), "rules": (), **more}
    return DraftAction((issue,), text, "other", When(date) if date else None, place="", **given)


DRAFT = Draft(
    DraftInspection(unit="县粮食局", inspectors="县委第二巡察组", feedback=When("2024-03-01")),
    (DraftAspect(1, "履职方面", None, ""),),
    (
        DraftIssue("1", "仓库漏雨", 0, None, "", claim="completed"),
        DraftIssue("2", "账实不符", 0, None, "", claim="standing"),
        DraftIssue("3", "下一步打算", 0, None, ""),
    ),
    (
        action(0, "翻修屋面", "2024-04-01", outcomes=(Outcome("投入", "3", "座"), Outcome("", "5", "年"))),
        action(0, "建章立制", "2024-09-09", rules=("《仓库管理办法》", "《粮食法》")),
        action(1, "清点", outcomes=(Outcome("", "7", "次"),)),
        action(2, "继续", "2024-12"),
    ),
    (),
    (),
    (Total("issues", 3, "", "3个问题", ""),),
    (Remark("status-two", Severity.WARNING, "", {}), Remark("number-missing", Severity.WARNING, "", {})),
    Account(0, 0, 0, 0, ()),
    "zh",
)

RIGHT = {
    "inspection": (Share(2, 3), Share(2, 3)),  # the start is missing, the team is another; nobody had to name a team
    "aspects": (Share(1, 2), Share(1, 1)),
    "titles": (Share(2, 3), Share(2, 3)),
    "claims": (Share(1, 2), Share(1, 2)),  # nothing need be said of the second issue, but what is said is wrong
    "dated actions": (Share(1, 2), Share(1, 3)),  # 验收 may have no date; 2024-09-09 and that of no issue are wrong
    "rules": (Share(1, 2), Share(1, 2)),
    "outcomes": (Share(1, 2), Share(1, 2)),  # of 7次 nothing is known
    "totals": (Share(1, 2), Share(0, 0)),
    "remarks": (Share(0, 1), Share(1, 2)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_facts_of_each_kind_are_counted(kind: str) -> None:
    found = shares(facts_of(DRAFT, EXPECTED))
    assert (found[kind, False], found[kind, True]) == RIGHT[kind]


def test_where_there_is_no_ledger_whatever_is_proposed_is_wrong() -> None:
    found = shares(facts_of(DRAFT, {"ledger": False}))
    assert (found["titles", False], found["titles", True]) == (Share(0, 0), Share(0, 3))
    assert found["aspects", True] == Share(0, 1)
    assert found["dated actions", True] == Share(0, 3)
    assert found["remarks", False] == Share(0, 1)


def test_the_table_has_a_line_for_each_kind_and_a_column_for_each_group() -> None:
    assert [group_of(name) for name in ("seed", "held/first", "unseen/first")] == list(GROUPS)
    head, whole, _, *table = lines()
    assert head.split() == list(GROUPS)
    assert whole.count("documents") == len(GROUPS)
    assert [line[:15].strip() for line in table] == list(KINDS)
    assert str(Share(1, 3)).split() == ["33.3%", "of", "3"]
    assert str(Share(0, 0)).strip() == "-"

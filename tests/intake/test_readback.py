"""A report made of a ledger is read back: the ledger that comes of it holds the same findings and what was done."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from rectify.documents.reading import read_bytes
from rectify.intake import understand
from rectify.intake.draft import Draft
from rectify.ledger import Ledger
from tests.conftest import Book, Run
from tests.report.telling import tell_in_chinese, tell_in_english

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def told(path: Path) -> dict[str, Any]:
    """What a ledger holds, issue by issue: how it stands, who answers, by when, when what was done and what came of it."""
    with Ledger.reading(path) as ledger:
        view = ledger.view()
        aspects = {aspect.id: aspect.title for each in view.inspections() for aspect in view.aspects(each.id)}
        issues = {issue.id: issue for issue in view.issues()}
        actions = list(view.actions())
    return {
        issue.title: (
            aspects.get(issue.aspect or 0),
            issues[issue.parent].title if issue.parent else None,
            issue.claim,
            issue.severity,
            issue.owner,
            issue.deadline.edtf if issue.deadline else None,
            issue.recommendation,
            issue.acceptance,
            sorted(
                (each.date.edtf, sorted((one.name, one.quantity, one.unit, one.at_least) for one in each.outcomes))
                for each in actions
                if issue.name in each.issues
            ),
        )
        for issue in issues.values()
        if not issue.void
    }


@pytest.mark.parametrize("kind", ["md", "docx", "html"])
@pytest.mark.parametrize("story", ["example", "office"])
def test_an_english_report_gives_the_ledger_it_was_made_of(run: Run, tmp_path: Path, kind: str, story: str) -> None:
    folder = tmp_path / "told"
    if story == "example":
        assert run("demo", "told", "--story", "audit", "--lang", "en", now=NOW).code == 0
    else:
        folder.mkdir()
        tell_in_english(Book(folder / "rectify.db", language="en"))
    report, again = tmp_path / f"report.{kind}", tmp_path / "again.db"
    said = run("report", "-o", str(report), "--lang", "en", cwd=folder, now=NOW)
    assert said.code == 0, said.err
    said = run("import", str(report), "--ledger", str(again), "--lang", "en", now=NOW)
    assert said.code == 0, said.err
    assert told(again) == told(folder / "rectify.db")


@pytest.mark.parametrize("kind", ["md", "docx", "html"])
@pytest.mark.parametrize("story", ["example", "bureau"])
def test_a_chinese_report_gives_the_ledger_it_was_made_of(run: Run, tmp_path: Path, kind: str, story: str) -> None:
    folder = tmp_path / "told"
    if story == "example":
        assert run("demo", "told", "--story", "county", "--lang", "zh").code == 0
    else:
        folder.mkdir()
        tell_in_chinese(Book(folder / "rectify.db"))
    report, again = tmp_path / f"report.{kind}", tmp_path / "again.db"
    said = run("report", "-o", str(report), "--lang", "zh", cwd=folder)
    assert said.code == 0, said.err
    said = run("import", str(report), "--ledger", str(again), "--lang", "zh")
    assert said.code == 0, said.err
    assert bare(told(again)) == bare(told(folder / "rectify.db"))


def bare(found: dict[str, Any]) -> dict[str, Any]:
    """The same but for what prose cannot say: the frame of a title, which a report sets anew; what was done on no day and
    came to no number, such as the effect of a claim, told as a sentence; how often something is done, which is no sum.
    """

    def unframed(title: str) -> str:
        return re.sub(r"^关于(.+)的问题$", r"\1", title)

    def summed(acts: list[tuple[str, list[Any]]]) -> list[tuple[str, list[Any]]]:
        left = [(day, [one for one in counted if not one[0].startswith("每")]) for day, counted in acts]
        return sorted((day, counted) for day, counted in left if counted or day != "XXXX-XX-XX")

    return {
        unframed(title): (aspect, parent and unframed(parent), *facts, summed(acts))
        for title, (aspect, parent, *facts, acts) in found.items()
    }


def understood(text: str) -> Draft:
    return understand(read_bytes(text.encode(), "audit.md"), today=date(2024, 3, 1))


NUMBERED = """# Audit report: stores

## Findings

### Observation 1

**Rating:** High

**Condition:** Two keys of the cage are missing. They were last seen in May.

**Recommendation:** Change the lock.

**Management response:** Agreed.

**Owner:** Storekeeper, owner; Yard Office, unit in charge

**Actions taken:**

- 12 May 2023: Ordered a new lock.
- 5 August: Changed the lock on all 2 doors.

**Status:** Completed.

**Effect:** No key was missing since 5 August.

**Due:** 31 May 2023 (original); 31 August 2023 (revised 24 June 2023).

### Observation 2

**Rating:** Low

**Condition:** Stock is not counted

**Actions taken:** None.

**Status:** Not started.

**Due:** No deadline is set.

**Plan:** Buy scales (completed 3 June 2023). Count every month.
"""


def test_a_heading_that_is_but_a_number_takes_its_title_from_the_labelled_line_below() -> None:
    draft = understood(NUMBERED)
    assert [issue.title for issue in draft.issues] == ["Two keys of the cage are missing", "Stock is not counted"]
    assert [issue.number for issue in draft.issues] == ["1", "2"]
    assert "They were last seen in May." in draft.issues[0].detail


def test_a_post_behind_a_name_says_where_the_name_belongs() -> None:
    first = understood(NUMBERED).issues[0]
    assert (first.owner, first.unit) == ("Storekeeper", "Yard Office")


def test_a_day_without_a_year_takes_that_of_its_neighbours() -> None:
    dates = [action.date and action.date.earliest for action in understood(NUMBERED).actions]
    assert dates == [date(2023, 5, 12), date(2023, 8, 5)]


def test_a_date_in_brackets_is_not_the_deadline() -> None:
    deadline = understood(NUMBERED).issues[0].deadline
    assert deadline is not None
    assert deadline.edtf == "2023-08-31"


def test_what_is_said_not_to_exist_is_no_action_and_no_deadline() -> None:
    draft = understood(NUMBERED)
    assert {issue for action in draft.actions for issue in action.issues} == {0}
    assert (draft.issues[1].deadline, draft.issues[1].deadline_words) == (None, "")
    assert [measure.text for measure in draft.measures] == ["Count every month."]


CHINESE = """# 某局关于审计反馈问题整改情况的报告

## 二、整改结果

### 问题1

风险等级：高

问题：两把钥匙去向不明

责任人：陈某

整改情况：2023年5月12日，更换门锁。

整改状态：已完成

### 问题2

风险等级：低

问题：库存未清点

责任人：吴某

整改情况：2023年6月1日，清点仓库。

整改状态：已完成
"""


def test_a_chinese_heading_that_is_but_a_number_does_so_too() -> None:
    draft = understood(CHINESE)
    assert [(one.title, one.owner, one.claim) for one in draft.issues] == [
        ("两把钥匙去向不明", "陈某", "completed"),
        ("库存未清点", "吴某", "completed"),
    ]
    assert len(draft.actions) == 2

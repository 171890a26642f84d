"""What a report counts by itself: ages, posts, ratings, what changed, and verdicts in words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rectify.deciding import registering
from rectify.model.dates import When
from rectify.model.dossier import Brief, Dossier
from rectify.model.terms import Claim, Verdict
from rectify.report import Asked, HeadLine, standing
from rectify.report.case import Case
from rectify.report.counts import NAMED, Rated, band, changes, is_open, survey
from tests.conftest import Book

DAY = date(2023, 6, 30)


def brief(key: int = 1, **facts: Any) -> Brief:
    plain = {"since": "2023-06-01", "due": None, "claim": "acting", "verdict": "unreviewed", "severity": ""}
    return Brief(key, **{**plain, "owner": "", "lead": "", "unit": "", **facts})


@pytest.mark.parametrize(("days", "told"), [(0, "30"), (30, "30"), (31, "90"), (90, "90"), (91, "over")])
def test_the_bands_of_ages(days: int, told: str) -> None:
    assert band(days) == told


def test_an_issue_is_as_old_as_the_feedback_or_where_there_is_none_as_itself() -> None:
    assert survey([brief()], When("2023-03-01"), DAY).ages == {"30": 0, "90": 0, "over": 1, "unknown": 0}
    assert survey([brief()], None, DAY).ages == {"30": 1, "90": 0, "over": 0, "unknown": 0}


@pytest.mark.parametrize(
    ("feedback", "told"), [("2023-06", "30"), ("2023-05", "unknown"), ("XXXX-05-01", "unknown"), ("2022", "over")]
)
def test_a_vague_feedback_date_tells_the_age_only_where_it_cannot_be_another(feedback: str, told: str) -> None:
    assert survey([brief()], When(feedback), DAY).ages[told] == 1


@pytest.mark.parametrize(
    ("claim", "verdict", "told"),
    [
        ("pending", "unreviewed", True),
        ("substantial", "unreviewed", True),
        ("completed", "unreviewed", False),
        ("completed", "returned", True),
        ("completed", "waived", False),
        ("acting", "waived", False),
        ("standing", "unreviewed", False),
    ],
)
def test_open_is_what_is_still_to_be_done_by_a_day(claim: str, verdict: str, *, told: bool) -> None:
    assert is_open(claim, verdict) is told
    assert survey([brief(claim=claim, verdict=verdict)], None, DAY).open == told


def test_every_issue_is_in_one_rating() -> None:
    found = survey(
        [
            brief(severity="high", due="2023-06-01"),
            brief(severity="high", claim="completed", due="2023-06-01"),
            brief(claim="standing"),
        ],
        None,
        DAY,
    )
    assert found.ratings["high"] == Rated(2, 1, 1, 1)
    assert found.ratings[""] == Rated(1, 0, 0, 0)
    assert found.ratings["low"] == Rated()
    assert found.late == {"30": 1, "90": 0, "over": 0, "unknown": 0}
    assert found.dated == 2


def test_who_answers_for_all_is_one_and_the_same_for_several() -> None:
    one, other = brief(owner="陈某", lead="林某"), brief(owner="陈某", lead="吴某")
    assert survey([one, other], None, DAY).shared == {"owner": "陈某"}
    assert survey([one], None, DAY).shared == {}
    assert survey([one, brief()], None, DAY).shared == {}
    assert survey([], None, DAY).shared == {}


def test_changes_are_counted_both_ways_and_the_first_are_named() -> None:
    def all_of(*claims: str) -> Iterator[Brief]:
        return (brief(key, claim=claim) for key, claim in enumerate(claims, 1) if claim)

    before, now = (
        ("completed", "acting", "completed", "", "acting"),
        ("completed", "completed", "acting", "completed", "acting"),
    )
    assert changes(all_of(*before), all_of(*now)) == ([2, 4], 2, 1)
    many = ["completed"] * (NAMED + 5)
    named, gained, lost = changes(all_of(), all_of(*many))
    assert (len(named), gained, lost) == (NAMED, NAMED + 5, 0)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    book = Book(tmp_path / "rectify.db")
    book.do(registering.add_issue, "票据未核销", deadline="2023-06-20")
    with book.view() as view:
        yield Case(view, Asked(view.inspection(1), DAY, "zh", HeadLine(1, "0" * 64, "x")))


@pytest.mark.parametrize(
    ("claim", "verdict", "told"),
    [
        (Claim.COMPLETED, Verdict.ACCEPTED, "该问题已于2023年6月1日整改完成，验收同意销号"),
        (Claim.COMPLETED, Verdict.RETURNED, "该问题已于2023年6月1日整改完成，验收时被退回"),
        (Claim.ACTING, Verdict.WAIVED, "该问题正在整改，经认定免于整改"),
        (Claim.SUBSTANTIAL, Verdict.UNREVIEWED, "该问题已于2023年6月1日基本完成整改"),
    ],
)
def test_a_verdict_is_said_behind_the_claim(case: Case, claim: Claim, verdict: Verdict, told: str) -> None:
    (issue,) = case.issues()
    stood = issue._replace(claim=claim, verdict=verdict, claimed_on=When("2023-06-01"))
    assert standing.claim(case, stood) == told


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (When("XXXX-XX-XX"), "该问题已整改完成，日期不详"),
        (When("2023-05/2023-06", "5月至6月"), "该问题已整改完成（5月至6月）"),
        (When("?2023-06-01", "6月1日"), "该问题已于6月1日整改完成"),
    ],
)
def test_a_completion_says_when_as_far_as_it_is_known(case: Case, when: When, told: str) -> None:
    (issue,) = case.issues()
    assert standing.claim(case, issue._replace(claim=Claim.COMPLETED, claimed_on=when)) == told


def test_what_was_returned_is_late_and_still_to_be_done(case: Case) -> None:
    (issue,) = case.issues()
    returned = issue._replace(claim=Claim.COMPLETED, verdict=Verdict.RETURNED)
    assert standing.due(case, returned) == "整改时限2023年6月20日，已逾期10天。"
    assert standing.due(case, issue._replace(claim=Claim.COMPLETED)) == ""
    assert standing.missing(case, Dossier(returned, (), (), (), ())) == ["整改行动", "下一步措施"]

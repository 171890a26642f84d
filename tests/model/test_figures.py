"""Each figure has one definition."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, strategies as st

from rectify.model.dates import When
from rectify.model.figures import Tally, figures, is_completed, is_overdue, percent, permille, timing
from rectify.model.terms import Claim, Verdict

pairs = st.tuples(st.sampled_from(list(Claim)), st.sampled_from(list(Verdict)))


def test_completed_is_claimed_complete_and_neither_returned_nor_waived() -> None:
    completed = {pair for pair in product(Claim, Verdict) if is_completed(*pair)}
    assert completed == {(Claim.COMPLETED, Verdict.UNREVIEWED), (Claim.COMPLETED, Verdict.ACCEPTED)}


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_progress_is_truncated_and_a_hundred_percent_means_all(one: int, other: int) -> None:
    completed, issues = sorted((one, other))
    printed = percent(completed, issues)
    if not issues:
        assert (printed, permille(completed, issues)) == ("—", None)
        return
    shown = Fraction(printed.removesuffix("%")) / 100
    assert 0 <= Fraction(completed, issues) - shown < Fraction(1, 1000)
    assert (printed == "100%") is (completed == issues)


@pytest.mark.parametrize(
    ("completed", "issues", "printed"),
    [
        (0, 9, "0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.6%"),
        (1999, 2000, "99.9%"),
        (999_999, 1_000_000, "99.9%"),
        (9, 9, "100%"),
        (1, 2, "50%"),
    ],
)
def test_progress_as_printed(completed: int, issues: int, printed: str) -> None:
    assert percent(completed, issues) == printed


@given(st.lists(st.tuples(pairs, st.integers(0, 5))), st.integers(0, 9))
def test_figures_count_every_issue_once_by_its_claim(
    counts: list[tuple[tuple[Claim, Verdict], int]], overdue: int
) -> None:
    found = figures((Tally(*pair, number) for pair, number in counts), overdue)
    issues = [pair for pair, number in counts for _ in range(number)]
    assert found.issues == sum(found.claims.values()) == len(issues)
    assert set(found.claims) == set(Claim)
    assert found.completed == sum(is_completed(*pair) for pair in issues)
    assert found.closed == issues.count((Claim.COMPLETED, Verdict.ACCEPTED))
    assert found.unreviewed == issues.count((Claim.COMPLETED, Verdict.UNREVIEWED))
    assert found.standing == sum(claim is Claim.STANDING for claim, _ in issues)
    assert found.waived == sum(verdict is Verdict.WAIVED for _, verdict in issues)
    assert found.returned == sum(verdict is Verdict.RETURNED for _, verdict in issues)
    assert found.overdue == overdue
    assert found.percent == percent(found.completed, found.issues)


def test_overdue_is_later_than_the_last_day_and_not_completed() -> None:
    assert not is_overdue("2023-06-30", "2023-06-30", completed=False)
    assert is_overdue("2023-06-30", "2023-07-01", completed=False)
    assert not is_overdue("2023-06-30", "2023-07-01", completed=True)
    assert not is_overdue(None, "9999-12-31", completed=False)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (When("2023-06-30"), "on-time"),
        (When("2023-06"), "on-time"),
        (When("2023-07-01"), "late"),
        (When("2023"), "unknown"),
        (When("2023-06/2023-07"), "unknown"),
        (When("XXXX-XX-XX"), "unknown"),
        (None, "unknown"),
    ],
)
def test_a_completion_is_on_time_or_late_only_where_its_day_tells(on: When | None, expected: str) -> None:
    """Decisions: a completion without a date is "unknown", never "on time"."""
    assert timing("2023-06-30", on, "2023-12-31", completed=True) == expected


def test_what_is_not_completed_is_late_after_its_last_day() -> None:
    assert timing("2023-06-30", None, "2023-06-30", completed=False) == "open"
    assert timing("2023-06-30", When("2023-06-01"), "2023-07-01", completed=False) == "late"
    assert timing(None, None, "2023-07-01", completed=False) == ""

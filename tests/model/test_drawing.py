"""The lot: the same for everybody who knows the number and the head, and fair by weight."""

import shutil
import subprocess

import pytest

from rectify.model.drawing import is_paper_only, lot, ticket, weight

HEAD = "8d0c" * 16


def test_a_ticket_is_what_common_tools_compute() -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("needs sha256sum")
    text = f"20240501|{HEAD}|i3|2"
    said = subprocess.run(["sha256sum"], input=text.encode(), capture_output=True, check=True).stdout.decode()
    assert ticket("20240501", HEAD, 3, 2) == said.split()[0]


def test_the_lot_stands_by_the_lowest_ticket_of_each() -> None:
    weights = {1: 1, 2: 3, 3: 2}
    lowest = {key: min(ticket("7", HEAD, key, n) for n in range(1, count + 1)) for key, count in weights.items()}
    assert lot("7", HEAD, weights) == sorted(weights, key=lambda key: lowest[key])
    assert lot("7", HEAD, dict(reversed(weights.items()))) == lot("7", HEAD, weights)
    assert lot("7", HEAD, {}) == []


def test_another_number_or_head_gives_another_lot() -> None:
    weights = dict.fromkeys(range(1, 21), 1)
    lots = {tuple(lot(str(seed), head, weights)) for seed in range(5) for head in (HEAD, "0" * 64)}
    assert len(lots) == 10


def test_who_has_more_tickets_is_drawn_more_often() -> None:
    """One issue with 4 tickets among 8 with 1 is first in a third of the lots."""
    weights = {1: 4, **dict.fromkeys(range(2, 10), 1)}
    first = [lot(str(seed), HEAD, weights)[0] for seed in range(3_000)]
    assert 900 < first.count(1) < 1_100
    assert 190 < first.count(2) < 310


@pytest.mark.parametrize(
    ("relapses", "severity", "paper", "tickets"),
    [(0, "", False, 1), (0, "low", False, 1), (0, "medium", False, 2), (2, "", True, 7), (1, "critical", True, 8)],
)
def test_relapses_paper_and_severity_weigh(relapses: int, severity: str, paper: bool, tickets: int) -> None:
    assert weight(relapses, severity, paper_only=paper) == tickets


def test_paper_is_meetings_study_training_and_rules() -> None:
    assert is_paper_only(["meeting", "study", "training", "rule"])
    assert is_paper_only([])
    assert not is_paper_only(["meeting", "correction"])

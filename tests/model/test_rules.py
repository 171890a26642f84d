"""The one gate: how claim and verdict move."""

from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from rectify.language import errors
from rectify.model.figures import is_closed, is_completed
from rectify.model.rules import START, Move, Standing, refusal, result
from rectify.model.terms import Claim, Verdict

EVERYWHERE = [Standing(claim, verdict) for claim, verdict in product(Claim, Verdict)]
CLAIMING = [Move.PARTIAL, Move.SUBSTANTIAL, Move.COMPLETED, Move.STANDING]
moves = st.lists(st.sampled_from(Move), max_size=12)


def test_the_first_action_makes_a_pending_issue_acting_and_no_other_does_anything() -> None:
    for at in EVERYWHERE:
        assert refusal(at, Move.ACTION) is None
        acting = Standing(Claim.ACTING, at.verdict)
        assert result(at, Move.ACTION) == (acting if at.claim is Claim.PENDING else at)


def test_an_issue_that_nobody_reviewed_can_be_claimed_more_but_not_the_same_again_and_less_only_by_reopening() -> None:
    for claim, move in product(Claim, CLAIMING):
        at = Standing(claim, Verdict.UNREVIEWED)
        wanted = (
            "claim-already" if claim.value == move.value else "claim-after-completed" if claim == "completed" else None
        )
        assert refusal(at, move) == wanted
        assert result(at, move) == Standing(Claim(move.value), Verdict.UNREVIEWED)


def test_completing_after_a_return_asks_for_a_new_review() -> None:
    for claim in Claim:
        at = Standing(claim, Verdict.RETURNED)
        assert not is_completed(*at)
        assert refusal(at, Move.COMPLETED) is None
        assert result(at, Move.COMPLETED) == Standing(Claim.COMPLETED, Verdict.UNREVIEWED)


def test_what_is_waived_cannot_be_claimed() -> None:
    for claim, move in product(Claim, CLAIMING):
        assert refusal(Standing(claim, Verdict.WAIVED), move) == "claim-waived"


@pytest.mark.parametrize("verdict", Verdict)
def test_reopening_needs_something_that_was_claimed(verdict: Verdict) -> None:
    for claim in Claim:
        key = refusal(Standing(claim, verdict), Move.REOPEN)
        assert key == ("reopen-not-complete" if claim in (Claim.PENDING, Claim.ACTING) else None)
        assert result(Standing(claim, verdict), Move.REOPEN) == Standing(Claim.ACTING, Verdict.UNREVIEWED)


def test_no_act_of_the_unit_makes_a_verdict() -> None:
    """It can at most take one away."""
    for at, move in product(EVERYWHERE, Move):
        assert result(at, move).verdict in (at.verdict, Verdict.UNREVIEWED)
        if is_closed(*result(at, move)):
            assert is_closed(*at)


@given(moves)
def test_legal_moves_of_the_unit_alone_never_leave_the_unreviewed(path: list[Move]) -> None:
    at = START
    for move in path:
        if refusal(at, move) is None:
            at = result(at, move)
    assert at.verdict is Verdict.UNREVIEWED


def test_every_refusal_has_its_sentence() -> None:
    keys = {refusal(at, move) for at, move in product(EVERYWHERE, Move)} - {None}
    assert keys == {"claim-already", "claim-after-completed", "claim-waived", "reopen-not-complete"}
    assert keys <= errors.WORDS.keys()


def test_the_table_in_the_manual_is_what_the_rules_say() -> None:
    maker = Path(__file__).parents[2] / "docs" / "make_claims.py"
    spec = spec_from_file_location("make_claims", maker)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert maker.with_name("claims.md").read_text(encoding="utf-8") == module.page(), f"run python {maker.name}"
    assert module.page().count("\n| ") == len(EVERYWHERE) * (len(Move) + 1) + 2 * (len(Move) + 1)

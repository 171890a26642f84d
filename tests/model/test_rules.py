"""The one gate: how claim and verdict move."""

from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from rectify.language import errors
from rectify.model.figures import is_closed, is_completed
from rectify.model.rules import REVIEWING, START, Move, Standing, refusal, result
from rectify.model.terms import Claim, Verdict

EVERYWHERE = [
    *(Standing(claim, verdict) for claim, verdict in product(Claim, Verdict)),
    *(Standing(claim, Verdict.UNREVIEWED, checked=True) for claim in Claim),
]
CLAIMING = [Move.PARTIAL, Move.SUBSTANTIAL, Move.COMPLETED, Move.STANDING]
OF_THE_UNIT = [move for move in Move if move not in REVIEWING]
REVIEWED = (Claim.COMPLETED, Claim.STANDING)
moves = st.lists(st.sampled_from(Move), max_size=12)


def closed(at: Standing) -> bool:
    return is_closed(at.claim, at.verdict)


def test_the_first_action_makes_a_pending_issue_acting_and_no_other_does_anything() -> None:
    for at in EVERYWHERE:
        assert refusal(at, Move.ACTION) is None
        acting = at._replace(claim=Claim.ACTING)
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
        assert not is_completed(at.claim, at.verdict)
        assert refusal(at, Move.COMPLETED) is None
        assert result(at, Move.COMPLETED) == Standing(Claim.COMPLETED, Verdict.UNREVIEWED)


def test_a_lesser_claim_does_not_do_away_with_a_return_and_lets_an_acceptance_lapse() -> None:
    for move in (Move.PARTIAL, Move.SUBSTANTIAL):
        assert result(Standing(Claim.COMPLETED, Verdict.RETURNED), move).verdict is Verdict.RETURNED
        assert result(Standing(Claim.STANDING, Verdict.ACCEPTED), move).verdict is Verdict.UNREVIEWED


def test_what_is_waived_cannot_be_claimed_nor_reviewed_but_reopened() -> None:
    for claim in Claim:
        at = Standing(claim, Verdict.WAIVED)
        assert {refusal(at, move) for move in CLAIMING} == {"claim-waived"}
        assert {refusal(at, move) for move in REVIEWING} == {"review-waived"}
        assert refusal(at, Move.REOPEN) is None
        begun = Claim.PENDING if claim is Claim.PENDING else Claim.ACTING
        assert result(at, Move.REOPEN) == Standing(begun, Verdict.UNREVIEWED)


@pytest.mark.parametrize("verdict", [Verdict.UNREVIEWED, Verdict.ACCEPTED])
def test_reopening_needs_something_that_was_claimed(verdict: Verdict) -> None:
    for claim in Claim:
        key = refusal(Standing(claim, verdict), Move.REOPEN)
        assert key == ("reopen-not-complete" if claim in (Claim.PENDING, Claim.ACTING) else None)
        assert result(Standing(claim, verdict), Move.REOPEN).verdict is Verdict.UNREVIEWED


def test_a_return_is_not_done_away_with_by_reopening() -> None:
    for claim in Claim:
        assert refusal(Standing(claim, Verdict.RETURNED), Move.REOPEN) == "reopen-returned"


# --- reviewing


def test_only_what_is_claimed_complete_or_standing_is_reviewed() -> None:
    for at, move in product(EVERYWHERE, (Move.CHECK, Move.SIGN, Move.ACCEPT, Move.RETURN)):
        if at.claim not in REVIEWED:
            assert refusal(at, move) in ("review-not-claimed", "review-returned", "review-waived")
        elif at.verdict in (Verdict.RETURNED, Verdict.WAIVED):
            assert refusal(at, move) == f"review-{at.verdict}"


@pytest.mark.parametrize("claim", REVIEWED)
def test_two_steps_come_in_their_order(claim: Claim) -> None:
    at = Standing(claim, Verdict.UNREVIEWED)
    assert refusal(at, Move.SIGN) == "review-not-checked"
    checked = result(at, Move.CHECK)
    assert (checked.verdict, checked.checked) == (Verdict.UNREVIEWED, True)
    assert refusal(checked, Move.CHECK) == "review-checked"
    assert refusal(checked, Move.SIGN) is None
    signed = result(checked, Move.SIGN)
    assert signed == Standing(claim, Verdict.ACCEPTED)
    assert closed(signed) is (claim is Claim.COMPLETED)


def test_what_is_closed_is_only_returned_or_reopened() -> None:
    at = Standing(Claim.COMPLETED, Verdict.ACCEPTED)
    allowed = {move for move in Move if refusal(at, move) is None}
    assert allowed == {Move.ACTION, Move.RETURN, Move.REOPEN, Move.RELAPSE}
    assert not any(closed(result(at, move)) for move in (Move.RETURN, Move.REOPEN, Move.RELAPSE))


def test_standing_work_is_reviewed_again_and_again_and_never_done() -> None:
    at = Standing(Claim.STANDING, Verdict.UNREVIEWED)
    for move in (Move.ACCEPT, Move.ACCEPT, Move.CHECK, Move.SIGN, Move.CHECK, Move.RETURN):
        assert refusal(at, move) is None
        at = result(at, move)
        assert not is_completed(at.claim, at.verdict)
    assert refusal(at, Move.STANDING) is None


def test_whatever_is_not_closed_can_be_waived() -> None:
    for at in EVERYWHERE:
        assert (refusal(at, Move.WAIVE) is None) is not (closed(at) or at.verdict is Verdict.WAIVED)
        assert result(at, Move.WAIVE) == Standing(at.claim, Verdict.WAIVED)


def test_no_act_of_the_unit_makes_a_verdict_and_no_reviewer_a_claim() -> None:
    """The unit can at most take a verdict away."""
    for at, move in product(EVERYWHERE, Move):
        after = result(at, move)
        if move in REVIEWING:
            assert after.claim is at.claim
        else:
            assert after.verdict in (at.verdict, Verdict.UNREVIEWED)
            assert at.checked or not after.checked
            assert closed(at) or not closed(after)


@given(st.lists(st.sampled_from(OF_THE_UNIT), max_size=12))
def test_legal_moves_of_the_unit_alone_never_leave_the_unreviewed(path: list[Move]) -> None:
    at = START
    for move in path:
        if refusal(at, move) is None:
            at = result(at, move)
    assert at.verdict is Verdict.UNREVIEWED


@given(moves)
def test_nothing_is_closed_without_a_claim_and_then_an_acceptance(path: list[Move]) -> None:
    at, taken = START, []
    for move in path:
        if refusal(at, move) is None:
            at = result(at, move)
            taken.append(move)
    if closed(at):
        assert set(taken[taken.index(Move.COMPLETED) :]) & {Move.SIGN, Move.ACCEPT}
    assert at in EVERYWHERE


def test_every_refusal_has_its_sentence() -> None:
    keys = {refusal(at, move) for at, move in product(EVERYWHERE, Move)} - {None}
    claims = {"claim-already", "claim-after-completed", "claim-waived", "reopen-not-complete", "reopen-returned"}
    reviews = {f"review-{why}" for why in ("not-claimed", "returned", "closed", "waived", "checked", "not-checked")}
    assert keys == claims | reviews
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

"""What reviewers say: of issues in one step or two, of evidence. A reviewer is never the doer."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rectify.acts import Pending, Review
from rectify.deciding import Deciding, State
from rectify.deciding.progressing import named_together, rhythm, since_feedback
from rectify.deciding.resolving import any_thing
from rectify.errors import Refused, Word, WrongUsage
from rectify.model.dates import When
from rectify.model.naming import Thing, parts, thing
from rectify.model.people import named
from rectify.model.rules import Move, Standing, refusal
from rectify.model.terms import Claim, Opinion, Step, one_of
from rectify.model.text import checked
from rectify.model.values import Evidence, Inspection, Issue

_STEPS = {"": Move.ACCEPT, Step.CHECK: Move.CHECK, Step.SIGN: Move.SIGN}


class _Said(NamedTuple):
    """What is said, by whom, when (None for today)."""

    opinion: Opinion
    reviewer: str
    when: When | None
    today: date


def review(
    state: State,
    today: date,
    names: str,
    opinion: str,
    *,
    reviewer: str,
    step: str = "",
    note: str = "",
    every: str = "",
    on: str | None = None,
) -> Deciding:
    """What `reviewer` says of issues (accept, return, waive) or of evidence (accept, return).

    Where the inspection asks for two steps, `step` is the next one unless it is given. Returning and waiving need a note.
    """
    said = one_of(Opinion, opinion, "opinion")
    note = checked(note, "note", required=said is not Opinion.ACCEPT)
    days = rhythm(every) if every else None
    pieces, rest = _split_evidence(names)
    if pieces:
        evidence = tuple(_reviewable(state, each, said, reviewer) for each in pieces)
        of = state.inspection(evidence[0].inspection)
        keys = tuple(each.id for each in evidence)
        yield Pending(Review(said, (), keys, "", note), since_feedback(on, of, today))
    if not rest:
        return
    served = named_together(state, ",".join(rest))
    of = state.inspection(served[0].inspection)
    word = _Said(said, reviewer, since_feedback(on, of, today), today)
    if days and any(each.claim is not Claim.STANDING for each in served):
        raise WrongUsage("every-not-standing")
    for how, issues in _by_step(of, served, step, word).items():
        for each in issues:
            _refuse(state, of, each, how, word)
        yield Pending(Review(said, tuple(each.id for each in issues), (), how, note, days), word.when)


def _split_evidence(names: str) -> tuple[list[str], list[str]]:
    found = list(dict.fromkeys(parts(names)))
    pieces = [each for each in found if (target := thing(each)) and target.kind == "evidence"]
    return pieces, [each for each in found if each not in pieces]


# ---- issues


def _by_step(of: Inspection, issues: list[Issue], asked: str, said: _Said) -> dict[str, list[Issue]]:
    """The issues by the step at which they are reviewed: empty where there is one step only."""
    if of.review_steps == 1:
        if asked == Step.CHECK:
            raise WrongUsage("review-one-step", inspection=of.code)
        return {"": issues}
    if asked:
        return {one_of(Step, asked, "step").value: issues}
    signs = said.reviewer in named(of.signers) and said.reviewer not in named(of.checkers)
    found: dict[str, list[Issue]] = {}
    for each in issues:
        last = each.checked or said.opinion is Opinion.WAIVE or (signs and said.opinion is Opinion.RETURN)
        found.setdefault(Step.SIGN if last else Step.CHECK, []).append(each)
    return found


def _refuse(state: State, of: Inspection, one: Issue, step: str, said: _Said) -> None:
    """Raises Refused for what the gate does not let through, for who may not review it, and for a day before the claim."""
    move = _STEPS[step] if said.opinion is Opinion.ACCEPT else Move(said.opinion.value)
    key = refusal(Standing(one.claim, one.verdict, one.checked), move)
    if key:
        raise Refused(key, name=one.name, claim=Word(f"terms.claim-{one.claim}"))
    may = named(of.checkers if step == Step.CHECK else of.signers)
    _refuse_person(one.name, said.reviewer, may, who_did(state, one))
    if move is Move.SIGN and said.reviewer == _checker(state, one):
        raise Refused("review-same-person", name=one.name, who=said.reviewer)
    _refuse_early(state, one, said)


def _refuse_person(name: str, reviewer: str, may: tuple[str, ...], doers: Iterable[str]) -> None:
    if may and reviewer not in may:
        raise Refused("review-not-named", name=name, who=reviewer, may=", ".join(may))
    if reviewer in doers:
        raise Refused("review-doer", name=name, who=reviewer)


def who_did(state: State, issue: Issue) -> set[str]:
    """Who cannot review an issue: who logged an action for it, who claimed it complete, and who answers for it."""
    return state.doers(issue.id) | {*named(issue.owner)}


def _checker(state: State, issue: Issue) -> str:
    """Who passed the first step that the second now stands on."""
    rows = state.reviews(Thing("issue", issue.id))
    return next((row.by for row in reversed(rows) if row.step == Step.CHECK), "")


def _refuse_early(state: State, issue: Issue, said: _Said) -> None:
    """Nothing is reviewed before it was claimed, or before the step of review that it stands on."""
    rows = state.claims(issue.id)
    if said.when is None or not rows:
        return
    first, last, today = said.when.earliest, said.when.latest, said.today
    counts = last if last and (first == last or last <= today) else max(first or today, today)
    if counts.isoformat() < rows[-1].counts:
        raise Refused("review-early", name=issue.name, date=said.when.edtf, since=rows[-1].counts)


# ---- evidence


def _reviewable(state: State, name: str, said: Opinion, reviewer: str) -> Evidence:
    """The piece of evidence with this name, unless what is said of it cannot be said, or not by this reviewer."""
    evidence = state.evidence(any_thing(state, name).id)
    assert evidence is not None
    if evidence.void:
        raise Refused("void-thing", what=Word("fields.evidence"), name=name, reason=evidence.void)
    if said is Opinion.WAIVE:
        raise WrongUsage("review-waive-evidence", name=name)
    if evidence.state == ("accepted" if said is Opinion.ACCEPT else "rejected"):
        raise Refused("review-evidence-already", name=name, state=Word(f"terms.state-{evidence.state}"))
    doers = {evidence.by}.union(*(_who_did_it(state, each) for each in evidence.things))
    of = state.inspection(evidence.inspection)
    may = tuple(dict.fromkeys((*named(of.checkers), *named(of.signers))))
    _refuse_person(name, reviewer, may, doers)
    return evidence


def _who_did_it(state: State, name: str) -> set[str]:
    target = thing(name)
    assert target is not None
    if target.kind == "action":
        action = state.action(target.id)
        return {action.by} if action else set()
    measure = state.measure(target.id) if target.kind == "measure" else None
    issue = state.issue(measure.issue if measure else target.id)
    assert issue is not None
    return who_did(state, issue) | ({*named(measure.owner)} if measure else set())

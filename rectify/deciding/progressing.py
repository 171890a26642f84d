"""What the unit does: actions, claims of completion, reopening, extensions, responsibilities."""

from datetime import date

from rectify.acts import Assign, Complete, Extend, LogAction, Pending, Reopen
from rectify.deciding import Deciding, State
from rectify.deciding.resolving import (
    any_thing,
    first_deadline,
    happened,
    inspection_or_new,
    issues as named_issues,
    standing_issue,
)
from rectify.errors import NotFound, Refused, Word, WrongUsage
from rectify.model.dates import When
from rectify.model.figures import is_closed, is_completed
from rectify.model.naming import parts, thing
from rectify.model.quantities import read_outcome
from rectify.model.rules import Move, Standing, refusal
from rectify.model.terms import ActionKind, Claim, Verdict, one_of
from rectify.model.text import checked
from rectify.model.values import Inspection, Issue, Measure

_RAREST = 3_660
"""Days; nobody looks at anything less often than once in ten years."""


def named_together(state: State, names: str) -> list[Issue]:
    """The issues named, none of them void, all of one inspection: its window and its figures are one."""
    found = [standing_issue(each) for each in named_issues(state, names)]
    if len({each.inspection for each in found}) > 1:
        raise WrongUsage("inspections-mixed", names=names)
    return found


def since_feedback(on: str | None, of: Inspection, today: date) -> When | None:
    """When something was claimed or decided; nothing of the kind can lie before the feedback."""
    when = happened(on, of, today)
    feedback = of.feedback.earliest if of.feedback else None
    if when and feedback and when.latest and when.latest < feedback:
        raise Refused("before-feedback", date=when.edtf, feedback=feedback.isoformat())
    return when


def log_action(
    state: State,
    today: date,
    text: str,
    *,
    issues: str | None = None,
    kind: str = "",
    on: str | None = None,
    outcomes: tuple[str, ...] = (),
    rules: tuple[str, ...] = (),
    inspection: str | None = None,
) -> Deciding:
    """What was done, for the issues named or, without any, for the inspection as a whole."""
    text = checked(text, "text", required=True)
    how = one_of(ActionKind, kind, "kind") if kind else ActionKind.OTHER
    served = named_together(state, issues) if issues else []
    of = served[0].inspection if served else (yield from inspection_or_new(state, inspection, today))
    yield Pending(
        LogAction(
            state.last_id("action") + 1,
            of,
            text,
            how,
            tuple(each.id for each in served),
            tuple(read_outcome(checked(each, "outcome")) for each in outcomes),
            tuple(rule_name(each) for each in rules),
        ),
        _since_inspection(on, state.inspection(of), today),
    )


def _since_inspection(on: str | None, of: Inspection, today: date) -> When | None:
    """When something was done; 立行立改 may come before the feedback, but nothing before the inspection."""
    when = happened(on, of, today)
    began = of.start or of.feedback
    if when and began and began.earliest and when.latest and when.latest < began.earliest:
        raise Refused("before-inspection", date=when.edtf, began=began.earliest.isoformat())
    return when


def rule_name(text: str) -> str:
    """The name of a rule without the marks 《》 around it."""
    name = checked(text, "rule", required=True)
    return name[1:-1] if name.startswith("《") and name.endswith("》") and name.count("《") == 1 else name


def complete(
    state: State,
    today: date,
    names: str,
    *,
    claim: str = Move.COMPLETED,
    on: str | None = None,
    effect: str = "",
    every: str = "",
) -> Deciding:
    """A claim on issues (completed, partial, substantial, standing), or the completion of measures (`m5`).

    `every` is how often standing work is reviewed (`90d`).
    """
    move, effect = Move(claim), checked(effect, "effect")
    if every and move is not Move.STANDING:
        raise WrongUsage("every-not-standing")
    measures, rest = _split_measures(names)
    served = named_together(state, ",".join(rest)) if rest else []
    if measures and move is not Move.COMPLETED:
        raise WrongUsage("measure-only-completed")
    for each in served:
        _refuse(each, move)
        if is_refused_strictly(state, each, move, effect):
            lacks = lacking(state, each, effect)
            raise Refused(
                "complete-lacking", name=each.name, what=tuple(Word(f"record.lacks-{name}") for name in lacks)
            )
    done = tuple(_open_measure(state, each) for each in measures)
    first = served[0] if served else _issue_of(state, done[0])
    when = since_feedback(on, state.inspection(first.inspection), today)
    keys = tuple(each.id for each in served), tuple(each.id for each in done)
    yield Pending(Complete(move.value, *keys, effect, rhythm(every) if every else None), when)


def lacking(state: State, one: Issue, effect: str) -> tuple[str, ...]:
    """What an inspector will ask for and the ledger does not hold of an issue that is claimed complete.

    `actions`, `evidence`, `effect` (what came of it), `acceptance` (what an outsider would see), `measures` and
    `sub-issues` (some of them are still open).
    """
    lacks = {
        "actions": not one.actions,
        "evidence": not one.evidence,
        "effect": not effect,
        "acceptance": not one.acceptance,
        "measures": any(not each.void and each.completed_on is None for each in state.measures(one.id)),
        "sub-issues": any(not each.void and _is_open(each) for each in state.sub_issues(one.id)),
    }
    return tuple(name for name, lacks_it in lacks.items() if lacks_it)


def is_refused_strictly(state: State, one: Issue, claim: str, effect: str = "") -> bool:
    """Whether a strict inspection refuses to take an issue for complete, since something is lacking."""
    strict = claim == Claim.COMPLETED and state.inspection(one.inspection).strict
    return strict and bool(lacking(state, one, effect))


def _is_open(one: Issue) -> bool:
    settled = one.claim is Claim.STANDING or one.verdict is Verdict.WAIVED
    return not settled and not is_completed(one.claim, one.verdict)


def rhythm(text: str) -> int:
    """`90`, `90d`, `90天` as days. Raises WrongUsage for anything else, and for more than ten years."""
    digits = text.strip().rstrip("d天日").strip()
    days = int(digits) if digits.isdecimal() and len(digits) <= len(str(_RAREST)) else 0
    if not 1 <= days <= _RAREST:
        raise WrongUsage("every-bad", text=text, limit=_RAREST)
    return days


def _split_measures(names: str) -> tuple[list[str], list[str]]:
    found = parts(names)
    measures = [each for each in found if (target := thing(each)) and target.kind == "measure"]
    return list(dict.fromkeys(measures)), [each for each in found if each not in measures]


def _open_measure(state: State, name: str) -> Measure:
    measure = state.measure(any_thing(state, name).id)
    assert measure is not None
    if measure.void:
        raise Refused("void-thing", what=Word("fields.measure"), name=name, reason=measure.void)
    standing_issue(_issue_of(state, measure))
    if measure.completed_on:
        raise Refused("measure-completed", name=name)
    return measure


def _issue_of(state: State, measure: Measure) -> Issue:
    issue = state.issue(measure.issue)
    assert issue is not None
    return issue


def _refuse(one: Issue, move: Move) -> None:
    key = refusal(Standing(one.claim, one.verdict), move)
    if key:
        raise Refused(key, name=one.name, claim=Word(f"terms.claim-{one.claim}"))


def reopen(state: State, today: date, names: str, reason: str, *, on: str | None = None) -> Deciding:
    """Issues that were claimed complete, or less, are acted on again."""
    reason = checked(reason, "reason", required=True)
    served = named_together(state, names)
    for each in served:
        _refuse(each, Move.REOPEN)
    when = since_feedback(on, state.inspection(served[0].inspection), today)
    yield Pending(Reopen(tuple(each.id for each in served), reason), when)


def extend(
    state: State, today: date, names: str, deadline: str, *, reason: str = "", on: str | None = None
) -> Deciding:
    """A later deadline, with the reason; for an issue that has none yet, its first."""
    reason = checked(reason, "reason")
    served = named_together(state, names)
    of = state.inspection(served[0].inspection)
    when = first_deadline(deadline, of, today)
    for each in served:
        _may_extend(each, when, reason)
    yield Pending(Extend(tuple(each.id for each in served), when, reason), since_feedback(on, of, today))


def _may_extend(one: Issue, deadline: When, reason: str) -> None:
    if is_completed(one.claim, one.verdict):
        raise Refused("extend-completed", name=one.name)
    if one.deadline is None:
        return
    if not reason:
        raise WrongUsage("text-empty", field=Word("fields.reason"))
    if one.due and (deadline.latest is None or deadline.latest.isoformat() <= one.due):
        raise Refused("extend-not-later", name=one.name, deadline=one.deadline.edtf)


def assign(
    state: State,
    today: date,
    names: str,
    *,
    owner: str = "",
    lead: str = "",
    unit: str = "",
    supporting: str = "",
    on: str | None = None,
) -> Deciding:
    """Who answers for issues from now on; a post that is not named stays as it is."""
    posts = {"owner": owner, "lead": lead, "unit": unit, "supporting": supporting}
    posts = {name: checked(text, name) for name, text in posts.items()}
    if not any(posts.values()):
        raise WrongUsage("assign-nobody")
    served = named_together(state, names)
    if not served:
        raise NotFound("no-issue", name=names)
    closed = next((each for each in served if is_closed(each.claim, each.verdict)), None)
    if closed:
        raise Refused("assign-closed", name=closed.name)
    when = since_feedback(on, state.inspection(served[0].inspection), today)
    yield Pending(Assign(tuple(each.id for each in served), **posts), when)

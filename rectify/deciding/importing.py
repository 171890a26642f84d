"""From a Draft to the acts that put it in a ledger: all of it or nothing, and nothing twice."""

from collections.abc import Iterator
from enum import StrEnum

from rectify.acts import (
    AddInspection,
    AddMeasure,
    Amend,
    Assign,
    Complete,
    Extend,
    ImportFile,
    LogAction,
    Pending,
    Write,
)
from rectify.deciding import Deciding, Deciding_an_id, State
from rectify.deciding.placing import POSTS, Placed, Placing, known, place_aspects, refuse_existing
from rectify.deciding.progressing import is_refused_strictly
from rectify.deciding.proving import refuse_purged
from rectify.deciding.registering import free_code
from rectify.deciding.resolving import inspection as named_inspection
from rectify.intake.draft import Draft, DraftAction
from rectify.model.dates import UNKNOWN, When
from rectify.model.figures import is_completed
from rectify.model.naming import Thing
from rectify.model.rules import Move, Standing, refusal
from rectify.model.terms import ActionKind, Claim, Numbering, Part
from rectify.model.values import Inspection, Issue


class Conflict(StrEnum):
    """What to do with an issue that the ledger has already."""

    STOP = "stop"
    SKIP = "skip"
    UPDATE = "update"


def import_draft(
    state: State,
    today: object,
    draft: Draft,
    file: ImportFile,
    *,
    inspection: str | None = None,
    conflict: str = Conflict.STOP,
) -> Deciding:
    """Everything that `draft` proposes; nothing where the same file was imported before, unless it was skipped then and is to
    update now.

    Raises Refused, listing them, where issues are there already and `conflict` is `stop`.
    """
    del today
    if _imported(state, file.sha256, conflict):
        return
    if file.kept:
        refuse_purged(state, file.name, file.sha256)
    there = _matching(state, draft, inspection)
    if there is not None and conflict == Conflict.STOP:
        refuse_existing(state, there, draft)
    yield Pending(file._replace(skipped=True if there and conflict == Conflict.SKIP else None))
    of = there or state.inspection((yield from _new_inspection(state, draft)))
    aspects = yield from place_aspects(state, draft, of.id)
    placing = Placing(state, of, aspects, new=there is None)
    for each in draft.issues:
        yield from placing.place(each)
    placed = placing.placed
    if conflict == Conflict.UPDATE:
        for one in placed:
            yield from _updated(one)
    yield from _measures(state, draft, placed, conflict)
    yield from _actions(state, draft, of.id, placed, conflict)
    yield from _claims(state, placed, conflict)
    yield from _narratives(state, draft, of.id, conflict)


def _imported(state: State, sha256: str, conflict: str) -> bool:
    """Whether there is nothing left to take from the file with this hash."""
    before = state.imported(sha256)
    entry = state.entry(before) if before is not None else None
    if entry is None:
        return False
    left = isinstance(entry.act, ImportFile) and entry.act.skipped
    return not (left and conflict == Conflict.UPDATE)


def _narratives(state: State, draft: Draft, of: int, conflict: str) -> Iterator[Pending]:
    """The parts in prose; what was written before is replaced by an update only."""
    there = {each.part: each.text for each in state.narratives(of) if each.aspect is None}
    for part in draft.narratives:
        if part.part == Part.RESULTS:  # its figures are claims, kept with the file; the ledger counts its own
            continue
        if part.part not in there or (conflict == Conflict.UPDATE and there[part.part] != part.text):
            yield Pending(Write(of, part.part, part.text))


def rivals(state: State, draft: Draft, inspection: str | None) -> Iterator[tuple[Issue, str]]:
    """The issues of a draft that was imported, of which it claims what the ledger could not follow; and that claim."""
    of = _matching(state, draft, inspection)
    if of is None:
        return
    for number, each in enumerate(draft.issues):
        now = known(state, draft, of, number)
        if now is None or not each.claim or each.claim in {now.claim, Claim.PENDING}:
            continue
        if each.claim == Claim.ACTING or refusal(Standing(now.claim, now.verdict), Move(each.claim)):
            yield now, each.claim


def _matching(state: State, draft: Draft, code: str | None) -> Inspection | None:
    """The inspection that the draft belongs to: the one named, or one of the same unit and feedback, or the only one
    where the draft names no unit.
    """
    if code is not None:
        return named_inspection(state, code)
    living = [each for each in state.inspections() if not each.void]
    facts = draft.inspection
    if not facts.unit and not facts.feedback:
        return living[-1] if len(living) == 1 else None
    for each in living:
        same_unit = not facts.unit or not each.unit or each.unit == facts.unit
        feedback = (facts.feedback or each.feedback, each.feedback or facts.feedback)
        if same_unit and (feedback[0] and feedback[0].edtf) == (feedback[1] and feedback[1].edtf):
            return each
    return None


def _new_inspection(state: State, draft: Draft) -> Deciding_an_id:
    facts = draft.inspection
    key = state.last_id("inspection") + 1
    day = next((when.latest for when in (facts.feedback, facts.end, facts.report_date) if when and when.latest), None)
    used = {each.code for each in state.inspections()}
    yield Pending(
        AddInspection(
            key,
            free_code(used, day.year if day else None),
            "",
            facts.unit,
            facts.authority,
            facts.inspectors,
            facts.kind,
            facts.start,
            facts.end,
            facts.feedback,
            numbering=_numbering(draft),
        )
    )
    return key


def _numbering(draft: Draft) -> str:
    """By aspect where a number occurs under two aspects, else running on."""
    places: dict[str, set[int | None]] = {}
    for each in draft.issues:
        if each.parent is None and each.number:
            places.setdefault(each.number, set()).add(each.aspect)
    return Numbering.BY_ASPECT if any(len(aspects) > 1 for aspects in places.values()) else Numbering.RUN_ON


def _updated(one: Placed) -> Iterator[Pending]:
    """What the draft says anew of an issue that was there before."""
    if one.old is None:
        return
    fields = ("title", "kind", "severity", "acceptance", "recommendation", "response")
    changed = {name: text for name in fields if (text := getattr(one.draft, name)) and text != getattr(one.old, name)}
    if changed:
        yield Pending(Amend(str(Thing("issue", one.id)), changed))
    if is_completed(one.old.claim, one.old.verdict):  # who answered for it, and by when, is what it was
        return
    posts = {name: text for name in POSTS if (text := getattr(one.draft, name)) and text != getattr(one.old, name)}
    if posts:
        yield Pending(Assign((one.id,), **posts))
    deadline = one.draft.deadline
    if deadline and (one.old.deadline is None or deadline.edtf != one.old.deadline.edtf):
        yield Pending(Extend((one.id,), deadline))


def _measures(state: State, draft: Draft, placed: list[Placed], conflict: str) -> Iterator[Pending]:
    for each in draft.measures:
        one = placed[each.issue]
        known = {measure.text for measure in state.measures(one.id)}
        if each.text in known or (one.old is not None and conflict == Conflict.SKIP):
            continue
        key = state.last_id("measure") + 1
        yield Pending(AddMeasure(key, one.id, each.text, each.standard, each.lead, each.owner, each.deadline))


def _actions(state: State, draft: Draft, of: int, placed: list[Placed], conflict: str) -> Iterator[Pending]:
    done = {(each.text, each.date.edtf) for each in state.actions(whole=of)}
    for each in draft.actions:
        if not each.issues and (each.text, (each.date or UNKNOWN).edtf) in done:
            continue
        served = [placed[position] for position in each.issues]
        if conflict == Conflict.SKIP:
            served = [one for one in served if one.old is None]
        fresh = tuple(one.id for one in served if not _logged(state, one.id, each))
        if each.issues and not fresh:
            continue
        yield Pending(
            LogAction(state.last_id("action") + 1, of, each.text, each.kind, fresh, each.outcomes, each.rules),
            each.date or UNKNOWN,
        )


def _logged(state: State, issue: int, action: DraftAction) -> bool:
    date = (action.date or UNKNOWN).edtf
    return any(each.text == action.text and each.date.edtf == date for each in state.actions(issue))


def _claims(state: State, placed: list[Placed], conflict: str) -> Iterator[Pending]:
    """The claims of the document, issues of the same claim and date together; what is not allowed from where an issue
    stands is left as it is.
    """
    together: dict[tuple[str, When], list[int]] = {}
    for each in placed:
        now = state.issue(each.id)
        assert now is not None
        if not each.draft.claim or (each.old is not None and conflict == Conflict.SKIP):
            continue
        if each.draft.claim == Claim.ACTING:
            yield from _acting(state, each, now)
        elif (
            each.draft.claim != Claim.PENDING
            and not refusal(Standing(now.claim, now.verdict), Move(each.draft.claim))
            and not is_refused_strictly(state, now, each.draft.claim)
        ):
            together.setdefault((each.draft.claim, each.draft.completed_on or UNKNOWN), []).append(each.id)
    for (claim, on), issues in together.items():
        yield Pending(Complete(claim, tuple(issues)), on)


def _acting(state: State, one: Placed, now: Issue) -> Iterator[Pending]:
    """Said to be acted on, without a word of what was done: those words are then the action."""
    if now.claim == Claim.PENDING and one.draft.claim_words:
        key = state.last_id("action") + 1
        yield Pending(LogAction(key, now.inspection, one.draft.claim_words, ActionKind.OTHER, (one.id,)), UNKNOWN)

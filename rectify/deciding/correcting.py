"""What is put right in the ledger itself: amending, voiding, undoing, and the parts of the report written by hand."""

from datetime import date

from rectify.acts import Amend, Pending, Undo, Void, Write
from rectify.deciding import Deciding, State
from rectify.deciding.progressing import happened
from rectify.deciding.registering import first_deadline, inspection_dates
from rectify.deciding.resolving import any_thing, aspect as named_aspect, inspection as named_inspection
from rectify.errors import NotFound, Refused, Word, WrongUsage
from rectify.model.dates import When
from rectify.model.naming import Thing
from rectify.model.terms import ActionKind, IssueKind, Part, Severity, one_of
from rectify.model.text import checked

AMENDABLE = {
    "inspection": ("title", "unit", "authority", "inspectors", "kind", "start", "end", "feedback", "due"),
    "aspect": ("title", "claimed"),
    "issue": ("title", "aspect", "kind", "severity", "acceptance", "recommendation", "response"),
    "measure": ("text", "standard", "lead", "owner", "deadline"),
    "action": ("text", "kind", "date"),
}
_DATES = ("start", "end", "feedback", "due", "deadline", "date")
_REQUIRED = ("title", "text")
_TERMS = {("issue", "kind"): IssueKind, ("issue", "severity"): Severity, ("action", "kind"): ActionKind}


def amend(state: State, today: date, name: str, fields: dict[str, str], *, reason: str = "") -> Deciding:
    """New wording or facts for one thing; the old ones stay in the journal and are shown with it."""
    target = any_thing(state, name)
    _refuse_void(state, target, name)
    if not fields:
        raise WrongUsage("amend-nothing", fields=", ".join(f"--{each}" for each in AMENDABLE[target.kind]))
    changed: dict[str, str] = {}
    for field, text in fields.items():
        if field not in AMENDABLE[target.kind]:
            allowed = ", ".join(f"--{each}" for each in AMENDABLE[target.kind])
            raise WrongUsage("amend-field", field=f"--{field}", what=Word(f"fields.{target.kind}"), allowed=allowed)
        changed |= _amended(state, today, target, field, text)
    yield Pending(Amend(str(target), changed, checked(reason, "reason")))


def _amended(state: State, today: date, target: Thing, field: str, text: str) -> dict[str, str]:
    text = checked(text, field, required=field in _REQUIRED)
    if field in _DATES:
        when = _amended_date(state, today, target, field, text)
        return {field: when.edtf if when else "", f"{field}_words": when.words if when else ""}
    if (target.kind, field) in _TERMS and text:
        return {field: one_of(_TERMS[target.kind, field], text, field)}
    if field == "claimed" and text and not text.isdecimal():
        raise WrongUsage("number-bad", number=text)
    if field == "aspect" and text:
        issue = state.issue(target.id)
        assert issue is not None
        return {field: str(named_aspect(state, state.inspection(issue.inspection), text).id)}
    return {field: text}


def _amended_date(state: State, today: date, target: Thing, field: str, text: str) -> When | None:
    if not text:
        return None
    if target.kind == "inspection":
        of = state.inspection(target.id)
        known = {name: when.edtf for name in ("start", "end", "feedback", "due") if (when := getattr(of, name))}
        return inspection_dates({**known, field: text}, today)[field]
    if target.kind == "action":
        action = state.action(target.id)
        assert action is not None
        return happened(text, state.inspection(action.inspection), today) or When(today.isoformat())
    measure = state.measure(target.id)
    assert measure is not None
    issue = state.issue(measure.issue)
    assert issue is not None
    return first_deadline(text, state.inspection(issue.inspection), today)


def _refuse_void(state: State, target: Thing, name: str) -> None:
    reader = {
        "issue": state.issue,
        "action": state.action,
        "measure": state.measure,
        "aspect": state.aspect,
        "inspection": state.inspection,
    }
    found = reader[target.kind](target.id)
    if found is not None and found.void:
        raise Refused("void-thing", what=Word(f"fields.{target.kind}"), name=name, reason=found.void)


def void(state: State, today: date, name: str, reason: str) -> Deciding:
    """A thing that should not stand; it stays in the journal and in no figure. Refused while something stands under it."""
    del today
    reason = checked(reason, "reason", required=True)
    target = any_thing(state, name)
    _refuse_void(state, target, name)
    under = state.count_under(target.kind, target.id)
    if under:
        raise Refused("void-under", name=name, number=under)
    yield Pending(Void(str(target), reason))


def write(
    state: State, today: date, part: str, text: str, *, aspect: str | None = None, inspection: str | None = None
) -> Deciding:
    """A part of the report in the unit's own words; an empty text takes it out again."""
    del today
    of = named_inspection(state, inspection)
    under = named_aspect(state, of, aspect).id if aspect else None
    yield Pending(Write(of.id, one_of(Part, part, "part"), checked(text, "text"), under))


def undo(state: State, today: date, seq: int | None = None) -> Deciding:
    """Take back what one command recorded: the last one, or the one that entry `seq` belongs to.

    Raises Refused where something later stands on it, or where it was taken back already.
    """
    del today
    entry = state.entry(seq if seq is not None else state.last_living_entry())
    if entry is None:
        raise NotFound("no-entry", entry=seq)
    if entry.seq == 1:
        raise Refused("undo-nothing" if seq is None else "undo-first")
    if isinstance(entry.act, Undo):
        raise Refused("undo-undo", entry=entry.seq)
    if state.is_undone(entry.seq):
        raise Refused("undo-twice", entry=entry.seq)
    seqs = _batch(state, entry.batch or entry.seq)
    later = state.stands_on(seqs)
    if later is not None:
        raise Refused("undo-stands", entry=entry.seq, later=later)
    yield Pending(Undo(seqs))


def _batch(state: State, first: int) -> tuple[int, ...]:
    """The entries that were recorded together with `first`."""
    seqs, following = [first], first + 1
    while (entry := state.entry(following)) and entry.batch == first:
        seqs.append(following)
        following += 1
    return tuple(seqs)

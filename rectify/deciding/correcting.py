"""What is put right in the ledger itself: amending, voiding, undoing, and the parts of the report written by hand."""

from collections.abc import Iterator
from datetime import date

from rectify.acts import Amend, Entry, Pending, Purge, Undo, Void, Write
from rectify.deciding import Deciding, State
from rectify.deciding.registering import checked_number, inspection_dates, is_taken
from rectify.deciding.resolving import (
    any_thing,
    aspect as named_aspect,
    first_deadline,
    happened,
    inspection as named_inspection,
)
from rectify.errors import NotFound, Refused, Word, WrongUsage
from rectify.model.amending import AMENDABLE, DATES, TERMS
from rectify.model.dates import When
from rectify.model.naming import Thing, thing
from rectify.model.terms import Numbering, Part, one_of
from rectify.model.text import checked
from rectify.model.values import Evidence, Issue

_YES, _NO = ("yes", "是"), ("no", "否", "")
_REQUIRED = {
    ("action", "kind"),
    ("action", "date"),
    ("evidence", "kind"),
    ("evidence", "date"),
    *((kind, name) for kind in AMENDABLE for name in ("title", "text")),
}
_SWITCHES = ("internal", "strict")
_BEYOND = 2**62
"""No journal has so many entries, and no table could be asked for such a number."""


def amend(state: State, today: date, name: str, fields: dict[str, str], *, reason: str = "") -> Deciding:
    """New wording or facts for one thing; the old ones stay in the journal and are shown with it."""
    target = any_thing(state, name)
    _refuse_void(state, target, name)
    if not fields:
        raise WrongUsage("amend-nothing", fields=_options(target))
    changed: dict[str, str] = {}
    for field, text in fields.items():
        if field not in AMENDABLE[target.kind]:
            allowed = _options(target)
            raise WrongUsage("amend-field", field=_option(field), what=Word(f"fields.{target.kind}"), allowed=allowed)
        changed |= _amended(state, today, target, field, text)
    yield Pending(Amend(str(target), changed, checked(reason, "reason")))


def _options(target: Thing) -> str:
    return ", ".join(map(_option, AMENDABLE[target.kind]))


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"


def _amended(state: State, today: date, target: Thing, field: str, text: str) -> dict[str, str]:
    text = checked(text, field, required=(target.kind, field) in _REQUIRED)
    if field in DATES:
        when = _amended_date(state, today, target, field, text)
        return {field: when.edtf if when else "", f"{field}_words": when.words if when else ""}
    if (target.kind, field) in TERMS and text:
        return {field: one_of(TERMS[target.kind, field], text, field)}
    if field in _SWITCHES:
        if text not in (*_YES, *_NO):
            raise WrongUsage("not-one-of", field=Word(f"fields.{field}"), value=text, values="yes, no")
        return {field: "yes" if text in _YES else ""}
    if field == "review_steps" and text not in ("1", "2", ""):
        raise WrongUsage("not-one-of", field=Word("fields.review_steps"), value=text, values="1, 2")
    if field == "claimed" and text:
        if not text.isdecimal() or len(text) > len("999999999"):
            raise WrongUsage("number-bad", number=text)
        return {field: str(checked_number(int(text)))}
    if field == "aspect":
        issue = state.issue(target.id)
        assert issue is not None
        return {field: _moved(state, issue, text)}
    return {field: text}


def _moved(state: State, issue: Issue, text: str) -> str:
    """The id of the aspect that `text` names, empty for none; the number of the issue must be free there."""
    if issue.parent is not None:
        raise Refused("sub-aspect", name=issue.name)
    of = state.inspection(issue.inspection)
    to = named_aspect(state, of, text) if text else None
    key = to.id if to else None
    if key != issue.aspect and of.numbering == Numbering.BY_ASPECT and is_taken(state, of, issue.number, key):
        raise Refused("aspect-number-taken", name=issue.name, number=issue.number)
    return str(key or "")


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
        return happened(text, state.inspection(action.inspection), today)
    if target.kind == "evidence":
        evidence = state.evidence(target.id)
        assert evidence is not None
        return happened(text, state.inspection(evidence.inspection), today)
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
        "evidence": state.evidence,
    }
    found = reader[target.kind](target.id)
    if found is not None and found.void:
        raise Refused("void-thing", what=Word(f"fields.{target.kind}"), name=name, reason=found.void)


def void(state: State, today: date, name: str, reason: str, *, purge: bool = False) -> Deciding:
    """A thing that should not stand; it stays in the journal and in no figure. Refused while something stands under it.

    With `purge`, the content of a piece of evidence leaves the ledger for good, also where it is void already.
    """
    del today
    reason = checked(reason, "reason", required=True)
    target = any_thing(state, name)
    evidence = _to_purge(state, target, name) if purge else None
    if evidence is None or not evidence.void:
        _refuse_void(state, target, name)
        under = state.count_under(target.kind, target.id)
        if under:
            raise Refused("void-under", name=name, number=under)
        yield Pending(Void(str(target), reason))
    if evidence:
        yield Pending(Purge(evidence.id, evidence.sha256, reason))


def _to_purge(state: State, target: Thing, name: str) -> Evidence:
    evidence = state.evidence(target.id) if target.kind == "evidence" else None
    if evidence is None:
        raise WrongUsage("purge-what", name=name)
    if evidence.purged:
        raise Refused("purge-twice", name=name, reason=evidence.purged)
    if all(each.reference for each in state.evidence_alike(evidence.sha256)):
        raise Refused("purge-reference", name=name)
    return evidence


def write(
    state: State,
    today: date,
    part: str,
    text: str,
    *,
    aspect: str | None = None,
    inspection: str | None = None,
    public: bool = False,
) -> Deciding:
    """A part of the report in the unit's own words, or its `public` wording; an empty text takes it out again."""
    del today
    of = named_inspection(state, inspection)
    under = named_aspect(state, of, aspect).id if aspect else None
    yield Pending(Write(of.id, one_of(Part, part, "part"), checked(text, "text"), under, public or None))


def undo(state: State, today: date, seq: int | None = None) -> Deciding:
    """Take back what one command recorded: the last one, or the one that entry `seq` belongs to.

    Raises Refused where something later stands on it, or where it was taken back already.
    """
    del today
    known = seq is None or 0 < seq < _BEYOND
    entry = state.entry(state.last_living_entry() if seq is None else seq) if known else None
    if entry is None:
        raise NotFound("no-entry", entry=seq)
    if entry.seq == 1:
        raise Refused("undo-nothing" if seq is None else "undo-first")
    if isinstance(entry.act, Undo):
        raise Refused("undo-undo", entry=entry.seq)
    if state.is_undone(entry.seq):
        raise Refused("undo-twice", entry=entry.seq)
    seqs = _batch(state, entry.batch or entry.seq)
    if any(isinstance(each.act, Purge) for each in map(state.entry, seqs) if each):
        raise Refused("undo-purge", entry=entry.seq)
    later = state.stands_on(seqs)
    if later is not None:
        raise Refused("undo-stands", entry=entry.seq, later=later)
    _refuse_no_place(state, seqs)
    yield Pending(Undo(seqs))


def _refuse_no_place(state: State, seqs: tuple[int, ...]) -> None:
    """What comes back must have its place: nothing above it is void, and its number is free there."""
    for seq in seqs:
        entry = state.entry(seq)
        back = _coming_back(state, entry) if entry else None
        if entry is None or back is None:
            continue
        for what, void in _above(state, back):
            if void:
                raise Refused("undo-under-void", entry=seq, name=back.name, what=Word(f"fields.{what}"))
        of, now = state.inspection(back.inspection), state.issue(back.id)
        moves = now is not None and now.aspect != back.aspect and of.numbering == Numbering.BY_ASPECT
        if moves and is_taken(state, of, back.number, back.aspect):
            raise Refused("aspect-number-taken", name=back.name, number=back.number)


def _coming_back(state: State, entry: Entry) -> Issue | None:
    """The issue as it will stand without `entry`, where that makes it live again or moves it to its old aspect."""
    target = thing(entry.act.thing) if isinstance(entry.act, Void | Amend) else None
    issue = state.issue(target.id) if target and target.kind == "issue" else None
    if target is None or issue is None or isinstance(entry.act, Void):
        return issue
    old = [each.old for each in state.changes(target) if (each.entry, each.field) == (entry.seq, "aspect")]
    return issue._replace(aspect=int(old[0]) if old[0] else None) if old else None


def _above(state: State, issue: Issue) -> Iterator[tuple[str, str]]:
    """What an issue stands under, each with why it is void."""
    yield "inspection", state.inspection(issue.inspection).void
    if issue.aspect is not None:
        yield "aspect", state.aspect(issue.aspect).void
    parent = state.issue(issue.parent) if issue.parent is not None else None
    if parent is not None:
        yield "issue", parent.void


def _batch(state: State, first: int) -> tuple[int, ...]:
    """The entries that were recorded together with `first`."""
    seqs, following = [first], first + 1
    while (entry := state.entry(following)) and entry.batch == first:
        seqs.append(following)
        following += 1
    return tuple(seqs)

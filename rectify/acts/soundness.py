"""Whether an entry could have been recorded: what a journal from elsewhere is held to before it is folded.

The decisions guard what people ask for; a text made by others has passed none of them. What the fold or its tables refuse
by themselves is not repeated here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from rectify.acts import (
    AddAspect,
    AddInspection,
    AddIssue,
    AddMeasure,
    Amend,
    Attach,
    Complete,
    CreateLedger,
    Draw,
    Entry,
    LogAction,
    LookBack,
    Review,
    Undo,
    Write,
)
from rectify.acts.codec import NAMES
from rectify.model.amending import AMENDABLE, DATES, TERMS
from rectify.model.dates import When
from rectify.model.naming import Thing, thing
from rectify.model.quantities import Outcome
from rectify.model.terms import (
    ActionKind,
    Claim,
    EvidenceKind,
    Finding,
    IssueKind,
    Numbering,
    Opinion,
    Part,
    Severity,
    Step,
)

_TAKEN_FROM: dict[tuple[type, str], type[StrEnum]] = {
    (AddInspection, "numbering"): Numbering,
    (AddIssue, "kind"): IssueKind,
    (AddIssue, "severity"): Severity,
    (LogAction, "kind"): ActionKind,
    (Attach, "kind"): EvidenceKind,
    (Complete, "claim"): Claim,
    (Review, "opinion"): Opinion,
    (Review, "step"): Step,
    (LookBack, "finding"): Finding,
    (Write, "part"): Part,
}
"""Fields from closed lists; one that may be left out may be empty."""
_GIVES = {
    AddInspection: "inspection",
    AddAspect: "aspect",
    AddIssue: "issue",
    AddMeasure: "measure",
    LogAction: "action",
    Attach: "evidence",
    Draw: "draw",
}
"""Acts that give something its id, which is one more than the last of its kind."""
_NAMES = {
    **{kind: kind for kind in ("inspection", "aspect", "issue", "evidence", "draw")},
    "issues": "issue",
    "parent": "issue",
    "measures": "measure",
    "piece": "evidence",
}
"""Fields that name things by their ids."""
_HASH = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
_AMENDED = {
    "review_steps": r"[12]?",
    "internal": r"(yes)?",
    "strict": r"(yes)?",
    "claimed": r"\d{0,9}",
    "aspect": r"\d{0,15}",
}


class Unsound(ValueError):
    """An act that is none: the field that cannot hold what it holds."""


class Contradiction(ValueError):
    """An act that could not have followed what stands before it: the field that says so."""


class _Field(NamedTuple):
    """What a field may hold: values of these types and, where it is a list, items of that type."""

    name: str
    types: frozenset[type]
    item: type | None
    terms: frozenset[str] | None
    names: str | None


def _field(kind: Any, name: str, hint: Any) -> _Field:
    types, item = set(), None
    for each in get_args(hint) if isinstance(hint, UnionType) else (hint,):
        origin = get_origin(each)
        types.add(origin or each)
        if origin is tuple:
            item = get_args(each)[0]
    terms = _TAKEN_FROM.get((kind, name))
    allowed = frozenset(terms) | ({""} & {kind._field_defaults.get(name)}) if terms else None
    return _Field(name, frozenset(types), item, allowed, _NAMES.get(name) if types & {int, tuple} else None)


_FIELDS = {
    kind: tuple(_field(kind, name, hint) for name, hint in get_type_hints(kind).items())
    for kind in (*NAMES.values(), Outcome)
}

_AMENDED_TERMS = {
    (kind, name): field.terms
    for kind, act in (("issue", AddIssue), ("action", LogAction), ("evidence", Attach))
    for field in _FIELDS[act]
    if (kind, name := field.name) in TERMS
}
"""What may stand in the place of a term: what may stand there from the beginning."""

_LOOKED_INTO = {
    kind: [(at, field) for at, field in enumerate(fields) if field.terms is not None or field.item]
    for kind, fields in _FIELDS.items()
}
_NAMING = {
    kind: [(at, field.name, field.names) for at, field in enumerate(fields) if field.names]
    for kind, fields in _FIELDS.items()
}
_SAYING_MORE = {kind for kind in NAMES.values() if {"sha256", "head", "thing", "things", "entries"} & set(kind._fields)}
"""Acts in which there is more to be looked at than types, lists and ids."""


_sound: set[tuple[type, ...]] = set()
"""Kinds of values with the types of their fields, as far as they were found to fit."""


def _check(value: Any) -> None:
    """The types of an act's fields, or of an outcome's; a bool is no number here."""
    kind = type(value)
    shape = (kind, *map(type, value))
    if shape not in _sound:
        for field, part in zip(_FIELDS[kind], shape[1:], strict=True):
            if part not in field.types:
                raise Unsound(field.name)
        _sound.add(shape)
    for at, field in _LOOKED_INTO[kind]:
        part = value[at]
        if field.terms is not None and part not in field.terms:
            raise Unsound(field.name)
        if field.item and any(type(each) is not field.item for each in part):
            raise Unsound(field.name)


class Course:
    """What a journal has given ids to so far, held against each entry in turn; `last` are the ids that it begins with."""

    def __init__(self, last: Mapping[str, int] | None = None) -> None:
        self._last: Counter[str] = Counter(last)
        self._at: str | None = None

    def take(self, entry: Entry) -> None:
        """Raises Unsound for an entry that says no act, Contradiction for one that could not have followed the others."""
        act = entry.act
        kind = type(act)
        self._check_envelope(entry)
        _check(act)
        if (kind is CreateLedger) is not (entry.seq == 1):
            raise Contradiction("act")
        for at, name, named in _NAMING[kind]:
            value: Any = act[at]
            for each in value if type(value) is tuple else (value,):
                if each is not None and not 0 < each <= self._last[named]:
                    raise Contradiction(name)
        if given := _GIVES.get(kind):
            self._last[given] += 1
            if act.id != self._last[given]:  # type: ignore[union-attr]
                raise Contradiction("id")
        if kind is LogAction:
            for outcome in act.outcomes:  # type: ignore[union-attr]
                _check(outcome)
        elif kind in _SAYING_MORE:
            self._check_rest(entry, act)

    def _check_envelope(self, entry: Entry) -> None:
        if entry.at != self._at:  # what one command recorded was entered at one moment
            if type(entry.at) is not str or not _MOMENT.fullmatch(entry.at):
                raise Unsound("at")
            self._at = entry.at
        if type(entry.by) is not str:
            raise Unsound("by")
        if type(entry.entered_by) is not str:
            raise Unsound("entered_by")
        if entry.batch is not None:
            if type(entry.batch) is not int:
                raise Unsound("batch")
            if not 0 < entry.batch < entry.seq:
                raise Contradiction("batch")

    def _check_rest(self, entry: Entry, act: Any) -> None:
        for name in ("sha256", "head"):
            if not _HASH.fullmatch(getattr(act, name, "0" * 64)):
                raise Unsound(name)
        for target in _things(act):
            if isinstance(act, Amend):
                _check_amended(target, act.fields)
            if not 0 < target.id <= self._last[target.kind]:
                raise Contradiction("thing")
        if isinstance(act, Undo) and not all(1 < seq < entry.seq for seq in act.entries):
            raise Contradiction("entries")


def _things(act: Any) -> Iterator[Thing]:
    """What an act names by kind and id. Raises Unsound for a name that is none."""
    for text in (*getattr(act, "things", ()), *filter(None, (getattr(act, "thing", None),))):
        target = thing(text)
        if target is None or str(target) != text:
            raise Unsound("thing")
        yield target


def _check_amended(target: Thing, fields: dict[str, str]) -> None:
    dates = {name for name in AMENDABLE[target.kind] if name in DATES}
    known = {*AMENDABLE[target.kind], *(f"{name}_words" for name in dates)}
    for name, text in fields.items():
        if name not in known or type(text) is not str:
            raise Unsound(name)
        terms = _AMENDED_TERMS.get((target.kind, name))
        if (terms and text not in terms) or not re.fullmatch(_AMENDED.get(name, "(?s:.*)"), text):
            raise Unsound(name)
        if name in dates and (f"{name}_words" not in fields or (text and not _is_date(text))):
            raise Unsound(name)
    if not fields or any(f"{name}_words" in fields and name not in fields for name in dates):
        raise Unsound("fields")


def _is_date(text: str) -> bool:
    return bool(When.from_json({"edtf": text}))

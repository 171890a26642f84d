"""Entries to and from the JSON of the journal."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from rectify.acts import (
    Act,
    AddAspect,
    AddInspection,
    AddIssue,
    AddMeasure,
    Amend,
    Assign,
    Attach,
    Complete,
    CreateLedger,
    Draw,
    Entry,
    Extend,
    GiveHead,
    ImportFile,
    LogAction,
    LookBack,
    Purge,
    Reopen,
    Review,
    Undo,
    Void,
    Write,
)
from rectify.model.dates import When
from rectify.model.quantities import Outcome

NAMES: dict[str, type[Act]] = {
    "create-ledger": CreateLedger,
    "add-inspection": AddInspection,
    "add-aspect": AddAspect,
    "add-issue": AddIssue,
    "add-measure": AddMeasure,
    "log-action": LogAction,
    "complete": Complete,
    "reopen": Reopen,
    "extend": Extend,
    "assign": Assign,
    "amend": Amend,
    "void": Void,
    "write": Write,
    "import": ImportFile,
    "attach": Attach,
    "purge": Purge,
    "review": Review,
    "draw": Draw,
    "look-back": LookBack,
    "give-head": GiveHead,
    "undo": Undo,
}


class UnknownAct(ValueError):
    """An act, or a part of one, that this program does not know: a newer one wrote it."""


_KINDS = {kind: name for name, kind in NAMES.items()}


def name_of(act: Act) -> str:
    """The name of the act in the journal, which is the name of its command."""
    return _KINDS[type(act)]


def to_json(entry: Entry) -> dict[str, Any]:
    """The body of `entry` as plain JSON values; its `seq` is not part of it."""
    body = _said(entry.act)
    body |= {"act": name_of(entry.act), "on": entry.on.to_json(), "at": entry.at, "by": entry.by}
    body["entered_by"] = entry.entered_by
    if entry.batch is not None:
        body["batch"] = entry.batch
    return body


def _said(value: Any) -> dict[str, Any]:
    """The fields of a value; one that holds nothing, where nothing is also its default, is left out."""
    defaults = value._field_defaults
    nothing = {name for name, default in defaults.items() if default in ("", None, ()) or default is False}
    return {
        name: _plain(part) for name, part in value._asdict().items() if name not in nothing or part != defaults[name]
    }


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.to_json()
    if isinstance(value, Outcome):
        return _said(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def from_json(seq: int, body: dict[str, Any]) -> Entry:
    """The entry that `body` says. Raises UnknownAct, or KeyError, TypeError or ValueError where it says none."""
    form = _form(body["act"], tuple(body))
    values = body
    if form.read:
        values = dict(body)
        for name, read in form.read:
            values[name] = read(body[name])
    act: Act = tuple.__new__(form.kind, map(values.get, form.kind._fields, form.defaults))
    on = When.from_json(body["on"])
    return Entry(seq, act, on, body["at"], body["by"], body["entered_by"], body.get("batch"))


class _Form(NamedTuple):
    """How a body with certain keys is read: what its fields are where it does not say them, and how some of them are read."""

    kind: Any
    defaults: tuple[Any, ...]
    read: tuple[tuple[str, Callable[[Any], Any]], ...]


@lru_cache(maxsize=512)
def _form(name: str, keys: tuple[str, ...]) -> _Form:
    if isinstance(name, str) and name not in NAMES:
        raise UnknownAct(name)
    kind: Any = NAMES[name]
    for unknown in set(keys) - {*kind._fields, *_ENVELOPE, "act", "batch"}:
        raise UnknownAct(f"{name}.{unknown}")
    required = {*_ENVELOPE, *kind._fields} - kind._field_defaults.keys()
    if missing := required - set(keys):
        raise KeyError(*missing)
    defaults = tuple(map(kind._field_defaults.get, kind._fields))
    return _Form(kind, defaults, tuple((key, _READ[key]) for key in keys if key in _READ and key in kind._fields))


_ENVELOPE = ("on", "at", "by", "entered_by")


def _outcomes(rows: list[dict[str, Any]]) -> tuple[Outcome, ...]:
    return tuple(Outcome(**row) for row in rows)


_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("start", "end", "feedback", "due", "deadline"), When.from_json),
    **dict.fromkeys(("issues", "measures", "rules", "entries", "characters", "totals", "things", "evidence"), tuple),
    "outcomes": _outcomes,
}

"""Entries to and from the JSON of the journal."""

from collections.abc import Callable
from typing import Any

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
    values = dict(body)
    name = values.pop("act")
    if isinstance(name, str) and name not in NAMES:
        raise UnknownAct(name)
    kind = NAMES[name]
    envelope = {name: values.pop(name) for name in ("at", "by", "entered_by")}
    on = When.from_json(values.pop("on"))
    batch = values.pop("batch", None)
    for unknown in values.keys() - set(kind._fields):
        raise UnknownAct(f"{name}.{unknown}")
    for name in values.keys() & _READ.keys():
        values[name] = _READ[name](values[name])
    act: Act = kind(**values)
    return Entry(seq, act, on, **envelope, batch=batch)


def _outcomes(rows: list[dict[str, Any]]) -> tuple[Outcome, ...]:
    return tuple(Outcome(**row) for row in rows)


_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("start", "end", "feedback", "due", "deadline"), When.from_json),
    **dict.fromkeys(("issues", "measures", "rules", "entries", "characters", "totals", "things", "evidence"), tuple),
    "outcomes": _outcomes,
}

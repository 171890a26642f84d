"""Findings on the integrity of a ledger file, as `verify` and `doctor` tell them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from rectify.cli.session import Session
from rectify.errors import Damaged, DiskFailed, Refused
from rectify.journal import Fault
from rectify.ledger import Ledger

if TYPE_CHECKING:
    from rectify.store.verifying import Depth

Severity = Literal["damage", "unknown", "warning"]
_SEVERITY: dict[str, Severity] = {"fault-newer": "unknown", "fault-passing": "warning"}
_EXIT = {"damage": Damaged.exit_code, "unknown": Refused.exit_code, "warning": 0}


class Finding(NamedTuple):
    """What is wrong: a stable code, the entry (0: none in particular), what it is about, and two sentences."""

    code: str
    severity: Severity
    entry: int
    place: str
    message: str
    advice: str


def finding(session: Session, code: str, entry: int = 0, about: str = "", **values: object) -> Finding:
    values = {"entry": entry, "about": about, **values}
    message, advice = (session.say(key, **values) for key in (f"verify.{code}", f"verify.{code}.advice"))
    return Finding(code, _SEVERITY.get(code, "damage"), entry, about, message, advice)


def exit_code(severities: set[Severity]) -> int:
    """That of the gravest."""
    return max((_EXIT[each] for each in severities), default=0)


def looked_at(path: Path, depth: "Depth") -> Iterator[Fault]:
    """The faults of a ledger file. What a first look finds is not told before a second one, on a file opened anew, finds it.

    A disk that fails to read once looks like a damaged file.
    """
    first = _first(path, depth)
    if first is None:
        return
    again = False
    try:
        with Ledger.reading(path) as ledger:
            for fault in ledger.faults(depth):
                again = True
                yield fault
    except Damaged as error:
        again = True
        yield _of(error)
    if not again:
        yield Fault(0, "fault-passing", first.about or first.key)


Seen = TypeVar("Seen")


def twice(look: Callable[[], Seen]) -> Seen:
    """What a look at a file gives; where reading fails, what a second one does."""
    try:
        return look()
    except (Damaged, DiskFailed):
        return look()


def _first(path: Path, depth: "Depth") -> Fault | None:
    try:
        with Ledger.reading(path) as ledger:
            return next(ledger.faults(depth), None)
    except (Damaged, DiskFailed) as error:
        return _of(error)


def _of(error: Damaged | DiskFailed) -> Fault:
    return Fault(0, "fault-page", str(error.values.get("reason", error.key)))

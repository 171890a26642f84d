"""The answer of a writing command: what was recorded, in one line or as JSON."""

from typing import Any

from rectify.acts import Entry
from rectify.cli.session import Session
from rectify.ledger import Ledger
from rectify.store.reading import Reading
from rectify.view.text import visible


def answer(session: Session, command: str, entries: list[Entry], /, **values: object) -> None:
    """Say what `entries` recorded: `record.<command>` with `values`, or their bodies with `--json`."""
    if session.json:
        answer_all(session, entries)
    else:
        session.out(visible(session.say(f"record.{command}", **values)))


def answer_all(session: Session, entries: list[Entry]) -> None:
    """The bodies of `entries` as JSON."""
    session.emit_json({"format": 1, "entries": [body(entry) for entry in entries]})


def body(entry: Entry) -> dict[str, Any]:
    """An entry as it stands in the journal, with its number."""
    from rectify.acts.codec import to_json

    return {"entry": entry.seq, **to_json(entry)}


def after(session: Session, *, path: Any = None) -> "Look":
    """The ledger as it stands after what was recorded."""
    return Look(Ledger.reading(path or session.ledger_path()))


class Look:
    """A ledger opened for a look: `with after(session) as view`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __enter__(self) -> Reading:
        return self._ledger.view()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._ledger.__exit__(kind, error, trace)

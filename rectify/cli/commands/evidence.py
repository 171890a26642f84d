"""`attach`: files that go into the ledger."""

from typing import Annotated, Any

import typer

from rectify.acts import Attach, Entry
from rectify.cli.ledgers import record
from rectify.cli.options import By, Date, Plain
from rectify.cli.recorded import after, answer
from rectify.cli.session import Session
from rectify.store.reading import Reading
from rectify.view.acts import attached_to
from rectify.view.text import visible


def attach(
    session: Session,
    things: Annotated[str, typer.Argument()],
    files: Annotated[list[str], typer.Argument()],
    *,
    on: Date = None,
    kind: Plain = "",
    by_reference: Annotated[bool, typer.Option("--by-reference")] = False,
    by: By = None,
) -> None:
    from rectify.cli.attaching import brought, meant, shelf
    from rectify.deciding.proving import attach as decide
    from rectify.language.terms import coded

    kind = coded("evidence", kind)
    with shelf() as packed:
        found = [brought(session, each, None if by_reference else packed) for each in meant(session, files)]
        options: dict[str, Any] = {"kind": kind, "on": on, "reference": by_reference}
        entries = record(session, decide, things, found, by=by, files=packed, **options)
    if len(entries) < len(found):
        session.note(session.say("record.attach-again", number=len(found) - len(entries)))
    if session.json or entries:
        with after(session) as view:
            _answer(session, view, entries)


def _answer(session: Session, view: Reading, entries: list[Entry]) -> None:
    acts = [entry.act for entry in entries if isinstance(entry.act, Attach)]
    evidence = ", ".join(f"e{act.id}" for act in acts)
    things = attached_to(session.language, view, acts[0].things) if acts else ""
    answer(session, "attach", entries, evidence=evidence, things=things)
    for act in acts:
        piece = view.evidence(act.id)
        if piece and piece.shared:
            names = ", ".join(f"e{key}" for key in piece.shared)
            session.note(visible(session.say("record.attach-shared", id=act.id, name=act.name, names=names)))

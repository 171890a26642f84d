"""Everything about one thing."""

from datetime import date
from typing import Annotated

import typer

from rectify.cli.ledgers import reading
from rectify.cli.session import Session
from rectify.cli.viewing import DRAWN, draw, seen
from rectify.deciding.resolving import any_thing
from rectify.errors import WrongUsage
from rectify.model.naming import Thing
from rectify.store.reading import Reading


def show(
    session: Session,
    thing: Annotated[str, typer.Argument()],
    *,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
    evidence: Annotated[bool, typer.Option("--evidence")] = False,
) -> None:
    with reading(session) as ledger:
        view, day = seen(session, ledger, as_of)
        target = any_thing(view, thing)
        if evidence:
            _show_evidence(session, view, target, day)
            return
        if session.json:
            from rectify.view.screens.show_json import as_json

            session.emit_json(as_json(view, target, day))
            return
        from rectify.view.screens.show import screen

        draw(session, screen(session.language, view, target, day), plain=_is_long(view, target))


def _show_evidence(session: Session, view: Reading, target: Thing, day: date) -> None:
    if target.kind not in ("issue", "action", "measure"):
        raise WrongUsage("evidence-of-what")
    if session.json:
        from rectify.view.screens.show_json import pieces

        session.emit_json({"format": 1, "evidence": pieces(view, target)})
        return
    from rectify.view.screens.show import evidence_screen

    draw(session, evidence_screen(session.language, view, target, day))


def _is_long(view: Reading, target: Thing) -> bool:
    if target.kind != "aspect":
        return False
    tallies = (*view.tallies(aspect=target.id), *view.tallies(aspect=target.id, level=1))
    return sum(tally.issues for tally in tallies) > DRAWN

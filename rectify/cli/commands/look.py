"""The command of every morning: status."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rectify.cli.ledgers import reading
from rectify.cli.session import Session
from rectify.cli.viewing import DRAWN, draw, seen

if TYPE_CHECKING:
    from datetime import date

    from rectify.model.values import Inspection
    from rectify.store.reading import Reading


def status(
    session: Session,
    *,
    inspection: Annotated[str | None, typer.Option("--inspection")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
    entry: Annotated[int | None, typer.Option("--entry", min=1, max=2**53)] = None,
    by: Annotated[Literal["aspect", "owner", "unit"], typer.Option("--by")] = "aspect",
    awaiting: Annotated[str | None, typer.Option("--awaiting")] = None,
) -> None:
    from rectify.view.screens.status import as_json, status as stand

    with reading(session) as ledger:
        view, day = seen(session, ledger, as_of, entry)
        of = None
        if inspection is not None:
            from rectify.deciding.resolving import inspection as named

            of = named(view, inspection)
        if awaiting is not None:
            _awaiting(session, view, day, awaiting, of)
            return
        found = stand(view, day, inspection=of, by=by, entry=entry)
    if session.json:
        session.emit_json(as_json(found))
        return
    from rectify.view.screens.status_screen import screen

    draw(session, screen(session.language, found))


def _awaiting(session: Session, view: "Reading", day: "date", name: str, of: "Inspection | None") -> None:
    from rectify.model.text import checked
    from rectify.view.screens.awaiting import as_json, screen, waiting

    found = list(waiting(view, day, checked(name, "actor", required=True), of))
    if session.json:
        session.emit_json(as_json(name, found))
        return
    draw(session, screen(session.language, name, found), plain=len(found) > DRAWN)

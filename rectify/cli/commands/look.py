"""The command of every morning: status."""

from typing import Annotated, Literal

import typer

from rectify.cli.ledgers import reading
from rectify.cli.session import Session
from rectify.cli.viewing import draw, seen


def status(
    session: Session,
    *,
    inspection: Annotated[str | None, typer.Option("--inspection")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
    entry: Annotated[int | None, typer.Option("--entry", min=1, max=2**53)] = None,
    by: Annotated[Literal["aspect", "owner", "unit"], typer.Option("--by")] = "aspect",
) -> None:
    from rectify.view.screens.status import as_json, status as stand

    with reading(session) as ledger:
        view, day = seen(session, ledger, as_of, entry)
        of = None
        if inspection is not None:
            from rectify.deciding.resolving import inspection as named

            of = named(view, inspection)
        found = stand(view, day, inspection=of, by=by, entry=entry)
    if session.json:
        session.emit_json(as_json(found))
        return
    from rectify.view.screens.status_screen import screen

    draw(session, screen(session.language, found))

"""Everything about one thing."""

from typing import Annotated

import typer

from rectify.cli.ledgers import reading
from rectify.cli.session import Session
from rectify.cli.viewing import DRAWN, draw, seen
from rectify.deciding.resolving import any_thing
from rectify.model.naming import Thing
from rectify.store.reading import Reading


def show(
    session: Session,
    thing: Annotated[str, typer.Argument()],
    *,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
) -> None:
    with reading(session) as ledger:
        view, day = seen(session, ledger, as_of)
        target = any_thing(view, thing)
        if session.json:
            from rectify.view.screens.show_json import as_json

            session.emit_json(as_json(view, target, day))
            return
        from rectify.view.screens.show import screen

        draw(session, screen(session.language, view, target, day), plain=_is_long(view, target))


def _is_long(view: Reading, target: Thing) -> bool:
    if target.kind != "aspect":
        return False
    tallies = (*view.tallies(aspect=target.id), *view.tallies(aspect=target.id, level=1))
    return sum(tally.issues for tally in tallies) > DRAWN

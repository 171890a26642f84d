"""How commands reach the ledger: one way to read it, one way to record in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rectify.cli.session import Session
from rectify.ledger import Founding, Ledger
from rectify.store.schema import FORMAT

if TYPE_CHECKING:  # reading commands come here too, and do without acts
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from datetime import date

    from rectify.acts import Entry, Stamp
    from rectify.deciding import Deciding, State
    from rectify.language import Language
    from rectify.store.files import Packed


def reading(session: Session, path: Path | None = None) -> Ledger:
    """The ledger of this call, or the one at `path`, open for reading; a shared one with what others recorded.

    A newer format is read as far as it goes, and said so.
    """
    ledger = Ledger.reading(path or session.ledger_path())
    if ledger.version.shared and ledger.version.format <= FORMAT:
        from rectify.cli.shared import caught_up

        ledger = caught_up(session, ledger, on_network=allows_network(session, ledger.path))
    if ledger.version.format > FORMAT:
        session.note(session.say("record.newer-format", format=ledger.version.format, known=FORMAT))
    return ledger


def _writing(session: Session, path: Path, founding: Founding | None) -> "AbstractContextManager[Ledger]":
    on_network = allows_network(session, path)
    ledger = Ledger.writing(path, founding, on_network=on_network)
    if not ledger.version.shared:
        return ledger
    from rectify.cli.shared import writing

    return writing(session, ledger, on_network=on_network)


def allows_network(session: Session, path: Path) -> bool:
    """Whether the user takes the risk of writing to a network share; where the ledger lies on one, they are warned."""
    if session.world.environ.get("RECTIFY_ALLOW_NETWORK") != "yes":
        return False
    from rectify.store.mounts import network_kind

    if kind := network_kind(path.parent):
        session.note(session.visible(session.say("record.on-network", path=path, kind=kind)))
    return True


def stamp(session: Session, by: str | None) -> "Stamp":
    """Who and when, for the acts of this call: `--by` decided or did it, `--as` enters it."""
    from rectify.acts import Stamp
    from rectify.model.dates import When
    from rectify.model.text import checked

    entered_by = checked(session.actor, "actor", required=True)
    at = session.world.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    return Stamp(at, checked(by or "", "actor") or entered_by, entered_by, When(session.world.today().isoformat()))


def record(
    session: Session,
    decide: "Callable[..., Deciding]",
    *asked: Any,
    by: str | None = None,
    create: bool = False,
    path: Path | None = None,
    files: "Iterable[Packed]" = (),
    language: "Language | None" = None,
    **options: Any,
) -> "list[Entry]":
    """Record what `decide(state, today, *asked, **options)` decides, and name the ledger on standard error.

    With `create`, the first act makes the ledger where there is none; `path` is where, if not where the search says, and
    `language` is the one of its reports, if not the user's.
    """
    path = path or session.ledger_path(writing=True)
    today: date = session.world.today()
    founding = Founding(session.world.new_id(), language or session.language) if create else None
    new = create and not path.exists()

    def deciding(state: "State") -> "Deciding":
        return decide(state, today, *asked, **options)

    with _writing(session, path, founding) as ledger:
        entries = ledger.record(deciding, stamp(session, by), files)
    if new:
        session.note(session.say("record.created", path=path))
    if entries:
        session.note(session.say("record.written", path=path, entry=entries[-1].seq))
    return entries

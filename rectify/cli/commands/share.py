"""`share`: a ledger whose journal is on a server, where many record in it at once."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rectify.cli.options import Option, refuse_empty
from rectify.cli.session import Session
from rectify.errors import Damaged, RectifyError, Refused, WrongUsage
from rectify.ledger import Ledger

if TYPE_CHECKING:
    from rectify.journal import Row
    from rectify.store.sharing import Share

What = Literal["create", "join", "status", "leave", "sql"]


def share(
    session: Session,
    what: Annotated[What, typer.Argument()],
    address: Annotated[str | None, typer.Argument()] = None,
    *,
    name: Option = None,
) -> int | None:
    refuse_empty(name=name)
    if (what in {"create", "join"}) != (address is not None) or address == "" or (name and address is None):
        raise WrongUsage("share-words")
    if what == "create":
        _create(session, str(address), name)
    elif what == "join":
        _join(session, str(address), name)
    elif what == "status":
        return _status(session)
    elif what == "leave":
        _leave(session)
    else:
        from rectify.remote.server import script

        session.out(script().rstrip("\n"))
    return None


def _create(session: Session, address: str, name: str | None) -> None:
    from rectify.cli.ledgers import allows_network, record
    from rectify.model.text import checked
    from rectify.remote.server import Server
    from rectify.remote.sharing import create, prepare
    from rectify.store.sharing import Share

    path = session.ledger_path(writing=True)
    name = checked(name, "name", required=True) if name is not None else path.stem
    if path.exists():  # what is wrong with it is said before anything is made on the server
        with Ledger.reading(path) as ledger:
            _refuse_shared(ledger)
    with Server(address) as server:
        prepare(server)
        if not path.exists():
            if name in server.ledgers():
                raise Refused("share-taken", name=name)
            record(session, lambda *_: iter(()), create=True, path=path)
        with Ledger.writing(path, on_network=allows_network(session, path)) as ledger:
            _refuse_shared(ledger)
            create(ledger, server, name)
            entries = ledger.last_entry()
    _tell(session, "created", path, Share(server.address, name), entries)


def _refuse_shared(ledger: Ledger) -> None:
    share = ledger.share
    if share is not None and share.left_at is None:
        raise Refused("share-already", server=share.server, name=share.name)


def _join(session: Session, address: str, name: str | None) -> None:
    from rectify.cli.ledgers import allows_network
    from rectify.remote.server import Server
    from rectify.remote.sharing import join
    from rectify.store.opening import refuse_network
    from rectify.store.publishing import refuse_taken

    path = session.new_ledger_path()
    refuse_taken(path)
    if not allows_network(session, path):
        refuse_network(path)
    with Server(address) as server:
        share, done = join(path, server, name)
    _tell(session, "joined", path, share, done.head.seq)
    if done.missing:
        session.note(session.say("share.missing", number=len(done.missing)))


def _tell(session: Session, done: Literal["created", "joined"], path: Path, share: "Share", seq: int) -> None:
    if session.json:
        session.emit_json({"format": 1, "path": str(path), "server": share.server, "name": share.name, "entries": seq})
    else:
        told = session.say(f"share.{done}", path=path, server=share.server, name=share.name, entries=seq)
        session.out(session.visible(told))


def _status(session: Session) -> int:
    """How many entries there are here and on the server. Exit code 5 where those here are not among the server's."""
    from rectify.cli.shared import reason

    path = session.ledger_path()
    with Ledger.reading(path) as ledger:
        share, newest, why = ledger.share, None, None
        if share is None:
            raise Refused("share-not", path=str(path))
        seq = ledger.last_entry()
        if share.left_at is None:
            newest, why = _on_server(share, next(ledger.rows(seq, seq)))
    said = reason(session, why) if why else None
    if session.json:
        told = {"path": str(path), "server": share.server, "name": share.name, "entries": seq, "on_server": newest}
        session.emit_json({"format": 1, **told, "left_at": share.left_at, "problem": said})
    else:
        session.out(session.visible(session.say("share.where", server=share.server, name=share.name)))
        if share.left_at is not None:
            session.out(session.say("share.left-at", entry=share.left_at, more=seq - share.left_at))
        elif why is not None:
            session.out(session.visible(session.say("share.only-here", entries=seq, why=said)))
        else:
            session.out(session.say("share.both", entries=seq, newest=newest))
    return why.exit_code if isinstance(why, Damaged) else 0


def _on_server(share: "Share", last: "Row") -> tuple[int | None, RectifyError | None]:
    """The number of the newest entry there, or why it cannot be told; `last` is the newest here."""
    from rectify.remote.server import SOON, Server

    try:
        with Server(share.server, wait=SOON) as server:
            server.check()
            next(server.rows(share.name, last.seq, last.hash), None)
            return server.newest(share.name)[0], None
    except RectifyError as error:
        return None, error


def _leave(session: Session) -> None:
    from rectify.cli.ledgers import allows_network

    path = session.ledger_path()
    with Ledger.writing(path, on_network=allows_network(session, path)) as ledger:
        share = ledger.share
        if share is None or share.left_at is not None:
            raise Refused("share-not", path=str(path))
        entries = ledger.last_entry()
        ledger.note_share(share._replace(left_at=entries))
    if session.json:
        session.emit_json({"format": 1, "path": str(path), "server": share.server, "left_at": entries})
    else:
        session.out(session.visible(session.say("share.left", path=path, server=share.server, entry=entries)))

"""How commands reach a ledger whose journal is on a server: what others recorded comes first."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rectify.cli.session import Session
from rectify.errors import RectifyError, Refused
from rectify.journal import Fault
from rectify.ledger import Ledger
from rectify.remote.ledger import Overtaken, SharedLedger
from rectify.remote.server import SOON, Server, Unreachable


def caught_up(session: Session, ledger: Ledger, *, on_network: bool) -> Ledger:
    """`ledger`, open for reading, with what others recorded; where that cannot be had, as it is, and said so.

    A command takes it in once: what it reads twice is then the same.
    """
    share, path = ledger.share, ledger.path
    if share is None or share.left_at is not None or path in session.caught_up:
        return ledger
    session.caught_up.add(path)
    ledger.close()
    why: RectifyError | None = None
    try:
        with SharedLedger.at(path, wait=SOON, on_network=on_network) as shared:
            shared.pull()
    except RectifyError as error:
        why = error
    ledger = Ledger.reading(path)
    if why is not None:
        _tell_old(session, ledger, why)
    return ledger


def _tell_old(session: Session, ledger: Ledger, why: RectifyError) -> None:
    from datetime import datetime

    last = ledger.last_entry()
    at = datetime.fromisoformat(next(ledger.entries(last, last)).at).astimezone()
    told = session.say("share.offline", entry=last, at=f"{at:%Y-%m-%d %H:%M}", why=reason(session, why).rstrip("。."))
    session.note(session.visible(told))


def reason(session: Session, why: RectifyError) -> str:
    """Why a server could not be asked, to somebody who only looks."""
    from rectify.language import sentence

    if isinstance(why, Unreachable):
        return session.say("share.silent", **why.values)
    return sentence(session.language, why)


@contextmanager
def writing(session: Session, ledger: Ledger, *, on_network: bool) -> Iterator[Ledger]:
    """`ledger`, open for writing, as one whose server is asked; one that has left its server is as any other, and said so."""
    share, path = ledger.share, ledger.path
    if share is None or share.left_at is not None:
        if share is not None:
            session.note(session.visible(session.say("share.apart", server=share.server, entry=share.left_at)))
        with ledger:
            yield ledger
        return
    ledger.close()
    session.caught_up.add(path)
    with SharedLedger.at(path, on_network=on_network) as shared:
        try:
            yield shared
        except Overtaken as error:
            raise _explained(session, shared, error) from error


def _explained(session: Session, ledger: Ledger, error: Overtaken) -> Refused:
    """Who did what to which thing, and how it is looked at."""
    from rectify.model.naming import thing
    from rectify.view.acts import described, issue_names, thing_name

    view, entry, target = ledger.view(), error.entry, thing(error.thing)
    assert target is not None
    show = "rectify history"
    if target.kind == "issue":
        show = f"rectify show {issue_names(view, [target.id])}"
    return Refused(
        "share-acted",
        thing=thing_name(session.language, view, error.thing),
        entry=entry.seq,
        who=entry.by,
        what=described(session.language, view, entry),
        show=show,
    )


def differing(session: Session, path: Path, *, quick: bool) -> list[Fault]:
    """Where the server's journal is not the one here, as far as that goes; whether it was looked at is said.

    Nothing is taken from the server, and nothing written. `quick` asks for the last entry only.
    """
    from rectify.remote.sharing import differences

    try:
        with Ledger.reading(path) as ledger:
            share = ledger.share
            if share is None or share.left_at is not None:
                return []
            with Server(share.server, wait=SOON) as server:
                server.check()
                found = list(differences(ledger, server, share.name, quick=quick))
    except RectifyError as error:
        session.note(session.visible(session.say("share.not-compared", why=reason(session, error))))
        return []
    if not found:
        session.note(session.visible(session.say("share.same", server=share.server)))
    return found

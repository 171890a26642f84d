"""How commands look at a ledger: which view of which day, and how a screen reaches standard output."""

from datetime import date

from rectify.cli.session import Session
from rectify.errors import NotFound, WrongUsage
from rectify.ledger import Ledger
from rectify.model.dates import When, parse
from rectify.store.reading import Reading
from rectify.view.screen import Screen

DRAWN = 200
"""Rows up to which Rich draws a table; it takes far longer over a row than plain lines do, and holds them all."""

MOST = 1_000_000_000
"""The highest `--limit`."""


def day_of(session: Session, text: str) -> date:
    """The last day that a date from an option can mean. Raises WrongUsage where it has none."""
    return _known(parse(text, today=session.world.today()).latest, text)


def first_day(session: Session, text: str | None, *, ahead: bool = False) -> str:
    """The first day of a date from an option, as ISO; empty where none was given. `ahead`: a deadline, not a deed."""
    return _known(_parsed(session, text, ahead=ahead).earliest, text).isoformat() if text else ""


def last_day(session: Session, text: str | None, *, ahead: bool = False) -> str:
    """The last day of a date from an option, as `first_day`."""
    return _known(_parsed(session, text, ahead=ahead).latest, text).isoformat() if text else ""


def _parsed(session: Session, text: str, *, ahead: bool) -> When:
    return parse(text, today=session.world.today(), toward="future" if ahead else "past")


def _known(day: date | None, text: str) -> date:
    if day is None:
        raise WrongUsage("date-endless", words=text)
    return day


def seen(session: Session, ledger: Ledger, as_of: str | None, entry: int | None = None) -> tuple[Reading, date]:
    """The view that is asked for and its day: now, as of a day, or as known at an entry (its day, if none is given)."""
    day = day_of(session, as_of) if as_of else None
    if entry is None:
        return ledger.view(day), day or session.world.today()
    known = next(ledger.entries(entry, entry), None)
    if known is None:
        raise NotFound("no-entry", entry=entry)
    return ledger.view_at_entry(entry, day), day or _day_entered(known.at)


def _day_entered(at: str) -> date:
    """The day on the wall here when an entry was made."""
    from datetime import datetime

    return datetime.fromisoformat(at).astimezone().date()


def draw(session: Session, screen: Screen, *, plain: bool = False) -> None:
    """Write `screen` to standard output.

    Rich draws it on a terminal; where `plain` asks for it (a table too long for Rich), or where the terminal draws
    ambiguous characters wide, plain lines as wide as the terminal; in a pipe plain lines of any width, nothing wrapped.
    """
    if session.rich and not plain and session.ambiguous == 1:
        _draw_richly(session, screen)
        return
    from rectify.view.plain import lines

    for line in lines(screen, session.width if session.rich else None, session.ambiguous):
        session.out(line)


def _draw_richly(session: Session, screen: Screen) -> None:
    from rectify.view import terminal

    console = terminal.console(session.world.stdout, width=session.width, color=session.color)
    for renderable in terminal.renderables(screen, session.width):
        console.print(renderable, crop=False)

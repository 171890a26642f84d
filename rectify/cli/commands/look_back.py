"""Looking back: what happened in order of happening, and the journal in order of entry."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from rectify.cli.ledgers import reading
from rectify.cli.session import Session
from rectify.cli.viewing import DRAWN, MOST, draw, first_day, last_day
from rectify.store.reading import Reading

if TYPE_CHECKING:
    from rectify.acts import Entry
    from rectify.ledger import Ledger
    from rectify.view.screen import Screen
    from rectify.view.screens.timeline import Moment

Item = TypeVar("Item")
Limit = Annotated[int | None, typer.Option("--limit", min=0, max=MOST)]

ON_TERMINAL = 50
"""What a terminal is shown without `--limit`; more would only scroll away."""
AHEAD = 5
"""For so many things that happened, one deadline that is to come."""


def timeline(
    session: Session,
    issues: Annotated[str | None, typer.Argument()] = None,
    *,
    inspection: Annotated[str | None, typer.Option("--inspection")] = None,
    since: Annotated[str | None, typer.Option("--since")] = None,
    until: Annotated[str | None, typer.Option("--until")] = None,
    limit: Limit = None,
) -> None:
    from rectify.deciding import resolving
    from rectify.view.screens.timeline import Told, as_json, moments

    with reading(session) as ledger:
        view = ledger.view()
        of = resolving.inspection(view, inspection).id if inspection is not None else None
        keys = [each.id for each in resolving.issues(view, issues)] if issues is not None else []
        events = view.events(of, keys, first_day(session, since), last_day(session, until))
        today = session.world.today()
        newest, found = _nearest(moments(events), today.isoformat(), _limit(session, limit))
        if session.json:
            session.emit_json({"format": 1, "events": as_json(view, found)})
            return
        if not _draw(session, found, Told(session.language, view, today).screen):
            session.note(session.say("screens.timeline-none"))
        if newest is not None:
            session.note(session.say("screens.timeline-more", n=newest))


def _nearest(items: "Iterator[Moment]", today: str, limit: int | None) -> "tuple[int | None, Iterator[Moment]]":
    """The last `limit` of what happened and a fifth as many deadlines to come, and `limit` if there is more."""
    if limit is None:
        return None, items
    past: deque[Moment] = deque(maxlen=limit + 1)
    ahead: list[Moment] = []
    most = -(-limit // AHEAD)
    for item in items:
        if item.event.day <= today:
            past.append(item)
        elif len(ahead) < most:
            ahead.append(item)
        else:
            return limit, chain(islice(past, max(len(past) - limit, 0), None), ahead)
    newest, kept = _newest(iter(past), limit)
    return newest, chain(kept, ahead)


def history(
    session: Session,
    thing: Annotated[str | None, typer.Argument()] = None,
    *,
    limit: Limit = None,
) -> None:
    with reading(session) as ledger:
        view = ledger.view()
        undone = view.undone()
        newest, numbers = _numbers(view, undone, thing, _limit(session, limit))
        found, setbacks = _entries(ledger, numbers), ledger.setbacks(numbers)
        if session.json:
            from rectify.cli.recorded import body

            bodies = (
                {**body(entry), "undone_by": undone.get(entry.seq), **_clock(setbacks.get(entry.seq))}
                for entry in found
            )
            session.emit_json({"format": 1, "entries": bodies})
            return
        from rectify.view.screens.history import Aside, screen

        aside = Aside(undone, setbacks)
        _draw(session, found, lambda entries: screen(session.language, view, entries, aside))
        if newest is not None:
            session.note(session.say("screens.history-more", n=newest))


def _clock(back: int | None) -> dict[str, int]:
    """By how many seconds the clock had gone back, where it had."""
    return {} if back is None else {"clock_back": back}


def _limit(session: Session, asked: int | None) -> int | None:
    """How many of the newest to show; None for all, which `--limit 0` also asks for."""
    if asked is None:
        return ON_TERMINAL if session.rich else None
    return asked or None


def _newest(items: Iterator[Item], limit: int | None) -> tuple[int | None, Iterator[Item]]:
    """The last `limit` of `items`, and that number if there were more."""
    if limit is None:
        return None, items
    kept = deque(items, maxlen=limit + 1)
    if len(kept) <= limit:
        return None, iter(kept)
    kept.popleft()
    return limit, iter(kept)


def _numbers(
    view: Reading, undone: dict[int, int], thing: str | None, limit: int | None
) -> tuple[int | None, Sequence[int]]:
    """The numbers of the newest entries, of the whole journal or of what touches one thing."""
    if thing is None:
        last = view.last_entry()
        skipped = max(last - limit, 0) if limit is not None else 0
        return (limit if skipped else None), range(skipped + 1, last + 1)
    from rectify.deciding.resolving import any_thing

    seqs = view.entries_of(any_thing(view, thing))
    newest, kept = _newest(iter(sorted({*seqs, *(undone[seq] for seq in seqs if seq in undone)})), limit)
    return newest, list(kept)


def _entries(ledger: "Ledger", numbers: Sequence[int]) -> "Iterator[Entry]":
    if isinstance(numbers, range):
        return ledger.entries(numbers.start)
    return (entry for seq in numbers for entry in ledger.entries(seq, seq))


def _draw(session: Session, items: Iterator[Item], screen: "Callable[[Iterator[Item]], Screen]") -> bool:
    """Draw the screen of `items`, and say whether there were any."""
    first = list(islice(items, DRAWN + 1))
    draw(session, screen(chain(first, items)), plain=len(first) > DRAWN)
    return bool(first)

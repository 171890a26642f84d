"""The journal in the order of entry: when it was entered, by whom, what it says, and whether it was taken back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rectify.language import Language, say
from rectify.language.dates import say_date, say_span
from rectify.view.acts import described
from rectify.view.screen import Block, Column, Row, Span, Table

if TYPE_CHECKING:
    from rectify.acts import Entry
    from rectify.view.acts import Names
    from rectify.view.screens.views import View


class Aside(NamedTuple):
    """What is told of an entry besides what it says, by its number."""

    undone: Mapping[int, int]
    """The entry that took it back."""
    setbacks: Mapping[int, int]
    """By how many seconds the clock had gone back."""


def screen(language: Language, names: "View", entries: "Iterable[Entry]", aside: Aside) -> Iterator[Block]:
    """What `history` shows of `entries`."""
    titles = ("entry", "entered-at", "entered-by", "told")
    kinds = (("right", "fixed"), ("left", "fixed"), ("left", "text"), ("left", "flow"))
    columns = [
        Column(say(language, f"screens.{title}"), align, kind)  # type: ignore[arg-type]
        for title, (align, kind) in zip(titles, kinds, strict=True)
    ]
    yield Table(columns, (_row(language, names, entry, aside) for entry in entries))


def _row(language: Language, names: "Names", entry: "Entry", aside: Aside) -> Row:
    local = datetime.fromisoformat(entry.at).astimezone()
    told = described(language, names, entry)
    if entry.on.edtf != local.date().isoformat():
        told += say(language, "screens.happened", date=say_date(language, entry.on))
    if entry.seq in aside.setbacks:
        told += say(language, "screens.clock-back", span=say_span(language, aside.setbacks[entry.seq]))
    undone_by = aside.undone.get(entry.seq)
    if undone_by is not None:
        told += say(language, "screens.undone", entry=undone_by)
    return (str(entry.seq), f"{local:%Y-%m-%d %H:%M}", _who(language, entry), Span(told, "dim" if undone_by else ""))


def _who(language: Language, entry: "Entry") -> str:
    """Who entered it, and for whom where somebody else decided or did it."""
    if entry.by == entry.entered_by:
        return entry.by
    return say(language, "screens.entered-for", entered_by=entry.entered_by, by=entry.by)

"""The journal in the order of entry: when it was entered, by whom, what it says, and whether it was taken back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from rectify.language import Language, say
from rectify.language.dates import say_date
from rectify.view.acts import described
from rectify.view.screen import Block, Column, Row, Span, Table

if TYPE_CHECKING:
    from rectify.acts import Entry
    from rectify.view.acts import Names
    from rectify.view.screens.views import View


def screen(language: Language, names: "View", entries: "Iterable[Entry]", undone: Mapping[int, int]) -> Iterator[Block]:
    """What `history` shows of `entries`; `undone` gives the entry that took one back."""
    titles = ("entry", "entered-at", "entered-by", "told")
    kinds = (("right", "fixed"), ("left", "fixed"), ("left", "text"), ("left", "flow"))
    columns = [
        Column(say(language, f"screens.{title}"), align, kind)  # type: ignore[arg-type]
        for title, (align, kind) in zip(titles, kinds, strict=True)
    ]
    yield Table(columns, (_row(language, names, entry, undone.get(entry.seq)) for entry in entries))


def _row(language: Language, names: "Names", entry: "Entry", undone_by: int | None) -> Row:
    local = datetime.fromisoformat(entry.at).astimezone()
    told = described(language, names, entry)
    if entry.on.edtf != local.date().isoformat():
        told += say(language, "screens.happened", date=say_date(language, entry.on))
    if undone_by is not None:
        told += say(language, "screens.undone", entry=undone_by)
    return (str(entry.seq), f"{local:%Y-%m-%d %H:%M}", _who(language, entry), Span(told, "dim" if undone_by else ""))


def _who(language: Language, entry: "Entry") -> str:
    """Who entered it, and for whom where somebody else decided or did it."""
    if entry.by == entry.entered_by:
        return entry.by
    return say(language, "screens.entered-for", entered_by=entry.entered_by, by=entry.by)

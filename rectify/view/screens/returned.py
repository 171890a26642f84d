"""The preview of a register that comes back: what was changed, what somebody else changed too, what cannot be changed there."""

from collections.abc import Iterator

from rectify.language import Language, say
from rectify.language.draft import WORDS as DRAFT
from rectify.model.returned import Returned, Told
from rectify.view.screen import Block, Heading, Line, Span, Style
from rectify.view.screens.words import place

_LONGEST = 200


def screen(language: Language, name: str, back: Returned) -> Iterator[Block]:
    """Everything that is different in a sheet, each with its place."""
    yield Heading(say(language, "draft.returned-title", name=name))
    if not (back.changes or back.left or back.fresh):
        yield Line((say(language, "draft.returned-nothing", name=name),))
    for each in back.changes:
        style: Style = "bad" if each.rival else ""
        yield Line((Span(change(language, each), style), Span(f"  {place(language, each.place)}", "dim")))
    for row in back.fresh:
        text = say(language, "draft.fresh", title=row.cells["title"])
        yield Line((text, Span(f"  {place(language, row.place)}", "dim")))
    for each in back.left:
        yield Line((Span(left(language, each), "warn"), Span(f"  {place(language, each.place)}", "dim")))


def change(language: Language, told: Told) -> str:
    """`问题3 责任人：陈某 → 吴某`; of a conflict all values."""
    key = f"rival-{told.rival}" if told.rival else "changed"
    values = {each: _shown(language, getattr(told, each)) for each in ("before", "now", "told")}
    return say(language, f"draft.{key}", issue=told.issue, field=_field(language, told), **values)


def left(language: Language, told: Told) -> str:
    """What is not taken over, and that it is not."""
    return say(language, "draft.left", issue=told.issue, field=_field(language, told), told=_shown(language, told.told))


def _field(language: Language, told: Told) -> str:
    if f"field-{told.field}" in DRAFT:
        return say(language, f"draft.field-{told.field}")
    return say(language, f"report.column-{told.field}")


def _shown(language: Language, text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        return say(language, "draft.empty")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}[{len(plain)}]"

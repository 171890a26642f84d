"""Evidence: in a line under what it belongs to, and as a sheet of its own."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rectify.language import Language, say
from rectify.model.values import Evidence, ReviewRow
from rectify.view.screen import Block, Line, Part, Span, Style
from rectify.view.screens.words import listing, short_date, term, things_named

if TYPE_CHECKING:
    from rectify.view.screens.words import Issues

STYLES: dict[str, Style] = {"accepted": "good", "rejected": "bad", "void": "bad"}


def lines(language: Language, names: "Issues", pieces: Iterable[Evidence], whose: str) -> Iterator[Block]:
    """Each piece in a line: date, kind, name, what it is attached to if that is not `whose`, and what it lacks."""
    for each in pieces:
        said = [short_date(language, each.date), term(language, "evidence", each.kind), each.name]
        if each.things != (whose,):
            about = listing(language, things_named(names, each.things))
            said.append(_colon(language, "attached-to", about))
        if each.shared:
            said.append(_colon(language, "shared-with", _names(language, each.shared)))
        if each.purged or each.reference:
            said.append(kept(language, each))
        parts: list[Part] = ["  ".join(filter(None, said)), "  ", state(language, each)]
        yield Line(parts, indent=7, lead=f"  e{each.id}")


def state(language: Language, piece: Evidence) -> Span:
    """What has become of it; of what is void, why."""
    if piece.void:
        return Span(say(language, "screens.void", reason=piece.void), "bad")
    return Span(term(language, "state", piece.state), STYLES.get(piece.state, "dim"))


def kept(language: Language, piece: Evidence) -> str:
    """Whether the ledger holds its content."""
    if piece.purged:
        return say(language, "screens.kept-purged", reason=piece.purged)
    return say(language, "screens.kept-hash" if piece.reference else "screens.kept-whole")


def facts(language: Language, names: "Issues", piece: Evidence) -> list[tuple[str, str, Style]]:
    """All that is known of it, with its labels."""

    def field(name: str) -> str:
        return say(language, f"fields.{name}")

    def word(key: str) -> str:
        return say(language, f"screens.{key}")

    return [
        (word("attached-to"), listing(language, things_named(names, piece.things)), ""),
        (field("date"), short_date(language, piece.date), ""),
        (field("kind"), term(language, "evidence", piece.kind), ""),
        (word("state"), *state(language, piece)),
        (word("by"), piece.by, ""),
        (word("entry"), str(piece.entry), ""),
        (field("size"), say(language, "screens.bytes", n=f"{piece.size:,}"), ""),
        ("SHA-256", piece.sha256, ""),
        (word("kept"), kept(language, piece), ""),
        (word("shared-with"), _names(language, piece.shared), ""),
    ]


def opinions(language: Language, reviews: Iterable[ReviewRow]) -> Iterator[Block]:
    """What reviewers said, one line each."""
    for row in reviews:
        said = (short_date(language, row.date), term(language, "state", row.verdict), row.note, row.by)
        yield Line(("  ".join(filter(None, said)),), indent=2)


def _names(language: Language, keys: Iterable[int]) -> str:
    return listing(language, [f"e{key}" for key in keys])


def _colon(language: Language, key: str, text: str) -> str:
    return say(language, "screens.colon", name=say(language, f"screens.{key}"), text=text)

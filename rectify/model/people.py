"""Names of people and posts as a field holds them: one, or several in a row (`张某、李某`, `Lee, Ash`)."""

import re
from functools import cache


@cache
def _between() -> "re.Pattern[str]":
    return re.compile(r"\s*[、，,;；/\n]\s*")


def named(text: str) -> tuple[str, ...]:
    """The names in `text`, each once, in their order."""
    return tuple(dict.fromkeys(filter(None, _between().split(text.strip()))))


def replaced(text: str, old: str, new: str) -> str:
    """`text` with the name `old` as `new`, unless `new` stands there already; whatever stands between names stays."""
    pieces = re.split(f"({_between().pattern})", text.strip())
    if old not in pieces:
        return text
    if new in pieces:
        at = pieces.index(old)
        del pieces[max(at - 1, 0) : max(at - 1, 0) + 2]
        return "".join(pieces)
    return "".join(new if piece == old else piece for piece in pieces)

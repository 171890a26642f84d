"""What a text must be before it may enter a ledger."""

from rectify.errors import Word, WrongUsage

LIMIT = 20_000
"""The longest text of one field, in characters (trust.md §4)."""


def checked(text: str, field: str, *, required: bool = False, limit: int = LIMIT) -> str:
    """`text` without surrounding white space, otherwise as it is: the inspectors' words are kept exactly.

    `field` names the field in `language/fields`. Raises WrongUsage for NUL, a lone surrogate (no text at all: it
    cannot be stored as UTF-8), more than `limit` characters, and for nothing where something is `required`.
    """
    name = Word(f"fields.{field}")
    text = text.strip()
    if required and not text:
        raise WrongUsage("text-empty", field=name)
    if len(text) > limit:
        raise WrongUsage("text-too-long", field=name, length=len(text), limit=limit)
    if "\0" in text:
        raise WrongUsage("text-nul", field=name, position=text.index("\0") + 1)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise WrongUsage("text-surrogate", field=name, position=error.start + 1) from None
    return text

"""How things are named on the command line: `3`, `1.3`, `2023-1/3`, `3-1`, `3,4,7-9`, `a12`, `m5`, `e7`, `1.`, `2023-1/`.

`7-9` is a range where the second number is larger, unless issue 7 has a sub-issue 9; `7..9` is always a range;
`i17` names an issue by its stable id. Which of them exist is the ledger's to say.
"""

import re
from functools import cache
from typing import NamedTuple

from rectify.errors import WrongUsage

KINDS = {"i": "issue", "a": "action", "m": "measure", "e": "evidence"}
_LETTERS = {kind: letter for letter, kind in KINDS.items()}
_CODE = r"[^\s/,，、\0\ud800-\udfff]+"
_LONGEST_CODE = 40
_LONGEST_NUMBER = 9


class Name(NamedTuple):
    """One issue or a run of issues, as it was typed."""

    text: str
    inspection: str | None
    aspect: int | None
    number: int
    sub: int | None = None
    last: int | None = None
    """The end of a range that was typed with `..`."""


class Thing(NamedTuple):
    """Something with a stable id: kind (`issue`, `action`, `measure`, `evidence`, `aspect`, `inspection`) and id."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{_LETTERS.get(self.kind, self.kind + ':')}{self.id}"


_TYPED = {**{0xFF10 + digit: str(digit) for digit in range(10)}, **dict.fromkeys(map(ord, "~～至"), "..")}
"""What a Chinese input method gives for digits and ranges."""


@cache
def _pattern(which: str) -> "re.Pattern[str]":
    return re.compile(
        {
            "issue": rf"(?:({_CODE})/)?(?:([0-9]{{1,9}})\.)?([0-9]{{1,9}})(?:(-|\.\.)([0-9]{{1,9}}))?",
            "id": r"(i|a|m|e|aspect:|inspection:)([0-9]{1,15})",
            "aspect": rf"(?:({_CODE})/)?([0-9]{{1,9}})\.",
            "inspection": rf"({_CODE})?/",
            "code": _CODE,
        }[which]
    )


def _is_number(text: str) -> bool:
    """Whether it is the commonest name, a bare number: to compile a pattern takes longer than all else that is done with it."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER


def parts(text: str) -> list[str]:
    """The names in `3,4,7-9`; Chinese commas do as well. Raises WrongUsage where there is none."""
    if text.isascii() and text.isalnum():
        return [text]
    found = [part for part in re.split(r"[,，、;；\s]+", text.strip().translate(_TYPED)) if part]
    if not found:
        raise WrongUsage("name-empty")
    return found


def issue_name(text: str) -> Name | None:
    """`text` read as `[INSPECTION/][ASPECT.]N[-SUB]` or a range; None where it is not of that form."""
    if _is_number(text):
        return Name(text, None, None, int(text))
    match = _pattern("issue").fullmatch(text)
    if match is None:
        return None
    code, aspect, number, dash, second = match.groups()
    name = Name(text, code, int(aspect) if aspect else None, int(number))
    if second is None:
        return name
    return name._replace(last=int(second)) if dash == ".." else name._replace(sub=int(second))


def thing(text: str) -> Thing | None:
    """`a12`, `m5`, `e7`, `i17` (and `aspect:2`, `inspection:1`) as a kind and an id; None for any other form."""
    match = None if _is_number(text) else _pattern("id").fullmatch(text)
    return Thing(KINDS.get(match[1], match[1].rstrip(":")), int(match[2])) if match else None


def aspect_name(text: str) -> tuple[str | None, int] | None:
    """`1.` or `2023-1/1.` as (inspection code, aspect number)."""
    match = _pattern("aspect").fullmatch(text)
    return (match[1], int(match[2])) if match else None


def inspection_name(text: str) -> str | None:
    """The code in `2023-1/`; empty for a lone `/` (the only inspection); None for any other form."""
    match = _pattern("inspection").fullmatch(text)
    return (match[1] or "") if match else None


def checked_code(code: str) -> str:
    """A code that an inspection may have: no white space, comma or `/`, and at most 40 characters."""
    if not _pattern("code").fullmatch(code) or len(code) > _LONGEST_CODE:
        raise WrongUsage("code-bad", code=code)
    return code

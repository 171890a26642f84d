"""The small phrases that all screens share: dates, days, counts, names."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from rectify.language import Language, say
from rectify.model.naming import thing

if TYPE_CHECKING:
    from rectify.model.dates import When
    from rectify.model.quantities import Outcome
    from rectify.model.values import Issue


class Issues(Protocol):
    """What knows the issues."""

    def issue(self, key: int) -> "Issue | None": ...


def short_date(language: Language, when: "When | None") -> str:
    """A date for a column: one known day as ISO writes it, anything else in words; empty where there is none."""
    if when is None:
        return ""
    from rectify.model.dates import plain_day

    if plain_day(when.edtf):
        return when.edtf
    from rectify.language.dates import say_date

    return say_date(language, when)


@cache
def _place_words() -> "re.Pattern[str]":
    return re.compile(r"\b(line|page|paragraph|table|row|column|comment|footnote|endnote) ([0-9A-Z]+)")


@cache
def _sheet() -> "re.Pattern[str]":
    return re.compile(r"sheet (.*?)((?: row \d+| column [A-Z]+)?)")


@lru_cache(maxsize=64)
def place(language: Language, text: str) -> str:
    """Where something stands in a source, as the reader of the file wrote it (`sheet 台账 row 3`), in `language`."""
    if sheet := _sheet().fullmatch(text):
        said = say(language, "places.sheet", name=sheet[1])
        return f"{said} {place(language, sheet[2].strip())}".strip()
    part, of, whole = text.partition(" of ")
    if of:
        return say(language, "places.of", part=place(language, part), place=place(language, whole))
    said = _place_words().sub(lambda found: say(language, f"places.{found[1]}", name=found[2]), text)
    return said.replace("text box", say(language, "places.text-box"))


def counted(language: Language, noun: str, number: int) -> str:
    """`3个问题`, `3 issues`, `1 issue`; the nouns are `n-…` and `one-…` in `language/screens`."""
    return say(language, f"screens.{'one' if number == 1 else 'n'}-{noun}", n=number)


def days_from(first: str, last: date) -> int:
    """The days from the ISO day `first` to `last`."""
    return (last - date.fromisoformat(first)).days


def term(language: Language, kind: str, value: str) -> str:
    """A term of a closed list in words: claim, verdict, issue, severity, action; empty where there is none."""
    return say(language, f"terms.{kind}-{value}") if value else ""


def verdict(language: Language, claim: str, said: str) -> str:
    """A verdict in words; what is accepted of standing work is not closed by it."""
    standing = said == "accepted" and claim == "standing"
    return term(language, "verdict", f"{said}-standing" if standing else said)


def listing(language: Language, names: list[str]) -> str:
    """`1、2、3`, `1, 2, 3`."""
    return say(language, "screens.and").join(names)


def outcome(language: Language, counted_result: "Outcome") -> str:
    """A counted result of an action: `训练30余人`, `trained: 30+ people`."""
    mark = say(language, "screens.at-least") if counted_result.at_least else ""
    quantity, unit = f"{counted_result.quantity}{mark}", counted_result.unit
    return say(language, "screens.outcome", name=counted_result.name, quantity=quantity, unit=unit).rstrip()


def rule(language: Language, name: str) -> str:
    """The name of a rule in the marks of the language."""
    return say(language, "screens.rule-name", name=name)


def things_named(names: Issues, things: Iterable[str]) -> list[str]:
    """What people call `i3`, `a12`, `m5`: an issue by its name, the others as they stand."""
    found = [target for text in things if (target := thing(text))]
    issues = {each: names.issue(each.id) for each in found if each.kind == "issue"}
    return [issue.name if (issue := issues.get(each)) else str(each) for each in found]

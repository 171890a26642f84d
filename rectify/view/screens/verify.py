"""What `verify` found: heads that hold, findings with their advice, and what nothing outside speaks for."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Protocol

from rectify.language import Language, say
from rectify.view.screen import Block, Gap, Heading, Line, Span, Style

SHOWN = 12
"""Findings that a screen shows; JSON holds all."""


class Finding(Protocol):
    """What a finding has to say here."""

    @property
    def severity(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def advice(self) -> str: ...


def screen(
    language: Language, facts: Mapping[str, Any], heads: Iterable[str], found: Iterable[Finding]
) -> Iterator[Block]:
    """`facts`: path, entries, depth, promised (the last entry that a head held outside speaks for), other_state, given."""
    rest = iter(found)
    shown = list(islice(rest, SHOWN))
    more = sum(1 for _ in rest)
    count = sum(each.severity == "damage" for each in shown) + more
    entries = say(language, "verify.entries", count=facts["entries"])
    verdict = say(language, "verify.found", count=count) if count else say(language, "verify.whole")
    yield Heading(f"{facts['path']}  {entries}  {verdict}")
    tables = "" if facts["other_state"] else say(language, "verify.tables")
    yield Line((Span(say(language, f"verify.looked-{facts['depth']}", tables=tables), "dim"),))
    for each in heads:
        yield Line((Span(each, "good"),), 4, "  -")
    yield from _findings(shown)
    if more:
        yield Line((say(language, "verify.more", count=more),), 4)
    yield Gap()
    yield from (Line((each,)) for each in _closing(language, facts, whole=not count))


def _findings(shown: Iterable[Finding]) -> Iterator[Block]:
    advised = ""
    for each in shown:
        style: Style = "bad" if each.severity == "damage" else "warn"
        yield Line((Span(each.message, style),), 4, "  -")
        if each.advice != advised:
            yield Line((each.advice,), 4)
        advised = each.advice


def _closing(language: Language, facts: Mapping[str, Any], *, whole: bool) -> Iterator[str]:
    if facts["other_state"]:
        yield say(language, "verify.other-state")
    promised, entries = facts["promised"], facts["entries"]
    if promised and promised == entries:
        yield say(language, "verify.promised-all", seq=promised)
    elif promised:
        yield say(language, "verify.promised", seq=promised, rest=entries - promised)
    elif whole:
        yield say(language, "verify.unpromised")
    given = facts["given"]
    if given and given["seq"] > promised:
        yield say(language, "verify.given", **given)

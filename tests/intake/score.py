"""How many of the facts that a careful reader takes from each document the program finds, and how much of what it says is right.

    python -m tests.intake.score

The documents are in three groups: `own`, which the rules were written with; `held`, written before the rules and looked
at only after; `unseen`, on which no rule is ever tuned. What becomes of a single document is not printed, so that the last
group stays what it is.

Recall is of the facts that an expectation demands; a fact that two careful readers could leave out is not among them.
Precision is of what the Draft says where the expectation names all that is right: of inspection facts, claims, aspects,
titles, remarks; of dates and rules of issues whose actions and rules are listed; of outcomes those that are listed as right
or as none. Of totals it names only some, so their precision is not known.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from rectify.intake.draft import Draft, DraftAction
from tests.intake.expected import (
    CODES,
    Facts,
    Wanted,
    acts_of,
    aligned,
    codes_right,
    compare,
    count,
    counted,
    dated,
    edtf,
    fits,
    remarked,
    rules_of,
    some,
    squeezed,
    totalled,
    wanted,
)
from tests.intake.fixtures import PRESENT, draft, expectation

GROUPS = ("own", "held", "unseen")
KINDS = ("inspection", "aspects", "titles", "claims", "dated actions", "rules", "outcomes", "totals", "remarks")
NO_LEDGER: Facts = {"aspects": (), "issues": (), "remarks": ["no-ledger"]}


class Fact(NamedTuple):
    """A fact that a reader wants, and whether the draft has it; or one that the draft says, and whether it is right."""

    kind: str
    said: bool
    good: bool


class Share(NamedTuple):
    """So many good ones of all."""

    good: int
    all: int

    def __str__(self) -> str:
        return f"{100 * self.good / self.all:5.1f}% of {self.all:<4}" if self.all else "    -         "


def facts_of(draft: Draft, expected: Facts) -> Iterator[Fact]:
    """Every fact of `expected`, and every fact of `draft` on which it judges."""
    if expected.get("ledger") is False:
        expected = NO_LEDGER
    yield from _inspection(draft, expected.get("inspection", {}))
    yield from _aspects(draft, expected)
    yield from _issues(draft, wanted(expected["issues"]))
    yield from (Fact("totals", said=False, good=totalled(draft, want)) for want in expected.get("totals", ()))
    yield from _remarks(draft, expected)


def _inspection(draft: Draft, facts: Facts) -> Iterator[Fact]:
    for field, right in facts.items():
        found = getattr(draft.inspection, field)
        good = fits(right, found) if isinstance(found, str) else dated(right, found)
        yield from _answer("inspection", right, found, good=good)


def _answer(kind: str, right: Any, found: object, *, good: bool) -> Iterator[Fact]:
    """What `found` is worth: wanted where silence would not be right, said where it is not silence."""
    if not {None, ""} & set(some(right)):
        yield Fact(kind, said=False, good=good)
    if found:
        yield Fact(kind, said=True, good=good)


def _aspects(draft: Draft, expected: Facts) -> Iterator[Fact]:
    if "aspects" not in expected:
        return
    for facts in expected["aspects"]:
        alike = [a for a in draft.aspects if a.number == facts["n"] and fits(facts["title"], a.title)]
        yield Fact("aspects", said=False, good=bool(alike))
    for aspect in draft.aspects:
        right = [f for f in expected["aspects"] if f["n"] == aspect.number and fits(f["title"], aspect.title)]
        yield Fact("aspects", said=True, good=bool(right))


def _issues(draft: Draft, flat: list[Wanted]) -> Iterator[Fact]:
    places = aligned(draft, flat)
    yield from (Fact("titles", said=False, good=place is not None) for place in places)
    yield from (Fact("titles", said=True, good=n in places) for n in range(len(draft.issues)))
    for want, place in zip(flat, places, strict=True):
        acts = [] if place is None else acts_of(draft, place, want, flat, places)
        if "claim" in want.facts:
            claim = "" if place is None else draft.issues[place].claim
            yield from _answer("claims", want.facts["claim"], claim, good=fits(want.facts["claim"], claim))
        yield from _dates(acts, want.facts)
        yield from _rules(rules_of(acts), want.facts)
        yield from _outcomes(acts, want.facts)
    for action in draft.actions:
        if action.date and action.issues and not set(action.issues) & set(places):
            yield Fact("dated actions", said=True, good=False)


def _dates(acts: Iterable[DraftAction], facts: Facts) -> Iterator[Fact]:
    wants = [want for want in facts.get("actions", ()) if want.get("date")]
    for want in wants:
        if None not in some(want["date"]):
            alike = [act for act in acts if squeezed(want["has"]) in squeezed(act.text)]
            yield Fact("dated actions", said=False, good=any(dated(want["date"], act.date) for act in alike))
    if "actions" in facts and not facts.get("subs"):
        right = {*(edtf(date) for want in wants for date in some(want["date"])), *facts.get("dates_too", ())}
        yield from (Fact("dated actions", said=True, good=act.date.edtf in right) for act in acts if act.date)


def _rules(found: set[str], facts: Facts) -> Iterator[Fact]:
    if "rules" not in facts:
        return
    right = {squeezed(rule) for rule in facts["rules"]}
    yield from (Fact("rules", said=False, good=rule in found) for rule in right)
    if not facts.get("subs"):
        right |= {squeezed(rule) for rule in facts.get("rules_too", ())}
        yield from (Fact("rules", said=True, good=rule in right) for rule in found)


def _outcomes(acts: Iterable[DraftAction], facts: Facts) -> Iterator[Fact]:
    found = [(counted(outcome), outcome.name) for act in acts for outcome in act.outcomes]
    wants = [
        (want, [""]) if isinstance(want, str) else (want["words"], some(want["name"]))
        for want in facts.get("outcomes", ())
    ]
    for words, names in wants:
        good = any(figure == count(words) and any(name in said for name in names) for figure, said in found)
        yield Fact("outcomes", said=False, good=good)
    right, never = {count(words) for words, _ in wants}, {count(words)[:2] for words in facts.get("never", ())}
    for figure, _ in found:
        if figure in right or figure[:2] in never:
            yield Fact("outcomes", said=True, good=figure in right)


def _remarks(draft: Draft, expected: Facts) -> Iterator[Fact]:
    yield from (Fact("remarks", said=False, good=remarked(draft, want)) for want in expected.get("remarks", ()))
    if "remarks" in expected:
        codes = [remark.code for remark in draft.remarks if remark.code in CODES]
        yield from (Fact("remarks", said=True, good=code in codes_right(expected)) for code in codes)


def shares(facts: Iterable[Fact]) -> dict[tuple[str, bool], Share]:
    """Recall (kind, False) and precision (kind, True) of each kind of fact."""
    tally = Counter(facts)
    return {
        (kind, said): Share(good := tally[Fact(kind, said, good=True)], good + tally[Fact(kind, said, good=False)])
        for kind in KINDS
        for said in (False, True)
    }


def group_of(name: str) -> str:
    return name.partition("/")[0] if "/" in name else "own"


class Score(NamedTuple):
    """How a group of documents is read: how many, how many of them wholly right, and the shares of each kind of fact."""

    documents: int
    whole: int
    found: dict[tuple[str, bool], Share]


def score(group: str) -> Score:
    names = [name for name in PRESENT if group_of(name) == group]
    whole = sum(compare(draft(name), expectation(name)) == [] for name in names)
    return Score(len(names), whole, shares(fact for name in names for fact in facts_of(draft(name), expectation(name))))


def lines() -> Iterator[str]:
    """The table of all groups."""
    groups = {group: score(group) for group in GROUPS}
    yield f"{'':<15}" + "".join(f"{group:<34}" for group in GROUPS)
    yield f"{'wholly right':<15}" + "".join(
        f"{f'{of.whole} of {of.documents} documents':<34}" for of in groups.values()
    )
    yield f"{'':<15}" + f"{'recall':<17}{'precision':<17}" * len(GROUPS)
    for kind in KINDS:
        cells = [f"{of.found[kind, said]!s:<17}" for of in groups.values() for said in (False, True)]
        yield f"{kind:<15}" + "".join(cells).rstrip()


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())

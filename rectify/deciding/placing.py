"""Where the aspects and issues of a draft stand in a ledger: with those that are there already, or in free places."""

from collections.abc import Generator, Iterator
from typing import NamedTuple

from rectify.acts import AddAspect, AddIssue, Pending
from rectify.deciding import State
from rectify.deciding.registering import LARGEST_NUMBER
from rectify.errors import Refused
from rectify.intake.draft import Draft, DraftIssue
from rectify.model.terms import Numbering
from rectify.model.values import Inspection, Issue

POSTS = ("owner", "lead", "unit", "supporting")
_FIELDS = (*POSTS, "kind", "severity", "acceptance", "recommendation", "response")
_SHOWN = 10


class Placed(NamedTuple):
    """An issue of the draft and the one it is in the ledger; `old` where it was there before."""

    draft: DraftIssue
    id: int
    old: Issue | None


def _known_aspects(state: State, draft: Draft, of: int) -> dict[int, int]:
    """The aspects of the draft that are there already, by position -> id."""
    known = {each.number: each for each in state.aspects(of)}
    return {
        position: there.id
        for position, each in enumerate(draft.aspects)
        if (there := known.get(each.number)) is not None and (there.title == each.title or not each.title)
    }


def place_aspects(state: State, draft: Draft, of: int) -> Generator[Pending, None, dict[int, int]]:
    """The aspects of the draft by position -> id; those that are there already are used."""
    ids = _known_aspects(state, draft, of)
    for position, each in enumerate(draft.aspects):
        if position in ids:
            continue
        taken = {one.number for one in state.aspects(of)}
        number = (
            each.number
            if 1 <= each.number <= LARGEST_NUMBER and each.number not in taken
            else max(taken, default=0) + 1
        )
        claimed = each.claimed if each.claimed is None or each.claimed <= LARGEST_NUMBER else None
        ids[position] = state.last_id("aspect") + 1
        yield Pending(AddAspect(ids[position], of, number, each.title or str(number), claimed))
    return ids


def _number(each: DraftIssue) -> int:
    """The number that a finding says it has, 0 for none that a ledger could give it."""
    number = int(each.number) if each.number.isdecimal() and len(each.number) <= len(str(LARGEST_NUMBER)) else 0
    return number if number <= LARGEST_NUMBER else 0


def _existing(state: State, of: Inspection, number: int, aspect: int | None, parent: int | None) -> Issue | None:
    """The issue of the ledger that has this number where an issue under this aspect or issue would stand."""
    if not number:
        return None
    if parent is not None:
        return next((each for each in state.sub_issues(parent) if each.number == number), None)
    by_aspect = of.numbering == Numbering.BY_ASPECT
    within = state.aspect(aspect).number if by_aspect and aspect is not None else None
    found = (state.issue(key) for key, _ in state.find_issues(number, within, of.code, None))
    return next((each for each in found if each is not None and (not by_aspect or each.aspect == aspect)), None)


def refuse_existing(state: State, of: Inspection, draft: Draft) -> None:
    """Raises Refused, listing them, where issues of the draft are there already."""
    aspects = _known_aspects(state, draft, of.id)
    there: list[Issue | None] = []
    for each in draft.issues:
        parent = there[each.parent] if each.parent is not None else None
        new = each.parent is not None and parent is None
        aspect = aspects.get(each.aspect) if each.aspect is not None else None
        new = new or (each.aspect is not None and aspect is None and of.numbering == Numbering.BY_ASPECT)
        old = None if new else _existing(state, of, _number(each), aspect, parent.id if parent else None)
        there.append(old if old is not None and not old.void else None)
    names = list(dict.fromkeys(each.name for each in there if each is not None))
    if names:
        raise Refused("import-conflict", inspection=of.code, issues=", ".join(names[:_SHOWN]), number=len(names))


def known(state: State, draft: Draft, of: Inspection, position: int) -> Issue | None:
    """The issue of the ledger that the finding at `position` of the draft is, by its number; None where it is none."""
    each = draft.issues[position]
    aspects = _known_aspects(state, draft, of.id)
    aspect = aspects.get(each.aspect) if each.aspect is not None else None
    parent = known(state, draft, of, each.parent) if each.parent is not None else None
    if each.parent is not None and parent is None:
        return None
    found = _existing(state, of, _number(each), aspect, parent.id if parent else None)
    return found if found is not None and not found.void else None


class Placing:
    """The issues of a draft while they are given their places in an inspection, `new` where it was made for them."""

    def __init__(self, state: State, of: Inspection, aspects: dict[int, int], *, new: bool) -> None:
        self.placed: list[Placed] = []
        self._state = state
        self._of = of
        self._aspects = aspects
        self._new = new
        self._taken: set[tuple[int | None, int | None, int]] = set()

    def place(self, each: DraftIssue) -> Iterator[Pending]:
        """The one that is there already; else a new one, with its own number where that is free."""
        aspect = self._aspects[each.aspect] if each.aspect is not None else None
        parent = self.placed[each.parent].id if each.parent is not None else None
        number, old = _number(each), None
        if self._at(aspect, parent, number) in self._taken:
            number = 0
        elif not self._new:
            old = _existing(self._state, self._of, number, aspect, parent)
        if old is not None and old.void:
            number, old = 0, None
        if old is None:
            number = number or self._free(aspect, parent)
            key = self._state.last_id("issue") + 1
            fields = {name: getattr(each, name) for name in _FIELDS}
            act = AddIssue(key, self._of.id, number, each.title, aspect, parent, deadline=each.deadline, **fields)
            yield Pending(act, self._of.feedback)
        else:
            key = old.id
        self._taken.add(self._at(aspect, parent, number))
        self.placed.append(Placed(each, key, old))

    def _at(self, aspect: int | None, parent: int | None, number: int) -> tuple[int | None, int | None, int]:
        by_aspect = self._of.numbering == Numbering.BY_ASPECT and parent is None
        return (aspect if by_aspect else None, parent, number)

    def _free(self, aspect: int | None, parent: int | None) -> int:
        by_aspect = self._of.numbering == Numbering.BY_ASPECT
        return self._state.last_number(self._of.id, aspect, parent, by_aspect=by_aspect) + 1

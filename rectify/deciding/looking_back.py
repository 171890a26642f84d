"""回头看: closed issues are drawn by lot, looked at on site, and open again where they do not hold."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rectify.acts import Draw, LookBack, Pending
from rectify.deciding import Deciding, State
from rectify.deciding.progressing import since_feedback
from rectify.deciding.resolving import inspection as named_inspection, issue as named_issue, standing_issue
from rectify.deciding.reviewing import who_did
from rectify.errors import Refused, WrongUsage
from rectify.model.drawing import lot
from rectify.model.terms import Finding, one_of
from rectify.model.text import checked

_LONGEST_SEED = 30


class Urn(NamedTuple):
    """What is drawn from: the entry and the text head that were handed over, and the weight of each issue closed then."""

    seq: int
    head: str
    weights: Mapping[int, int]


def draw(
    state: State, today: date, urn: Urn, *, sample: int, seed: str, inspection: str | None = None, on: str | None = None
) -> Deciding:
    """The first `sample` of the lot that `seed`, the inspector's own number, gives with the head; nothing drawn anew.

    Raises Refused where no issue was closed at that head.
    """
    of = named_inspection(state, inspection)
    number = checked_seed(seed)
    if not urn.weights:
        raise Refused("look-back-none", entry=urn.seq)
    known = {(each.head, each.seed, each.sample) for each in state.draws(of.id)}
    if (urn.head, number, sample) in known:
        return
    issues = tuple(lot(number, urn.head, urn.weights)[:sample])
    when = since_feedback(on, of, today)
    yield Pending(Draw(state.last_id("draw") + 1, of.id, urn.seq, urn.head, number, sample, issues), when)


def checked_seed(text: str) -> str:
    """A whole number as its plain digits, so that everybody hashes the same text. Raises WrongUsage."""
    text = text.strip()
    if not (text.isascii() and text.isdecimal()) or len(text) > _LONGEST_SEED:
        raise WrongUsage("seed-bad", seed=text)
    return str(int(text))


def look_back(
    state: State, today: date, name: str, finding: str, *, looker: str, note: str = "", on: str | None = None
) -> Deciding:
    """What `looker` found on site of an issue that was drawn; what relapsed or was never done is open again.

    Raises Refused where it was not drawn, or was recorded already, and for who did the work.
    """
    found = one_of(Finding, finding, "finding")
    note = checked(note, "note", required=found is not Finding.HOLDS)
    issue = standing_issue(named_issue(state, name))
    rows = state.look_backs(issue=issue.id)
    open_row = next((row for row in rows if not row.finding), None)
    if open_row is None:
        raise Refused("look-back-recorded" if rows else "look-back-not-drawn", name=issue.name)
    if looker in who_did(state, issue):
        raise Refused("review-doer", name=issue.name, who=looker)
    when = since_feedback(on, state.inspection(issue.inspection), today)
    yield Pending(LookBack(open_row.draw, issue.id, found, note), when)

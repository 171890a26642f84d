"""A post changes hands: what is open goes to the new holder, what was stays with the old one."""

from datetime import date

from rectify.acts import Amend, Assign, Pending
from rectify.deciding import Deciding, State
from rectify.deciding.progressing import since_feedback
from rectify.deciding.resolving import inspection as named_inspection
from rectify.errors import NotFound, WrongUsage
from rectify.model.figures import is_completed
from rectify.model.naming import Thing
from rectify.model.people import named, replaced
from rectify.model.terms import Verdict
from rectify.model.text import checked
from rectify.model.values import Filter, Issue

_POSTS = ("owner", "lead", "unit", "supporting")


def hand_over(
    state: State, today: date, old: str, new: str, *, inspection: str | None = None, on: str | None = None
) -> Deciding:
    """Wherever `old` answers for something open, as one of the posts of an issue or of a measure, `new` does from now on.

    Open is what is neither completed nor waived nor void: standing work and what was returned are handed over too.
    Raises NotFound where there is nothing.
    """
    old, new = checked(old, "actor", required=True), checked(new, "actor", required=True)
    if old == new:
        raise WrongUsage("hand-over")
    of = named_inspection(state, inspection)
    when = since_feedback(on, of, today)
    found = [each for each in state.issues(Filter(inspection=of.id)) if _is_open(each)]
    together: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for each in found:
        posts = tuple((post, replaced(text, old, new)) for post in _POSTS if old in named(text := getattr(each, post)))
        if posts:
            together.setdefault(posts, []).append(each.id)
    for posts, issues in together.items():
        yield Pending(Assign(tuple(issues), **dict(posts)), when)
    amended = list(_measures(state, found, old, new))
    yield from amended
    if not together and not amended:
        raise NotFound("hand-over-nothing", old=old)


def _is_open(issue: Issue) -> bool:
    return not is_completed(issue.claim, issue.verdict) and issue.verdict is not Verdict.WAIVED


def _measures(state: State, issues: list[Issue], old: str, new: str) -> Deciding:
    for each in issues:
        for measure in state.measures(each.id):
            if measure.void or measure.completed_on is not None:
                continue
            texts = {post: getattr(measure, post) for post in ("owner", "lead")}
            fields = {post: replaced(text, old, new) for post, text in texts.items() if old in named(text)}
            if fields:
                yield Pending(Amend(str(Thing("measure", measure.id)), fields, f"{old} → {new}"))

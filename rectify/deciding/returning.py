"""From a register that was filled in by others to the acts that take over what they changed: all of it or nothing.

Each change goes through the rule that a command would have to pass; the name of the file is the reason where one is asked.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from rectify.acts import ImportFile, LogAction, Pending
from rectify.deciding import Deciding, State
from rectify.deciding.correcting import amend
from rectify.deciding.importing import Conflict
from rectify.deciding.progressing import assign, complete, extend, log_action, reopen
from rectify.deciding.registering import add_issue, add_measure
from rectify.errors import Refused
from rectify.intake.days import Calendar
from rectify.intake.gathering import Gathering
from rectify.intake.records import actions_of
from rectify.model.dates import UNKNOWN
from rectify.model.returned import POSTS, TERMS, TEXTS, Fresh, Returned, Told
from rectify.model.terms import Claim, Verdict, one_of
from rectify.model.text import checked
from rectify.model.values import Issue

_SHOWN = 10


def take_over(
    state: State,
    today: date,
    back: Returned,
    file: ImportFile,
    *,
    conflict: str = Conflict.STOP,
    language: str = "zh",
) -> Deciding:
    """What was changed in the sheets of `back`; nothing where nothing was.

    Raises Refused where somebody else changed the same and `conflict` is `stop`; with `update` the sheet wins over the
    ledger, with `skip` the ledger stays. Two sheets of a file that do not agree are refused in any case but `skip`.
    """
    if state.imported(file.sha256) is not None:
        return
    if state.last_entry() != back.entry:
        raise Refused("returned-moved")
    _refuse_rivals(back, conflict)
    changes = [each for each in back.changes if not (each.rival and conflict == Conflict.SKIP)]
    if not changes and not back.fresh:
        return
    yield Pending(file)
    for each in back.fresh:
        yield from _new(state, today, back, each)
    for _, told in groupby(sorted(changes, key=lambda each: each.issue), key=lambda each: each.issue):
        yield from _of_issue(state, today, list(told), file.name, language)


def _refuse_rivals(back: Returned, conflict: str) -> None:
    between = [each for each in back.conflicts if each.rival == "sheet"]
    if between and conflict != Conflict.SKIP:
        raise Refused("returned-disagree", issues=_names(between), place=between[0].place)
    if back.conflicts and conflict == Conflict.STOP:
        raise Refused("returned-conflict", issues=_names(list(back.conflicts)), number=len(back.conflicts))


def _names(changes: list[Told]) -> str:
    return ", ".join(list(dict.fromkeys(each.issue for each in changes))[:_SHOWN])


def _of_issue(state: State, today: date, told: list[Told], name: str, language: str) -> Deciding:
    """The changes of one issue, in an order in which the rules allow most: who answers, the plan, what was done, the claim."""
    for thing, changes in groupby(sorted(told, key=lambda each: each.thing), key=lambda each: each.thing):
        fields = {
            each.field: each.code for each in changes if each.field in (*TEXTS, *TERMS, "text", "standard", "deadline")
        }
        if thing.startswith("i"):
            fields.pop("deadline", None)
        if fields:
            yield from amend(state, today, thing, fields, reason=name)
    own = {
        each.field: each.code for each in told if each.thing.startswith("i") and each.field not in ("action", "measure")
    }
    key = next((each.thing for each in told if each.thing.startswith("i")), "")
    if posts := {field: own[field] for field in POSTS if own.get(field)}:
        yield from assign(state, today, key, **posts)
    if own.get("deadline"):
        yield from extend(state, today, key, own["deadline"], reason=name)
    for each in told:
        if each.field == "measure":
            yield from add_measure(state, today, key, each.told)
        elif each.field == "action":
            yield from _did(state, today, each, language)
    if "claim" in own or "completed" in own:
        yield from _claimed(state, today, key, own, name)


def _did(state: State, today: date, told: Told, language: str) -> Iterator[Pending]:
    """What a line tells that was done, with its day and its counts."""
    text = checked(told.told, "text", required=True)
    issue = _issue(state, told.thing)
    gathering = Gathering((), Calendar(today, language=language), language, {})
    drafts = actions_of(text, 0, gathering, told.place)
    for each in drafts:
        key = state.last_id("action") + 1
        act = LogAction(key, issue.inspection, each.text, each.kind, (issue.id,), each.outcomes, each.rules)
        yield Pending(act, each.date or UNKNOWN)
    if not drafts:
        yield from log_action(state, today, text, issues=told.thing, on="unknown")


def _issue(state: State, thing: str) -> Issue:
    issue = state.issue(int(thing[1:]))
    assert issue is not None
    return issue


def _claimed(state: State, today: date, key: str, own: dict[str, str], name: str) -> Deciding:
    """The claim that the sheet makes, with its day; of a claim that stays, the other day."""
    issue = _issue(state, key)
    claim, day = one_of(Claim, own.get("claim", issue.claim), "claim"), own.get("completed", "")
    if claim == Claim.PENDING or ("claim" not in own and (issue.claim != Claim.COMPLETED or not day)):
        raise Refused("returned-claim", name=issue.name)
    if claim == Claim.ACTING:
        if issue.claim == Claim.PENDING:
            raise Refused("returned-acting", name=issue.name)
        if issue.claim != Claim.ACTING:
            yield from reopen(state, today, key, name)
        return
    if issue.claim == Claim.COMPLETED:
        if issue.verdict == Verdict.ACCEPTED:
            raise Refused("returned-accepted", name=issue.name)
        yield from reopen(state, today, key, name)
    yield from complete(state, today, key, claim=claim, on=day or "unknown")


def _new(state: State, today: date, back: Returned, row: Fresh) -> Deciding:
    """An issue that was added by hand below the others, with what its row says of it."""
    code = state.inspection(back.inspection).code
    cells = {field: text for field, text in row.cells.items() if text}
    aspects = {each.title.rstrip("。"): str(each.number) for each in state.aspects(back.inspection)}
    texts: dict[str, Any] = {
        field: cells[field] for field in (*POSTS, *TERMS, *TEXTS[1:], "deadline") if field in cells
    }
    aspect = aspects.get(cells.get("aspect", ""))
    yield from add_issue(state, today, cells["title"], inspection=code, aspect=aspect, **texts)
    key = f"i{state.last_id('issue')}"
    if "measures" in cells:
        yield from add_measure(state, today, key, cells["measures"])
    if cells.get("claim", Claim.PENDING) not in (Claim.PENDING, Claim.ACTING):
        own: dict[str, str] = {field: cells[field] for field in ("claim", "completed") if field in cells}
        yield from _claimed(state, today, key, own, row.place)

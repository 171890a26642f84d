"""From names and days as people type them to the things of a ledger and its days."""

from datetime import date, timedelta

from rectify.deciding import Deciding_an_id, State
from rectify.errors import NotFound, Refused, Word, WrongUsage
from rectify.model.dates import When, parse
from rectify.model.naming import (
    Name,
    Thing,
    aspect_name,
    inspection_name,
    issue_name,
    parts,
    thing,
)
from rectify.model.values import Aspect, Inspection, Issue

_LONGEST_RANGE = 10_000
_YEAR = timedelta(days=366)


def issues(state: State, text: str) -> list[Issue]:
    """The issues that `text` names (`3`, `3,4,7-9`, `2023-1/3`), each once, in the order named.

    Raises NotFound where one does not exist or a name fits several (the sentence lists them), WrongUsage where it is
    no name.
    """
    found: dict[int, Issue] = {}
    for part in parts(text):
        for key in _ids(state, part):
            issue = state.issue(key)
            if issue is None:  # it was not found yet on the day that is looked at
                raise NotFound("no-issue", name=part)
            found[key] = issue
    return list(found.values())


def issue(state: State, text: str) -> Issue:
    """The one issue that `text` names."""
    named = issues(state, text)
    if len(named) != 1:
        raise WrongUsage("name-one-issue", text=text)
    return named[0]


def _ids(state: State, part: str) -> list[int]:
    target = thing(part)
    if target is not None and target.kind == "issue":
        return [_existing(state, target, part).id]
    name = issue_name(part)
    if name is None:
        raise WrongUsage("name-bad", name=part)
    if name.last is not None:
        return _run(state, name, name.last)
    if name.sub is not None:
        return _sub_or_range(state, name, name.sub)
    return [_single(state, name)]


def _single(state: State, name: Name) -> int:
    candidates = state.find_issues(name.number, name.aspect, name.inspection, name.sub)
    if not candidates:
        raise NotFound("no-issue", name=name.text)
    plain = [key for key, full in candidates if full == name.text]
    if len(candidates) > 1 and len(plain) == 1:
        return plain[0]
    if len(candidates) > 1:
        shown = ", ".join(f"{full} (i{key})" for key, full in candidates[:10])
        raise NotFound("name-ambiguous", name=name.text, candidates=shown)
    return candidates[0][0]


def _sub_or_range(state: State, name: Name, second: int) -> list[int]:
    """`3-1` is a sub-issue; `7-9` is a range unless issue 7 has a sub-issue 9."""
    if state.find_issues(name.number, name.aspect, name.inspection, second) or second <= name.number:
        return [_single(state, name)]
    return _run(state, name, second)


def _run(state: State, name: Name, last: int) -> list[int]:
    if not name.number <= last < name.number + _LONGEST_RANGE:
        raise WrongUsage("range-bad", name=name.text)
    numbers = range(name.number, last + 1)
    return [_single(state, name._replace(text=str(number), number=number, sub=None)) for number in numbers]


def _existing(state: State, target: Thing, text: str) -> Thing:
    readers = {"issue": state.issue, "action": state.action, "measure": state.measure, "evidence": state.evidence}
    if readers[target.kind](target.id) is None:
        raise NotFound(f"no-{target.kind}", name=text)
    return target


def any_thing(state: State, text: str) -> Thing:
    """The one thing that `text` names: an issue, `a12`, `m5`, `e7`, an aspect `1.`, an inspection `2023-1/` or `/`."""
    text = text.strip()
    target = thing(text)
    if target is not None and target.kind not in ("aspect", "inspection"):
        return _existing(state, target, text)
    code = inspection_name(text)
    if code is not None:
        return Thing("inspection", inspection(state, code or None).id)
    named = aspect_name(text)
    if named is not None:
        return Thing("aspect", aspect(state, inspection(state, named[0]), str(named[1])).id)
    return Thing("issue", issue(state, text).id)


def inspection(state: State, code: str | None) -> Inspection:
    """The inspection with this code; without one, the newest. Raises NotFound."""
    living = [each for each in state.inspections() if not each.void]
    if code is None and living:
        return living[-1]
    for each in living:
        if each.code == code:
            return each
    known = ", ".join(each.code for each in living)
    raise NotFound("no-inspection", code=code or "", known=known) if known else NotFound("no-inspection-yet")


def inspection_or_new(state: State, code: str | None, today: date) -> Deciding_an_id:
    """The inspection meant; where the ledger has none yet, a first one without facts, so that nothing needs setting up."""
    if code is None and not any(not each.void for each in state.inspections()):
        from rectify.deciding.registering import add_inspection  # late: once in the life of a ledger

        return (yield from add_inspection(state, today))
    return inspection(state, code).id


def aspect(state: State, of: Inspection, text: str) -> Aspect:
    """The aspect that `1`, `1.` or its exact title names, its number before any title. Raises NotFound."""
    living = [each for each in state.aspects(of.id) if not each.void]
    by_title = [each for each in living if each.title == text.strip()]
    for each in (*(each for each in living if str(each.number) == text.strip().removesuffix(".")), *by_title):
        return each
    raise NotFound("no-aspect", name=text, inspection=of.code)


def standing_issue(one: Issue) -> Issue:
    """`one`, unless it is void: nothing more can be done to a void issue."""
    if one.void:
        raise Refused("void-thing", what=Word("fields.issue"), name=one.name, reason=one.void)
    return one


def inspection_of(state: State, target: Thing) -> Inspection:
    """The inspection that an issue, an action or a measure belongs to."""
    if target.kind == "action":
        action = state.action(target.id)
        assert action is not None
        return state.inspection(action.inspection)
    measure = state.measure(target.id) if target.kind == "measure" else None
    found = state.issue(measure.issue if measure else target.id)
    assert found is not None
    return state.inspection(found.inspection)


def attachable(state: State, text: str) -> list[Thing]:
    """What `3,4,a12,m5` names: issues, actions and measures, none of them void, each once, in the order named."""
    found: dict[Thing, None] = {}
    for part in parts(text):
        target = thing(part)
        if target is not None and target.kind in ("action", "measure"):
            found[_unvoided(state, _existing(state, target, part), part)] = None
        else:
            found |= dict.fromkeys(Thing("issue", standing_issue(each).id) for each in issues(state, part))
    return list(found)


def _unvoided(state: State, target: Thing, text: str) -> Thing:
    found = state.action(target.id) if target.kind == "action" else state.measure(target.id)
    if found is not None and found.void:
        raise Refused("void-thing", what=Word(f"fields.{target.kind}"), name=text, reason=found.void)
    return target


# ---- days


def window(of: Inspection, today: date) -> tuple[date | None, date | None] | None:
    """When rectification can have happened: from the feedback (or the inspection) to its last day, at most today."""
    known = next((each.earliest for each in (of.feedback, of.end, of.start) if each and each.earliest), None)
    last = of.due.latest if of.due and of.due.latest else today
    return (known, min(last, today)) if known and known <= min(last, today) else None


def happened(text: str | None, of: Inspection, today: date) -> When | None:
    """When something happened, None for today. Raises Refused for a day that has not come yet."""
    if not text:
        return None
    when = parse(text, today=today, window=window(of, today))
    if when.earliest and when.earliest > today:
        raise Refused("not-yet", date=when.edtf, today=today.isoformat())
    return when


def first_deadline(text: str, of: Inspection, today: date) -> When:
    """A deadline as typed; without a year it lies within a year after the feedback. Raises Refused before the feedback."""
    feedback = of.feedback.earliest if of.feedback else None
    when = parse(text, today=today, window=(feedback, feedback + _YEAR) if feedback else None, toward="future")
    if feedback and when.latest and when.latest < feedback:
        raise Refused("deadline-before-feedback", deadline=when.edtf, feedback=feedback.isoformat())
    return when

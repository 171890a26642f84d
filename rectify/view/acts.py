"""Entries of the journal in plain words."""

from collections.abc import Iterable
from typing import Protocol

from rectify.acts import (
    AddAspect,
    AddInspection,
    AddIssue,
    AddMeasure,
    Amend,
    Assign,
    Attach,
    Complete,
    CreateLedger,
    Draw,
    Entry,
    Extend,
    GiveHead,
    ImportFile,
    LogAction,
    LookBack,
    Purge,
    Reopen,
    Review,
    Undo,
    Void,
    Write,
)
from rectify.errors import Word
from rectify.language import Language, say
from rectify.language.dates import say_date
from rectify.model.naming import Thing, thing
from rectify.model.values import Aspect, Inspection, Issue


class Names(Protocol):
    """What can be asked for the names of things."""

    def issue(self, key: int) -> Issue | None: ...
    def aspect(self, key: int) -> Aspect: ...
    def inspection(self, key: int) -> Inspection: ...


def issue_names(names: Names, keys: Iterable[int]) -> str:
    """`1, 2, 3-1`; an issue that was taken back is named by its id."""
    found = ((key, names.issue(key)) for key in keys)
    return ", ".join(one.name if one else f"i{key}" for key, one in found)


def attached_to(language: Language, names: Names, things: Iterable[str]) -> str:
    """What evidence is attached to: `问题 3、a12`, `issue 3, a12`."""
    from rectify.view.screens.words import listing, things_named  # late: daily commands name no evidence

    known = list(things)
    text = listing(language, things_named(names, known))
    return f"{say(language, 'fields.issue')} {text}" if known[0].startswith("i") else text


def reviewed(language: Language, names: Names, act: Review) -> str:
    """What was reviewed: `问题 3、4`, `e7`."""
    issues = [f"{say(language, 'fields.issue')} {issue_names(names, act.issues)}"] if act.issues else []
    return ", ".join((*issues, *(f"e{key}" for key in act.evidence)))


def move_of(act: Review) -> str:
    """What a review does, as `terms.move-…` says it."""
    if act.opinion != "accept":
        return act.opinion if act.issues else "reject"
    return act.step or ("accept" if act.issues else "admit")


def thing_name(language: Language, names: Names, text: str) -> str:
    """What a thing is called: `问题 3`, `a12`, `第 1 方面`."""
    target = thing(text)
    assert target is not None
    return _called(language, names, target)


def _called(language: Language, names: Names, target: Thing) -> str:
    match target.kind:
        case "issue":
            return f"{say(language, 'fields.issue')} {issue_names(names, [target.id])}"
        case "aspect" | "inspection":
            return f"{say(language, f'fields.{target.kind}')} {_place_name(names, target)}"
    return str(target)


def _place_name(names: Names, target: Thing) -> str:
    """The number of an aspect or the code of an inspection; one that was taken back is named by its id."""
    try:
        return str(names.aspect(target.id).number) if target.kind == "aspect" else names.inspection(target.id).code
    except KeyError:
        return f"({target.id})"


def described(language: Language, names: Names, entry: Entry) -> str:  # noqa: C901, PLR0911, PLR0912 - one case an act
    """What the act of `entry` did, as one sentence in words."""

    def told(name: str, /, **values: object) -> str:
        return say(language, f"record.act-{name}", **values)

    act = entry.act
    match act:
        case CreateLedger():
            return told("create-ledger")
        case AddInspection():
            return told("add-inspection", code=act.code)
        case AddAspect():
            return told("add-aspect", number=act.number, title=act.title)
        case AddIssue():
            one = names.issue(act.id)
            return told("add-issue", name=one.name if one else act.number, title=act.title)
        case AddMeasure():
            return told("add-measure", issues=issue_names(names, [act.issue]), id=act.id, text=act.text)
        case LogAction():
            kind = "log-action" if act.issues else "log-action-whole"
            return told(kind, issues=issue_names(names, act.issues), id=act.id, text=act.text)
        case Complete():
            claim = Word(f"terms.claim-{act.claim}")
            issues = told("complete", issues=issue_names(names, act.issues), claim=claim) if act.issues else ""
            measures = ", ".join(f"m{key}" for key in act.measures)
            more = told("complete-measures", measures=measures, claim=claim) if measures else ""
            return " ".join(filter(None, (issues, more)))
        case Reopen():
            return told("reopen", issues=issue_names(names, act.issues), reason=act.reason)
        case Extend():
            deadline = say_date(language, act.deadline)
            return told("extend", issues=issue_names(names, act.issues), deadline=deadline, reason=act.reason).rstrip(
                "：: "
            )
        case Assign():
            return told("assign", issues=issue_names(names, act.issues), posts=_posts(language, act))
        case Amend():
            return told("amend", name=thing_name(language, names, act.thing), fields=amended_fields(language, act))
        case Void():
            return told("void", name=thing_name(language, names, act.thing), reason=act.reason)
        case Write():
            return told("write", part=Word(f"terms.part-{act.part}"))
        case ImportFile():
            return told("import", name=act.name, hash=act.sha256[:16])
        case Attach():
            return told("attach", id=act.id, name=act.name, things=attached_to(language, names, act.things))
        case Purge():
            return told("purge", id=act.piece, reason=act.reason)
        case Review():
            what = Word(f"terms.move-{move_of(act)}")
            return told("review", names=reviewed(language, names, act), what=what, note=act.note).rstrip("：: ")
        case Draw():
            values = {"id": act.id, "seed": act.seed, "entry": act.seq, "issues": issue_names(names, act.issues)}
            return told("draw", **values)
        case LookBack():
            found = Word(f"terms.finding-{act.finding}")
            issues = issue_names(names, [act.issue])
            return told("look-back", issues=issues, finding=found, note=act.note).rstrip("：: ")
        case GiveHead():
            return told("give-head", entry=act.seq, to=act.to)
        case Undo():
            return told("undo", entries=", ".join(map(str, act.entries)))


def _posts(language: Language, act: Assign) -> str:
    posts = ((name, getattr(act, name)) for name in ("owner", "lead", "unit", "supporting"))
    return ", ".join(f"{say(language, f'fields.{name}')} {who}" for name, who in posts if who)


def amended_fields(language: Language, act: Amend) -> str:
    """The names of the fields that were amended; the original words of a date are no field of their own."""
    return ", ".join(say(language, f"fields.{name}") for name in act.fields if not name.endswith("_words"))

"""The writing commands of every day: what the inspectors left, what is done, what is claimed."""

from typing import Annotated, Any, Literal

import typer

from rectify.acts import AddAspect, AddInspection, AddIssue, AddMeasure, Complete, LogAction
from rectify.cli.ledgers import record
from rectify.cli.options import By, Date, Number, Option, Plain, Several, Text
from rectify.cli.recorded import after, answer
from rectify.cli.session import Session
from rectify.errors import Refused, Word, WrongUsage
from rectify.language.dates import say_date
from rectify.view.acts import issue_names
from rectify.view.text import visible

Steps = Annotated[int | None, typer.Option("--review-steps", min=1, max=2)]


def init(
    session: Session,
    *,
    unit: Plain = "",
    authority: Plain = "",
    inspectors: Plain = "",
    kind: Plain = "",
    title: Plain = "",
    start: Plain = "",
    end: Plain = "",
    feedback: Plain = "",
    due: Plain = "",
    code: Plain = "",
    numbering: Plain = "",
    review_steps: Steps = None,
    checkers: Plain = "",
    signers: Plain = "",
    strict: Annotated[bool, typer.Option("--strict")] = False,
    language: Annotated[Literal["zh", "en"] | None, typer.Option("--language")] = None,
    by: By = None,
) -> None:
    from rectify.deciding.registering import add_inspection as decide

    path = session.new_ledger_path()
    if path.exists() and path.stat().st_size:
        raise Refused("ledger-exists", path=path)
    facts: dict[str, Any] = {
        "unit": unit,
        "authority": authority,
        "inspectors": inspectors,
        "kind": kind,
        "title": title,
    }
    facts |= {"start": start, "end": end, "feedback": feedback, "due": due, "code": code, "numbering": numbering}
    facts |= {"review_steps": review_steps, "checkers": checkers, "signers": signers, "strict": strict}
    entries = record(session, decide, by=by, create=True, path=path, language=language, **facts)
    _inspected(session, "init", entries)


def add_inspection(
    session: Session,
    *,
    unit: Plain = "",
    authority: Plain = "",
    inspectors: Plain = "",
    kind: Plain = "",
    title: Plain = "",
    start: Plain = "",
    end: Plain = "",
    feedback: Plain = "",
    due: Plain = "",
    code: Plain = "",
    numbering: Plain = "",
    review_steps: Steps = None,
    checkers: Plain = "",
    signers: Plain = "",
    strict: Annotated[bool, typer.Option("--strict")] = False,
    by: By = None,
) -> None:
    from rectify.deciding.registering import add_inspection as decide

    facts: dict[str, Any] = {
        "unit": unit,
        "authority": authority,
        "inspectors": inspectors,
        "kind": kind,
        "title": title,
    }
    facts |= {"start": start, "end": end, "feedback": feedback, "due": due, "code": code, "numbering": numbering}
    facts |= {"review_steps": review_steps, "checkers": checkers, "signers": signers, "strict": strict}
    _inspected(session, "add-inspection", record(session, decide, by=by, create=True, **facts))


def _inspected(session: Session, command: str, entries: list[Any]) -> None:
    act = entries[-1].act
    assert isinstance(act, AddInspection)
    answer(session, command, entries, code=act.code)


def add_aspect(
    session: Session,
    title: Text,
    *,
    number: Number = None,
    claimed: Number = None,
    inspection: Option = None,
    by: By = None,
) -> None:
    from rectify.deciding.registering import add_aspect as decide

    title = session.text_argument(title)
    entries = record(session, decide, title, by=by, create=True, number=number, claimed=claimed, inspection=inspection)
    act = entries[-1].act
    assert isinstance(act, AddAspect)
    answer(session, "add-aspect", entries, number=act.number, title=act.title)


def add_issue(
    session: Session,
    title: Text,
    *,
    aspect: Option = None,
    parent: Annotated[str | None, typer.Option("--parent", "--under")] = None,
    number: Number = None,
    kind: Plain = "",
    severity: Plain = "",
    owner: Plain = "",
    lead: Plain = "",
    unit: Plain = "",
    supporting: Plain = "",
    deadline: Option = None,
    acceptance: Plain = "",
    recommendation: Plain = "",
    response: Plain = "",
    on: Date = None,
    inspection: Option = None,
    by: By = None,
) -> None:
    from rectify.deciding.registering import add_issue as decide

    texts = {"owner": owner, "lead": lead, "unit": unit, "supporting": supporting}
    texts |= {"acceptance": acceptance, "recommendation": recommendation, "response": response}
    given: dict[str, Any] = {name: session.text_argument(text) for name, text in texts.items()}
    entries = record(
        session,
        decide,
        session.text_argument(title),
        by=by,
        create=True,
        aspect=aspect,
        parent=parent,
        number=number,
        kind=_coded("issue", kind),
        severity=_coded("severity", severity),
        deadline=deadline,
        on=on,
        inspection=inspection,
        **given,
    )
    act = entries[-1].act
    assert isinstance(act, AddIssue)
    with after(session) as view:
        answer(session, "add-issue", entries, name=issue_names(view, [act.id]), title=act.title)


def add_measure(
    session: Session,
    issue: Annotated[str, typer.Argument()],
    text: Text,
    *,
    standard: Plain = "",
    lead: Plain = "",
    owner: Plain = "",
    deadline: Option = None,
    by: By = None,
) -> None:
    from rectify.deciding.registering import add_measure as decide

    text = session.text_argument(text)
    entries = record(session, decide, issue, text, by=by, deadline=deadline, standard=standard, lead=lead, owner=owner)
    act = entries[-1].act
    assert isinstance(act, AddMeasure)
    with after(session) as view:
        answer(session, "add-measure", entries, issue=issue_names(view, [act.issue]), id=act.id, text=act.text)


def log_action(
    session: Session,
    issues: Annotated[str, typer.Argument()],
    text: Annotated[str | None, typer.Argument()] = None,
    *,
    whole: bool = False,
    on: Date = None,
    kind: Plain = "",
    outcome: Several = None,
    rule: Several = None,
    inspection: Option = None,
    by: By = None,
) -> None:
    from rectify.deciding.progressing import log_action as decide

    if whole and text is not None:
        raise WrongUsage("whole-and-issues")
    if not whole and text is None:
        raise WrongUsage("action-for-what")
    entries = record(
        session,
        decide,
        session.text_argument(issues if text is None else text),
        by=by,
        create=whole,
        issues=None if whole else issues,
        kind=_coded("action", kind),
        on=on,
        outcomes=tuple(outcome or ()),
        rules=tuple(rule or ()),
        inspection=inspection,
    )
    entry = entries[-1]
    assert isinstance(entry.act, LogAction)
    date = say_date(session.language, entry.on)
    if whole:
        answer(session, "log-action-whole", entries, id=entry.act.id, date=date)
        return
    with after(session) as view:
        answer(session, "log-action", entries, id=entry.act.id, date=date, issues=issue_names(view, entry.act.issues))


def complete(
    session: Session,
    issues: Annotated[str, typer.Argument()],
    *,
    partial: bool = False,
    substantial: bool = False,
    standing: bool = False,
    on: Date = None,
    effect: Plain = "",
    every: Plain = "",
    by: By = None,
) -> None:
    from rectify.deciding.progressing import complete as decide

    chosen = [
        name for name, given in {"partial": partial, "substantial": substantial, "standing": standing}.items() if given
    ]
    if len(chosen) > 1:
        raise WrongUsage("claims-two", first=f"--{chosen[0]}", second=f"--{chosen[1]}")
    effect = session.text_argument(effect)
    options: dict[str, Any] = {"claim": (chosen or ["completed"])[0], "on": on, "effect": effect, "every": every}
    entries = record(session, decide, issues, by=by, **options)
    entry = entries[-1]
    act = entry.act
    assert isinstance(act, Complete)
    date = say_date(session.language, entry.on)
    with after(session) as view:
        if act.measures and (not act.issues or not session.json):
            answer(
                session, "complete-measures", entries, measures=", ".join(f"m{key}" for key in act.measures), date=date
            )
        if act.issues:
            claim = Word(f"terms.claim-{act.claim}")
            answer(session, "complete", entries, issues=issue_names(view, act.issues), claim=claim, date=date)
            _point_out(session, view, act)


def _point_out(session: Session, view: Any, act: Complete) -> None:
    """What an inspector would ask first: nothing was done, or something under it is still open."""
    if act.claim != "completed":
        return
    from rectify.deciding.progressing import lacking

    found = [each for key in act.issues if (each := view.issue(key))]
    idle = [each.name for each in found if not each.actions]
    if idle:
        session.note(session.say("record.no-action", issues=", ".join(idle), first=idle[0]))
    for each in found:
        still = [sub.name for sub in view.sub_issues(each.id) if sub.claim != "completed" and not sub.void]
        if still:
            session.note(session.say("record.open-under", issue=each.name, names=", ".join(still)))
        lacks = tuple(Word(f"record.lacks-{name}") for name in lacking(view, each, act.effect) if name not in _SAID)
        if lacks:
            session.note(session.say("record.lacking", issue=each.name, what=lacks))
        if each.acceptance:
            session.note(visible(session.say("record.acceptance", text=each.acceptance)))


_SAID = ("actions", "sub-issues")
"""What is pointed out in a sentence of its own."""


def _coded(area: str, text: str) -> str:
    """A term as its code; it may be given in words of either language."""
    if not text:
        return text
    from rectify.language.terms import coded

    return coded(area, text)

"""The writing commands that change what stands: reopening, extending, assigning, amending, voiding, writing, undoing."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from rectify.acts import Amend, Assign, Extend, Purge, Reopen, Undo, Void, Write
from rectify.cli.ledgers import reading, record
from rectify.cli.options import By, Date, Option, Plain
from rectify.cli.recorded import after, answer
from rectify.cli.session import Session
from rectify.errors import Word, WrongUsage
from rectify.language.dates import say_date
from rectify.view.acts import amended_fields, described, issue_names, thing_name

Issues = Annotated[str, typer.Argument()]
Thing = Annotated[str, typer.Argument()]
Reason = Annotated[str, typer.Option("--reason")]


def reopen(session: Session, issues: Issues, *, reason: Reason, on: Date = None, by: By = None) -> None:
    from rectify.deciding.progressing import reopen as decide

    entries = record(session, decide, issues, session.text_argument(reason), by=by, on=on)
    act = entries[-1].act
    assert isinstance(act, Reopen)
    with after(session) as view:
        answer(session, "reopen", entries, issues=issue_names(view, act.issues))


def extend(
    session: Session,
    issues: Issues,
    *,
    to: Annotated[str, typer.Option("--to")],
    reason: Annotated[str, typer.Option("--reason")] = "",
    on: Date = None,
    by: By = None,
) -> None:
    from rectify.deciding.progressing import extend as decide

    entries = record(session, decide, issues, to, by=by, reason=session.text_argument(reason), on=on)
    act = entries[-1].act
    assert isinstance(act, Extend)
    with after(session) as view:
        deadline = say_date(session.language, act.deadline)
        answer(session, "extend", entries, issues=issue_names(view, act.issues), deadline=deadline)


def assign(
    session: Session,
    issues: Annotated[str | None, typer.Argument()] = None,
    *,
    owner: Plain = "",
    lead: Plain = "",
    unit: Plain = "",
    supporting: Plain = "",
    old: Annotated[str, typer.Option("--from")] = "",
    new: Annotated[str, typer.Option("--to")] = "",
    inspection: Option = None,
    on: Date = None,
    by: By = None,
) -> None:
    from rectify.deciding.progressing import assign as decide

    if old or new or issues is None:
        if not (old and new) or issues or owner or lead or unit or supporting:
            raise WrongUsage("hand-over" if old or new else "assign-whom")
        _hand_over(session, old, new, by=by, inspection=inspection, on=on)
        return
    entries = record(session, decide, issues, by=by, owner=owner, lead=lead, unit=unit, supporting=supporting, on=on)
    act = entries[-1].act
    assert isinstance(act, Assign)
    with after(session) as view:
        answer(session, "assign", entries, issues=issue_names(view, act.issues))


def _hand_over(session: Session, old: str, new: str, *, by: str | None, **options: str | None) -> None:
    from rectify.deciding.handing_over import hand_over as decide

    asked: dict[str, Any] = options
    entries = record(session, decide, old, new, by=by, **asked)
    issues = sorted({key for entry in entries if isinstance(entry.act, Assign) for key in entry.act.issues})
    measures = [entry.act.thing for entry in entries if isinstance(entry.act, Amend)]
    with after(session) as view:
        names = ", ".join((*([issue_names(view, issues)] if issues else []), *measures))
        answer(session, "hand-over", entries, old=old, new=new, names=names)


def amend(
    session: Session,
    thing: Thing,
    *,
    title: Option = None,
    text: Option = None,
    aspect: Option = None,
    kind: Option = None,
    severity: Option = None,
    acceptance: Option = None,
    recommendation: Option = None,
    response: Option = None,
    date: Option = None,
    deadline: Option = None,
    standard: Option = None,
    lead: Option = None,
    owner: Option = None,
    unit: Option = None,
    authority: Option = None,
    inspectors: Option = None,
    start: Option = None,
    end: Option = None,
    feedback: Option = None,
    due: Option = None,
    claimed: Option = None,
    internal: Option = None,
    public_text: Option = None,
    review_steps: Annotated[int | None, typer.Option("--review-steps", min=1, max=2)] = None,
    checkers: Option = None,
    signers: Option = None,
    strict: Option = None,
    reason: Plain = "",
    by: By = None,
) -> None:
    from rectify.deciding.correcting import amend as decide

    if kind or severity:
        from rectify.language.terms import coded

        for area in ("evidence", "action", "issue"):
            kind = coded(area, kind) if kind else kind
        severity = coded("severity", severity) if severity else severity
    given = {"title": title, "text": text, "aspect": aspect, "kind": kind, "severity": severity}
    given |= {"acceptance": acceptance, "recommendation": recommendation, "response": response}
    given |= {"date": date, "deadline": deadline, "standard": standard, "lead": lead, "owner": owner}
    given |= {"unit": unit, "authority": authority, "inspectors": inspectors, "start": start, "end": end}
    given |= {"feedback": feedback, "due": due, "claimed": claimed, "internal": internal, "public_text": public_text}
    given |= {"checkers": checkers, "signers": signers, "strict": strict}
    given["review_steps"] = None if review_steps is None else str(review_steps)
    fields = {name: session.text_argument(value) for name, value in given.items() if value is not None}
    entries = record(session, decide, thing, fields, by=by, reason=reason)
    act = entries[-1].act
    assert isinstance(act, Amend)
    with after(session) as view:
        name = thing_name(session.language, view, act.thing)
        answer(session, "amend", entries, name=name, fields=amended_fields(session.language, act))


def void(
    session: Session,
    thing: Thing,
    *,
    reason: Reason,
    purge: Annotated[bool, typer.Option("--purge")] = False,
    by: By = None,
) -> None:
    from rectify.deciding.correcting import void as decide

    entries = record(session, decide, thing, session.text_argument(reason), by=by, purge=purge)
    act = entries[0].act
    assert isinstance(act, Void | Purge)
    with after(session) as view:
        target = act.thing if isinstance(act, Void) else f"e{act.piece}"
        answer(session, "void", entries, name=thing_name(session.language, view, target), reason=act.reason)
    if purge:
        session.note(session.say("record.purged"))


def write(
    session: Session,
    part: Annotated[str, typer.Argument()],
    text: Annotated[str | None, typer.Argument()] = None,
    *,
    aspect: Option = None,
    public: Annotated[bool, typer.Option("--public")] = False,
    inspection: Option = None,
    by: By = None,
) -> None:
    from rectify.cli.editor import edited
    from rectify.language.terms import coded
    from rectify.model.terms import Part, one_of

    part = one_of(Part, coded("part", part), "part")
    options = {"by": by, "aspect": aspect, "inspection": inspection, "public": public}
    if text is not None:
        _record_part(session, part, session.text_argument(text), options)
        return
    old = _written(session, part, aspect, inspection, public=public)
    with edited(session, part, old) as written:
        if written == old:
            session.note(session.say("record.write-unchanged"))
        else:
            _record_part(session, part, written, options)


def _record_part(session: Session, part: str, text: str, options: Mapping[str, Any]) -> None:
    from rectify.deciding.correcting import write as decide
    from rectify.report.placeholders import unknown

    for place in unknown(text):
        raise WrongUsage("placeholder-unknown", place=place)
    entries = record(session, decide, part, text, **options)
    act = entries[-1].act
    assert isinstance(act, Write)
    name = Word(f"terms.part-{act.part}")
    answer(session, "write" if act.text else "write-empty", entries, part=name, length=len(act.text))


def _written(session: Session, part: str, aspect: str | None, inspection: str | None, *, public: bool) -> str:
    """What stands in this part now."""
    from rectify.deciding import resolving

    with reading(session) as ledger:
        view = ledger.view()
        of = resolving.inspection(view, inspection)
        under = resolving.aspect(view, of, aspect).id if aspect else None
        found = (
            each.text for each in view.narratives(of.id, public=public) if (each.part, each.aspect) == (part, under)
        )
        return next(found, "")


def undo(session: Session, entry: Annotated[int | None, typer.Argument()] = None, *, by: By = None) -> None:
    from rectify.deciding.correcting import undo as decide

    entries = record(session, decide, by=by, seq=entry)
    act = entries[-1].act
    assert isinstance(act, Undo)
    with reading(session) as ledger:
        old = (each for seq in act.entries for each in ledger.entries(seq, seq))
        what = "；".join(described(session.language, ledger.view(), each) for each in old)
    answer(session, "undo", entries, entries=", ".join(map(str, act.entries)), what=what)

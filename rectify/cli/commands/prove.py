"""`look-back`: closed issues drawn by lot for a look on site, and what was found there."""

from typing import Annotated, Any, Literal

import typer

from rectify.acts import LookBack
from rectify.cli.ledgers import reading, record, stamp
from rectify.cli.options import By, Date, Option, Plain
from rectify.cli.recorded import after, answer, answer_all
from rectify.cli.session import Session
from rectify.cli.viewing import draw as draw_screen
from rectify.deciding.looking_back import Urn
from rectify.errors import NotFound, Word, WrongUsage
from rectify.ledger import Ledger
from rectify.model.drawing import is_paper_only, weight
from rectify.model.values import Filter

_REOPENED = ("reopen", "relapse")


def look_back(
    session: Session,
    what: Annotated[Literal["draw", "record"], typer.Argument()],
    issue: Annotated[str | None, typer.Argument()] = None,
    finding: Annotated[str | None, typer.Argument()] = None,
    *,
    sample: Annotated[int | None, typer.Option("--sample", min=1, max=10_000)] = None,
    seed: Option = None,
    head: Option = None,
    note: Plain = "",
    inspection: Option = None,
    on: Date = None,
    by: By = None,
) -> None:
    if what == "draw":
        if issue is not None or seed is None or head is None or note:
            raise WrongUsage("look-back-draw")
        _draw(session, sample or 3, seed, head, by=by, inspection=inspection, on=on)
        return
    if issue is None or finding is None or sample or seed or head or inspection:
        raise WrongUsage("look-back-record")
    _record(session, issue, finding, note=note, on=on, by=by)


def _draw(session: Session, sample: int, seed: str, head: str, *, by: str | None, **options: Any) -> None:
    from rectify.cli.outside import brought
    from rectify.deciding.looking_back import checked_seed, draw as decide
    from rectify.deciding.resolving import inspection as named
    from rectify.view.screens.sheet import as_json, sheet

    with reading(session) as ledger:
        urn = _urn(ledger, brought(session, head).held.text, options["inspection"])
    entries = record(session, decide, urn, by=by, sample=sample, seed=seed, **options)
    if not entries:
        session.note(session.say("record.draw-again"))
    with after(session) as view:
        of = named(view, options["inspection"])
        wanted = (urn.head, checked_seed(seed), sample)
        drawn = next(each for each in view.draws(of.id) if (each.head, each.seed, each.sample) == wanted)
        if len(view.look_backs(drawn.id)) < sample:
            session.note(session.say("record.draw-few", number=len(urn.weights)))
        if session.json:
            session.emit_json(as_json(view, drawn, urn.weights))
        else:
            draw_screen(session, sheet(session.language, view, drawn, urn.weights))


def _urn(ledger: Ledger, head: str, code: str | None) -> Urn:
    """The issues of an inspection that were closed when `head` was the text head, each with its weight then."""
    from rectify.deciding.resolving import inspection as named

    found = ledger.heads(texts=[head]).of.get(head)
    if found is None:
        raise NotFound("look-back-head", head=head)
    view = ledger.view_at_entry(found.seq)
    of = named(ledger.view(), code)
    weights = {}
    for issue in view.issues(Filter(inspection=of.id, claim="completed", verdict="accepted", level=0)):
        relapses = sum(row.move in _REOPENED for row in view.claims(issue.id))
        paper = is_paper_only(action.kind for action in view.actions(issue=issue.id))
        weights[issue.id] = weight(relapses, issue.severity, paper_only=paper)
    return Urn(found.seq, found.text, weights)


def _record(session: Session, issue: str, finding: str, *, by: str | None, note: str, on: str | None) -> None:
    from rectify.deciding.looking_back import look_back as decide
    from rectify.language.terms import coded

    looker = stamp(session, by).by
    options: dict[str, Any] = {"note": session.text_argument(note), "on": on}
    entries = record(session, decide, issue, coded("finding", finding), by=by, looker=looker, **options)
    act = entries[-1].act
    assert isinstance(act, LookBack)
    if session.json:
        answer_all(session, entries)
        return
    with after(session) as view:
        one = view.issue(act.issue)
        assert one is not None
        found = Word(f"terms.finding-{act.finding}")
        answer(session, "look-back", entries, issue=one.name, finding=found, draw=act.draw)
        if act.finding != "holds":
            session.note(session.say("record.look-back-open", issue=one.name, claim=Word(f"terms.claim-{one.claim}")))

"""`review`: what a leader in charge, a head or an inspector says of issues and of evidence."""

from typing import Annotated, Any

import typer

from rectify.acts import Entry, Review
from rectify.cli.ledgers import record, stamp
from rectify.cli.options import By, Date, Plain
from rectify.cli.recorded import after, answer, answer_all
from rectify.cli.session import Session
from rectify.errors import Word
from rectify.language.dates import say_date
from rectify.model.figures import is_closed
from rectify.store.reading import Reading
from rectify.view.acts import move_of, reviewed


def review(
    session: Session,
    issues: Annotated[str, typer.Argument()],
    opinion: Annotated[str, typer.Argument()],
    *,
    step: Annotated[str, typer.Option("--step")] = "",
    note: Plain = "",
    every: Plain = "",
    on: Date = None,
    by: By = None,
) -> None:
    from rectify.deciding.reviewing import review as decide
    from rectify.language.terms import coded

    options: dict[str, Any] = {
        "step": coded("step", step),
        "note": session.text_argument(note),
        "every": every,
        "on": on,
    }
    reviewer = stamp(session, by).by
    entries = record(session, decide, issues, coded("opinion", opinion), by=by, reviewer=reviewer, **options)
    with after(session) as view:
        _answer(session, view, entries)


def _answer(session: Session, view: Reading, entries: list[Entry]) -> None:
    if session.json:
        answer_all(session, entries)
        return
    for entry in entries:
        act = entry.act
        assert isinstance(act, Review)
        what = Word(f"terms.move-{move_of(act)}")
        answer(
            session,
            "review",
            [entry],
            names=reviewed(session.language, view, act),
            what=what,
            date=say_date(session.language, entry.on),
        )
        found = [one for key in act.issues if (one := view.issue(key))]
        closed = [one.name for one in found if is_closed(one.claim, one.verdict)]
        if closed:
            session.note(session.say("record.closed", issues=", ".join(closed)))
        for one in found:
            if one.review_due and one.verdict == "accepted":
                session.note(session.say("record.review-next", issue=one.name, day=one.review_due))

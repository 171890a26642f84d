"""`rollup`: many ledgers, each proved first, in one view that answers questions and goes up to the next level."""

from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rectify.cli.options import Option, Several, refuse_empty
from rectify.cli.session import Session
from rectify.errors import Refused, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rectify.cli.rolling import Rolled
    from rectify.rollup.answers import Missing
    from rectify.rollup.questions import Row

Name = Literal["units", "counts", "overdue", "tallies", "search", "closed", "same", "relapses"]
REFUSED = 1
"""Exit code where something was not counted."""


def rollup(
    session: Session,
    paths: Annotated[list[str], typer.Argument()],
    *,
    output: Annotated[str | None, typer.Option("--output", "-o")] = None,
    ask: Annotated[Name | None, typer.Option("--ask")] = None,
    text: Option = None,
    report: Option = None,
    as_of: Option = None,
    with_texts: Annotated[bool, typer.Option("--with-texts")] = False,
    head: Several = None,
    allowed_signers: Option = None,
    signer: Option = None,
    revoked: Option = None,
    signed: Annotated[bool, typer.Option("--signed")] = False,
    engine: Annotated[Literal["duckdb", "spark"], typer.Option("--engine")] = "duckdb",
    master: Option = None,
    form: Annotated[Literal["table", "csv", "json"] | None, typer.Option("--format")] = None,
) -> int:
    from rectify.cli import rolling
    from rectify.cli.outside import wanted_signers

    form = _form(session, form)
    _check(output, report, ask, text)
    if signed and allowed_signers is None:
        raise WrongUsage("signers-missing")
    if (engine == "spark") != (master is not None):
        raise WrongUsage("rollup-engine")
    folder, signers = session.world.cwd, wanted_signers(session, allowed_signers, signer, revoked)
    held = rolling.held(session, head or (), signers)
    places = [folder / path for path in paths]
    kept = folder / output if output else None
    asked = rolling.Asked(places, kept, as_of, with_texts, held, signers, signed, master)
    with rolling.rolled(session, asked) as found:
        if found is None:
            return REFUSED
        if report is not None:
            _report(session, found, report)
        if ask or (report is None and output is None) or session.json:
            _answer(session, found, ask or "units", text or "", form)
        return REFUSED if found.refused else 0


def _form(session: Session, form: str | None) -> Literal["table", "csv", "json"]:
    if session.json and form not in (None, "json"):
        raise WrongUsage("option-twice", option="--format", first="json", second=form)
    return "json" if session.json or form == "json" else "csv" if form == "csv" else "table"


def _check(output: str | None, report: str | None, ask: Name | None, text: str | None) -> None:
    refuse_empty(output=output, report=report, text=text)
    if (ask == "search") != (text is not None):
        raise WrongUsage("rollup-search")


def _answer(session: Session, found: "Rolled", name: Name, text: str, form: str) -> None:
    from rectify.rollup.questions import QUESTIONS, ask

    if QUESTIONS[name].texts and not found.data.with_texts:
        raise Refused("rollup-no-texts")
    if QUESTIONS[name].texts and found.data.with_texts < found.data.ledgers:
        session.note(session.say("rollup.same-unasked", n=found.data.ledgers - found.data.with_texts))
    rows, most, more = ask(found.engine, name, found.day, text), QUESTIONS[name].most, False
    if most is not None:
        first = list(rows)
        more, rows = len(first) > most, iter(first[:most])
    if form == "json":
        _json(session, found, name, rows, more=more)
    else:
        (_csv if form == "csv" else _table)(session, found, name, rows)
    if more:
        session.note(session.say("rollup.more", n=most))


def _json(session: Session, found: "Rolled", name: Name, rows: "Iterable[Row]", *, more: bool) -> None:
    from rectify.rollup import answers

    columns = answers.names(name)
    data = {
        "format": 1,
        "question": name,
        "ledgers": found.data.ledgers,
        "recorded": list(found.data.recorded),
        "as_of": list(found.data.as_of),
        "refused": [_missing(each) for each in found.refused],
        "more": more,
        "rows": (dict(zip(columns, answers.whole(name, row), strict=True)) for row in rows),
    }
    session.emit_json(data)


def _missing(each: "Missing") -> dict[str, str]:
    return {"path": each.path, "unit": each.unit, "ledger": each.ledger, "why": each.why, "day": each.day}


def _csv(session: Session, found: "Rolled", name: Name, rows: "Iterable[Row]") -> None:
    """For programs: codes, not words; the date of the data in every row."""
    from rectify.documents.writing.separated import lines
    from rectify.rollup import answers

    days = (*found.data.recorded, *found.data.as_of)
    head = (*answers.names(name), "data_recorded_from", "data_recorded_to", "data_as_of_from", "data_as_of_to")
    told = (("" if cell is None else str(cell) for cell in (*answers.whole(name, row), *days)) for row in rows)
    for row in chain([head], told):
        session.out(lines([tuple(row)]).removesuffix("\r\n"))


def _table(session: Session, found: "Rolled", name: Name, rows: "Iterable[Row]") -> None:
    from rectify.cli.viewing import DRAWN, draw
    from rectify.rollup import answers
    from rectify.rollup.document import totals
    from rectify.view.screen import Column, Heading, Line, Table

    sums = [Line((totals(session.language, found.engine, found.day),))] if name == "units" else []
    said = (answers.texts(session.language, name, row) for row in rows)
    first = list(islice(said, DRAWN + 1))
    columns = [
        Column(answers.title(session.language, each), "right" if answers.is_figure(each) else "left")
        for each in answers.names(name)
    ]
    head = (Heading(session.say(f"rollup.heading-{name}")), Line((found.data.told(session.language),)))
    draw(session, (*head, *sums, Table(columns, chain(first, said))), plain=len(first) > DRAWN)


def _report(session: Session, found: "Rolled", name: str) -> None:
    from rectify.cli.output import stream, target
    from rectify.documents.writing import Style, writer
    from rectify.rollup.document import document

    path = target(session, name, "--report")
    suffix = path.suffix if path and path.suffix else ".md"
    write = writer(suffix)
    made = document(session.language, found.engine, found.data, found.refused, found.day)
    with stream(session, path, suffix) as opened:
        write(made, opened, Style())
    if path:
        session.note(session.visible(session.say("report.saved", path=path)))

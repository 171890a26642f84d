"""`head`: what the ledger comes to, to be printed, signed, and held by somebody else."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer

from rectify.cli.ledgers import reading, record
from rectify.cli.options import By, Option
from rectify.cli.output import stream, target
from rectify.cli.session import Session
from rectify.errors import Refused, WrongUsage
from rectify.heads import Statement, written


def head(
    session: Session,
    *,
    output: Annotated[str | None, typer.Option("--output", "-o")] = None,
    sign: Annotated[bool, typer.Option("--sign")] = False,
    key: Option = None,
    slip: Annotated[bool, typer.Option("--slip")] = False,
    given_to: Option = None,
    by: By = None,
) -> None:
    if sign != (key is not None):
        raise WrongUsage("head-sign")
    if slip and (sign or session.json):
        raise WrongUsage("head-slip")
    statement = _statement(session)
    give = partial(_give, session, statement, given_to, by)
    if sign:
        _signed(session, statement, output, session.world.cwd / str(key), give)
    elif slip:
        _slip(session, statement, output, give)
    else:
        _printed(session, statement, output, give)


def _statement(session: Session) -> Statement:
    """The head of the ledger now. Raises Refused for a ledger without entries, or without a name."""
    with reading(session) as ledger:
        statement = Statement(ledger.name, *ledger.head(), f"{session.world.now():%Y-%m-%dT%H:%M:%SZ}")
    if not statement.seq:
        raise Refused("head-nothing")
    try:
        written(statement)
    except ValueError:
        raise Refused("head-unnamed", ledger=statement.ledger) from None
    return statement


Give = Callable[[], None]
"""Records that the head was given to somebody, where that is asked for."""


def _put(session: Session, path: Path | None, suffix: str, content: bytes, give: Give) -> None:
    """Write what is handed over and record that it was: a file gets its name after the act, a print comes after it."""
    if path is None:
        give()
    with stream(session, path, suffix) as opened:
        opened.write(content)
        if path:
            give()
    if path:
        session.note(session.say("record.head-saved", path=path))


def _printed(session: Session, statement: Statement, output: str | None, give: Give) -> None:
    """The statement as it is to be held: exactly its bytes, so that it can be sent on and signed."""
    path = target(session, output)
    if path or not session.json:
        _put(session, path, ".txt", written(statement), give)
    else:
        give()
    if session.json:
        session.emit_json({"format": 1, **statement._asdict()})


def _signed(session: Session, statement: Statement, output: str | None, key: Path, give: Give) -> None:
    """The statement and its signature in two files, both or none."""
    from rectify.cli.signing import sign, signature_beside
    from rectify.documents.writing import replacing

    path = target(session, output or f"head-{statement.seq}.txt")
    if path is None:
        raise WrongUsage("head-sign-file")
    content = written(statement)
    signature = sign(session, content, key)
    beside = signature_beside(path)
    with replacing(path) as first, replacing(beside) as second:
        first.write(content)
        second.write(signature)
        give()
    if session.json:
        session.emit_json({"format": 1, **statement._asdict(), "file": str(path), "signature": str(beside)})
    session.note(session.say("record.head-signed", path=path, signature=beside.name))


def _slip(session: Session, statement: Statement, output: str | None, give: Give) -> None:
    """One page to be stamped, in the format that the file's name asks for."""
    from rectify.documents.writing import Style, writer
    from rectify.report.head_slip import slip

    path = target(session, output)
    suffix = path.suffix if path and path.suffix else ".md"
    write = writer(suffix)
    with reading(session) as ledger:
        view = ledger.view()
        units = dict.fromkeys(each.unit for each in view.inspections() if each.unit and not each.void)
        language = session.chosen_language or ("zh" if view.language() == "zh" else "en")
    made = slip(language, statement, "、".join(units) if language == "zh" else ", ".join(units), session.world.today())
    page = BytesIO()
    write(made, page, Style())
    _put(session, path, suffix, page.getvalue(), give)


def _give(session: Session, statement: Statement, to: str | None, by: str | None) -> None:
    if to is None:
        return
    from rectify.deciding.giving import give_head

    record(session, give_head, *statement.head, by=by, to=session.text_argument(to))
    session.note(session.visible(session.say("record.given-head", entry=statement.seq, to=to.strip())))

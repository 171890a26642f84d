"""`report`: the document that is handed in, computed from the ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from rectify.cli.ledgers import reading
from rectify.cli.options import Option
from rectify.cli.session import Session
from rectify.cli.viewing import day_of
from rectify.errors import Refused, Word, WrongUsage
from rectify.language import Language
from rectify.model.values import Inspection
from rectify.store.opening import MAGIC
from rectify.store.reading import Reading


def report(
    session: Session,
    *,
    kind: Annotated[str, typer.Option("--kind")] = "rectification",
    output: Annotated[str, typer.Option("--output", "-o")] = "-",
    as_of: Option = None,
    since: Option = None,
    basis: bool = False,
    inspection: Option = None,
) -> None:
    from rectify.documents.writing import replacing, writer
    from rectify.report import KINDS, Asked, HeadLine, document

    if kind not in KINDS:
        raise WrongUsage("not-one-of", field=Word("fields.kind"), value=kind, values=", ".join(KINDS))
    path = None if output == "-" else session.world.cwd / output
    write = writer(path.suffix.lower() if path else ".md")
    day, last = _days(session, as_of, since)
    with reading(session) as ledger:
        view = ledger.view(day if as_of else None)
        of = _inspection(session, view, inspection)
        head = ledger.head()
        line = HeadLine(head.seq, head.text, view.ledger_id())
        asked = Asked(of, day, session.chosen_language or _language(view), line, last, basis)
        made = document(kind, view, asked)
        if path is None:
            with _standard_output(session) as stream:
                write(made, stream)
            return
        _refuse_database(path)
        with replacing(path) as stream:
            write(made, stream)
    session.note(session.say("report.saved", path=path))


def _days(session: Session, as_of: str | None, since: str | None) -> tuple[date, date | None]:
    """The day of the report and that of the last one. Raises Refused for a report of the future."""
    today = session.world.today()
    day = day_of(session, as_of) if as_of else today
    if day > today:
        raise Refused("report-future", date=day, today=today)
    last = day_of(session, since) if since else None
    if last and last > day:
        raise WrongUsage("since-after", since=last, as_of=day)
    return day, last


def _refuse_database(path: Path) -> None:
    """A report never takes the place of a ledger, however the file is called."""
    try:
        with path.open("rb") as stream:
            found = stream.read(len(MAGIC))
    except OSError:  # absent, or not ours to read: what writes it says so
        return
    if found == MAGIC:
        raise Refused("output-is-ledger", path=path)


def _inspection(session: Session, view: Reading, code: str | None) -> Inspection:
    """The inspection named, or the newest; said so where there are others."""
    from rectify.deciding.resolving import inspection as named

    of = named(view, code)
    number = sum(1 for each in view.inspections() if not each.void)
    if code is None and number > 1:
        session.note(session.say("report.several", number=number, code=of.code))
    return of


def _language(view: Reading) -> Language:
    return "zh" if view.language() == "zh" else "en"


@contextmanager
def _standard_output(session: Session) -> Iterator[BinaryIO]:
    """Standard output for bytes, as they are: no wrapping, no markup, LF."""
    text = session.world.stdout
    text.flush()
    buffer: BinaryIO | None = getattr(text, "buffer", None)
    if buffer is not None:
        yield buffer
        buffer.flush()
        return
    held = BytesIO()
    yield held
    text.write(held.getvalue().decode())

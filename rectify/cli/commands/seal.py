"""`seal`: the one file that is handed over, and can be checked without the ledger."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rectify.cli.ledgers import reading
from rectify.cli.options import Option, refuse_empty
from rectify.cli.session import Session
from rectify.cli.viewing import day_of
from rectify.errors import Damaged, Refused

if TYPE_CHECKING:
    from rectify.language import Language
    from rectify.ledger import Ledger
    from rectify.sealing.making import Parts

SHOWN = 20


def seal(
    session: Session,
    *,
    output: Annotated[str | None, typer.Option("--output", "-o")] = None,
    as_of: Option = None,
    signature: Annotated[list[str] | None, typer.Option("--signature")] = None,
    script: Annotated[bool, typer.Option("--script")] = False,
) -> None:
    from rectify.sealing.making import script as check_script, seal as made

    refuse_empty(output=output, signature=signature)
    if script:
        for line in check_script().decode().splitlines():
            session.out(line)
        return
    today = session.world.today()
    day = day_of(session, as_of) if as_of else today
    if day > today:
        raise Refused("report-future", date=day, today=today)
    from hashlib import file_digest

    from rectify.store.publishing import published

    with reading(session) as ledger:
        _refuse_faulty(ledger)
        parts = _parts(session, ledger, day, signature or [])
        path = session.world.cwd / (output or f"{ledger.path.stem}-seal-{parts.statement.seq}.zip")
        with published(path) as new:
            with new.open("r+b") as stream:
                made(parts, stream)
                stream.seek(0)
                digest = file_digest(stream, "sha256").hexdigest()
            _refuse_other(new)
    _answer(session, path, parts, digest)


def _refuse_faulty(ledger: "Ledger") -> None:
    fault = next(ledger.faults(), None)
    if fault:
        reason = " ".join(map(str, filter(None, (fault.key, fault.seq, fault.about))))
        raise Damaged("ledger-damaged", path=str(ledger.path), reason=reason)


def _parts(session: Session, ledger: "Ledger", day: date, signatures: list[str]) -> "Parts":
    from rectify.cli.sealing import given
    from rectify.exchange.contents import Contents
    from rectify.heads import Statement
    from rectify.journal import RunningHead
    from rectify.language import say
    from rectify.sealing.making import Parts

    contents, size, at = Contents(), 0, ""
    for entry in ledger.entries():
        contents.take(entry)
        at = entry.at
    missing = [each for key, each in contents.kept.items() if ledger.file(key) is None]
    if missing:
        raise Damaged("seal-without", names=", ".join(each.name for each in missing[:SHOWN]), number=len(missing))
    running = RunningHead()
    for row in ledger.rows():
        running.take(row)
        size += len(row.body) + 1
    view = ledger.view()
    head = running.head
    statement = Statement(view.ledger_id(), head.seq, head.chain, head.text, at)
    language: Language = session.chosen_language or ("zh" if view.language() == "zh" else "en")
    told: dict[str, Any] = {"ledger": statement.ledger, "entry": head.seq, "text": head.text, "day": day.isoformat()}
    return Parts(
        statement,
        ledger.rows,
        size,
        contents,
        lambda name: ledger.file(name) or b"",
        _reports(ledger, statement, day, language),
        given(session, ledger, statement, signatures),
        (say("en", "sealing.readme", **told), say("zh", "sealing.readme", **told)),
    )


def _reports(ledger: "Ledger", statement: Any, day: date, language: "Language") -> dict[str, bytes]:
    """The report of each inspection as of the day, as Markdown and as Word file."""
    from io import BytesIO

    from rectify.documents.writing import Style, writer
    from rectify.report import Asked, HeadLine, document

    made: dict[str, bytes] = {}
    view = ledger.view(day)
    line = HeadLine(statement.seq, statement.text, statement.ledger)
    for of in view.inspections():
        for suffix in (".md", ".docx"):
            if not of.void:
                stream = BytesIO()
                asked = Asked(of, day, language, line, dated=True)
                writer(suffix)(document("rectification", view, asked), stream, Style())
                made[f"report-{of.id}{suffix}"] = stream.getvalue()
    return made


def _refuse_other(path: Path) -> None:
    """What was written is read back before it gets its name."""
    from rectify.sealing.checking import Seal

    with path.open("rb") as stream:
        fault = next(Seal(stream, path.name).faults(), None)
    if fault:
        raise Damaged("seal-written-wrong", about=fault.code)


def _answer(session: Session, path: Path, parts: "Parts", digest: str) -> None:
    head = parts.statement
    if session.json:
        facts = {"path": str(path), "sha256": digest, "head": head._asdict(), "evidence": len(parts.contents.kept)}
        session.emit_json({"format": 1, **facts})
        return
    session.out(session.visible(session.say("sealing.made", path=path, entry=head.seq, text=head.text)))
    session.out(session.say("sealing.whole", digest=digest))
    session.note(session.say("sealing.not-encrypted"))

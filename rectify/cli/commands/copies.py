"""`backup` and `export`: the ledger, its journal and its evidence as files of their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rectify.cli.ledgers import reading
from rectify.cli.options import Option
from rectify.cli.output import stream, target
from rectify.cli.session import Session
from rectify.errors import WrongUsage

if TYPE_CHECKING:
    from rectify.ledger import Ledger


def backup(session: Session, file: Annotated[str | None, typer.Argument()] = None) -> None:
    from rectify.exchange.backup import backup as made

    if file == "":
        raise WrongUsage("option-empty", option="FILE")
    ledger = session.ledger_path()
    at = session.world.now().strftime("%Y%m%dT%H%M%SZ")
    path = session.world.cwd / (file or f"{ledger.stem}-{at}.db")
    done = made(ledger, path)
    if session.json:
        session.emit_json({"format": 1, "path": str(path), "size": done.size, "head": done.head._asdict()})
        return
    said = {"size": f"{done.size:,}", "entry": done.head.seq, "text": done.head.text}
    session.out(session.visible(session.say("record.backup", path=path, **said)))


def export(session: Session, *, evidence: Option = None, journal: Option = None) -> None:
    if evidence is None and journal is None:
        raise WrongUsage("export-nothing")
    told: dict[str, Any] = {}
    with reading(session) as ledger:
        if evidence is not None:
            told |= _evidence(session, ledger, evidence)
        if journal is not None:
            told |= _journal(session, ledger, target(session, journal, "--journal"))
    if session.json and journal != "-":
        session.emit_json({"format": 1, **told})


def _evidence(session: Session, ledger: "Ledger", folder: str) -> dict[str, Any]:
    from rectify.cli.attaching import taken_out

    done = taken_out(ledger, session.world.cwd / folder)
    if done.left:
        session.note(session.say("record.export-left", names=", ".join(f"e{key}" for key in done.left)))
    if not session.json:
        session.out(session.visible(session.say("record.export", number=len(done.files), path=folder)))
    return {"folder": folder, "files": [each._asdict() for each in done.files]}


def _journal(session: Session, ledger: "Ledger", path: Path | None) -> dict[str, Any]:
    """The journal goes to a file, or to standard output; the head, which is what it is checked by, is told beside it."""
    from rectify.exchange.text import write

    with stream(session, path, ".jsonl") as opened:
        head = write(ledger.rows(), opened)
    if path is None or not session.json:
        said = session.say("record.export-journal", path=path or "-", entry=head.seq, text=head.text)
        (session.note if path is None else session.out)(session.visible(said))
    return {"journal": str(path), "head": head._asdict()}

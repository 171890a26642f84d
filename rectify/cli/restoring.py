"""`import --journal`: a ledger anew from its journal, and from a folder with the contents that it kept."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO

from rectify.cli.session import Session
from rectify.documents.reading.guard import SIZE, content_of, opened, shown
from rectify.errors import NotFound, Refused, Unreadable

if TYPE_CHECKING:
    from rectify.exchange.contents import Content

SHOWN = 20
"""How many missing contents are named on a screen; JSON names all."""


def restored(session: Session, journal: str, evidence: str | None) -> None:
    """Make the ledger that `--ledger` names (else `rectify.db` here) from a journal; say its head and what is missing."""
    from rectify.exchange.restoring import restore

    path = session.new_ledger_path()
    if os.path.lexists(path):
        raise Refused("restore-there", path=path)
    folder = session.world.cwd / evidence if evidence is not None else None
    if folder and not folder.is_dir():
        raise NotFound("folder-absent", path=folder)
    with _opened(session, journal) as stream:
        done = restore(path, stream, shown(journal), _contents(folder) if folder else ())
    if session.json:
        missing = [each._asdict() for each in done.missing]
        session.emit_json({"format": 1, "ledger": str(path), "head": done.head._asdict(), "missing": missing})
    else:
        said = session.say("record.restored", path=path, entry=done.head.seq, text=done.head.text, number=done.found)
        session.out(session.visible(said))
    if done.missing:
        names = ", ".join(map(_name, done.missing[:SHOWN]))
        session.note(session.say("record.restored-without", number=len(done.missing), names=names))


def _name(kept: "Content") -> str:
    return f"e{kept.evidence} {kept.sha256}" if kept.evidence else kept.sha256


@contextmanager
def _opened(session: Session, name: str) -> Iterator[BinaryIO]:
    if name != "-":
        with opened(session.world.cwd / name) as stream:
            yield stream
        return
    stdin = getattr(session.world.stdin, "buffer", None)
    if stdin is None:
        raise Unreadable("stdin-not-utf8")
    yield stdin


def _contents(folder: Path) -> Iterator[bytes]:
    """What lies in a folder and below as regular files of a size that a ledger keeps."""
    for place, below, files in os.walk(folder):
        below.sort()
        for name in sorted(files):
            path = Path(place, name)
            found = path.lstat()
            if S_ISREG(found.st_mode) and 0 < found.st_size <= SIZE:
                yield content_of(path)

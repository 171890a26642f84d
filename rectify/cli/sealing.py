"""Signatures on their way into a seal."""

import shutil
import subprocess
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rectify.cli.session import Session
from rectify.documents.reading.guard import content_of
from rectify.errors import NotFound, Refused
from rectify.heads import LIMIT, Statement, parsed, written

if TYPE_CHECKING:
    from rectify.journal import Head, Row
    from rectify.ledger import Ledger


def given(
    session: Session, ledger: "Ledger", statement: Statement, signatures: Iterable[str]
) -> list[tuple[bytes, bytes]]:
    """The heads that were signed, each with its signature, which stands in the file `NAME.sig` beside the head in `NAME`.

    Where there is no such head, it is the seal's own that was signed. Raises Refused for a head of another ledger, or that
    does not hold, and for a signature that is not one of that head.
    """
    return [_given(session, ledger, statement, session.world.cwd / name) for name in signatures]


def _given(session: Session, ledger: "Ledger", own: Statement, path: Path) -> tuple[bytes, bytes]:
    if not path.exists():
        raise NotFound("file-missing", path=path)
    beside = path.with_name(path.name.removesuffix(".sig"))
    text = content_of(beside) if beside != path and beside.exists() else written(own)
    signed = parsed(text)
    if signed.ledger != own.ledger or signed.seq > own.seq or _head(ledger.rows(), signed.seq) != signed.head:
        raise Refused("seal-signed-other", path=path)
    signature = content_of(path)
    if len(signature) > LIMIT or not _is_good(session, text, path):
        raise Refused("seal-signature-bad", path=path)
    return text, signature


def _head(rows: "Iterable[Row]", seq: int) -> "Head":
    from rectify.journal import head

    return head(islice(rows, seq))


def _is_good(session: Session, text: bytes, signature: Path) -> bool:
    program = shutil.which("ssh-keygen", path=session.world.environ.get("PATH"))
    if program is None:
        raise Refused("ssh-keygen-absent")
    words = [program, "-Y", "check-novalidate", "-n", "rectify-head", "-s", str(signature)]
    return not subprocess.run(words, input=text, capture_output=True, check=False).returncode
